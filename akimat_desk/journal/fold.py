"""From the entries of one stream to its state: the same for every order of arrival."""

import heapq
import uuid
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

import msgspec

from akimat_desk.domain import cases, offices, people
from akimat_desk.domain.case_events import EntryRefused, StreamErased
from akimat_desk.domain.facts import EverythingBefore, Fact, SetAside
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry

Apply = Callable[[Any, Fact], Any]
APPLY: Mapping[str, Apply] = {
    codec.CASE: cases.apply,
    codec.PERSON: people.apply,
    codec.OFFICE: offices.apply,
}
_state_bytes = msgspec.msgpack.Encoder(order="sorted")
_ALL = EverythingBefore()


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
        return _state_bytes.encode(
            (self.kind, self.state, self.unknown, self.set_aside, self.is_erased)
        )


def fact_of(entry: Entry, seen: Container[bytes] = _ALL) -> Fact | None:
    """The fact an entry states, None when the program does not know its type yet."""
    if entry.body is None:
        return None
    envelope = entry.envelope
    event = codec.decode(envelope.type, envelope.schema, entry.body)
    if event is None:
        return None
    actor = str(uuid.UUID(bytes=envelope.actor))
    return Fact(entry.reference, seen, event, actor, envelope.role, envelope.at)


def kind_of(entries: Iterable[Entry]) -> str:
    """The kind of the stream these entries belong to; empty while none of them tells."""
    known = {
        codec.KIND_OF[entry.envelope.type]: entry.content_id
        for entry in sorted(entries, key=lambda entry: entry.content_id, reverse=True)
        if entry.envelope.type in codec.KIND_OF
    }
    return min(known, key=lambda kind: known[kind], default="")


def fold(entries: Iterable[Entry]) -> Folded:
    """The state of a stream from its entries, in whatever order and however often they came."""
    by_reference = {entry.reference: entry for entry in entries}
    ordered, seen = _in_causal_order(by_reference)
    kind = kind_of(ordered)
    known = {entry.reference for entry in ordered}
    waiting = tuple(sorted(by_reference.keys() - known))
    folding = _Folding(kind, _refused(ordered))
    for entry in ordered:
        folding.add(entry, seen[entry.reference])
    overtaken = {parent for entry in ordered for parent in entry.envelope.parents}
    return Folded(
        kind=kind,
        state=None if folding.is_erased else folding.state,
        heads=tuple(sorted(known - overtaken)),
        count=len(ordered),
        hlc=max((entry.envelope.hlc for entry in ordered), default=0),
        waiting=waiting,
        unknown=tuple(sorted(folding.unknown)),
        set_aside=tuple(sorted(folding.aside, key=lambda aside: aside.id)),
        is_erased=folding.is_erased,
    )


def advance(folded: Folded | None, entry: Entry) -> Folded | None:
    """The fold with one entry more that has seen all the others; None where a full fold is due."""
    simple = folded is None or not (folded.is_erased or folded.waiting)
    expected = () if folded is None else folded.heads
    if not simple or entry.envelope.parents != expected:
        return None
    if entry.envelope.type in ("StreamErased", "EntryRefused"):
        return None
    kind = codec.KIND_OF.get(entry.envelope.type, "") if folded is None else folded.kind
    before = folded or Folded(kind=kind, state=None)
    folding = _Folding(kind, {}, before.state)
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
        self._apply = APPLY.get(kind)
        self._refused = refused

    def add(self, entry: Entry, seen: Container[bytes]) -> None:
        if entry.reference in self._refused:
            self._set_aside(entry, self._refused[entry.reference])
            return
        try:
            fact = fact_of(entry, seen)
        except codec.BodyUnreadable:
            self._set_aside(entry, "body_unreadable")
            return
        if fact is None or self._apply is None:
            self.unknown.append(entry.reference)
        elif isinstance(fact.event, StreamErased):
            self.is_erased = True
        elif not isinstance(fact.event, EntryRefused):
            self.state = self._apply(self.state, fact)

    def _set_aside(self, entry: Entry, reason: str) -> None:
        self.aside.append(SetAside(entry.reference, entry.envelope.type, reason))


def _refused(entries: Iterable[Entry]) -> dict[bytes, str]:
    refused: dict[bytes, str] = {}
    for entry in entries:
        if entry.envelope.type == "EntryRefused":
            fact = fact_of(entry)
            if fact is not None and isinstance(fact.event, EntryRefused):
                refused[fact.event.entry] = fact.event.refusal
    return refused


class _Seen:
    """The ancestors of one entry, as bits over the fold order."""

    __slots__ = ("_bits", "_places")

    def __init__(self, bits: int, places: Mapping[bytes, int]) -> None:
        self._bits = bits
        self._places = places

    def __contains__(self, reference: object) -> bool:
        place = self._places.get(reference)  # type: ignore[call-overload]
        return place is not None and bool(self._bits >> place & 1)


def _in_causal_order(
    entries: Mapping[bytes, Entry],
) -> tuple[list[Entry], dict[bytes, Container[bytes]]]:
    """Parents first, ties by (hlc, content id); entries that lack a parent are left out."""
    missing = {reference: len(entry.envelope.parents) for reference, entry in entries.items()}
    children: dict[bytes, list[bytes]] = {}
    for reference, entry in entries.items():
        for parent in entry.envelope.parents:
            children.setdefault(parent, []).append(reference)
    ready = [_rank(entries[reference]) for reference, count in missing.items() if count == 0]
    heapq.heapify(ready)
    ordered: list[Entry] = []
    places: dict[bytes, int] = {}
    bits: dict[bytes, int] = {}
    while ready:
        reference = heapq.heappop(ready)[1][:16]
        entry = entries[reference]
        places[reference] = len(ordered)
        bits[reference] = _ancestors(entry, bits, places)
        ordered.append(entry)
        for child in children.get(reference, ()):
            missing[child] -= 1
            if missing[child] == 0:
                heapq.heappush(ready, _rank(entries[child]))
    return ordered, {reference: _Seen(bits[reference], places) for reference in bits}


def _rank(entry: Entry) -> tuple[int, bytes]:
    return entry.envelope.hlc, entry.content_id


def _ancestors(entry: Entry, bits: Mapping[bytes, int], places: Mapping[bytes, int]) -> int:
    found = 0
    for parent in entry.envelope.parents:
        found |= bits[parent] | 1 << places[parent]
    return found
