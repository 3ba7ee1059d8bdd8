"""The rest of an answer, part by part: each is read when the one before it has gone out."""

import time

import msgspec

from akimat_desk.central.exchange import Exchange
from akimat_desk.central.telling import part_after
from akimat_desk.exchange.messages import SyncAnswer, plain
from akimat_desk.exchange.parts import Begun, Part

_SMALL = 8 * 1024
"""Of bodies: with less an answer is one message, which costs least."""
_LONGEST = 60.0
"""Seconds after which no further part is begun: the desk asks for the rest with another call."""


class Parting:
    """`first` is the answer without its page; `known` bytes of the next part are not repeated."""

    def __init__(self, exchange: Exchange, answer: SyncAnswer, begun: Begun | None) -> None:
        request = exchange.request
        here = {"cursor": request.cursor, "feed": request.feed, "more": True}
        self.first = plain(msgspec.structs.replace(answer, page=(), publications=(), **here))
        self._exchange = exchange
        self._last = Part(answer.page, answer.cursor, answer.feed, answer.publications, answer.more)
        message = plain(self._last)
        self.known = begun.length if begun is not None and begun.is_of(message) else 0
        self.held, self._waiting = message[: self.known], message[self.known :]
        self._until = time.monotonic() + _LONGEST

    def next(self) -> bytes:
        """Empty after the last."""
        message, self._waiting = self._waiting, b""
        if message or not self._last.more or time.monotonic() > self._until:
            return message
        part = part_after(self._exchange.asked, self._last)
        self._exchange.counted.given += sum(len(batch.bodies) for batch in part.page)
        if not (part.page or part.publications or part.cursor > self._last.cursor):
            # Another feed stands here now: the desk's next call finds out.
            return b""
        self._last = part
        return plain(part)


def is_worth_it(answer: SyncAnswer, begun: Begun | None) -> bool:
    """Whether so much is to come that a cut half way would be a loss."""
    if not answer.page:
        return False
    bodies = (body or b"" for batch in answer.page for body in batch.bodies)
    return answer.more or begun is not None or sum(map(len, bodies)) > _SMALL
