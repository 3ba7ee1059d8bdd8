"""The centre's steps of an exchange: values in, values out; store, clock and keys are elsewhere."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from akimat_desk.exchange.forks import Holdings, Settled, chain_at
from akimat_desk.exchange.messages import Batch, Place, Receipt, SyncRequest

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


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the origin that a desk writes.

    `lease` is to be kept where it is not None; `must_open` says why the desk has to open another.
    """

    lease: Lease | None = None
    must_open: str = ""

    @property
    def given(self) -> bytes:
        return b"" if self.lease is None else self.lease.now


def granted(
    known: Lease | None, request: SyncRequest, *, holder: bytes | None, fresh: bytes, epoch: bytes
) -> Granted:
    """`holder` is the origin that prints the request's mark, `fresh` a lease nobody has yet."""
    if holder not in (None, request.origin):
        return Granted(must_open="mark_taken")
    if not is_lease_good(known, request, epoch):
        return Granted(must_open="cloned")
    return Granted(lease=next_lease(known, request, fresh, epoch))


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


def reason_to_mint(epoch: str, starts: int, witness: tuple[int, str] | None) -> str:
    """Why a centre that starts begins another life, empty where it goes on with this one.

    `epoch` is empty before the first. `starts` is what its database counted, `witness` what stands
    beside it: a database behind its witness was put back from a copy.
    """
    if not epoch:
        return "created"
    if witness is None:
        return "no_witness"
    return "restored" if starts < witness[0] or epoch != witness[1] else ""


def feed_digest(before: bytes, run: Run) -> bytes:
    """The digest of a feed up to a run: as long as it agrees, so does everything before."""
    told = b"".join((before, run.origin, run.last.to_bytes(8), run.chain))
    return hashlib.sha256(told).digest()[:16]


def is_of_this_feed(
    request: SyncRequest, epoch: bytes, newest: int, digest_at: Callable[[int], bytes]
) -> bool:
    """Whether the desk may go on at its cursor.

    Not in another life of the server, and not where the feed is another one up to there: then the
    server was put back from a copy and nobody told it. An unknown digest says nothing.
    """
    if request.epoch != epoch or request.cursor > newest:
        return False
    known = digest_at(request.cursor) if request.feed else b""
    return not known or known == request.feed


def page_due(
    request: SyncRequest,
    runs: Iterable[Run],
    have: Mapping[bytes, Place],
    held: Holdings,
    *,
    newest: int,
    is_of_now: bool,
) -> PagePlan:
    """No page into another life: the desk compares what both hold first."""
    if not is_of_now:
        return PagePlan(runs=(), cursor=0, more=bool(newest or request.cursor))
    if request.asks_only:
        return PagePlan(runs=(), cursor=request.cursor, more=True)
    return plan_page(
        runs,
        after=request.cursor,
        have=have,
        agreeing=frozenset(o for o, place in have.items() if agrees(held, o, place)),
        max_bytes=request.max_bytes,
    )


def agrees(held: Holdings, origin: bytes, theirs: Place) -> bool:
    return theirs.seq > 0 and chain_at(origin, theirs.seq, held) == theirs.chain


def held_by_sender(batch: Batch, outcome: Settled, held: Holdings) -> Place | None:
    """Whoever pushes a batch holds it: it is not sent back in the page."""
    chain = None if outcome.fork is not None else chain_at(batch.origin, batch.last, held)
    return None if chain is None else Place(batch.last, chain)


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
