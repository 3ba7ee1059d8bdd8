"""The frozen table of who may do what, read from domain/rights_table.csv."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from akimat_desk.domain.rights import ROLES

FILE = Path(__file__).parent / "domain" / "rights_table.csv"
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
