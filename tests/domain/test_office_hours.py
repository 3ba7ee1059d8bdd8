"""When an office may be called to its duties: in its own hours and at no other time."""

from datetime import date, datetime, time, timedelta

import pytest
from builders import an_office
from hypothesis import given
from hypothesis import strategies as st
from terms import any_calendar, kyrgyz_calendar

from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.office_hours import OfficeHours, hours_of, parse_hours

FRIDAY_EVENING = datetime(2026, 6, 5, 18, 0)
any_moment = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1))
any_hours = st.lists(st.times(), min_size=2, max_size=2, unique=True).map(
    lambda told: OfficeHours(opens=min(told), closes=max(told))
)


@given(any_hours, any_calendar(), any_moment)
def test_the_next_opening_is_in_office_hours_and_none_lies_before_it(
    hours: OfficeHours, calendar: Calendar, moment: datetime
) -> None:
    opening = hours.next_open(moment, calendar)
    assert hours.is_open(opening, calendar)
    assert calendar.is_working(opening.date())
    assert hours.opens <= opening.time() < hours.closes
    assert opening >= moment
    between = opening - moment
    for part in (0.0, 0.25, 0.5, 0.99):
        earlier = moment + between * part
        assert earlier == opening or not hours.is_open(earlier, calendar)


def test_what_comes_after_work_on_friday_waits_for_monday_morning() -> None:
    hours, calendar = OfficeHours(), kyrgyz_calendar()
    assert hours.is_open(FRIDAY_EVENING - timedelta(minutes=1), calendar)
    assert not hours.is_open(FRIDAY_EVENING, calendar)
    assert hours.next_open(FRIDAY_EVENING, calendar) == datetime(2026, 6, 8, 9)
    assert not hours.is_open(datetime(2026, 6, 6, 11), calendar)
    # 31 August is a holiday, a Monday.
    assert hours.next_open(datetime(2026, 8, 31, 10), calendar) == datetime(2026, 9, 1, 9)


def test_nobody_is_called_in_the_break() -> None:
    hours, calendar = parse_hours("08:30-17:30, 12:00-13:00"), kyrgyz_calendar()
    noon = datetime(2026, 6, 5, 12, 30)
    assert hours.is_told
    assert not hours.is_open(noon, calendar)
    assert hours.next_open(noon, calendar) == datetime(2026, 6, 5, 13)
    assert hours.next_open(datetime(2026, 6, 5, 6), calendar) == datetime(2026, 6, 5, 8, 30)


def test_hours_that_nobody_told_are_nine_to_six_and_say_so() -> None:
    assert hours_of(an_office()) == OfficeHours()
    assert not OfficeHours().is_told
    told = SettingSet(key="office_hours", value='"8:00\N{EN DASH}17:00"')
    assert hours_of(an_office(told)) == OfficeHours(opens=time(8), closes=time(17), is_told=True)


@pytest.mark.parametrize("value", ['"25:00-26:00"', '"18:00-09:00"', "7", '""', "{", '"morning"'])
def test_hours_that_nobody_can_read_count_as_not_told(value: str) -> None:
    assert hours_of(an_office(SettingSet(key="office_hours", value=value))) == OfficeHours()


@pytest.mark.parametrize(
    "text",
    ["", "9-18", "18:00-09:00", "09:00-18:00, 08:00-10:00", "09:00-18:00, 13:00-14:00, 15:00-16:00",
     "24:00-25:00"],
)  # fmt: skip
def test_impossible_hours_are_refused(text: str) -> None:
    with pytest.raises(FieldWrong):
        parse_hours(text)


def test_a_day_off_that_the_office_works_is_no_exception() -> None:
    calendar = kyrgyz_calendar().with_week((1, 2, 3, 4, 5, 6))
    assert OfficeHours().is_open(datetime.combine(date(2026, 6, 6), time(10)), calendar)
