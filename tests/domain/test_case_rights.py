"""Who may do what on a case: the frozen table, and what somebody has to do with it."""

from datetime import date
from typing import Any

import msgspec
import pytest
from builders import (
    ASANOV,
    BEKOVA,
    CLERK,
    HEAD,
    MONDAY,
    a_case,
    a_member,
    a_registration,
    an_office,
)
from deciding import LEAST, apart, by_rule, refused
from rights_table import allowed_on, case_rights

from akimat_desk.domain import case_events as events
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.case_rights import (
    NOT_OF_THE_ACCUSED,
    OF_ITS_EXECUTORS,
    HeldByAnother,
    Tie,
    demand_may,
    may_on,
    tie,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import DeskError, ExecutorIsAccused
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.office_events import PostHeld, SubstitutionSet
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.rights import RIGHTS, ROLES, may
from akimat_desk.domain.visit_events import VisitCancelled, VisitOrdered, VisitPerson

ABSENCE = SubstitutionSet(
    substitution="s1", absent=BEKOVA, substitute=ASANOV, from_on=MONDAY, until_on=MONDAY
)
ACTING = PostHeld(post="head", staff=ASANOV, from_on=MONDAY, until_on=MONDAY, acting=True)
DEPUTY = a_member("d", "deputy", "Жээнбекова", "head")
GOES = VisitOrdered(
    visit="v1", ordered_on=MONDAY, on=MONDAY, chair=VisitPerson(name="Асанов А.", staff=ASANOV)
)


def given(to: str, *beside: str, **more: Any) -> events.ExecutorAssigned:
    return events.ExecutorAssigned(executor=to, co_executors=beside, assigned_on=MONDAY, **more)


def passed(to: str, owner: str) -> ExecutorPassed:
    return ExecutorPassed(executor=to, owner=owner, substitution="s1", assigned_on=MONDAY)


def a_matter(*told: Any, **changes: Any) -> Case:
    """Bekova's by the table of responsibility, until something else is told."""
    return a_case(a_registration(**{"responsible": BEKOVA, **changes}), *told)


def tied(case: Case, *more: Any, login: str = "asanov", on: date = MONDAY) -> Tie:
    office = an_office(*more)
    actor = office.find_login(login)
    assert actor is not None
    return tie(case, actor, office, on)


def test_the_table_names_what_depends_on_the_case_and_nothing_else() -> None:
    named = [(one.action, one.role) for one in case_rights()]
    assert len(named) == len(set(named))
    whose = {(action, role) for action in NOT_OF_THE_ACCUSED for role in RIGHTS[action]}
    assert set(named) == whose
    assert OF_ITS_EXECUTORS < NOT_OF_THE_ACCUSED <= set(RIGHTS)


@pytest.mark.parametrize("action", sorted(RIGHTS))
def test_each_role_may_on_each_case_what_the_table_says(action: str) -> None:
    for role in ROLES:
        for one in Tie:
            assert may_on((role,), action, one) is allowed_on(role, action, one), (role, one)


@pytest.mark.parametrize("action", sorted(OF_ITS_EXECUTORS))
def test_another_role_that_may_outweighs_being_a_mere_colleague(action: str) -> None:
    assert may_on(("executor", "head"), action, Tie.COLLEAGUE)
    both = may(("registrar",), action)
    assert may_on(("executor", "registrar"), action, Tie.COLLEAGUE) is both


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), Tie.COLLEAGUE),
        ((given(ASANOV),), Tie.RESPONSIBLE),
        ((given(ASANOV, on_behalf_of=HEAD),), Tie.RESPONSIBLE),
        ((given(ASANOV), given(BEKOVA)), Tie.COLLEAGUE),
        ((given(ASANOV, question=1),), Tie.RESPONSIBLE),
        ((given(CLERK, ASANOV),), Tie.CO_EXECUTOR),
        ((given(CLERK, ASANOV), ExecutorReleased(released_on=MONDAY, reason="-")), Tie.COLLEAGUE),
        ((given(ASANOV), ExecutorReleased(released_on=MONDAY, reason="-")), Tie.COLLEAGUE),
        (
            (
                given(ASANOV),
                events.HandOverDeclined(executor=ASANOV, declined_on=MONDAY, reason="-"),
            ),
            Tie.COLLEAGUE,
        ),
        (
            (given(ASANOV), events.HandOverAccepted(executor=ASANOV, accepted_on=MONDAY)),
            Tie.RESPONSIBLE,
        ),
        ((passed(BEKOVA, ASANOV),), Tie.RESPONSIBLE),
        ((passed(ASANOV, BEKOVA),), Tie.RESPONSIBLE),
        ((GOES,), Tie.CO_EXECUTOR),
        ((GOES, VisitCancelled(visit="v1", cancelled_on=MONDAY, reason="-")), Tie.COLLEAGUE),
    ],
)
def test_what_a_case_says_of_somebody(told: tuple[Any, ...], expected: Tie) -> None:
    assert tied(a_matter(*told)) is expected


def test_who_stands_in_may_act_before_the_case_has_passed_and_only_on_these_days() -> None:
    for case in (a_matter(), a_matter(given(CLERK, BEKOVA))):
        assert tied(case, ABSENCE) is Tie.SUBSTITUTE
        assert tied(case, ABSENCE, on=date(2026, 6, 2)) is Tie.COLLEAGUE


def test_of_two_versions_either_may_act() -> None:
    case = apart(given(ASANOV), given(BEKOVA))
    assert [tied(case, login=one) for one in ("asanov", "bekova")] == [Tie.RESPONSIBLE] * 2


def test_whoever_holds_the_heads_post_or_stands_in_is_in_charge_whatever_their_role() -> None:
    assert tied(a_matter(), login="akim") is Tie.IN_CHARGE
    assert tied(a_matter(), ACTING) is Tie.IN_CHARGE
    away = msgspec.structs.replace(ABSENCE, absent=HEAD)
    assert tied(a_matter(), away) is Tie.IN_CHARGE


def test_the_accused_is_that_before_anything_else() -> None:
    about = a_matter(given(ASANOV), against="Асанов")
    assert tied(about) is tied(about, ACTING) is Tie.ACCUSED
    assert tied(about, login="bekova") is Tie.COLLEAGUE


def test_a_head_whom_it_is_about_is_kept_off_where_another_head_works() -> None:
    about = a_matter(against="Токтогулов")
    assert tied(about, login="akim") is Tie.IN_CHARGE
    assert tied(about, DEPUTY, login="akim") is Tie.ACCUSED
    assert tied(about, DEPUTY, login="deputy") is Tie.COLLEAGUE
    gone = msgspec.structs.replace(DEPUTY, surname="Токтогулов")
    assert tied(about, gone, login="akim") is Tie.IN_CHARGE


@pytest.mark.parametrize("action", sorted(set(ACTIONS) & OF_ITS_EXECUTORS))
def test_a_colleagues_case_is_refused_with_its_holder_before_anything_else(action: str) -> None:
    found = refused(HeldByAnother, a_matter(), action, by_rule(login="asanov"))
    assert found.facts() == {"number": "К1-00042/26-8", "holder": "Бекова А. Т."}
    nobodys = a_matter(responsible="")
    assert refused(HeldByAnother, nobodys, action, by_rule(login="asanov")).holder == ""


@pytest.mark.parametrize("action", sorted(set(ACTIONS) & NOT_OF_THE_ACCUSED - {"accept"}))
def test_the_accused_does_nothing_that_moves_or_ends_it(action: str) -> None:
    for login, name in (("asanov", "Асанов"), ("clerk", "Жумабаева")):
        about = a_matter(given(ASANOV), against=name)
        assert refused(ExecutorIsAccused, about, action, by_rule(login=login)).login == login


def test_a_registrar_whom_it_is_about_hands_it_on_by_the_heads_word_alone() -> None:
    about = a_matter(against="Жумабаева")
    refused(ExecutorIsAccused, about, "assign", by_rule(login="clerk"))
    _, assign = ACTIONS["assign"]
    wish = {**LEAST["assign"], "on_behalf_of": "head", "ground": "барак 3"}
    shape = ACTIONS["assign"][0]
    event: Any = assign(about, msgspec.convert(wish, shape), by_rule(login="clerk"))
    assert event.on_behalf_of == HEAD


@pytest.mark.parametrize("role", ROLES)
def test_what_is_demanded_is_what_is_offered(role: str) -> None:
    """The same answer to both questions, for every action and everything one has to do with it."""
    office = an_office(a_member("x", "somebody", "Сыдыков", role))
    actor = office.find_login("somebody")
    assert actor is not None
    for case in (a_matter(), a_matter(given("x")), a_matter(against="Сыдыков")):
        for action in (one for one in RIGHTS if may((role,), one)):
            offered = may_on((role,), action, tie(case, actor, office, MONDAY))
            assert _is_let(case, action, actor, office) is offered, action


def _is_let(case: Case, action: str, actor: Staff, office: Any) -> bool:
    try:
        demand_may(case, action, actor, office, MONDAY)
    except DeskError:
        return False
    return True
