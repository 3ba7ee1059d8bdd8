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
    """One entry of a slot; `seen` holds the references of its entries the author had seen."""

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
        latest = self.latest
        return len(latest) > 1 and any(
            self._says(entry) != self._says(latest[0]) for entry in latest[1:]
        )

    @property
    def held(self) -> SlotEntry | None:
        """The entry that holds; None while the slot is empty or disputed."""
        latest = self.latest
        if len(latest) == 1:
            return self._chosen(latest[0])
        return None if self.is_disputed else self.shown

    @property
    def shown(self) -> SlotEntry | None:
        """The entry that holds. Where several differ and a value is needed all the same, the
        one with the smallest reference: equal on every desk, and marked as disputed."""
        latest = self.latest
        return self._chosen(latest[0]) if latest else None

    def lines(self) -> tuple[tuple[SlotEntry, ...], ...]:
        """For each latest entry the entries that led to it, settled-away ones left out."""
        return tuple(self._line(entry) for entry in self.latest)

    @property
    def line(self) -> tuple[SlotEntry, ...]:
        """The undisputed line; empty while disputed."""
        latest = self.latest
        if len(latest) == 1:
            return self._line(latest[0])
        return () if self.is_disputed else self._first_line()

    @property
    def common(self) -> tuple[SlotEntry, ...]:
        """What every reading of the slot shares; all of it where nothing is disputed."""
        if not self.is_disputed:
            return self._first_line()
        first, *others = self.lines()
        shared = {entry.id for entry in first}.intersection(
            *({entry.id for entry in line} for line in others)
        )
        return tuple(entry for entry in first if entry.id in shared)

    def _first_line(self) -> tuple[SlotEntry, ...]:
        """Where nothing is in dispute all lines say the same."""
        latest = self.latest
        return self._line(latest[0]) if latest else ()

    def _says(self, entry: SlotEntry) -> tuple[Event, ...]:
        chosen = self._chosen(entry).event
        return tuple(one.event for one in self._line(entry)) if chosen.adds_up else (chosen,)

    def _chosen(self, entry: SlotEntry) -> SlotEntry:
        while isinstance(entry.event, DisputeSettled):
            entry = self._entry(entry.event.keeps)
        return entry

    def _line(self, head: SlotEntry) -> tuple[SlotEntry, ...]:
        if len(head.seen) == len(self.entries) - 1 and not self._has_settlements:
            # One desk after the other, as nearly always: all of them led to it.
            return self.entries
        standing = self._led_to(head)
        return tuple(entry for entry in self.entries if entry.id in standing)

    @property
    def _has_settlements(self) -> bool:
        return any(isinstance(entry.event, DisputeSettled) for entry in self.entries)

    def _led_to(self, head: SlotEntry) -> set[bytes]:
        """What led to an entry; to a settlement, what led to the entry it keeps."""
        if not isinstance(head.event, DisputeSettled):
            return self._standing({head.id, *head.seen})
        named = (head.event.keeps, *head.event.drops)
        others = set(head.seen).difference(*(self._with_past(one) for one in named))
        return self._led_to(self._entry(head.event.keeps)) | self._standing(others)

    def _standing(self, references: set[bytes]) -> set[bytes]:
        """Without what was settled away, the settlements themselves included; latest first, so
        that one which was itself settled away drops nothing."""
        for entry in reversed(self.entries):
            if entry.id in references and isinstance(entry.event, DisputeSettled):
                kept = self._led_to(entry) & references
                references = (references - self._with_past(entry.id)) | kept
        return references

    def _with_past(self, reference: bytes) -> set[bytes]:
        return {reference, *self._entry(reference).seen}

    def _entry(self, reference: bytes) -> SlotEntry:
        return next(entry for entry in self.entries if entry.id == reference)


def _reference(entry: SlotEntry) -> bytes:
    return entry.id


EMPTY = Slot()


def put_in(slots: dict[str, Slot], key: str, fact: Fact) -> dict[str, Slot]:
    """A copy of `slots` with the fact put under `key`."""
    return {**slots, key: slots.get(key, EMPTY).put(fact)}


def settled_in(
    slots: dict[str, Slot], settled: DisputeSettled, fact: Fact
) -> dict[str, Slot] | None:
    """A copy with the settlement put under its key; None where its author had not seen what it
    keeps or drops."""
    seen = {entry.id for entry in slots.get(settled.slot, EMPTY) if entry.id in fact.seen}
    drops = set(settled.drops)
    if settled.keeps in drops or not {settled.keeps, *drops} <= seen:
        return None
    return put_in(slots, settled.slot, fact)


def held_event(slots: dict[str, Slot], key: str) -> Any:
    """The event shown under a key, None where there is none."""
    entry = slots.get(key, EMPTY).shown
    return None if entry is None else entry.event
