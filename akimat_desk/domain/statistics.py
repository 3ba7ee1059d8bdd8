"""The statistical report: periods, the same period last year, and figures beside each other."""

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from akimat_desk.domain.errors import FieldWrong

TIMELINESS: Final = ("in_time", "late", "ended_otherwise", "open_in_term", "open_overdue")
BREAKDOWNS: Final = ("timeliness", "channel", "through", "kind", "topic", "outcome", "executor")
_NONE: Final = ""
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER: Final = re.compile(r"(\d{4})-[Qq]([1-4])")
_YEAR: Final = re.compile(r"\d{4}")


class Span(msgspec.Struct, frozen=True):
    """Both days are of it."""

    from_on: date
    until_on: date

    def holds(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on

    def up_to(self, today: date) -> "Span":
        """Days that are not over have no figures yet; a period still to come stays as it is."""
        return Span(self.from_on, min(self.until_on, max(today, self.from_on)))

    @property
    def is_comparable(self) -> bool:
        """No longer than a year, or the year before would be counted twice."""
        return self.from_on.year > 1 and self.a_year_before().until_on < self.from_on

    def a_year_before(self) -> "Span":
        """The same days; the end of February is the end of February."""
        return Span(_year_before(self.from_on), _year_before(self.until_on))


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """So many cases that are alike in all that is counted; `traits` as in the list of cases."""

    span: int
    count: int
    channel: str
    through: str
    kind: str
    topic: str
    outcome: str
    executor: str
    timeliness: str
    traits: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One figure and that of last year; `before` is None where there is nothing to compare."""

    key: str
    count: int
    before: int | None = None

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.count - self.before

    @property
    def percent(self) -> int | None:
        """Of last year's, rounded to whole ones; of nothing there are no per cent."""
        if not self.before:
            return None
        # Half away from nought, in whole numbers.
        change, sign = abs(self.count - self.before), 1 if self.count >= self.before else -1
        return sign * ((change * 200 + self.before) // (2 * self.before))


class ExecutorLine(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of the period that are one's own, by how they stand."""

    key: str
    count: int = 0
    before: int | None = None
    in_time: int = 0
    late: int = 0
    ended_otherwise: int = 0
    open_in_term: int = 0
    open_overdue: int = 0


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """`begins_on` is the first registration there is, where last year's days begin before it:
    then last year's figures are not whole. `controls` are those of other bodies that were set in
    the period, by what became of them, `lifted_by` by who took them off."""

    span: Span
    before: Span
    today: date
    begins_on: date | None
    total: Line
    repeated: Line
    collective: Line
    annulled: Line
    breakdowns: Mapping[str, tuple[Line, ...]]
    executors: tuple[ExecutorLine, ...]
    controls: tuple[Line, ...] = ()
    lifted_by: tuple[Line, ...] = ()


def parse_period(told: str) -> Span:
    """2026-10, 2026-Q3, 2026, or 2026-10-01..2026-10-15. Raises FieldWrong."""
    text = told.strip()
    first, mark, last = text.partition("..")
    if mark:
        return _between(first, last)
    if found := _MONTH.fullmatch(text):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _QUARTER.fullmatch(text):
        return _months(int(found[1]), int(found[2]) * 3 - 2, 3)
    if _YEAR.fullmatch(text):
        return _months(int(text), 1, 12)
    raise FieldWrong("period", "unknown")


def report_of(
    tallies: Iterable[Tally], span: Span, today: date, begins_on: date | None
) -> Statistics:
    """`tallies` of span 0 are of the period, of span 1 a year before."""
    counted = Counted(tallies)
    before = span.a_year_before()
    return Statistics(
        span=span,
        before=before,
        today=today,
        begins_on=begins_on if begins_on is not None and begins_on > before.from_on else None,
        total=counted.line("all", "all"),
        repeated=counted.line("traits", "repeated"),
        collective=counted.line("traits", "collective"),
        annulled=counted.line("annulled", "annulled"),
        breakdowns={
            name: counted.lines(name, TIMELINESS if name == "timeliness" else ())
            for name in BREAKDOWNS
        },
        executors=counted.executors(),
    )


class Counted:
    """Adds up; what was annulled counts nowhere but in its own line."""

    def __init__(self, tallies: Iterable[Tally]) -> None:
        self._sums: dict[str, dict[str, list[int]]] = {}
        self._standing: dict[str, dict[str, int]] = {}
        self._has_before = False
        for tally in tallies:
            self._add(tally)

    def line(self, name: str, key: str) -> Line:
        now, before = self._sums.get(name, {}).get(key, (0, 0))
        return Line(key=key, count=now, before=before if self._has_before else None)

    def lines(self, name: str, order: tuple[str, ...] = ()) -> tuple[Line, ...]:
        """In the given order, or the most of now first; what nothing is known of comes last."""
        found = [self.line(name, key) for key in order or self._sums.get(name, {})]
        if not order:
            found.sort(key=lambda one: (one.key == _NONE, -one.count, -(one.before or 0), one.key))
        return tuple(found)

    def executors(self) -> tuple[ExecutorLine, ...]:
        return tuple(
            ExecutorLine(
                key=line.key,
                count=line.count,
                before=line.before,
                **self._standing.get(line.key, {}),
            )
            for line in self.lines("executor")
        )

    def _add(self, tally: Tally) -> None:
        self._has_before |= tally.span == 1
        if tally.timeliness == "annulled":
            self._count("annulled", "annulled", tally)
            return
        self._count("all", "all", tally)
        for trait in tally.traits:
            self._count("traits", trait, tally)
        for name in BREAKDOWNS:
            self._count(name, getattr(tally, name), tally)
        if tally.span == 0:
            own = self._standing.setdefault(tally.executor, {})
            own[tally.timeliness] = own.get(tally.timeliness, 0) + tally.count

    def _count(self, name: str, key: str, tally: Tally) -> None:
        self._sums.setdefault(name, {}).setdefault(key, [0, 0])[tally.span] += tally.count


def _between(first: str, last: str) -> Span:
    try:
        span = Span(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
    except ValueError as wrong:
        raise FieldWrong("period", "unknown") from wrong
    if span.from_on > span.until_on or not span.is_comparable:
        raise FieldWrong("period", "out_of_range")
    return span


def _months(year: int, first: int, count: int) -> Span:
    if year < 2:
        raise FieldWrong("period", "out_of_range")
    last = first + count - 1
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _year_before(day: date) -> date:
    year = day.year - 1
    length = calendar.monthrange(year, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, length if is_last else min(day.day, length))
