"""Records of the general department that are no cases: one stream each, one fold for all kinds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.facts import Event, Fact, SetAside, stored_name
from akimat_desk.domain.slots import (
    EMPTY,
    DisputeSettled,
    Slot,
    SlotEntry,
    put_in,
    settled_in,
)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Folded state of a record's stream; `opened` is None until its first entry is here."""

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


class RecordLine(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of a record; what a kind does not know stays empty.

    `sorted_by` orders the list, newest last (a date in ISO form with a number behind it will
    do). `group` is what the record belongs to (a day of reception, a body), `held_by` the staff
    id of whose it is, `case` the id of a case it led to. `words` is all it is found by.
    """

    number: str = ""
    on: date | None = None
    until: date | None = None
    sorted_by: str = ""
    stage: str = ""
    group: str = ""
    held_by: str = ""
    who: str = ""
    about: str = ""
    case: str = ""
    words: tuple[str, ...] = ()


class RecordKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of record is made of.

    `opening` is the event of its first entry; `slots` says of an event where it meets others of
    its kind, an event of `added` stands beside the others. `line` is pure: a record that is
    opened to what lists show of it. `numbered` gives (journal letter, year, sequence) of an
    opening event that took a number of its desk's own series, None for one without.
    """

    name: str
    opening: type[Event]
    slots: Mapping[type[Event], Callable[[Any], str]]
    line: Callable[[Record], RecordLine]
    added: frozenset[type[Event]] = frozenset()
    numbered: Callable[[Any], tuple[str, int, int] | None] | None = None

    @property
    def events(self) -> tuple[type[Event], ...]:
        return (self.opening, *self.slots, *sorted(self.added, key=stored_name))

    def apply(self, state: Record | None, fact: Fact) -> Record:
        """One fact more. Total: what makes no sense in the state is set aside with a reason."""
        record = state or Record()
        event = fact.event
        if type(event) is self.opening:
            return opened(record, fact)
        if record.opened is None:
            return aside_of(record, fact, "not_opened")
        if isinstance(event, DisputeSettled):
            return settled(record, event, fact)
        return self._go_on(record, fact)

    def _go_on(self, record: Record, fact: Fact) -> Record:
        if type(fact.event) in self.added:
            return msgspec.structs.replace(record, added=(*record.added, entry_of(fact)))
        slot = self.slots.get(type(fact.event))
        if slot is None:
            return aside_of(record, fact, "not_of_this_kind")
        slots = put_in(record.slots, slot(fact.event), fact)
        return msgspec.structs.replace(record, slots=slots)


def settled(record: Record, event: DisputeSettled, fact: Fact) -> Record:
    """The record without what the settlement drops."""
    slots = settled_in(record.slots, event, fact)
    if slots is None:
        return aside_of(record, fact, "nothing_to_settle")
    return msgspec.structs.replace(record, slots=slots)


def opened(record: Record, fact: Fact) -> Record:
    """A stream is opened once; of two beginnings the one with the smaller reference counts."""
    first = record.opened
    if first is None:
        return msgspec.structs.replace(record, opened=entry_of(fact))
    if first.id in fact.seen or first.id < fact.id:
        return aside_of(record, fact, "opened_twice")
    aside = SetAside(first.id, stored_name(type(first.event)), "opened_twice")
    return msgspec.structs.replace(
        record, opened=entry_of(fact), set_aside=(*record.set_aside, aside)
    )


def aside_of(record: Record, fact: Fact, reason: str) -> Record:
    """The record with the fact set aside."""
    aside = SetAside(fact.id, stored_name(type(fact.event)), reason)
    return msgspec.structs.replace(record, set_aside=(*record.set_aside, aside))


def entry_of(fact: Fact) -> SlotEntry:
    """The fact as one that stands beside the others."""
    return SlotEntry(fact.id, (), fact.event, fact.actor, fact.role, fact.at)
