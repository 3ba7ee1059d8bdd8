"""A complaint is not given to the one it is about, who does not decide it either."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BEKOVA, MONDAY, a_registered_case, an_office
from deciding import by_rule, do, refused
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.accused import demand_not_accused, head_instead, is_accused
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.acts import IssueAct
from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.errors import ExecutorIsAccused
from akimat_desk.services.desk import Desk
from akimat_desk.services.registration import Registered
from akimat_desk.services.staff import StaffTold

ASANOV = an_office().find_login("asanov")
AGAINST = "Асанов"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_desk(tmp_path, training=True, password="")
    told = StaffTold(
        login="akim", surname="Жээнбекова", given="Бактыгүл", post_ky="аким", roles=("head",)
    )
    opened.office.add_staff(told)
    yield opened
    opened.close()


def _of_accused(done: Registered) -> list[str]:
    codes = ("passed_up", "answerer_is_accused", "head_is_accused")
    return [one for one in done.warnings if one in codes]


@pytest.mark.parametrize(
    ("against", "is_about"),
    [
        ("asanov", True), ("Асанов", True), ("  асанов ", True), ("Асанова", False),
        ("", False), (" ", False), ("Электр тармагы", False),
    ],
)  # fmt: skip
def test_an_official_is_known_by_login_surname_or_whole_name(against, *, is_about) -> None:
    assert is_accused(ASANOV, against) is is_about
    assert is_accused(ASANOV, ASANOV.full_name)


@pytest.mark.parametrize(
    "wish",
    [
        {"executor": "asanov"},
        {"executor": "bekova", "co_executors": ["asanov"]},
        {"executor": "asanov", "on_behalf_of": "akim", "ground": "лист 3"},
        {"executor": "asanov", "question": 1},
    ],
)
def test_it_is_assigned_to_the_accused_in_no_way(wish) -> None:
    case = a_registered_case(against=AGAINST)
    assert refused(ExecutorIsAccused, case, "assign", **wish).login == "asanov"
    do(a_registered_case(against="Бекова"), "assign", executor="asanov")


def test_the_accused_does_not_accept_what_was_assigned_before_it_was_known() -> None:
    given = ExecutorAssigned(executor=ASANOV.id, assigned_on=MONDAY)
    do(a_registered_case(given), "accept", by_rule(login="asanov"))
    case = a_registered_case(given, against=AGAINST)
    refused(ExecutorIsAccused, case, "accept", by_rule(login="asanov"))
    do(case, "decline", by_rule(login="asanov"), reason="мен жөнүндө")


@pytest.mark.parametrize("action", ["decide", "close"])
def test_the_accused_does_not_decide_it_but_a_head_is_only_warned(action) -> None:
    case = a_registered_case(against=AGAINST, responsible=BEKOVA)
    refused(ExecutorIsAccused, case, action, by_rule(login="asanov"))
    do(case, action, by_rule(login="bekova"))
    head = an_office().find_login("akim")
    do(a_registered_case(against=head.surname), action, by_rule(login="akim"))


def test_above_the_head_there_is_nobody() -> None:
    office = an_office()
    head = head_instead(office, AGAINST, MONDAY)
    assert head is not None
    assert head.login == "akim"
    assert head_instead(office, head.surname, MONDAY) is None
    with pytest.raises(ExecutorIsAccused):
        demand_not_accused(head, head.full_name)


def test_where_the_table_names_the_accused_the_head_answers(desk: Desk) -> None:
    desk.office.hold_post("head", "akim", order="№ 1")
    done = desk.registration.register(a_complaint(1, against="Токтоналиев Бакыт"))
    assert (done.responsible, _of_accused(done)) == ("akim", ["passed_up"])
    case = desk.cases.open(done.case).case
    assert case.registered.named_by == "passed_up"
    assert desk.registration.register(a_complaint(2)).responsible == "tokton"
    assert desk.papers.receipt(done.case).data


def test_without_a_head_it_stays_with_the_table_and_says_so(desk: Desk) -> None:
    done = desk.registration.register(a_complaint(1, against="Токтоналиев"))
    assert (done.responsible, _of_accused(done)) == ("tokton", ["answerer_is_accused"])


def test_a_complaint_about_the_head_is_registered_with_a_plain_warning(desk: Desk) -> None:
    desk.office.hold_post("head", "akim", order="№ 1")
    done = desk.registration.register(a_complaint(1, against="Жээнбекова Бактыгүл"))
    assert (done.responsible, _of_accused(done)) == ("tokton", ["head_is_accused"])
    desk.office.set_responsible("akim", order="№ 2", topic="water")
    about = a_complaint(2, against="Жээнбекова", topic="water")
    assert _of_accused(desk.registration.register(about)) == ["head_is_accused"]


def _has(desk: Desk, case: str) -> str:
    opened = desk.cases.open(case)
    return opened.lens.office.find_staff(opened.responsible).login


def test_a_correction_that_makes_the_holder_the_accused_moves_it_to_the_head(desk: Desk) -> None:
    desk.office.hold_post("head", "akim", order="№ 1")
    case = desk.registration.register(a_complaint(1)).case
    other = {"against": "Электр тармагы", "reason": "ката"}
    assert _has(desk, desk.cases.do(case, "correct", other).id) == "tokton"
    about = {"against": "Токтоналиев", "reason": "арыз ээси тактады"}
    desk.cases.do(case, "correct", about)
    assert _has(desk, case) == "akim"
    assert not desk.cards.card(case).is_about_holder
    desk.cases.do(case, "correct", {"sheets": 3, "reason": "ката"})
    assert _has(desk, case) == "akim"


def test_a_correction_moves_nothing_and_says_so_where_there_is_no_head(desk: Desk) -> None:
    case = desk.registration.register(a_complaint(1)).case
    assert not desk.cards.card(case).is_about_holder
    desk.cases.do(case, "correct", {"against": "Токтоналиев", "reason": "ката"})
    assert _has(desk, case) == "tokton"
    assert desk.cards.card(case).is_about_holder


def test_the_accused_issues_no_act_on_it(desk: Desk) -> None:
    case = desk.registration.register(a_complaint(1, against="Мамытова")).case
    desk.core.actor = desk.office.now.find_login("mamyt")
    for issue in (
        lambda: desk.acts.issue(case, IssueAct()),
        lambda: desk.act_desk.issue(ActTold(template="reply"), case),
    ):
        with pytest.raises(ExecutorIsAccused):
            issue()


def test_nobody_names_the_accused_at_registering(desk: Desk) -> None:
    told = a_complaint(1, against="Мамытова", responsible="mamyt")
    for refuse in (desk.registration.register, desk.registration.check):
        with pytest.raises(ExecutorIsAccused):
            refuse(told)
    assert not desk.cases.newest()
