"""Who has a case from which day on, as its hand-overs say."""

from datetime import date

import msgspec

from akimat_desk.domain.bookings import Holding
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.case_events import ExecutorAssigned, HandOverAccepted, HandOverDeclined
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.deadlines import Holder, day_after
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.domain.visit_states import visits_of, with_visits


def holdings(case: Case, office: Office, calendar: Calendar) -> tuple[Holding, ...]:
    """From the day after each hand-over; one that nobody accepted passes after a working day.

    Until it passes the case stays with whoever had it, or with nobody. While a commission is to
    go to the place its chair has the case in hand.
    """
    registered = case.registered
    taken = [_taken(office, registered.registered_on, registered.responsible)]
    awaited: Holding | None = None
    for entry in case.slot(RESPONSIBLE).line:
        told = _told(entry, office)
        if told is None:
            continue
        if awaited is not None and awaited.from_on <= told.from_on:
            taken.append(awaited)
        awaited = None
        if isinstance(entry.event, ExecutorAssigned) and not entry.event.accepted:
            passes_on = calendar.nth_working_day(_day(told), 1)
            awaited = msgspec.structs.replace(told, from_on=day_after(passes_on))
        else:
            taken.append(told)
    held = taken if awaited is None else (*taken, awaited)
    return with_visits(held, visits_of(case), office)


def head_on(office: Office, day: date) -> Holder | None:
    """Whoever held the head's post that day."""
    held = office.post_holder("head", day)
    named = None if held is None else office.find_staff(held.staff)
    return None if named is None else Holder(kind="head", id=named.id, name=named.short_name)


def _told(entry: SlotEntry, office: Office) -> Holding | None:
    on = legal_day(entry.at)
    match entry.event:
        case ExecutorAssigned(executor=staff, assigned_on=day):
            return _taken(office, day or on, staff)
        case HandOverAccepted(executor=staff, accepted_on=day):
            return _taken(office, day, staff)
        case HandOverDeclined(declined_on=day) | ExecutorReleased(released_on=day):
            return _taken(office, day, "")
        case _:
            return None


def _taken(office: Office, on: date, staff_id: str) -> Holding:
    named = office.find_staff(staff_id) if staff_id else None
    holder = None if named is None else Holder(kind="person", id=named.id, name=named.short_name)
    return Holding(from_on=day_after(on), holder=holder)


def _day(holding: Holding) -> date:
    """The day of the hand-over itself."""
    return date.fromordinal(max(1, holding.from_on.toordinal() - 1))
