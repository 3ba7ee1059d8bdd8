"""Who has whose cases while somebody is absent: chains, circles, longer and shorter absences."""

from datetime import date, timedelta
from functools import partial

import msgspec
import pytest
from builders import (
    ALL,
    ASANOV,
    BEKOVA,
    CLERK,
    HEAD,
    MONDAY,
    a_fact,
    a_registered_case,
    an_office,
    with_more,
)
from hypothesis import given
from hypothesis import strategies as st
from terms import kyrgyz_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.absences import demand_possible, holders, instead_of, passings
from akimat_desk.domain.bookings import bookings, elapsed_days
from akimat_desk.domain.cases import RESPONSIBLE, Case, apply
from akimat_desk.domain.duties import responsible
from akimat_desk.domain.errors import AbsenceOverlaps, FieldWrong, SubstitutesInCircle
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import StaffEnded, SubstitutionSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.offices import apply as told_office

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 6, 8), date(2026, 6, 21)
JUNE = [date(2026, 6, 1) + n * DAY for n in range(45)]


def absence(name="s1", absent=ASANOV, substitute=BEKOVA, first=FIRST, last=LAST) -> SubstitutionSet:
    return SubstitutionSet(
        substitution=name,
        absent=absent,
        substitute=substitute,
        from_on=first,
        until_on=last,
        ground="№ 14-к",
    )


def at(day: date) -> int:
    """Noon of that day in Bishkek."""
    return int((day - date(1970, 1, 1)).total_seconds() + 6 * 3600) * 1000


def told(*rows: SubstitutionSet, on: date = MONDAY, office: Office | None = None) -> Office:
    found = office or an_office()
    for number, row in enumerate(rows):
        place = 100 + number + sum(len(slot.entries) for slot in found.slots.values())
        fact = msgspec.structs.replace(a_fact(place, row, ALL), at=at(on))
        found = told_office(found, fact)
    return found


def asanovs(*then: events.Event) -> Case:
    return a_registered_case(*then, responsible=ASANOV, named_by="table")


def run(case: Case, office: Office, day: date) -> Case:
    """What a desk says of the case on that day."""
    for event in list(passings(case, office, day)):
        case = with_more(case, event)
    return case


def lived(case: Case, office: Office, days: list[date]) -> Case:
    for number, day in enumerate(days):
        for place, event in enumerate(list(passings(case, office, day))):
            fact = a_fact(1000 + number * 10 + place, event, ALL)
            case = apply(case, msgspec.structs.replace(fact, at=at(day)))
    return case


def days_of(case: Case, office: Office, until: date) -> dict[date, str]:
    calendar = kyrgyz_calendar()
    booked = bookings(
        MONDAY, until, holdings(case, office, calendar), (), calendar, partial(head_on, office)
    )
    assert len(booked) == elapsed_days(MONDAY, until, calendar)
    return {one.day: one.holder.id for one in booked}


def test_a_case_passes_on_the_first_day_and_comes_back_after_the_last() -> None:
    office = told(absence())
    assert not list(passings(asanovs(), office, FIRST - DAY))
    (passed,) = passings(asanovs(), office, FIRST)
    assert (passed.executor, passed.owner, passed.substitution) == (BEKOVA, ASANOV, "s1")
    assert (passed.assigned_on, passed.ground, passed.accepted) == (FIRST - DAY, "№ 14-к", True)
    away = run(asanovs(), office, FIRST)
    assert responsible(away) == BEKOVA
    assert not list(passings(away, office, LAST))
    (back,) = passings(away, office, LAST + DAY)
    assert (back.executor, back.owner, back.assigned_on) == (ASANOV, ASANOV, LAST)
    assert not list(passings(run(away, office, LAST + DAY), office, LAST + 2 * DAY))


def test_two_desks_on_different_days_say_the_same() -> None:
    office, case = told(absence()), asanovs()
    early = list(passings(case, office, FIRST))
    late = list(passings(case, office, FIRST + 5 * DAY))
    assert early == late
    both = apply(apply(case, a_fact(2, early[0], (1,))), a_fact(3, late[0], (1,)))
    assert not both.disputes
    assert responsible(both) == BEKOVA
    again = list(passings(both, office, LAST + DAY))
    assert again == list(passings(both, office, LAST + 9 * DAY))


def test_what_somebody_gave_out_by_hand_meanwhile_stays() -> None:
    office = told(absence())
    away = run(asanovs(), office, FIRST)
    for to in (CLERK, BEKOVA):
        given = with_more(away, events.ExecutorAssigned(executor=to, assigned_on=FIRST + DAY))
        assert not list(passings(given, office, FIRST + DAY))
        assert not list(passings(given, office, LAST + DAY))


def test_what_is_given_to_who_is_absent_goes_to_who_stands_in() -> None:
    office = told(absence())
    case = a_registered_case(
        events.ExecutorAssigned(
            executor=ASANOV,
            co_executors=(CLERK,),
            internal_on=LAST,
            resolution="Карап чыгуу",
            assigned_on=FIRST + 2 * DAY,
        )
    )
    (passed,) = passings(case, office, FIRST + 3 * DAY)
    assert passed.assigned_on == FIRST + 2 * DAY
    assert (passed.internal_on, passed.resolution) == (LAST, "Карап чыгуу")
    assert passed.co_executors == (CLERK,)


def test_a_question_passes_alone() -> None:
    office = told(absence())
    case = a_registered_case(
        events.ExecutorAssigned(executor=CLERK, question=1, assigned_on=MONDAY),
        events.ExecutorAssigned(executor=ASANOV, question=2, assigned_on=MONDAY),
        questions=("Суу", "Жол"),
    )
    (passed,) = passings(case, office, FIRST)
    assert (passed.question, passed.executor) == (2, BEKOVA)
    assert holders(with_more(case, passed)) == {CLERK, BEKOVA}


def test_of_a_chain_the_last_has_the_cases_and_each_comes_back_to_its_own() -> None:
    middle = (FIRST + 3 * DAY, FIRST + 6 * DAY)
    office = told(absence(), absence("s2", BEKOVA, CLERK, *middle))
    case = lived(asanovs(), office, JUNE)
    found = days_of(case, office, date(2026, 6, 26))
    assert found[FIRST] == found[FIRST + 2 * DAY] == BEKOVA
    assert found[middle[0]] == CLERK
    assert found[date(2026, 6, 15)] == BEKOVA
    assert found[date(2026, 6, 22)] == ASANOV
    assert found[date(2026, 6, 5)] == ASANOV


def test_an_absence_drawn_out_or_cut_short_is_followed() -> None:
    longer = told(absence(last=LAST + 7 * DAY), on=LAST - DAY, office=told(absence()))
    away = run(asanovs(), longer, FIRST)
    assert not list(passings(away, longer, LAST + DAY))
    (late,) = passings(asanovs(), longer, LAST + 2 * DAY)
    assert late.assigned_on == FIRST - DAY
    shorter = told(absence(last=FIRST + 2 * DAY), on=FIRST + 4 * DAY, office=told(absence()))
    (back,) = passings(away, shorter, FIRST + 4 * DAY)
    assert (back.executor, back.assigned_on) == (ASANOV, FIRST + 4 * DAY)


def test_an_absence_that_goes_on_after_the_return_takes_no_day_back() -> None:
    office = told(absence())
    case = run(run(asanovs(), office, FIRST), office, LAST + DAY)
    more = told(absence(last=LAST + 9 * DAY), on=LAST + 3 * DAY, office=office)
    (passed,) = passings(case, more, LAST + 4 * DAY)
    assert (passed.executor, passed.assigned_on) == (BEKOVA, LAST + 3 * DAY)


def test_an_absence_called_off_gives_all_back() -> None:
    off = told(absence(last=FIRST - DAY), on=FIRST + DAY, office=told(absence()))
    (back,) = passings(run(asanovs(), told(absence()), FIRST), off, FIRST + DAY)
    assert (back.executor, back.assigned_on, back.substitution) == (ASANOV, FIRST + DAY, "s1")


def test_an_absence_told_of_late_takes_no_day_that_was_worked() -> None:
    office = told(absence(), on=FIRST + 3 * DAY)
    (passed,) = passings(asanovs(), office, FIRST + 4 * DAY)
    assert passed.assigned_on == FIRST + 3 * DAY


def test_nothing_passes_to_who_left_or_to_whom_the_case_complains_of() -> None:
    left = told_office(told(absence()), a_fact(900, StaffEnded(staff=BEKOVA, ended_on=MONDAY), ALL))
    assert not list(passings(asanovs(), left, FIRST))
    against = a_registered_case(responsible=ASANOV, against="Бекова Азамат Токтогулович")
    assert not list(passings(against, without_head(told(absence())), FIRST))


def without_head(office: Office) -> Office:
    ended = StaffEnded(staff=HEAD, ended_on=MONDAY)
    return told_office(office, a_fact(901, ended, ALL))


def test_a_complaint_about_who_stands_in_passes_to_the_head_and_comes_back() -> None:
    office = told(absence())
    about = a_registered_case(responsible=ASANOV, named_by="table", against="Бекова")
    (passed,) = passings(about, office, FIRST)
    assert (passed.executor, passed.owner, passed.substitution) == (HEAD, ASANOV, "s1")
    assert passed.assigned_on == FIRST - DAY
    away = run(about, office, FIRST)
    assert not list(passings(away, office, LAST))
    (back,) = passings(away, office, LAST + DAY)
    assert (back.executor, back.assigned_on) == (ASANOV, LAST)
    assert not list(passings(run(away, office, LAST + DAY), office, LAST + 2 * DAY))


def test_desks_that_pass_a_complaint_on_different_days_say_the_same() -> None:
    """Another absence that begins meanwhile is none of its."""
    office = told(absence(), absence("s2", CLERK, BEKOVA, FIRST + 2 * DAY, LAST))
    about = a_registered_case(responsible=ASANOV, named_by="table", against="Бекова")
    assert list(passings(about, office, FIRST)) == list(passings(about, office, FIRST + 3 * DAY))


def test_who_stands_in_for_the_head_has_it_while_the_head_is_away() -> None:
    about = a_registered_case(responsible=ASANOV, named_by="table", against="Бекова")
    office = told(absence(), absence("s2", HEAD, CLERK))
    (passed,) = passings(about, office, FIRST)
    assert passed.executor == CLERK
    to_accused = told(absence(), absence("s2", HEAD, BEKOVA))
    (passed,) = passings(about, to_accused, FIRST)
    assert passed.executor == HEAD


def test_what_is_found_to_be_about_who_stands_in_goes_on_to_the_head() -> None:
    office = told(absence())
    away = run(asanovs(), office, FIRST)
    about = with_more(away, events.FieldsCorrected(against="Бекова", reason="№ 1"))
    (passed,) = passings(about, office, FIRST + DAY)
    assert (passed.executor, passed.owner) == (HEAD, ASANOV)


def test_what_is_found_to_be_about_whose_it_is_does_not_come_back_to_them() -> None:
    office = told(absence())
    away = run(asanovs(), office, FIRST)
    about = with_more(away, events.FieldsCorrected(against="Асанов", reason="№ 1"))
    assert not list(passings(about, office, LAST))
    (passed,) = passings(about, office, LAST + DAY)
    assert passed.executor == HEAD
    assert not list(passings(run(about, office, LAST + DAY), office, LAST + 5 * DAY))
    home = with_more(asanovs(), events.FieldsCorrected(against="Асанов", reason="№ 1"))
    assert not list(passings(home, office, FIRST - DAY))


def test_a_dispute_stays_for_somebody_to_settle() -> None:
    case = a_registered_case()
    for number, staff in ((2, ASANOV), (3, CLERK)):
        case = apply(case, a_fact(number, events.ExecutorAssigned(executor=staff), (1,)))
    assert case.slot(RESPONSIBLE).is_disputed
    assert not list(passings(case, told(absence()), FIRST))


def test_circles_and_absences_that_overlap_are_refused() -> None:
    office = told(absence(), absence("s2", BEKOVA, CLERK))
    with pytest.raises(SubstitutesInCircle) as refused:
        demand_possible(absence("s3", CLERK, ASANOV, FIRST - 9 * DAY, FIRST), office)
    assert refused.value.facts() == {"on": FIRST.isoformat()}
    demand_possible(absence("s3", CLERK, ASANOV, FIRST - 9 * DAY, FIRST - DAY), office)
    with pytest.raises(AbsenceOverlaps):
        demand_possible(absence("s4", ASANOV, HEAD, LAST, LAST + 9 * DAY), office)
    demand_possible(absence("s1", ASANOV, HEAD, LAST, LAST + 9 * DAY), office)
    for wrong in (absence("s5", CLERK, CLERK), absence("s5", CLERK, HEAD, LAST, FIRST)):
        with pytest.raises(FieldWrong):
            demand_possible(wrong, office)


def test_a_circle_that_two_desks_made_leaves_everybody_their_own() -> None:
    office = told(absence(), absence("s2", BEKOVA, ASANOV))
    assert instead_of(office, ASANOV, FIRST).holder == ASANOV
    assert not list(passings(asanovs(), office, FIRST))


people = st.sampled_from([HEAD, CLERK, ASANOV, BEKOVA])
days = st.sampled_from(JUNE)
some_absences = st.lists(
    st.builds(
        lambda name, absent, instead, first, length: absence(
            f"s{name}", absent, instead, first, first + length * DAY
        ),
        st.integers(0, 3),
        people,
        people,
        days,
        st.integers(-1, 20),
    ),
    max_size=5,
)


@given(some_absences, st.lists(days, min_size=1, max_size=6, unique=True))
def test_whatever_the_absences_every_day_is_somebodys_and_desks_agree(
    rows: list[SubstitutionSet], opened: list[date]
) -> None:
    """A desk that is opened every day and one that is opened on some leave the case with the
    same person, who is who stands in that day; and no day is booked twice, or to nobody."""
    office = told(*rows)
    last = JUNE[-1]
    daily, seldom = (
        lived(asanovs(), office, JUNE),
        lived(asanovs(), office, [*sorted(opened), last]),
    )
    assert responsible(daily) == responsible(seldom) == instead_of(office, ASANOV, last).holder
    found = days_of(daily, office, last)
    assert "" not in found.values()
    known = legal_day(at(MONDAY))
    for day, holder in found.items():
        if day > known + DAY:
            assert holder == instead_of(office, ASANOV, day).holder
    assert not list(passings(daily, office, last))


@given(some_absences, days)
def test_saying_it_twice_says_nothing(rows: list[SubstitutionSet], day: date) -> None:
    office = told(*rows)
    once = run(asanovs(), office, day)
    assert run(once, office, day) == once
    assert all(
        isinstance(entry.event, ExecutorPassed) and entry.event.owner == ASANOV
        for entry in once.slot(RESPONSIBLE)
    )
