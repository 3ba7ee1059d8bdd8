"""Why a term ends when it does."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from terms import (
    A_MONDAY,
    APPLICANT,
    SlowWeek,
    a_calendar,
    a_day_off,
    a_rule,
    any_calendar,
    any_day,
    any_facts,
    kyrgyz_calendar,
    some_facts,
)

from akimat_desk.domain.bookings import bookings
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.deadlines import Extension, Pause, TermFacts, due, due_on
from akimat_desk.domain.explanations import DayLine, Explanation, explain

DAYS = timedelta(days=1)
kyrgyz = cache(kyrgyz_calendar)


def reasons(told: Explanation) -> dict[str, str]:
    return {f"{line.day:%m-%d}": line.reason for line in told.lines}


@given(any_facts(), any_calendar(), st.none() | any_day)
def test_an_explanation_ends_where_the_term_ends(
    facts: TermFacts, calendar: Calendar, today: date | None
) -> None:
    told = explain(facts, calendar, today=today)
    assert told.due == due(facts, calendar, today)
    assert told.lines[0].day == facts.started_on or told.due_on < facts.started_on
    assert told.lines[-1].day == told.due_on == due_on(facts, calendar, today)
    assert told.counted == told.due.length
    assert all(after.day - before.day == DAYS for before, after in pairwise(told.lines))


@given(any_facts(), any_calendar(), st.none() | any_day)
def test_counted_days_are_numbered_and_no_other_day_is(
    facts: TermFacts, calendar: Calendar, today: date | None
) -> None:
    told = explain(facts, calendar, today=today)
    counted = [line for line in told.lines if line.is_counted]
    assert [line.ordinal for line in counted] == list(range(1, len(counted) + 1))
    assert all(line.ordinal is None for line in told.lines if not line.is_counted)
    by_extension = [line for line in counted if line.reason == "extension"]
    assert len(by_extension) == told.extended_by
    assert {line.reason for line in counted} <= {"counted", "extension"}


@given(any_facts(), any_calendar(), st.none() | any_day)
def test_every_reason_is_true(facts: TermFacts, calendar: Calendar, today: date | None) -> None:
    week = SlowWeek(calendar)
    for line in explain(facts, calendar, today=today).lines:
        assert _is_true(line, facts, works=week.works(line.day))


def _is_true(line: DayLine, facts: TermFacts, *, works: bool) -> bool:
    """As a sceptical reader would check one line against the papers."""
    if line.is_counted:
        return line.pause is None and (works or facts.rule.unit == "calendar")
    claims = {
        "start": facts.rule.start == "day_after" and line.day == facts.started_on,
        "paused": line.pause is not None,
        "landing": works and line.pause is None and facts.rule.unit == "calendar",
    }
    return claims.get(line.reason, not works)


def test_a_term_over_the_may_holidays_tells_every_day() -> None:
    told = reasons(explain(some_facts(date(2026, 4, 29), rule=a_rule(2)), kyrgyz()))
    assert told == {
        "04-29": "start",
        "04-30": "counted",
        "05-01": "holiday",
        "05-02": "break",
        "05-03": "break",
        "05-04": "break",
        "05-05": "holiday",
        "05-06": "break",
        "05-07": "break",
        "05-08": "break",
        "05-09": "holiday",
        "05-10": "weekend",
        "05-11": "counted",
    }


def test_a_pause_tells_its_category_also_on_days_off() -> None:
    pause = Pause(from_on=date(2026, 6, 5), until_on=date(2026, 6, 9), category="papers")
    told = explain(some_facts(pauses=(pause,), rule=a_rule(5)), kyrgyz())
    assert reasons(told) == {
        "06-01": "start",
        "06-02": "counted",
        "06-03": "counted",
        "06-04": "counted",
        "06-05": "paused",
        "06-06": "weekend",
        "06-07": "weekend",
        "06-08": "paused",
        "06-09": "counted",
        "06-10": "counted",
    }
    assert [line.pause for line in told.lines if line.pause] == ["papers"] * 4


def test_days_of_an_extension_are_told_apart() -> None:
    facts = some_facts(rule=a_rule(1), extensions=(Extension(days=1, granted_on=A_MONDAY),))
    told = explain(facts, kyrgyz())
    assert reasons(told) == {"06-01": "start", "06-02": "counted", "06-03": "extension"}
    assert told.extended_by == 1


def test_an_extension_that_came_too_late_is_shown_as_void() -> None:
    late = Extension(days=5, granted_on=date(2026, 6, 22))
    assert explain(some_facts(extensions=(late,)), kyrgyz()).void_extensions == (late,)


def test_calendar_days_land_on_a_working_day() -> None:
    rule = a_rule(5, unit="calendar")
    told = reasons(explain(some_facts(rule=rule), kyrgyz()))
    assert told["06-06"] == "counted"
    assert (told["06-07"], told["06-08"]) == ("weekend", "landing")


def test_calendar_days_stand_still_on_a_paused_sunday() -> None:
    pause = Pause(from_on=date(2026, 6, 7), until_on=date(2026, 6, 8))
    told = reasons(explain(some_facts(rule=a_rule(7, unit="calendar"), pauses=(pause,)), kyrgyz()))
    assert told["06-07"] == "paused"


def test_the_day_itself_counts_where_the_rule_says_so() -> None:
    told = explain(some_facts(rule=a_rule(1, start="day_of")), kyrgyz())
    assert reasons(told) == {"06-01": "counted"}


def test_holidays_have_names_and_held_days_have_holders() -> None:
    facts = some_facts(date(2026, 4, 30), rule=a_rule(1))
    pause = Pause(from_on=date(2026, 5, 1), waits_for=APPLICANT)
    booked = bookings(date(2026, 4, 30), date(2026, 5, 11), (), (pause,), kyrgyz())
    told = {line.day: line for line in explain(facts, kyrgyz(), booked).lines}
    name = told[date(2026, 5, 9)].name
    assert name is not None
    assert name["ru"] == "День Победы"
    assert told[date(2026, 5, 11)].holder == APPLICANT
    assert told[date(2026, 5, 9)].holder is None


def test_a_rule_without_length_is_explained_by_saying_so() -> None:
    told = explain(some_facts(rule=a_rule(None)), kyrgyz())
    assert (told.lines, told.due_on, told.extended_by) == ((), None, 0)
    assert told.doubts == ("rule", "length", "start")


def test_the_last_day_of_all_ends_an_explanation() -> None:
    told = explain(some_facts(date.max), a_calendar())
    assert [line.day for line in told.lines] == [date.max]


def test_a_confirmed_rule_in_a_confirmed_month_leaves_no_doubt() -> None:
    rule = a_rule(14, status="confirmed", start_status="confirmed")
    told = explain(some_facts(rule=rule), kyrgyz())
    assert told.doubts == ()
    assert (told.calendar_id, told.calendar_release) == ("kg", 1)


def test_an_unconfirmed_ait_in_the_way_is_a_doubt() -> None:
    rule = a_rule(14, status="confirmed", start_status="confirmed")
    assert explain(some_facts(date(2026, 5, 20), rule=rule), kyrgyz()).doubts == ("calendar_day",)
    paused = Pause(from_on=date(2026, 5, 25), until_on=date(2026, 5, 30))
    facts = some_facts(date(2026, 5, 20), rule=rule, pauses=(paused,))
    assert explain(facts, kyrgyz()).doubts == ()


def test_of_calendar_days_only_the_end_can_be_in_doubt() -> None:
    rule = a_rule(14, unit="calendar", status="confirmed", start_status="confirmed")
    assert explain(some_facts(date(2026, 5, 20), rule=rule), kyrgyz()).doubts == ()
    ends_on_ait = explain(some_facts(date(2026, 5, 13), rule=rule), kyrgyz())
    assert ends_on_ait.doubts == ("calendar_day",)


def test_a_term_beyond_the_published_years_is_in_doubt() -> None:
    rule = a_rule(14, status="confirmed", start_status="confirmed")
    told = explain(some_facts(date(2027, 12, 20), rule=rule), kyrgyz())
    assert told.doubts == ("calendar_end",)
    assert not told.lines[-1].is_sure


def test_a_local_day_is_told_as_such() -> None:
    calendar = kyrgyz().with_day(a_day_off(date(2026, 6, 2), kind="local"))
    assert reasons(explain(some_facts(rule=a_rule(1)), calendar))["06-02"] == "local"
