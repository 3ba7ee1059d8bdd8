"""What bodies are asked: whose the days are, by when, in whatever order desks heard of it."""

from datetime import date, timedelta

import msgspec
import pytest
from builders import ALL, MONDAY, a_fact, a_registered_case
from deciding import apart, do, refused
from hypothesis import given
from hypothesis import strategies as st
from terms import kyrgyz_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain.body_actions import AskAnswered, AskUnknown
from akimat_desk.domain.body_asks import asks, open_asks, waits
from akimat_desk.domain.body_events import (
    BodyAnswered,
    BodyAskDropped,
    BodyAsked,
    BodyReminded,
)
from akimat_desk.domain.bookings import bookings, elapsed_days
from akimat_desk.domain.cases import apply
from akimat_desk.domain.duties import stage
from akimat_desk.domain.errors import CaseEnded, DateOutOfPlace, FieldWrong
from akimat_desk.domain.facts import Event

DAY = timedelta(days=1)
ASKED = BodyAsked(
    ask="a", body="Кадастр", about="чек ара", asked_on=MONDAY,
    expected_on=date(2026, 6, 5), ground="12-ст.",
)  # fmt: skip
ANSWERED = BodyAnswered(ask="a", received_on=date(2026, 6, 4), number="7")
days_of_june = st.dates(date(2026, 6, 1), date(2026, 6, 30))
names = st.sampled_from(["a", "b", "c"])
told = st.lists(
    st.one_of(
        st.builds(
            BodyAsked, ask=names, body=st.sampled_from(["Кадастр", "Сот"]), about=st.just("х"),
            asked_on=days_of_june, expected_on=days_of_june, ground=st.just("х"),
        ),
        st.builds(BodyReminded, ask=names, reminded_on=days_of_june, expected_on=days_of_june),
        st.builds(BodyAnswered, ask=names, received_on=days_of_june),
        st.builds(BodyAskDropped, ask=names, dropped_on=days_of_june, reason=st.just("х")),
    ),
    max_size=8,
)  # fmt: skip


def a_case(*then: Event):
    case = a_registered_case()
    for number, event in enumerate(then, start=2):
        case = apply(case, msgspec.structs.replace(a_fact(number, event), seen=ALL, at=number))
    return case


@given(told, st.integers(0, 60))
def test_the_days_booked_are_the_days_elapsed_whatever_was_asked(then, days) -> None:
    calendar, until = kyrgyz_calendar(), MONDAY + days * DAY
    booked = bookings(MONDAY, until, (), waits(a_case(*then)), calendar)
    assert len(booked) == elapsed_days(MONDAY, until, calendar)
    assert len({one.day for one in booked}) == len(booked)


@given(told.flatmap(lambda then: st.tuples(st.just(then), st.permutations(then))))
def test_no_order_of_what_follows_changes_whose_a_day_is(both) -> None:
    then, other = both
    opened = {one.ask: one for one in reversed(then) if isinstance(one, BodyAsked)}
    later = [one for one in then if not isinstance(one, BodyAsked)]
    mixed = [one for one in other if not isinstance(one, BodyAsked)]
    first, second = (a_case(*opened.values(), *rest) for rest in (later, mixed))
    assert waits(first) == waits(second)
    assert [one.expected_on for one in asks(first)] == [one.expected_on for one in asks(second)]


def test_the_day_of_the_answer_is_still_the_bodys_and_the_next_is_ours() -> None:
    (wait,) = waits(a_case(ASKED, ANSWERED))
    assert [day for day in range(1, 8) if wait.covers(date(2026, 6, day))] == [2, 3, 4]


def test_a_case_waits_for_the_body_until_it_answers_or_is_given_up() -> None:
    assert stage(a_case(ASKED)) == "waiting_for_body"
    dropped = BodyAskDropped(ask="a", dropped_on=MONDAY, reason="х")
    for end in (ANSWERED, dropped):
        assert stage(a_case(ASKED, end)) == "registered"
    assert stage(a_case(ASKED, events.CaseWithdrawn(withdrawn_on=MONDAY, ground="х"))) == (
        "withdrawn"
    )


def test_what_follows_no_ask_says_nothing() -> None:
    assert asks(a_case(ANSWERED)) == ()
    assert open_asks(a_case(ASKED, BodyAnswered(ask="b", received_on=MONDAY))) != ()


def test_an_ask_wants_body_matter_ground_and_a_day_to_come() -> None:
    case = a_registered_case()
    for field in ("body", "about", "ground"):
        assert refused(FieldWrong, case, "ask-body", **{field: " "}).field == field
    assert refused(DateOutOfPlace, case, "ask-body", expected_on=str(MONDAY)).field == "expected_on"
    assert refused(FieldWrong, case, "ask-body", questions=[3]).field == "questions"
    ended = apart(events.CaseClosed(outcome="explained", closed_on=MONDAY))
    refused(CaseEnded, ended, "ask-body")


def test_of_several_asks_the_answer_says_which() -> None:
    case = a_case(ASKED, msgspec.structs.replace(ASKED, ask="b"))
    assert refused(AskUnknown, case, "body-answered").ask == ""
    assert refused(AskUnknown, case, "body-answered", ask="c").ask == "c"
    assert do(case, "body-answered", ask="b").ask == "b"
    over = a_case(ASKED, ANSWERED)
    assert refused(AskAnswered, over, "remind-body", ask="a").on == date(2026, 6, 4)


@pytest.mark.parametrize("day", ["2026-05-31", "2026-07-01"])
def test_an_answer_comes_between_the_asking_and_today(day) -> None:
    assert refused(DateOutOfPlace, a_case(ASKED), "body-answered", received_on=day)


def test_one_thing_asked_at_two_desks_is_asked_once() -> None:
    one, same = (do(a_registered_case(), "ask-body") for _ in range(2))
    assert one == same
    assert len(asks(a_case(one, same))) == 1
