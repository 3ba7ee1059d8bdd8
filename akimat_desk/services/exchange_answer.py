"""Takes one answer of the server in: its word, the directory, the page; all or nothing."""

from dataclasses import dataclass

import msgspec

from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.domain.numbering import mark_of
from akimat_desk.domain.office_events import SeriesOpened
from akimat_desk.domain.offices import Office
from akimat_desk.exchange import desk_side, desk_steps
from akimat_desk.exchange.desk_steps import Desk, Told
from akimat_desk.exchange.messages import Receipt, SyncAnswer
from akimat_desk.exchange.pages import Taken
from akimat_desk.services import offered
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import dossiers, exchange, journal, received, verification
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


def absorb_part(core: Core, answer: SyncAnswer, before: SyncAnswer) -> Absorbed | None:
    """What follows an answer of the same call as if it had been asked for with the next.

    None where the exchange does not stand as `before` left it: then somebody asked meanwhile.
    """
    with core.database.write() as connection:
        row = exchange.find_server(connection)
        left = (before.epoch, before.cursor, before.feed, None)
        if row is None or (row.epoch, row.cursor, row.feed, row.call) != left:
            return None
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
    """One answer while it is taken in; what it means is decided by the steps of the exchange."""

    def __init__(
        self, core: Core, connection: Connection, row: ServerRow, answer: SyncAnswer
    ) -> None:
        self._core = core
        self._connection = connection
        self._row = row
        self._answer = answer
        self._before = self._desk()

    def run(self) -> Absorbed:
        connection, answer, row = self._connection, self._answer, self._row
        receipts = self._genuine_receipts()
        here = received.HeldHere(connection, self._core.identity.station)
        said = desk_steps.told(self._before, answer, here)
        if answer.directory is not None:
            self._keep_directory(said)
        self._keep_word(said)
        came = self._take_page(said)
        after = self._desk()
        reason = desk_steps.reason_to_open(self._before, after, said, answer, came)
        if reason:
            open_own_origin(self._core, connection, reason)
            after = self._desk()
        has_offers = not said.is_late and offered.take(self._core, connection, row, answer)
        ended = desk_steps.ended(self._before, after, answer, said, came, has_opened=bool(reason))
        exchange.keep_standing(connection, ended.server)
        # An answer alone is no success: while something waits and nothing moves, it failed.
        is_stuck = ended.is_stuck and not has_offers
        exchange.change_server(
            connection,
            last_contact=row.last_contact if said.is_late else answer.server_time,
            last_error=came.problem or (row.last_error if is_stuck else ""),
        )
        return Absorbed(
            pushed=said.pushed,
            pulled=came.entries,
            receipts=len(receipts),
            epoch=answer.epoch.hex(),
            server_time=answer.server_time,
            goes_on=ended.goes_on,
            has_moved=ended.has_moved or has_offers,
            problem=came.problem,
        )

    def _desk(self) -> Desk:
        row = exchange.find_server(self._connection) or self._row
        identity = self._core.identity
        return exchange.known_desk(self._connection, row, identity.station, identity.office)

    def _genuine_receipts(self) -> list[Receipt]:
        found = desk_side.genuine(
            self._answer,
            station=self._core.identity.station,
            server_public=self._row.public_key,
        )
        if len(found) != len(self._answer.receipts):
            raise ServerNotGenuine("receipt")
        return found

    def _keep_directory(self, said: Told) -> None:
        directory = self._answer.directory
        if directory is None or not desk_side.genuine_directory(
            directory,
            office=self._core.identity.office,
            server_public=self._row.public_key,
        ):
            raise ServerNotGenuine("directory")
        if not said.is_late or directory.release > self._row.directory:
            exchange.keep_directory(self._connection, directory)

    def _keep_word(self, said: Told) -> None:
        """What the server said of its places, and its receipts."""
        connection = self._connection
        if said.has_new_life:
            exchange.forget_server_state(connection)
        for origin in said.forked:
            exchange.forget_place(connection, origin)
        for origin, place in said.places.items():
            exchange.keep_place(connection, origin, place)
        for receipt in said.receipts:
            exchange.keep_receipt(connection, receipt)

    def _take_page(self, said: Told) -> Taken:
        core, connection = self._core, self._connection
        if said.is_late and not said.is_of_now:
            return Taken()
        office = core.identity.office
        # Before anything is stored: a fold made afterwards would hold what came already.
        before: Office = core.office_fold(connection).state
        came = received.receive(
            connection,
            self._answer.page,
            station=core.identity.station,
            find_signer=lambda key: (
                exchange.find_signer(connection, key, office)
                or dossiers.find_centre(connection, key, office)
            ),
            at=core.clock.now(),
            is_late=said.is_late,
        )
        received.refresh(connection, came.touched, core.office_stream, self._lens)
        after: Office = core.office_fold(connection).state
        if core.office_stream in came.touched and counts_otherwise(before, after):
            verification.rebuild(connection, self._lens())
        return Taken(entries=came.entries, forks=came.forks, problem=came.problem)

    def _lens(self) -> Lens:
        return self._core.lens(self._core.office_fold(self._connection).state)


def counts_otherwise(before: Office, after: Office) -> bool:
    """Whether due dates of cases may have changed: another calendar or rule, another length."""
    said = [
        {key: slot for key, slot in office.slots.items() if key.startswith(_COUNTED_BY)}
        for office in (before, after)
    ]
    return before.adopted != after.adopted or said[0] != said[1]
