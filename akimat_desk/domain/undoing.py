"""Hand-overs that were undone: what stands in a slot once they are taken out of it."""

from collections.abc import Iterable

import msgspec

from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.list_events import ExecutorReleased, HandOverUndone
from akimat_desk.domain.slots import DisputeSettled, Slot, SlotEntry


def can_be_undone(entry: SlotEntry) -> bool:
    return isinstance(entry.event, ExecutorAssigned | ExecutorReleased)


def undone_in(slot: Slot, undone: HandOverUndone) -> SlotEntry | None:
    """The entry of the slot that is meant, None where there is none that can be undone."""
    return next((one for one in slot if one.id == undone.undoes and can_be_undone(one)), None)


def standing(slot: Slot) -> Slot:
    """The slot as if what was undone had not been; the undoings are never entries of it."""
    undoings: dict[bytes, set[bytes]] = {}
    for entry in slot:
        if isinstance(entry.event, HandOverUndone):
            undoings.setdefault(entry.event.undoes, set()).add(entry.id)
    if not undoings:
        return slot
    gone = set().union(*undoings.values())
    # The latest first: a release that was undone is nothing that went on from the assignment.
    for entry in reversed(slot.entries):
        if entry.id in undoings and not _went_on(slot, entry.id, undoings[entry.id], gone):
            gone.add(entry.id)
    return Slot(tuple(_without(entry, gone) for entry in slot if entry.id not in gone))


def _went_on(slot: Iterable[SlotEntry], undone: bytes, by: set[bytes], gone: set[bytes]) -> bool:
    """Whether somebody built on the entry who did not know that it was undone."""
    return any(
        _settles(entry, undone) or (undone in entry.seen and by.isdisjoint(entry.seen))
        for entry in slot
        if entry.id not in gone
    )


def _settles(entry: SlotEntry, undone: bytes) -> bool:
    event = entry.event
    return isinstance(event, DisputeSettled) and undone in (event.keeps, *event.drops)


def _without(entry: SlotEntry, gone: set[bytes]) -> SlotEntry:
    if gone.isdisjoint(entry.seen):
        return entry
    kept = tuple(one for one in entry.seen if one not in gone)
    return msgspec.structs.replace(entry, seen=kept)
