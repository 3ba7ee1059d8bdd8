"""Lists, cards and everything that is done on a case."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import absences, duties, explanations
from akimat_desk.domain.accepting import demand_listed
from akimat_desk.domain.actions import ACTIONS, Situation
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.body_asks import waits
from akimat_desk.domain.bookings import Booking, bookings
from akimat_desk.domain.case_events import FieldsCorrected
from akimat_desk.domain.case_rights import Tie, tie
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.deadlines import Duty
from akimat_desk.domain.dossiers import as_here
from akimat_desk.domain.errors import ActionUnknown, CaseReadOnly
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.domain.numbering import NumberUnknown, NumberUnreadable, number_key
from akimat_desk.domain.offices import Office
from akimat_desk.domain.trusted_time import WrittenWithin
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded, fact_of
from akimat_desk.services.core import Core
from akimat_desk.services.finding import named, unknown, which
from akimat_desk.services.trusted_time import within_of
from akimat_desk.storage import applicants, journal, queries
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens
from akimat_desk.storage.queries import CaseFilter, Page

_OFFICE_AND_NUMBER = re.compile(r"^(?P<office>\d{14}(?:-[a-z]+-\d+)?):(?P<number>.+)$")


_RETURN = "return"


class OpenCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as read in one snapshot, with what its derived values are seen through."""

    id: str
    case: Case
    folded: Folded
    lens: Lens
    dates: duties.Dates
    stage: str
    responsible: str

    @property
    def last_entry(self) -> str:
        """The reference of the newest entry, as `desk.bulk.undo_one` wants it; right after `do`
        that is the one it wrote."""
        return self.folded.heads[0].hex()


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as a sentence can be made of it."""

    id: str
    at: str
    type: str
    actor: str
    role: str
    station: str
    event: dict[str, Any]
    set_aside: str = ""
    on_behalf_of: str = ""


class Cases:
    """What can be asked about cases, and done on them."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def page(
        self, wanted: CaseFilter, after: tuple[str, int] | None = None, limit: int = 50
    ) -> Page:
        """Open cases by their earliest duty."""
        with self._core.read() as (connection, _):
            return queries.cases_by_due(connection, wanted, after, limit)

    def newest(self, limit: int = 50, after: int | None = None) -> tuple[Any, ...]:
        with self._core.read() as (connection, _):
            return tuple(queries.newest_cases(connection, CaseFilter(), after, limit))

    def applicants(self, typed: str, after: tuple[str, int] | None = None, limit: int = 50) -> Page:
        with self._core.read() as (connection, _):
            return applicants.page(connection, typed, after, limit)

    def counts(self, responsible: str = "") -> dict[str, int]:
        """Figures of Today, of all or of one official; "soon" is within three working days."""
        today = self.today()
        with self._core.read() as (connection, lens):
            soon = lens.references.calendar.nth_working_day(today, 3)
            return queries.counts_of_open(connection, today, soon, responsible)

    def filter_of(self, due: str = "", **narrowed: Any) -> CaseFilter:
        """A filter that knows today; see CaseFilter."""
        today = self.today()
        with self._core.read() as (_, lens):
            soon = lens.references.calendar.nth_working_day(today, 3)
        return CaseFilter(due=due, today=today, soon_until=soon, **narrowed)

    def today(self) -> date:
        return legal_day(self._core.clock.now())

    def find(self, typed: str) -> str:
        """The id of the case with this number, however it was typed; the code of its receipt may
        stand behind it, and the id itself is known too.

        Raises NumberUnreadable for what is no number, NumberUnknown, NumberAmbiguous, NumberShared.
        """
        parted = _OFFICE_AND_NUMBER.match(typed.strip())
        number = parted["number"] if parted else typed
        if len(number_key(number)) < 4:
            raise NumberUnreadable("too_short")
        office_id = self._core.identity.office
        is_own = parted is None or office_id.startswith(parted["office"])
        with self._core.read() as (connection, _):
            found = named(connection, number, office_id)
            rows = _meant(found, number_key(number), is_own=is_own)
            if len(rows) > 1:
                raise which(connection, number, rows, office_id)
        if not rows:
            raise unknown(number)
        return str(uuid.UUID(bytes=rows[0].stream))

    def open(self, case_id: str) -> OpenCase:
        """One case in full; raises NumberUnknown for an id that is not here."""
        with self._core.read() as (connection, lens):
            return self.opened_in(connection, lens, case_id)

    def do(self, case_id: str, action: str, wish: Mapping[str, Any]) -> OpenCase:
        """One action, one commit. Raises ActionUnknown, FieldWrong, and the action's refusals."""
        if action not in ACTIONS:
            raise ActionUnknown(action)
        shape, decide = ACTIONS[action]
        told = told_as(dict(wish), shape)
        with self._core.write(action) as writing:
            found = self.opened_in(writing.connection, writing.lens, case_id)
            if found.folded.unknown:
                raise CaseReadOnly(found.case.registered.number)
            if action != _RETURN:
                demand_listed(found.case, writing.lens.office_id, writing.office)
            event = decide(found.case, told, self.situation(writing.office, writing.lens))
            stream = uuid.UUID(case_id).bytes
            after = writing.append(stream, found.folded, event)
            moved = _moved_by(event, after.state, writing.lens, self.today())
            if moved:
                writing.append(stream, after, *moved)
            return self.opened_in(writing.connection, writing.lens, case_id)

    def tie(self, found: OpenCase) -> Tie:
        """What whoever is signed in has to do with the case."""
        actor = self._core.actor
        if actor is None:
            return Tie.COLLEAGUE
        return tie(found.case, actor, found.lens.office, self.today())

    def situation(self, office: Office, lens: Lens) -> Situation:
        """What a decision may look at, for whoever is signed in."""
        core = self._core
        if core.actor is None:
            raise ActionUnknown("")
        return Situation(
            actor=core.actor,
            office_id=core.identity.office,
            office=office,
            references=lens.references,
            catalogues=core.shelf.catalogues(office),
            today=self.today(),
        )

    def history(self, case_id: str) -> tuple[HistoryLine, ...]:
        """Entries in the order of the display clock."""
        with self._core.read() as (connection, lens):
            found = self.opened_in(connection, lens, case_id)
            entries = journal.entries_of(connection, uuid.UUID(case_id).bytes)
        aside = {one.id: one.reason for one in (*found.folded.set_aside, *found.case.set_aside)}
        lines = []
        for entry in sorted(entries, key=lambda one: (one.envelope.hlc, one.content_id)):
            fact = _fact(entry)
            actor = str(uuid.UUID(bytes=entry.envelope.actor))
            named = lens.office.find_staff(actor)
            lines.append(
                HistoryLine(
                    id=entry.reference.hex(),
                    at=f"{local_time(entry.envelope.at).isoformat()}+06:00",
                    type=entry.envelope.type,
                    actor=actor if named is None else named.login,
                    role=entry.envelope.role,
                    station=entry.origin.hex()[:8],
                    event={} if fact is None else plain(fact.event),
                    set_aside=aside.get(entry.reference, ""),
                    on_behalf_of="" if fact is None else _login(lens, fact.event.on_behalf_of),
                )
            )
        return tuple(lines)

    def explain(self, case_id: str) -> "ExplainedCase":
        """Every duty of the case and the statutory one day by day."""
        with self._core.read() as (connection, lens):
            found = self.opened_in(connection, lens, case_id)
            within = within_of(connection, uuid.UUID(case_id).bytes)
        return explained(found, self.today(), within)

    def what_if(
        self, case_id: str, action: str, wish: Mapping[str, Any]
    ) -> tuple[duties.Dates, duties.Dates]:
        """What is due now and what would be due after the action; nothing is written.

        Raises what `do` raises for the same wish.
        """
        shape, decide = ACTIONS[action]
        told = told_as(dict(wish), shape)
        with self._core.read() as (connection, lens):
            found = self.opened_in(connection, lens, case_id)
            event = decide(found.case, told, self.situation(lens.office, lens))
        seen = EverythingBefore()
        # Later than every reference there is, so that it is the slot's last word.
        after = apply(found.case, Fact(b"\xff" * 16, seen, event, at=self._core.clock.now()))
        moved = duties.dates(after, lens.office, lens.office_id, lens.references, self.today())
        return found.dates, moved

    def opened_in(self, connection: Connection, lens: Lens, case_id: str) -> OpenCase:
        """The same within a snapshot or transaction that is already open."""
        return self.seen(case_id, journal.load(connection, uuid.UUID(case_id).bytes), lens)

    def seen(self, case_id: str, folded: Folded, lens: Lens) -> OpenCase:
        """A fold as the office sees it; raises NumberUnknown for what is no case."""
        case: Case | None = folded.state
        if folded.kind != codec.CASE or case is None or case.opened is None:
            raise NumberUnknown(case_id)
        case = as_here(case, lens.office_id)
        return OpenCase(
            id=case_id,
            case=case,
            folded=folded,
            lens=lens,
            dates=duties.dates(case, lens.office, lens.office_id, lens.references, self.today()),
            stage=duties.stage(case, lens.office_id),
            responsible=duties.responsible(case),
        )


def _fact(entry: Entry) -> Fact | None:
    """None also for what cannot be read: the fold has set it aside."""
    try:
        return fact_of(entry)
    except codec.BodyUnreadable:
        return None


def _meant(rows: Sequence[Any], key: str, *, is_own: bool) -> Sequence[Any]:
    """A number is unique within an office: without another office's name our own is meant, and a
    case that came here bears ours beside that of its sender."""
    own = [row for row in rows if row.number_key == key]
    found = own if is_own else [row for row in rows if row not in own]
    return found or rows


def _moved_by(event: Event, case: Case, lens: Lens, on: date) -> tuple[Event, ...]:
    """Where a correction says that a complaint is about the one who has it, the head has it."""
    if not isinstance(event, FieldsCorrected) or not event.against:
        return ()
    if case.ended_on_at(lens.office_id) is not None:
        return ()
    return tuple(absences.passed_up(case, lens.office, on, event.reason))


def _login(lens: Lens, staff_id: str) -> str:
    named = lens.office.find_staff(staff_id) if staff_id else None
    return staff_id if named is None else named.login


class ExplainedCase(msgspec.Struct, frozen=True, kw_only=True):
    """Why the case is due when it is; where printed and derived differ, both are here."""

    number: str
    printed_on: date | None
    duties: tuple[Duty, ...]
    next: Duty | None
    explanation: explanations.Explanation | None
    bookings: tuple[Booking, ...]
    registered_within: WrittenWithin | None = None


def explained(found: OpenCase, today: date, within: WrittenWithin | None = None) -> ExplainedCase:
    """Every duty of the case and the statutory one day by day."""
    booked = booked_days(found, today)
    course, calendar = found.dates.course, found.lens.references.calendar
    explanation = None
    if course is not None:
        explanation = explanations.explain(course, calendar, booked, today)
    return ExplainedCase(
        number=found.case.registered.number,
        printed_on=found.case.registered.due_on,
        duties=found.dates.duties,
        next=found.dates.next,
        explanation=explanation,
        bookings=booked,
        registered_within=within,
    )


def booked_days(found: OpenCase, today: date, upto: date = date.max) -> tuple[Booking, ...]:
    """Every elapsed working day and whose it was, up to the end of the case or today, and not
    beyond `upto`."""
    case, lens = found.case, found.lens
    start = duties.own_start(case, lens.office_id)
    until = min(case.ended_on_at(lens.office_id) or today, upto)
    rule = found.dates.rule
    pauses = duties.term_facts(case, start.registered_on, rule).pauses if rule else ()
    return bookings(
        start.registered_on,
        until,
        holdings(case, lens.office, lens.references.calendar),
        (*waits(case), *pauses),
        lens.references.calendar,
        lambda day: head_on(lens.office, day),
    )


def plain(value: Any) -> Any:
    """JSON builtins of any reading; bytes become hex."""
    return _hexed(msgspec.to_builtins(value, builtin_types=(bytes,)))


def _hexed(value: Any) -> Any:
    match value:
        case bytes():
            return value.hex()
        case dict():
            return {key: _hexed(item) for key, item in value.items()}
        case list() | tuple():
            return [_hexed(item) for item in value]
        case _:
            return value
