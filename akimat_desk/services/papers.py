"""Receipts: drawn from a frozen reading, stored by digest before the case says so."""

import uuid
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any, Literal, get_args

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.case_events import CaseRegistered, ReceiptIssued
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong, LetterheadMissing, ResponsibilityMissing
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.pads import PAPER
from akimat_desk.domain.readings import (
    Answerer,
    Bilingual,
    DueLine,
    Letterhead,
    ReceiptReading,
)
from akimat_desk.domain.secret_cases import demand_no_secret
from akimat_desk.domain.status_address import status_address
from akimat_desk.services import receipt_editions
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.errors import ReceiptNotIssued, ReceiptUnchanged
from akimat_desk.services.paper_proofs import genuine
from akimat_desk.services.stamps import stamp_told
from akimat_desk.storage import journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.projections import Lens
from akimat_desk.trust.receipts import ReceiptSeal, seal_receipt

Form = Literal["a5", "a4x2", "roll80", "large"]
Language = Literal["ky", "ru"]
FORMS = get_args(Form)
RECEIPT_TEMPLATE = "receipt-1"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of a paper and the copy's number; 0 is the first one."""

    data: bytes
    digest: bytes
    copy: int


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt about to be drawn."""

    reading: ReceiptReading
    form: Form
    language: Language
    copy: int = 0
    replaces: bytes = b""
    reason: str = ""


class Papers:
    """What the desk prints."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @draws("receipt", CASE, "case_id")
    def receipt(
        self, case_id: str, *, form: str = "a5", language: str = "", is_copy: bool = False
    ) -> Paper:
        """The stored bytes of the receipt in this form and language, made once.

        With `is_copy` a second file with a copy stamp is made and its number recorded. Raises
        ResponsibilityMissing, LetterheadMissing, and what documents refuses.
        """
        draft = self._draft(case_id, _form(form), language, is_copy=is_copy)
        if isinstance(draft, Paper):
            return draft
        data = _drawn(draft)
        with self._core.write("print") as writing:
            return self._issued(writing, uuid.UUID(case_id).bytes, draft, data)

    @draws("receipt", CASE, "case_id")
    def correct_receipt(
        self, case_id: str, *, form: str = "a5", language: str = "", reason: str
    ) -> Paper:
        """A receipt in place of the one that holds, with what was corrected since; it names the
        old one, which stays on record. Raises FieldWrong, ReceiptNotIssued, ReceiptUnchanged, and
        what documents refuses."""
        if not reason.strip():
            raise FieldWrong("reason", "missing")
        with self._core.write("print") as writing:
            stream = uuid.UUID(case_id).bytes
            case: Case = journal.load(writing.connection, stream).state
            draft = _Draft(
                reading=self._corrected(writing.connection, case),
                form=_form(form),
                language=_language(language, case.registered.language),
                replaces=_held(case).event.digest,
                reason=reason.strip(),
            )
            return self._issued(writing, stream, draft, _drawn(draft))

    @draws("receipt", CASE, "case_id")
    def issued_receipt(self, case_id: str, digest: bytes) -> Paper:
        """The bytes of a receipt on record, also of one that holds no more. Raises
        ReceiptNotIssued, FileMissing."""
        with self._core.read() as (connection, _):
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
        made = next((one for _, one in case.each(ReceiptIssued) if one.digest == digest), None)
        if made is None:
            raise ReceiptNotIssued(case.registered.number)
        return self._stored(made)

    @draws("stamp", CASE, "case_id")
    def stamp(self, case_id: str, *, language: str = "") -> bytes:
        """The label for the paper itself; nothing is written. Raises LetterheadMissing, FieldWrong
        and what documents refuses."""
        with self._core.read() as (connection, lens):
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
        training = self._core.identity.is_training
        told = stamp_told(case, lens, partial(letterhead, lens.office), is_training=training)
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.stamp import stamp  # noqa: PLC0415

        return stamp(
            told.reading,
            language=_language(language, case.registered.language),
            file_index=told.file_index,
            is_on_control=told.is_on_control,
        )

    def _issued(self, writing: Writing, stream: bytes, draft: _Draft, data: bytes) -> Paper:
        """Stored before the case says so."""
        digest = self._core.files.keep(data)
        event = ReceiptIssued(
            digest=digest,
            template=draft.reading.template,
            form=draft.form,
            language=draft.language,
            copy=draft.copy,
            reading=draft.reading,
            replaces=draft.replaces,
            reason=draft.reason,
        )
        writing.append(stream, journal.load(writing.connection, stream), event)
        return Paper(data=data, digest=digest, copy=draft.copy)

    def _draft(self, case_id: str, form: Form, language: str, *, is_copy: bool) -> "_Draft | Paper":
        """What is to be drawn, or the paper itself where it was made before."""
        with self._core.read() as (connection, lens):
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
            demand_no_secret(case, "receipt")
            event = case.registered
            chosen = _language(language, event.language)
            issued = [
                made
                for made in receipt_editions.holding(case)
                if (made.form, made.language) == (form, chosen)
            ]
            first = next((made for made in issued if made.copy == 0), None)
            if first is not None and not is_copy:
                return self._stored(first)
            if first is None and is_copy:
                raise ReceiptNotIssued(event.number)
            copy = 0 if first is None else 1 + max(made.copy for made in issued)
            held = first or (
                None if (known := receipt_editions.held(case)) is None else known.event
            )
            if held is None:
                return _Draft(
                    reading=self._first(connection, lens, case), form=form, language=chosen
                )
            # In another form it is the same receipt.
            return _Draft(
                reading=held.reading,
                form=form,
                language=chosen,
                copy=copy,
                replaces=held.replaces,
            )

    def verify(self, text: str) -> ReceiptSeal:
        """The facts of a genuine receipt; raises ReceiptAltered, StationUnknown."""
        with self._core.database.read() as connection:
            return genuine(self._core, connection, text)

    def _stored(self, event: ReceiptIssued) -> Paper:
        """Where the bytes lie at another desk they are drawn again, and their digest proves them;
        raises FileMissing where it does not."""
        files = self._core.files
        with suppress(FileMissing):
            return Paper(data=files.read(event.digest), digest=event.digest, copy=event.copy)
        draft = _Draft(
            reading=event.reading,
            form=_form(event.form),
            language=_language(event.language, ""),
            copy=event.copy,
        )
        data = _drawn(draft)
        if files.digest(data) != event.digest:
            raise FileMissing(event.digest.hex())
        files.keep(data)
        return Paper(data=data, digest=event.digest, copy=event.copy)

    def _first(self, connection: Connection, lens: Lens, case: Case) -> ReceiptReading:
        """With what was corrected before anything was printed."""
        event = case.registered
        clerk = _clerk(self._core, event)
        seal = self._seal(connection, event, event.receipt_code)
        reading = ReceiptReading(
            office=letterhead(lens.office, event.registered_on),
            number=event.number,
            code=event.receipt_code,
            received_at=local_time(event.received_at),
            registered_at=local_time(event.registered_at),
            applicant="",
            came_through=event.came_through,
            subject="",
            papers=event.papers,
            answerer=_answerer(event, lens.office, event.registered_on),
            due=_due(case, lens),
            qr=seal,
            status_address=status_address(lens.office),
            clerk_post=clerk.post,
            clerk_name=clerk.short_name,
            point=event.point,
            template=RECEIPT_TEMPLATE,
            training=self._core.identity.is_training,
            by_hand=event.medium == PAPER,
        )
        return receipt_editions.as_now(case, reading)

    def _corrected(self, connection: Connection, case: Case) -> ReceiptReading:
        event, old = case.registered, _held(case)
        clerk = _clerk(self._core, event)
        reading = receipt_editions.as_now(case, old.event.reading)
        if reading == old.event.reading:
            raise ReceiptUnchanged(event.number)
        code = receipt_editions.sealed_code(event.receipt_code, receipt_editions.edition(case) + 1)
        return msgspec.structs.replace(
            reading,
            qr=self._seal(connection, event, code),
            clerk_post=clerk.post,
            clerk_name=clerk.short_name,
            corrects=receipt_editions.name_of(old),
        )

    def _seal(self, connection: Connection, event: CaseRegistered, code: str) -> str:
        facts = ReceiptSeal(
            office=self._core.identity.office,
            number=event.number,
            registered_on=event.registered_on,
            due_on=event.due_on,
            rule=event.rule or "none",
            code=code,
        )
        return seal_receipt(facts, self._core.station_key(connection))


def _clerk(core: Core, event: CaseRegistered) -> Staff:
    if core.actor is None:
        raise ResponsibilityMissing(event.topic, event.service)
    return core.actor


def _drawn(draft: _Draft) -> bytes:
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.receipt import receipt  # noqa: PLC0415

    return receipt(draft.reading, form=draft.form, language=draft.language, copy=draft.copy)


def _held(case: Case) -> receipt_editions.Held:
    """Raises ReceiptNotIssued."""
    known = receipt_editions.held(case)
    if known is None:
        raise ReceiptNotIssued(case.registered.number)
    return known


def letterhead(office: Office, on: date) -> Letterhead:
    """The office as it was named on that day; raises LetterheadMissing."""
    named: Any = office.dated("name", on)
    told: Any = office.dated("letterhead", on)
    if named is None:
        raise LetterheadMissing("name")
    if told is None:
        raise LetterheadMissing("address")
    return Letterhead(name=named.name, address=told.address, phone=told.phone, hours=told.hours)


def _answerer(event: CaseRegistered, office: Office, on: date) -> Answerer:
    named = office.find_staff(event.responsible) if event.responsible else None
    if named is None:
        raise ResponsibilityMissing(event.topic, event.service)
    return Answerer(
        name=named.full_name,
        post=named.post,
        room=named.room,
        phone=named.phone,
        ground=_ground(event, office, named, on),
        executor_by_resolution=event.named_by == "table",
    )


def _ground(event: CaseRegistered, office: Office, named: Staff, on: date) -> Bilingual | None:
    if event.named_by != "table":
        return None
    row = office.answers_for(event.topic, event.service, on)
    if row is None or row.staff != named.id or not row.order:
        return None
    return Bilingual(ky=row.order, ru=row.order)


def _due(case: Case, lens: Lens) -> DueLine:
    event = case.registered
    due = duties.dates(case, lens.office, lens.office_id, lens.references)
    rule, control = due.rule, due.of_kind("control")
    return DueLine(
        due_on=event.due_on,
        days=None if rule is None else rule.length,
        unit="working" if rule is None else rule.unit,
        ground=Bilingual(ky="") if rule is None else rule.legal,
        to_confirm=rule is not None and not rule.is_confirmed,
        control_on=control[0].due_on if control else None,
        control_body=control[0].body if control else "",
    )


def _form(form: str) -> Form:
    for known in FORMS:
        if known == form:
            found: Form = known
            return found
    raise FieldWrong("format", "unknown")


def _language(asked: str, of_appeal: str) -> Language:
    """What was asked, else the appeal's own language, else the language of the state."""
    if asked not in ("", "ky", "ru"):
        raise FieldWrong("lang", "unknown")
    return "ru" if "ru" in (asked, asked or of_appeal) else "ky"
