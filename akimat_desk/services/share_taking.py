"""Takes in what colleagues wrote into the folder: batch by batch, the bad ones left aside."""

from collections.abc import Callable

from akimat_desk.domain.offices import Office
from akimat_desk.exchange import batches
from akimat_desk.exchange.forks import Forged, Fork, Parked, Settled, chain_at, settle
from akimat_desk.exchange.messages import Batch
from akimat_desk.journal.envelope import Entry
from akimat_desk.services.core import Core
from akimat_desk.services.exchange_answer import counts_otherwise, open_own_origin
from akimat_desk.storage import exchange, journal, received, share, verification
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

GAP, UNKNOWN, FORGED = "gap", "station_unknown", "forged"


class Taking:
    """One transaction's worth of batches; `end` brings the readings up to them.

    A folder has no server that says which branch of a lineage stays: the one whose chain is the
    smaller does, on every desk alike. `covers` is told by `take` where a file of that batch can
    stand for the entries at their own place.
    """

    def __init__(self, core: Core, connection: Connection) -> None:
        self._core = core
        self._connection = connection
        self._here = received.HeldHere(connection, core.identity.station)
        self._before: Office = core.office_fold(connection).state
        self._touched: dict[bytes, list[Entry]] = {}
        self._said = share.places(connection)
        self._has_forked_own = False
        self.entries = 0
        self.covers = False

    def take(self, batch: Batch) -> str:
        """ "taken", or why not, as a stable word."""
        self.covers = False
        office = self._core.identity.office
        signer = share.find_signer(self._connection, batch.head.key_id, office)
        if signer is None:
            return UNKNOWN
        outcome = settle(batch, self._here, signer)
        if isinstance(outcome, Parked):
            return GAP
        if isinstance(outcome, Forged):
            exchange.keep_quarantined(
                self._connection, batch, outcome.reason, self._core.clock.now()
            )
            return FORGED
        if outcome.fork is None:
            self.covers = True
            self._receive(batch, is_late=True)
        else:
            self._take_fork(batch, outcome, outcome.fork)
        return share.TAKEN

    def end(self) -> None:
        core, connection = self._core, self._connection
        if not self._touched and not self._has_forked_own:
            return
        received.refresh(connection, self._touched, core.office_stream, self._lens)
        after: Office = core.office_fold(connection).state
        if core.office_stream in self._touched and counts_otherwise(self._before, after):
            verification.rebuild(connection, self._lens())
        if self._has_forked_own:
            open_own_origin(core, connection, "cloned")

    def _take_fork(self, batch: Batch, outcome: Settled, fork: Fork) -> None:
        own = journal.own_origin(self._connection).origin
        self._has_forked_own = self._has_forked_own or fork.origin == own
        if self._is_theirs_smaller(batch, fork):
            share.forget_stretch(self._connection, fork.origin, fork.seq)
            self._receive(batch, is_late=False)
            share.keep_place_as(self._connection, fork.origin, self._said)
            self.covers = True
        elif outcome.entries and outcome.head is not None:
            first = outcome.entries[0]
            before = chain_at(first.origin, first.seq - 1, self._here)
            moved = batches.closed(
                outcome.entries, before=before or b"", salts=outcome.salts, head=outcome.head
            )
            self._receive(moved, is_late=True)

    def _is_theirs_smaller(self, batch: Batch, fork: Fork) -> bool:
        ours = chain_at(fork.origin, fork.seq, self._here) or b""
        entries = batches.opened(batch, self._here.salts(batch.streams))
        return entries[fork.seq - batch.first].chain < ours

    def _receive(self, batch: Batch, *, is_late: bool) -> None:
        """As a late page: a colleague's word says nothing of what the centre holds."""
        core, connection = self._core, self._connection
        office = core.identity.office
        came = received.receive(
            connection,
            [batch],
            station=core.identity.station,
            find_signer=lambda key: share.find_signer(connection, key, office),
            at=core.clock.now(),
            is_late=is_late,
        )
        self.entries += came.entries
        for stream, entries in came.touched.items():
            self._touched.setdefault(stream, []).extend(entries)

    @property
    def _lens(self) -> Callable[[], Lens]:
        core, connection = self._core, self._connection
        return lambda: core.lens(core.office_fold(connection).state)
