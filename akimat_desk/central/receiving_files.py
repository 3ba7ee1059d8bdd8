"""The files a courier brought beside the bundles: kept where an entry of the office names them."""

import hashlib

from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import FileDiffers, FileNotHere, FileNotNamed, StationRevoked
from akimat_desk.central.store.named_files import NamedFiles
from akimat_desk.central.store.stations import Stations
from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import SCAN, CarriedFile, FileFaulty, FileReturn
from akimat_desk.exchange.messages import Card, Sealed, parsed
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import is_signed


def take_file(centre: Centre, data: bytes) -> tuple[FileReturn, Card]:
    """Kept whole when it returns. Raises FileFaulty, MessageUnreadable, FileNotNamed, which the
    bundle of its entry mends, and StationRevoked.
    """
    box = bundles.unwrapped(data, SCAN, centre.key.key_id)
    try:
        told = boxes.opened_by(centre.key, box, bundles.purpose(SCAN, ""))
    except boxes.BoxClosed:
        raise FileFaulty("damaged") from None
    head, whole = bundles.parted(told)
    sealed = parsed(head, Sealed)
    carried = parsed(sealed.body, CarriedFile)
    card = _carrier(centre, sealed, carried)
    if hashlib.sha256(whole).digest() != carried.digest:
        raise FileFaulty("damaged")
    _keep(centre, carried.office, carried.digest, whole)
    held = FileReturn(
        station=carried.station,
        office=carried.office,
        digest=carried.digest,
        epoch=centre.epoch(),
    )
    return held, card


def _carrier(centre: Centre, sealed: Sealed, carried: CarriedFile) -> Card:
    with centre.store.read() as connection:
        card = Stations(connection, carried.office).find(sealed.key_id)
        is_named = NamedFiles(connection, carried.office).holds(carried.digest)
    if card is None or card.certificate.station != carried.station:
        raise FileFaulty("station_unknown")
    if not is_signed(card.certificate.public, sealed.body, sealed.signature):
        raise FileFaulty("forged")
    if card.revoked_at is not None:
        raise StationRevoked
    if not is_named:
        raise FileNotNamed(carried.digest.hex())
    return card


def _keep(centre: Centre, office: str, digest: bytes, whole: bytes) -> None:
    try:
        centre.files.size(office, digest)
    except FileNotHere:
        try:
            _finish(centre, office, digest, whole)
        except FileDiffers:
            # What a line had brought of it before was not the beginning of this.
            _finish(centre, office, digest, whole)


def _finish(centre: Centre, office: str, digest: bytes, whole: bytes) -> None:
    start = centre.files.offset(office, digest)
    centre.files.append(office, digest, start, whole[start:])
    centre.files.finish(office, digest)
