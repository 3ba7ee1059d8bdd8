"""Control by a higher body or head: set, moved by its letter alone, reported, lifted."""

import hashlib

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import ControlUnknown, DateOutOfPlace
from akimat_desk.domain.facts import Event
from akimat_desk.domain.situations import Situation, demand_open
from akimat_desk.domain.wishes import Control, Lift, Prolong, Report, Wish

_canonical = msgspec.msgpack.Encoder(order="sorted")


def control(case: Case, wish: Control, now: Situation) -> Event:
    demand_open(case, now)
    demand_filled("body", wish.body)
    earliest = wish.dated_on or case.registered.registered_on
    if wish.due_on < earliest:
        raise DateOutOfPlace("due_on", earliest=earliest)
    return events.ControlSet(
        control=own_id(now.office_id, wish),
        body=wish.body,
        due_on=wish.due_on,
        number=wish.number,
        dated_on=wish.dated_on,
        report_to=wish.report_to or wish.body,
    )


def prolong(case: Case, wish: Prolong, now: Situation) -> Event:
    """Only a letter of the controlling body moves its date; the statutory one stays."""
    demand_open(case, now)
    _demand_control(case, wish.control)
    demand_filled("letter_number", wish.letter_number)
    if wish.due_on < wish.letter_dated_on:
        raise DateOutOfPlace("due_on", earliest=wish.letter_dated_on)
    return events.ControlProlonged(
        control=wish.control,
        due_on=wish.due_on,
        letter_number=wish.letter_number,
        letter_dated_on=wish.letter_dated_on,
    )


def report(case: Case, wish: Report, now: Situation) -> Event:
    _demand_control(case, wish.control)
    return events.ControlReported(control=wish.control, reported_on=now.today, number=wish.number)


def lift(case: Case, wish: Lift, now: Situation) -> Event:
    _demand_control(case, wish.control)
    demand_filled("by", wish.by)
    demand_filled("ground", wish.ground)
    return events.ControlLifted(
        control=wish.control, lifted_on=now.today, by=wish.by, ground=wish.ground
    )


def own_id(office_id: str, wish: Wish) -> str:
    """An id made of what it names: two desks apart give one thing one id, and two things two.

    A count would give the first control of either desk the same id, and one would be lost.
    """
    return f"{office_id}:{hashlib.sha256(_canonical.encode(wish)).hexdigest()[:8]}"


def _demand_control(case: Case, control_id: str) -> None:
    if f"control:{control_id}" not in case.slots:
        raise ControlUnknown(control_id)
