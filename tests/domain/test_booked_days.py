"""Every elapsed working day of a case is somebody's, whatever happened to it."""

from datetime import date, timedelta
from functools import partial
from itertools import count

import msgspec
from builders import ALL, ASANOV, BEKOVA, MONDAY, a_fact, a_registered_case, an_office
from hypothesis import given
from hypothesis import strategies as st
from terms import a_calendar, a_rule, kyrgyz_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain.bookings import bookings, elapsed_days
from akimat_desk.domain.cases import apply
from akimat_desk.domain.duties import term_facts
from akimat_desk.domain.facts import Event
from akimat_desk.domain.holdings import head_on, holdings

DAY = timedelta(days=1)
days_of_june = st.dates(date(2026, 6, 1), date(2026, 6, 30))
hand_overs = st.lists(
    st.one_of(
        st.builds(events.ExecutorAssigned, executor=st.sampled_from([ASANOV, BEKOVA])),
        st.builds(
            events.HandOverAccepted,
            executor=st.sampled_from([ASANOV, BEKOVA]),
            accepted_on=days_of_june,
        ),
        st.builds(
            events.HandOverDeclined,
            executor=st.just(ASANOV),
            declined_on=days_of_june,
            reason=st.just(""),
        ),
        st.builds(
            events.ClockPaused,
            from_on=days_of_june,
            category=st.just("court"),
            ground=st.just(""),
            waits_for=st.sampled_from(["applicant", "body", "office"]),
        ),
        st.builds(events.ClockResumed, on=days_of_june),
    ),
    max_size=8,
)


@given(hand_overs, st.integers(0, 60), st.booleans())
def test_the_days_booked_are_the_days_elapsed(
    then: list[Event], days: int, is_headed: bool
) -> None:
    case = a_registered_case()
    for number, event in zip(count(2), then, strict=False):
        case = apply(case, msgspec.structs.replace(a_fact(number, event), seen=ALL, at=number))
    office = an_office(has_head=is_headed)
    until = MONDAY + days * DAY
    calendar = kyrgyz_calendar()
    booked = bookings(
        MONDAY,
        until,
        holdings(case, office, calendar),
        term_facts(case, MONDAY, a_rule()).pauses,
        calendar,
        partial(head_on, office),
    )
    assert len(booked) == elapsed_days(MONDAY, until, calendar)
    assert len({booking.day for booking in booked}) == len(booked)
    assert all(calendar.is_working(booking.day) for booking in booked)


def test_days_of_a_disputed_responsible_are_booked_to_the_head() -> None:
    case = a_registered_case()
    for number, staff in ((2, ASANOV), (3, BEKOVA)):
        case = apply(case, a_fact(number, events.ExecutorAssigned(executor=staff), (1,)))
    for is_headed, kind in ((True, "head"), (False, "office")):
        office = an_office(has_head=is_headed)
        booked = bookings(
            MONDAY,
            date(2026, 6, 5),
            holdings(case, office, a_calendar()),
            (),
            a_calendar(),
            partial(head_on, office),
        )
        assert {booking.holder.kind for booking in booked} == {kind}


def held_by(*then: Event, until: date = date(2026, 6, 12)) -> list[tuple[int, str]]:
    """(day of June, whose) of a case that was nobody's when it was registered on the first."""
    case, office = a_registered_case(*then), an_office()
    booked = bookings(
        MONDAY,
        until,
        holdings(case, office, a_calendar()),
        (),
        a_calendar(),
        partial(head_on, office),
    )
    names = {ASANOV: "a", BEKOVA: "b"}
    return [(one.day.day, names.get(one.holder.id, one.holder.kind)) for one in booked]


def assigned(staff: str, day: int, *, accepted: bool = False) -> Event:
    return events.ExecutorAssigned(
        executor=staff, assigned_on=date(2026, 6, day), accepted=accepted
    )


def test_what_was_accepted_is_theirs_from_the_next_day() -> None:
    accepted = events.HandOverAccepted(executor=ASANOV, accepted_on=date(2026, 6, 2))
    for then in ((assigned(ASANOV, 2), accepted), (assigned(ASANOV, 2, accepted=True),)):
        assert held_by(*then, until=date(2026, 6, 4)) == [(2, "head"), (3, "a"), (4, "a")]


def test_what_nobody_accepted_passes_after_one_working_day() -> None:
    found = held_by(assigned(ASANOV, 2, accepted=True), assigned(BEKOVA, 5))
    # Handed over on Friday; Monday is the day to take it over.
    assert found == [(2, "head"), (3, "a"), (4, "a"), (5, "a"), (8, "a"), (9, "b"), (10, "b"),
                     (11, "b"), (12, "b")]  # fmt: skip


def test_what_was_declined_in_time_never_passed() -> None:
    declined = events.HandOverDeclined(
        executor=ASANOV, declined_on=date(2026, 6, 2), reason="башка бөлүм"
    )
    assert {whose for _, whose in held_by(assigned(ASANOV, 2), declined)} == {"head"}


def test_what_is_named_anew_before_it_passed_goes_to_the_new_one_alone() -> None:
    found = held_by(assigned(ASANOV, 2), assigned(BEKOVA, 2, accepted=True))
    assert {whose for _, whose in found[1:]} == {"b"}
