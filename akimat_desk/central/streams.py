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
from akimat_desk.central.errors import RequestUnreadable
from akimat_desk.central.parting import Parting
from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import Frames, MessageUnreadable
from akimat_desk.exchange.parts import Begun, Packer, Unpacker

TAKES: Final = {"accept-post": parts.MEDIA_TYPE}


def opened(centre: Centre, headers: Mapping[str, str]) -> Call:
    return Call(
        centre,
        takes_parts=parts.MEDIA_TYPE in headers.get("accept", ""),
        begun=Begun.read(headers.get(parts.HELD, "")),
    )


async def messages(
    body: AsyncIterator[bytes], headers: Mapping[str, str], most: int
) -> AsyncIterator[bytes]:
    """Raises RequestUnreadable; a line that breaks off ends the row of messages with an error."""
    is_stream = headers.get("content-type", "").startswith(parts.MEDIA_TYPE)
    found = _Found(Unpacker() if is_stream else Frames(), most)
    async for piece in body:
        for message in found.of(piece):
            yield message
    if not found.is_ended:
        raise RequestUnreadable("cut")


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


def answer(parting: Parting, when_over: Callable[[], None]) -> Stream:
    return Stream(_packed(parting, when_over), media_type=parts.MEDIA_TYPE, headers=TAKES)


async def _packed(parting: Parting, when_over: Callable[[], None]) -> AsyncIterator[bytes]:
    packer, message = Packer(), parting.first
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
