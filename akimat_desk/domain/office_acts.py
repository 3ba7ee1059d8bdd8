"""An act that belongs to no case: the fold of its own stream."""

from collections.abc import Callable
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.act_events import (
    ActAnnulled,
    ActCopied,
    ActReplaced,
    ActSigned,
    OfficeActOpened,
)
from akimat_desk.domain.facts import Event, Fact, SetAside, stored_name
from akimat_desk.domain.slots import (
    EMPTY,
    DisputeSettled,
    Slot,
    SlotEntry,
    put_in,
    settled_in,
)

ACT_SLOTS: dict[type[Event], Callable[[Any], str]] = {
    events.ActIssued: lambda e: f"act:{e.act}",
    events.ActNumbered: lambda e: f"act:{e.act}",
    ActSigned: lambda e: f"signed:{e.act}",
    ActAnnulled: lambda e: f"annulled:{e.act}",
    ActReplaced: lambda e: f"replaced:{e.act}",
}
"""Where the facts of an act meet, in its own stream and in that of a case."""


class OfficeAct(msgspec.Struct, frozen=True, kw_only=True):
    """Folded state of an act's own stream; `opened` is None until its first entry is here."""

    opened: SlotEntry | None = None
    slots: dict[str, Slot] = {}
    added: tuple[SlotEntry, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def slot(self, key: str) -> Slot:
        return self.slots.get(key, EMPTY)

    def keys(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.slots if key.startswith(prefix)))

    @property
    def disputes(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys("") if self.slot(key).is_disputed)


def apply(state: OfficeAct | None, fact: Fact) -> OfficeAct:
    """One fact more. Total: what makes no sense in the state is set aside with a reason."""
    act = state or OfficeAct()
    event = fact.event
    if isinstance(event, OfficeActOpened):
        return _open(act, fact)
    if act.opened is None:
        return _aside(act, fact, "not_opened")
    if isinstance(event, DisputeSettled):
        slots = settled_in(act.slots, event, fact)
        if slots is None:
            return _aside(act, fact, "nothing_to_settle")
        return msgspec.structs.replace(act, slots=slots)
    return _go_on(act, fact)


def _go_on(act: OfficeAct, fact: Fact) -> OfficeAct:
    opened: Any = None if act.opened is None else act.opened.event
    if getattr(fact.event, "act", None) != opened.act:
        return _aside(act, fact, "not_of_this_act")
    if isinstance(fact.event, events.ActDelivered | ActCopied):
        return msgspec.structs.replace(act, added=(*act.added, _entry(fact)))
    slot = ACT_SLOTS.get(type(fact.event))
    if slot is None:
        return _aside(act, fact, "not_of_an_act")
    follows = not isinstance(fact.event, events.ActIssued)
    if follows and not act.keys("act:"):
        return _aside(act, fact, "nothing_to_follow")
    return msgspec.structs.replace(act, slots=put_in(act.slots, slot(fact.event), fact))


def _open(act: OfficeAct, fact: Fact) -> OfficeAct:
    """A stream is opened once; of two beginnings the one with the smaller reference counts."""
    first = act.opened
    if first is None:
        return msgspec.structs.replace(act, opened=_entry(fact))
    if first.id in fact.seen or first.id < fact.id:
        return _aside(act, fact, "opened_twice")
    aside = SetAside(first.id, stored_name(type(first.event)), "opened_twice")
    return msgspec.structs.replace(act, opened=_entry(fact), set_aside=(*act.set_aside, aside))


def _aside(act: OfficeAct, fact: Fact, reason: str) -> OfficeAct:
    aside = SetAside(fact.id, stored_name(type(fact.event)), reason)
    return msgspec.structs.replace(act, set_aside=(*act.set_aside, aside))


def _entry(fact: Fact) -> SlotEntry:
    return SlotEntry(fact.id, (), fact.event, fact.actor, fact.role, fact.at)
