"""The origins the centre writes itself: in an office's feed, under its own key, one an author."""

import hashlib
from collections.abc import Iterable
from typing import Final

import msgspec

from akimat_desk.exchange.messages import Place
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.commitments import chain_link, chain_start

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
