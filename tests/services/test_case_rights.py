"""Who may do what on a case as an open desk and the command line decide it: the frozen table."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cli.program_runs import a_day_before
from deciding import LEAST
from fuzz.calling import quick
from rights_table import allowed_on, case_rights
from services.working_desks import MONDAY_MORNING, GoingClock, a_complaint, new_desk

from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.acts import AnswerTold, IssueAct
from akimat_desk.domain.case_rights import HeldByAnother, Tie
from akimat_desk.domain.errors import DeskError, ExecutorIsAccused
from akimat_desk.domain.secret_cases import ACTIONS as SILENT
from akimat_desk.services.absences import AbsenceTold
from akimat_desk.services.card_offers import RIGHT_OF
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.services.staff import StaffTold

ME = "mamyt"
BY_CASE = {"held_by_another", "executor_is_accused"}
ACTED_ON = sorted({one.action for one in case_rights() if one.role == "executor"} & set(ACTIONS))
TO_TOKTON = {"executor": "tokton"}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    Tie.RESPONSIBLE: ({"executor": ME}, {}),
    Tie.CO_EXECUTOR: ({**TO_TOKTON, "co_executors": [ME]}, {}),
    Tie.SUBSTITUTE: ({"executor": "away"}, {}),
    Tie.COLLEAGUE: (TO_TOKTON, {}),
    Tie.ACCUSED: (TO_TOKTON, {"against": "Мамытова"}),
}
"""How a case is given, and what is told of it at registration."""
_minutes = count(MONDAY_MORNING + 7 * 86_400_000 + 3_600_000, 60_000)
SECRET = {
    "kind": "complaint", "channel": "post", "language": "ru", "secrecy": "secret", "sheets": 4,
    "responsible": "tokton",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def commanded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another one: the clock of commands goes on from test to test."""
    return _made(tmp_path_factory.mktemp("commanded"))


def _made(folder: Path) -> Path:
    """One case for everything that an executor may have to do with one, and a secret one."""
    desk = new_desk(folder, clock=a_day_before(), training=True, password="")
    for login, surname, role in (("away", "Сыдыков", "executor"), ("akim", "Жолдошев", "head")):
        told = StaffTold(
            login=login, surname=surname, given="Азамат", post_ky="адис", roles=(role,)
        )
        desk.office.add_staff(told)
    desk.office.hold_post("head", "akim", order="№ 1")
    first, last = date(2026, 11, 30), date(2026, 12, 31)
    desk.absences.record(
        AbsenceTold(absent="away", substitute=ME, from_on=first, until_on=last, ground="№ 4")
    )
    for place, (given, told_of) in enumerate(CASES.values()):
        case = desk.registration.register(a_complaint(place, **told_of)).case
        desk.cases.do(case, "assign", given)
    desk.registration.register(SECRET)
    desk.close()
    return folder


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    opened = open_desk(folder, password="", clock=GoingClock(next(_minutes)))
    opened.core.actor = opened.office.now.find_login(ME)
    assert opened.core.actor is not None
    yield opened
    opened.close()


def _number(tied: str) -> str:
    return f"К1-{list(CASES).index(tied) + 1:05}/26"


def _code(do: Callable[[], object]) -> str:
    try:
        do()
    except DeskError as refusal:
        return refusal.code
    return ""


def _wanted(tied: str, action: str) -> set[str]:
    """The refusals by case that are expected."""
    if allowed_on("executor", action, Tie(tied)):
        return set()
    return {"executor_is_accused" if tied == Tie.ACCUSED else "held_by_another"}


@pytest.mark.parametrize("tied", CASES)
def test_an_executor_does_on_a_case_what_the_table_gives(desk: Desk, tied: str) -> None:
    case = desk.cases.find(_number(tied))
    assert desk.cases.tie(desk.cases.open(case)) == tied
    for action in ACTED_ON:
        code = _code(lambda action=action: desk.cases.do(case, action, LEAST[action]))
        assert {code} & BY_CASE == _wanted(tied, action), action


@pytest.mark.parametrize("tied", CASES)
def test_the_same_by_command(commanded: Path, tied: str) -> None:
    for action in ACTED_ON:
        told = ("do", _number(tied), action, "--json-file", "-", "--json")
        done = quick(commanded, ["--login", ME, *told], json.dumps(LEAST[action]).encode())
        codes = {str(line.get("error", "")) for line in done.lines}
        assert codes & BY_CASE == _wanted(tied, action), action


@pytest.mark.parametrize("tied", CASES)
def test_nothing_is_offered_that_would_be_refused(desk: Desk, tied: str) -> None:
    card = desk.cards.card(desk.cases.find(_number(tied)))
    for offer in card.offered:
        assert allowed_on("executor", RIGHT_OF.get(offer, offer), Tie(tied)), offer
    assert "note" in card.offered
    assert card.next_action == "" or card.next_action in card.offered


@pytest.mark.parametrize(
    ("tied", "refusal"), [(Tie.COLLEAGUE, HeldByAnother), (Tie.ACCUSED, ExecutorIsAccused)]
)
def test_no_other_door_leads_past_it(desk: Desk, tied: str, refusal: type[DeskError]) -> None:
    case, before = desk.cases.find(_number(tied)), desk.integrity.digest()
    asks = {"body": "Кадастр", "about": "чек", "expected_on": "2026-12-15", "ground": "12-ст."}
    for door in (
        lambda: desk.acts.issue(case, IssueAct()),
        lambda: desk.act_desk.issue(ActTold(template="reply"), case),
        lambda: desk.requests.ask(case, {"documents": ["акт"], "ground": "67"}),
        lambda: desk.requests.withdraw(case, ["акт"]),
        lambda: desk.body_asks.ask(case, asks),
        lambda: desk.cases.what_if(case, "pause", LEAST["pause"]),
    ):
        with pytest.raises(refusal):
            door()
    assert desk.integrity.digest() == before


def test_an_act_on_a_complaint_is_signed_and_delivered_by_somebody_else(desk: Desk) -> None:
    """A colleague hands over what is ready, but does not sign for who made it."""
    me = desk.core.actor
    for tied, code in ((Tie.ACCUSED, "executor_is_accused"), (Tie.COLLEAGUE, "held_by_another")):
        desk.core.actor = desk.office.now.find_login("tokton")
        act = desk.acts.issue(
            desk.cases.find(_number(tied)),
            IssueAct(answers=(AnswerTold(text="Жооп"),), grounds="8-ст."),
        ).act
        desk.core.actor = me
        row = next(one for one in desk.act_desk.newest() if one.act == act)
        assert row.tie is tied
        assert _code(lambda act=act: desk.act_desk.sign(act)) == code
        done = _code(lambda act=act: desk.act_desk.deliver(act, ActDelivery(way="post")))
        assert done == (code if tied is Tie.ACCUSED else "")


def test_what_is_not_offered_on_a_secret_matter_is_refused_by_command(commanded: Path) -> None:
    number = f"К1-{len(CASES) + 1:05}/26"
    for action in sorted(set(ACTIONS) - SILENT):
        told = ("do", number, action, "--json-file", "-", "--json")
        done = quick(commanded, ["--login", "admin", *told], json.dumps(LEAST[action]).encode())
        assert done.one["error"] == "content_not_taken", action
        assert (done.one["secrecy"], done.one["what"]) == ("secret", action)
