"""The frozen tables of who may do what: by role, and by what somebody has to do with a case."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from akimat_desk.domain.case_rights import Tie
from akimat_desk.domain.rights import ROLES

FILE = Path(__file__).parent / "domain" / "rights_table.csv"
CASE_FILE = FILE.with_name("case_rights_table.csv")
_MARKS = {"yes": True, "-": False}


class Right(msgspec.Struct, frozen=True):
    """An action, what it is in plain words, and the roles that may."""

    action: str
    what: str
    roles: frozenset[str]


@cache
def rights() -> tuple[Right, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_right(row) for row in csv.DictReader(file))


def _right(row: dict[str, str]) -> Right:
    roles = frozenset(role for role in ROLES if _MARKS[row[role]])
    return Right(action=row["action"], what=row["what"], roles=roles)


def allowed() -> dict[str, frozenset[str]]:
    return {one.action: one.roles for one in rights()}


def pairs() -> Iterator[tuple[str, str, bool]]:
    """Every role with every action, and whether the table says yes."""
    for right in rights():
        for role in ROLES:
            yield role, right.action, role in right.roles


class CaseRight(msgspec.Struct, frozen=True):
    """An action and a role that may do it on some cases, with the ties that go with it."""

    action: str
    role: str
    ties: frozenset[Tie]


@cache
def case_rights() -> tuple[CaseRight, ...]:
    """Where it matters what somebody has to do with the case, from case_rights_table.csv."""
    with CASE_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_case_right(row) for row in csv.DictReader(file))


def _case_right(row: dict[str, str]) -> CaseRight:
    ties = frozenset(one for one in Tie if _MARKS[row[one]])
    return CaseRight(action=row["action"], role=row["role"], ties=ties)


def allowed_on(role: str, action: str, tied: Tie) -> bool:
    """What both tables say together."""
    ties = {(one.role, one.action): one.ties for one in case_rights()}
    return role in allowed()[action] and tied in ties.get((role, action), frozenset(Tie))
