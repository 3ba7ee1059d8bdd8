"""A case: the fold of its facts into one frozen state. Facts only; dates are derived elsewhere."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.act_events import ActAnnulled, ActCopied, ActReplaced, ActSigned
from akimat_desk.domain.archive_events import CaseFiled
from akimat_desk.domain.body_events import BODY_CASE_EVENTS
from akimat_desk.domain.clash_events import CLASH_EVENTS
from akimat_desk.domain.collation import folded
from akimat_desk.domain.copy_events import COPY_EVENTS
from akimat_desk.domain.custody import END_DAY, ending_at, ends
from akimat_desk.domain.facts import Event, Fact, SetAside, stored_name
from akimat_desk.domain.list_events import CaseLabelled, ExecutorReleased, HandOverUndone
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.request_events import REQUEST_EVENTS
from akimat_desk.domain.slots import (
    EMPTY,
    DisputeSettled,
    Slot,
    SlotEntry,
    put_in,
    settled_in,
)
from akimat_desk.domain.undoing import standing, undone_in
from akimat_desk.domain.visit_events import VisitCancelled, VisitMade, VisitOrdered

RESPONSIBLE, TERM, OUTCOME = "responsible", "term", "outcome"
LABEL = "label:"

_SLOT_OF: dict[type[Event], Callable[[Any], str]] = {
    events.ExecutorAssigned: lambda e: f"{RESPONSIBLE}:{e.question}" if e.question else RESPONSIBLE,
    ExecutorPassed: lambda e: f"{RESPONSIBLE}:{e.question}" if e.question else RESPONSIBLE,
    events.HandOverAccepted: lambda _: RESPONSIBLE,
    events.HandOverDeclined: lambda _: RESPONSIBLE,
    events.ClockPaused: lambda _: TERM,
    events.ClockResumed: lambda _: TERM,
    events.TermExtended: lambda _: TERM,
    events.CaseDecided: lambda _: OUTCOME,
    events.CaseForwarded: lambda _: OUTCOME,
    events.CaseReturned: lambda _: OUTCOME,
    events.CaseClosed: lambda _: OUTCOME,
    events.CaseWithdrawn: lambda _: OUTCOME,
    events.CaseAnnulled: lambda _: OUTCOME,
    events.CaseReopened: lambda _: OUTCOME,
    events.CaseAccepted: lambda e: f"incoming:{e.office}",
    events.ControlSet: lambda e: f"control:{e.control}",
    events.ControlProlonged: lambda e: f"control:{e.control}",
    events.ControlReported: lambda e: f"control:{e.control}",
    events.ControlLifted: lambda e: f"control:{e.control}",
    events.ActIssued: lambda e: f"act:{e.act}",
    events.ActNumbered: lambda e: f"act:{e.act}",
    ActSigned: lambda e: f"signed:{e.act}",
    ActAnnulled: lambda e: f"annulled:{e.act}",
    ActReplaced: lambda e: f"replaced:{e.act}",
    CaseFiled: lambda _: "filed",
    CaseLabelled: lambda e: f"{LABEL}{folded(e.label)}",
    VisitOrdered: lambda e: f"visit:{e.visit}",
    VisitMade: lambda e: f"visit:{e.visit}",
    VisitCancelled: lambda e: f"visit:{e.visit}",
}
_ADDITIVE: tuple[type[Any], ...] = (
    *BODY_CASE_EVENTS,
    *REQUEST_EVENTS,
    *COPY_EVENTS,
    *CLASH_EVENTS,
    events.DocumentReceived,
    events.FileAttached,
    events.NoteAdded,
    events.NoticeGiven,
    events.ReceiptIssued,
    events.ActDelivered,
    ActCopied,
)
# What follows another entry of its slot, or means nothing.
_FOLLOWING = (
    events.ControlProlonged,
    events.ControlReported,
    events.ControlLifted,
    events.ActNumbered,
    VisitMade,
    VisitCancelled,
)
_FIELDS = (
    "applicant",
    "representative",
    "subject",
    "topic",
    "against",
    "text",
    "service",
    "categories",
    "signatories",
    "sheets",
)
_Event = TypeVar("_Event", bound=Event)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Folded state of a case's stream; `opened` is None until its registration is here."""

    opened: SlotEntry | None = None
    slots: dict[str, Slot] = {}
    added: tuple[SlotEntry, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def registered(self) -> events.CaseRegistered:
        """The registration as on the paper; only of an opened case."""
        if self.opened is None:
            raise LookupError("the case has no registration here")
        event: Any = self.opened.event
        return event  # type: ignore[no-any-return]

    def slot(self, key: str) -> Slot:
        """What stands under a key: without the hand-overs that were undone."""
        found = self.slots.get(key)
        if found is None:
            return EMPTY
        return standing(found) if key.startswith(RESPONSIBLE) else found

    def each(self, kind: type[_Event]) -> tuple[tuple[SlotEntry, _Event], ...]:
        """Additive facts of one kind, in fold order."""
        return tuple((entry, entry.event) for entry in self.added if isinstance(entry.event, kind))

    def keys(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.slots if key.startswith(prefix)))

    @property
    def disputes(self) -> tuple[str, ...]:
        """Keys of the slots whose latest entries differ; of labels nobody needs to settle any."""
        return tuple(
            key
            for key, slot in sorted(self.slots.items())
            # An entry alone has nothing to differ from.
            if len(slot.entries) > 1 and not key.startswith(LABEL) and self.slot(key).is_disputed
        )

    def field(self, name: str) -> Any:
        """A descriptive field as it reads now, corrections included."""
        shown = self.slot(f"field:{name}").shown
        return getattr(self.registered if shown is None else shown.event, name)

    @property
    def applicant(self) -> Applicant:
        return self.field("applicant")  # type: ignore[no-any-return]

    @property
    def ending(self) -> SlotEntry | None:
        """The undisputed end of the case, None while it is open; a disputed end is no end."""
        held = self.slot(OUTCOME).held
        return held if held is not None and ends(held.event) else None

    @property
    def ended_on(self) -> date | None:
        return _end_day(self.ending)

    def ending_at(self, office_id: str) -> SlotEntry | None:
        """The end of one office's own part; of a case that travelled each has its own."""
        return ending_at(self.slot(OUTCOME), office_id)

    def ended_on_at(self, office_id: str) -> date | None:
        return _end_day(self.ending_at(office_id))


def apply(state: Case | None, fact: Fact) -> Case:
    """One fact more. Total: what makes no sense in the state is set aside with a reason."""
    case = state or Case()
    if isinstance(fact.event, events.CaseRegistered):
        return _open(case, fact)
    if case.opened is None:
        return _aside(case, fact, "not_registered")
    return _go_on(case, fact)


def _go_on(case: Case, fact: Fact) -> Case:
    event = fact.event
    keys = _slots_of(case, fact)
    if keys is not None:
        return _put(case, keys, fact)
    if isinstance(event, _ADDITIVE):
        return msgspec.structs.replace(case, added=(*case.added, _entry(fact)))
    if isinstance(event, events.FieldsCorrected):
        return _correct(case, event, fact)
    if isinstance(event, DisputeSettled):
        return _settle(case, event, fact)
    return _aside(case, fact, "not_of_a_case")


def _slots_of(case: Case, fact: Fact) -> tuple[str, ...] | None:
    event = fact.event
    if isinstance(event, ExecutorReleased):
        return _released(case, event, fact)
    if isinstance(event, HandOverUndone):
        return _undone(case, event, fact)
    key = _SLOT_OF.get(type(event))
    return None if key is None else (key(event),)


def _open(case: Case, fact: Fact) -> Case:
    """A case is registered once; of two that did not know of each other no clock chooses."""
    replace = msgspec.structs.replace
    first = case.opened
    if first is None:
        return replace(case, opened=_entry(fact))
    if first.id in fact.seen or first.id < fact.id:
        return _aside(case, fact, "registered_twice")
    aside = SetAside(first.id, stored_name(type(first.event)), "registered_twice")
    return replace(case, opened=_entry(fact), set_aside=(*case.set_aside, aside))


def _put(case: Case, keys: tuple[str, ...], fact: Fact) -> Case:
    if not keys or (isinstance(fact.event, _FOLLOWING) and not _is_any_seen(case, keys, fact)):
        return _aside(case, fact, "nothing_to_follow")
    slots = case.slots
    for key in keys:
        slots = put_in(slots, key, fact)
    return msgspec.structs.replace(case, slots=slots)


def _is_any_seen(case: Case, keys: tuple[str, ...], fact: Fact) -> bool:
    return any(entry.id in fact.seen for key in keys for entry in case.slot(key))


def _released(case: Case, event: ExecutorReleased, fact: Fact) -> tuple[str, ...]:
    """A question somebody was named for elsewhere, unknown to the author, keeps its executor."""
    if event.question:
        return (f"{RESPONSIBLE}:{event.question}",)
    questions = case.keys(f"{RESPONSIBLE}:")
    known = (key for key in questions if any(one.id in fact.seen for one in case.slots[key]))
    return (RESPONSIBLE, *known)


def _undone(case: Case, event: HandOverUndone, fact: Fact) -> tuple[str, ...]:
    if event.undoes not in fact.seen:
        return ()
    keys = case.keys(RESPONSIBLE)
    return tuple(key for key in keys if undone_in(case.slots[key], event) is not None)


def _correct(case: Case, event: events.FieldsCorrected, fact: Fact) -> Case:
    slots = case.slots
    for name in _FIELDS:
        value = getattr(event, name)
        if value is not None:
            # The value alone: who corrects two fields does not dispute the one that agrees.
            alone = msgspec.structs.replace(fact, event=events.FieldsCorrected(**{name: value}))
            slots = put_in(slots, f"field:{name}", alone)
    return msgspec.structs.replace(case, slots=slots)


def _settle(case: Case, event: DisputeSettled, fact: Fact) -> Case:
    slots = settled_in(case.slots, event, fact) if _can_be_settled(case, event) else None
    if slots is None:
        return _aside(case, fact, "nothing_to_settle")
    return msgspec.structs.replace(case, slots=slots)


def _can_be_settled(case: Case, event: DisputeSettled) -> bool:
    named = {event.keeps, *event.drops}
    is_undoing = any(
        isinstance(one.event, HandOverUndone) and one.id in named
        for one in case.slots.get(event.slot, EMPTY)
    )
    return not is_undoing and not event.slot.startswith(LABEL)


def _aside(case: Case, fact: Fact, reason: str) -> Case:
    aside = SetAside(fact.id, stored_name(type(fact.event)), reason)
    return msgspec.structs.replace(case, set_aside=(*case.set_aside, aside))


def _entry(fact: Fact) -> SlotEntry:
    return SlotEntry(fact.id, (), fact.event, fact.actor, fact.role, fact.at)


def _end_day(ending: SlotEntry | None) -> date | None:
    if ending is None:
        return None
    day: date = getattr(ending.event, END_DAY[type(ending.event)])
    return day
