"""Takes in the access logs of stations, proves them, and tells them to administrators alone."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.central import audit
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    OfficeUnknown,
    OriginOfAnother,
    ReceivedAltered,
    RequestUnreadable,
    StationNotCertified,
    StationRevoked,
)
from akimat_desk.central.store.access_rows import AccessRows
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.register import Register
from akimat_desk.central.store.stations import Stations
from akimat_desk.domain.access_notes import TYPE, NotesUnreadable, decode
from akimat_desk.domain.offices import Office, office_stream
from akimat_desk.exchange import batches
from akimat_desk.exchange.access_messages import AccessAnswer, AccessPush
from akimat_desk.exchange.messages import (
    VERSION,
    Batch,
    MessageUnreadable,
    Place,
    Receipt,
    Sealed,
    pack,
    parsed,
    unpack,
)
from akimat_desk.journal.envelope import Entry, stream_salt
from akimat_desk.journal.fold import fold
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start
from akimat_desk.trust.signing import head_message, is_signed


def take(centre: Centre, message: bytes) -> bytes:
    """One call of a station; what is there already does no harm. Raises RequestUnreadable,
    OfficeUnknown, StationNotCertified, StationRevoked, OriginOfAnother."""
    try:
        sealed = unpack(message, Sealed)
        push = parsed(sealed.body, AccessPush)
    except MessageUnreadable as wrong:
        raise RequestUnreadable(str(wrong)) from None
    if push.version != VERSION:
        raise RequestUnreadable("version")
    epoch = centre.epoch()
    with centre.store.write() as connection:
        public = _station_key(connection, sealed, push)
        rows = AccessRows(connection, push.office)
        if rows.station_of(push.origin) not in (None, push.station):
            raise OriginOfAnother
        if push.batch is not None:
            _keep(rows, push, push.batch, public)
        place = rows.place(push.origin)
    receipt = None if place is None else _receipt(centre, push, place, epoch)
    return pack(AccessAnswer(place=place, receipt=receipt))


def _station_key(connection: Connection, sealed: Sealed, push: AccessPush) -> bytes:
    stations = Stations(connection, push.office)
    if not stations.release():
        raise OfficeUnknown(push.office)
    card = stations.find(sealed.key_id)
    if card is None or card.certificate.station != push.station:
        raise StationNotCertified
    if not is_signed(card.certificate.public, sealed.body, sealed.signature):
        raise StationNotCertified
    if card.revoked_at is not None:
        raise StationRevoked
    return card.certificate.public


def _keep(rows: AccessRows, push: AccessPush, batch: Batch, public: bytes) -> None:
    """Only what goes on exactly where the origin stands; a batch that came before is known."""
    place = rows.place(push.origin) or Place(0, chain_start(push.origin))
    if batch.last <= place.seq:
        return
    entries = _opened(push, batch)
    if (batch.first, batch.before) != (place.seq + 1, place.chain):
        raise RequestUnreadable("place")
    end = entries[-1]
    message = head_message(push.origin, end.seq, end.chain)
    if batch.head.branch is not None or not is_signed(public, message, batch.head.signature):
        raise RequestUnreadable("signature")
    rows.keep(entries, push.station)


def _opened(push: AccessPush, batch: Batch) -> list[Entry]:
    try:
        batches.demand_even(batch)
        entries = batches.opened(batch, {})
    except MessageUnreadable as wrong:
        raise RequestUnreadable(str(wrong)) from None
    is_log = (batch.office, batch.origin) == (push.office, push.origin) and not batch.salts
    if not is_log or not all(_is_of_log(entry) for entry in entries):
        raise RequestUnreadable("log")
    return entries


def _is_of_log(entry: Entry) -> bool:
    envelope = entry.envelope
    return envelope.type == TYPE and envelope.stream == entry.origin and entry.body is not None


def _receipt(centre: Centre, push: AccessPush, place: Place, epoch: bytes) -> Receipt:
    plain = Receipt(push.station, push.origin, place.seq, place.chain, centre.clock(), epoch, b"")
    return msgspec.structs.replace(plain, signature=centre.key.sign(plain.signed_part()))


def verify(connection: Connection, office: str) -> int:
    """Every log of an office from its start. Counts entries; raises ReceivedAltered."""
    rows, total = AccessRows(connection, office), 0
    for origin, place in rows.places().items():
        chain, seq = chain_start(origin), 0
        for entry in rows.entries(origin):
            seq, chain = seq + 1, chain_link(chain, entry.content_id)
            if entry.seq != seq or entry.chain != chain or not _is_whole(entry):
                raise ReceivedAltered(office, origin.hex(), seq, "access_log")
        if (seq, chain) != (place.seq, place.chain):
            raise ReceivedAltered(office, origin.hex(), seq, "access_log")
        total += seq
    return total


def _is_whole(entry: Entry) -> bool:
    envelope = entry.envelope
    sealed = body_commitment(stream_salt(entry.origin), entry.body or b"")
    return envelope.content_id() == entry.content_id and sealed == envelope.commitment


def told(
    centre: Centre, office: str, days: tuple[date | None, date | None], by: Doer
) -> Iterator[dict[str, Any]]:
    """The log of an office, a line a note; that it was read is noted as well. Raises
    OfficeUnknown."""
    with centre.store.write() as connection:
        if office not in Register(connection).offices():
            raise OfficeUnknown(office)
        audit.note(centre, connection, by, "access_read", (office, ""))
    first, last = days
    with centre.store.read() as connection:
        names = _names(connection, office)
        rows = AccessRows(connection, office)
        for origin in rows.places():
            station = rows.station_of(origin) or ""
            for line in _lines(rows, origin, names):
                is_asked = (first is None or line["day"] >= first.isoformat()) and (
                    last is None or line["day"] <= last.isoformat()
                )
                if is_asked:
                    yield {"station": station, **line}


def _lines(rows: AccessRows, origin: bytes, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    for entry in rows.entries(origin):
        actor = str(uuid.UUID(bytes=entry.envelope.actor))
        try:
            notes = decode(entry.envelope.schema, entry.body or b"").notes
        except NotesUnreadable:
            continue
        for note in notes:
            yield {
                "day": note.day.isoformat(),
                "at": entry.envelope.at,
                "who": names.get(actor, actor),
                "what": note.what,
                "kind": note.kind,
                "subject": note.subject,
                "times": note.count,
                "rows": note.rows,
                "reason": note.reason,
                "detail": note.detail,
            }


def _names(connection: Connection, office: str) -> dict[str, str]:
    """Of the office's staff, by id."""
    entries = Ledger(connection, office).entries_of(office_stream(office).bytes)
    state = fold(entries).state if entries else None
    return {one.id: one.short_name for one in state.staff()} if isinstance(state, Office) else {}
