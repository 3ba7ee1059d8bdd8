"""The facts about commission visits: ordered, made, not made after all."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual, Reading


class VisitPerson(Reading, frozen=True, kw_only=True):
    """Somebody of the commission or met on the spot; `staff` is empty for one from outside."""

    name: str
    staff: str = ""
    post: Bilingual = Bilingual(ky="")


class Unsigned(Reading, frozen=True, kw_only=True):
    """Who would not sign the act, what they said, and before whom."""

    name: str
    reason: str = ""
    witnesses: tuple[str, ...] = ()


class VisitOrdered(Event, frozen=True, kw_only=True):
    """A commission is to go to the place on `on`, by the order named here.

    From the day after `ordered_on` until the visit is over the days of the case are booked to
    the chair, where the chair works here. `act` is the order's own id where it was made here.
    """

    visit: str
    ordered_on: date
    on: date
    chair: VisitPerson
    members: tuple[VisitPerson, ...] = ()
    place: str = ""
    order_number: str = ""
    order_dated_on: date | None = None
    act: str = ""


class VisitMade(Event, frozen=True, kw_only=True):
    """What was found. `present` are those met there besides the commission, `photos` digests of
    files of the case, `signed_by` the names under the act."""

    visit: str
    made_on: date
    findings: str
    conclusion: str = ""
    present: tuple[VisitPerson, ...] = ()
    photos: tuple[bytes, ...] = ()
    signed_by: tuple[str, ...] = ()
    refused: tuple[Unsigned, ...] = ()


class VisitCancelled(Event, frozen=True, kw_only=True):
    """The commission does not go; the days are the executor's again from the next one on."""

    visit: str
    cancelled_on: date
    reason: str


VISIT_EVENTS: tuple[type[Any], ...] = (VisitOrdered, VisitMade, VisitCancelled)
