"""Whose day it was."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terms import (
    A_MONDAY,
    APPLICANT,
    a_calendar,
    any_calendar,
    any_day,
    any_pauses,
    kyrgyz_calendar,
)

from akimat_desk.domain.bookings import Booking, Holder, Holding, bookings, elapsed_days, runs
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.deadlines import Pause

ASANOV = Holder(kind="person", id="1", name="Асанов А.")
BEKOVA = Holder(kind="person", id="2", name="Бекова Б.")
AKIM = Holder(kind="person", id="9", name="Токтогулов Т.")
OFFICE = Holder(kind="office")
DAYS = timedelta(days=1)
kyrgyz = cache(kyrgyz_calendar)

any_holdings = st.lists(
    st.builds(Holding, from_on=any_day, holder=st.sampled_from([ASANOV, BEKOVA, None])), max_size=4
).map(tuple)


def whose(booked: tuple[Booking, ...]) -> dict[int, str]:
    return {booking.day.day: booking.holder.name or booking.holder.kind for booking in booked}


def test_the_day_of_registration_is_nobodys_and_the_day_of_closing_somebodys() -> None:
    held = (Holding(from_on=A_MONDAY, holder=ASANOV),)
    booked = bookings(A_MONDAY, date(2026, 6, 3), held, (), kyrgyz())
    assert [booking.day for booking in booked] == [date(2026, 6, 2), date(2026, 6, 3)]


def test_a_hand_over_accepted_on_a_day_counts_from_the_next() -> None:
    accepted_on = date(2026, 6, 3)
    held = (
        Holding(from_on=A_MONDAY, holder=ASANOV),
        Holding(from_on=accepted_on + DAYS, holder=BEKOVA),
    )
    booked = bookings(A_MONDAY, date(2026, 6, 5), held, (), kyrgyz())
    assert whose(booked) == {2: "Асанов А.", 3: "Асанов А.", 4: "Бекова Б.", 5: "Бекова Б."}


def test_days_off_are_booked_to_nobody() -> None:
    held = (Holding(from_on=A_MONDAY, holder=ASANOV),)
    booked = bookings(date(2026, 4, 29), date(2026, 5, 11), held, (), kyrgyz())
    assert [booking.day for booking in booked] == [date(2026, 4, 30), date(2026, 5, 11)]


def test_a_day_without_owner_is_the_heads_of_that_day() -> None:
    heads = (
        Holding(from_on=date(2026, 6, 4), holder=AKIM),
        Holding(from_on=date(2026, 6, 5), holder=None),
    )
    booked = bookings(A_MONDAY, date(2026, 6, 5), (), (), kyrgyz(), heads)
    assert [booking.holder for booking in booked] == [
        OFFICE,
        OFFICE,
        Holder(kind="head", id="9", name="Токтогулов Т."),
        OFFICE,
    ]
    assert all(booking.is_unowned for booking in booked)


def test_the_head_may_be_asked_for_by_day() -> None:
    booked = bookings(A_MONDAY, date(2026, 6, 2), (), (), kyrgyz(), lambda _: AKIM)
    assert booked[0].holder.kind == "head"


def test_an_executor_taken_off_leaves_the_days_to_the_head() -> None:
    held = (
        Holding(from_on=A_MONDAY, holder=ASANOV),
        Holding(from_on=date(2026, 6, 3), holder=None),
    )
    booked = bookings(A_MONDAY, date(2026, 6, 3), held, (), kyrgyz(), lambda _: AKIM)
    assert [booking.is_unowned for booking in booked] == [False, True]


def test_waiting_days_are_of_whom_we_wait_for() -> None:
    held = (Holding(from_on=A_MONDAY, holder=ASANOV),)
    waiting = Pause(from_on=date(2026, 6, 3), until_on=date(2026, 6, 5), waits_for=APPLICANT)
    booked = bookings(A_MONDAY, date(2026, 6, 5), held, (waiting,), kyrgyz())
    assert whose(booked) == {2: "Асанов А.", 3: APPLICANT.name, 4: APPLICANT.name, 5: "Асанов А."}


def test_a_pause_that_waits_for_nobody_stays_with_its_owner() -> None:
    held = (Holding(from_on=A_MONDAY, holder=ASANOV),)
    booked = bookings(A_MONDAY, date(2026, 6, 3), held, (Pause(from_on=A_MONDAY),), kyrgyz())
    assert whose(booked) == {2: "Асанов А.", 3: "Асанов А."}


def test_of_two_pauses_the_later_begun_books_the_day() -> None:
    body = Holder(kind="body", id="land", name="Жер кызматы")
    pauses = (
        Pause(from_on=date(2026, 6, 3), waits_for=body),
        Pause(from_on=date(2026, 6, 2), waits_for=APPLICANT),
    )
    booked = bookings(A_MONDAY, date(2026, 6, 3), (), pauses, kyrgyz())
    assert whose(booked) == {2: APPLICANT.name, 3: "Жер кызматы"}


@pytest.mark.parametrize("until_on", [A_MONDAY, A_MONDAY - DAYS])
def test_no_day_has_gone_on_the_day_of_registration(until_on: date) -> None:
    assert bookings(A_MONDAY, until_on, (), (), kyrgyz()) == ()
    assert elapsed_days(A_MONDAY, until_on, kyrgyz()) == 0


@given(any_day, any_day, any_holdings, any_pauses(), any_calendar(), any_holdings)
def test_the_bookings_sum_to_the_elapsed_days(
    registered_on: date,
    until_on: date,
    holdings: tuple[Holding, ...],
    pauses: tuple[Pause, ...],
    calendar: Calendar,
    heads: tuple[Holding, ...],
) -> None:
    booked = bookings(registered_on, until_on, holdings, pauses, calendar, heads)
    days = [booking.day for booking in booked]
    assert len(booked) == elapsed_days(registered_on, until_on, calendar)
    assert days == sorted(set(days))
    assert all(registered_on < day <= until_on and calendar.is_working(day) for day in days)
    assert sum(run.days for run in runs(booked)) == len(booked)


@given(any_day, any_day, any_holdings, any_pauses(), any_calendar())
def test_every_day_is_its_holders_by_the_plain_rule(
    registered_on: date,
    until_on: date,
    holdings: tuple[Holding, ...],
    pauses: tuple[Pause, ...],
    calendar: Calendar,
) -> None:
    for booking in bookings(registered_on, until_on, holdings, pauses, calendar):
        waiting = [one for one in pauses if one.waits_for and one.covers(booking.day)]
        begun = [holding for holding in holdings if holding.from_on <= booking.day]
        if waiting:
            assert booking.holder in {one.waits_for for one in waiting}
        elif begun:
            latest = max(holding.from_on for holding in begun)
            last = [one.holder for one in begun if one.from_on == latest][-1]
            assert booking.holder == (last or OFFICE)
        else:
            assert booking.holder == OFFICE


def test_runs_join_days_over_a_weekend_and_part_at_a_new_holder() -> None:
    held = (
        Holding(from_on=A_MONDAY, holder=ASANOV),
        Holding(from_on=date(2026, 6, 9), holder=None),
    )
    made = runs(bookings(date(2026, 6, 3), date(2026, 6, 10), held, (), a_calendar()))
    told = [(run.holder, run.first_on, run.last_on, run.days, run.is_unowned) for run in made]
    assert told == [
        (ASANOV, date(2026, 6, 4), date(2026, 6, 8), 3, False),
        (OFFICE, date(2026, 6, 9), date(2026, 6, 10), 2, True),
    ]
    assert runs(()) == ()
