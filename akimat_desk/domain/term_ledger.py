"""The ledger of a term: stretches of days without a gap, and between them what moved it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties
from akimat_desk.domain.body_asks import asks
from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import OUTCOME, RESPONSIBLE, TERM, Case
from akimat_desk.domain.custody import END_DAY, ending_at
from akimat_desk.domain.deadlines import Holder, Pause, TermFacts, pauses_in_effect
from akimat_desk.domain.explanations import DayLine, Explanation
from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Reading
from akimat_desk.domain.slots import Slot, SlotEntry

SpanKind = Literal[
    "running", "extended", "paused", "overdue",
    "closed", "forwarded", "returned", "withdrawn", "annulled",
]  # fmt: skip
MarkKind = Literal[
    "registered", "accepted_here", "extension", "void_extension", "handed", "taken", "declined",
    "released", "forwarded", "asked", "returned", "closed", "withdrawn", "annulled", "reopened",
    "calendar", "body_asked", "body_answered",
]  # fmt: skip
_ENDED: dict[type[Event], SpanKind] = {
    events.CaseClosed: "closed",
    events.CaseForwarded: "forwarded",
    events.CaseReturned: "returned",
    events.CaseWithdrawn: "withdrawn",
    events.CaseAnnulled: "annulled",
}


class HeldDays(Reading, frozen=True, kw_only=True):
    """So many working days of a stretch were this holder's."""

    holder: Holder
    days: int


class Span(Reading, frozen=True, kw_only=True):
    """From `first_on` to `last_on`, both of them in it.

    `counted` are days of the term, `working` the elapsed working days; `held` shares those out
    that are already over. `by` is a staff id. Of a pause `is_open`: nobody ended it yet.
    """

    kind: SpanKind
    first_on: date
    last_on: date
    counted: int
    working: int
    held: tuple[HeldDays, ...] = ()
    category: str = ""
    ground: str = ""
    by: str = ""
    is_open: bool = False


class Mark(Reading, frozen=True, kw_only=True):
    """What happened on one day. `days` are those an extension gave, in the unit of the rule.

    `staff` is who was named, took over or declined; `before` and `after` are the dates that a
    change of the calendar moved.
    """

    kind: MarkKind
    on: date
    by: str = ""
    ground: str = ""
    days: int = 0
    staff: str = ""
    body: str = ""
    number: str = ""
    before: date | None = None
    after: date | None = None


class TermLedger(Reading, frozen=True, kw_only=True):
    """`spans` cover every day from the first to the last; `marks` stand in the order of days."""

    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]


class Course(NamedTuple):
    """What a ledger is made of besides the case: as one office sees it on one day."""

    office_id: str
    calendar: Calendar
    today: date
    facts: TermFacts | None
    explanation: Explanation | None
    bookings: tuple[Booking, ...]


def ledger(case: Case, course: Course) -> TermLedger:
    """Never raises. Of an open case it reaches to its date, or to today where that is over."""
    start = duties.own_start(case, course.office_id).registered_on
    last = _last_day(case, course, start)
    marks = sorted(_marks(case, course, start), key=lambda mark: mark.on)
    return TermLedger(spans=tuple(_Days(case, course, start).spans(last)), marks=tuple(marks))


def _last_day(case: Case, course: Course, start: date) -> date:
    ended = case.ended_on_at(course.office_id)
    if ended is not None:
        return max(start, ended)
    due = None if course.explanation is None else course.explanation.due_on
    return max(start, course.today, due or start)


class _Kind(NamedTuple):
    """Two neighbouring days belong to one stretch when all of this is the same."""

    name: SpanKind
    pause: int = -1
    since: date | None = None


class _Days:
    """Says of each day what the term did; an ended part outweighs a late one, that a pause."""

    def __init__(self, case: Case, course: Course, start: date) -> None:
        self._case, self._course, self._start = case, course, start
        facts, told = course.facts, course.explanation
        self._gaps = tuple(_gaps(case.slot(OUTCOME), course.office_id))
        self._pauses = () if facts is None else pauses_in_effect(facts, course.today)
        lines = () if told is None else told.lines
        self._counted = {line.day for line in lines if line.is_counted}
        self._due = None if told is None else told.due_on
        self._own_end = None if told is None else _own_end(lines, told.rule.length or 0)

    def spans(self, last: date) -> Iterator[Span]:
        ordinals = range(self._start.toordinal(), last.toordinal() + 1)
        for kind, days in groupby(map(date.fromordinal, ordinals), key=self._kind):
            yield self._span(kind, list(days))

    def _kind(self, day: date) -> _Kind:
        for gap in self._gaps:
            if gap.after < day < gap.until:
                return _Kind(gap.kind, since=gap.after)
        if self._due is not None and day > self._due:
            return _Kind("overdue")
        for place, pause in enumerate(self._pauses):
            if pause.covers(day):
                return _Kind("paused", place)
        is_own = self._own_end is None or day <= self._own_end
        return _Kind("running" if is_own else "extended")

    def _span(self, kind: _Kind, days: list[date]) -> Span:
        first, last = days[0], days[-1]
        before = max(self._start, date.fromordinal(max(1, first.toordinal() - 1)))
        span = Span(
            kind=kind.name,
            first_on=first,
            last_on=last,
            counted=sum(day in self._counted for day in days),
            working=self._course.calendar.working_days(before, last),
            held=_held(self._course.bookings, first, last),
        )
        return span if kind.pause < 0 else self._paused(span, self._pauses[kind.pause])

    def _paused(self, span: Span, pause: Pause) -> Span:
        facts = self._course.facts
        standing = () if facts is None else facts.pauses
        entry = _paused_by(self._case, pause)
        return msgspec.structs.replace(
            span,
            category=pause.category,
            ground=pause.ground,
            by="" if entry is None else entry.actor,
            # What is in effect has an end; the pause itself may have none yet.
            is_open=msgspec.structs.replace(pause, until_on=None) in standing,
        )


def _own_end(lines: Iterable[DayLine], length: int) -> date | None:
    """The last day of the rule's own length; None where no day counted beyond it."""
    counted = {line.ordinal: line.day for line in lines if line.is_counted}
    return counted.get(length) if length + 1 in counted else None


class _Gap(NamedTuple):
    kind: SpanKind
    after: date
    until: date


def _gaps(outcome: Slot, office_id: str) -> Iterator[_Gap]:
    """Between an end of this office's part and its going on."""
    entries = outcome.common
    ended: SlotEntry | None = None
    for count in range(1, len(entries) + 1):
        now = ending_at(Slot(entries[:count]), office_id)
        if ended is not None and now is None:
            yield _Gap(_ENDED[type(ended.event)], _end_day(ended), _day_of(entries[count - 1]))
        ended = now


def _end_day(entry: SlotEntry) -> date:
    day: date = getattr(entry.event, END_DAY[type(entry.event)])
    return day


def _day_of(entry: SlotEntry) -> date:
    event = entry.event
    match event:
        case events.CaseReopened(reopened_on=day):
            return day
        case _ if type(event) in END_DAY:
            return _end_day(entry)
        case _:
            return legal_day(entry.at)


def _held(bookings: Iterable[Booking], first: date, last: date) -> tuple[HeldDays, ...]:
    """Whoever was first stands first."""
    days: dict[Holder, int] = {}
    for booking in bookings:
        if first <= booking.day <= last:
            days[booking.holder] = days.get(booking.holder, 0) + 1
    return tuple(HeldDays(holder=holder, days=count) for holder, count in days.items())


def _paused_by(case: Case, pause: Pause) -> SlotEntry | None:
    told = (pause.from_on, pause.category, pause.ground)
    for entry in case.slot(TERM):
        event = entry.event
        if isinstance(event, events.ClockPaused) and told == (
            event.from_on,
            event.category,
            event.ground,
        ):
            return entry
    return None


def _marks(case: Case, course: Course, start: date) -> Iterator[Mark]:
    own = case.slot(f"incoming:{course.office_id}").held or case.opened
    is_ours = own is case.opened
    by = "" if own is None else own.actor
    yield Mark(kind="registered" if is_ours else "accepted_here", on=start, by=by)
    yield from _extensions(course)
    for entry in case.slot(RESPONSIBLE):
        yield from _handed(entry)
    for entry in case.slot(OUTCOME).common:
        yield from _outcome(entry)
    for one in asks(case):
        yield Mark(kind="body_asked", on=one.asked_on, ground=one.ground, body=one.body)
        if one.ended_on is not None and not one.is_dropped:
            number = one.answer_number
            yield Mark(kind="body_answered", on=one.ended_on, body=one.body, number=number)


def _extensions(course: Course) -> Iterator[Mark]:
    if course.facts is None or course.explanation is None:
        return
    void = course.explanation.void_extensions
    for one in course.facts.extensions:
        kind: MarkKind = "void_extension" if one in void else "extension"
        yield Mark(kind=kind, on=one.granted_on, by=one.by, ground=one.ground, days=one.days)


def _handed(entry: SlotEntry) -> Iterator[Mark]:
    on, by = legal_day(entry.at), entry.actor
    match entry.event:
        case events.ExecutorAssigned(executor=staff, assigned_on=day, ground=ground):
            yield Mark(kind="handed", on=day or on, by=by, staff=staff, ground=ground)
        case events.HandOverAccepted(executor=staff, accepted_on=day):
            yield Mark(kind="taken", on=day, by=by, staff=staff)
        case events.HandOverDeclined(executor=staff, declined_on=day, reason=reason):
            yield Mark(kind="declined", on=day, by=by, staff=staff, ground=reason)
        case ExecutorReleased(released_on=day, reason=reason):
            yield Mark(kind="released", on=day, by=by, ground=reason)
        case _:
            return


def _outcome(entry: SlotEntry) -> Iterator[Mark]:
    by = entry.actor
    match entry.event:
        case events.CaseForwarded() as sent:
            is_end = not sent.keeps_control and not sent.questions
            yield Mark(
                kind="forwarded" if is_end else "asked",
                on=sent.forwarded_on,
                by=by,
                ground=sent.ground,
                body=sent.body,
                number=sent.number,
            )
        case events.CaseReturned(returned_on=day, reason=reason):
            yield Mark(kind="returned", on=day, by=by, ground=reason)
        case events.CaseClosed(closed_on=day, answer=answer):
            yield Mark(kind="closed", on=day, by=by, number=answer)
        case events.CaseWithdrawn(withdrawn_on=day, ground=ground):
            yield Mark(kind="withdrawn", on=day, by=by, ground=ground)
        case events.CaseAnnulled(annulled_on=day, reason=reason):
            yield Mark(kind="annulled", on=day, by=by, ground=reason)
        case events.CaseReopened(reopened_on=day, ground=ground):
            yield Mark(kind="reopened", on=day, by=by, ground=ground)
        case _:
            return
