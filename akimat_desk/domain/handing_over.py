"""Who acts on a case: named, accepted, declined, sent on to another body, given back."""

from akimat_desk.domain import case_events as events
from akimat_desk.domain.accused import HEAD, demand_not_accused
from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.behalf import pen_of
from akimat_desk.domain.cases import OUTCOME, RESPONSIBLE, Case
from akimat_desk.domain.duties import responsible
from akimat_desk.domain.errors import (
    DateOutOfPlace,
    FieldWrong,
    InternalTooLate,
    NotAllowed,
    NothingToAccept,
    NothingToRelease,
    UndoTooLate,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import CaseLabelled, ExecutorReleased, HandOverUndone
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.situations import Situation, demand_open, demand_settled
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.domain.undoing import can_be_undone
from akimat_desk.domain.wishes import Assign, Forward, Plain, Reasoned, Release


def assign(case: Case, wish: Assign, now: Situation) -> Event:
    """Raises InternalTooLate: an internal date is never later than the other duties."""
    demand_open(case, now)
    executor = now.staff(wish.executor)
    others = tuple(now.staff(login) for login in wish.co_executors)
    # Whom it is about names no executor either, but for the head whose pen it was.
    namer = () if wish.on_behalf_of or HEAD in now.actor.roles else (now.actor,)
    for one in (executor, *others, *namer):
        demand_not_accused(one, case.field("against"))
    if not 0 <= wish.question <= max(1, len(case.registered.questions)):
        raise FieldWrong("question", "out_of_range", len(case.registered.questions))
    _demand_internal(case, wish, now)
    behalf = pen_of(case, wish, now)
    return events.ExecutorAssigned(
        executor=executor.id,
        co_executors=tuple(one.id for one in others),
        question=wish.question,
        internal_on=wish.internal_on,
        resolution=wish.resolution,
        ground=wish.ground,
        accepted=wish.accepted,
        assigned_on=now.today,
        on_behalf_of=behalf,
        resolved_on=wish.resolved_on if behalf else None,
        scan=bytes.fromhex(wish.scan) if behalf else b"",
    )


def release(case: Case, wish: Release, now: Situation) -> Event:
    """Raises NothingToRelease, and DisputeOpen: a release would end it unseen."""
    demand_open(case, now)
    demand_filled("reason", wish.reason)
    if not 0 <= wish.question <= max(1, len(case.registered.questions)):
        raise FieldWrong("question", "out_of_range", len(case.registered.questions))
    keys = (f"{RESPONSIBLE}:{wish.question}",) if wish.question else case.keys(RESPONSIBLE)
    for key in keys:
        demand_settled(case, key)
    is_named = not wish.question and bool(responsible(case))
    if not is_named and not any(_acts(case, key) for key in keys):
        raise NothingToRelease(case.registered.number)
    return ExecutorReleased(
        released_on=now.today, reason=wish.reason.strip(), question=wish.question
    )


def undo(case: Case, entry: bytes, now: Situation) -> Event:
    """What takes back an assignment, a release or a label; `entry` is its reference.

    Raises UndoTooLate where it is not the last word any more, or nothing of that kind.
    """
    keys = [key for key in case.slots if any(one.id == entry for one in case.slot(key))]
    last = [one for key in keys for one in case.slot(key).latest]
    if not keys or any(one.id != entry for one in last):
        raise UndoTooLate(case.registered.number)
    told = last[0]
    if isinstance(told.event, CaseLabelled):
        return CaseLabelled(label=told.event.label, is_on=not told.event.is_on)
    if not can_be_undone(told):
        raise UndoTooLate(case.registered.number)
    demand_open(case, now)
    return HandOverUndone(undoes=entry, undone_on=now.today)


def accept(case: Case, _wish: Plain, now: Situation) -> Event:
    _demand_assigned_to(case, now.actor)
    # Whom it is about may have become known after the assignment.
    demand_not_accused(now.actor, case.field("against"))
    return events.HandOverAccepted(executor=now.actor.id, accepted_on=now.today)


def decline(case: Case, wish: Reasoned, now: Situation) -> Event:
    _demand_assigned_to(case, now.actor)
    demand_filled("reason", wish.reason)
    return events.HandOverDeclined(executor=now.actor.id, declined_on=now.today, reason=wish.reason)


def forward(case: Case, wish: Forward, now: Situation) -> Event:
    demand_open(case, now)
    demand_settled(case, OUTCOME)
    demand_filled("body", wish.body)
    demand_filled("ground", wish.ground)
    if wish.to_office == now.office_id:
        raise FieldWrong("to_office", "own_office")
    asked = len(case.registered.questions)
    if not all(1 <= question <= asked for question in wish.questions):
        raise FieldWrong("questions", "out_of_range", asked)
    return events.CaseForwarded(
        body=wish.body,
        forwarded_on=now.today,
        ground=wish.ground,
        to_office=wish.to_office,
        number=wish.number,
        keeps_control=wish.keeps_control,
        questions=wish.questions,
    )


def give_back(case: Case, wish: Reasoned, now: Situation) -> Event:
    """Only what was forwarded here, and while it is still open here; raises NotAllowed."""
    demand_open(case, now)
    if not _is_forwarded_here(case, now):
        raise NotAllowed("return")
    demand_settled(case, OUTCOME)
    demand_filled("reason", wish.reason)
    return events.CaseReturned(office=now.office_id, returned_on=now.today, reason=wish.reason)


def _is_forwarded_here(case: Case, now: Situation) -> bool:
    return any(
        isinstance(entry.event, events.CaseForwarded) and entry.event.to_office == now.office_id
        for entry in case.slot(OUTCOME)
    )


def _acts(case: Case, key: str) -> bool:
    held = case.slot(key).held
    return held is not None and _names_executor(held)


def _names_executor(entry: SlotEntry) -> bool:
    return isinstance(entry.event, events.ExecutorAssigned | events.HandOverAccepted)


def _demand_internal(case: Case, wish: Assign, now: Situation) -> None:
    day = wish.internal_on
    if day is None:
        return
    others = [
        duty.due_on
        for duty in now.dates(case).duties
        if duty.kind != "internal" and duty.is_open and duty.due_on is not None
    ]
    if others and day > min(others):
        raise InternalTooLate(min(others))
    if day < case.registered.registered_on:
        raise DateOutOfPlace("internal_on", earliest=case.registered.registered_on)


def _demand_assigned_to(case: Case, actor: Staff) -> None:
    held = case.slot(RESPONSIBLE).held
    event = None if held is None else held.event
    if not isinstance(event, events.ExecutorAssigned) or event.executor != actor.id:
        raise NothingToAccept(case.registered.number)
