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
from akimat_desk.domain.facts import Event, Fact
from akimat_desk.domain.records import Record, aside_of, entry_of, opened, settled
from akimat_desk.domain.slots import DisputeSettled, put_in

ACT_SLOTS: dict[type[Event], Callable[[Any], str]] = {
    events.ActIssued: lambda e: f"act:{e.act}",
    events.ActNumbered: lambda e: f"act:{e.act}",
    ActSigned: lambda e: f"signed:{e.act}",
    ActAnnulled: lambda e: f"annulled:{e.act}",
    ActReplaced: lambda e: f"replaced:{e.act}",
}
"""Where the facts of an act meet, in its own stream and in that of a case."""


OfficeAct = Record
"""Folded state of an act's own stream."""


def apply(state: OfficeAct | None, fact: Fact) -> OfficeAct:
    """One fact more. Total: what makes no sense in the state is set aside with a reason."""
    act = state or OfficeAct()
    event = fact.event
    if isinstance(event, OfficeActOpened):
        return opened(act, fact)
    if act.opened is None:
        return aside_of(act, fact, "not_opened")
    if isinstance(event, DisputeSettled):
        return settled(act, event, fact)
    return _go_on(act, fact)


def _go_on(act: OfficeAct, fact: Fact) -> OfficeAct:
    beginning: Any = None if act.opened is None else act.opened.event
    if getattr(fact.event, "act", None) != beginning.act:
        return aside_of(act, fact, "not_of_this_act")
    if isinstance(fact.event, events.ActDelivered | ActCopied):
        return msgspec.structs.replace(act, added=(*act.added, entry_of(fact)))
    slot = ACT_SLOTS.get(type(fact.event))
    if slot is None:
        return aside_of(act, fact, "not_of_an_act")
    follows = not isinstance(fact.event, events.ActIssued)
    if follows and not act.keys("act:"):
        return aside_of(act, fact, "nothing_to_follow")
    return msgspec.structs.replace(act, slots=put_in(act.slots, slot(fact.event), fact))
