"""The term bar as data: each day from registration on, whose it was, and where the duties end."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.deadlines import TermFacts, due, pauses_in_effect
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


class TermCell(msgspec.Struct, frozen=True):
    """One calendar day; `ordinal` is the working day it counts as, None where none is counted."""

    day: date
    holder: HeldBy
    name: str = ""
    is_paused: bool = False
    is_extension: bool = False
    ordinal: int | None = None


class TermStop(msgspec.Struct, frozen=True):
    kind: StopKind
    day: date


class TermBar(msgspec.Struct, frozen=True):
    """Cells are in the order of their days, one each, also beyond today."""

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
    length = None if dates.rule is None else dates.rule.length
    course, ordinal = dates.course, 0
    pauses = () if course is None else pauses_in_effect(course, today)
    cells = []
    for offset in range((last - registered_on).days + 1):
        day = registered_on + timedelta(days=offset)
        is_working = calendar.is_working(day)
        is_paused = any(pause.covers(day) for pause in pauses)
        if is_working and not is_paused and offset > 0:
            ordinal += 1
        holder, name = _held(day, registered_on, holders.get(day), is_working=is_working)
        cells.append(
            TermCell(
                day=day,
                holder=holder,
                name=name,
                is_paused=is_working and is_paused,
                is_extension=length is not None
                and ordinal > length
                and _is_within(course, day, calendar),
                ordinal=ordinal if is_working and offset > 0 and not is_paused else None,
            )
        )
    return TermBar(tuple(cells), today, stops)


def _held(
    day: date, registered_on: date, booking: Booking | None, *, is_working: bool
) -> tuple[HeldBy, str]:
    if day == registered_on:
        return HeldBy.REGISTRY, ""
    if not is_working:
        return HeldBy.DAY_OFF, ""
    if booking is None or booking.is_unowned:
        return HeldBy.NOBODY, ""
    kinds = {"person": HeldBy.PERSON, "applicant": HeldBy.APPLICANT, "body": HeldBy.BODY}
    return kinds[booking.holder.kind], booking.holder.name


def _is_within(course: TermFacts | None, day: date, calendar: Calendar) -> bool:
    """Days after the extended end are late days, not extension."""
    if course is None or not course.extensions:
        return False
    end = due(course, calendar).earliest
    return end is not None and day <= end
