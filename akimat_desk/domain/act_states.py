"""How an act stands, read from its facts: waiting for its number, to sign, signed, delivered."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, Protocol

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.act_events import ActAnnulled, ActCopied, ActReplaced, ActSigned
from akimat_desk.domain.slots import Slot, SlotEntry

Stage = Literal["waiting", "numbered", "signed", "delivered", "returned", "annulled", "replaced"]
WAYS = ("hand", "post", "electronic", "by_power", "refused", "returned")
"""How an act reached the addressee, or did not."""
_BACK = ("returned",)


class HoldsActs(Protocol):
    """A case, or the stream of an act of the office's own."""

    @property
    def added(self) -> tuple[SlotEntry, ...]: ...

    def slot(self, key: str) -> Slot: ...

    def keys(self, prefix: str) -> tuple[str, ...]: ...


class ActState(msgspec.Struct, frozen=True, kw_only=True):
    """One act as it stands. `digest` names the bytes that hold: with the number once there is one.

    `numbered_by` is the entry that gave the number where it was not given at once.
    """

    act: str
    issued: events.ActIssued
    entry: SlotEntry
    numbered: events.ActNumbered | None = None
    signed: ActSigned | None = None
    annulled: ActAnnulled | None = None
    deliveries: tuple[events.ActDelivered, ...] = ()
    replaced: ActReplaced | None = None
    copies: tuple[ActCopied, ...] = ()
    is_disputed: bool = False

    @property
    def number(self) -> str:
        return self.issued.number if self.numbered is None else self.numbered.number

    @property
    def sequence(self) -> int:
        return self.issued.sequence if self.numbered is None else self.numbered.sequence

    @property
    def year(self) -> int:
        return self.issued.year if self.numbered is None else self.numbered.year

    @property
    def digest(self) -> bytes:
        given = b"" if self.numbered is None else self.numbered.digest
        return given or self.issued.digest

    @property
    def is_numbered(self) -> bool:
        """A paper that takes no number of a series waits for none."""
        return bool(self.number) or not self.issued.journal

    @property
    def stage(self) -> Stage:
        if self.annulled is not None:
            return "annulled"
        if self.replaced is not None:
            return "replaced"
        if self.deliveries:
            return "returned" if self.deliveries[-1].way in _BACK else "delivered"
        if self.signed is not None:
            return "signed"
        return "numbered" if self.is_numbered else "waiting"

    @property
    def delivered_on(self) -> date | None:
        """When the term of appeal began: the last delivery that did not come back."""
        reached = [one for one in self.deliveries if one.way not in _BACK]
        return max((one.delivered_on for one in reached), default=None)


def acts_of(holder: HoldsActs) -> tuple[ActState, ...]:
    """Every act of the stream, in the order of their ids, which is that of their making."""
    return tuple(state for key in holder.keys("act:") for state in _state(holder, key))


def find_act(holder: HoldsActs, act: str) -> ActState | None:
    """By its id or its number."""
    return next((one for one in acts_of(holder) if act in (one.act, one.number)), None)


def _state(holder: HoldsActs, key: str) -> Iterator[ActState]:
    slot = holder.slot(key)
    issued = next((one for one in slot if isinstance(one.event, events.ActIssued)), None)
    if issued is None:
        return
    event: Any = issued.event
    given = [one.event for one in slot if isinstance(one.event, events.ActNumbered)]
    shown = None if slot.shown is None else slot.shown.event
    yield ActState(
        act=event.act,
        issued=event,
        entry=issued,
        numbered=shown if isinstance(shown, events.ActNumbered) else next(iter(given), None),
        signed=_shown(holder, f"signed:{event.act}", ActSigned),
        annulled=_shown(holder, f"annulled:{event.act}", ActAnnulled),
        replaced=_shown(holder, f"replaced:{event.act}", ActReplaced),
        deliveries=_added(holder, event.act, events.ActDelivered),
        copies=_added(holder, event.act, ActCopied),
        is_disputed=slot.is_disputed,
    )


def _shown(holder: HoldsActs, key: str, kind: type[Any]) -> Any:
    shown = holder.slot(key).shown
    return None if shown is None or not isinstance(shown.event, kind) else shown.event


def _added(holder: HoldsActs, act: str, kind: type[Any]) -> tuple[Any, ...]:
    found: Iterator[Any] = (one.event for one in holder.added)
    return tuple(event for event in found if isinstance(event, kind) and event.act == act)
