"""An entry of the journal: an event sealed so that it can travel, last and be erased."""

import hashlib

import msgspec

FORMAT = 1
REFERENCE_SIZE = 16
UUID_SIZE = 16
COMMITMENT_SIZE = 32
CENTRE_ROLE = "centre"
"""The role, and NOBODY the actor, of what the centre itself says."""
NOBODY = bytes(UUID_SIZE)
_canonical = msgspec.msgpack.Encoder(order="sorted")


_BEYOND_COLUMNS = 2**63
"""Whole numbers from here on fit no column of SQLite or PostgreSQL."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All of an entry that its content id covers.

    `stream` and `actor` are UUID bytes; `parents` are references, sorted, of the stream's latest
    entries its author had seen; `at` is UTC milliseconds; `hlc` is milliseconds * 65536 + counter
    and orders display only; `commitment` is HMAC-SHA256(stream salt, body).
    """

    office: str
    stream: bytes
    parents: tuple[bytes, ...]
    type: str
    schema: int
    actor: bytes
    role: str
    at: int
    hlc: int
    commitment: bytes

    def canonical(self) -> bytes:
        """One msgpack array in the order of architecture.md 1, the format first."""
        return _canonical.encode(
            (
                FORMAT,
                self.office,
                self.stream,
                self.parents,
                self.type,
                self.schema,
                self.actor,
                self.role,
                self.at,
                self.hlc,
                self.commitment,
            )
        )

    @property
    def is_sound(self) -> bool:
        """Whether ids, references and commitment have their sizes and the parents their order.

        What came over a line is asked this before it is stored or folded.
        """
        return (
            len(self.stream) == len(self.actor) == UUID_SIZE
            and len(self.commitment) == COMMITMENT_SIZE
            and 0 <= self.at < _BEYOND_COLUMNS
            and 0 <= self.hlc < _BEYOND_COLUMNS
            and 1 <= self.schema < _BEYOND_COLUMNS
            and _are_sound(self.parents)
        )

    def content_id(self) -> bytes:
        """SHA-256 over the canonical bytes: 32 bytes, the entry's identity wherever it stands."""
        return hashlib.sha256(self.canonical()).digest()


def _are_sound(parents: tuple[bytes, ...]) -> bool:
    if len(parents) == 1:
        return len(parents[0]) == REFERENCE_SIZE
    is_sized = all(len(parent) == REFERENCE_SIZE for parent in parents)
    return is_sized and parents == tuple(sorted(set(parents)))


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An envelope in its place, with what it seals.

    `(origin, seq)` says only where it stands; `chain` is the origin's chain up to it. `body` is
    None once erased. `salt` is held by a stream's first entry alone, and only where the stream
    can be erased; it is not part of the content id.
    """

    origin: bytes
    seq: int
    envelope: Envelope
    content_id: bytes
    chain: bytes
    body: bytes | None
    salt: bytes | None = None

    @property
    def reference(self) -> bytes:
        """How other entries name this one."""
        return self.content_id[:REFERENCE_SIZE]


def stream_salt(stream: bytes) -> bytes:
    """The salt of streams that are never erased (an office's own): derived, so no desk owns it."""
    return hashlib.sha256(b"akimat stream salt 1" + stream).digest()


def sealing_salt(name: str, stream: bytes, salt: bytes) -> bytes:
    """The salt an entry of this type is committed under.

    An erasure must still prove itself when the stream's own salt is gone with what it erased.
    """
    return stream_salt(stream) if name == "StreamErased" else salt
