"""Slots: where concurrent legal facts of a stream meet, and where no clock chooses between them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from akimat_desk.domain.facts import Event, Fact


class DisputeSettled(Event, frozen=True, kw_only=True):
    """Somebody with the right to do so kept one of several concurrent entries of a slot.

    Its parents are all of the disputed entries; `keeps` and `drops` are references of them.
    """

    slot: str
    keeps: bytes
    drops: tuple[bytes, ...]
    reason: str = ""


class SlotEntry(msgspec.Struct, frozen=True):
    """One entry of a slot; `seen` holds the references of the slot's entries its author had seen."""

    id: bytes
    seen: tuple[bytes, ...]
    event: Event
    actor: str = ""
    role: str = ""
    at: int = 0


class Slot(msgspec.Struct, frozen=True):
    """The entries of a slot in fold order; its value is what no other entry of it has seen."""

    entries: tuple[SlotEntry, ...] = ()

    def __iter__(self) -> Iterator[SlotEntry]:
        return iter(self.entries)

    def put(self, fact: Fact) -> "Slot":
        """The slot with one fact more. Facts come in an order that puts ancestors first."""
        seen = tuple(entry.id for entry in self.entries if entry.id in fact.seen)
        entry = SlotEntry(fact.id, seen, fact.event, fact.actor, fact.role, fact.at)
        return Slot((*self.entries, entry))

    def entry(self, reference: bytes) -> SlotEntry | None:
        return next((entry for entry in self.entries if entry.id == reference), None)

    @property
    def latest(self) -> tuple[SlotEntry, ...]:
        """The entries that no other entry of the slot has seen, in order of their references."""
        if not self.entries:
            return ()
        # The common case, one desk writing one entry after the other, costs no set.
        last = self.entries[-1]
        if len(last.seen) == len(self.entries) - 1:
            return (last,)
        overtaken = {reference for entry in self.entries for reference in entry.seen}
        return tuple(sorted((e for e in self.entries if e.id not in overtaken), key=_reference))

    @property
    def is_disputed(self) -> bool:
        """True where several latest entries differ; several that say the same are merged."""
        first, *rest = self.latest or (None,)
        return any(first is None or entry.event != first.event for entry in rest)

    @property
    def held(self) -> SlotEntry | None:
        """The entry that holds; None while the slot is empty or disputed."""
        latest = self.latest
        if not latest or self.is_disputed:
            return None
        return self._chosen(latest[0])

    def lines(self) -> tuple[tuple[SlotEntry, ...], ...]:
        """For each latest entry the entries that led to it, settled-away ones left out."""
        return tuple(self._line(entry) for entry in self.latest)

    @property
    def line(self) -> tuple[SlotEntry, ...]:
        """The undisputed line; empty while disputed."""
        return () if self.is_disputed else next(iter(self.lines()), ())

    def _chosen(self, entry: SlotEntry) -> SlotEntry | None:
        if isinstance(entry.event, DisputeSettled):
            kept = self.entry(entry.event.keeps)
            return self._chosen(kept) if kept is not None and kept.id in entry.seen else None
        return entry

    def _line(self, head: SlotEntry) -> tuple[SlotEntry, ...]:
        line = [entry for entry in self.entries if entry.id in head.seen or entry is head]
        dropped: set[bytes] = set()
        for entry in line:
            if isinstance(entry.event, DisputeSettled):
                kept = self._with_past(entry.event.keeps)
                dropped |= {r for drop in entry.event.drops for r in self._with_past(drop)} - kept
        return tuple(
            e for e in line if e.id not in dropped and not isinstance(e.event, DisputeSettled)
        )

    def _with_past(self, reference: bytes) -> set[bytes]:
        entry = self.entry(reference)
        return set() if entry is None else {entry.id, *entry.seen}


def _reference(entry: SlotEntry) -> bytes:
    return entry.id


EMPTY = Slot()


def put_in(slots: dict[str, Slot], key: str, fact: Fact) -> dict[str, Slot]:
    """A copy of `slots` with the fact put under `key`."""
    return {**slots, key: slots.get(key, EMPTY).put(fact)}


def held_event(slots: dict[str, Slot], key: str) -> Any:
    """The event that holds under a key. Where several differ and the value is needed all the
    same, the one with the smallest reference: equal on every desk, and marked as disputed."""
    slot = slots.get(key, EMPTY)
    entry = slot.held or next(iter(slot.latest), None)
    return None if entry is None else entry.event
