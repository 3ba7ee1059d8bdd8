"""Who may do what."""

import pytest
from builders import an_office
from rights_table import FILE, pairs, rights

from akimat_desk.domain.actions import ACTIONS
from akimat_desk.domain.errors import NotAllowed
from akimat_desk.domain.rights import RIGHTS, ROLES, may, role_for


def test_every_action_on_a_case_is_somebodys_right() -> None:
    assert set(ACTIONS) <= set(RIGHTS)
    assert all(roles and roles <= set(ROLES) for roles in RIGHTS.values())


def test_the_table_that_people_read_names_each_action_once_and_says_what_it_is() -> None:
    named = [right.action for right in rights()]
    assert len(named) == len(set(named))
    assert set(named) == set(RIGHTS), f"each action of domain/rights.py has its row in {FILE.name}"
    assert all(right.what and right.what != right.action for right in rights())


@pytest.mark.parametrize(("role", "action", "is_allowed"), list(pairs()))
def test_each_role_may_do_what_the_table_says(role: str, action: str, *, is_allowed: bool) -> None:
    assert may((role,), action) is is_allowed


@pytest.mark.parametrize(
    ("roles", "action", "allowed"),
    [
        (("registrar",), "register", True),
        (("executor",), "register", False),
        (("executor", "registrar"), "register", True),
        (("head",), "settle", True),
        (("registrar",), "settle", False),
        (("auditor",), "read", True),
        (("auditor",), "note", False),
        ((), "read", False),
        (("head",), "fly", False),
        (("emperor",), "read", False),
    ],
)
def test_a_right_goes_with_the_role(roles: tuple[str, ...], action: str, *, allowed: bool) -> None:
    assert may(roles, action) is allowed


@pytest.mark.parametrize("action", ["settle", "extend", "reopen"])
def test_what_is_the_heads_alone_is_nobody_elses(action: str) -> None:
    assert RIGHTS[action] == {"head"}


def test_the_role_is_the_first_that_allows_it() -> None:
    bekova = an_office().find_login("bekova")
    assert role_for(bekova, "accept") == "executor"
    assert role_for(bekova, "register") == "registrar"
    with pytest.raises(NotAllowed) as refused:
        role_for(bekova, "settle")
    assert refused.value.facts() == {"action": "settle"}


def test_the_program_itself_acts_at_set_up() -> None:
    assert role_for(None, "staff") == "setup"
