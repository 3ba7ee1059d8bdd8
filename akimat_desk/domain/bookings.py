"""The personal clock: every working day of a case is booked to whoever had it in hand."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby

import msgspec

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.deadlines import Holder, Pause
from akimat_desk.domain.readings import Reading

__all__ = ["Booking", "HeadOn", "Holder", "Holding", "Run", "bookings", "elapsed_days", "runs"]

HeadOn = Callable[[date], Holder | None]


class Holding(Reading, frozen=True, kw_only=True):
    """Somebody's from `from_on` on, the day after acceptance; None: nobody's from that day."""

    from_on: date
    holder: Holder | None


class Booking(Reading, frozen=True, kw_only=True, gc=False):
    """One working day and whose it was."""

    day: date
    holder: Holder

    @property
    def is_unowned(self) -> bool:
        """Drawn hatched: for want of an owner the day fell to the head, or to the office."""
        return self.holder.kind in {"head", "office"}


class Run(Reading, frozen=True, kw_only=True):
    """Consecutive working days of one holder; days off between them do not part it."""

    holder: Holder
    first_on: date
    last_on: date
    days: int

    @property
    def is_unowned(self) -> bool:
        return self.holder.kind in {"head", "office"}


def elapsed_days(registered_on: date, until_on: date, calendar: Calendar) -> int:
    """Working days d with registered_on < d <= until_on (the day of closing, or today)."""
    return calendar.working_days(registered_on, until_on)


def bookings(
    registered_on: date,
    until_on: date,
    holdings: Iterable[Holding],
    pauses: Iterable[Pause],
    calendar: Calendar,
    heads: HeadOn | Iterable[Holding] = (),
) -> tuple[Booking, ...]:
    """One booking for each elapsed day, in order.

    While a pause waits for the applicant or another body the day is theirs; otherwise it is
    the owner's at its start; without an owner the head's of that day; without a head the
    office's. Of several holdings or pauses that begin on one day the later given holds.
    """
    waiting = sorted((one for one in pauses if one.waits_for), key=lambda one: one.from_on)
    owners = sorted(holdings, key=lambda holding: holding.from_on)
    head_on = heads if callable(heads) else _dated(heads)
    booked, begun, owner = [], 0, None
    for day in calendar.days_worked(registered_on, until_on):
        while begun < len(owners) and owners[begun].from_on <= day:
            owner, begun = owners[begun].holder, begun + 1
        holder = (_waited_for(waiting, day) if waiting else None) or owner
        booked.append(Booking(day=day, holder=holder or _unowned(head_on(day))))
    return tuple(booked)


def runs(booked: Iterable[Booking]) -> tuple[Run, ...]:
    """The stretches of the term bar."""
    made = []
    for holder, group in groupby(booked, key=lambda booking: booking.holder):
        days = [booking.day for booking in group]
        made.append(Run(holder=holder, first_on=days[0], last_on=days[-1], days=len(days)))
    return tuple(made)


def _dated(holdings: Iterable[Holding]) -> HeadOn:
    ordered = sorted(holdings, key=lambda holding: holding.from_on)
    starts = [holding.from_on for holding in ordered]

    def holder_on(day: date) -> Holder | None:
        place = bisect_right(starts, day)
        return ordered[place - 1].holder if place else None

    return holder_on


def _waited_for(waiting: list[Pause], day: date) -> Holder | None:
    covering = [pause.waits_for for pause in waiting if pause.covers(day)]
    return covering[-1] if covering else None


def _unowned(head: Holder | None) -> Holder:
    if head is None:
        return Holder(kind="office")
    return msgspec.structs.replace(head, kind="head")
