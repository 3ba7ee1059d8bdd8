"""The working calendar, the shipped one and any other."""

import json
from datetime import date, timedelta
from functools import cache

import calendar_seed
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terms import (
    WORDS,
    SlowWeek,
    a_calendar,
    a_day_off,
    any_calendar,
    any_day,
    kyrgyz_calendar,
    shipped,
)

from akimat_desk.domain.calendars import (
    SIX_DAYS,
    Calendar,
    CalendarWrong,
    NamedDay,
    WeekFrom,
    parse_calendar,
)
from akimat_desk.paths import RESOURCES

ONE_DAY = timedelta(days=1)
kyrgyz = cache(kyrgyz_calendar)


def test_the_shipped_file_is_what_the_developer_command_makes() -> None:
    told = (RESOURCES / "calendars" / "kg.json").read_text(encoding="utf-8")
    assert told == calendar_seed.written(calendar_seed.calendar())


@pytest.mark.parametrize(
    ("day", "code", "is_sure"),
    [
        (date(2026, 1, 1), "holiday", True),
        (date(2026, 1, 2), "break", True),
        (date(2026, 1, 8), "extra", True),
        (date(2026, 1, 9), "extra", True),
        (date(2026, 3, 8), "holiday", True),
        (date(2026, 3, 20), "ait", True),
        (date(2026, 5, 27), "ait", False),
        (date(2027, 3, 10), "ait", False),
        (date(2025, 6, 6), "ait", True),
        (date(2026, 5, 4), "break", True),
        (date(2026, 6, 6), "weekend", True),
        (date(2024, 2, 23), "holiday", False),
        (date(2024, 1, 2), "extra", False),
        (date(2024, 1, 7), "holiday", True),
        (date(2031, 5, 9), "holiday", False),
        (date(2030, 5, 5), "holiday", True),
    ],
)
def test_a_day_off_tells_why(day: date, code: str, is_sure: bool) -> None:
    reason = kyrgyz().why_off(day)
    assert reason is not None
    assert (reason.code, reason.is_sure) == (code, is_sure)
    assert (reason.name is None) == (code == "weekend")


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 2, 23),
        date(2026, 4, 7),
        date(2025, 11, 7),
        date(2026, 1, 12),
        date(2026, 3, 9),
        date(2025, 9, 1),
        date(2024, 1, 27),
        date(2024, 3, 2),
        date(2024, 5, 11),
        date(2031, 5, 12),
    ],
)
def test_worked_days_are_worked(day: date) -> None:
    assert kyrgyz().is_working(day)
    assert kyrgyz().why_off(day) is None


def test_days_the_year_has() -> None:
    ends = [date(year, 12, 31) for year in range(2023, 2028)]
    counted = [kyrgyz().working_days(*ends[at : at + 2]) for at in range(4)]
    assert counted == [248, 246, 245, 247]


def test_the_data_names_its_source_and_every_day_in_both_languages() -> None:
    calendar = kyrgyz()
    rows = (*calendar.days_off, *calendar.working_holidays, *calendar.shorter_days)
    assert all(row.source and row.name.ky and row.name.ru for row in rows)


def test_everything_before_2025_is_to_be_confirmed() -> None:
    statuses = {row.status for row in kyrgyz().days_off if row.day.year == 2024}
    assert statuses == {"to_confirm"}


def test_since_the_labour_code_of_2025_nothing_is_moved_to_saturdays_or_mondays() -> None:
    """domain.md 8.4: 8 and 9 January 2026 are the only extra days off there is word of."""
    calendar = kyrgyz()
    assert not [row for row in calendar.worked_days if row.day.year >= 2025]
    extra = [row.day for row in calendar.days_off if row.kind == "extra" and row.day.year >= 2025]
    assert extra == [date(2026, 1, 8), date(2026, 1, 9)]
    named = {row.day for row in calendar.days_off}
    on_weekends = [day for day in named if day.year >= 2025 and day.isoweekday() > 5]
    mondays = {day + timedelta(days=8 - day.isoweekday()) for day in on_weekends}
    assert all(calendar.is_working(day) for day in mondays - named)


def test_aits_that_nobody_announced_yet_are_to_be_confirmed() -> None:
    aits = {row.day: row.status for row in kyrgyz().days_off if row.kind == "ait"}
    announced = {day for day, status in aits.items() if status == "confirmed"}
    assert announced == {date(2025, 6, 6), date(2026, 3, 20)}
    assert {day.year for day in aits} == {2024, 2025, 2026, 2027}


def test_shorter_days_and_working_holidays_are_worked() -> None:
    calendar = kyrgyz()
    shorter = {row.day for row in calendar.shorter_days}
    assert date(2026, 4, 30) in shorter
    assert all(calendar.is_working(day) for day in shorter)
    assert {row.day for row in calendar.working_holidays} >= {date(2026, 2, 23), date(2026, 4, 7)}


@given(any_calendar(), any_day, any_day)
def test_counting_agrees_with_looking_at_every_day(
    calendar: Calendar, after: date, upto: date
) -> None:
    week = SlowWeek(calendar)
    days = (after + nth * ONE_DAY for nth in range(1, (upto - after).days + 1))
    assert calendar.working_days(after, upto) == sum(week.works(day) for day in days)


@given(any_calendar(), any_day, st.integers(1, 300))
def test_the_nth_working_day_has_n_working_days_before_and_with_it(
    calendar: Calendar, after: date, nth: int
) -> None:
    day = calendar.nth_working_day(after, nth)
    assert calendar.is_working(day)
    assert calendar.working_days(after, day) == nth


@given(any_calendar(), any_day)
def test_a_day_is_worked_or_has_a_reason(calendar: Calendar, day: date) -> None:
    assert (calendar.why_off(day) is None) == calendar.is_working(day)
    assert calendar.is_working(day) == SlowWeek(calendar).works(day)
    landed = calendar.on_or_after(day)
    assert landed >= day
    assert calendar.working_days(day - ONE_DAY, landed) == 1


@given(any_calendar(), any_day)
def test_a_day_added_is_off_whatever_it_was(calendar: Calendar, day: date) -> None:
    added = a_day_off(day, kind="local")
    changed = calendar.with_day(added)
    reason = changed.why_off(day)
    assert reason is not None
    assert reason.code == "local"
    assert changed.with_day(added) == changed
    assert changed.is_sure(day) == changed.is_covered(day)


def test_the_end_of_dates_is_no_error() -> None:
    assert a_calendar().nth_working_day(date.max, 5) == date.max
    assert a_calendar().working_days(date.max, date.min) == 0


def test_local_days_join_the_national_ones_and_the_later_row_holds() -> None:
    day = date(2026, 6, 10)
    calendar = kyrgyz().merged([a_day_off(day, kind="extra"), a_day_off(day, kind="local")])
    reason = calendar.why_off(day)
    assert reason is not None
    assert reason.code == "local"
    assert not calendar.is_working(date(2026, 5, 4))
    assert list(calendar.days_off) == sorted(calendar.days_off, key=lambda row: row.day)


def test_a_decree_may_make_a_working_holiday_a_day_off() -> None:
    calendar = kyrgyz().with_day(a_day_off(date(2026, 2, 23)))
    assert not calendar.is_working(date(2026, 2, 23))
    assert date(2026, 2, 23) not in {row.day for row in calendar.working_holidays}


def test_an_office_of_six_days_works_on_saturdays_but_not_on_holidays() -> None:
    calendar = kyrgyz().with_week(SIX_DAYS)
    assert calendar.is_working(date(2026, 6, 6))
    assert not calendar.is_working(date(2026, 5, 9))


def test_an_office_that_changes_its_week_keeps_the_old_one_for_the_days_before() -> None:
    weeks = (
        WeekFrom(from_on=date(2026, 7, 1), week=(1, 2, 3, 4, 5)),
        WeekFrom(from_on=date(2026, 6, 1), week=SIX_DAYS),
    )
    calendar = kyrgyz().with_weeks(weeks)
    saturdays = [date(2026, 5, 30), date(2026, 6, 6), date(2026, 7, 4)]
    assert [calendar.is_working(day) for day in saturdays] == [False, True, False]
    assert calendar.week_on(date(2026, 6, 1)) == SIX_DAYS
    assert calendar.last_said == date(2027, 12, 31)
    assert date(2026, 5, 9) in calendar.named_days


def test_beyond_the_published_years_the_calendar_says_it_is_not_sure() -> None:
    calendar = kyrgyz()
    assert calendar.is_covered(date(2027, 12, 31))
    assert not calendar.is_covered(date(2028, 1, 1))
    assert not calendar.is_sure(date(2028, 6, 5))
    assert calendar.is_sure(date(2026, 6, 5))


def test_an_unconfirmed_holiday_on_a_weekend_leaves_no_doubt() -> None:
    saturday, friday = date(2026, 6, 6), date(2026, 6, 5)
    for day, is_sure in ((saturday, True), (friday, False)):
        calendar = a_calendar().with_day(a_day_off(day, status="to_confirm"))
        assert calendar.is_sure(day) is is_sure


def test_an_unconfirmed_worked_saturday_is_in_doubt() -> None:
    assert not kyrgyz().is_sure(date(2024, 1, 27))
    confirmed = NamedDay(day=date(2026, 6, 6), name=WORDS, status="confirmed")
    calendar = msgspec.structs.replace(a_calendar(), worked_days=(confirmed,))
    assert calendar.is_sure(date(2026, 6, 6))
    assert calendar.is_working(date(2026, 6, 6))


def test_a_calendar_keeps_its_value_when_it_has_counted() -> None:
    one, other = kyrgyz_calendar(), kyrgyz_calendar()
    one.working_days(date(2026, 1, 1), date(2026, 12, 31))
    assert one == other
    assert msgspec.json.encode(one) == msgspec.json.encode(other)
    assert parse_calendar(json.loads(msgspec.json.encode(one))) == one


def _broken(**changes: object) -> dict[str, object]:
    return shipped("calendars/kg.json") | changes


ROW = {"day": "2026-06-05", "kind": "local", "name": {"ky": "Күн", "ru": "День"}}
WORKED = {"day": "2026-06-05", "name": {"ky": "Күн", "ru": "День"}}


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (_broken(week=[]), "week", "week"),
        (_broken(week=[1, 9]), "week", "week"),
        (_broken(weeks=[{"from_on": "2026-06-01", "week": [0]}]), "week", "week"),
        (_broken(covers_to="2020-01-01"), "covers_nothing", "covers_to"),
        (_broken(days_off=[ROW, ROW]), "twice", "days_off 2026-06-05"),
        (_broken(worked_days=[WORKED, WORKED]), "twice", "worked_days 2026-06-05"),
        (_broken(days_off=[ROW], worked_days=[WORKED]), "off_and_worked", "2026-06-05"),
        (_broken(days_off=[ROW], shorter_days=[WORKED]), "off_and_worked", "2026-06-05"),
        (_broken(days_off=[{**ROW, "name": {"ky": "Күн"}}]), "no_name", "2026-06-05"),
        (
            _broken(yearly=[{"month": 2, "day": 30, "kind": "holiday", "name": {"ky": "Күн"}}]),
            "no_such_day",
            "yearly 2-30",
        ),
        (_broken(release="1"), "Expected `int`, got `str`", "$.release"),
        (_broken(moon=1), "Object contains unknown field `moon`", ""),
    ],
)
def test_what_cannot_be_a_calendar_is_refused(
    data: dict[str, object], reason: str, where: str
) -> None:
    with pytest.raises(CalendarWrong) as refused:
        parse_calendar(data)
    assert (refused.value.reason, refused.value.where) == (reason, where)
