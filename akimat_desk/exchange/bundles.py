"""What travels as a file, by a shared folder or a stick: how it is closed, named and told apart."""

import hashlib
import hmac

import msgspec

from akimat_desk.domain.named_files import MAX_FILE
from akimat_desk.exchange.messages import (
    END,
    Batch,
    Certificate,
    Directory,
    Frames,
    MessageUnreadable,
    Place,
    framed,
    plain,
)

BATCH, STANDING, STATIONS, SCAN = b"B", b"H", b"D", b"S"
REQUEST, GRANT = b"Q", b"A"
COURIER, RETURN = b"C", b"R"
JOINING, JOINED = b"E", b"F"
"""Kinds of files: of a share, of joining it, of the courier, of enrolling by courier.

`SCAN` is a file that an entry names by its digest.
"""

ID_BYTES = 8
LARGEST = 64 * 2**20
LARGEST_SCAN = MAX_FILE + 1024
_MAGIC = b"AKM1"
_LENGTH = 8
_HEAD_LENGTH = 4
_HEADER = len(_MAGIC) + 1 + ID_BYTES + _LENGTH


class FileFaulty(Exception):
    """Such a file cannot be used; the reason is a stable word.

    `not_ours` no file of this program, `other_kind`, `half_copied`, `too_long`, `of_another` for
    another office, desk or centre, `damaged` altered or not meant for this key.
    """

    @property
    def reason(self) -> str:
        return str(self)


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """A station's signed word to its colleagues how far it holds each origin.

    `count` grows with each word of the station; `at` is its own clock, shown and never judged by.
    """

    station: str
    office: str
    mark: str
    count: int
    at: int
    have: dict[bytes, Place]
    signature: bytes = b""

    def signed_part(self) -> bytes:
        fields = msgspec.structs.astuple(self)[:-1]
        ordered = (*fields[:-1], sorted(self.have.items()))
        return plain(("akimat standing 1", ordered))


class JoinRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A desk asks another one of its office for the key of the share."""

    version: int = 1
    station: str
    office: str
    public: bytes
    origin: bytes
    point: str
    mark: str
    is_training: bool


class JoinGrant(msgspec.Struct, frozen=True, kw_only=True):
    """`founder` is the key that certifies the stations of this share."""

    version: int = 1
    share: bytes
    key: bytes
    founder: bytes
    certificate: Certificate
    directory: Directory
    is_mark_taken: bool


class CourierReturn(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's answer to one bundle; sealed with the centre's key."""

    version: int = 1
    station: str
    office: str
    at: int
    bundle: bytes
    answer: bytes


class CarriedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A station's signed word whose file a courier carries; its bytes stand behind it."""

    version: int = 1
    station: str
    office: str
    digest: bytes


class FileReturn(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's signed word that it holds a file whole, in this life of it."""

    version: int = 1
    station: str
    office: str
    digest: bytes
    epoch: bytes


class EnrolReturn(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's answer to an enrolment by stick, or the code of its refusal."""

    version: int = 1
    refusal: str = ""
    answer: bytes = b""


def with_head(head: bytes, data: bytes) -> bytes:
    return b"".join((len(head).to_bytes(_HEAD_LENGTH), head, data))


def parted(told: bytes) -> tuple[bytes, bytes]:
    """What `with_head` joined; raises FileFaulty."""
    start = _HEAD_LENGTH + int.from_bytes(told[:_HEAD_LENGTH])
    if len(told) < start:
        raise FileFaulty("damaged")
    return told[_HEAD_LENGTH:start], told[start:]


def wrapped(kind: bytes, to: bytes, body: bytes) -> bytes:
    """`to` says whose it is: the share's id, or the id of the key it is closed for."""
    return b"".join((_MAGIC, kind, to[:ID_BYTES], len(body).to_bytes(_LENGTH), body))


def unwrapped(data: bytes, kind: bytes, to: bytes | None = None) -> bytes:
    """Raises FileFaulty."""
    if not data.startswith(_MAGIC):
        raise FileFaulty("half_copied" if _MAGIC.startswith(data) else "not_ours")
    if len(data) < _HEADER:
        raise FileFaulty("half_copied")
    start = len(_MAGIC) + 1
    length = int.from_bytes(data[start + ID_BYTES : _HEADER])
    found = data[start : start + ID_BYTES]
    if data[start - 1 : start] != kind:
        raise FileFaulty("other_kind")
    if to is not None and found != to[:ID_BYTES]:
        raise FileFaulty("of_another")
    if len(data) - _HEADER < length:
        raise FileFaulty("half_copied")
    if len(data) - _HEADER > length:
        raise FileFaulty("too_long")
    return data[_HEADER:]


def kind_of(data: bytes) -> bytes | None:
    """None for what is no file of ours."""
    return data[len(_MAGIC) : len(_MAGIC) + 1] if data.startswith(_MAGIC) else None


def purpose(kind: bytes, office: str) -> bytes:
    """What a box is bound to: a file of one kind never passes for another."""
    return b"\0".join((_MAGIC, kind, office.encode()))


def batch_name(key: bytes, batch: Batch, chain: bytes) -> str:
    """The same for the same stretch, whoever writes it; tells nothing to who has not the key."""
    told = plain((batch.origin, batch.first, batch.last, chain))
    return f"b-{_tag(key, told, 16)}.akm"


def standing_name(key: bytes, station: str) -> str:
    return f"h-{_tag(key, station.encode(), 8)}.akm"


def stations_name(key: bytes) -> str:
    return f"d-{_tag(key, b'stations', 8)}.akm"


def scan_name(key: bytes, digest: bytes) -> str:
    """Tells nothing of what the file says, nor whether it is a file that somebody knows."""
    return f"s-{_tag(key, b'scan' + digest, 16)}.akm"


def packed(messages: tuple[bytes, ...]) -> bytes:
    """A request with its batches, as they would go over a line."""
    return b"".join((*(framed(message) for message in messages), END))


def unpacked(data: bytes) -> list[bytes]:
    """Raises MessageUnreadable; a row without its end is not whole."""
    frames = Frames()
    found = list(frames.feed(data))
    if not frames.is_ended or not found:
        raise MessageUnreadable("length")
    return found


def centre_code(office: str, code: str) -> bytes:
    """What the centre keeps of its one-time code; by it a desk on a stick closes its request."""
    kept = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"akimat code 1 {office} {kept}".encode()).digest()


def code_key(digest: bytes) -> bytes:
    return hashlib.sha256(b"akimat stick 1" + digest).digest()


def _tag(key: bytes, told: bytes, size: int) -> str:
    return hmac.digest(key, b"akimat name 1" + told, "sha256")[:size].hex()
