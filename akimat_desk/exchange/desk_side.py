"""The desk's steps of an exchange: what to ask, what to push, what an answer means."""

from collections.abc import Iterable, Mapping

import msgspec

from akimat_desk.exchange import batches
from akimat_desk.exchange.forks import Holdings, chain_at
from akimat_desk.exchange.messages import (
    MOST_PUBLISHED,
    Directory,
    Place,
    Publication,
    Receipt,
    SyncAnswer,
)
from akimat_desk.trust.signing import is_signed


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An origin as this desk holds it. An own one can be closed anywhere, another only as it came:

    `runs` are the (first, last) of the batches it came in, each with its head.
    """

    origin: bytes
    place: Place
    is_own: bool
    is_open: bool = False
    runs: tuple[tuple[int, int], ...] = ()


class Stretch(msgspec.Struct, frozen=True):
    """Entries of one origin to be closed as one batch."""

    origin: bytes
    first: int
    last: int


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk knows of its server. `is_sure` is False after a call whose answer was lost.

    `nonce` and `call` name the answer that is waited for; `feed` is the server's digest of its
    feed up to `cursor`. `is_level`: the cursor stood at the feed's end when the last answer came,
    so that its digest speaks for everything the server said it holds.
    """

    epoch: bytes | None
    cursor: int
    lease: bytes | None
    places: Mapping[bytes, Place | None]
    is_sure: bool = True
    nonce: bytes | None = None
    call: bytes | None = None
    feed: bytes = b""
    is_level: bool = False


def named(
    held: Iterable[Held], server: Server, receipts: Mapping[bytes, int]
) -> dict[bytes, Place]:
    """The origins the server is asked about: all where it is read from 0 or not to its feed's end,
    else what is unsure. A server put back without notice is found by its feed up to the cursor;
    what it held beyond that it has to be asked for.

    The open one always, and an own one while a receipt for its end is missing. Where the server
    holds less, its own place is said back to it: so both know that up to there they agree.
    """
    is_all = server.epoch is None or not (server.cursor and server.is_level)
    return {
        one.origin: (lacks(one, server) and server.places.get(one.origin)) or one.place
        for one in held
        if is_all
        or one.is_open
        or one.origin not in server.places
        or lacks(one, server)
        or (one.is_own and receipts.get(one.origin, 0) < one.place.seq)
    }


def lacks(held: Held, server: Server) -> bool:
    """Whether the server, by its own last word, holds less of an origin than we do."""
    theirs = server.places.get(held.origin)
    return theirs is None or theirs.seq < held.place.seq


def to_push(
    held: Iterable[Held],
    server: Server,
    limit: int,
    *,
    step: int = batches.MAX_ENTRIES,
    is_unasked: bool = False,
) -> list[Stretch]:
    """What the server lacks by its own last word, in stretches that can be proven.

    Nothing of an origin it was never asked about, and nothing while the last answer is missing;
    but a courier cannot ask first: `is_unasked` sends all that no word of the server covers.
    `step` is the length of a batch of our own: short where the line breaks often.
    """
    stretches: list[Stretch] = []
    if not (server.is_sure or is_unasked):
        return stretches
    for one in held:
        if (is_unasked or one.origin in server.places) and lacks(one, server):
            theirs = server.places.get(one.origin)
            stretches += _stretches(one, 0 if theirs is None else theirs.seq, step)
    return stretches[:limit]


def disagreeing(answer: SyncAnswer, held: Mapping[bytes, Held], held_here: Holdings) -> set[bytes]:
    """Origins whose place at the server is not on our chain: they forked, a page tells where."""
    found = set()
    for origin, place in answer.have.items():
        ours = held.get(origin)
        if place is None or ours is None or place.seq > ours.place.seq:
            continue
        if chain_at(origin, place.seq, held_here) != place.chain:
            found.add(origin)
    return found


def behind(receipts: Iterable[Receipt], server: Server) -> Receipt | None:
    """A receipt of the server's present life for more than it says it holds."""
    for receipt in receipts:
        place = server.places.get(receipt.origin)
        if receipt.epoch == server.epoch and receipt.origin in server.places:  # noqa: SIM102
            if place is None or place.seq < receipt.seq:
                return receipt
    return None


def genuine(answer: SyncAnswer, *, station: str, server_public: bytes) -> list[Receipt]:
    """The receipts of an answer that the server signed for this station, in its present life."""
    return [
        receipt
        for receipt in answer.receipts
        if (receipt.station, receipt.epoch) == (station, answer.epoch)
        and is_signed(server_public, receipt.signed_part(), receipt.signature)
    ]


def genuine_directory(directory: Directory, *, office: str, server_public: bytes) -> bool:
    return directory.office == office and is_signed(
        server_public, directory.signed_part(), directory.signature
    )


def publication_fault(publication: Publication, *, office: str, server_public: bytes) -> str:
    """Why it is not taken, as a stable word; empty for what the centre published to this office."""
    if publication.office not in ("", office):
        return "publication_of_another"
    if len(publication.body) > MOST_PUBLISHED:
        return "publication_too_big"
    is_genuine = is_signed(server_public, publication.signed_part(), publication.signature)
    return "" if is_genuine else "publication_forged"


def _stretches(held: Held, after: int, step: int) -> list[Stretch]:
    if not held.is_own:
        runs = sorted(held.runs, key=lambda run: run[1])
        return [Stretch(held.origin, first, last) for first, last in runs if last > after]
    last = held.place.seq
    return [
        Stretch(held.origin, first, min(first + step - 1, last))
        for first in range(after + 1, last + 1, step)
    ]
