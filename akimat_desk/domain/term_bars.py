"""The term bar as data: each day from registration on, whose it was, and where the duties end."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import msgspec

from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.deadlines import Pause, TermFacts, due, pauses_in_effect
from akimat_desk.domain.duties import Dates

# Beyond this many days a bar says nothing any more; the card shows the ledger instead.
LONGEST = 120


class HeldBy(StrEnum):
    """Who had the case on a day; `registry` is the desk itself on the day of registration."""

    PERSON = "person"
    APPLICANT = "applicant"
    BODY = "body"
    NOBODY = "nobody"
    REGISTRY = "registry"
    DAY_OFF = "day_off"


class StopKind(StrEnum):
    STATUTORY = "statutory"
    CONTROL = "control"
    INTERNAL = "internal"


class TermCell(msgspec.Struct, frozen=True, gc=False):
    """One calendar day; `ordinal` is the working day it counts as, None where none is counted."""

    day: date
    holder: HeldBy
    name: str = ""
    is_paused: bool = False
    is_extension: bool = False
    ordinal: int | None = None


class TermStop(msgspec.Struct, frozen=True, gc=False):
    kind: StopKind
    day: date


class TermBar(msgspec.Struct, frozen=True, gc=False):
    """Cells are in the order of their days, one each, also beyond today.

    Lists hold tens of thousands of cells and none points back: the collector, which would stop
    the window to look through them, does not see them.
    """

    cells: tuple[TermCell, ...]
    today: date
    stops: tuple[TermStop, ...] = ()


def term_bar(
    registered_on: date,
    dates: Dates,
    booked: Iterable[Booking],
    calendar: Calendar,
    today: date,
) -> TermBar:
    """From registration to the last duty, or to today where the case is late."""
    holders = {booking.day: booking for booking in booked}
    stops = tuple(
        TermStop(StopKind(duty.kind), duty.due_on)
        for duty in dates.duties
        if duty.due_on is not None
    )
    earliest = None if dates.statutory is None else dates.statutory.earliest
    known = [*(stop.day for stop in stops), *holders, *(() if earliest is None else (earliest,))]
    last = min(max(known, default=registered_on), registered_on + timedelta(days=LONGEST))
    cells = _cells(registered_on, last, dates, calendar, (holders, today))
    return TermBar(tuple(cells), today, stops)


def _cells(
    registered_on: date,
    last: date,
    dates: Dates,
    calendar: Calendar,
    known: tuple[Mapping[date, Booking], date],
) -> Iterator[TermCell]:
    holders, today = known
    course = dates.course
    pauses = () if course is None else pauses_in_effect(course, today)
    worked = calendar.days_worked(registered_on, last)
    if not pauses and not (course is not None and course.extensions):
        return _plain_cells(registered_on, last, worked, holders)
    return _moved_cells(registered_on, last, dates, calendar, (holders, pauses, set(worked)))


def _plain_cells(
    registered_on: date, last: date, worked: Iterable[date], holders: Mapping[date, Booking]
) -> Iterator[TermCell]:
    """Where nothing moved the term: lists draw fifty of these at a time."""
    yield TermCell(registered_on, HeldBy.REGISTRY)
    held: dict[int, tuple[HeldBy, str]] = {}
    before = registered_on.toordinal()
    for ordinal, day in enumerate(worked, 1):
        number = day.toordinal()
        if number - before > 1:
            yield from map(_day_off, range(before + 1, number))
        before = number
        booking = holders.get(day)
        holder = None if booking is None else booking.holder
        if id(holder) not in held:
            held[id(holder)] = _held(booking)
        yield TermCell(day, *held[id(holder)], False, False, ordinal)  # noqa: FBT003
    yield from map(_day_off, range(before + 1, last.toordinal() + 1))


@lru_cache(maxsize=4000)
def _day_off(number: int) -> TermCell:
    """The same for every bar."""
    return TermCell(date.fromordinal(number), HeldBy.DAY_OFF)


def _moved_cells(
    registered_on: date,
    last: date,
    dates: Dates,
    calendar: Calendar,
    known: tuple[Mapping[date, Booking], Sequence[Pause], Container[date]],
) -> Iterator[TermCell]:
    holders, pauses, worked = known
    length = None if dates.rule is None else dates.rule.length
    is_paused = calendar.is_working(registered_on) and _covered(pauses, registered_on)
    yield TermCell(registered_on, HeldBy.REGISTRY, is_paused=is_paused)
    ordinal = 0
    for number in range(registered_on.toordinal() + 1, last.toordinal() + 1):
        day = date.fromordinal(number)
        is_working = day in worked
        is_paused = is_working and _covered(pauses, day)
        ordinal += is_working and not is_paused
        is_beyond = length is not None and ordinal > length
        is_beyond = is_beyond and _is_within(dates.course, day, calendar)
        if is_working:
            who, counts_as = _held(holders.get(day)), None if is_paused else ordinal
            yield TermCell(day, *who, is_paused, is_beyond, counts_as)
        else:
            yield TermCell(day, HeldBy.DAY_OFF, is_extension=is_beyond)


_HELD_BY = {"person": HeldBy.PERSON, "applicant": HeldBy.APPLICANT, "body": HeldBy.BODY}


def _held(booking: Booking | None) -> tuple[HeldBy, str]:
    """Whose a working day after the day of registration was."""
    if booking is None or booking.is_unowned:
        return HeldBy.NOBODY, ""
    return _HELD_BY[booking.holder.kind], booking.holder.name


def _covered(pauses: Iterable[Pause], day: date) -> bool:
    return any(pause.covers(day) for pause in pauses)


def _is_within(course: TermFacts | None, day: date, calendar: Calendar) -> bool:
    """Days after the extended end are late days, not extension."""
    if course is None or not course.extensions:
        return False
    end = due(course, calendar).earliest
    return end is not None and day <= end
