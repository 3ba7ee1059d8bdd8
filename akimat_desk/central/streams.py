"""The two forms in which messages come and go: each packed by itself, or all in one stream.

A desk that takes an answer in parts says so in `accept`, and may send its own batches as a stream
to a centre that says so in `accept-post`. Without those words everything is as it was before.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Final

from litestar.response import Stream

from akimat_desk.central.asides import aside
from akimat_desk.central.calls import Call
from akimat_desk.central.centre import Centre
from akimat_desk.central.cut_short import CutShort
from akimat_desk.central.errors import RequestUnreadable
from akimat_desk.central.parting import Parting
from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import MAX_MESSAGE, Frames, MessageUnreadable, SyncRequest
from akimat_desk.exchange.parts import Begun, Packer, Unpacker

TAKES: Final = {"accept-post": parts.MEDIA_TYPE}
_FIRST_BATCH = 2
"""Its place among the messages: after the head."""

_WhenOver = Callable[[], None]


def opened(centre: Centre, headers: Mapping[str, str]) -> Call:
    return Call(
        centre,
        takes_parts=parts.MEDIA_TYPE in headers.get("accept", ""),
        begun=Begun.read(headers.get(parts.HELD, "")),
    )


class Incoming:
    """What comes of a call; `headers` may say that its first batch goes on where one was cut."""

    def __init__(self, headers: Mapping[str, str], most: int, cut: CutShort) -> None:
        self._is_stream = headers.get("content-type", "").startswith(parts.MEDIA_TYPE)
        self._begun = Begun.read(headers.get(parts.GOES_ON, "")) if self._is_stream else None
        self._known = b"" if self._begun is None else cut.find(self._begun)
        frames = Unpacker(self._known) if self._is_stream else Frames()
        self._cut, self._frames, self._found = cut, frames, _Found(frames, most)
        self._count = 0

    async def messages(self, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Raises RequestUnreadable; a line that breaks off ends the row with an error."""
        if self._begun is not None and not self._known:
            raise RequestUnreadable("held")
        async for piece in body:
            for message in self._found.of(piece):
                self._count += 1
                yield self._whole(message)
        if not self._found.is_ended:
            raise RequestUnreadable("cut")

    def note(self, request: SyncRequest) -> None:
        """When it is over: `request` was the head, and is proven to be its station's."""
        station = (request.office, request.station)
        if self._is_stream and not self._found.is_ended:
            self._cut.keep(station, self._known + self._frames.under_way)
        elif self._count > 1:
            self._cut.drop(station)

    def _whole(self, message: bytes) -> bytes:
        if self._count != _FIRST_BATCH:
            return message
        known, self._known = self._known, b""
        if len(known) + len(message) > MAX_MESSAGE:
            raise RequestUnreadable("length")
        return known + message


class _Found:
    """The messages of a body that is `most` bytes long at most, also when it is unpacked."""

    def __init__(self, frames: Frames | Unpacker, most: int) -> None:
        self._frames = frames
        self._left = self._room = most

    @property
    def is_ended(self) -> bool:
        return self._frames.is_ended

    def of(self, piece: bytes) -> Iterator[bytes]:
        """Raises RequestUnreadable."""
        self._left -= len(piece)
        if self._left < 0:
            raise RequestUnreadable("length")
        try:
            for message in self._frames.feed(piece):
                self._room -= len(message)
                if self._room < 0:
                    raise RequestUnreadable("length")
                yield message
        except MessageUnreadable as wrong:
            raise RequestUnreadable(str(wrong)) from None


def answer(
    parting: Parting, asked: Mapping[str, str], told: Mapping[str, str], when_over: _WhenOver
) -> Stream:
    """`asked` are the headers of the call, `told` some of the answer."""
    is_primed = bool(parting.known) and parts.PRIMES in asked
    packer = Packer(parting.held) if is_primed else Packer()
    primed = {parts.PRIMED: str(parting.known)} if is_primed else {}
    return Stream(
        _packed(parting, packer, when_over),
        media_type=parts.MEDIA_TYPE,
        headers={**TAKES, **told, **primed},
    )


async def _packed(parting: Parting, packer: Packer, when_over: _WhenOver) -> AsyncIterator[bytes]:
    message = parting.first
    try:
        for piece in packer.packed(message):
            yield piece
        message = parts.known_message(parting.known)
        while message:
            for piece in packer.packed(message):
                yield piece
            message = await aside(parting.next)
        yield packer.end()
    finally:
        when_over()
