"""Dossiers: what of a case the centre hands from one office to another, and what it tells back.

The centre writes into an office's feed in origins of its own, under its own key: one for each
office whose entries it hands on, so a batch has one author as every batch. An entry keeps its id
wherever it stands; so what is handed on twice is folded once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

import msgspec

from akimat_desk.domain.case_events import CaseForwarded, CaseReopened
from akimat_desk.domain.custody import ends
from akimat_desk.domain.dossiers import TOLD_BACK
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import CENTRE_ROLE, NOBODY, Entry

FORWARDED: Final = stored_name(CaseForwarded)
_TOLD: Final = frozenset(stored_name(event) for event in TOLD_BACK)
_REOPENED: Final = stored_name(CaseReopened)
_SETTLED: Final = stored_name(DisputeSettled)


class Stream:
    """The entries of one stream that an office holds, each once, and what each has seen."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[bytes, Entry] = {}
        for entry in entries:
            known = self.entries.get(entry.reference)
            if known is None or known.body is None:
                self.entries[entry.reference] = entry
        self._seen: dict[bytes, frozenset[bytes]] = {}
        self._whole: set[bytes] = set()
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
            if entry is not None and self._whole.issuperset(parents):
                self._whole.add(one)
        return self._seen[reference]

    def is_whole(self, reference: bytes) -> bool:
        """Whether everything its author had seen is here; what is missing may have said more."""
        self.seen(reference)
        return reference in self._whole

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
    later by somebody who had not heard yet that it was accepted there, or taken back here."""
    handed = [
        entry.reference
        for entry in stream.forwards(
            lambda one, event: one.envelope.office == office and event.to_office == to
        )
    ]
    if not handed:
        return []
    past = set(handed).union(*(stream.seen(one) for one in handed))
    words = {entry.reference for entry in stream.entries.values() if _told_by(stream, entry) == to}
    ends = [_ends(stream, one, office, words) for one in handed]
    return [
        entry
        for entry in stream.in_order()
        if entry.reference in past
        or (
            entry.reference not in words
            and stream.is_whole(entry.reference)
            and any(end.isdisjoint(stream.seen(entry.reference)) for end in ends)
        )
    ]


def _ends(stream: Stream, handed: bytes, office: str, words: set[bytes]) -> set[bytes]:
    """All that ends a hand-over: the other office's word, or this one's that takes it back."""
    return {
        entry.reference
        for entry in stream.entries.values()
        if _drops(stream, entry, handed)
        or (
            (entry.reference in words or _is_own(entry, office, _REOPENED))
            and handed in stream.seen(entry.reference)
        )
    }


def _drops(stream: Stream, entry: Entry, handed: bytes) -> bool:
    """Whether the head settled that it was not handed over."""
    if entry.envelope.type != _SETTLED:
        return False
    event = stream.event(entry)
    return isinstance(event, DisputeSettled) and handed in event.drops


def told_back(stream: Stream, office: str) -> dict[str, list[Entry]]:
    """By the office that passed the case on: what it hears of what `office` did with it.

    An entry told is the same fact under the same salt, said by the centre after the hand-over
    alone; so it is the same entry however often, and after whichever restore, it is made.
    """
    handed = _handed_to(stream, office)
    made: dict[str, dict[bytes, Entry]] = {sender: {} for sender in handed.values()}
    for entry in stream.in_order() if handed else ():
        if not (_is_own(entry, office, *_TOLD) and entry.body is not None):
            continue
        if not stream.is_whole(entry.reference):
            # Told once all that its author had seen is here, it is the same entry each time.
            continue
        seen = stream.seen(entry.reference)
        for sender in {handed[one] for one in stream.latest(handed.keys() & seen)}:
            told = made[sender]
            past = {one for one, by in handed.items() if by == sender} | told.keys()
            parents = {_place(one, told) for one in stream.latest(past & seen)}
            told[entry.reference] = _told(entry, sender, parents)
    return {sender: list(told.values()) for sender, told in made.items() if told}


def _handed_to(stream: Stream, office: str) -> dict[bytes, str]:
    """The hand-overs to this office, and by whom."""
    return {
        entry.reference: entry.envelope.office
        for entry in stream.forwards(
            lambda one, event: event.to_office == office and one.envelope.office != office
        )
    }


def to_mark(entries: Iterable[Entry], known: Collection[bytes]) -> set[bytes]:
    """The streams others may have to hear of, by what just came to an office's books; `known` are
    those that came to the office or went from it."""
    return {
        entry.envelope.stream
        for entry in entries
        if entry.envelope.stream in known
        or (entry.envelope.type == FORWARDED and _is_to_an_office(entry))
    }


def _is_to_an_office(entry: Entry) -> bool:
    """A letter to anybody else makes nothing to hear. True also for what cannot be read."""
    event = _event(entry)
    return not isinstance(event, CaseForwarded) or bool(event.to_office)


class Owed:
    """One case of an office's books, and who has to hear of it."""

    stream: type[Stream] = Stream

    def __init__(self, entries: Iterable[Entry], office: str) -> None:
        self._stream, self._office = self.stream(entries), office
        self._told = told_back(self._stream, office)
        self.targets = frozenset(targets(self._stream, office))
        self.senders = frozenset(_handed_to(self._stream, office).values())
        self.others = self.targets | self._told.keys()

    def to(self, office: str, held: Iterable[Entry]) -> list[Entry]:
        """What another office lacks of it; `held` is what its own books hold of the case."""
        due = {entry.content_id: entry for entry in self._told.get(office, ())}
        if office in self.targets:
            # What was told once may have come back with the case.
            given_on = given(self._stream, self._office, office)
            due |= {entry.content_id: entry for entry in given_on}
        known = {entry.content_id for entry in held} if due else set()
        return [entry for one, entry in due.items() if one not in known]


def is_concerned(held: Iterable[Entry], office: str) -> bool:
    """Whether what now comes of a case may make something more for others to hear: the office had
    its own say in it already, and passed it on or waits for what it had seen."""
    return any(
        entry.envelope.office == office and entry.envelope.role != CENTRE_ROLE for entry in held
    )


def by_author(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Each author's in their order: a batch has one."""
    rows = sorted(entries, key=_author)
    for author, some in groupby(rows, key=_author):
        yield author, list(some)


def _author(entry: Entry) -> str:
    return entry.envelope.office


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


def _is_own(entry: Entry, office: str, *types: str) -> bool:
    told = entry.envelope
    return told.office == office and told.role != CENTRE_ROLE and told.type in types


def _told_by(stream: Stream, entry: Entry) -> str:
    """Which office's word the centre told here, empty where it is none or cannot be said.

    It stands behind the hand-over it answers, or behind an earlier word of the same office.
    """
    one: Entry | None = entry
    if entry.envelope.role != CENTRE_ROLE or entry.envelope.type not in _TOLD:
        return ""
    while one is not None and one.envelope.role == CENTRE_ROLE:
        parents = one.envelope.parents
        one = stream.entries.get(parents[0]) if parents else None
    event = None if one is None else stream.event(one)
    return event.to_office if isinstance(event, CaseForwarded) else ""


def _event(entry: Entry) -> Event | None:
    return codec.find(entry.envelope.type, entry.envelope.schema, entry.body)
