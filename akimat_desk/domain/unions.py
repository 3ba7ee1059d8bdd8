"""Unions: records that were joined are one applicant, and the smallest id that is here leads.

A join stands on the record of the smaller of its two ids. So two desks that join the same pair
without knowledge of each other write to one stream, and whoever parts the pair sees both joins.
"""

from collections.abc import Container, Iterable
from typing import TypeVar

Id = TypeVar("Id", str, bytes)


def unions(joins: Iterable[tuple[Id, Id]]) -> dict[Id, tuple[Id, ...]]:
    """Every id that a join names, with all ids of its union in order.

    Neither the order of the joins, nor their direction, nor how often one is told matters.
    """
    above: dict[Id, Id] = {}

    def top(one: Id) -> Id:
        while (upper := above.setdefault(one, one)) != one:
            above[one] = one = above[upper]
        return one

    for one, other in joins:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    members: dict[Id, list[Id]] = {}
    for one in sorted(above):
        members.setdefault(top(one), []).append(one)
    return {one: tuple(together) for together in members.values() for one in together}


def leaders(joins: Iterable[tuple[Id, Id]], here: Container[Id]) -> dict[Id, Id]:
    """For every id that a join names and whose record is here, the one that leads its union.

    A record that is not here yet, or was erased, still binds the others and never leads.
    """
    found: dict[Id, Id] = {}
    for one, together in unions(joins).items():
        if one in here:
            found[one] = next(member for member in together if member in here)
    return found
