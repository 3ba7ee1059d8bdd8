"""Brings the access log to the centre, last of all; nothing of it ever comes down."""

from typing import Protocol

import msgspec

from akimat_desk.domain.errors import DeskError
from akimat_desk.exchange import batches
from akimat_desk.exchange.access_messages import AccessAnswer, AccessPush
from akimat_desk.exchange.messages import (
    Batch,
    Head,
    MessageUnreadable,
    Place,
    Receipt,
    Sealed,
    pack,
    plain,
    unpack,
)
from akimat_desk.services.core import Core
from akimat_desk.storage import access, access_pushed, exchange
from akimat_desk.transport import ServerRefused
from akimat_desk.trust.commitments import chain_start
from akimat_desk.trust.signing import head_message, is_signed

_ENTRIES = 1000
_CALLS = 1000


class AccessCarrier(Protocol):
    """What carries it; transport.Line is the real one."""

    def access(self, message: bytes) -> bytes: ...


class AccessPusher:
    """Starts where the server says it stands, as all that is pushed does."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def waiting(self) -> int:
        """Entries of the log that no receipt covers; 0 without a centre."""
        with self._core.database.read() as connection:
            if exchange.find_server(connection) is None:
                return 0
            return sum(row.seq - row.covered for row in access_pushed.unsent(connection))

    def send_due(self, line: AccessCarrier) -> int:
        """Counts entries for which a receipt came. A server of before, or a line that breaks,
        leaves the rest for the next time."""
        with self._core.database.read() as connection:
            if exchange.find_server(connection) is None:
                return 0
            due = [row.origin for row in access_pushed.unsent(connection)]
        try:
            return sum(self._send(line, origin) for origin in due)
        except DeskError:
            return 0

    def _send(self, line: AccessCarrier, origin: bytes) -> int:
        batch: Batch | None = None
        sent = 0
        for _ in range(_CALLS):
            answer = self._asked(line, origin, batch)
            if answer.receipt is not None:
                self._keep(answer.receipt)
            after = Place(0, chain_start(origin)) if answer.place is None else answer.place
            batch = self._batch(origin, after)
            if batch is None:
                break
            sent += len(batch.bodies)
        return sent

    def _asked(self, line: AccessCarrier, origin: bytes, batch: Batch | None) -> AccessAnswer:
        core = self._core
        push = AccessPush(
            station=core.identity.station, office=core.identity.office, origin=origin, batch=batch
        )
        with core.database.read() as connection:
            key = core.station_key(connection)
        body = plain(push)
        message = pack(Sealed(key.key_id, key.sign(body), body))
        try:
            return unpack(line.access(message), AccessAnswer)
        except MessageUnreadable:
            raise ServerRefused("answer") from None

    def _batch(self, origin: bytes, after: Place) -> Batch | None:
        """What follows there; None at the end, and where the server stands on another history."""
        with self._core.database.read() as connection:
            if access.chain_at(connection, origin, after.seq) != after.chain:
                return None
            entries = access.entries_between(connection, origin, after.seq, _ENTRIES)
            key = self._core.station_key(connection)
        if not entries:
            return None
        last = entries[-1]
        signature = key.sign(head_message(origin, last.seq, last.chain))
        head = Head(key.key_id, signature)
        return batches.closed(entries, before=after.chain, salts={}, head=head)

    def _keep(self, receipt: Receipt) -> None:
        """Only one that the server signed for this station, for what stands here; or, of the log
        that is written now, for what stood here: then a check finds what was taken out."""
        core = self._core
        with core.database.write() as connection:
            server = exchange.find_server(connection)
            is_genuine = (
                server is not None
                and receipt.station == core.identity.station
                and is_signed(server.public_key, receipt.signed_part(), receipt.signature)
            )
            stands = access.chain_at(connection, receipt.origin, receipt.seq)
            is_ours = stands == receipt.chain or access_pushed.is_open(connection, receipt.origin)
            if server is not None and is_genuine and is_ours:
                access_pushed.keep(
                    connection, receipt.origin, msgspec.msgpack.encode(receipt), server.public_key
                )
