"""What desk and centre say to each other: typed, versioned, msgpack under zstd, framed by length.

A request is a row of frames: the sealed `SyncRequest`, then one frame for each `Batch`, then an
empty frame. The answer is one `SyncAnswer`. Each frame is a message of its own, so a batch can be
committed when it is complete, whatever becomes of the rest.
"""

import hashlib
import sys
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

VERSION = 1
MEDIA_TYPE = "application/msgpack"
MAX_MESSAGE = 16 * 2**20
"""Bytes of one message, unpacked; a batch or page is closed long before."""
MOST_PUBLISHED = 1_000_000
"""Bytes of the body of one publication."""
_LENGTH = 4
_LEVEL = 6
_COMPRESSED = (0xFD2FB528).to_bytes(4, "little")
"""How zstd begins, and no message does."""
_encoder = msgspec.msgpack.Encoder()
_Message = TypeVar("_Message")


class MessageUnreadable(Exception):
    """Bytes that are no message of this version; the reason is a stable word."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """How far a node holds an origin: the last seq and the chain there."""

    seq: int
    chain: bytes


class Branch(msgspec.Struct, frozen=True, array_like=True):
    """Where re-homed entries stood when their station signed them: after `before`, from `first`."""

    origin: bytes
    first: int
    before: bytes


class Head(msgspec.Struct, frozen=True, array_like=True):
    """A station's signature over the place of a batch's last entry."""

    key_id: bytes
    signature: bytes
    branch: Branch | None = None


class Batch(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of one origin, in columns. Ids, chain and commitments are left to the receiver.

    `before` is the chain up to the first entry. A parent is the number of places to go back in
    this very batch, or a reference. `salts` are those of the streams (by their index) that this
    origin touches for the first time; `commitments` (by row) stand only where they cannot be
    made from salt and body. `at` counts from the row before, `hlc` from the row's own `at`.
    """

    office: str
    origin: bytes
    first: int
    before: bytes
    streams: tuple[bytes, ...]
    actors: tuple[bytes, ...]
    roles: tuple[str, ...]
    types: tuple[tuple[str, int], ...]
    salts: dict[int, bytes]
    stream: tuple[int, ...]
    actor: tuple[int, ...]
    role: tuple[int, ...]
    type: tuple[int, ...]
    at: tuple[int, ...]
    hlc: tuple[int, ...]
    parents: tuple[tuple[int | bytes, ...], ...]
    bodies: tuple[bytes | None, ...]
    commitments: dict[int, bytes]
    head: Head

    @property
    def last(self) -> int:
        return self.first + len(self.bodies) - 1


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """The server's signed word that it holds an origin up to here. `at` is its own clock."""

    station: str
    origin: bytes
    seq: int
    chain: bytes
    at: int
    epoch: bytes
    signature: bytes = b""

    def signed_part(self) -> bytes:
        return _signed_part("akimat receipt 1", self)


class Certificate(msgspec.Struct, frozen=True, array_like=True):
    """The centre's signed word that a station of an office holds this key."""

    station: str
    office: str
    public: bytes
    point: str
    is_training: bool
    at: int
    signature: bytes = b""

    def signed_part(self) -> bytes:
        return _signed_part("akimat station 1", self)


class Card(msgspec.Struct, frozen=True, array_like=True):
    """A line of an office's directory of stations."""

    certificate: Certificate
    revoked_at: int | None = None


class Directory(msgspec.Struct, frozen=True, array_like=True):
    """All station keys an office ever had, signed as a whole; `release` grows with each change."""

    office: str
    release: int
    cards: tuple[Card, ...]
    at: int
    signature: bytes = b""

    def signed_part(self) -> bytes:
        return _signed_part("akimat directory 1", self)


class Publication(msgspec.Struct, frozen=True, array_like=True):
    """A release of a rule pack, calendar, catalogue or form, as JSON, offered to the offices.

    `office` is empty for all of them; `number` grows with each publication of the centre.
    """

    number: int
    kind: str
    id: str
    release: int
    office: str
    at: int
    body: bytes
    signature: bytes = b""

    @property
    def digest(self) -> bytes:
        """What names it in the entry that adopts it."""
        return hashlib.sha256(self.body).digest()[:16]

    def signed_part(self) -> bytes:
        """The body stands in it by its whole digest."""
        whole = hashlib.sha256(self.body).digest()
        return _signed_part("akimat publication 1", msgspec.structs.replace(self, body=whole))


class FilePass(msgspec.Struct, frozen=True, array_like=True):
    """The server's signed word that a station may carry its office's files, until an instant."""

    office: str
    station: str
    until: int
    signature: bytes = b""

    def signed_part(self) -> bytes:
        return _signed_part("akimat files 1", self)


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """A message with the signature of the station that says it."""

    key_id: bytes
    signature: bytes
    body: bytes


class SyncRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The head of one exchange. `have` names origins the desk asks the server's place of.

    `origin` is the one the desk writes now, with its `mark`; `nonce` was on the desk's disk
    before this was sent. `directory` is the release of the station directory held here. `behind`
    is a receipt for more than the server now says it holds. `published` is the number of the last
    publication that came; a desk without the field knows of none and is sent none. `call` is new
    with each request and comes back in its answer. `feed` is the server's digest of its feed up to
    `cursor`, as it gave it. `knows` is 1 where the desk takes what the centre itself writes into
    the feed; one without the field is sent none of it. `is_all`: after these batches the server
    holds all that the desk does. `asks_only` wants no page: an answer was lost, and until the desk
    knows what arrived, a page would only bring back what it wrote itself.
    """

    version: int = VERSION
    station: str
    office: str
    origin: bytes
    mark: str
    nonce: bytes
    epoch: bytes | None = None
    cursor: int = 0
    have: dict[bytes, Place] = {}
    lease: bytes | None = None
    directory: int = 0
    max_bytes: int = 0
    behind: Receipt | None = None
    published: int | None = None
    call: bytes = b""
    feed: bytes = b""
    knows: int = 0
    is_all: bool = False
    asks_only: bool = False


class SyncAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server holds, who else is there, and the next page of the office's feed.

    `files` is shown with each file that is carried; a centre of before gives none.

    `must_open` is not empty where the desk has to go on in a new origin: `cloned` for a lease of
    another life of the same file, `mark_taken` for a mark that another origin prints. `call` is
    the request's own, `feed` the digest of all runs of the feed up to `cursor`; a centre of before
    gives neither.
    """

    version: int = VERSION
    epoch: bytes
    lease: bytes
    server_time: int
    have: dict[bytes, Place | None] = {}
    receipts: tuple[Receipt, ...] = ()
    directory: Directory | None = None
    page: tuple[Batch, ...] = ()
    cursor: int = 0
    more: bool = False
    must_open: str = ""
    parked: int = 0
    quarantined: int = 0
    publications: tuple[Publication, ...] = ()
    files: FilePass | None = None
    call: bytes = b""
    feed: bytes = b""


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A desk asks to be a station of its office; sealed with the key it brings."""

    version: int = VERSION
    station: str
    office: str
    public: bytes
    origin: bytes
    point: str
    mark: str
    is_training: bool
    code: str


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    version: int = VERSION
    certificate: Certificate
    server_public: bytes
    directory: Directory
    epoch: bytes


def _signed_part(purpose: str, signed: Any) -> bytes:
    """Purpose and fields without the signature, so no signed thing passes for another kind."""
    fields = msgspec.structs.astuple(signed)[:-1]
    return _encoder.encode((purpose, fields))


def plain(message: Any) -> bytes:
    """The bytes that are signed: fields in the order of their class, so the same on every node."""
    return _encoder.encode(message)


def pack(message: Any) -> bytes:
    return packed(plain(message))


def packed(message: bytes) -> bytes:
    """The same of a plain one."""
    return zstd.compress(message, level=_LEVEL)


def unpack(data: bytes, of: type[_Message]) -> _Message:
    """Plain ones as well: those came in a stream that was compressed as a whole.

    Raises MessageUnreadable, also for what would grow beyond MAX_MESSAGE.
    """
    if data and not data.startswith(_COMPRESSED):
        return parsed(data, of)
    try:
        opener = zstd.ZstdDecompressor()
        grown = opener.decompress(data, max_length=MAX_MESSAGE)
    except zstd.ZstdError:
        raise MessageUnreadable("compression") from None
    if not opener.eof:
        raise MessageUnreadable("length")
    return parsed(grown, of)


def parsed(data: bytes, of: type[_Message]) -> _Message:
    """Raises MessageUnreadable."""
    try:
        return msgspec.msgpack.decode(data, type=of)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise MessageUnreadable("shape") from None


def framed(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH) + data


END = framed(b"")


class Frames:
    """Cuts a stream of bytes back into frames, however it was broken up on the way."""

    def __init__(self) -> None:
        self._held = bytearray()
        self.is_ended = False

    @property
    def under_way(self) -> bytes:
        """What has come of a frame that is not complete yet."""
        return bytes(self._held[_LENGTH:])

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The frames that are complete now; raises MessageUnreadable."""
        self._held += data
        while len(self._held) >= _LENGTH and not self.is_ended:
            length = int.from_bytes(self._held[:_LENGTH])
            if length > MAX_MESSAGE:
                raise MessageUnreadable("length")
            if length == 0:
                self.is_ended = True
                return
            if len(self._held) < _LENGTH + length:
                return
            frame = bytes(self._held[_LENGTH : _LENGTH + length])
            del self._held[: _LENGTH + length]
            yield frame
