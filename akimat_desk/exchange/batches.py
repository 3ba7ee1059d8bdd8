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
    except (LookupError, OverflowError, TypeError, ValueError):
        raise MessageUnreadable("columns") from None


def salts_of(batch: Batch) -> dict[bytes, bytes]:
    """The salts a batch brings, by stream; raises MessageUnreadable."""
    try:
        return {batch.streams[place]: salt for place, salt in batch.salts.items()}
    except IndexError:
        raise MessageUnreadable("columns") from None


def _opened(batch: Batch, known: Mapping[bytes, bytes]) -> list[Entry]:
    """The busiest lines of a centre: what can be asked of a column is not asked of each row."""
    _demand_places(batch.stream, batch.type, batch.actor, batch.role)
    salts = _salts(batch, known)
    entries: list[Entry] = []
    references: list[bytes] = []
    origin, office, first = batch.origin, batch.office, batch.first
    chain, at = batch.before, 0
    for row, body in enumerate(batch.bodies):
        stream = batch.streams[batch.stream[row]]
        at += batch.at[row]
        name, schema = batch.types[batch.type[row]]
        if body is None:
            # Then there is a commitment: demand_even has seen to it.
            commitment = batch.commitments[row]
        else:
            commitment = body_commitment(sealing_salt(name, stream, salts[stream]), body)
        envelope = Envelope(
            office=office,
            stream=stream,
            parents=_referred(batch.parents[row], row, references),
            type=name,
            schema=schema,
            actor=batch.actors[batch.actor[row]],
            role=batch.roles[batch.role[row]],
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
                origin=origin,
                seq=first + row,
                envelope=envelope,
                content_id=content_id,
                chain=chain,
                body=body,
            )
        )
    return entries


def _salts(batch: Batch, known: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Of every stream of the batch; one without a salt of its own has a derived one."""
    told = {**known, **salts_of(batch)}
    return {stream: told.get(stream) or stream_salt(stream) for stream in batch.streams}


def _demand_places(*columns: Sequence[int]) -> None:
    """No row counts from the end; what is beyond it raises IndexError by itself."""
    if min(map(min, columns)) < 0:
        raise MessageUnreadable("columns")


def _referred(
    parents: tuple[int | bytes, ...], row: int, references: Sequence[bytes]
) -> tuple[bytes, ...]:
    if len(parents) == 1:
        # As nearly all have.
        return (_reference(parents[0], row, references),)
    return tuple([_reference(parent, row, references) for parent in parents])


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
