"""Accepting a case that another office forwarded: own number, own term, own official."""

from dataclasses import dataclass

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import accepted_elsewhere, is_listed, offer
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import Number
from akimat_desk.domain.offices import Office
from akimat_desk.domain.registering import Ground, Place, due_on
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.domain.wishes import Wish


@dataclass(eq=False)
class NotOffered(RuleBroken):
    """The case does not wait here for this office's word: it was accepted, returned, taken back."""

    number: str


@dataclass(eq=False)
class CaseNotAccepted(RuleBroken):
    """Another office forwarded the case here, and this one has not accepted it."""

    number: str


@dataclass(eq=False)
class CaseElsewhere(RuleBroken):
    """The other office accepted it: only that one gives it back. `incoming` is its number there."""

    number: str
    body: str
    incoming: str


def demand_listed(case: Case, office_id: str, office: Office) -> None:
    """Before it is accepted nothing is done on a case but that; raises CaseNotAccepted."""
    if not is_listed(case, office_id, office):
        raise CaseNotAccepted(case.registered.number)


def demand_takes_back(case: Case, office_id: str) -> None:
    """What another office accepted only that one gives back; raises CaseElsewhere."""
    accepted, ending = accepted_elsewhere(case, office_id), case.ending_at(office_id)
    if accepted is not None and ending is not None:
        body = getattr(ending.event, "body", "")
        raise CaseElsewhere(case.registered.number, body, accepted.number)


class Accept(Wish, frozen=True, kw_only=True):
    """Who is to answer here; the table of responsibility says it where nobody is named."""

    responsible: str = ""


def demand_offered(case: Case, office_id: str) -> SlotEntry:
    """The hand-over that waits here; raises NotOffered."""
    handed = offer(case, office_id)
    if handed is None:
        raise NotOffered(case.registered.number)
    return handed


def accept(
    case: Case, office_id: str, ground: Ground, place: Place, letter: str, responsible: str
) -> tuple[Event, ...]:
    """The facts of accepting: own number and term, and whoever had it elsewhere has it no more.

    Raises NotOffered.
    """
    handed = demand_offered(case, office_id)
    on = legal_day(place.at)
    number = Number(journal=letter, mark=place.mark, sequence=place.sequence, year=on.year)
    accepted = events.CaseAccepted(
        office=office_id,
        number=number.text(),
        journal=number.journal,
        mark=number.mark,
        sequence=number.sequence,
        year=number.year,
        accepted_at=place.at,
        registered_on=on,
        rule="" if ground.rule is None else ground.rule.id,
        pack=ground.pack,
        calendar=ground.calendar_id,
        due_on=due_on(on, ground),
        responsible=responsible,
        receipt_code=place.receipt_code,
        hand_over=handed.id,
        person=place.person,
    )
    told: list[Event] = [accepted, ExecutorReleased(released_on=on, reason=number.text())]
    if responsible:
        told.append(events.ExecutorAssigned(executor=responsible, assigned_on=on, accepted=True))
    return tuple(told)
