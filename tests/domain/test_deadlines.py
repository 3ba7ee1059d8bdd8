"""When terms end."""

import csv
import os
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from terms import (
    A_MONDAY,
    SlowWeek,
    a_calendar,
    a_day_off,
    a_rule,
    any_calendar,
    any_day,
    any_facts,
    kyrgyz_calendar,
    slow_due,
    some_facts,
)

from akimat_desk.domain.calendars import FIVE_DAYS, SIX_DAYS, Calendar
from akimat_desk.domain.deadlines import (
    USUAL_WARNING,
    Due,
    Duty,
    Extension,
    Pause,
    TermFacts,
    due,
    due_on,
    earliest_open,
    safe_due,
    warning_state,
    working_days_left,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "deadlines.csv"
CASES = 100_000 if os.environ.get("AKIMAT_LONG") == "1" else 20_000
DAYS = timedelta(days=1)
Days = npt.NDArray[np.datetime64]
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)

shipped_calendar = cache(kyrgyz_calendar)


def golden_rows() -> list[dict[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as lines:
        next(lines)
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    "row", golden_rows(), ids=lambda row: f"{row['started_on']} {row['because']}"
)
def test_a_term_ends_as_reckoned_by_hand(row: dict[str, str]) -> None:
    calendar = shipped_calendar().with_week({"5": FIVE_DAYS, "6": SIX_DAYS}[row["week"]])
    for day in row["extra_off"].split():
        calendar = calendar.with_day(a_day_off(_day(day)))
    today = _day(row["today"]) if row["today"] else None
    assert _told(due(_facts(row), calendar, today)) == row["due_on"]


def _facts(row: dict[str, str]) -> TermFacts:
    length = int(row["length"]) if row["length"] else None
    return TermFacts(
        started_on=_day(row["started_on"]),
        rule=a_rule(length, unit=row["unit"], start=row["start"]),
        pauses=tuple(_pause(*told.split("..")) for told in row["pauses"].split()),
        extensions=tuple(_extension(*told.split("@")) for told in row["extensions"].split()),
    )


def _pause(begun: str, until: str) -> Pause:
    return Pause(from_on=_day(begun), until_on=_day(until) if until else None)


def _extension(days: str, granted: str) -> Extension:
    return Extension(days=int(days), granted_on=_day(granted))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _told(end: Due) -> str:
    if end.earliest is None:
        return "none"
    assert end.is_open_pause == (end.on is None)
    return f">={end.earliest}" if end.is_open_pause else str(end.on)


def test_two_other_reckonings_agree_on_many_random_terms() -> None:
    chance, calendar = random.Random(20261121), shipped_calendar()
    off = np.array([row.day for row in calendar.days_off], dtype="datetime64[D]")
    week = SlowWeek(calendar)
    for _ in range(CASES):
        facts = _random_facts(chance)
        end = due(facts, calendar)
        assert end.on == slow_due(facts, week), facts
        if end.on is not None:
            assert end.on == _by_numpy(facts, end.length or 0, off), facts


def _random_facts(chance: random.Random) -> TermFacts:
    # Counted from 2025 on, since numpy knows no worked Saturdays.
    started_on = date(2025, 1, 1) + chance.randrange(900) * DAYS
    begun = [started_on + chance.randrange(-5, 45) * DAYS for _ in range(chance.randrange(4))]
    lasting = [chance.choice([0, 1, 2, 3, 7, 30]) for _ in begun]
    granted = [started_on + chance.randrange(0, 40) * DAYS for _ in range(chance.randrange(3))]
    rule = a_rule(
        chance.choice([1, 5, 10, 14, 30]),
        unit=chance.choice(["working", "working", "calendar"]),
        start=chance.choice(["day_after", "day_of"]),
    )
    return TermFacts(
        started_on=started_on,
        rule=rule,
        pauses=tuple(
            Pause(from_on=day, until_on=None if chance.random() < 0.1 else day + days * DAYS)
            for day, days in zip(begun, lasting, strict=True)
        ),
        extensions=tuple(Extension(days=chance.randrange(10), granted_on=day) for day in granted),
    )


def _by_numpy(facts: TermFacts, length: int, off: Days) -> date:
    """Paused days are holidays of one's own; numpy counts the others."""
    none = np.array([], dtype="datetime64[D]")
    paused = [
        np.arange(pause.from_on, pause.until_on or pause.from_on, dtype="datetime64[D]")
        for pause in facts.pauses
    ]
    paused_or_off = np.concatenate([off, *paused])
    landing = np.busdaycalendar("1111100", paused_or_off)
    counting = landing
    if facts.rule.unit == "calendar":
        counting = np.busdaycalendar("1111111", np.concatenate([none, *paused]))
    if facts.rule.start == "day_after":
        last = np.busday_offset(facts.started_on, length, roll="backward", busdaycal=counting)
    else:
        last = np.busday_offset(facts.started_on, length - 1, roll="forward", busdaycal=counting)
    return np.busday_offset(last, 0, roll="forward", busdaycal=landing).item()


@given(any_facts(), any_calendar(), st.none() | any_day)
def test_a_term_never_ends_on_a_day_off_or_in_a_pause(
    facts: TermFacts, calendar: Calendar, today: date | None
) -> None:
    end = due(facts, calendar, today)
    assert end.earliest is not None
    assert SlowWeek(calendar).works(end.earliest)
    if end.on is not None:
        assert not any(pause.covers(end.on) for pause in facts.pauses)


@given(any_facts(), any_calendar())
def test_the_slow_reckoning_agrees_on_any_calendar(facts: TermFacts, calendar: Calendar) -> None:
    assert due(facts, calendar).on == slow_due(facts, SlowWeek(calendar))


@given(any_facts(), any_calendar(), any_day, st.none() | any_day)
def test_one_more_day_off_never_ends_a_term_earlier(
    facts: TermFacts, calendar: Calendar, day: date, today: date | None
) -> None:
    before = due_on(facts, calendar, today)
    after = due_on(facts, calendar.with_day(a_day_off(day)), today)
    assert before is not None
    assert after is not None
    assert after >= before


@given(any_calendar(), any_day, st.integers(1, 40), st.data())
def test_a_pause_moves_a_term_by_its_working_days(
    calendar: Calendar, started_on: date, length: int, data: st.DataObject
) -> None:
    facts = some_facts(started_on, rule=a_rule(length))
    before = due(facts, calendar).on
    assert before is not None
    pause = _a_pause_between(data, started_on + DAYS, before)
    after = due(msgspec.structs.replace(facts, pauses=(pause,)), calendar).on
    assert after is not None
    assert pause.until_on is not None
    lost = calendar.working_days(pause.from_on - DAYS, pause.until_on - DAYS)
    assert calendar.working_days(before, after) == lost


@given(any_day, st.integers(1, 60), st.data())
def test_a_pause_moves_a_term_of_calendar_days_by_its_days(
    started_on: date, length: int, data: st.DataObject
) -> None:
    calendar = a_calendar(week=EVERY_DAY)
    facts = some_facts(started_on, rule=a_rule(length, unit="calendar"))
    before = due(facts, calendar).on
    assert before is not None
    pause = _a_pause_between(data, started_on + DAYS, before)
    after = due(msgspec.structs.replace(facts, pauses=(pause,)), calendar).on
    assert after is not None
    assert pause.until_on is not None
    assert after - before == pause.until_on - pause.from_on


def _a_pause_between(data: st.DataObject, first: date, last: date) -> Pause:
    begun = data.draw(st.dates(first, last))
    return Pause(from_on=begun, until_on=begun + data.draw(st.integers(0, 90)) * DAYS)


@given(any_facts(), any_calendar(), any_day)
def test_an_open_pause_gives_the_date_of_resuming_tomorrow(
    facts: TermFacts, calendar: Calendar, today: date
) -> None:
    end = due(facts, calendar, today)
    assume(end.is_open_pause)
    closed = tuple(
        pause
        if pause.until_on is not None
        else Pause(from_on=pause.from_on, until_on=max(today, pause.from_on) + DAYS)
        for pause in facts.pauses
    )
    length = a_rule(end.length, unit=facts.rule.unit, start=facts.rule.start)
    resumed = TermFacts(started_on=facts.started_on, rule=length, pauses=closed)
    assert end.earliest == slow_due(resumed, SlowWeek(calendar))


@given(any_facts(may_be_open=False), any_calendar(), any_day)
def test_today_matters_to_open_pauses_only(
    facts: TermFacts, calendar: Calendar, today: date
) -> None:
    assert due(facts, calendar, today) == due(facts, calendar)


@given(any_facts(), any_calendar(), st.randoms())
def test_the_order_of_pauses_and_extensions_does_not_matter(
    facts: TermFacts, calendar: Calendar, chance: random.Random
) -> None:
    mixed = msgspec.structs.replace(
        facts,
        pauses=tuple(chance.sample(facts.pauses, len(facts.pauses))),
        extensions=tuple(chance.sample(facts.extensions, len(facts.extensions))),
    )
    assert due(mixed, calendar).earliest == due(facts, calendar).earliest


def test_the_last_days_that_dates_know_end_no_term_with_an_error() -> None:
    facts = some_facts(date.max, pauses=(Pause(from_on=date.max),))
    assert due(facts, a_calendar(), date.max).earliest == date.max
    assert due(some_facts(date.min), a_calendar()).on == date(1, 1, 19)


def test_a_shrinking_extension_shrinks_nothing() -> None:
    facts = some_facts(extensions=(Extension(days=-5, granted_on=A_MONDAY),))
    assert due_on(facts, a_calendar()) == due_on(some_facts(), a_calendar())


def test_void_extensions_are_named() -> None:
    late = Extension(days=5, granted_on=date(2026, 6, 20))
    assert due(some_facts(extensions=(late,)), a_calendar()).void_extensions == (late,)


def test_in_a_dispute_the_earliest_reading_holds() -> None:
    paused = some_facts(pauses=(Pause(from_on=date(2026, 6, 8)),))
    extended = some_facts(extensions=(Extension(days=5, granted_on=A_MONDAY),))
    end = safe_due([paused, extended, some_facts()], a_calendar())
    assert end == due(some_facts(), a_calendar())


def test_a_term_that_runs_in_one_reading_does_not_stand() -> None:
    stands = some_facts(pauses=(Pause(from_on=date(2026, 6, 8)),))
    resumed = some_facts(pauses=(_pause("2026-06-08", "2026-06-15"),))
    later = some_facts(pauses=(_pause("2026-06-08", "2026-06-22"),))
    end = safe_due([stands, later, resumed], a_calendar())
    assert (end.on, end.is_open_pause) == (date(2026, 6, 26), False)
    assert safe_due([stands], a_calendar()).is_open_pause


def test_a_reading_without_length_gives_way_to_one_with_a_date() -> None:
    end = safe_due([some_facts(rule=a_rule(None)), some_facts()], a_calendar())
    assert end.on == date(2026, 6, 19)
    assert safe_due([], a_calendar()) == Due()


def test_a_case_is_sorted_by_its_earliest_open_duty() -> None:
    statutory = Duty(kind="statutory", due_on=date(2026, 6, 19))
    control = Duty(kind="control", due_on=date(2026, 6, 15), body="Аппарат", number="12-3")
    internal = Duty(kind="internal", due_on=date(2026, 6, 10), is_open=False)
    unknown = Duty(kind="statutory", due_on=None)
    assert earliest_open([unknown, statutory, control, internal]) == control
    assert earliest_open([unknown, internal]) is None


def test_of_duties_of_one_day_the_statutory_one_leads() -> None:
    day = date(2026, 6, 19)
    duties = [Duty(kind=kind, due_on=day) for kind in ("internal", "control", "statutory")]
    found = earliest_open(duties)
    assert found is not None
    assert found.kind == "statutory"


@pytest.mark.parametrize(
    ("today", "left", "state"),
    [
        (date(2026, 6, 12), 5, "ahead"),
        (date(2026, 6, 15), 4, "ahead"),
        (date(2026, 6, 16), 3, "soon"),
        (date(2026, 6, 18), 1, "soon"),
        (date(2026, 6, 19), 0, "today"),
        (date(2026, 6, 20), 0, "overdue"),
        (date(2026, 6, 22), -1, "overdue"),
        (date(2026, 7, 3), -10, "overdue"),
    ],
)
def test_days_left_are_working_days(today: date, left: int, state: str) -> None:
    due_day, calendar = date(2026, 6, 19), shipped_calendar()
    assert working_days_left(today, due_day, calendar) == left
    assert warning_state(due_day, today, a_rule(warning=3), calendar) == state
    assert warning_state(due_day, today, None, calendar) == state
    assert USUAL_WARNING == 3


def test_a_rule_without_warning_warns_of_nothing() -> None:
    day = date(2026, 6, 18)
    assert warning_state(day + DAYS, day, a_rule(warning=0), a_calendar()) == "ahead"
