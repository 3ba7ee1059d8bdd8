"""One exchange with one desk: its head is checked, each batch committed, the answer made."""

from collections.abc import Sequence

import msgspec

from akimat_desk.central import publishing
from akimat_desk.central.centre import Centre
from akimat_desk.central.enrolment import directory
from akimat_desk.central.errors import (
    OfficeUnknown,
    OriginOfAnother,
    RequestUnreadable,
    StationNotCertified,
    StationRevoked,
)
from akimat_desk.central.file_passes import file_pass
from akimat_desk.central.storable import parsed, unpack
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.stations import Stations
from akimat_desk.central.store.status_rows import Contacts
from akimat_desk.exchange import batches, central_side
from akimat_desk.exchange.central_side import PagePlan, Run
from akimat_desk.exchange.forks import Forged, Parked, Settled, Signer, settle
from akimat_desk.exchange.messages import (
    VERSION,
    Batch,
    MessageUnreadable,
    Place,
    Receipt,
    Sealed,
    SyncAnswer,
    SyncRequest,
    pack,
)
from akimat_desk.trust.commitments import chain_start
from akimat_desk.trust.signing import is_signed

_LEASE_SIZE = 16


class Counted(msgspec.Struct):
    """What one exchange did; goes to the log, no personal data in it."""

    accepted: int = 0
    known: int = 0
    parked: int = 0
    quarantined: int = 0
    forks: int = 0
    given: int = 0


class Exchange:
    """One desk's exchange while it goes on. Every method is a transaction or two of its own."""

    def __init__(self, centre: Centre, head: bytes) -> None:
        """Raises RequestUnreadable, OfficeUnknown, StationNotCertified, StationRevoked."""
        self._centre = centre
        self.request = _opened(centre, head)
        self.counted = Counted()
        self._have = dict(self.request.have)
        # Before the batches: they would hide that we are behind.
        self._epoch = self._present_epoch()

    def accept(self, message: bytes) -> None:
        """One batch, committed when this returns. What does not fit refuses nothing else."""
        self.accept_all([message])

    def accept_all(self, messages: Sequence[bytes]) -> None:
        """Batches that came together, in one transaction; raises RequestUnreadable.

        Those before an unreadable one are kept.
        """
        batches_read: list[Batch] = []
        wrong: MessageUnreadable | None = None
        for message in messages:
            try:
                batches_read.append(unpack(message, Batch))
            except MessageUnreadable as found:
                wrong = found
                break
        if batches_read:
            with self._centre.store.write() as connection:
                ledger = Ledger.locked(connection, self.request.office)
                for batch in batches_read:
                    self._take(connection, ledger, batch)
        if wrong is not None:
            raise RequestUnreadable(str(wrong))

    def _take(self, connection: Connection, ledger: Ledger, batch: Batch) -> None:
        centre, counted = self._centre, self.counted
        outcome = settle(batch, ledger, _signer(connection, ledger, batch))
        match outcome:
            case Settled(entries=entries):
                ledger.keep(outcome, centre.clock())
                counted.accepted += len(entries)
                counted.known += len(batch.bodies) - len(entries)
                counted.forks += outcome.fork is not None
                place = central_side.held_by_sender(batch, outcome, ledger)
                if place is not None:
                    self._have[batch.origin] = place
            case Parked():
                counted.parked += 1
            case Forged(reason=reason):
                ledger.quarantine(
                    batch, station=self.request.station, reason=reason, at=centre.clock()
                )
                counted.quarantined += 1

    def answer(self) -> bytes:
        """Raises OriginOfAnother. The page is read after everything that was pushed is in."""
        centre, request, epoch = self._centre, self.request, self._epoch
        with centre.store.write() as connection:
            ledger = Ledger.locked(connection, request.office)
            granted = self._granted(connection, ledger, epoch)
            Contacts(connection, request.office).note(centre.clock())
        with centre.store.read() as connection:
            ledger = Ledger(connection, request.office)
            have = {origin: ledger.place(origin) for origin in request.have}
            plan = self._plan(ledger, epoch)
            page = tuple(_batch(ledger, run) for run in plan.runs)
            stations = Stations(connection, request.office)
            is_known = stations.release() == request.directory
            card_list = None if is_known else directory(centre, connection, request.office)
            offered = self._offered(connection, plan, epoch)
            feed = ledger.feed.digest_at(plan.cursor)
        self.counted.given = sum(len(batch.bodies) for batch in page)
        return pack(
            SyncAnswer(
                epoch=epoch,
                lease=granted.given,
                server_time=centre.clock(),
                have=have,
                receipts=self._receipts(have, epoch),
                directory=card_list,
                page=page,
                cursor=plan.cursor,
                more=plan.more or offered.more,
                must_open=granted.must_open,
                parked=self.counted.parked,
                quarantined=self.counted.quarantined,
                publications=offered.publications,
                files=file_pass(centre, request.office, request.station),
                call=request.call,
                feed=feed,
            )
        )

    def _present_epoch(self) -> bytes:
        """A new one where our own signed receipt shows that we once held more."""
        centre, receipt = self._centre, self.request.behind
        epoch = centre.epoch()
        if receipt is None or receipt.epoch != epoch:
            return epoch
        if not is_signed(centre.key.public, receipt.signed_part(), receipt.signature):
            return epoch
        with centre.store.read() as connection:
            place = Ledger(connection, self.request.office).place(receipt.origin)
        return centre.mint("behind") if central_side.is_behind(receipt, place) else epoch

    def _granted(
        self, connection: Connection, ledger: Ledger, epoch: bytes
    ) -> central_side.Granted:
        """The next lease of the origin the desk writes, or why it has to open another."""
        request = self.request
        owner = ledger.station_of(request.origin)
        if owner not in (None, request.station):
            raise OriginOfAnother
        stations = Stations(connection, request.office)
        holder = stations.mark_holder(request.mark)
        if holder is None:
            stations.certify_mark(request.mark, request.origin, request.station)
        granted = central_side.granted(
            stations.lease(request.origin),
            request,
            holder=holder,
            fresh=self._centre.random(_LEASE_SIZE),
            epoch=epoch,
        )
        if granted.lease is not None:
            stations.keep_lease(request.origin, granted.lease)
        return granted

    def _plan(self, ledger: Ledger, epoch: bytes) -> PagePlan:
        request, feed = self.request, ledger.feed
        newest = feed.newest()
        is_of_now = central_side.is_of_this_feed(request, epoch, newest, feed.digest_at)
        runs = feed.runs(request.cursor) if is_of_now else ()
        return central_side.page_due(
            request, runs, self._have, ledger, newest=newest, is_of_now=is_of_now
        )

    def _offered(self, connection: Connection, plan: PagePlan, epoch: bytes) -> publishing.Given:
        """What was published comes after the entries: those are the clerks' work."""
        if plan.more:
            return publishing.Given()
        taken = sum(run.size for run in plan.runs)
        return publishing.due(connection, self.request, epoch, taken)

    def _receipts(self, have: dict[bytes, Place | None], epoch: bytes) -> tuple[Receipt, ...]:
        key, at = self._centre.key, self._centre.clock()
        plain = central_side.acknowledged(have, station=self.request.station, at=at, epoch=epoch)
        return tuple(
            msgspec.structs.replace(one, signature=key.sign(one.signed_part())) for one in plain
        )


def _opened(centre: Centre, head: bytes) -> SyncRequest:
    try:
        sealed = unpack(head, Sealed)
        request = parsed(sealed.body, SyncRequest)
    except MessageUnreadable as wrong:
        raise RequestUnreadable(str(wrong)) from None
    if request.version != VERSION:
        raise RequestUnreadable("version")
    with centre.store.read() as connection:
        stations = Stations(connection, request.office)
        if not stations.release():
            raise OfficeUnknown(request.office)
        card = stations.find(sealed.key_id)
    if card is None or card.certificate.station != request.station:
        raise StationNotCertified
    if not is_signed(card.certificate.public, sealed.body, sealed.signature):
        raise StationNotCertified
    if card.revoked_at is not None:
        raise StationRevoked
    return request


def _signer(connection: Connection, ledger: Ledger, batch: Batch) -> Signer | None:
    """None for a key that is not of this office, or is revoked."""
    card = Stations(connection, ledger.office).find(batch.head.key_id)
    if card is None or card.revoked_at is not None:
        return None
    told = card.certificate
    return Signer(station=told.station, office=told.office, public=told.public)


def _batch(ledger: Ledger, run: Run) -> Batch:
    entries = ledger.entries(run.origin, run.first, run.last)
    before = (
        chain_start(run.origin)
        if run.first == 1
        else ledger.chains(run.origin, run.first - 1, run.first - 1)[0]
    )
    streams = {entry.envelope.stream for entry in entries}
    fresh = streams - ledger.touched_before(run.origin, run.first, list(streams))
    return batches.closed(
        entries, before=before, salts=ledger.salts(list(fresh)), head=ledger.feed.head(run)
    )
