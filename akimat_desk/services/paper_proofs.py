"""Whether a paper is genuine, by the text of its QR code, and what this desk knows of it."""

import re
import uuid
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.act_states import ActState, find_act
from akimat_desk.domain.case_events import CaseAnnulled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.inspections import INSPECTION, read
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pads import BLANK, BlankUnknown, find_blank, pads
from akimat_desk.services import former_keys
from akimat_desk.services.core import Core
from akimat_desk.services.errors import ReceiptAltered, StationUnknown
from akimat_desk.services.receipt_editions import edition, sealed_code
from akimat_desk.storage import act_lines, exchange, journal, queries, record_lines
from akimat_desk.storage.database import Connection
from akimat_desk.trust.receipts import ReceiptSeal, SealUnreadable, is_genuine, read_seal
from akimat_desk.trust.signing import key_id

RECEIPT = "receipt"
INSPECTION_COPY = "inspection-copy"
_CODE_OF_RECEIPT = re.compile(r"\d{6}(-\d+)?", re.ASCII)


class PaperRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The same paper as it stands in the journal of this desk. `stage` of a receipt is "issued",
    "replaced" by a corrected one, or "annulled" with its case; of a blank of a pad "left",
    "entered", "spoiled" or "not_used"."""

    id: str
    subject: str
    stage: str
    signatory: str = ""
    replaced_by: str = ""


class PaperProof(msgspec.Struct, frozen=True, kw_only=True):
    """What a genuine paper vouches for. `digest` is the head of the digest over all its words,
    or the code of a receipt; `record` is None where this desk does not have the paper."""

    kind: str
    office: str
    number: str
    made_on: date
    digest: str
    due_on: date | None
    record: PaperRecord | None


class PaperProofs:
    """Reads what a scanner read."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def check(self, text: str) -> PaperProof:
        """Raises ReceiptAltered, StationUnknown."""
        with self._core.read() as (connection, lens):
            facts = genuine(self._core, connection, text)
            is_blank = facts.rule == BLANK
            is_receipt = not is_blank and _CODE_OF_RECEIPT.fullmatch(facts.code) is not None
            if is_blank:
                record = _blank(connection, facts, lens.office)
            else:
                record = _record(connection, facts, is_receipt=is_receipt)
        return PaperProof(
            kind=RECEIPT if is_receipt else facts.rule,
            office=facts.office,
            number=facts.number,
            made_on=facts.registered_on,
            digest=facts.code,
            due_on=facts.due_on,
            record=record,
        )


def genuine(core: Core, connection: Connection, text: str) -> ReceiptSeal:
    """The facts, where a station of this office has signed them. Raises ReceiptAltered,
    StationUnknown."""
    try:
        sealed = read_seal(text)
    except SealUnreadable as wrong:
        raise ReceiptAltered(wrong.reason) from wrong
    own = core.station_key(connection).public
    signer = exchange.find_signer(connection, sealed.key_id, core.identity.office)
    former = former_keys.find(connection, sealed.key_id)
    if sealed.key_id != key_id(own) and signer is None and former is None:
        raise StationUnknown(sealed.key_id.hex())
    public = own if signer is None else signer.public
    public = former or public
    if not is_genuine(sealed, public):
        raise ReceiptAltered("signature")
    return sealed.facts


def _record(connection: Connection, facts: ReceiptSeal, *, is_receipt: bool) -> PaperRecord | None:
    if is_receipt:
        return _receipt(connection, facts)
    if facts.rule == INSPECTION_COPY:
        return _inspection(connection, facts)
    return _act(connection, facts)


def _inspection(connection: Connection, facts: ReceiptSeal) -> PaperRecord | None:
    """A copy holds until another one was handed out."""
    row = record_lines.find(connection, INSPECTION, facts.number)
    if row is None:
        return None
    found = read(journal.load(connection, row.stream).state)
    codes = [one.code for one in found.informed]
    if facts.code not in codes:
        return None
    return PaperRecord(
        id=str(uuid.UUID(bytes=row.stream)),
        subject=found.facts.subject,
        stage="issued" if codes[-1] == facts.code else "replaced",
    )


def _receipt(connection: Connection, facts: ReceiptSeal) -> PaperRecord | None:
    """Of a paper that was entered twice and annulled once, the entry that stands."""
    rows = queries.find_by_number(connection, facts.number)
    for row in sorted(rows, key=lambda one: (one.stage == "annulled", one.id)):
        case: Case = journal.load(connection, row.stream).state
        code = facts.code.partition("-")[0]
        if case.opened is not None and case.registered.receipt_code == code:
            return PaperRecord(
                id=str(uuid.UUID(bytes=row.stream)),
                subject=case.field("subject"),
                stage=_stage(case, facts.code),
            )
    return None


def _blank(connection: Connection, facts: ReceiptSeal, office: Office) -> PaperRecord | None:
    """What became of the reserved number; once it was entered, the case under it."""
    try:
        _, blank = find_blank(pads(office), facts.number)
    except BlankUnknown:
        return None
    if not blank.cases:
        return PaperRecord(id="", subject="", stage=blank.stage)
    case: Case = journal.load(connection, uuid.UUID(blank.cases[0]).bytes).state
    return PaperRecord(id=blank.cases[0], subject=case.field("subject"), stage=blank.stage)


def _stage(case: Case, code: str) -> str:
    if case.ending is not None and isinstance(case.ending.event, CaseAnnulled):
        return "annulled"
    holds = sealed_code(case.registered.receipt_code, edition(case))
    return "issued" if code == holds else "replaced"


def _act(connection: Connection, facts: ReceiptSeal) -> PaperRecord | None:
    for row in act_lines.made_on(connection, facts.rule, facts.registered_on):
        state = _state(connection, row)
        if state is not None and _code(state) == facts.code:
            return PaperRecord(
                id=state.act,
                subject=row.subject,
                stage=state.stage,
                signatory=state.issued.signatory,
                replaced_by="" if state.replaced is None else state.replaced.by,
            )
    return None


def _state(connection: Connection, row: Any) -> ActState | None:
    return find_act(journal.load(connection, row.stream).state, row.act)


class _Sealed(msgspec.Struct, frozen=True):
    """Of any reading, the payload of its QR code."""

    qr: str = ""


def _code(state: ActState) -> str:
    """The code in the seal of a paper on record; "" where it has none."""
    try:
        told = msgspec.json.decode(state.issued.reading, type=_Sealed).qr
        text = told if state.numbered is None else state.numbered.qr
        return read_seal(text).facts.code
    except (msgspec.MsgspecError, SealUnreadable):
        return ""
