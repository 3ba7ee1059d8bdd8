"""The personal clock of an office over a period: how long cases were with whom, and how late."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.deadlines import Holder


class CaseClock(msgspec.Struct, frozen=True, kw_only=True):
    """One case: its days so far, who has it next (None: it has ended), and how it ended."""

    booked: Sequence[Booking]
    due_on: date | None
    held_by: Holder | None = None
    ended_on: date | None = None


class PersonClock(msgspec.Struct, frozen=True, kw_only=True):
    """One who had cases in hand: a person, the applicants, a body, the head for want of an owner.

    `days` were booked in the period; `median` and `nine_tenths` are days of one case with them:
    half of the cases, and nine in ten, were with them no longer. `overdue` of the days came after
    the term by law. `ended` cases were theirs on the last day, `on_time` of them within the term.
    """

    holder: Holder
    days: int = 0
    cases: int = 0
    held_now: int = 0
    median: int = 0
    nine_tenths: int = 0
    overdue: int = 0
    ended: int = 0
    on_time: int = 0

    @property
    def on_time_share(self) -> int | None:
        """In per cent, rounded down: no share is said to be whole that is not."""
        return None if not self.ended else self.on_time * 100 // self.ended


class ClockReport(msgspec.Struct, frozen=True, kw_only=True):
    """Both days are of the period; `cases` had days in it or are open."""

    from_on: date
    until_on: date
    rows: tuple[PersonClock, ...]
    cases: int


class Clocks:
    """Adds case after case."""

    def __init__(self, from_on: date, until_on: date) -> None:
        self._from, self._until = from_on, until_on
        self._days: dict[Holder, list[int]] = {}
        self._overdue: Counter[Holder] = Counter()
        self._now: Counter[Holder] = Counter()
        self._ended: Counter[Holder] = Counter()
        self._on_time: Counter[Holder] = Counter()
        self._cases = 0

    def add(self, case: CaseClock) -> None:
        own: Counter[Holder] = Counter()
        for booking in case.booked:
            if self._from <= booking.day <= self._until:
                holder = who(booking.holder)
                own[holder] += 1
                self._overdue[holder] += case.due_on is not None and booking.day > case.due_on
        for holder, days in own.items():
            self._days.setdefault(holder, []).append(days)
        if case.held_by is not None:
            self._now[who(case.held_by)] += 1
        self._end(case)
        self._cases += bool(own) or case.held_by is not None

    def report(self) -> ClockReport:
        """Persons first, by name; then the head's days, then those of others."""
        holders = {*self._days, *self._now, *self._ended}
        rows = sorted(map(self._row, holders), key=lambda row: _place(row.holder))
        return ClockReport(
            from_on=self._from, until_on=self._until, rows=tuple(rows), cases=self._cases
        )

    def _end(self, case: CaseClock) -> None:
        """What ended on its first day was nobody's day."""
        ended_on = case.ended_on
        if ended_on is None or not self._from <= ended_on <= self._until or not case.booked:
            return
        holder = who(case.booked[-1].holder)
        self._ended[holder] += 1
        self._on_time[holder] += case.due_on is None or ended_on <= case.due_on

    def _row(self, holder: Holder) -> PersonClock:
        spans = sorted(self._days.get(holder, ()))
        return PersonClock(
            holder=holder,
            days=sum(spans),
            cases=len(spans),
            held_now=self._now[holder],
            median=at_share(spans, 50),
            nine_tenths=at_share(spans, 90),
            overdue=self._overdue[holder],
            ended=self._ended[holder],
            on_time=self._on_time[holder],
        )


def who(holder: Holder) -> Holder:
    """All applicants are one, so that no applicant is measured; a name may have changed since."""
    return Holder(kind="applicant") if holder.kind == "applicant" else holder


def at_share(ordered: Sequence[int], percent: int) -> int:
    """The smallest of the values that so many per cent do not exceed; 0 of none."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else 0


def summed(rows: Iterable[PersonClock]) -> int:
    return sum(row.days for row in rows)


_ORDER = ("person", "head", "office", "applicant", "body")


def _place(holder: Holder) -> tuple[int, str, str]:
    return _ORDER.index(holder.kind), holder.name, holder.id
