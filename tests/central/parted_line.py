"""A line to a centre of this process that carries parts, and is cut where a test wants it."""

from collections.abc import Iterator, Sequence

from central.direct_line import Direct

from akimat_desk.central.ahead import Group
from akimat_desk.central.calls import Call
from akimat_desk.central.centre import Centre
from akimat_desk.exchange.parts import Begun, Packer, Taking, known_message
from akimat_desk.transport import LineDown


class Parted(Direct):
    """As `transport.Line` with a centre that gives parts.

    `pieces` come before a cut; `known` is what the centre did not send again, call by call.
    """

    takes_parts = True

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self.held = b""
        self.pieces: int | None = None
        self.known: list[int] = []

    @property
    def under_way(self) -> int:
        return len(self.held)

    def answers(self, messages: Sequence[bytes]) -> Iterator[bytes]:
        self.sent.append(list(messages))
        call = Call(self.centre, takes_parts=True, begun=Begun.of(self.held))
        call.take(Group(list(messages), is_last=True))
        if call.parting is None:
            yield call.answer
            return
        taking = Taking(self.held)
        try:
            for number, piece in enumerate(self._pieces(call)):
                if number == self.pieces:
                    raise LineDown("cut")
                yield from taking.feed(piece)
        finally:
            self.held = taking.held

    def _pieces(self, call: Call) -> Iterator[bytes]:
        assert call.parting is not None
        packer, message = Packer(), call.parting.first
        yield b"".join(packer.packed(message))
        self.known.append(call.parting.known)
        message = known_message(call.parting.known)
        while message:
            yield from packer.packed(message)
            message = call.parting.next()
        yield packer.end()
