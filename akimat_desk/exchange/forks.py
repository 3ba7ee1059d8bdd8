"""Settles a batch against what is held: what is new, what is known, what has a gap, what forks.

A place (origin, seq) taken by another entry is a fork. The incumbent stays; the differing branch
moves to an origin derived from the first difference, the same on every node, chained afresh. A
place taken there as well is a branch of a branch, and the same is done once more.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from akimat_desk.exchange import batches
from akimat_desk.exchange.centre_origins import is_origin_of
from akimat_desk.exchange.messages import Batch, Branch, Head, MessageUnreadable, Place
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.commitments import chain_link, chain_start
from akimat_desk.trust.signing import head_message, is_signed

ORIGIN_SIZE = 16


class Holdings(Protocol):
    """What a node holds, as far as a batch asks for it."""

    def place(self, origin: bytes) -> Place | None: ...

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
        """The chain at each held seq from `first` to `last`, in order."""

    def salts(self, streams: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Those that are held of these streams."""

    def station_of(self, origin: bytes) -> str | None:
        """The station that an origin belongs to, once one has signed it."""


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """A certified key and whose it is.

    The centre itself `is_centre`: it writes into the feed of `office` alone, and in origins that
    say so; the entries in them may be another office's.
    """

    station: str
    office: str
    public: bytes
    is_centre: bool = False


class Fork(msgspec.Struct, frozen=True):
    """Two entries claimed (origin, seq); the branch stands under `derived` now."""

    origin: bytes
    seq: int
    derived: bytes


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be stored, nothing of it where all was held: entries in one origin, its head."""

    station: str
    origin: bytes
    entries: tuple[Entry, ...] = ()
    salts: Mapping[bytes, bytes] = {}
    head: Head | None = None
    fork: Fork | None = None


class Parked(msgspec.Struct, frozen=True):
    """Not stored and no fault: something before it is missing; it is asked for again."""

    reason: str


class Forged(msgspec.Struct, frozen=True):
    """Does not prove what it says."""

    reason: str


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A branch in its new place; `entries` are those not held there yet, from row `known` on."""

    origin: bytes
    entries: tuple[Entry, ...]
    known: int


def fork_origin(parent: bytes, seq: int, chain: bytes) -> bytes:
    """The origin of the branch that left `parent` at `seq` with this chain."""
    told = b"".join((b"fork", parent, seq.to_bytes(8), chain))
    return hashlib.sha256(told).digest()[:ORIGIN_SIZE]


def chained(entries: Sequence[Entry], origin: bytes) -> list[Entry]:
    """The same entries as the first ones of an origin; ids do not change with the place."""
    chain, placed = chain_start(origin), []
    for seq, entry in enumerate(entries, 1):
        chain = chain_link(chain, entry.content_id)
        placed.append(msgspec.structs.replace(entry, origin=origin, seq=seq, chain=chain))
    return placed


def rehomed(entries: Sequence[Entry], parent: bytes, held: Holdings, known: int = 0) -> Moved:
    """`entries` left `parent` at the first of them; `known` counts what stood elsewhere already."""
    derived = fork_origin(parent, entries[0].seq, entries[0].chain)
    moved = chained(entries, derived)
    same = _agreeing(moved, derived, held)
    place = held.place(derived)
    if same == len(moved) or place is None or place.seq == same:
        return Moved(origin=derived, entries=tuple(moved[same:]), known=known + same)
    return rehomed(moved[same:], derived, held, known + same)


def settle(batch: Batch, held: Holdings, signer: Signer | None) -> Settled | Parked | Forged:
    """What becomes of a batch here. Nothing is decided by its sender's word."""
    if signer is None:
        return Forged("station_unknown")
    try:
        return _settle(batch, held, signer)
    except MessageUnreadable as wrong:
        return Forged(str(wrong))


def _settle(batch: Batch, held: Holdings, signer: Signer) -> Settled | Parked | Forged:
    batches.demand_even(batch)
    refused = _misplaced(batch, held, signer)
    if refused is not None:
        return refused
    known = held.salts(batch.streams)
    brought = batches.salts_of(batch)
    if any(known.get(stream, salt) != salt for stream, salt in brought.items()):
        return Forged("salt")
    entries = batches.opened(batch, known)
    signed = _signed_chains(batch, entries)
    if not _is_proven(batch, signed[-1], signer):
        return Forged("head")
    same = _agreeing(entries, batch.origin, held)
    place = held.place(batch.origin)
    fork, origin, fresh = None, batch.origin, tuple(entries[same:])
    if fresh and place is not None and place.seq >= fresh[0].seq:
        moved = rehomed(fresh, batch.origin, held, same)
        fork = Fork(batch.origin, fresh[0].seq, moved.origin)
        origin, fresh, same = moved.origin, moved.entries, moved.known
    if not fresh:
        return Settled(station=signer.station, origin=origin, fork=fork)
    return Settled(
        station=signer.station,
        origin=origin,
        entries=fresh,
        salts={stream: salt for stream, salt in brought.items() if stream not in known},
        head=_head(batch, signed, same, is_moved=fork is not None),
        fork=fork,
    )


def _misplaced(batch: Batch, held: Holdings, signer: Signer) -> Parked | Forged | None:
    """What can be told without opening the batch."""
    owner = held.station_of(batch.origin)
    if not _is_at_home(batch, signer) or owner not in (None, signer.station):
        return Forged("station_of_another")
    before = chain_at(batch.origin, batch.first - 1, held)
    return None if before == batch.before else Parked("gap" if before is None else "before")


def _is_at_home(batch: Batch, signer: Signer) -> bool:
    if signer.is_centre:
        origin = batch.origin if batch.head.branch is None else batch.head.branch.origin
        return is_origin_of(origin, signer.office, batch.office)
    return batch.office == signer.office


def chain_at(origin: bytes, seq: int, held: Holdings) -> bytes | None:
    if seq == 0:
        return chain_start(origin)
    place = held.place(origin)
    if place is None or place.seq < seq:
        return None
    return place.chain if place.seq == seq else held.chains(origin, seq, seq)[0]


def _agreeing(entries: Sequence[Entry], origin: bytes, held: Holdings) -> int:
    """How many of the first entries are held in their very place."""
    place = held.place(origin)
    first, last = entries[0].seq, entries[-1].seq
    if place is None or place.seq < first:
        return 0
    known = held.chains(origin, first, min(last, place.seq))
    pairs = zip(known, entries, strict=False)
    return next(
        (row for row, (chain, entry) in enumerate(pairs) if chain != entry.chain), len(known)
    )


def _signed_chains(batch: Batch, entries: Sequence[Entry]) -> list[bytes]:
    """The chain at each entry of the origin the station signed it in."""
    branch = batch.head.branch
    if branch is None:
        return [entry.chain for entry in entries]
    chain, chains = branch.before, []
    for entry in entries:
        chain = chain_link(chain, entry.content_id)
        chains.append(chain)
    return chains


def _is_proven(batch: Batch, chain: bytes, signer: Signer) -> bool:
    branch, count = batch.head.branch, len(batch.bodies)
    origin, first = (batch.origin, batch.first) if branch is None else (branch.origin, branch.first)
    message = head_message(origin, first + count - 1, chain)
    return is_signed(signer.public, message, batch.head.signature)


def _head(batch: Batch, signed: Sequence[bytes], skipped: int, *, is_moved: bool) -> Head:
    """The batch's head, fit for what is left of it after the first `skipped` entries."""
    branch = batch.head.branch
    if branch is None and not is_moved:
        return batch.head
    origin, first, before = (
        (batch.origin, batch.first, batch.before)
        if branch is None
        else (branch.origin, branch.first, branch.before)
    )
    if skipped:
        before = signed[skipped - 1]
    branch = Branch(origin, first + skipped, before)
    return Head(batch.head.key_id, batch.head.signature, branch)
