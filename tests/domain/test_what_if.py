"""Supposing something and doing it give the same dates; supposing alone changes nothing."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from builders import ASANOV, BEKOVA, MONDAY, a_registered_case, with_more
from deciding import CLOSED, PAUSED, apart, by_rule, do
from hypothesis import given
from hypothesis import strategies as st
from terms import a_day_off, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import (
    AlreadyPaused,
    CaseEnded,
    DateOutOfPlace,
    DisputeOpen,
    ExtensionTooLong,
    FieldWrong,
    NotPaused,
    RuleLengthMissing,
    StaffUnknown,
)
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.what_if import Supposed, WhatIf, outlook, what_if

DAY = timedelta(days=1)
june_days = st.dates(date(2026, 6, 1), date(2026, 6, 30))


def june(day: int) -> date:
    return date(2026, 6, day)


def if_(case: Case, now: Situation | None = None, **told: Any) -> WhatIf:
    return what_if(case, Supposed(**told), now or by_rule())


def statutory(found: WhatIf) -> tuple[date | None, date | None]:
    ends = (found.now.dates.statutory, found.then.dates.statutory)
    return tuple(None if end is None else end.earliest for end in ends)  # type: ignore[return-value]


@given(june_days, st.integers(0, 40), st.integers(1, 14), st.booleans())
def test_what_was_supposed_and_then_done_gives_the_same_date(
    begun: date, days: int, longer: int, is_extended: bool
) -> None:
    case, until = a_registered_case(), begun + days * DAY
    now = by_rule(today=begun)
    extend = longer if is_extended else 0
    found = what_if(case, Supposed(pause_from=begun, pause_until=until, extend=extend), now)
    after = with_more(case, do(case, "pause", now, from_on=begun.isoformat()))
    after = with_more(after, do(after, "resume", now, on=until.isoformat()))
    if is_extended:
        told = events.TermExtended(days=longer, granted_on=begun, ground="")
        after = with_more(after, told)
    assert found.then.dates.duties == outlook(after, now).dates.duties
    assert found.now == outlook(case, now)


@given(june_days)
def test_a_day_off_more_gives_the_date_that_the_calendar_with_it_gives(day: date) -> None:
    case, now = a_registered_case(), by_rule()
    found = if_(case, now, day_off=day)
    calendar = now.calendar.with_day(a_day_off(day))
    adopted = msgspec.structs.replace(
        now, references=msgspec.structs.replace(now.references, calendar=calendar)
    )
    assert found.then.dates.duties == outlook(case, adopted).dates.duties
    before, after = statutory(found)
    assert before is not None
    assert after is not None
    assert before <= after


@given(june_days, st.sampled_from(["asanov", "bekova"]))
def test_every_working_day_stays_somebodys_when_another_takes_the_case(
    day: date, login: str
) -> None:
    found = if_(a_registered_case(), executor=login, executor_on=day)
    for side in (found.now, found.then):
        assert sum(run.days for run in side.runs) == 14
    assert statutory(found) == (june(19), june(19))


def test_the_days_after_the_hand_over_are_the_new_ones() -> None:
    case = a_registered_case(events.ExecutorAssigned(executor=ASANOV, accepted=True))
    found = if_(case, executor="bekova", executor_on=june(5))
    assert [(run.holder.id, run.first_on) for run in found.then.runs][-1] == (BEKOVA, june(8))


def test_a_standing_pause_may_end_on_a_day() -> None:
    case = a_registered_case(PAUSED)
    found = if_(case, by_rule(today=june(5)), pause_until=june(10))
    assert found.then.dates.statutory is not None
    assert not found.then.dates.statutory.is_open_pause
    assert statutory(found)[1] == june(29)


def test_a_pause_without_an_end_leaves_the_earliest_date() -> None:
    found = if_(a_registered_case(), by_rule(today=june(5)), pause_from=june(5))
    assert found.then.dates.statutory is not None
    assert found.then.dates.statutory.is_open_pause
    assert found.then.dates.of_kind("statutory")[0].due_on is None


def test_an_extension_nobody_may_grant_today_is_told_with_its_refusal() -> None:
    found = if_(a_registered_case(), extend=31)
    assert isinstance(found.refused, ExtensionTooLong)
    found = if_(a_registered_case(), by_rule(a_rule()), extend=5)
    assert isinstance(found.refused, RuleLengthMissing)
    assert statutory(found) == (june(19), june(26))
    late = if_(a_registered_case(), by_rule(today=june(22)), extend=5)
    assert isinstance(late.refused, DateOutOfPlace)
    assert statutory(late) == (june(19), june(19))
    on_the_last_day = if_(a_registered_case(), by_rule(today=june(19)), extend=5)
    assert on_the_last_day.refused is None
    assert statutory(on_the_last_day) == (june(19), june(26))


@pytest.mark.parametrize(
    ("case", "told", "refusal"),
    [
        (a_registered_case(), {}, FieldWrong),
        (a_registered_case(), {"extend": -1}, FieldWrong),
        (a_registered_case(), {"extend": 9999}, FieldWrong),
        (a_registered_case(), {"pause_from": MONDAY, "waits_for": "nobody"}, FieldWrong),
        (a_registered_case(), {"pause_from": MONDAY - DAY}, DateOutOfPlace),
        (a_registered_case(), {"pause_from": MONDAY, "pause_until": MONDAY - DAY}, DateOutOfPlace),
        (a_registered_case(), {"pause_until": MONDAY}, NotPaused),
        (a_registered_case(PAUSED), {"pause_from": MONDAY}, AlreadyPaused),
        (a_registered_case(), {"executor": "ghost"}, StaffUnknown),
        (a_registered_case(CLOSED), {"extend": 1}, CaseEnded),
        (apart(PAUSED, msgspec.structs.replace(PAUSED, ground="2")), {"extend": 1}, DisputeOpen),
    ],
)
def test_what_makes_no_sense_is_not_supposed(case: Case, told: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        if_(case, **told)
