"""The ledger of a term leaves no day out and tells none twice, whatever was done to the case."""

from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from builders import (
    ASANOV,
    MONDAY,
    OFFICE_ID,
    a_registered_case,
    an_office,
    references,
    with_more,
)
from happenings import few_texts, some_days, structs
from hypothesis import given
from hypothesis import strategies as st
from terms import WORDS, a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.bookings import bookings, elapsed_days
from akimat_desk.domain.case_events import CASE_EVENTS
from akimat_desk.domain.cases import Case
from akimat_desk.domain.duties import dates, own_start
from akimat_desk.domain.explanations import explain
from akimat_desk.domain.facts import Event
from akimat_desk.domain.holdings import head_on, holdings
from akimat_desk.domain.list_events import LIST_EVENTS
from akimat_desk.domain.rules import RulePack
from akimat_desk.domain.term_ledger import Course, TermLedger, ledger

DAY = timedelta(days=1)
CALENDAR = a_calendar()
COURT = "court"
later = [kind for kind in (*CASE_EVENTS, *LIST_EVENTS) if kind is not events.CaseRegistered]
any_past = st.lists(
    st.one_of(
        *(structs(kind, few_texts, some_days) for kind in later if kind is not events.TermExtended),
        st.builds(
            events.TermExtended, days=st.integers(1, 20), granted_on=some_days, ground=few_texts
        ),
    ),
    max_size=8,
)


def june(day: int) -> date:
    return date(2026, 6, day)


def course_of(case: Case, today: date, *, length: int | None = 14) -> Course:
    pack = RulePack(id="kg", release=1, title=WORDS, in_force=True, rules=(a_rule(length),))
    office = an_office()
    due = dates(case, office, OFFICE_ID, references(pack, calendar=CALENDAR), today)
    start = own_start(case, OFFICE_ID).registered_on
    booked = bookings(
        start,
        case.ended_on_at(OFFICE_ID) or today,
        holdings(case, office, CALENDAR),
        () if due.course is None else due.course.pauses,
        CALENDAR,
        partial(head_on, office),
    )
    told = None if due.course is None else explain(due.course, CALENDAR, booked, today)
    return Course(OFFICE_ID, CALENDAR, today, due.course, told, booked)


def ledger_of(case: Case, today: date = MONDAY, **how: int | None) -> TermLedger:
    return ledger(case, course_of(case, today, **how))


def told(case: Case, today: date = MONDAY) -> list[tuple[str, date, date, int]]:
    return [
        (one.kind, one.first_on, one.last_on, one.counted) for one in ledger_of(case, today).spans
    ]


@given(any_past, some_days, st.sampled_from([14, None]))
def test_the_stretches_cover_every_day_from_registration_to_the_end(
    past: list[Event], today: date, length: int | None
) -> None:
    case = with_more(a_registered_case(), *past)
    start = own_start(case, OFFICE_ID).registered_on
    course = course_of(case, today, length=length)
    spans = ledger(case, course).spans
    assert spans[0].first_on == start
    assert all(one.first_on <= one.last_on for one in spans)
    assert all(after.first_on == one.last_on + DAY for one, after in pairwise(spans))
    ended = case.ended_on_at(OFFICE_ID)
    assert spans[-1].last_on >= (max(start, ended) if ended else max(start, today))
    last = spans[-1].last_on
    assert sum(one.working for one in spans) == elapsed_days(start, last, CALENDAR)
    if ended is None and course.explanation is not None:
        assert sum(one.counted for one in spans) == course.explanation.counted


@given(any_past, some_days)
def test_every_elapsed_working_day_of_a_stretch_is_somebodys(
    past: list[Event], today: date
) -> None:
    case = with_more(a_registered_case(), *past)
    course = course_of(case, today)
    held = [one for span in ledger(case, course).spans for one in span.held]
    assert sum(one.days for one in held) == len(course.bookings)


def test_a_pause_and_an_extension_stand_as_stretches_with_their_days() -> None:
    case = a_registered_case(
        events.ClockPaused(from_on=june(3), category=COURT, ground="сот"),
        events.ClockResumed(on=june(8)),
        events.TermExtended(days=2, granted_on=june(9), ground="экспертиза", granted_by=ASANOV),
    )
    assert told(case) == [
        ("running", june(1), june(2), 1),
        ("paused", june(3), june(7), 0),
        ("running", june(8), june(24), 13),
        ("extended", june(25), june(26), 2),
    ]
    paused = ledger_of(case).spans[1]
    assert (paused.category, paused.ground, paused.is_open) == (COURT, "сот", False)
    (granted,) = [one for one in ledger_of(case).marks if one.kind == "extension"]
    assert (granted.on, granted.days, granted.by) == (june(9), 2, ASANOV)


def test_a_standing_pause_reaches_to_today_and_is_open() -> None:
    case = a_registered_case(events.ClockPaused(from_on=june(3), category=COURT, ground="сот"))
    spans = ledger_of(case, june(10)).spans
    assert [(one.kind, one.last_on, one.is_open) for one in spans[:2]] == [
        ("running", june(2), False),
        ("paused", june(10), True),
    ]


def test_two_pauses_that_touch_are_two_stretches() -> None:
    case = a_registered_case(
        events.ClockPaused(from_on=june(3), category=COURT, ground="сот"),
        events.ClockResumed(on=june(5)),
        events.ClockPaused(from_on=june(5), category="body_reply", ground="суроо"),
        events.ClockResumed(on=june(9)),
    )
    assert [one.kind for one in ledger_of(case).spans] == ["running", "paused", "paused", "running"]


def test_days_after_the_date_are_late() -> None:
    assert told(a_registered_case(), june(24))[-1] == ("overdue", june(20), june(24), 0)


def test_what_was_closed_and_opened_again_has_a_gap_of_its_own() -> None:
    case = a_registered_case(
        events.CaseClosed(outcome="explained", closed_on=june(4)),
        events.CaseReopened(reopened_on=june(10), ground="сот"),
    )
    found = ledger_of(case, june(11))
    assert [(one.kind, one.first_on, one.last_on) for one in found.spans] == [
        ("running", june(1), june(4)),
        ("closed", june(5), june(9)),
        ("running", june(10), june(19)),
    ]
    assert [one.kind for one in found.marks] == ["registered", "closed", "reopened"]


def test_a_case_that_ended_ends_its_ledger() -> None:
    withdrawn = events.CaseWithdrawn(withdrawn_on=june(4), ground="арыз")
    assert told(a_registered_case(withdrawn), june(30)) == [("running", june(1), june(4), 3)]
    sent = events.CaseForwarded(body="Айыл өкмөтү", forwarded_on=june(3), ground="27-ст.")
    assert ledger_of(a_registered_case(sent)).marks[-1].kind == "forwarded"
    asked = events.CaseForwarded(
        body="Айыл өкмөтү", forwarded_on=june(3), ground="27-ст.", keeps_control=True
    )
    found = ledger_of(a_registered_case(asked), june(4))
    assert (found.marks[-1].kind, found.spans[-1].last_on) == ("asked", june(19))


def test_an_extension_that_came_too_late_is_told_as_such() -> None:
    late = events.TermExtended(days=5, granted_on=june(25), ground="")
    found = ledger_of(a_registered_case(late), june(25))
    assert [one.kind for one in found.marks] == ["registered", "void_extension"]
    assert found.spans[-1].kind == "overdue"


def test_hand_overs_are_marks_with_who_was_named() -> None:
    given_out = events.ExecutorAssigned(executor=ASANOV, assigned_on=june(2))
    taken = events.HandOverAccepted(executor=ASANOV, accepted_on=june(3))
    marks = ledger_of(a_registered_case(given_out, taken)).marks
    assert [(one.kind, one.staff) for one in marks[1:]] == [("handed", ASANOV), ("taken", ASANOV)]


def test_without_an_established_term_the_days_are_told_all_the_same() -> None:
    found = ledger_of(a_registered_case(rule=""), june(3))
    assert [(one.kind, one.counted, one.working) for one in found.spans] == [("running", 0, 2)]
