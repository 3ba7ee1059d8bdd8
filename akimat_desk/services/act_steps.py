"""What follows an act that was issued: signature, delivery, annulment, its stored pages."""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain import act_settings
from akimat_desk.domain.access_notes import ACT
from akimat_desk.domain.act_events import ActAnnulled, ActCopied, ActSigned
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_states import WAYS, ActState, find_act
from akimat_desk.domain.act_wishes import ActDelivery
from akimat_desk.domain.case_events import ActDelivered, ActIssued
from akimat_desk.domain.case_rights import Tie
from akimat_desk.domain.deadlines import TermFacts, due_on
from akimat_desk.domain.errors import ActUnknown, FieldWrong, RuleBroken
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import find_rule
from akimat_desk.domain.templates import Template
from akimat_desk.journal.fold import Folded
from akimat_desk.services import acts
from akimat_desk.services.act_ties import ties_of
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import Paper
from akimat_desk.services.templates import TemplateNotFound, Templates
from akimat_desk.storage import act_lines, journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.projections import Lens

APPEAL = "pretrial-appeal"
"""The rule of the term in which an act can be appealed against."""


@dataclass(eq=False)
class ActNotReady(RuleBroken):
    """The act is not at the step that this needs; `stage` is where it stands."""

    stage: str


@dataclass(eq=False)
class SignedFileOther(RuleBroken):
    """The signed file does not hold the bytes of this act."""

    act: str


class ActRow(msgspec.Struct, frozen=True, kw_only=True):
    """One act in a list. `appeal_until` is the last day to appeal against it: of the kinds of
    paper that refuse something, once they reached the addressee. `office` is what the office was
    called on the day of the act, `tie` is that of who is signed in to its case."""

    act: str
    stream: str
    case_number: str
    kind: str
    language: str
    journal: str
    number: str
    issued_on: date
    stage: str
    signatory: str
    subject: str
    addressee: str
    delivered_on: date | None
    appeal_until: date | None
    office: Bilingual = Bilingual(ky="")
    tie: Tie = Tie.RESPONSIBLE


class ActSteps:
    """Acts on record, by their id or number."""

    def __init__(self, core: Core, templates: Templates) -> None:
        self._core = core
        self._templates = templates

    def sign(self, act: str, signed_on: date | None = None, file: bytes = b"") -> ActState:
        """By hand, or by a file of the signature site that holds our bytes. Raises ActUnknown,
        ActNotReady, SignedFileOther, FieldWrong."""
        today = legal_day(self._core.clock.now())
        with self._core.write("sign-act") as writing:
            stream, folded, state = held(writing.connection, act)
            if state.stage != "numbered":
                raise ActNotReady(state.stage)
            day = signed_on or today
            if not state.issued.issued_on <= day <= today:
                raise FieldWrong("signed_on", "out_of_range")
            digest = self._kept(state, file) if file else b""
            event = ActSigned(act=state.act, signed_on=day, file=digest)
            return state_of(writing.append(stream, folded, event), state.act)

    def deliver(self, act: str, told: ActDelivery) -> ActState:
        """How it reached the addressee; from that day the term of appeal runs. Raises ActUnknown,
        ActNotReady, FieldWrong."""
        if told.way not in WAYS:
            raise FieldWrong("way", "unknown")
        with self._core.write("deliver") as writing:
            stream, folded, state = held(writing.connection, act)
            if state.stage in ("waiting", "annulled"):
                raise ActNotReady(state.stage)
            event = ActDelivered(
                act=state.act,
                way=told.way,
                delivered_on=told.delivered_on or legal_day(self._core.clock.now()),
                proof=told.proof,
            )
            return state_of(writing.append(stream, folded, event), state.act)

    def annul(self, act: str, reason: str) -> ActState:
        """It holds no more; its number stays taken. Raises ActUnknown, ActNotReady, FieldWrong."""
        if not reason.strip():
            raise FieldWrong("reason", "missing")
        with self._core.write("annul-act") as writing:
            stream, folded, state = held(writing.connection, act)
            if state.stage == "annulled":
                raise ActNotReady(state.stage)
            day = legal_day(self._core.clock.now())
            event = ActAnnulled(act=state.act, annulled_on=day, reason=reason.strip())
            return state_of(writing.append(stream, folded, event), state.act)

    def state(self, act: str) -> ActState:
        """Raises ActUnknown."""
        with self._core.read() as (connection, _):
            return held(connection, act)[2]

    @draws("act", ACT, "act")
    def paper(self, act: str) -> Paper:
        """The stored bytes, with the number once there is one. Raises ActUnknown, ActNotReady.

        Where the bytes lie at another desk they are drawn again, and their digest proves them;
        raises FileMissing where it does not.
        """
        with self._core.read() as (connection, lens):
            state = held(connection, act)[2]
            if state.stage == "waiting":
                raise ActNotReady(state.stage)
            with suppress(FileMissing):
                data = self._core.files.read(state.digest)
                return Paper(data=data, digest=state.digest, copy=0)
            try:
                data = self._drawn_again(lens, state)
            except TemplateNotFound:
                # A newer program brings a later release of the form alone.
                raise FileMissing(state.digest.hex()) from None
        if self._core.files.digest(data) != state.digest:
            raise FileMissing(state.digest.hex())
        self._core.files.keep(data)
        return Paper(data=data, digest=state.digest, copy=0)

    @draws("act", ACT, "act")
    def copy(self, act: str) -> Paper:
        """The same pages with a copy stamp as a second file; its number is on record. Raises what
        `paper` raises, PaperOverflows for a label or an envelope, NotAllowed."""
        first = self.paper(act)
        # reportlab and its fonts take a while to load, so only who makes papers pays for it.
        from akimat_desk.documents.copies import stamped  # noqa: PLC0415

        with self._core.write("print") as writing:
            stream, folded, state = held(writing.connection, act)
            number = 1 + max((made.copy for made in state.copies), default=0)
            language: Literal["ky", "ru"] = "ru" if state.issued.language == "ru" else "ky"
            data = stamped(first.data, number, language)
            digest = self._core.files.keep(data)
            event = ActCopied(act=state.act, copy=number, digest=digest)
            writing.append(stream, folded, event)
        return Paper(data=data, digest=digest, copy=number)

    def newest(self, limit: int = 200) -> tuple[ActRow, ...]:
        """The acts of the office, the newest first."""
        with self._core.read() as (connection, lens):
            forms = self._templates.of(lens.office)
            refusals = {form.id for form in forms.values() if form.is_refusal}
            lines = act_lines.newest(connection, limit)
            on_cases = (row.stream for row in lines if row.case_number)
            ties = ties_of(self._core, connection, lens, on_cases)
            return tuple(
                msgspec.structs.replace(
                    _row(row, lens if row.kind in refusals else None, lens.office),
                    tie=ties.get(row.stream, Tie.RESPONSIBLE),
                )
                for row in lines
            )

    def _kept(self, state: ActState, file: bytes) -> bytes:
        if self._core.files.read(state.digest) not in file:
            raise SignedFileOther(state.act)
        return self._core.files.keep(file)

    def _drawn_again(self, lens: Lens, state: ActState) -> bytes:
        if state.issued.template == acts.TEMPLATE:
            return acts.drawn_again(state.issued)
        reading = msgspec.json.decode(state.issued.reading, type=ActReading)
        if state.numbered is not None:
            reading = msgspec.structs.replace(
                reading, number=state.numbered.number, qr=state.numbered.qr
            )
        return drawn(self._template(lens, state.issued), reading, lens.office)

    def _template(self, lens: Lens, issued: ActIssued) -> Template:
        return self._templates.of_digest(lens.office, issued.kind, issued.template_digest)


def held(connection: Connection, act: str) -> tuple[bytes, Folded, ActState]:
    """The stream of an act, by id or number. Raises ActUnknown."""
    row = act_lines.find(connection, act)
    if row is None:
        raise ActUnknown(act)
    folded = journal.load(connection, row.stream)
    return row.stream, folded, state_of(folded, row.act)


def state_of(folded: Folded, act: str) -> ActState:
    """Raises ActUnknown."""
    found = find_act(folded.state, act)
    if found is None:
        raise ActUnknown(act)
    return found


def drawn(template: Template, reading: ActReading, office: Office) -> bytes:
    """The bytes of the paper; raises what documents refuses."""
    # reportlab and its fonts take a while to load, so only who makes papers pays for it.
    from akimat_desk.documents.template_paper import act  # noqa: PLC0415

    emblem = act_settings.emblem(office, reading.emblem) if reading.emblem else b""
    return act(template, reading, emblem)


def _row(row: Any, appealed_by: Lens | None, office: Office) -> ActRow:
    """`appealed_by` is what the term of appeal is reckoned through, None where none runs."""
    delivered_on = date.fromisoformat(row.delivered_on) if row.delivered_on else None
    named: Any = office.dated("name", date.fromisoformat(row.issued_on))
    return ActRow(
        act=row.act,
        stream=str(uuid.UUID(bytes=row.stream)),
        case_number=row.case_number,
        kind=row.kind,
        language=row.language,
        journal=row.journal,
        number=row.number,
        issued_on=date.fromisoformat(row.issued_on),
        stage=row.stage,
        signatory=row.signatory,
        subject=row.subject,
        addressee=row.addressee,
        delivered_on=delivered_on,
        appeal_until=_appeal_until(appealed_by, delivered_on),
        office=Bilingual(ky="") if named is None else named.name,
    )


def _appeal_until(lens: Lens | None, delivered_on: date | None) -> date | None:
    """By the rule that holds on the day of delivery; None where none does."""
    if lens is None or delivered_on is None:
        return None
    rule = find_rule(lens.references.packs.values(), APPEAL, delivered_on)
    if rule is None:
        return None
    return due_on(TermFacts(started_on=delivered_on, rule=rule), lens.references.calendar)
