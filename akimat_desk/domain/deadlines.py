"""When a term ends: a pure function of dated facts, a rule and a calendar."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.rules import NO_WORDS, Rule

HolderKind = Literal["person", "applicant", "body", "head", "office"]
DutyKind = Literal["statutory", "control", "internal", "visit", "body"]
WarningState = Literal["overdue", "today", "soon", "ahead"]

ONE_DAY = timedelta(days=1)
# Working days; for duties that no rule of ours warns about.
USUAL_WARNING = 3
_DUTY_ORDER = ("statutory", "control", "internal")


class Holder(Reading, frozen=True, kw_only=True):
    """Who has the matter in hand that day; "office" stands for an office with no head named."""

    kind: HolderKind
    id: str = ""
    name: str = ""


class Pause(Reading, frozen=True, kw_only=True):
    """Days d with from_on <= d < until_on do not count; `until_on` None: still open."""

    from_on: date
    until_on: date | None = None
    category: str = ""
    ground: str = ""
    waits_for: Holder | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class Extension(Reading, frozen=True, kw_only=True):
    """So many days more, in the unit of the rule. One granted after the term ended is void."""

    days: int
    granted_on: date
    ground: str = ""
    by: str = ""


class TermFacts(Reading, frozen=True, kw_only=True):
    """All that a due date depends on, the calendar apart.

    `started_on` is the day of registration, or whatever day the rule counts from.
    """

    started_on: date
    rule: Rule
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()


class Due(Reading, frozen=True, kw_only=True):
    """`on` is None while a pause is open and where the rule has no length.

    `earliest` is then the date the term would have if counting resumed tomorrow; it is None
    only where the rule has no length. `void_extensions` were granted too late to count.
    """

    on: date | None = None
    earliest: date | None = None
    is_open_pause: bool = False
    length: int | None = None
    void_extensions: tuple[Extension, ...] = ()


class Duty(Reading, frozen=True, kw_only=True):
    """One dated duty of a case. A control carries the body that set it, its number and date."""

    kind: DutyKind
    due_on: date | None
    ground: Bilingual = NO_WORDS
    body: str = ""
    number: str = ""
    dated_on: date | None = None
    report_to: str = ""
    is_open: bool = True
    to_confirm: bool = False


def due(facts: TermFacts, calendar: Calendar, today: date | None = None) -> Due:
    """The end of a term, with what is open about it. Never raises.

    `today` matters to an open pause alone; without it the pause is taken to last its first
    day only.
    """
    if facts.rule.length is None:
        return Due()
    length, void = _length(facts, facts.rule.length, calendar)
    known = _Count(facts, _closed(facts.pauses), calendar).ends_on(length)
    if not _does_block(facts.pauses, known):
        return Due(on=known, earliest=known, length=length, void_extensions=void)
    resumed = (*_closed(facts.pauses), *_resumed(facts.pauses, today))
    earliest = _Count(facts, resumed, calendar).ends_on(length)
    return Due(earliest=earliest, is_open_pause=True, length=length, void_extensions=void)


def due_on(facts: TermFacts, calendar: Calendar, today: date | None = None) -> date | None:
    """The due date, or the earliest possible one while a pause is open; None without a length."""
    return due(facts, calendar, today).earliest


def safe_due(candidates: Iterable[TermFacts], calendar: Calendar, today: date | None = None) -> Due:
    """Of the readings in dispute the one that ends first: the applicant must not lose by it.

    A reading in which the term stands gives way to any in which it runs. For a disputed pause
    one candidate must be the term without it; then it stops no clock.
    """
    return safest(candidates, calendar, today)[1]


def safest(
    candidates: Iterable[TermFacts], calendar: Calendar, today: date | None = None
) -> tuple[TermFacts | None, Due]:
    """The same with the reading that ends so; None where there was none to choose from."""
    ends = [(facts, due(facts, calendar, today)) for facts in candidates]
    return min(ends, key=lambda reading: _urgency(reading[1]), default=(None, Due()))


def earliest_open(duties: Iterable[Duty]) -> Duty | None:
    """The duty by which a case is sorted; of one day, the statutory one."""
    dated = [(duty.due_on, duty) for duty in duties if duty.is_open and duty.due_on is not None]
    if not dated:
        return None
    return min(dated, key=lambda row: (row[0], _DUTY_ORDER.index(row[1].kind)))[1]


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """0 on the due date itself; negative by the working days gone since."""
    if due_on < today:
        return -calendar.working_days(due_on, today)
    return calendar.working_days(today, due_on)


def warning_state(due_on: date, today: date, rule: Rule | None, calendar: Calendar) -> WarningState:
    if today > due_on:
        return "overdue"
    if today == due_on:
        return "today"
    warning = USUAL_WARNING if rule is None else rule.warning
    return "soon" if working_days_left(today, due_on, calendar) <= warning else "ahead"


def first_counted_on(facts: TermFacts) -> date:
    """The day from which days may count: that of registration or the one after, by the rule."""
    return facts.started_on if facts.rule.start == "day_of" else day_after(facts.started_on)


def pauses_in_effect(facts: TermFacts, today: date | None = None) -> tuple[Pause, ...]:
    """The pauses with the open ones ended as `due` assumes: tomorrow, after one day at least."""
    return (*_closed(facts.pauses), *_resumed(facts.pauses, today))


def day_after(day: date) -> date:
    return day if day == date.max else day + ONE_DAY


class _Count:
    """Counts the days of one term over its gaps, whole stretches at a time."""

    def __init__(self, facts: TermFacts, pauses: Iterable[Pause], calendar: Calendar) -> None:
        self._calendar = calendar
        self._is_working = facts.rule.unit == "working"
        self._first = first_counted_on(facts).toordinal()
        self._gaps = _merged(pauses, self._first)

    def ends_on(self, length: int) -> date:
        """The last counted day, or the first working day after it that no pause covers."""
        return self._land(self._last_counted(length))

    def _last_counted(self, length: int) -> int:
        done, left = self._first - 1, length
        for start, end in self._gaps:
            free = self._between(done, start - 1)
            if free >= left:
                break
            done, left = end - 1, left - free
        return self._nth(done, left)

    def _between(self, after: int, upto: int) -> int:
        if not self._is_working:
            return upto - after
        return self._calendar.working_days(_day(after), _day(upto))

    def _nth(self, after: int, nth: int) -> int:
        if not self._is_working:
            return after + nth
        return self._calendar.nth_working_day(_day(after), nth).toordinal()

    def _land(self, ordinal: int) -> date:
        landed = self._calendar.on_or_after(_day(ordinal))
        for start, end in self._gaps:
            if start <= landed.toordinal() < end:
                landed = self._calendar.on_or_after(_day(end))
        return landed


def _urgency(end: Due) -> tuple[bool, bool, date]:
    return end.earliest is None, end.is_open_pause, end.earliest or date.max


def _length(facts: TermFacts, base: int, calendar: Calendar) -> tuple[int, tuple[Extension, ...]]:
    """The length with its extensions, and those granted when there was no term left to extend."""
    length, void = max(1, base), []
    for extension in sorted(facts.extensions, key=lambda one: one.granted_on):
        end = _Count(facts, _closed(facts.pauses), calendar).ends_on(length)
        if extension.granted_on <= end or _does_block(facts.pauses, end):
            length += max(0, extension.days)
        else:
            void.append(extension)
    return length, tuple(void)


def _closed(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    return tuple(pause for pause in pauses if pause.until_on is not None)


def _resumed(pauses: Iterable[Pause], today: date | None) -> tuple[Pause, ...]:
    return tuple(
        msgspec.structs.replace(pause, until_on=day_after(max(pause.from_on, today or date.min)))
        for pause in pauses
        if pause.until_on is None
    )


def _does_block(pauses: Iterable[Pause], end: date) -> bool:
    """A pause begun when the term was over is none."""
    return any(pause.until_on is None and pause.from_on <= end for pause in pauses)


def _merged(pauses: Iterable[Pause], first: int) -> list[tuple[int, int]]:
    """Half-open stretches from the first day of counting on, in order, none touching another."""
    gaps: list[tuple[int, int]] = []
    for pause in sorted(_closed(pauses), key=lambda one: one.from_on):
        start = max(first, pause.from_on.toordinal())
        end = (pause.until_on or pause.from_on).toordinal()
        if gaps and start <= gaps[-1][1]:
            start, end = gaps[-1][0], max(end, gaps.pop()[1])
        if start < end:
            gaps.append((start, end))
    return gaps


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
