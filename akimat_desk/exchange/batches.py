"""Closes entries of one origin into a lean batch and opens a batch into entries again."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from akimat_desk.exchange.messages import Batch, Head, MessageUnreadable
from akimat_desk.journal.envelope import (
    REFERENCE_SIZE,
    Entry,
    Envelope,
    sealing_salt,
    stream_salt,
)
from akimat_desk.trust.commitments import body_commitment, chain_link

MAX_ENTRIES = 500
LONGEST = 4 * MAX_ENTRIES
"""Entries of a batch that is still looked at; ours are never longer than MAX_ENTRIES."""
_HLC_SHIFT = 16
_DIGEST = 32

MAX_BYTES = 128 * 1024
"""Of bodies in a batch of our own: what a line that breaks takes with it is at most one batch."""
_Value = TypeVar("_Value")


def closed(
    entries: Sequence[Entry], *, before: bytes, salts: Mapping[bytes, bytes], head: Head
) -> Batch:
    """`entries` follow each other in one origin; `salts` are all that is known of theirs.

    Salts go along for streams without an earlier entry of this batch's origin: the caller leaves
    the others out.
    """
    streams = _Indexed([entry.envelope.stream for entry in entries])
    actors = _Indexed([entry.envelope.actor for entry in entries])
    roles = _Indexed([entry.envelope.role for entry in entries])
    types = _Indexed([(entry.envelope.type, entry.envelope.schema) for entry in entries])
    instants = [entry.envelope.at for entry in entries]
    first = entries[0]
    return Batch(
        office=first.envelope.office,
        origin=first.origin,
        first=first.seq,
        before=before,
        streams=streams.values,
        actors=actors.values,
        roles=roles.values,
        types=types.values,
        salts={streams.places[stream]: salt for stream, salt in salts.items()},
        stream=streams.rows,
        actor=actors.rows,
        role=roles.rows,
        type=types.rows,
        at=(instants[0], *(after - before for before, after in pairwise(instants))),
        hlc=tuple(entry.envelope.hlc - (entry.envelope.at << _HLC_SHIFT) for entry in entries),
        parents=_parents(entries),
        bodies=tuple(entry.body for entry in entries),
        commitments={
            row: entry.envelope.commitment
            for row, entry in enumerate(entries)
            if entry.body is None
        },
        head=head,
    )


def parts(entries: Sequence[Entry], limit: int = MAX_BYTES) -> list[Sequence[Entry]]:
    """The same entries in stretches of at most `limit` bytes of bodies, one entry at least."""
    found: list[Sequence[Entry]] = []
    start = size = 0
    for row, entry in enumerate(entries):
        weight = len(entry.body or b"")
        if row > start and size + weight > limit:
            found.append(entries[start:row])
            start, size = row, 0
        size += weight
    return [*found, entries[start:]]


def opened(batch: Batch, known: Mapping[bytes, bytes]) -> list[Entry]:
    """The entries with ids, commitments and chain made anew; raises MessageUnreadable.

    `known` are salts held already of the batch's streams.
    Every one is sound, but nothing is proven by this alone: the chain has to bear the head's
    signature.
    """
    try:
        return _opened(batch, known)
    except (IndexError, OverflowError, TypeError):
        raise MessageUnreadable("columns") from None


def salts_of(batch: Batch) -> dict[bytes, bytes]:
    """The salts a batch brings, by stream; raises MessageUnreadable."""
    try:
        return {batch.streams[place]: salt for place, salt in batch.salts.items()}
    except IndexError:
        raise MessageUnreadable("columns") from None


def _opened(batch: Batch, known: Mapping[bytes, bytes]) -> list[Entry]:
    salts = {**known, **salts_of(batch)}
    entries: list[Entry] = []
    references: list[bytes] = []
    chain, at = batch.before, 0
    for row, body in enumerate(batch.bodies):
        stream = batch.streams[_index(batch.stream[row])]
        at += batch.at[row]
        name, schema = batch.types[_index(batch.type[row])]
        salt = sealing_salt(name, stream, salts.get(stream) or stream_salt(stream))
        commitment = batch.commitments.get(row)
        if commitment is None:
            # Without a body there must be a commitment: demand_even has seen to it.
            commitment = body_commitment(salt, body or b"")
        envelope = Envelope(
            office=batch.office,
            stream=stream,
            parents=tuple(_reference(parent, row, references) for parent in batch.parents[row]),
            type=name,
            schema=schema,
            actor=batch.actors[_index(batch.actor[row])],
            role=batch.roles[_index(batch.role[row])],
            at=at,
            hlc=(at << _HLC_SHIFT) + batch.hlc[row],
            commitment=commitment,
        )
        if not envelope.is_sound:
            raise MessageUnreadable("entry")
        content_id = envelope.content_id()
        chain = chain_link(chain, content_id)
        references.append(content_id[:REFERENCE_SIZE])
        entries.append(
            Entry(
                origin=batch.origin,
                seq=batch.first + row,
                envelope=envelope,
                content_id=content_id,
                chain=chain,
                body=body,
            )
        )
    return entries


def demand_even(batch: Batch) -> None:
    """Shapes only: columns of one length, ids of their size, a commitment for each lost body.

    Raises MessageUnreadable.
    """
    columns = (
        batch.stream, batch.actor, batch.role, batch.type, batch.at, batch.hlc, batch.parents,
    )  # fmt: skip
    count = len(batch.bodies)
    lost = {row for row, body in enumerate(batch.bodies) if body is None}
    sizes = (
        *((len(stream), 16) for stream in batch.streams),
        *((len(actor), 16) for actor in batch.actors),
        *((len(salt), 16) for salt in batch.salts.values()),
        *((len(given), _DIGEST) for given in batch.commitments.values()),
        (len(batch.origin), 16),
        (len(batch.before), _DIGEST),
    )
    is_even = all(len(column) == count for column in columns) and lost == set(batch.commitments)
    is_small = 0 < count <= LONGEST and len(batch.streams) <= count
    if not is_small or batch.first < 1 or not is_even or any(size != due for size, due in sizes):
        raise MessageUnreadable("columns")


def _index(place: int) -> int:
    if place < 0:
        raise IndexError(place)
    return place


def _reference(parent: int | bytes, row: int, references: Sequence[bytes]) -> bytes:
    if isinstance(parent, int):
        if not 1 <= parent <= row:
            raise IndexError(parent)
        return references[row - parent]
    if len(parent) != REFERENCE_SIZE:
        raise MessageUnreadable("columns")
    return parent


def _parents(entries: Sequence[Entry]) -> tuple[tuple[int | bytes, ...], ...]:
    rows: dict[bytes, int] = {}
    told: list[tuple[int | bytes, ...]] = []
    for row, entry in enumerate(entries):
        told.append(
            tuple(
                row - rows[parent] if parent in rows else parent
                for parent in entry.envelope.parents
            )
        )
        rows[entry.reference] = row
    return tuple(told)


class _Indexed(Generic[_Value]):
    """Each different value once, and for every row where it stands."""

    def __init__(self, column: Iterable[_Value]) -> None:
        self.places: dict[_Value, int] = {}
        self.rows = tuple(self.places.setdefault(one, len(self.places)) for one in column)

    @property
    def values(self) -> tuple[_Value, ...]:
        return tuple(self.places)
