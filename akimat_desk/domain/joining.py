"""Joining two applicants into one: what is refused, and on whose record the join stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.identifiers import is_pin
from akimat_desk.domain.people import Applicant, PersonsJoined
from akimat_desk.domain.same_person import is_body


@dataclass(eq=False)
class PersonUnknown(RuleBroken):
    """No record of an applicant has this id here."""

    person: str


@dataclass(eq=False)
class PersonReadOnly(RuleBroken):
    """The record holds entries of a newer program."""

    person: str


@dataclass(eq=False)
class JoinUnknown(RuleBroken):
    """No such join stands: it was taken back already, or never made here."""

    join: str


@dataclass(eq=False)
class JoinedWithItself(RuleBroken):
    """One record was named twice."""

    person: str


@dataclass(eq=False)
class AlreadyJoined(RuleBroken):
    """Both are records of one applicant already."""

    leader: str


@dataclass(eq=False)
class KindsDiffer(RuleBroken):
    """A person and an organisation are never one applicant."""


@dataclass(eq=False)
class PinsDiffer(RuleBroken):
    """Both have a valid personal number, and not the same: only a reason lets them be joined."""


class Union(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant as it stands: the one meant, who leads, and what all its records say."""

    id: str
    leader: str
    applicants: tuple[Applicant, ...]


def join(one: Union, other: Union, reason: str = "") -> tuple[str, PersonsJoined]:
    """The id of the record to write on, and the event.

    Raises JoinedWithItself, AlreadyJoined, KindsDiffer, PinsDiffer.
    """
    if one.id == other.id:
        raise JoinedWithItself(one.id)
    if one.leader == other.leader:
        raise AlreadyJoined(one.leader)
    if {is_body(known) for known in one.applicants} != {
        is_body(known) for known in other.applicants
    }:
        raise KindsDiffer
    if not reason and _pins_differ(one.applicants, other.applicants):
        raise PinsDiffer
    low, high = sorted((one.id, other.id))
    return low, PersonsJoined(other=high, reason=reason)


def _pins_differ(some: Iterable[Applicant], others: Iterable[Applicant]) -> bool:
    """Where a number is common to both, the others are old mistakes of one person."""
    first = {known.pin for known in some if is_pin(known.pin)}
    second = {known.pin for known in others if is_pin(known.pin)}
    return bool(first) and bool(second) and first.isdisjoint(second)
