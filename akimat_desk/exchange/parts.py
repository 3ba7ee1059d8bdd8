"""A row of messages as one compressed stream; of one that is cut, whatever came is of use.

The messages are plain and framed by length, an empty frame ends. The first of an answer is a
`SyncAnswer`, the second a number of four bytes, then each `Part` brings the next page. Who lost a
part half way names what came of it, and is given the rest: the number says where that begins.
"""

import hashlib
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from akimat_desk.exchange.messages import (
    END,
    Batch,
    Frames,
    MessageUnreadable,
    Publication,
    SyncAnswer,
    framed,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MEDIA_TYPE = "application/vnd.akimat.parts"
HELD = "akimat-held"
"""The header of a call that names what came of a part: its length and its digest.

In an answer it names what the centre has of a batch that was cut.
"""
GOES_ON = "akimat-goes-on"
"""The header of a call whose first batch goes on where that one was cut."""
PRIMES = "akimat-primes"
"""The header of a call whose desk unpacks a stream that looks back on what it named as held."""
PRIMED = "akimat-primed"
"""The header of an answer whose stream does: on so many bytes of it."""
_LEVEL = 6
_WINDOW = 19
"""Bits of what a stream looks back on: both ends keep it as long as the line is open."""
_PIECE = 32 * 1024
"""Bytes, unpacked, after which what came so far can be unpacked: some hundred ms of a slow line."""
_STEP = 256 * 1024
_DIGEST = 16
_LONGEST_HELD = 60
_LEAST_KNOWN = 64
_NUMBER = 4
_INTRODUCED = 2
"""Messages before the first part."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A page that follows those before it. What the same cursor always brings comes first."""

    page: tuple[Batch, ...]
    cursor: int
    feed: bytes
    publications: tuple[Publication, ...]
    more: bool


class Begun(msgspec.Struct, frozen=True):
    """How the bytes of a part begin that was lost half way."""

    length: int
    digest: bytes

    @classmethod
    def of(cls, data: bytes) -> "Begun":
        return cls(len(data), hashlib.sha256(data).digest()[:_DIGEST])

    @classmethod
    def read(cls, told: str) -> "Begun | None":
        """Of a header; None for one that says nothing we know."""
        length, _, digest = told[:_LONGEST_HELD].partition(" ")
        try:
            return cls(int(length), bytes.fromhex(digest))
        except ValueError:
            return None

    def told(self) -> str:
        return f"{self.length} {self.digest.hex()}"

    def is_of(self, data: bytes) -> bool:
        return 0 < self.length < len(data) and Begun.of(data[: self.length]) == self


def as_answer(first: SyncAnswer, part: Part) -> SyncAnswer:
    """A part as an answer of its own to a call that asked where the one before it ended."""
    return SyncAnswer(
        epoch=first.epoch,
        lease=b"",
        server_time=first.server_time,
        page=part.page,
        cursor=part.cursor,
        more=part.more,
        publications=part.publications,
        feed=part.feed,
    )


class Packer:
    """Makes the stream; whatever it gave can be unpacked without what comes after."""

    def __init__(self, known: bytes = b"") -> None:
        """`known` the other end has already, and will name to its `Unpacker`."""
        told: dict[int, int] = {
            zstd.CompressionParameter.compression_level: _LEVEL,
            zstd.CompressionParameter.window_log: _WINDOW,
        }
        self._zstd = zstd.ZstdCompressor(options=told, zstd_dict=_looked_back_on(known))

    def packed(self, message: bytes) -> Iterator[bytes]:
        whole = framed(message)
        for start in range(0, len(whole), _PIECE):
            piece = whole[start : start + _PIECE]
            yield self._zstd.compress(piece, self._zstd.FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._zstd.compress(END, self._zstd.FLUSH_FRAME)


def _looked_back_on(known: bytes) -> Any:
    """None where it is too short to be of use."""
    last = known[-(2**_WINDOW) :]
    return zstd.ZstdDict(last, is_raw=True).as_prefix if len(last) >= _LEAST_KNOWN else None


def known_message(length: int) -> bytes:
    return length.to_bytes(_NUMBER)


class Unpacker:
    """Takes the stream in, however it was broken up on the way."""

    def __init__(self, known: bytes = b"") -> None:
        told: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW}
        self._zstd = zstd.ZstdDecompressor(zstd_dict=_looked_back_on(known), options=told)
        self._frames = Frames()

    @property
    def is_ended(self) -> bool:
        return self._frames.is_ended

    @property
    def under_way(self) -> bytes:
        """What has come of a message that is not whole yet."""
        return self._frames.under_way

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The messages that are complete now; raises MessageUnreadable."""
        is_hungry = False
        while not (is_hungry or self._zstd.eof or self.is_ended):
            try:
                plain = self._zstd.decompress(data, max_length=_STEP)
            except zstd.ZstdError:
                raise MessageUnreadable("compression") from None
            data, is_hungry = b"", self._zstd.needs_input
            yield from self._frames.feed(plain)


class Taking:
    """An answer while it comes; `before` is what the call named of a part that was cut."""

    def __init__(self, before: bytes, primed: int = 0) -> None:
        """`primed` bytes of it are what the stream looks back on."""
        self._before = before
        self._known = b""
        self._count = 0
        self._unpacker = Unpacker(before[:primed])

    @property
    def is_ended(self) -> bool:
        return self._unpacker.is_ended

    @property
    def held(self) -> bytes:
        """What the next call can name."""
        if self._count < _INTRODUCED:
            return self._before
        return self._known + self._unpacker.under_way

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The answer and its parts, once they are whole; raises MessageUnreadable."""
        for message in self._unpacker.feed(data):
            self._count += 1
            if self._count == _INTRODUCED:
                self._known = self._before[: int.from_bytes(message)]
                continue
            whole, self._known = self._known + message, b""
            yield whole
