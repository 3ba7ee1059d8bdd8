"""Who is told of a case: the executor first, then up the ladder, and never nobody."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import (
    ASANOV,
    BEKOVA,
    CLERK,
    HEAD,
    MONDAY,
    OFFICE_ID,
    a_member,
    a_registered_case,
    an_office,
    references,
)
from hypothesis import given
from hypothesis import strategies as st
from terms import any_calendar, kyrgyz_calendar

from akimat_desk.domain import case_events as events
from akimat_desk.domain import office_events as office
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import Case
from akimat_desk.domain.deadlines import Duty
from akimat_desk.domain.duties import dates
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.escalation import (
    Hands,
    Ladder,
    Reminder,
    Watched,
    hands,
    head_of_department,
    ladder_of,
    parse_days,
    pressing,
    reminders,
    watched,
)
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.offices import Office

CALENDAR = kyrgyz_calendar()
DUE = date(2026, 6, 19)
USUAL = Ladder()
LAND = "Жер бөлүмү"
IN_LAND = {"department": LAND}


def an_office_with_departments(*more: Any, **changes: Any) -> Office:
    """Asanov works under Bekova, who heads the department."""
    return an_office(
        a_member(ASANOV, "asanov", "Асанов", "executor", **IN_LAND),
        a_member(BEKOVA, "bekova", "Бекова", "executor", **IN_LAND),
        office.DepartmentNamed(department=LAND, name=a_member(HEAD, "a", "b").post, head=BEKOVA),
        *more,
        **changes,
    )


def told(
    case: Case | Watched, day: date, known: Office | None = None, ladder: Ladder = USUAL
) -> list[tuple[str, str]]:
    """(who, on which rung), the lowest rung first."""
    seen = case if isinstance(case, Watched) else of(case, known or an_office())
    found = reminders(seen, known or an_office(), CALENDAR, day, ladder)
    return [(one.to, one.step) for one in found]


def of(case: Case, known: Office) -> Watched:
    return watched(case, dates(case, known, OFFICE_ID, references()), MONDAY)


def given_to(executor: str, **changes: Any) -> events.ExecutorAssigned:
    facts = {"accepted": True, "assigned_on": MONDAY}
    return events.ExecutorAssigned(executor=executor, **(facts | changes))


def a_watched(executor: str = ASANOV, due_on: date = DUE, **changes: Any) -> Watched:
    duty = Duty(kind=changes.pop("kind", "statutory"), due_on=due_on)
    held = Hands(executor=executor, since=MONDAY, is_accepted=changes.pop("accepted", True))
    return Watched(duties=(duty,), hands=held, **changes)


def test_the_executor_is_told_in_the_window_and_nobody_before() -> None:
    case = a_registered_case(given_to(ASANOV))
    assert told(case, date(2026, 6, 15)) == []
    for day in (16, 17, 18, 19):
        assert told(case, date(2026, 6, day)) == [(ASANOV, "executor")]


def test_a_late_case_climbs_a_rung_on_its_day_and_not_before() -> None:
    case, known = a_registered_case(given_to(ASANOV)), an_office_with_departments()
    assert told(case, date(2026, 6, 19), known) == [(ASANOV, "executor")]
    # The 20th and 21st are a weekend: late, but by no working day.
    assert told(case, date(2026, 6, 21), known) == [(ASANOV, "executor")]
    two = [(ASANOV, "executor"), (BEKOVA, "department")]
    assert told(case, date(2026, 6, 22), known) == two
    assert told(case, date(2026, 6, 23), known) == two
    assert told(case, date(2026, 6, 24), known) == [*two, (HEAD, "head")]


def test_an_office_without_departments_goes_from_the_executor_to_the_head() -> None:
    case = a_registered_case(given_to(ASANOV))
    assert told(case, date(2026, 6, 23)) == [(ASANOV, "executor")]
    assert told(case, date(2026, 6, 24)) == [(ASANOV, "executor"), (HEAD, "head")]


def test_the_head_of_a_department_is_not_told_of_their_own_case_twice() -> None:
    case, known = a_registered_case(given_to(BEKOVA)), an_office_with_departments()
    assert told(case, date(2026, 6, 24), known) == [(BEKOVA, "executor"), (HEAD, "head")]


def test_the_department_above_is_asked_where_the_own_has_no_head() -> None:
    known = an_office_with_departments(
        office.DepartmentNamed(department=LAND, name=a_member(HEAD, "a", "b").post, parent="Баары"),
        office.DepartmentNamed(department="Баары", name=a_member(HEAD, "a", "b").post, head=CLERK,
                               parent=LAND),
    )  # fmt: skip
    assert head_of_department(known, ASANOV, MONDAY) == CLERK
    assert head_of_department(known, CLERK, MONDAY) == ""


def test_a_case_that_nobody_has_reaches_the_head_after_one_working_day() -> None:
    case = a_registered_case(given_to(ASANOV), ExecutorReleased(released_on=MONDAY, reason="ката"))
    assert told(case, MONDAY) == told(case, MONDAY + timedelta(1)) == []
    found = reminders(of(case, an_office()), an_office(), CALENDAR, MONDAY + timedelta(2))
    assert [(one.to, one.trouble, one.pressing) for one in found] == [(HEAD, "no_executor", "none")]


def test_a_case_that_nobody_has_is_told_at_once_when_it_presses() -> None:
    case = a_watched("", DUE)
    assert told(case, DUE) == [(HEAD, "head")]


def test_the_case_of_somebody_who_left_goes_up_the_ladder_at_once() -> None:
    gone = office.StaffEnded(staff=ASANOV, ended_on=date(2026, 6, 9))
    case, known = a_registered_case(given_to(ASANOV)), an_office_with_departments(gone)
    assert told(case, date(2026, 6, 9), known) == []
    found = reminders(of(case, known), known, CALENDAR, date(2026, 6, 10))
    assert [(one.to, one.step, one.trouble) for one in found] == [
        (BEKOVA, "department", "executor_left")
    ]
    assert told(case, date(2026, 6, 12), known)[-1] == (HEAD, "head")


def test_whoever_stands_in_is_told_instead_and_hears_for_whom() -> None:
    away = office.SubstitutionSet(
        substitution="s", absent=ASANOV, substitute=CLERK, from_on=date(2026, 6, 16),
        until_on=date(2026, 6, 17),
    )  # fmt: skip
    case, known = a_registered_case(given_to(ASANOV)), an_office(away)
    (found,) = reminders(of(case, known), known, CALENDAR, date(2026, 6, 17))
    assert (found.to, found.instead_of, found.trouble) == (CLERK, ASANOV, "stands_in")
    assert told(case, date(2026, 6, 18), known) == [(ASANOV, "executor")]


def test_a_hand_over_that_nobody_accepts_is_told_after_one_working_day() -> None:
    case = a_registered_case(given_to(ASANOV, accepted=False))
    assert told(case, date(2026, 6, 2)) == []
    (found,) = reminders(of(case, an_office()), an_office(), CALENDAR, date(2026, 6, 3))
    assert (found.to, found.trouble) == (ASANOV, "not_accepted")
    taken = events.HandOverAccepted(executor=ASANOV, accepted_on=date(2026, 6, 3))
    accepted = a_registered_case(given_to(ASANOV, accepted=False), taken)
    assert told(accepted, date(2026, 6, 4)) == []


def test_each_kind_of_duty_has_a_window_of_its_own() -> None:
    ladder = Ladder(control_warning=5, internal_warning=1)
    for kind, first in (("statutory", 16), ("control", 12), ("internal", 18)):
        case = a_watched(kind=kind)
        assert told(case, date(2026, 6, first) - timedelta(1), ladder=ladder) == []
        assert told(case, date(2026, 6, first), ladder=ladder) == [(ASANOV, "executor")]


def test_of_several_duties_the_earliest_in_its_window_is_told() -> None:
    duties = (
        Duty(kind="statutory", due_on=date(2026, 6, 22)),
        Duty(kind="control", due_on=date(2026, 6, 19), body="ЖК"),
        Duty(kind="internal", due_on=date(2026, 6, 17)),
    )
    case = Watched(duties=duties, hands=Hands(executor=ASANOV, since=MONDAY))
    kinds = []
    for day in (12, 15, 16, 18):
        found = reminders(case, an_office(), CALENDAR, date(2026, 6, day))
        kinds += [one.duty.kind for one in found if one.duty is not None]
    assert kinds == ["internal", "internal", "internal"]


def test_a_question_given_to_somebody_else_is_told_to_them_as_well() -> None:
    case = a_registered_case(
        given_to(ASANOV), given_to(BEKOVA, question=1, internal_on=date(2026, 6, 10))
    )
    found = told(case, date(2026, 6, 10))
    assert found == [(ASANOV, "executor"), (BEKOVA, "executor")]


def test_before_any_hand_over_whoever_was_named_at_registration_has_it() -> None:
    assert hands(a_registered_case(responsible=ASANOV), MONDAY).executor == ASANOV
    assert hands(a_registered_case(), MONDAY).executor == ""


def test_where_nobody_works_the_reminder_is_there_all_the_same() -> None:
    (found,) = reminders(a_watched(), Office(), CALENDAR, DUE)
    assert (found.to, found.step, found.pressing) == ("", "head", "today")


def test_what_was_set_and_cannot_be_read_is_as_if_it_were_not_set() -> None:
    told = {"warning_control": '"7"', "tell_head_after": "-3", "warning_internal": "{"}
    known = an_office(*(office.SettingSet(key=key, value=value) for key, value in told.items()))
    assert ladder_of(known) == Ladder(control_warning=7)
    for wrong in ("", "x", "-1", "91", "1.5", "٣"):
        with pytest.raises(FieldWrong):
            parse_days("tell_head_after", wrong)


# Laws

STAFF = (HEAD, CLERK, ASANOV, BEKOVA)
days = st.dates(MONDAY - timedelta(30), MONDAY + timedelta(60))
ladders = st.builds(
    Ladder,
    control_warning=st.integers(0, 10),
    internal_warning=st.integers(0, 10),
    department_after=st.integers(0, 5),
    head_after=st.integers(0, 10),
)
duties = st.builds(
    Duty,
    kind=st.sampled_from(["statutory", "control", "internal"]),
    due_on=days,
    is_open=st.just(value=True),
)
cases = st.builds(
    Watched,
    duties=st.lists(duties, max_size=3).map(tuple),
    hands=st.builds(
        Hands,
        executor=st.sampled_from(["", "unknown", *STAFF]),
        since=days,
        is_accepted=st.booleans(),
    ),
    warning=st.integers(0, 10),
)
departments = st.sampled_from(["", "a", "b"])


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """Anybody may have left but one; departments, substitutes and the head are as they fall."""
    stays = draw(st.sampled_from(STAFF))
    more: list[Any] = []
    for place, staff in enumerate(STAFF):
        login, name = f"u{place}", f"Н{place}"
        more.append(a_member(staff, login, name, "executor", department=draw(departments)))
        if staff != stays and draw(st.booleans()):
            more.append(office.StaffEnded(staff=staff, ended_on=draw(days)))
    post = a_member(HEAD, "a", "b").post
    for one in ("a", "b"):
        head, parent = draw(st.sampled_from(["", *STAFF])), draw(departments)
        more.append(office.DepartmentNamed(department=one, name=post, head=head, parent=parent))
    for place, pair in enumerate(draw(st.lists(st.permutations(STAFF), max_size=2))):
        if pair[0] != stays:
            first, last = sorted((draw(days), draw(days)))
            more.append(
                office.SubstitutionSet(
                    substitution=str(place), absent=pair[0], substitute=pair[1], from_on=first,
                    until_on=last,
                )
            )  # fmt: skip
    return an_office(*more, has_head=draw(st.booleans()))


def is_near(case: Watched, calendar: Calendar, day: date, ladder: Ladder) -> bool:
    near = (pressing(one, case.warning, calendar, day, ladder) for one in case.duties)
    return any(one != "none" for one in near)


@given(cases, offices(), any_calendar(), days, ladders)
def test_every_case_inside_a_window_reaches_somebody_at_work_and_each_person_once(
    case: Watched, known: Office, calendar: Calendar, day: date, ladder: Ladder
) -> None:
    found = reminders(case, known, calendar, day, ladder)
    assert len({one.to for one in found}) == len(found)
    for one in found:
        member = known.find_staff(one.to)
        assert member is not None
        assert member.works_on(day)
    if is_near(case, calendar, day, ladder):
        assert found


@given(cases, offices(), any_calendar(), days, ladders)
def test_an_unowned_or_orphaned_case_reaches_somebody_whatever_its_dates(
    case: Watched, known: Office, calendar: Calendar, day: date, ladder: Ladder
) -> None:
    member = known.find_staff(case.hands.executor)
    is_orphan = member is None or not member.works_on(day)
    lay_too_long = case.hands.since < day and (
        calendar.working_days(case.hands.since, day) > ladder.grace
    )
    if is_orphan and (member is not None or lay_too_long):
        assert reminders(case, known, calendar, day, ladder)


@given(cases, offices(), any_calendar(), days, ladders)
def test_no_rung_above_the_lowest_is_told_before_its_day(
    case: Watched, known: Office, calendar: Calendar, day: date, ladder: Ladder
) -> None:
    found = reminders(case, known, calendar, day, ladder)
    for place, one in enumerate(found):
        if place and one.step != "executor":
            after = ladder.head_after if one.step == "head" else ladder.department_after
            assert lateness(case, one, known, calendar, day, ladder) >= after
    rungs = [("executor", "department", "head").index(one.step) for one in found]
    assert rungs == sorted(rungs)


def lateness(
    case: Watched, one: Reminder, known: Office, calendar: Calendar, day: date, ladder: Ladder
) -> int:
    """By dates, or by how long it is in wrong hands, whichever is longer."""
    late = [calendar.working_days(duty.due_on, day) for duty in case.duties
            if duty.due_on is not None and duty.due_on < day]  # fmt: skip
    since = case.hands.since
    if one.trouble in ("no_executor", "not_accepted") and since < day:
        late.append(calendar.working_days(since, day) - ladder.grace)
    member = known.find_staff(case.hands.executor)
    if member is not None and member.ended_on is not None and one.trouble == "executor_left":
        late.append(max(1, calendar.working_days(max(member.ended_on, min(since, day)), day)))
    return max([0, *late])


@given(cases, offices(), any_calendar(), days, ladders)
def test_whoever_was_told_of_a_late_case_is_told_until_it_is_seen_to(
    case: Watched, known: Office, calendar: Calendar, day: date, ladder: Ladder
) -> None:
    """A day later the same rungs, and perhaps one more; as long as the same people work."""
    later = day + timedelta(1)
    steps = {one.step for one in reminders(case, known, calendar, day, ladder)}
    people = [
        tuple(known.stands_in_for(one.id, on) for one in known.staff() if one.works_on(on))
        for on in (day, later)
    ]
    held = known.post_holder("head", day), known.post_holder("head", later)
    if people[0] == people[1] and held[0] == held[1]:
        assert steps <= {one.step for one in reminders(case, known, calendar, later, ladder)}
