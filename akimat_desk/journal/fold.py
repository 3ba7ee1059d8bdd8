"""From the entries of one stream to its state: the same for every order of arrival."""

import heapq
import uuid
from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from akimat_desk.domain import cases, office_acts, offices, people
from akimat_desk.domain.facts import Event, EverythingBefore, Fact, SetAside, stored_name
from akimat_desk.domain.record_kinds import RECORD_KINDS
from akimat_desk.domain.stream_events import EntryRefused, StreamErased
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import (
    CENTRE_ROLE,
    REFERENCE_SIZE,
    UUID_SIZE,
    Entry,
)

Apply = Callable[[Any, Fact], Any]
APPLY: Mapping[str, Apply] = {
    codec.CASE: cases.apply,
    codec.PERSON: people.apply,
    codec.OFFICE: offices.apply,
    codec.ACT: office_acts.apply,
    **{kind.name: kind.apply for kind in RECORD_KINDS},
}
_state_bytes = msgspec.msgpack.Encoder(order="sorted")
_ALL = EverythingBefore()
_ERASED, _REFUSED = stored_name(StreamErased), stored_name(EntryRefused)


class Folded(msgspec.Struct, frozen=True, kw_only=True):
    """A stream's state and what stands around it.

    `heads` are the references the next entry names as parents. `waiting` entries lack a parent
    here; `unknown` ones are of a newer program, and make the stream read-only. `set_aside` holds
    what the centre refused or what cannot be read; the state has its own list besides.
    """

    kind: str
    state: Any
    heads: tuple[bytes, ...] = ()
    count: int = 0
    hlc: int = 0
    waiting: tuple[bytes, ...] = ()
    unknown: tuple[bytes, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    is_erased: bool = False

    def canonical(self) -> bytes:
        """What `digest` covers: folded facts only, no computed value."""
        told = (self.kind, self.state, self.unknown, self.set_aside, self.is_erased)
        return _state_bytes.encode(told)


def fact_of(entry: Entry, seen: Container[bytes] = _ALL) -> Fact | None:
    """The fact an entry states, None when the program does not know its type yet.

    Raises BodyUnreadable.
    """
    envelope = entry.envelope
    event = None
    if entry.body is not None:
        event = codec.decode(envelope.type, envelope.schema, entry.body)
    if event is None:
        return None
    if len(envelope.actor) != UUID_SIZE:
        raise codec.BodyUnreadable(f"{envelope.type}: actor")
    actor = _uuid_text(envelope.actor)
    return Fact(entry.reference, seen, event, actor, envelope.role, envelope.at)


@lru_cache(maxsize=1024)
def _uuid_text(told: bytes) -> str:
    """A few people write everything."""
    return str(uuid.UUID(bytes=told))


def fold(entries: Iterable[Entry]) -> Folded:
    """The state of a stream from its entries, in whatever order and however often they came."""
    by_reference = _once(entries)
    twins = _twins(by_reference)
    line = None if twins else _one_line(by_reference)
    ordered, seen = line or _in_causal_order(by_reference, twins)
    kind = _kind_of(ordered[:1] if line else ordered) or _kind_of(ordered)
    folding = _Folding(kind, _refused(ordered))
    for entry in ordered:
        reference = entry.reference
        if reference not in twins:
            folding.add(entry, seen[reference])
    folding.finish()
    if line is None:
        known = {entry.reference for entry in ordered}
        overtaken = {parent for entry in ordered for parent in entry.envelope.parents}
        waiting, heads = (
            tuple(sorted(by_reference.keys() - known)),
            tuple(sorted(known - overtaken)),
        )
    else:
        waiting, heads = (), tuple(by_reference)[-1:]
    return Folded(
        kind=kind,
        state=folding.state,
        heads=heads,
        count=len(ordered),
        hlc=max((entry.envelope.hlc for entry in ordered), default=0),
        waiting=waiting,
        unknown=tuple(sorted(folding.unknown)),
        set_aside=tuple(sorted(folding.aside, key=lambda aside: aside.id)),
        is_erased=folding.is_erased,
    )


def advance(folded: Folded | None, entry: Entry) -> Folded | None:
    """The fold with one entry more that has seen all the others; None where a full fold is due."""
    before = folded or Folded(kind=codec.KIND_OF.get(entry.envelope.type, ""), state=None)
    is_simple = before.kind and not (before.is_erased or before.waiting)
    if not is_simple or entry.envelope.parents != before.heads:
        return None
    if entry.envelope.type in (_ERASED, _REFUSED):
        return None
    folding = _Folding(before.kind, {}, before.state)
    folding.add(entry, _ALL)
    return msgspec.structs.replace(
        before,
        state=folding.state,
        heads=(entry.reference,),
        count=before.count + 1,
        hlc=max(before.hlc, entry.envelope.hlc),
        unknown=tuple(sorted((*before.unknown, *folding.unknown))),
        set_aside=tuple(sorted((*before.set_aside, *folding.aside), key=lambda aside: aside.id)),
    )


class _Folding:
    """The fold while it goes on."""

    def __init__(self, kind: str, refused: Mapping[bytes, str], state: Any = None) -> None:
        self.state = state
        self.unknown: list[bytes] = []
        self.aside: list[SetAside] = []
        self.is_erased = False
        self._kind = kind
        self._apply = APPLY.get(kind)
        self._refused = refused

    def add(self, entry: Entry, seen: Container[bytes]) -> None:
        if self._refused and entry.reference in self._refused:
            self._set_aside(entry, self._refused[entry.reference])
            return
        try:
            fact = fact_of(entry, seen)
        except codec.BodyUnreadable:
            self._set_aside(entry, "body_unreadable")
            return
        if _erases(entry, fact):
            self._erase(entry)
        elif fact is None or self._apply is None:
            self.unknown.append(entry.reference)
        elif not isinstance(fact.event, EntryRefused):
            self.state = self._apply(self.state, fact)

    def finish(self) -> None:
        """An erased stream is the same tombstone before its bodies are dropped and after."""
        if self.is_erased:
            self.state, self.unknown, self.aside = None, [], []

    def _erase(self, entry: Entry) -> None:
        # Every desk of the office works by the office's own stream: nothing may take it away.
        if self._kind == codec.OFFICE:
            self._set_aside(entry, "never_erased")
        else:
            self.is_erased = True

    def _set_aside(self, entry: Entry, reason: str) -> None:
        self.aside.append(SetAside(entry.reference, entry.envelope.type, reason))


def _erases(entry: Entry, fact: Fact | None) -> bool:
    """An erasure that was itself carried out has no body left, and still is one."""
    if fact is None:
        return entry.body is None and entry.envelope.type == _ERASED
    return isinstance(fact.event, StreamErased)


def _refused(entries: Iterable[Entry]) -> dict[bytes, str]:
    told = (_refusal(entry) for entry in entries if entry.envelope.type == _REFUSED)
    return {event.entry: event.refusal for event in told if isinstance(event, EntryRefused)}


def _refusal(entry: Entry) -> Event | None:
    try:
        fact = fact_of(entry)
    except codec.BodyUnreadable:
        return None
    return None if fact is None else fact.event


def _once(entries: Iterable[Entry]) -> dict[bytes, Entry]:
    """Each entry once; of two copies the one that still has its body."""
    found: dict[bytes, Entry] = {}
    for entry in entries:
        reference = entry.reference
        known = found.get(reference)
        if known is None or (known.body is None and entry.body is not None):
            found[reference] = entry
    return found


def _kind_of(ordered: Iterable[Entry]) -> str:
    """What the stream began as, empty while no entry tells; of several beginnings no clock
    chooses, and nothing that is written later changes it."""
    telling = [entry for entry in ordered if entry.envelope.type in codec.KIND_OF]
    begun = [entry for entry in telling if not entry.envelope.parents] or telling[:1]
    first = min(begun, key=lambda entry: entry.content_id, default=None)
    return "" if first is None else codec.KIND_OF[first.envelope.type]


class _Seen:
    """The ancestors of one entry, as bits over the fold order."""

    __slots__ = ("_bits", "_places")

    def __init__(self, bits: int, places: Mapping[bytes, int]) -> None:
        self._bits = bits
        self._places = places

    def __contains__(self, reference: object) -> bool:
        place = self._places.get(reference)  # type: ignore[call-overload]
        return place is not None and bool(self._bits >> place & 1)


def _twins(entries: Mapping[bytes, Entry]) -> dict[bytes, bytes]:
    """What the centre told of an entry that is here itself, by the reference of the telling.

    A case that comes back to who closed or returned it brings with it what others heard of that.
    It says nothing new, but whoever heard it knew of the entry.
    """
    told = [one for one in entries.values() if one.envelope.role == CENTRE_ROLE]
    if not told:
        return {}
    said = {
        _word(one): reference
        for reference, one in entries.items()
        if one.envelope.role != CENTRE_ROLE
    }
    return {one.reference: said[_word(one)] for one in told if _word(one) in said}


def _word(entry: Entry) -> tuple[str, bytes, int, int]:
    told = entry.envelope
    return told.type, told.commitment, told.at, told.hlc


def _in_causal_order(
    entries: Mapping[bytes, Entry], twins: Mapping[bytes, bytes]
) -> tuple[list[Entry], dict[bytes, Container[bytes]]]:
    """Parents first, ties by (hlc, content id); entries that lack a parent are left out."""
    missing = {reference: len(entry.envelope.parents) for reference, entry in entries.items()}
    children: dict[bytes, list[bytes]] = {}
    for reference, entry in entries.items():
        for parent in entry.envelope.parents:
            children.setdefault(parent, []).append(reference)
    for told, said in twins.items():
        missing[told] += 1
        children.setdefault(said, []).append(told)
    ready = [_rank(entries[reference]) for reference, count in missing.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Entry] = []
    places: dict[bytes, int] = {}
    bits: dict[bytes, int] = {}
    while ready:
        reference = heapq.heappop(ready)[1][:REFERENCE_SIZE]
        entry = entries[reference]
        places[reference] = len(ordered)
        bits[reference] = _ancestors(entry, bits, places)
        if reference in twins:
            said = twins[reference]
            bits[reference] |= bits[said] | 1 << places[said]
        ordered.append(entry)
        for child in children.get(reference, ()):
            missing[child] -= 1
            if missing[child] == 0:
                heapq.heappush(ready, _rank(entries[child]))
    return ordered, {reference: _Seen(bits[reference], places) for reference in bits}


def _one_line(
    entries: Mapping[bytes, Entry],
) -> tuple[list[Entry], dict[bytes, Container[bytes]]] | None:
    """The same where each names the one before it alone and they came so, as nearly always."""
    before: tuple[bytes, ...] = ()
    for reference, entry in entries.items():
        if entry.envelope.parents != before:
            return None
        before = (reference,)
    places = {reference: place for place, reference in enumerate(entries)}
    seen: dict[bytes, Container[bytes]] = {
        reference: _Seen((1 << place) - 1, places) for reference, place in places.items()
    }
    return list(entries.values()), seen


def _rank(entry: Entry) -> tuple[int, bytes]:
    return entry.envelope.hlc, entry.content_id


def _ancestors(entry: Entry, bits: Mapping[bytes, int], places: Mapping[bytes, int]) -> int:
    found = 0
    for parent in entry.envelope.parents:
        found |= bits[parent] | 1 << places[parent]
    return found
