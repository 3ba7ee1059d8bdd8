"""One call of a desk: opened by its head, kept as its batches come, answered with the last."""

from akimat_desk.central.ahead import Group
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import RequestUnreadable
from akimat_desk.central.exchange import Exchange


class Call:
    """`exchange` is there once the head was good, `answer` once all is kept."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self.exchange: Exchange | None = None
        self.answer = b""

    def take(self, group: Group) -> None:
        """Raises what the exchange raises. A small call is one group, and waits but once."""
        messages = group.messages
        if self.exchange is None:
            self.exchange = Exchange(self._centre, messages[0])
            messages = messages[1:]
        if group.is_last:
            self.answer = self.exchange.answer(messages)
        elif messages:
            self.exchange.accept_all(messages)

    def end(self) -> None:
        """Where nobody knew of the last group that it was; raises RequestUnreadable too."""
        if self.exchange is None:
            raise RequestUnreadable("empty")
        self.answer = self.exchange.answer()
