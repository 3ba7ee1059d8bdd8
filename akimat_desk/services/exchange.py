"""The exchange with the centre: push and pull in three hops, whenever asked."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from akimat_desk.domain.errors import DeskError, RuleBroken, Unavailable
from akimat_desk.exchange import desk_steps
from akimat_desk.exchange.desk_steps import Asking
from akimat_desk.exchange.messages import Sealed, SyncAnswer, pack, plain
from akimat_desk.services.access_push import AccessPusher
from akimat_desk.services.carrying import Carried, Outgoing, answers, carry
from akimat_desk.services.core import Core
from akimat_desk.services.enrolment import Carrier, Enrolled, enrol
from akimat_desk.services.exchange_answer import Absorbed, absorb
from akimat_desk.services.file_exchange import FileExchange
from akimat_desk.services.pace import Pace
from akimat_desk.storage import exchange, holders, journal, received
from akimat_desk.storage.errors import FileMissing
from akimat_desk.storage.share_folder import FolderUnreachable
from akimat_desk.transport import Line, ServerRefused

_NONCE = 16
_CARRIED = 100_000
"""Batches of one courier's load: no line breaks under it."""
_TRIES = 5
_LONGEST_PAUSE = 5.0
_ROUNDS = 10_000


@dataclass(eq=False)
class NotEnrolled(RuleBroken):
    """This desk belongs to no centre yet: `enrol` comes first."""


@dataclass(eq=False)
class PageUnusable(Unavailable):
    """What the server sent could not be proven or did not fit; pushing went on."""

    reason: str


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What one exchange did; `pushed` counts entries of ours for which a receipt came, `files`
    those that went up whole."""

    pushed: int = 0
    pulled: int = 0
    receipts: int = 0
    epoch: str = ""
    server_time: int = 0
    calls: int = 0
    sent_bytes: int = 0
    files: int = 0


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
    """Entries of one case (or of other records, then `number` is empty) without a receipt.

    `held_by` are the marks of the workstations that hold them all. `case` is the id, which
    names it where several bear its number."""

    number: str
    entries: int
    since: int
    held_by: tuple[str, ...] = ()
    case: str = ""


class Exchange:
    """Enrolment and sync. `prepare` and `absorb` use the database, `send` the line alone."""

    def __init__(self, core: Core, line: Callable[[str], Carrier] = Line) -> None:
        self._core = core
        self._line = line
        self._pace = Pace()
        self.files = FileExchange(core)
        self.access = AccessPusher(core)
        self.nearer: Callable[[bytes], bytes | None] = lambda _: None
        """Asked for a file before the server is: it may lie in a folder of the building."""
        self.when_level: Callable[[], bool] = lambda: False
        """Called once both sides are level; True: this desk wrote something, so it goes on."""

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
            held = holders.of_unreceived(connection)
            return [
                OutboxRow(
                    number=row.number,
                    entries=row.entries,
                    since=row.since,
                    held_by=held.get(row.stream, ()),
                    case=str(uuid.UUID(bytes=row.stream)) if row.number else "",
                )
                for row in exchange.waiting(connection, limit)
            ]

    def enrol(self, url: str, code: str) -> Enrolled:
        """Raises ServerRefused, LineDown, MarkTaken, ServerNotGenuine."""
        line = self._line(url)
        try:
            return enrol(self._core, line, url, code)
        finally:
            line.close()

    def sync(
        self,
        report: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Synced:
        """Push and pull until both sides are level; raises LineDown, ServerRefused, PageUnusable.

        `report` hears how many entries went up and came down so far; where `cancelled` says True
        it ends after the piece in hand, which is kept on both sides. A lost line is tried again a
        few times as long as something moves; LineDown where it answers empty calls, but takes
        nothing of what waits.
        """
        lines: list[Carrier] = []
        done = Synced()
        patience = _Patience()

        def goes_on(moved: int) -> bool:
            report(done.pushed + done.pulled + moved)
            return not cancelled()

        try:
            for _ in range(_ROUNDS):
                outgoing = self.prepare()
                if not lines:
                    lines.append(self._line(outgoing.url))
                carried = self._carried(outgoing, lines[0], patience.lost, goes_on)
                done = _added(done, outgoing, carried.absorbed)
                is_over = not patience.goes_on(carried) or cancelled()
                if carried.is_cut or (carried.goes_on and not is_over):
                    continue
                _demand_usable(carried.absorbed)
                if is_over or not self.when_level():
                    files = self.files.send_due(lines[0], cancelled)
                    self.access.send_due(lines[0])
                    return msgspec.structs.replace(done, files=files)
        except DeskError as wrong:
            self._note(wrong)
            raise
        finally:
            for line in lines:
                line.close()
        return done

    def prepare(self) -> Outgoing:
        """Signs what is to go out and puts the nonce on the disk; raises NotEnrolled."""
        pace = self._pace
        return self._prepared(Asking(limit=pace.batches, entries=pace.entries, page=pace.page))

    def prepare_carried(self, limit: int = _CARRIED) -> Outgoing:
        """For a courier: all that no word of the server covers, asked for or not."""
        return self._prepared(Asking(limit=limit, is_carried=True))

    def _prepared(self, asking: Asking) -> Outgoing:
        core = self._core
        with core.database.write() as connection:
            row = exchange.find_server(connection)
            if row is None:
                raise NotEnrolled
            desk = exchange.known_desk(connection, row, core.identity.station, core.identity.office)
            asking = msgspec.structs.replace(
                asking, directory=row.directory, published=row.published
            )
            here = received.HeldHere(connection, core.identity.station)
            step = desk_steps.prepared(
                desk, asking, here, nonce=core.random(_NONCE), call=core.random(_NONCE)
            )
            exchange.keep_standing(connection, step.server)
            key = core.station_key(connection)
            pushed = [
                batch
                for one in step.stretches
                for batch in exchange.closed(
                    connection, one, key, is_own=desk.held[one.origin].is_own
                )
            ]
        body = plain(step.request)
        made = pack if asking.is_carried else plain
        messages = (Sealed(key.key_id, key.sign(body), body), *pushed)
        return Outgoing(
            url=row.url,
            messages=tuple(made(message) for message in messages),
            entries=sum(one.last - one.first + 1 for one in step.stretches),
        )

    def send(self, outgoing: Outgoing, line: Carrier | None = None) -> SyncAnswer:
        """The answer without what follows it; no database in this hop.

        Without a line of the caller's it opens one for this call. Raises LineDown, ServerRefused,
        ServerNotGenuine.
        """
        opened = line or self._line(outgoing.url)
        coming = answers(opened, outgoing)
        try:
            return next(coming)
        finally:
            coming.close()
            if line is None:
                opened.close()

    def absorb(self, answer: SyncAnswer) -> Absorbed:
        """The whole answer and the new cursor in one transaction."""
        absorbed = absorb(self._core, answer)
        self.files.keep_pass(answer.files, answer.epoch)
        return absorbed

    def fetch(self, digest: bytes) -> bytes:
        """A file that another desk of the office holds, by way of folder or server; kept here.

        Raises FileMissing, also where there is no server; FolderUnreachable where there is only
        a folder; LineDown, ServerRefused, FileAltered.
        """
        found, absent = _asked_nearer(self.nearer, digest)
        if found is not None:
            return found
        try:
            outgoing = self.prepare()
        except NotEnrolled:
            raise absent from None
        line = self._line(outgoing.url)
        try:
            self.absorb(self.send(outgoing, line))
            return self.files.fetch(line, digest)
        finally:
            line.close()

    def _carried(
        self, outgoing: Outgoing, line: Carrier, lost: int, goes_on: Callable[[int], bool]
    ) -> Carried:
        """Raises LineDown where the line was lost once more and patience is at its end."""
        pace = self._pace
        carried = carry(self._core, line, outgoing, self.absorb, goes_on)
        in_parts = line.takes_parts
        if carried.lost is None:
            absorbed = carried.absorbed
            is_carrying = bool(outgoing.entries or (absorbed is not None and absorbed.pulled))
            self._pace = pace.answered(carried.seconds, is_carrying=is_carrying, in_parts=in_parts)
        elif carried.has_moved:
            self._pace = pace.slower(in_parts=in_parts)
        else:
            self._pace = (pace.least if lost else pace.slower)(in_parts=in_parts)
            if lost + 1 >= _TRIES:
                raise carried.lost
            # Full jitter, so that a building's desks do not come back all at once.
            time.sleep(_LONGEST_PAUSE * min(1.0, 2**lost / 50) * self._core.random(1)[0] / 255)
        return carried

    def _note(self, wrong: DeskError) -> None:
        code = wrong.refusal if isinstance(wrong, ServerRefused) else wrong.code
        with self._core.database.write() as connection:
            exchange.change_server(connection, last_error=code)


def _added(done: Synced, outgoing: Outgoing, absorbed: Absorbed | None) -> Synced:
    sent = done.sent_bytes + sum(len(message) for message in outgoing.messages)
    if absorbed is None:
        return msgspec.structs.replace(done, calls=done.calls + 1, sent_bytes=sent)
    return Synced(
        pushed=done.pushed + absorbed.pushed,
        pulled=done.pulled + absorbed.pulled,
        receipts=done.receipts + absorbed.receipts,
        epoch=absorbed.epoch,
        server_time=absorbed.server_time,
        calls=done.calls + 1,
        sent_bytes=sent,
    )


class _Patience:
    """`lost` calls in a row took everything with them, `idle` ones were answered to no avail."""

    def __init__(self) -> None:
        self.lost = self._idle = 0

    def goes_on(self, carried: Carried) -> bool:
        if carried.has_moved:
            self.lost = self._idle = 0
        elif carried.is_cut:
            # Empty calls that are answered between losses do not excuse them.
            self.lost, self._idle = self.lost + 1, 0
        else:
            self._idle += 1
        return self._idle < _TRIES


def _asked_nearer(
    nearer: Callable[[bytes], bytes | None], digest: bytes
) -> tuple[bytes | None, DeskError]:
    """The file, or what is to be said where nobody else can be asked."""
    try:
        return nearer(digest), FileMissing(digest.hex())
    except FolderUnreachable as wrong:
        return None, wrong


def _demand_usable(absorbed: Absorbed | None) -> None:
    if absorbed is not None and absorbed.problem:
        raise PageUnusable(absorbed.problem)
