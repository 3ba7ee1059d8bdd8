"""Offices that end, take over or part: what was told, and what may no longer be done."""

from dataclasses import dataclass
from datetime import date, timedelta

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession_events import OfficeFilesPassed, OfficeSucceeded
from akimat_desk.domain.wishes import Wish

MERGED_INTO, TOOK_OVER, SPLIT = "merged_into", "took_over", "split"
KINDS = (MERGED_INTO, TOOK_OVER, SPLIT)
GIVES = (MERGED_INTO, SPLIT)
"""The kinds by which open cases leave this office."""
_DAY = timedelta(days=1)


@dataclass(eq=False)
class OfficeEnded(RuleBroken):
    """The office was merged into another one: nothing is registered here after its last day."""

    ended_on: date
    successor: str


class Succeed(Wish, frozen=True, kw_only=True):
    """What is told of a succession: which kind, with which office, from when, by which act."""

    kind: str
    name: Bilingual
    from_on: date
    ground: str
    office: str = ""


def successions(office: Office) -> tuple[OfficeSucceeded, ...]:
    """The earliest first."""
    told = (one for one in office.all("succession") if isinstance(one, OfficeSucceeded))
    return tuple(sorted(told, key=lambda one: (one.from_on, one.office, one.name.ky)))


def acts_of_hand_over(office: Office) -> tuple[OfficeFilesPassed, ...]:
    """The earliest first."""
    told = (one for one in office.all("passed") if isinstance(one, OfficeFilesPassed))
    return tuple(sorted(told, key=lambda one: (one.drawn_on, one.act)))


def successor_on(office: Office, day: date) -> OfficeSucceeded | None:
    """Into which office this one was merged by that day, None while it stands."""
    told = (one for one in successions(office) if one.kind == MERGED_INTO)
    return next((one for one in told if one.from_on <= day), None)


def demand_standing(office: Office, day: date) -> None:
    """Raises OfficeEnded."""
    successor = successor_on(office, day)
    if successor is not None:
        raise OfficeEnded(successor.from_on - _DAY, successor.name.ky)


def succeed(told: Succeed, office: Office, office_id: str) -> OfficeSucceeded:
    """Raises FieldWrong (unknown, missing, own_office, taken: an office ends once)."""
    if told.kind not in KINDS:
        raise FieldWrong("kind", "unknown")
    demand_filled("name", told.name.ky)
    demand_filled("ground", told.ground)
    if told.office == office_id:
        raise FieldWrong("office", "own_office")
    is_ended = any(one.kind == MERGED_INTO for one in successions(office))
    if told.kind == MERGED_INTO and is_ended:
        raise FieldWrong("kind", "taken")
    return OfficeSucceeded(
        kind=told.kind,
        name=Bilingual(ky=told.name.ky.strip(), ru=told.name.ru.strip()),
        from_on=told.from_on,
        ground=told.ground.strip(),
        office=told.office,
    )
