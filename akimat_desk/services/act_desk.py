"""Acts by templates: checked, issued, and numbered by the keeper of their journal."""

import uuid
from contextlib import suppress

import msgspec
import uuid_utils

from akimat_desk.domain.access_notes import ACT, CASE
from akimat_desk.domain.act_events import ActReplaced, OfficeActOpened
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_states import Stage
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.acts import PartsMissing
from akimat_desk.domain.case_events import ActIssued, ActNumbered
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseEnded, ClockBehind, FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.rights import may
from akimat_desk.domain.secret_cases import demand_no_secret
from akimat_desk.domain.templates import Template
from akimat_desk.domain.trusted_time import ClockAhead, ClockBehindServer
from akimat_desk.journal.fold import Folded
from akimat_desk.services.act_numbers import Pen, Place, hand_pen, keeps, next_place, pens
from akimat_desk.services.act_readings import (
    addressee_of,
    gathered,
    point_of,
    sealed,
    subject_of,
)
from akimat_desk.services.act_steps import ActSteps, drawn, held, state_of
from akimat_desk.services.control_letters import followed
from akimat_desk.services.core import Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import Paper
from akimat_desk.services.templates import TemplateNotFound
from akimat_desk.storage import act_lines, journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

BLANK_NUMBER, BLANK_SEAL = "\N{EM DASH}", "-"
"""What stands in a preview where only issuing gives a number and a seal."""
_MADE_ALONE = ("number",)


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A paper before it is issued: its pages, or what they lack. `unsure` are the bent forms the
    clerk has to enter, as "applicant|genitive|ky"."""

    paper: bytes
    missing: tuple[str, ...]
    unsure: tuple[str, ...] = ()


class IssuedAct(msgspec.Struct, frozen=True, kw_only=True):
    """`number` is empty and `paper` None while the journal's keeper has not numbered it."""

    act: str
    number: str
    stage: Stage
    paper: Paper | None


class ActDesk(ActSteps):
    """What can be done with papers that a template makes."""

    @draws("draft", CASE, "case_id")
    def prepare(self, told: ActTold, case_id: str = "") -> Prepared:
        """The paper as it would be, with a blank for number and seal. Raises FieldWrong,
        TemplateNotFound, LetterheadMissing and what documents refuses."""
        with self._core.read() as (connection, lens):
            template, reading = self._gathered(connection, lens, told, case_id)
        missing = _missing(template, reading)
        unsure = () if missing else _unsure(template, reading)
        if missing or unsure:
            return Prepared(paper=b"", missing=missing, unsure=unsure)
        number = BLANK_NUMBER if template.journal else ""
        shown = msgspec.structs.replace(reading, number=number, qr=BLANK_SEAL)
        return Prepared(paper=drawn(template, shown, lens.office), missing=())

    @draws("act", ACT)
    def issue(self, told: ActTold, case_id: str = "") -> IssuedAct:
        """All or nothing: checked, numbered where this desk keeps the journal, stored, on record.

        Raises PartsMissing, CaseEnded, and what `prepare` raises.
        """
        act = str(uuid_utils.uuid7())
        with self._core.write("issue-act") as writing:
            stream, folded = self._opened(writing, act, case_id)
            template, reading = self._gathered(writing.connection, writing.lens, told, case_id)
            _demand_whole(template, reading)
            place = self._place(writing, template, reading.issued_on.year)
            if place is not None:
                reading = msgspec.structs.replace(reading, number=place.number)
            reading, data = self._paper(writing, template, reading, is_final=place is not None)
            digest = self._core.files.keep(data)
            if folded is None:
                opening = OfficeActOpened(act=act, kind=template.id)
                folded = writing.append(stream, None, opening)
            event = _issued(act, template, reading, place, digest)
            folded = writing.append(stream, folded, event)
            folded = followed(self._core, writing, stream, folded, event, reading)
            if reading.replaces:
                folded = self._replaced(writing, reading.replaces, act, stream, folded)
        state = state_of(folded, act)
        is_final = place is not None or not template.journal
        shown = Paper(data=data, digest=digest, copy=0) if is_final else None
        return IssuedAct(
            act=act,
            number=reading.number if place is not None else "",
            stage=state.stage,
            paper=shown,
        )

    def number_what_came(self) -> bool:
        """After an exchange: whether something got its number. Who may not give any gives none."""
        is_allowed = self._core.actor is not None and may(self._core.actor.roles, "number-act")
        # Where the clock is not believed the papers go on waiting, and the exchange is no worse.
        with suppress(ClockBehind, ClockBehindServer, ClockAhead):
            return is_allowed and bool(self.number_waiting())
        return False

    def pens(self) -> tuple[Pen, ...]:
        """Who gives the numbers of each office-wide journal that papers are numbered in."""
        names = {one.journal for one in self._templates.all() if one.journal}
        return pens(self._core, sorted(names))

    def hand_pen(
        self, name: str, station: str, *, last_number: int = 0, reason: str = ""
    ) -> KeeperNamed:
        """See act_numbers.hand_pen; raises FieldWrong for a journal nobody keeps."""
        if name not in {one.journal for one in self._templates.all()}:
            raise FieldWrong("journal", "unknown")
        return hand_pen(self._core, name, station, last_number=last_number, reason=reason)

    def number_waiting(self) -> tuple[IssuedAct, ...]:
        """Numbers every paper that waits, in the journals this station keeps, in the order of
        their making. Nothing is written where none waits."""
        with self._core.read() as (connection, lens):
            names = {template.journal for template in self._templates.of(lens.office).values()}
            due = [name for name in sorted(names) if name and act_lines.waiting(connection, name)]
        done: list[IssuedAct] = []
        if due:
            with self._core.write("number-act") as writing:
                for name in due:
                    if keeps(self._core, writing, name):
                        waiting = act_lines.waiting(writing.connection, name)
                        done += [
                            one
                            for stream, act in waiting
                            if (one := self._number(writing, stream, act)) is not None
                        ]
        return tuple(done)

    def _gathered(
        self, connection: Connection, lens: Lens, told: ActTold, case_id: str
    ) -> tuple[Template, ActReading]:
        template = self._templates.of_office(lens.office, told.template)
        case: Case | None = None
        if case_id and template.case != "none":
            case = journal.load(connection, uuid.UUID(case_id).bytes).state
        if told.replaces:
            held(connection, told.replaces)
        return template, gathered(self._core, lens, template, told, case, point_of(connection))

    def _opened(self, writing: Writing, act: str, case_id: str) -> tuple[bytes, Folded | None]:
        """The stream the act stands in: the case's, or one of its own."""
        if not case_id:
            return uuid.UUID(act).bytes, None
        stream = uuid.UUID(case_id).bytes
        folded = journal.load(writing.connection, stream)
        case: Case = folded.state
        demand_no_secret(case, "act")
        writing.demand_may(case)
        ended_on = case.ended_on_at(self._core.identity.office)
        if ended_on is not None:
            raise CaseEnded(case.registered.number, ended_on)
        return stream, folded

    def _replaced(
        self, writing: Writing, old: str, by: str, stream: bytes, folded: Folded
    ) -> Folded:
        """The old act says by which it was corrected; gives the fold of the new one's stream."""
        known, before, state = held(writing.connection, old)
        event = ActReplaced(act=state.act, by=by)
        after = writing.append(known, folded if known == stream else before, event)
        return after if known == stream else folded

    def _place(self, writing: Writing, template: Template, year: int) -> Place | None:
        if not template.journal or not keeps(self._core, writing, template.journal):
            return None
        return next_place(self._core, writing, template.journal, template.number, year)

    def _paper(
        self, writing: Writing, template: Template, reading: ActReading, *, is_final: bool
    ) -> tuple[ActReading, bytes]:
        """Drawn even where the number is still to come: what cannot be drawn is not issued."""
        if is_final or not template.journal:
            reading = sealed(self._core, writing.connection, reading, template.id)
            return reading, drawn(template, reading, writing.office)
        shown = msgspec.structs.replace(reading, number=BLANK_NUMBER, qr=BLANK_SEAL)
        return reading, drawn(template, shown, writing.office)

    def _number(self, writing: Writing, stream: bytes, act: str) -> IssuedAct | None:
        """None for a paper that this desk cannot prove whole: no form of it here, or a required
        part missing, whatever the desk that sent it did."""
        folded = journal.load(writing.connection, stream)
        state = state_of(folded, act)
        try:
            template = self._template(writing.lens, state.issued)
            reading = msgspec.json.decode(state.issued.reading, type=ActReading)
            _demand_whole(template, reading)
        except (TemplateNotFound, PartsMissing, msgspec.MsgspecError):
            return None
        year = state.issued.issued_on.year
        place = next_place(self._core, writing, template.journal, template.number, year)
        reading = msgspec.structs.replace(reading, number=place.number)
        reading, data = self._paper(writing, template, reading, is_final=True)
        digest = self._core.files.keep(data)
        event = ActNumbered(
            act=act,
            number=place.number,
            journal=state.issued.journal,
            sequence=place.sequence,
            year=place.year,
            numbered_on=legal_day(self._core.clock.now()),
            digest=digest,
            qr=reading.qr,
        )
        after = writing.append(stream, folded, event)
        paper = Paper(data=data, digest=digest, copy=0)
        return IssuedAct(
            act=act, number=place.number, stage=state_of(after, act).stage, paper=paper
        )


def _issued(
    act: str, template: Template, reading: ActReading, place: Place | None, digest: bytes
) -> ActIssued:
    return ActIssued(
        act=act,
        kind=template.id,
        language=reading.language,
        template=template.version,
        issued_on=reading.issued_on,
        digest=digest,
        signatory=reading.signatory.name,
        number="" if place is None else place.number,
        journal=template.journal,
        sequence=0 if place is None else place.sequence,
        year=0 if place is None else place.year,
        reading=msgspec.json.encode(reading, order="sorted").decode(),
        replaces=reading.replaces,
        template_digest=template.digest,
        subject=subject_of(template, reading),
        addressee=addressee_of(template, reading),
    )


def _demand_whole(template: Template, reading: ActReading) -> None:
    """Raises PartsMissing for what the form may not go without, bent forms included."""
    missing = _missing(template, reading) or _unsure(template, reading)
    if missing:
        raise PartsMissing(missing)


# reportlab and its fonts take a while to load, so only who makes papers pays for it.


def _missing(template: Template, reading: ActReading) -> tuple[str, ...]:
    from akimat_desk.documents.template_paper import missing_parts  # noqa: PLC0415

    return tuple(part for part in missing_parts(template, reading) if part not in _MADE_ALONE)


def _unsure(template: Template, reading: ActReading) -> tuple[str, ...]:
    from akimat_desk.documents.template_text import unsure_forms  # noqa: PLC0415

    return unsure_forms(template, reading)
