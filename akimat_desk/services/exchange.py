"""The exchange with the centre: enrol once, then push and pull in three hops, whenever asked."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import msgspec

from akimat_desk.domain.errors import DeskError, IntegrityBroken, RuleBroken, Unavailable
from akimat_desk.domain.numbering import mark_of
from akimat_desk.domain.office_events import RuleLengthEntered, SeriesOpened
from akimat_desk.domain.offices import Office
from akimat_desk.exchange import desk_side
from akimat_desk.exchange.messages import (
    EnrolAnswer,
    EnrolRequest,
    MessageUnreadable,
    Receipt,
    Sealed,
    SyncAnswer,
    SyncRequest,
    pack,
    plain,
    unpack,
)
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import exchange, journal, received, verification
from akimat_desk.transport import Line, LineDown, ServerRefused
from akimat_desk.trust.signing import is_signed

BATCHES_A_CALL = 48
_NONCE, _ORIGIN = 16, 16
_TRIES = 5
_MARKS = 4
_ROUNDS = 10_000


@dataclass(eq=False)
class NotEnrolled(RuleBroken):
    """This desk belongs to no centre yet: `enrol` comes first."""


@dataclass(eq=False)
class MarkTaken(RuleBroken):
    """Another desk of the office prints this mark, and no free one was found."""

    mark: str


@dataclass(eq=False)
class ServerNotGenuine(IntegrityBroken):
    """The answer does not bear the signature it should; `part` says which one."""

    part: str


@dataclass(eq=False)
class PageUnusable(Unavailable):
    """What the server sent could not be proven or did not fit; pushing went on."""

    reason: str


class Carrier(Protocol):
    """What carries the messages; transport.Line is the real one."""

    def enrol(self, message: bytes) -> bytes: ...
    def sync(self, messages: Iterator[bytes]) -> bytes: ...
    def close(self) -> None: ...


class Enrolled(msgspec.Struct, frozen=True, kw_only=True):
    """`mark` is what new numbers bear from now on; `mark_before` differs where it was taken."""

    server: str
    office: str
    station: str
    mark: str
    mark_before: str


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """Messages ready to be carried; made in one transaction that is over before the line opens."""

    url: str
    messages: tuple[bytes, ...]
    entries: int
    has_more: bool


class Absorbed(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer brought. `goes_on` says that another call has something to do."""

    pulled: int
    receipts: int
    goes_on: bool
    has_moved: bool
    problem: str = ""


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What one exchange did; `pushed` counts entries for which a receipt came."""

    pushed: int
    pulled: int
    receipts: int
    epoch: str
    server_time: int
    calls: int
    sent_bytes: int


class SyncState(msgspec.Struct, frozen=True, kw_only=True):
    """How the exchange stands; instants are UTC milliseconds of the server's clock."""

    is_enrolled: bool
    server: str
    last_receipt_at: int | None
    unsent: int
    last_error: str
    quarantined: int
    mark: str


class OutboxRow(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one case (or of other records, then `number` is empty) without a receipt."""

    number: str
    entries: int
    since: int


class Exchange:
    """Enrolment and sync. `prepare` and `absorb` use the database, `send` the line alone."""

    def __init__(self, core: Core, line: Callable[[str], Carrier] = Line) -> None:
        self._core = core
        self._line = line

    def state(self) -> SyncState:
        with self._core.database.read() as connection:
            server = exchange.find_server(connection)
            return SyncState(
                is_enrolled=server is not None,
                server="" if server is None else server.url,
                last_receipt_at=exchange.last_receipt_at(connection),
                unsent=exchange.unsent(connection),
                last_error="" if server is None else server.last_error,
                quarantined=exchange.quarantined(connection),
                mark=journal.own_origin(connection).mark,
            )

    def outbox(self, limit: int = 200) -> list[OutboxRow]:
        """What no receipt of the server covers, the oldest first."""
        with self._core.database.read() as connection:
            return [
                OutboxRow(number=row.number, entries=row.entries, since=row.since)
                for row in exchange.waiting(connection, limit)
            ]

    def enrol(self, url: str, code: str) -> Enrolled:
        """Raises ServerRefused, LineDown, MarkTaken, ServerNotGenuine.

        A mark that another desk of the office prints already is given up: numbers given so far
        keep it, new ones come from a new origin with a mark of its own.
        """
        before = self._mark()
        line = self._line(url)
        try:
            for _ in range(_MARKS):
                try:
                    return self._enrol(line, url, code, before)
                except ServerRefused as refused:
                    if refused.refusal != "mark_taken":
                        raise
                self._open_origin("mark_taken")
        finally:
            line.close()
        raise MarkTaken(before)

    def sync(self) -> Synced:
        """Push and pull until both sides are level; raises LineDown, ServerRefused, PageUnusable.

        A lost line is tried again a few times as long as something moves.
        """
        line: Carrier | None = None
        pulled = calls = sent = receipts = 0
        before = self._unreceipted()
        try:
            answer, tries = None, 0
            for _ in range(_ROUNDS):
                outgoing = self.prepare()
                line = line or self._line(outgoing.url)
                calls += 1
                sent += sum(len(message) for message in outgoing.messages)
                try:
                    answer = self.send(outgoing, line)
                except LineDown as down:
                    tries += 1
                    self._note(down)
                    if tries >= _TRIES:
                        raise
                    time.sleep(self._pause(tries))
                    continue
                absorbed = self.absorb(answer)
                pulled, receipts = pulled + absorbed.pulled, receipts + absorbed.receipts
                tries = 0 if absorbed.has_moved else tries + 1
                if absorbed.problem and tries >= 2:
                    raise PageUnusable(absorbed.problem)
                if not absorbed.goes_on or tries >= _TRIES:
                    break
        except DeskError as wrong:
            self._note(wrong)
            raise
        finally:
            if line is not None:
                line.close()
        if answer is None:
            raise NotEnrolled
        return Synced(
            pushed=max(0, before - self._unreceipted()),
            pulled=pulled,
            receipts=receipts,
            epoch=answer.epoch.hex(),
            server_time=answer.server_time,
            calls=calls,
            sent_bytes=sent,
        )
