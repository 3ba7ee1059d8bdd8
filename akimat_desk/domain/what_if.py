"""What would be due if something were done to a case; supposed entries, and nothing written."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain import duties, term_actions
from akimat_desk.domain.body_asks import waits
from akimat_desk.domain.bookings import Run, bookings, runs
from akimat_desk.domain.calendars import DayOff
from akimat_desk.domain.cases import RESPONSIBLE, TERM, Case, apply
from akimat_desk.domain.errors import (
    AlreadyPaused,
    DateOutOfPlace,
    DeskError,
    FieldWrong,
    NotPaused,
)
from akimat_desk.domain.facts import Event, EverythingBefore, Fact
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.situations import Situation, demand_open, demand_settled
from akimat_desk.domain.wishes import Extend

# Shown nowhere: a calendar refuses a day off without a name.
_NAMELESS = Bilingual(ky="-", ru="-")
_MOST_DAYS = 366


class Supposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is supposed; all of it together. The days of a pause are booked to `waits_for`.

    Without `pause_from` a standing pause ends on `pause_until`; the day it ends counts again.
    `executor` is a login, who would have the case from the day after `executor_on`.
    """

    pause_from: date | None = None
    pause_until: date | None = None
    waits_for: str = "applicant"
    extend: int = 0
    day_off: date | None = None
    executor: str = ""
    executor_on: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Supposed(waits_for=self.waits_for)


class Outlook(Reading, frozen=True, kw_only=True):
    """All that is due, and whose the days up to the statutory date are, or will be."""

    dates: duties.Dates
    runs: tuple[Run, ...]


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """`refused`: why the same could not be done today; the dates are told all the same."""

    now: Outlook
    then: Outlook
    refused: DeskError | None = None


def what_if(case: Case, supposed: Supposed, now: Situation) -> WhatIf:
    """Raises what makes no sense to suppose: CaseEnded, DisputeOpen, FieldWrong, AlreadyPaused,
    NotPaused, DateOutOfPlace, StaffUnknown."""
    if supposed.is_empty:
        raise FieldWrong("", "empty")
    demand_open(case, now)
    after = case
    for place, event in enumerate(_events(case, supposed, now)):
        # Later than every reference there is, so that each is its slot's last word.
        fact = Fact(b"\xff" * 15 + bytes([0xF0 + place]), EverythingBefore(), event, at=place)
        after = apply(after, fact)
    then = _then(supposed, now)
    return WhatIf(
        now=outlook(case, now),
        then=outlook(after, then),
        refused=_refusal(case, supposed, now),
    )


def outlook(case: Case, now: Situation) -> Outlook:
    """Whose the days are, told beyond today: whoever has the case now keeps it."""
    due = duties.dates(case, now.office, now.office_id, now.references, now.today)
    start = duties.own_start(case, now.office_id).registered_on
    last = None if due.statutory is None else due.statutory.earliest
    booked = bookings(
        start,
        max(start, now.today, last or start),
        holdings(case, now.office, now.calendar),
        (*waits(case), *(() if due.course is None else due.course.pauses)),
        now.calendar,
        lambda day: head_on(now.office, day),
    )
    return Outlook(dates=due, runs=runs(booked))


def _then(supposed: Supposed, now: Situation) -> Situation:
    """The same day under a calendar with one day off more."""
    day = supposed.day_off
    if day is None:
        return now
    row = DayOff(day=day, kind="extra", name=_NAMELESS)
    references = msgspec.structs.replace(now.references, calendar=now.calendar.with_day(row))
    return msgspec.structs.replace(now, references=references)


def _events(case: Case, supposed: Supposed, now: Situation) -> Iterator[Event]:
    if supposed.pause_from is not None or supposed.pause_until is not None or supposed.extend:
        demand_settled(case, TERM)
    yield from _pause(case, supposed, now)
    if supposed.extend:
        if not 0 < supposed.extend <= _MOST_DAYS:
            raise FieldWrong("extend", "out_of_range", _MOST_DAYS)
        yield events.TermExtended(days=supposed.extend, granted_on=now.today, ground="")
    if supposed.executor:
        demand_settled(case, RESPONSIBLE)
        yield events.ExecutorAssigned(
            executor=now.staff(supposed.executor).id,
            accepted=True,
            assigned_on=supposed.executor_on or now.today,
        )


def _pause(case: Case, supposed: Supposed, now: Situation) -> Iterable[Event]:
    begin, end = supposed.pause_from, supposed.pause_until
    if begin is None and end is None:
        return ()
    standing = duties.open_pause(case)
    if begin is None:
        if standing is None:
            raise NotPaused(case.registered.number)
        begin = standing.from_on
    elif standing is not None:
        raise AlreadyPaused(case.registered.number, standing.from_on)
    start = duties.own_start(case, now.office_id).registered_on
    if begin < start:
        raise DateOutOfPlace("pause_from", earliest=start)
    if end is not None and end < begin:
        raise DateOutOfPlace("pause_until", earliest=begin)
    if supposed.waits_for not in ("applicant", "body", "office"):
        raise FieldWrong("waits_for", "unknown")
    told = events.ClockPaused(from_on=begin, category="", ground="", waits_for=supposed.waits_for)
    first: tuple[Event, ...] = () if standing is not None else (told,)
    return first if end is None else (*first, events.ClockResumed(on=end))


def _refusal(case: Case, supposed: Supposed, now: Situation) -> DeskError | None:
    """An extension may have no established length, be too long or come too late."""
    if not supposed.extend:
        return None
    try:
        term_actions.extend(case, Extend(days=supposed.extend, ground="-"), now)
    except DeskError as refused:
        return refused
    return None
