"""Why a term ends when it does: day by day, as data; the words are made where they are shown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from akimat_desk.domain.bookings import Booking
from akimat_desk.domain.calendars import Calendar, OffReason
from akimat_desk.domain.deadlines import (
    Due,
    Extension,
    Holder,
    Pause,
    TermFacts,
    day_after,
    due,
    first_counted_on,
    pauses_in_effect,
)
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.rules import Rule

Reason = Literal[
    "counted", "extension", "start", "paused", "landing",
    "weekend", "holiday", "break", "ait", "extra", "local",
]  # fmt: skip
Doubt = Literal["rule", "length", "start", "calendar_day", "calendar_end"]


class DayLine(Reading, frozen=True, kw_only=True):
    """One day of a term and what it did to it.

    `ordinal` is the number of a counted day. `reason` of a counted day is "counted", or
    "extension" once the rule's own length is used up; of another, why it did not count.
    `name` names a holiday, `pause` is the category of a pause that covers the day, also where
    the day is off anyway. `is_sure` False: the calendar of this day is not confirmed.
    """

    day: date
    is_counted: bool
    reason: Reason
    ordinal: int | None = None
    name: Bilingual | None = None
    pause: str | None = None
    holder: Holder | None = None
    is_sure: bool = True


class Explanation(Reading, frozen=True, kw_only=True):
    """The whole account of one due date. `due` says what holds, `doubts` what is unconfirmed."""

    rule: Rule
    started_on: date
    due: Due
    calendar_id: str
    calendar_release: int
    calendar_title: Bilingual
    lines: tuple[DayLine, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def due_on(self) -> date | None:
        return self.due.earliest

    @property
    def counted(self) -> int:
        return sum(line.is_counted for line in self.lines)

    @property
    def extended_by(self) -> int:
        """Days that extensions added, in the unit of the rule."""
        return (self.due.length or 0) - (self.rule.length or 0)

    @property
    def void_extensions(self) -> tuple[Extension, ...]:
        return self.due.void_extensions


def explain(
    facts: TermFacts,
    calendar: Calendar,
    bookings: Iterable[Booking] = (),
    today: date | None = None,
) -> Explanation:
    """The days from the start to the due date that `deadlines.due` gives, each with its reason."""
    end = due(facts, calendar, today)
    holders = {booking.day: booking.holder for booking in bookings}
    lines = tuple(_Walk(facts, calendar, holders, today).lines(end))
    return Explanation(
        rule=facts.rule,
        started_on=facts.started_on,
        due=end,
        calendar_id=calendar.id,
        calendar_release=calendar.release,
        calendar_title=calendar.title,
        lines=lines,
        doubts=tuple(_doubts(facts.rule, calendar, lines)),
    )


class _Walk:
    """Goes the term day by day, without the short cuts by which the date itself is found."""

    def __init__(
        self,
        facts: TermFacts,
        calendar: Calendar,
        holders: Mapping[date, Holder],
        today: date | None,
    ) -> None:
        self._facts, self._rule, self._calendar = facts, facts.rule, calendar
        self._holders = holders
        self._pauses = pauses_in_effect(facts, today)
        self._first = first_counted_on(facts)
        self._done = 0

    def lines(self, end: Due) -> Iterator[DayLine]:
        if end.earliest is None or end.length is None:
            return
        day = self._facts.started_on
        while day <= end.earliest:
            yield self._line(day, end)
            if day == date.max:
                return
            day = day_after(day)

    def _line(self, day: date, end: Due) -> DayLine:
        pause, off = self._pause(day), self._calendar.why_off(day)
        is_counted = self._does_count(day, end.length or 0, is_free=pause is None, off=off)
        self._done += is_counted
        return DayLine(
            day=day,
            is_counted=is_counted,
            reason=self._counted() if is_counted else self._skipped(day, pause, off),
            ordinal=self._done if is_counted else None,
            name=off.name if off else None,
            pause=pause.category if pause else None,
            holder=self._holders.get(day),
            is_sure=self._calendar.is_sure(day),
        )

    def _does_count(self, day: date, length: int, *, is_free: bool, off: OffReason | None) -> bool:
        may_count = day >= self._first and self._done < length
        return may_count and is_free and (self._rule.unit == "calendar" or off is None)

    def _counted(self) -> Reason:
        return "counted" if self._done <= (self._rule.length or 0) else "extension"

    def _skipped(self, day: date, pause: Pause | None, off: OffReason | None) -> Reason:
        if day < self._first:
            return "start"
        # Calendar days count on a Sunday too, so there the pause is what stopped them.
        if pause is not None and (off is None or self._rule.unit == "calendar"):
            return "paused"
        return off.code if off else "landing"

    def _pause(self, day: date) -> Pause | None:
        return next((pause for pause in self._pauses if pause.covers(day)), None)


def _doubts(rule: Rule, calendar: Calendar, lines: tuple[DayLine, ...]) -> Iterator[Doubt]:
    if not rule.is_confirmed:
        yield "rule"
    if rule.length is None:
        yield "length"
    if rule.start_status != "confirmed":
        yield "start"
    unsure = [line.day for line in _decisive(rule, lines) if not line.is_sure]
    if any(calendar.is_covered(day) for day in unsure):
        yield "calendar_day"
    if not all(calendar.is_covered(day) for day in unsure):
        yield "calendar_end"


def _decisive(rule: Rule, lines: tuple[DayLine, ...]) -> tuple[DayLine, ...]:
    """The days on which the calendar has a say: of calendar days only the end has to be worked."""
    if rule.unit == "working":
        return tuple(line for line in lines if line.reason != "start" and line.pause is None)
    last = max((place for place, line in enumerate(lines) if line.is_counted), default=0)
    return lines[last:]
