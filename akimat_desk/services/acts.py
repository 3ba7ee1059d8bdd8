"""Acts: checked by their required parts, numbered, drawn, stored, and only then on record."""

import uuid
from datetime import date
from typing import Any, Literal

import msgspec
import uuid_utils

from akimat_desk.domain import acts, duties
from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.act_states import ActState, find_act
from akimat_desk.domain.acts import (
    OUTGOING,
    IssueAct,
    KindOfActUnknown,
    NumbersKeptElsewhere,
    PartsMissing,
)
from akimat_desk.domain.case_events import ActIssued
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import ActUnknown, CaseEnded, FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import (
    Answered,
    ReplyReading,
)
from akimat_desk.domain.secret_cases import demand_no_secret
from akimat_desk.services.act_numbers import Place, keeps, next_place
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.letter_parts import addressee, name_of, seal_of, signatory
from akimat_desk.services.papers import Paper, letterhead
from akimat_desk.storage import journal
from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.projections import Lens

TEMPLATE = "reply-1"
_NUMBER = "{sequence}/{year}"
BLANK_NUMBER, BLANK_SEAL = "\N{EM DASH}", "-"
"""What stands in a preview where only issuing gives a number and a seal."""
Language = Literal["ky", "ru"]


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """An act on record."""

    act: str
    number: str
    issued_on: date
    paper: Paper


class Acts:
    """One kind of act so far: the reasoned reply to an appeal."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @draws("draft", CASE, "case_id")
    def preview(self, case_id: str, told: IssueAct) -> tuple[bytes, tuple[str, ...]]:
        """The paper as it would be, without a number, and the parts that are still missing."""
        with self._core.read() as (connection, lens):
            case = _case(connection, case_id)
            reading = self._reading(lens, case, told, number="")
        missing = tuple(part for part in acts.missing_parts(reading) if part != "number")
        if missing:
            return b"", missing
        # A paper is drawn whole or not at all, so what only issuing gives has a blank in its place.
        shown = msgspec.structs.replace(reading, number=BLANK_NUMBER, qr=BLANK_SEAL)
        return _draw(shown, _language(told, case)), ()

    @draws("act", CASE, "case_id")
    def issue(self, case_id: str, told: IssueAct) -> Issued:
        """All or nothing. Raises PartsMissing, NumbersKeptElsewhere, CaseEnded, KindOfActUnknown,
        and what documents refuses."""
        if told.kind != acts.REPLY:
            raise KindOfActUnknown(told.kind)
        with self._core.write("issue-act") as writing:
            stream = uuid.UUID(case_id).bytes
            folded = journal.load(writing.connection, stream)
            case: Case = folded.state
            demand_no_secret(case, "act")
            writing.demand_may(case)
            ended_on = case.ended_on_at(self._core.identity.office)
            if ended_on is not None:
                raise CaseEnded(case.registered.number, ended_on)
            year = legal_day(self._core.clock.now()).year
            number, sequence, _ = msgspec.structs.astuple(self._next(writing, year))
            reading = self._sealed(writing, self._reading(writing.lens, case, told, number=number))
            language = _language(told, case)
            data = _draw(reading, language)
            digest = self._core.files.keep(data)
            act = str(uuid_utils.uuid7())
            writing.append(
                stream,
                folded,
                ActIssued(
                    act=act,
                    kind=told.kind,
                    language=language,
                    template=TEMPLATE,
                    issued_on=reading.issued_on,
                    digest=digest,
                    signatory=reading.signatory.name,
                    number=number,
                    journal=OUTGOING,
                    sequence=sequence,
                    year=year,
                    reading=msgspec.json.encode(reading).decode(),
                    subject=reading.subject,
                    addressee=name_of(reading.addressee),
                ),
            )
        paper = Paper(data=data, digest=digest, copy=0)
        return Issued(act=act, number=number, issued_on=reading.issued_on, paper=paper)

    @draws("act", CASE, "case_id")
    def paper(self, case_id: str, act: str) -> Paper:
        """The stored bytes of an act, by its id or its number; where they lie at another desk a
        reply is drawn again, and its digest proves it. Raises ActUnknown, FileMissing."""
        found = self._found(case_id, act)
        try:
            data = self._core.files.read(found.digest)
        except FileMissing:
            data = drawn_again(found.issued) if found.issued.template == TEMPLATE else b""
            if self._core.files.digest(data) != found.digest:
                raise
            self._core.files.keep(data)
        return Paper(data=data, digest=found.digest, copy=0)

    def find(self, case_id: str, act: str) -> str:
        """The id of an act of this case, by its id or its number; raises ActUnknown."""
        return self._found(case_id, act).act

    def _found(self, case_id: str, act: str) -> ActState:
        with self._core.read() as (connection, _):
            found = find_act(_case(connection, case_id), act)
        if found is None:
            raise ActUnknown(act)
        return found

    def _next(self, writing: Writing, year: int) -> Place:
        """The next outgoing number; this station must keep the journal."""
        if not keeps(self._core, writing, OUTGOING):
            raise NumbersKeptElsewhere(OUTGOING)
        return next_place(self._core, writing, OUTGOING, _NUMBER, year)

    def _sealed(self, writing: Writing, reading: ReplyReading) -> ReplyReading:
        """Raises PartsMissing before anything is signed."""
        missing = acts.missing_parts(reading)
        if missing:
            raise PartsMissing(missing)
        said = msgspec.json.encode(reading)
        core, connection = self._core, writing.connection
        seal = seal_of(core, connection, acts.REPLY, reading.number, reading.issued_on, said)
        return msgspec.structs.replace(reading, qr=seal)

    def _reading(self, lens: Lens, case: Case, told: IssueAct, *, number: str) -> ReplyReading:
        core = self._core
        today = legal_day(core.clock.now())
        office, event = lens.office, case.registered
        executor = _executor(office, case, core.actor)
        return ReplyReading(
            office=letterhead(office, today),
            number=number,
            issued_on=today,
            case_number=event.number,
            asked_on=event.registered_on,
            addressee=addressee(case.applicant),
            subject=case.field("subject"),
            answers=_answers(told, event.questions),
            grounds=told.grounds,
            enclosures=told.enclosures,
            is_refusal=told.is_refusal,
            signatory=signatory(office, today),
            executor_name="" if executor is None else executor.short_name,
            executor_phone="" if executor is None else executor.phone,
            file_index=told.file_index,
            qr="",
            point=event.point,
            template=TEMPLATE,
            training=core.identity.is_training,
        )


def _case(connection: Any, case_id: str) -> Case:
    state: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
    return state


def _draw(reading: ReplyReading, language: Language) -> bytes:
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.reply import reply  # noqa: PLC0415

    return reply(reading, language=language)


def drawn_again(issued: ActIssued) -> bytes:
    """A reply as it was issued: its reading is frozen, whatever the office is called today."""
    reading = msgspec.json.decode(issued.reading, type=ReplyReading)
    return _draw(reading, "ru" if issued.language == "ru" else "ky")


def _language(told: IssueAct, case: Case) -> Language:
    """The answer follows the language of the appeal (domain.md 1.3)."""
    if told.language not in ("", "ky", "ru"):
        raise FieldWrong("language", "unknown")
    return "ru" if (told.language or case.registered.language) == "ru" else "ky"


def _answers(told: IssueAct, questions: tuple[str, ...]) -> tuple[Answered, ...]:
    for answer in told.answers:
        if not 0 <= answer.question <= len(questions):
            raise FieldWrong("answers.question", "out_of_range", len(questions))
    return tuple(
        Answered(
            text=answer.text,
            question=questions[answer.question - 1] if answer.question else "",
        )
        for answer in told.answers
    )


def _executor(office: Office, case: Case, actor: Staff | None) -> Staff | None:
    named = duties.responsible(case)
    return (office.find_staff(named) if named else None) or actor
