"""The working calendar: which days an office works, which it does not, and why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.readings import Bilingual, Reading, Release

DayKind = Literal["holiday", "break", "ait", "extra", "local"]
OffCode = Literal["weekend", "holiday", "break", "ait", "extra", "local"]
Status = Literal["confirmed", "to_confirm"]
FIVE_DAYS = (1, 2, 3, 4, 5)
SIX_DAYS = (1, 2, 3, 4, 5, 6)


@dataclass(eq=False)
class CalendarWrong(RuleBroken):
    """What was published cannot be a calendar; `where` is the place in the data."""

    reason: str
    where: str


class DayOff(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day off by name; `source` is the key of the text that says so."""

    day: date
    kind: DayKind
    name: Bilingual
    status: Status = "to_confirm"
    source: str = ""


class NamedDay(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day that is worked and yet has a name: a working holiday, a shorter or a moved day."""

    day: date
    name: Bilingual
    status: Status = "to_confirm"
    source: str = ""


class YearlyDay(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A holiday of the law on a fixed date, used where no official calendar reaches."""

    month: int
    day: int
    kind: DayKind
    name: Bilingual
    source: str = ""


class WeekFrom(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From a day on these days of the week are worked, Monday is 1."""

    from_on: date
    week: tuple[int, ...]


class OffReason(Reading, frozen=True, kw_only=True):
    """Why a day is not worked; `is_sure` is False while the row or the year is unconfirmed."""

    code: OffCode
    name: Bilingual | None = None
    is_sure: bool = True


class Calendar(Reading, frozen=True, kw_only=True, dict=True, forbid_unknown_fields=True):
    """Immutable; a change is another calendar.

    Between `covers_from` and `covers_to` the rows are complete. Outside, the week and the
    holidays of fixed date still answer, and `is_covered` says that nobody published them.
    `worked_days` are days of the weekend that a decision made working ones. `week` holds until
    the first of `weeks` begins.
    """

    release: Release
    title: Bilingual
    covers_from: date
    covers_to: date
    id: str = "kg"
    week: tuple[int, ...] = FIVE_DAYS
    days_off: tuple[DayOff, ...] = ()
    worked_days: tuple[NamedDay, ...] = ()
    working_holidays: tuple[NamedDay, ...] = ()
    shorter_days: tuple[NamedDay, ...] = ()
    yearly: tuple[YearlyDay, ...] = ()
    weeks: tuple[WeekFrom, ...] = ()

    def __post_init__(self) -> None:
        # A week without a working day would make every term endless.
        if not all(is_a_week(week) for week in (self.week, *(one.week for one in self.weeks))):
            raise CalendarWrong("week", "week")

    def is_working(self, day: date) -> bool:
        counts = self._counts(day.year)
        nth = _day_of_year(day)
        return counts[nth] > counts[nth - 1]

    def is_covered(self, day: date) -> bool:
        return self.covers_from <= day <= self.covers_to

    def why_off(self, day: date) -> OffReason | None:
        """None on a working day. A named day tells its name even where it is a weekend."""
        if self.is_working(day):
            return None
        row = self._off.get(day)
        if row is not None:
            return OffReason(code=row.kind, name=row.name, is_sure=self._is_row_sure(row))
        yearly = None if self.is_covered(day) else self._fixed.get((day.month, day.day))
        if yearly is not None:
            return OffReason(code=yearly.kind, name=yearly.name, is_sure=self._is_weekend(day))
        return OffReason(code="weekend")

    def is_sure(self, day: date) -> bool:
        """Nothing unconfirmed decides whether this day is worked."""
        if not self.is_covered(day):
            return False
        off, worked = self._off.get(day), self._worked.get(day)
        if off is not None:
            return self._is_row_sure(off)
        return worked is None or worked.status == "confirmed"

    def working_days(self, after: date, upto: date) -> int:
        """How many working days d with after < d <= upto; 0 when upto is not later."""
        if upto <= after:
            return 0
        whole_years = sum(self._counts(year)[-1] for year in range(after.year, upto.year))
        last, first = self._counts(upto.year), self._counts(after.year)
        return whole_years + last[_day_of_year(upto)] - first[_day_of_year(after)]

    def days_worked(self, after: date, upto: date) -> list[date]:
        """The working days d with after < d <= upto, in order."""
        days: list[date] = []
        for year in range(after.year, upto.year + 1):
            days += self._worked_in(year)
        return days[bisect_right(days, after) : bisect_right(days, upto)]

    def nth_working_day(self, after: date, nth: int) -> date:
        """The nth working day after a day, nth >= 1; the end of dates where none is left."""
        year = after.year
        wanted = nth + self._counts(year)[_day_of_year(after)]
        while wanted > (in_year := self._counts(year)[-1]):
            if year == date.max.year:
                return date.max
            wanted, year = wanted - in_year, year + 1
        before = date(year, 1, 1).toordinal() - 1
        return date.fromordinal(before + bisect_left(self._counts(year), wanted))

    def on_or_after(self, day: date) -> date:
        return day if self.is_working(day) else self.nth_working_day(day, 1)

    def with_day(self, row: DayOff) -> "Calendar":
        """One more day off; it takes the place of whatever was said of that day before."""
        return self.merged((row,))

    def merged(self, local: Iterable[DayOff]) -> "Calendar":
        """With the rows an office or the centre added; of two rows for a day the later holds."""
        rows = {row.day: row for row in (*self.days_off, *local)}
        return msgspec.structs.replace(
            self,
            days_off=tuple(sorted(rows.values(), key=lambda row: row.day)),
            worked_days=tuple(row for row in self.worked_days if row.day not in rows),
            working_holidays=tuple(row for row in self.working_holidays if row.day not in rows),
            shorter_days=tuple(row for row in self.shorter_days if row.day not in rows),
        )

    def with_week(self, week: tuple[int, ...]) -> "Calendar":
        """The same days off for an office that works other days of the week."""
        return msgspec.structs.replace(self, week=week)

    def with_weeks(self, weeks: Iterable[WeekFrom]) -> "Calendar":
        """The same for an office that changed its working week, or will."""
        return msgspec.structs.replace(self, weeks=tuple(weeks))

    def week_on(self, day: date) -> tuple[int, ...]:
        """The days of the week that are worked at that time."""
        begun = [one.week for one in self._weeks_in_order if one.from_on <= day]
        return begun[-1] if begun else self.week

    def is_working_weekday(self, day: date) -> bool:
        """By the week alone, whatever holiday falls on the day."""
        return not self._is_weekend(day)

    @property
    def last_said(self) -> date:
        """After that day only the week and the holidays of fixed date speak."""
        return max(self.covers_to, *self.named_days, *(one.from_on for one in self.weeks))

    @cached_property
    def named_days(self) -> frozenset[date]:
        """Days of which something else than the week decides."""
        return frozenset((*self._off, *self._worked))

    @cached_property
    def _weeks_in_order(self) -> list[WeekFrom]:
        return sorted(self.weeks, key=lambda one: one.from_on)

    @cached_property
    def _off(self) -> dict[date, DayOff]:
        return {row.day: row for row in self.days_off}

    @cached_property
    def _worked(self) -> dict[date, NamedDay]:
        return {row.day: row for row in self.worked_days}

    @cached_property
    def _fixed(self) -> dict[tuple[int, int], YearlyDay]:
        return {(row.month, row.day): row for row in self.yearly}

    @cached_property
    def _years(self) -> dict[int, tuple[int, ...]]:
        return {}

    @cached_property
    def _worked_years(self) -> dict[int, tuple[date, ...]]:
        return {}

    def _worked_in(self, year: int) -> tuple[date, ...]:
        days = self._worked_years.get(year)
        if days is None:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            every = (date.fromordinal(ordinal) for ordinal in range(first, last + 1))
            days = self._worked_years[year] = tuple(day for day in every if self._works(day))
        return days

    def _counts(self, year: int) -> tuple[int, ...]:
        """Working days among the first 0, 1, 2 … days of the year: a count is a subtraction."""
        counts = self._years.get(year)
        if counts is None:
            counts = self._years[year] = self._count_year(year)
        return counts

    def _count_year(self, year: int) -> tuple[int, ...]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        counts = [0]
        for ordinal in range(first, last + 1):
            counts.append(counts[-1] + self._works(date.fromordinal(ordinal)))
        return tuple(counts)

    def _works(self, day: date) -> bool:
        if day in self._off:
            return False
        if day in self._worked:
            return True
        if not self.is_covered(day) and (day.month, day.day) in self._fixed:
            return False
        return not self._is_weekend(day)

    def _is_weekend(self, day: date) -> bool:
        return day.isoweekday() not in (self.week_on(day) if self.weeks else self.week)

    def _is_row_sure(self, row: DayOff) -> bool:
        # An unconfirmed holiday on a Sunday changes nothing: the day is off either way.
        return row.status == "confirmed" or self._is_weekend(row.day)


def is_a_week(week: Iterable[int]) -> bool:
    """At least one day, and no day that a week does not have."""
    days = set(week)
    return bool(days) and days <= set(range(1, 8))


def parse_calendar(data: dict[str, object]) -> Calendar:
    """A calendar from plain data; raises `CalendarWrong`."""
    try:
        calendar = msgspec.convert(data, Calendar)
    except msgspec.ValidationError as wrong:
        what, _, where = str(wrong).partition(" - at ")
        raise CalendarWrong(what, where.strip("`")) from wrong
    if calendar.covers_to < calendar.covers_from:
        raise CalendarWrong("covers_nothing", "covers_to")
    _refuse_doubles("days_off", [row.day for row in calendar.days_off])
    _refuse_doubles("worked_days", [row.day for row in calendar.worked_days])
    _refuse_contradictions(calendar)
    _refuse_nameless(calendar)
    return calendar


def _refuse_doubles(where: str, days: list[date]) -> None:
    seen: set[date] = set()
    for day in days:
        if day in seen:
            raise CalendarWrong("twice", f"{where} {day.isoformat()}")
        seen.add(day)


def _refuse_contradictions(calendar: Calendar) -> None:
    off = {row.day for row in calendar.days_off}
    for row in (*calendar.worked_days, *calendar.working_holidays, *calendar.shorter_days):
        if row.day in off:
            raise CalendarWrong("off_and_worked", row.day.isoformat())
    for yearly in calendar.yearly:
        if not _is_a_date(yearly):
            raise CalendarWrong("no_such_day", f"yearly {yearly.month}-{yearly.day}")


def _is_a_date(yearly: YearlyDay) -> bool:
    try:
        date(2024, yearly.month, yearly.day)
    except ValueError:
        return False
    return True


def _refuse_nameless(calendar: Calendar) -> None:
    """A day off that nobody can name cannot be explained to an applicant."""
    for row in calendar.days_off:
        if not (row.name.ky.strip() and row.name.ru.strip()):
            raise CalendarWrong("no_name", row.day.isoformat())


def _day_of_year(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1
