"""One exchange with one desk: its head is checked, each batch committed, the answer made."""

from collections.abc import Sequence

import msgspec

from akimat_desk.central import dossiers, refusing
from akimat_desk.central.centre import Centre
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
from akimat_desk.central.telling import Asked, Told, told_of
from akimat_desk.exchange import central_side
from akimat_desk.exchange.forks import Forged, Parked, Settled, Signer, settle
from akimat_desk.exchange.messages import (
    VERSION,
    Batch,
    Card,
    MessageUnreadable,
    Place,
    Receipt,
    Sealed,
    SyncAnswer,
    SyncRequest,
    pack,
)
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.signing import is_signed

_LEASE_SIZE = 16
_NEAR = 8
"""Lines of a feed that are read while the office's books are locked; more of them are not."""


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
        self._marks = dossiers.Marks(centre, self.request.office)
        self._judge = refusing.Judge(centre, self.request.station)
        # Before the batches: they would hide that we are behind.
        self._epoch = self._present_epoch()

    @property
    def asked(self) -> Asked:
        return Asked(self._centre, self.request, self._have, self._epoch)

    def accept(self, message: bytes) -> None:
        """One batch, committed when this returns. What does not fit refuses nothing else."""
        self.accept_all([message])

    def accept_all(self, messages: Sequence[bytes]) -> None:
        """Batches that came together, in one transaction; raises RequestUnreadable.

        Those before an unreadable one are kept.
        """
        found, wrong = _unpacked(messages)
        if found:
            with self._centre.store.write() as connection:
                ledger = Ledger.locked(connection, self.request.office)
                self._take_all(connection, ledger, found)
            _discard(self._centre, ledger)
        if wrong is not None:
            raise wrong

    def answer(self, messages: Sequence[bytes] = ()) -> bytes:
        """Raises what `told` raises."""
        return pack(self.told(messages))

    def told(self, messages: Sequence[bytes] = ()) -> SyncAnswer:
        """Keeps the last batches and answers; raises RequestUnreadable, OriginOfAnother.

        All in one transaction, where little is to be read: an office's books are waited for. The
        page is read after everything that was pushed is in.
        """
        found, wrong = _unpacked(messages)
        if wrong is not None:
            self.accept_all(messages)
        centre, office = self._centre, self.request.office
        told: Told | None = None
        dossiers.follow(centre)
        with centre.store.write() as connection:
            ledger = Ledger.locked(connection, office)
            self._take_all(connection, ledger, found)
            if self.request.is_all and not (self.counted.parked or self.counted.quarantined):
                # The desk has nothing left to say, and all of it was taken.
                self._judge.conclude(connection, ledger)
            granted = self._granted(connection, ledger)
            Contacts(connection, office).note(centre.clock())
            if granted is not None and self._is_near(ledger):
                told = told_of(self.asked, connection, ledger)
        _discard(centre, ledger)
        # What the last batches brought for others.
        dossiers.follow(centre)
        if granted is None:
            raise OriginOfAnother
        if told is None:
            with centre.store.read() as connection:
                told = told_of(self.asked, connection, Ledger(connection, office))
        self.counted.given += sum(len(batch.bodies) for batch in told.page)
        return self._answer(granted, told)

    def _take_all(self, connection: Connection, ledger: Ledger, found: Sequence[Batch]) -> None:
        ledger.look_up((self.request.origin, *self._have, *(batch.origin for batch in found)))
        if not found:
            return
        even = (batch for batch in found if len(batch.streams) <= len(batch.bodies))
        ledger.salts([stream for batch in even for stream in batch.streams])
        cards = self._cards(connection, ledger, found)
        fresh: list[Entry] = []
        with ledger.gathering():
            for batch in found:
                card = cards.get(batch.head.key_id)
                fresh += self._take(connection, ledger, batch, card)
        self._marks.note(connection, fresh)

    def _cards(
        self, connection: Connection, ledger: Ledger, found: Sequence[Batch]
    ) -> dict[bytes, Card | None]:
        """Of whoever signed these batches; asked before anything is gathered."""
        find = self._centre.cards.find
        keys = {batch.head.key_id for batch in found}
        return {key: find(connection, ledger.office, ledger.directory, key) for key in keys}

    def _take(
        self, connection: Connection, ledger: Ledger, batch: Batch, card: Card | None
    ) -> Sequence[Entry]:
        """Gives the entries that were not held; `card` is the signer's."""
        centre, counted = self._centre, self.counted
        own = dossiers.signer(centre, ledger.office, batch)
        outcome = settle(batch, ledger, own or _signer(card))
        match outcome:
            case Settled(entries=entries):
                ledger.keep(outcome, centre.clock())
                self._judge.hear(connection, ledger, outcome, card)
                counted.accepted += len(entries)
                counted.known += len(batch.bodies) - len(entries)
                counted.forks += outcome.fork is not None
                place = central_side.held_by_sender(batch, outcome, ledger)
                if place is not None:
                    self._have[batch.origin] = place
                return entries
            case Parked():
                counted.parked += 1
            case Forged() if ledger.erased(batch.streams):
                # Nothing of it is kept: the desk sends it once more when it knows.
                counted.parked += 1
            case Forged(reason=reason):
                ledger.quarantine(
                    batch, station=self.request.station, reason=reason, at=centre.clock()
                )
                counted.quarantined += 1
        return ()

    def _is_near(self, ledger: Ledger) -> bool:
        """Whether so little is to be read that the office may wait for it."""
        request = self.request
        return request.epoch != self._epoch or ledger.feed.newest() - request.cursor <= _NEAR

    def _answer(self, granted: central_side.Granted, told: Told) -> SyncAnswer:
        centre, request = self._centre, self.request
        return SyncAnswer(
            epoch=self._epoch,
            lease=granted.given,
            server_time=centre.clock(),
            have=told.have,
            receipts=_receipts(centre, told.have, request.station, self._epoch),
            directory=told.directory,
            page=told.page,
            cursor=told.plan.cursor,
            more=told.plan.more or told.offered.more,
            must_open=granted.must_open,
            parked=self.counted.parked,
            quarantined=self.counted.quarantined,
            publications=told.offered.publications,
            files=file_pass(centre, request.office, request.station),
            call=request.call,
            feed=told.feed,
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

    def _granted(self, connection: Connection, ledger: Ledger) -> central_side.Granted | None:
        """The next lease of the origin the desk writes, or why it has to open another.

        None where it is the origin of another station.
        """
        request, epoch = self.request, self._epoch
        owner = ledger.station_of(request.origin)
        if owner not in (None, request.station):
            return None
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


def _receipts(
    centre: Centre, have: dict[bytes, Place | None], station: str, epoch: bytes
) -> tuple[Receipt, ...]:
    key, at = centre.key, centre.clock()
    plain = central_side.acknowledged(have, station=station, at=at, epoch=epoch)
    return tuple(
        msgspec.structs.replace(one, signature=key.sign(one.signed_part())) for one in plain
    )


def _discard(centre: Centre, ledger: Ledger) -> None:
    """Files of erased matters, once nothing names them any more."""
    for digest in ledger.dropped:
        centre.files.discard(ledger.office, digest)


def _opened(centre: Centre, head: bytes) -> SyncRequest:
    try:
        sealed = unpack(head, Sealed)
        request = parsed(sealed.body, SyncRequest)
    except MessageUnreadable as wrong:
        raise RequestUnreadable(str(wrong)) from None
    if request.version != VERSION:
        raise RequestUnreadable("version")
    with centre.store.read() as connection:
        release = Stations(connection, request.office).release()
        if not release:
            raise OfficeUnknown(request.office)
        card = centre.cards.find(connection, request.office, release, sealed.key_id)
    if card is None or card.certificate.station != request.station:
        raise StationNotCertified
    if not is_signed(card.certificate.public, sealed.body, sealed.signature):
        raise StationNotCertified
    if card.revoked_at is not None:
        raise StationRevoked
    return request


def _unpacked(messages: Sequence[bytes]) -> tuple[list[Batch], RequestUnreadable | None]:
    """The batches before the first that cannot be read, and what is wrong with that one."""
    found: list[Batch] = []
    for message in messages:
        try:
            found.append(unpack(message, Batch))
        except MessageUnreadable as wrong:
            return found, RequestUnreadable(str(wrong))
    return found, None


def _signer(card: Card | None) -> Signer | None:
    """None for a key that is not of this office. What a revoked one signed is kept, and refused."""
    if card is None:
        return None
    told = card.certificate
    return Signer(station=told.station, office=told.office, public=told.public)
