"""Terms, calendars and rules for tests: the shipped ones, small ones, and any there may be."""

import json
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
from hypothesis import strategies as st

from akimat_desk.domain.calendars import (
    FIVE_DAYS,
    Calendar,
    DayOff,
    NamedDay,
    YearlyDay,
    parse_calendar,
)
from akimat_desk.domain.deadlines import Extension, Holder, Pause, TermFacts
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import Rule, RulePack, parse_pack
from akimat_desk.paths import RESOURCES

A_MONDAY = date(2026, 6, 1)
ONE_DAY = timedelta(days=1)
WORDS = Bilingual(ky="Майрам", ru="Праздник")
APPLICANT = Holder(kind="applicant", id="", name="Асанова Айгүл")


def shipped(path: str) -> dict[str, object]:
    return json.loads((RESOURCES / path).read_text(encoding="utf-8"))


def kyrgyz_calendar() -> Calendar:
    return parse_calendar(shipped("calendars/kg.json"))


def kyrgyz_rules() -> RulePack:
    return parse_pack(shipped("rules/kg-1.json"))


def prepared_rules() -> RulePack:
    return parse_pack(shipped("rules/kg-appeal-10.json"))


def a_day_off(day: date, **changes: object) -> DayOff:
    return msgspec.structs.replace(
        DayOff(day=day, kind="holiday", name=WORDS, status="confirmed", source="test"), **changes
    )


def a_calendar(*days_off: date, week: tuple[int, ...] = FIVE_DAYS) -> Calendar:
    return Calendar(
        release=1,
        title=WORDS,
        covers_from=date(2000, 1, 1),
        covers_to=date(2049, 12, 31),
        week=week,
        days_off=tuple(a_day_off(day) for day in days_off),
    )


def a_rule(length: int | None = 14, **changes: object) -> Rule:
    told = Rule(id="appeal", title=WORDS, length=length, legal=WORDS, source="test")
    return msgspec.structs.replace(told, **changes)


def some_facts(started_on: date = A_MONDAY, **changes: object) -> TermFacts:
    return msgspec.structs.replace(TermFacts(started_on=started_on, rule=a_rule()), **changes)


any_day = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@st.composite
def any_calendar(draw: st.DrawFn) -> Calendar:
    days = draw(st.sets(any_day, max_size=40))
    worked = draw(st.sets(any_day, max_size=5)) - days
    start = draw(any_day)
    return Calendar(
        release=1,
        title=WORDS,
        covers_from=start,
        covers_to=start + timedelta(days=draw(st.integers(0, 900))),
        week=tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1)))),
        days_off=tuple(
            a_day_off(day, status=draw(st.sampled_from(["confirmed", "to_confirm"])))
            for day in sorted(days)
        ),
        worked_days=tuple(NamedDay(day=day, name=WORDS) for day in sorted(worked)),
        yearly=(YearlyDay(month=5, day=9, kind="holiday", name=WORDS),),
    )


@st.composite
def any_pauses(draw: st.DrawFn, *, may_be_open: bool = True, most: int = 3) -> tuple[Pause, ...]:
    made = []
    for _ in range(draw(st.integers(0, most))):
        begun = draw(any_day)
        until = begun + timedelta(days=draw(st.integers(-2, 60)))
        is_open = may_be_open and draw(st.booleans())
        waits = draw(st.sampled_from([None, APPLICANT, Holder(kind="body", id="land")]))
        made.append(
            Pause(
                from_on=begun,
                until_on=None if is_open else until,
                category="papers",
                waits_for=waits,
            )
        )
    return tuple(made)


any_extensions = st.lists(
    st.builds(Extension, days=st.integers(0, 20), granted_on=any_day), max_size=3
).map(tuple)


@st.composite
def any_facts(draw: st.DrawFn, *, may_be_open: bool = True) -> TermFacts:
    return TermFacts(
        started_on=draw(any_day),
        rule=a_rule(
            draw(st.integers(1, 40)),
            unit=draw(st.sampled_from(["working", "calendar"])),
            start=draw(st.sampled_from(["day_after", "day_of"])),
        ),
        pauses=draw(any_pauses(may_be_open=may_be_open)),
        extensions=draw(any_extensions),
    )


class SlowWeek:
    """Read off the rows of a calendar, with nothing of its code."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._off = {row.day for row in calendar.days_off}
        self._worked = {row.day for row in calendar.worked_days}
        self._yearly = {(row.month, row.day) for row in calendar.yearly}

    def works(self, day: date) -> bool:
        if day in self._off or day in self._worked:
            return day in self._worked
        is_published = self._calendar.covers_from <= day <= self._calendar.covers_to
        if not is_published and (day.month, day.day) in self._yearly:
            return False
        return day.isoweekday() in self._calendar.week


def slow_due(facts: TermFacts, week: SlowWeek) -> date | None:
    """The term told naively: day after day; None when it stands in an open pause."""
    length = facts.rule.length or 0
    end = _slow_end(facts, week, length)
    for extension in sorted(facts.extensions, key=lambda one: one.granted_on):
        if end is None or extension.granted_on <= end:
            length += extension.days
            end = _slow_end(facts, week, length)
    return end


def _slow_end(facts: TermFacts, week: SlowWeek, length: int) -> date | None:
    day = facts.started_on if facts.rule.start == "day_of" else facts.started_on + ONE_DAY
    counted = 0
    while True:
        standing = _standing(facts.pauses, day)
        if any(pause.until_on is None for pause in standing):
            return None
        works = week.works(day)
        if counted < length and not standing and (works or facts.rule.unit == "calendar"):
            counted += 1
        if counted == length and works and not standing:
            return day
        day += ONE_DAY


def _standing(pauses: Iterable[Pause], day: date) -> list[Pause]:
    return [
        pause
        for pause in pauses
        if pause.from_on <= day and (pause.until_on is None or day < pause.until_on)
    ]
