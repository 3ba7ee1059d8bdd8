"""Commission visits decided: ordered, reported with what was found, or called off."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.domain.controls import own_id
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.situations import Situation, demand_open, demand_settled
from akimat_desk.domain.visit_events import (
    Unsigned,
    VisitCancelled,
    VisitMade,
    VisitOrdered,
    VisitPerson,
)
from akimat_desk.domain.visit_states import VISIT, VisitState, open_visits, visits_of
from akimat_desk.domain.wishes import Wish

MOST_PEOPLE = 30


@dataclass(eq=False)
class VisitUnknown(RuleBroken):
    """The case has no such visit, or none that is still to be made."""

    visit: str


@dataclass(eq=False)
class VisitOver(RuleBroken):
    """The visit was made or called off already."""

    over_on: date


class VisitPersonTold(Wish, frozen=True, kw_only=True):
    """By login for one who works here; by name and post for anybody else."""

    login: str = ""
    name: str = ""
    post: str = ""
    post_ru: str = ""


class UnsignedTold(Wish, frozen=True, kw_only=True):
    name: str
    reason: str = ""
    witnesses: tuple[str, ...] = ()


class OrderVisit(Wish, frozen=True, kw_only=True):
    """Without `ordered_on` the order is of its own date, or of today."""

    on: date
    chair: VisitPersonTold
    members: tuple[VisitPersonTold, ...] = ()
    place: str = ""
    order_number: str = ""
    order_dated_on: date | None = None
    act: str = ""


class MakeVisit(Wish, frozen=True, kw_only=True):
    """Without `visit` the one that is open; `photos` are digests in hexadecimal."""

    findings: str
    visit: str = ""
    made_on: date | None = None
    conclusion: str = ""
    present: tuple[VisitPersonTold, ...] = ()
    photos: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    refused: tuple[UnsignedTold, ...] = ()


class CancelVisit(Wish, frozen=True, kw_only=True):
    reason: str
    visit: str = ""


def order(case: Case, wish: OrderVisit, now: Situation) -> Event:
    """Raises CaseEnded, FieldWrong, DateOutOfPlace, StaffUnknown."""
    demand_open(case, now)
    demand_filled("place", wish.place)
    ordered_on = wish.order_dated_on or now.today
    registered_on = case.registered.registered_on
    _demand_between("order_dated_on", ordered_on, registered_on, now.today)
    if wish.on < ordered_on:
        raise DateOutOfPlace("on", earliest=ordered_on)
    chair = _person("chair", wish.chair, now)
    members = _people("members", wish.members, now)
    names = [one.name for one in (chair, *members)]
    if len(set(names)) < len(names):
        raise FieldWrong("members", "taken")
    visit = own_id(now.office_id, wish)
    if f"{VISIT}{visit}" in case.slots:
        raise FieldWrong("on", "unchanged")
    return VisitOrdered(
        visit=visit,
        ordered_on=ordered_on,
        on=wish.on,
        chair=chair,
        members=members,
        place=wish.place,
        order_number=wish.order_number,
        order_dated_on=wish.order_dated_on,
        act=wish.act,
    )


def make(case: Case, wish: MakeVisit, now: Situation) -> Event:
    """Raises CaseEnded, VisitUnknown, VisitOver, DisputeOpen, FieldWrong, DateOutOfPlace."""
    demand_open(case, now)
    meant = _meant(case, wish.visit)
    demand_filled("findings", wish.findings)
    made_on = wish.made_on or now.today
    _demand_between("made_on", made_on, meant.ordered.ordered_on, now.today)
    _demand_signed(wish)
    return VisitMade(
        visit=meant.visit,
        made_on=made_on,
        findings=wish.findings,
        conclusion=wish.conclusion,
        present=_people("present", wish.present, now),
        photos=tuple(_photo(case, one) for one in wish.photos),
        signed_by=wish.signed_by,
        refused=tuple(_unsigned(one) for one in wish.refused),
    )


def cancel(case: Case, wish: CancelVisit, now: Situation) -> Event:
    """Raises CaseEnded, VisitUnknown, VisitOver, DisputeOpen, FieldWrong."""
    demand_open(case, now)
    meant = _meant(case, wish.visit)
    demand_filled("reason", wish.reason)
    return VisitCancelled(visit=meant.visit, cancelled_on=now.today, reason=wish.reason)


def _meant(case: Case, visit: str) -> VisitState:
    """The one that was named, or the open one that was to be made first."""
    known = visits_of(case) if visit else open_visits(case)
    fitting = [one for one in known if visit in ("", one.visit)]
    if not fitting:
        raise VisitUnknown(visit)
    demand_settled(case, f"{VISIT}{fitting[0].visit}")
    over_on = fitting[0].over_on
    if over_on is not None:
        raise VisitOver(over_on)
    return min(fitting, key=lambda one: (one.ordered.on, one.visit))


def _demand_between(field: str, day: date, earliest: date, latest: date) -> None:
    if day < earliest:
        raise DateOutOfPlace(field, earliest=earliest)
    if day > latest:
        raise DateOutOfPlace(field, latest=latest)


def _demand_signed(wish: MakeVisit) -> None:
    """Nobody both signs and refuses."""
    refusing = [one.name for one in wish.refused]
    for place, one in enumerate(wish.signed_by):
        demand_filled(f"signed_by.{place}", one)
    for place, name in enumerate(refusing):
        demand_filled(f"refused.{place}.name", name)
    everybody = [*wish.signed_by, *refusing]
    if len(set(everybody)) < len(everybody):
        raise FieldWrong("signed_by", "taken")


def _people(field: str, told: Iterable[VisitPersonTold], now: Situation) -> tuple[VisitPerson, ...]:
    people = tuple(_person(f"{field}.{place}", one, now) for place, one in enumerate(told))
    if len(people) > MOST_PEOPLE:
        raise FieldWrong(field, "too_many", MOST_PEOPLE)
    return people


def _person(field: str, told: VisitPersonTold, now: Situation) -> VisitPerson:
    """One who works here bears the post of the day, or the one that was typed."""
    if told.login:
        staff = now.staff(told.login)
        post = Bilingual(ky=told.post, ru=told.post_ru) if told.post else staff.post
        return VisitPerson(name=staff.short_name, staff=staff.id, post=post)
    demand_filled(f"{field}.name", told.name)
    return VisitPerson(name=told.name, post=Bilingual(ky=told.post, ru=told.post_ru))


def _photo(case: Case, told: str) -> bytes:
    attached = {one.digest.hex(): one.digest for _, one in case.each(FileAttached)}
    if told not in attached:
        raise FieldWrong("photos", "unknown")
    return attached[told]


def _unsigned(told: UnsignedTold) -> Unsigned:
    return Unsigned(name=told.name, reason=told.reason, witnesses=told.witnesses)


_Decision = Callable[[Case, Any, Situation], Event]
VISIT_ACTIONS: Mapping[str, tuple[type[Wish], _Decision]] = {
    "visit-order": (OrderVisit, order),
    "visit-made": (MakeVisit, make),
    "visit-cancelled": (CancelVisit, cancel),
}
"""Beside the other actions of a case."""
