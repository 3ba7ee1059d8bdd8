"""The origins the centre writes itself: in an office's feed, under its own key, one an author."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from akimat_desk.exchange import batches
from akimat_desk.exchange.messages import Head, Place
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.commitments import chain_link, chain_start
from akimat_desk.trust.signing import StationKey, head_message

STATION: Final = "centre"
"""The station of what the centre itself wrote; a station of an office has a UUID."""
KNOWS: Final = 1
"""What a desk says in its request that takes what the centre writes."""
NONCE_SIZE: Final = 8
_SIZE: Final = 16


def origin_of(nonce: bytes, office: str, author: str) -> bytes:
    """The centre's origin in an office's feed for the entries of `author`; both can be proven."""
    told = b"\0".join((b"akimat centre origin 1", office.encode(), author.encode(), nonce))
    return nonce + hashlib.sha256(told).digest()[: _SIZE - NONCE_SIZE]


def is_origin_of(origin: bytes, office: str, author: str) -> bool:
    return origin == origin_of(origin[:NONCE_SIZE], office, author)


def placed(entries: Iterable[Entry], origin: bytes, after: Place | None) -> tuple[Entry, ...]:
    """The entries as the next ones of an origin; their ids do not change."""
    seq, chain = (0, chain_start(origin)) if after is None else (after.seq, after.chain)
    found = []
    for entry in entries:
        seq, chain = seq + 1, chain_link(chain, entry.content_id)
        found.append(msgspec.structs.replace(entry, origin=origin, seq=seq, chain=chain, salt=None))
    return tuple(found)


def in_parts(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """As many as go into one batch."""
    for start in range(0, len(entries), batches.MAX_ENTRIES):
        yield from batches.parts(entries[start : start + batches.MAX_ENTRIES])


def fresh_salts(
    entries: Iterable[Entry], salts: Mapping[bytes, bytes], known: Mapping[bytes, bytes]
) -> dict[bytes, bytes]:
    """A salt that is here already is not kept once more."""
    streams = {entry.envelope.stream for entry in entries}
    return {one: salts[one] for one in streams if one in salts and one not in known}


def signed(entries: Sequence[Entry], key: StationKey) -> Head:
    """Under the centre's own key, as every batch is under its station's."""
    last = entries[-1]
    return Head(key.key_id, key.sign(head_message(last.origin, last.seq, last.chain)))
