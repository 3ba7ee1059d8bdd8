"""Dossiers: what of a case the centre hands from one office to another, and what it tells back.

The centre writes into an office's feed in origins of its own, under its own key: one for each
office whose entries it hands on, so a batch has one author as every batch. An entry keeps its id
wherever it stands; so what is handed on twice is folded once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from akimat_desk.domain.case_events import CaseForwarded
from akimat_desk.domain.custody import ends
from akimat_desk.domain.dossiers import TOLD_BACK
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import CENTRE_ROLE, NOBODY, Entry

FORWARDED: Final = stored_name(CaseForwarded)
_TOLD: Final = frozenset(stored_name(event) for event in TOLD_BACK)
TELLING: Final = frozenset((FORWARDED, *_TOLD))
"""The types that make something for another office to hear."""


class Stream:
    """The entries of one stream that an office holds, each once, and what each has seen."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[bytes, Entry] = {}
        for entry in entries:
            known = self.entries.get(entry.reference)
            if known is None or known.body is None:
                self.entries[entry.reference] = entry
        self._seen: dict[bytes, frozenset[bytes]] = {}
        self._events: dict[bytes, Event | None] = {}

    def in_order(self) -> list[Entry]:
        """Parents before children: no clock of an author stands before what it had seen."""
        return sorted(
            self.entries.values(),
            key=lambda one: (len(self.seen(one.reference)), one.envelope.hlc, one.content_id),
        )

    def seen(self, reference: bytes) -> frozenset[bytes]:
        """The references of everything its author had seen, as far as it is here."""
        waiting = [reference]
        while waiting:
            one = waiting[-1]
            entry = self.entries.get(one)
            parents = () if entry is None else entry.envelope.parents
            unknown = [parent for parent in parents if parent not in self._seen]
            if unknown:
                waiting += unknown
                continue
            waiting.pop()
            here = (parent for parent in parents if parent in self.entries)
            self._seen[one] = frozenset(here).union(*(self._seen[parent] for parent in parents))
        return self._seen[reference]

    def event(self, entry: Entry) -> Event | None:
        """None for what is erased, unreadable or too new."""
        if entry.reference not in self._events:
            self._events[entry.reference] = _event(entry)
        return self._events[entry.reference]

    def forwards(self, is_meant: Callable[[Entry, CaseForwarded], bool]) -> Iterator[Entry]:
        """The hand-overs to an office of the programme that pass the whole case on."""
        for entry in self.entries.values():
            if entry.envelope.type != FORWARDED or entry.envelope.role == CENTRE_ROLE:
                continue
            event = self.event(entry)
            if isinstance(event, CaseForwarded) and event.to_office and ends(event):  # noqa: SIM102
                if is_meant(entry, event):
                    yield entry

    def latest(self, references: Iterable[bytes]) -> list[bytes]:
        """Those that none of the others has seen."""
        named = set(references)
        overtaken: set[bytes] = set().union(*(self.seen(one) for one in named))
        return sorted(named - overtaken)


def targets(stream: Stream, office: str) -> set[str]:
    """The offices to which this one passed the case on."""
    found = set()
    for entry in stream.forwards(lambda one, _: one.envelope.office == office):
        event = stream.event(entry)
        if isinstance(event, CaseForwarded) and event.to_office != office:
            found.add(event.to_office)
    return found


def given(stream: Stream, office: str, to: str) -> list[Entry]:
    """What `to` gets of what `office` holds: the past of each hand-over, and what was written
    later by somebody who had not heard yet that it was accepted there."""
    handed = [
        entry.reference
        for entry in stream.forwards(
            lambda one, event: one.envelope.office == office and event.to_office == to
        )
    ]
    if not handed:
        return []
    past = set(handed).union(*(stream.seen(one) for one in handed))
    heard = {entry.reference for entry in stream.entries.values() if _is_word_of(stream, entry, to)}
    return [
        entry
        for entry in stream.in_order()
        if entry.reference in past
        or (entry.reference not in heard and not heard & stream.seen(entry.reference))
    ]


def told_back(stream: Stream, office: str) -> dict[str, list[Entry]]:
    """By the office that passed the case on: what it hears of what `office` did with it.

    An entry told is the same fact under the same salt, said by the centre after the hand-over
    alone; so it is the same entry however often, and after whichever restore, it is made.
    """
    handed = {
        entry.reference: entry.envelope.office
        for entry in stream.forwards(
            lambda one, event: event.to_office == office and one.envelope.office != office
        )
    }
    made: dict[str, dict[bytes, Entry]] = {sender: {} for sender in handed.values()}
    for entry in stream.in_order() if handed else ():
        if not _is_own_word(entry, office):
            continue
        seen = stream.seen(entry.reference)
        for sender in {handed[one] for one in stream.latest(handed.keys() & seen)}:
            told = made[sender]
            past = {one for one, by in handed.items() if by == sender} | told.keys()
            parents = {_place(one, told) for one in stream.latest(past & seen)}
            told[entry.reference] = _told(entry, sender, parents)
    return {sender: list(told.values()) for sender, told in made.items() if told}


def _place(reference: bytes, made: Mapping[bytes, Entry]) -> bytes:
    told = made.get(reference)
    return reference if told is None else told.reference


def _told(entry: Entry, sender: str, parents: Iterable[bytes]) -> Entry:
    envelope = msgspec.structs.replace(
        entry.envelope,
        office=sender,
        parents=tuple(sorted(parents)),
        actor=NOBODY,
        role=CENTRE_ROLE,
    )
    return msgspec.structs.replace(entry, envelope=envelope, content_id=envelope.content_id())


def _is_own_word(entry: Entry, office: str) -> bool:
    told = entry.envelope
    is_own = told.office == office and told.role != CENTRE_ROLE
    return is_own and told.type in _TOLD and entry.body is not None


def _is_word_of(stream: Stream, entry: Entry, office: str) -> bool:
    """Whether the centre told here what that office did."""
    if entry.envelope.role != CENTRE_ROLE or entry.envelope.type not in _TOLD:
        return False
    named = getattr(stream.event(entry), "office", office)
    return bool(named == office)


def _event(entry: Entry) -> Event | None:
    if entry.body is None:
        return None
    try:
        return codec.decode(entry.envelope.type, entry.envelope.schema, entry.body)
    except codec.BodyUnreadable:
        return None
