"""Takes one answer of the server in: its word, the directory, the page; all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.domain.numbering import mark_of
from akimat_desk.domain.office_events import SeriesOpened
from akimat_desk.domain.offices import Office
from akimat_desk.exchange import desk_side
from akimat_desk.exchange.desk_side import Held
from akimat_desk.exchange.messages import Receipt, SyncAnswer
from akimat_desk.services import offered
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import exchange, journal, received, verification
from akimat_desk.storage.database import Connection
from akimat_desk.storage.exchange import ServerRow
from akimat_desk.storage.journal import Pen
from akimat_desk.storage.projections import Lens

_ORIGIN = 16
# Slots of the office by which the days of a term are counted.
_COUNTED_BY = ("length:", "day:", "week:", "setting:week")


@dataclass(eq=False)
class ServerNotGenuine(IntegrityBroken):
    """The answer does not bear the signature it should; `part` says which one."""

    part: str


class Absorbed(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer brought. `goes_on`: another call has something to do; `has_moved`: this had.

    `problem` is not empty where the page could not be taken in whole.
    """

    pushed: int
    pulled: int
    receipts: int
    epoch: str
    server_time: int
    goes_on: bool
    has_moved: bool
    problem: str


def absorb(core: Core, answer: SyncAnswer) -> Absorbed:
    """Raises ServerNotGenuine; then nothing of the answer is kept."""
    with core.database.write() as connection:
        row = exchange.find_server(connection)
        if row is None:
            raise ServerNotGenuine("enrolment")
        return _Absorbing(core, connection, row, answer).run()


def open_own_origin(core: Core, connection: Connection, reason: str) -> None:
    """Write on in a new lineage, under a mark of its own; numbers given before stay as they are."""
    point = journal.own_origin(connection).point
    origin = core.random(_ORIGIN)
    fresh = journal.open_origin(
        connection, origin=origin, point=point, mark=mark_of(point, origin, is_first=False)
    )
    stamp = core.stamp("setup", core.clock.now())
    writing = Writing(core, connection, Pen(connection, stamp, core.random))
    writing.append_office(
        SeriesOpened(
            origin=fresh.origin,
            point=fresh.point,
            mark=fresh.mark,
            station=core.identity.station,
            reason=reason,
        )
    )
    writing.pen.flush()


class _Absorbing:
    """One answer while it is taken in."""

    def __init__(
        self, core: Core, connection: Connection, row: ServerRow, answer: SyncAnswer
    ) -> None:
        self._core = core
        self._connection = connection
        self._row = row
        self._answer = answer
        self._has_new_life = row.epoch is not None and row.epoch != answer.epoch
        self._before = exchange.known_server(connection, row)

    def run(self) -> Absorbed:
        connection, answer, row = self._connection, self._answer, self._row
        receipts = self._genuine_receipts()
        if answer.directory is not None:
            self._keep_directory()
        if self._has_new_life:
            exchange.forget_server_state(connection)
        held = {one.origin: one for one in exchange.held_origins(connection)}
        forked = self._keep_places(held)
        pushed = self._keep_receipts(receipts, held, forked)
        came = self._take_page()
        has_opened = self._open_where_due(came)
        has_offers = offered.take(self._core, connection, row, answer)
        is_lost = bool(forked) and not came.forks and not answer.more
        cursor = self._cursor(came.problem, is_lost=is_lost)
        exchange.change_server(
            connection,
            epoch=answer.epoch,
            cursor=cursor,
            # The lease belongs to the origin it was given for.
            lease=None if has_opened else answer.lease or row.lease,
            nonce=None,
            is_sure=1,
            last_contact=answer.server_time,
        )
        after = exchange.find_server(connection) or row
        server = exchange.known_server(connection, after)
        has_moved = (server.epoch, server.cursor, server.places) != (
            self._before.epoch,
            self._before.cursor,
            self._before.places,
        )
        has_moved = has_moved or has_opened or has_offers or came.entries > 0
        goes_on = answer.more or is_lost or bool(came.problem) or self._has_rest(server)
        # An answer alone is no success: while something waits and nothing moves, it failed.
        is_stuck = goes_on and not has_moved
        exchange.change_server(
            connection, last_error=came.problem or (row.last_error if is_stuck else "")
        )
        return Absorbed(
            pushed=pushed,
            pulled=came.entries,
            receipts=len(receipts),
            epoch=answer.epoch.hex(),
            server_time=answer.server_time,
            goes_on=goes_on,
            has_moved=has_moved,
            problem=came.problem,
        )

    def _genuine_receipts(self) -> list[Receipt]:
        found = desk_side.genuine(
            self._answer,
            station=self._core.identity.station,
            server_public=self._row.public_key,
        )
        if len(found) != len(self._answer.receipts):
            raise ServerNotGenuine("receipt")
        return found

    def _keep_directory(self) -> None:
        directory = self._answer.directory
        if directory is None or not desk_side.genuine_directory(
            directory,
            office=self._core.identity.office,
            server_public=self._row.public_key,
        ):
            raise ServerNotGenuine("directory")
        exchange.keep_directory(self._connection, directory)

    def _keep_places(self, held: Mapping[bytes, Held]) -> set[bytes]:
        """Origins where the server stands on another branch are asked about again, not pushed."""
        here = received.HeldHere(self._connection, self._core.identity.station)
        forked = desk_side.disagreeing(self._answer, held, here)
        for origin, place in self._answer.have.items():
            if origin in forked:
                exchange.forget_place(self._connection, origin)
            else:
                exchange.keep_place(self._connection, origin, place)
        return forked

    def _keep_receipts(
        self, receipts: list[Receipt], held: Mapping[bytes, Held], forked: set[bytes]
    ) -> int:
        """The number of our own entries that are covered now and were not before."""
        known = {
            receipt.origin: receipt.seq
            for receipt in exchange.receipts(self._connection, self._core.identity.station)
        }
        pushed = 0
        for receipt in receipts:
            ours = held.get(receipt.origin)
            if receipt.origin in forked or ours is None:
                continue
            exchange.keep_receipt(self._connection, receipt)
            if ours.is_own:
                covered = min(receipt.seq, ours.place.seq)
                pushed += max(0, covered - known.get(receipt.origin, 0))
        return pushed

    def _take_page(self) -> received.Received:
        core, connection = self._core, self._connection
        office = core.identity.office
        # Before anything is stored: a fold made afterwards would hold what came already.
        before: Office = core.office_fold(connection).state
        came = received.receive(
            connection,
            self._answer.page,
            station=core.identity.station,
            find_signer=lambda key: exchange.find_signer(connection, key, office),
            at=core.clock.now(),
        )
        received.refresh(connection, came.touched, core.office_stream, self._lens)
        after: Office = core.office_fold(connection).state
        if core.office_stream in came.touched and _counts_otherwise(before, after):
            verification.rebuild(connection, self._lens())
        return came

    def _lens(self) -> Lens:
        return self._core.lens(self._core.office_fold(self._connection).state)

    def _open_where_due(self, came: received.Received) -> bool:
        own = journal.own_origin(self._connection).origin
        reason = self._answer.must_open
        if reason == "cloned" and self._is_server_behind():
            # It has forgotten our lease with all the rest; the next call tells it so.
            reason = ""
        if any(fork.origin == own for fork in came.forks):
            reason = reason or "cloned"
        if reason:
            open_own_origin(self._core, self._connection, reason)
        return bool(reason)

    def _is_server_behind(self) -> bool:
        connection, station = self._connection, self._core.identity.station
        row = msgspec.structs.replace(self._row, epoch=self._answer.epoch)
        server = exchange.known_server(connection, row)
        return desk_side.behind(exchange.receipts(connection, station), server) is not None

    def _cursor(self, problem: str, *, is_lost: bool) -> int:
        """0 voids it: the next call names everything that is held and reads from the start."""
        if problem == "page_gap" or is_lost:
            return 0
        if problem:
            return 0 if self._has_new_life else self._row.cursor
        return self._answer.cursor

    def _has_rest(self, server: desk_side.Server) -> bool:
        held = list(exchange.held_origins(self._connection))
        if desk_side.to_push(held, server, 1):
            return True
        known = {
            receipt.origin: receipt.seq
            for receipt in exchange.receipts(self._connection, self._core.identity.station)
        }
        return any(
            one.origin not in server.places
            or (one.is_own and known.get(one.origin, 0) < one.place.seq)
            for one in held
        )


def _counts_otherwise(before: Office, after: Office) -> bool:
    """Whether due dates of cases may have changed: another calendar or rule, another length."""
    said = [
        {key: slot for key, slot in office.slots.items() if key.startswith(_COUNTED_BY)}
        for office in (before, after)
    ]
    return before.adopted != after.adopted or said[0] != said[1]
