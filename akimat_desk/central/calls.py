"""One call of a desk: opened by its head, kept as its batches come, answered with the last."""

from collections.abc import Sequence

from akimat_desk.central.ahead import Group
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import RequestUnreadable
from akimat_desk.central.exchange import Exchange
from akimat_desk.central.parting import Parting, is_worth_it
from akimat_desk.exchange.messages import pack
from akimat_desk.exchange.parts import Begun


class Call:
    """`exchange` is there once the head was good, then `answer` or `parting` once all is kept."""

    def __init__(
        self, centre: Centre, *, takes_parts: bool = False, begun: Begun | None = None
    ) -> None:
        """`begun` is what the desk has of a part that was cut."""
        self._centre = centre
        self._takes_parts, self._begun = takes_parts, begun
        self.exchange: Exchange | None = None
        self.answer = b""
        self.parting: Parting | None = None

    @property
    def is_answered(self) -> bool:
        return bool(self.answer) or self.parting is not None

    def take(self, group: Group) -> None:
        """Raises what the exchange raises. A small call is one group, and waits but once."""
        messages = group.messages
        if self.exchange is None:
            self.exchange = Exchange(self._centre, messages[0])
            messages = messages[1:]
        if group.is_last:
            self._end(self.exchange, messages)
        elif messages:
            self.exchange.accept_all(messages)

    def end(self) -> None:
        """Where nobody knew of the last group that it was; raises RequestUnreadable too."""
        if self.exchange is None:
            raise RequestUnreadable("empty")
        self._end(self.exchange)

    def _end(self, exchange: Exchange, messages: Sequence[bytes] = ()) -> None:
        told = exchange.told(messages)
        if self._takes_parts and is_worth_it(told, self._begun):
            self.parting = Parting(exchange, told, self._begun)
        else:
            self.answer = pack(told)
