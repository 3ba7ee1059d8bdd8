"""The centre's steps of an exchange: values in, values out; store, clock and keys are elsewhere."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from akimat_desk.exchange.messages import Place, Receipt, SyncRequest

PAGE_BYTES = 2 * 2**20
"""Of stored bodies and envelopes in one page, where the desk does not ask for less."""


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """The right to go on writing an origin, handed from exchange to exchange like a baton."""

    now: bytes
    before: bytes | None
    nonce: bytes
    epoch: bytes


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an office's feed: a stretch of one origin that came as one batch."""

    number: int
    origin: bytes
    first: int
    last: int
    chain: bytes
    size: int


class PagePlan(msgspec.Struct, frozen=True, kw_only=True):
    runs: tuple[Run, ...]
    cursor: int
    more: bool


def is_lease_good(known: Lease | None, request: SyncRequest, epoch: bytes) -> bool:
    """The current lease, or the one before with the same nonce: a retry after a lost answer.

    A server restored from a copy has forgotten leases it gave: one of another epoch binds nobody.
    """
    if known is None or known.epoch != epoch:
        return True
    return request.lease == known.now or _is_retry(known, request)


def next_lease(known: Lease | None, request: SyncRequest, fresh: bytes, epoch: bytes) -> Lease:
    """A retry gets the very lease that was lost on the way."""
    if known is not None and known.epoch == epoch and _is_retry(known, request):
        return known
    return Lease(now=fresh, before=request.lease, nonce=request.nonce, epoch=epoch)


def _is_retry(known: Lease, request: SyncRequest) -> bool:
    return request.lease == known.before and request.nonce == known.nonce


def cursor_of(request: SyncRequest, epoch: bytes, newest: int) -> int:
    """Where the desk goes on reading: a cursor of another life of the server means from 0."""
    return request.cursor if request.epoch == epoch and request.cursor <= newest else 0


def is_behind(receipt: Receipt, place: Place | None) -> bool:
    """Whether we once acknowledged more than we hold; the signature is the caller's to check."""
    return place is None or place.seq < receipt.seq


def plan_page(
    runs: Iterable[Run],
    *,
    after: int,
    have: Mapping[bytes, Place],
    agreeing: frozenset[bytes],
    max_bytes: int,
) -> PagePlan:
    """The next runs the desk lacks, whole ones, at least one of them.

    `agreeing` are the origins whose `have` stands on our own chain: what it covers is skipped.
    """
    limit = min(max_bytes or PAGE_BYTES, PAGE_BYTES)
    chosen: list[Run] = []
    cursor, size = after, 0
    for run in runs:
        held = have.get(run.origin)
        if held is not None and run.origin in agreeing and run.last <= held.seq:
            cursor = run.number
            continue
        if chosen and size + run.size > limit:
            return PagePlan(runs=tuple(chosen), cursor=cursor, more=True)
        chosen.append(run)
        cursor, size = run.number, size + run.size
    return PagePlan(runs=tuple(chosen), cursor=cursor, more=False)


def acknowledged(
    have: Mapping[bytes, Place | None], *, station: str, at: int, epoch: bytes
) -> Sequence[Receipt]:
    """Unsigned receipts for all that is held of the named origins."""
    return [
        Receipt(station, origin, place.seq, place.chain, at, epoch)
        for origin, place in have.items()
        if place is not None
    ]
