"""Who may do what as an open desk decides it: each role with each action, for oneself and in the
head's name."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import msgspec
import pytest
from deciding import LEAST
from rights_table import allowed, allowed_on, pairs
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.case_rights import Tie
from akimat_desk.domain.cases import RESPONSIBLE
from akimat_desk.domain.errors import DeskError, NotAllowed
from akimat_desk.domain.office_events import PostHeld
from akimat_desk.domain.rights import ROLES
from akimat_desk.services import card_offers
from akimat_desk.services.card_offers import RIGHT_OF, Standing
from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with one person of each role; the head holds the head's post."""
    opened = new_desk(tmp_path_factory.mktemp("desk"), training=True, password="")
    for role in ROLES:
        told = StaffTold(
            login=role, surname=role.title(), given="Азамат", post_ky="адис", roles=(role,)
        )
        opened.office.add_staff(told)
    _post(opened, "head")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def case(desk: Desk) -> str:
    _sign_in(desk, "registrar")
    return desk.registration.register(a_complaint()).case


def _post(desk: Desk, login: str) -> None:
    with desk.core.write("office") as writing:
        staff = writing.office.find_login(login)
        assert staff is not None
        held = PostHeld(post="head", staff=staff.id, from_on=date(2020, 1, 1), order="№ 1")
        writing.append_office(held)


def _sign_in(desk: Desk, login: str) -> None:
    with desk.core.read() as (_, lens):
        desk.core.actor = lens.office.find_login(login)
    assert desk.core.actor is not None


def _id(desk: Desk, login: str) -> str:
    with desk.core.read() as (_, lens):
        found = lens.office.find_login(login)
    assert found is not None
    return found.id


def _code(desk: Desk, role: str, case: str, action: str, **wish: Any) -> str:
    """What stands in the way of the action; empty where it is done."""
    _sign_in(desk, role)
    try:
        desk.cases.do(case, action, {**LEAST[action], **wish})
    except DeskError as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(("role", "action", "is_allowed"), list(pairs()))
def test_a_transaction_begins_for_whoever_the_table_names_and_for_nobody_else(
    desk: Desk, role: str, action: str, *, is_allowed: bool
) -> None:
    _sign_in(desk, role)
    before = desk.integrity.digest()
    if is_allowed:
        with desk.core.write(action) as writing:
            assert writing.pen.own.origin
    else:
        with pytest.raises(NotAllowed) as refused, desk.core.write(action):
            raise AssertionError("a transaction without a right")
        assert refused.value.action == action
    assert desk.integrity.digest() == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_on_a_case_is_refused_by_right_before_anything_else_is_looked_at(
    desk: Desk, case: str, role: str, action: str
) -> None:
    _sign_in(desk, role)
    digest = desk.integrity.digest()
    if role in allowed()[action]:
        return
    with pytest.raises(NotAllowed):
        desk.cases.do(case, action, LEAST[action])
    with pytest.raises(NotAllowed):
        desk.cases.do("00000000-0000-0000-0000-000000000000", action, LEAST[action])
    assert desk.integrity.digest() == digest


@pytest.mark.parametrize("role", ROLES)
def test_a_resolution_in_the_heads_name_needs_the_right_to_assign_and_a_ground(
    desk: Desk, role: str
) -> None:
    _sign_in(desk, "registrar")
    number = desk.registration.register(a_complaint(10 + ROLES.index(role))).case
    _sign_in(desk, role)
    wish = {"executor": "mamyt", "on_behalf_of": "head", "ground": "лист 3"}
    if role not in allowed()["assign"]:
        with pytest.raises(NotAllowed):
            desk.cases.do(number, "assign", wish)
        return
    done = desk.cases.do(number, "assign", wish)
    entry = desk.cases.history(number)[-1]
    assert (entry.actor, entry.role, entry.on_behalf_of) == (role, role, "head")
    held = done.case.slot(RESPONSIBLE).held
    assert held is not None
    assert held.event.on_behalf_of == _id(desk, "head")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_in_the_name_of_somebody_who_is_not_the_head(
    desk: Desk, case: str, role: str
) -> None:
    for whose in ("registrar", "executor", "controller", "administrator", "auditor", "nobody"):
        _sign_in(desk, role)
        wish = {"executor": "mamyt", "on_behalf_of": whose, "ground": "лист 3"}
        with pytest.raises(DeskError) as refused:
            desk.cases.do(case, "assign", wish)
        by_right = role not in allowed()["assign"]
        expected = "not_allowed" if by_right else {"nobody": "staff_unknown"}.get(whose)
        assert refused.value.code == (expected or "pen_not_of_head")


@pytest.mark.parametrize("role", ROLES)
def test_a_paper_that_must_not_be_asked_is_ordered_by_the_head_alone(
    desk: Desk, case: str, role: str
) -> None:
    """The law forbids it; the head answers for it, and who writes it down names the head."""
    _sign_in(desk, "head")
    desk.cases.do(case, "assign", {"executor": "executor"})
    wish = {"documents": ["residence_data"], "article": "7-ст.", "reason": "башка жол жок"}
    codes = {
        whose: _code(desk, role, case, "request", on_behalf_of=whose, **wish)
        for whose in ("head", "registrar", "administrator", "")
    }
    if role not in allowed()["request"]:
        assert set(codes.values()) == {"not_allowed"}
    else:
        own = "" if role == "head" else "override_not_by_head"
        assert codes == {
            "head": "",
            "registrar": "override_not_by_head",
            "administrator": "override_not_by_head",
            "": own,
        }


def test_what_the_card_offers_is_what_the_tables_give(desk: Desk) -> None:
    """For every state a case can be in, as far as the offers depend on it."""
    for standing in _standings():
        everything = set(card_offers.offered(standing, ROLES))
        for role, tied in product(ROLES, Tie):
            now = msgspec.structs.replace(standing, tie=tied)
            offered = set(card_offers.offered(now, (role,)))
            may = {one for one in everything if allowed_on(role, RIGHT_OF.get(one, one), tied)}
            assert offered == may, (role, now)


@pytest.mark.parametrize("role", ROLES)
def test_the_offers_of_a_real_card_are_those_of_the_table(desk: Desk, case: str, role: str) -> None:
    _sign_in(desk, role)
    names = {RIGHT_OF.get(one, one) for one in desk.cards.card(case).offered}
    assert names <= {one for one, roles in allowed().items() if role in roles}
    assert not (names and role == "auditor")


@pytest.mark.parametrize("role", ROLES)
def test_what_the_office_book_says_is_the_table(desk: Desk, role: str) -> None:
    _sign_in(desk, role)
    for action, roles in allowed().items():
        assert desk.office.book.may(action) is (role in roles)
        assert set(desk.office.book.who_may(action)) == roles


def _standings() -> Iterator[Standing]:
    """Each property alone, with the case open and ended, and all of them at once."""
    names = [field.name for field in msgspec.structs.fields(Standing) if field.name != "tie"]
    for is_open in (True, False):
        nothing = dict.fromkeys(names, False) | {"is_open": is_open}
        yield Standing(**nothing)
        yield Standing(**dict.fromkeys(names, True) | {"is_open": is_open})
        for name in names:
            yield Standing(**nothing | {name: True})
