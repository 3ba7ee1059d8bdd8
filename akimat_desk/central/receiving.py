"""Takes in what couriers bring, bundle by bundle, and writes the answers beside them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from akimat_desk.central import enrolment
from akimat_desk.central.centre import Centre
from akimat_desk.central.exchange import Exchange
from akimat_desk.central.receiving_files import take_file
from akimat_desk.central.store.open_codes import open_codes
from akimat_desk.central.store.stations import Stations
from akimat_desk.domain.errors import DeskError
from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import (
    COURIER,
    JOINED,
    JOINING,
    RETURN,
    CourierReturn,
    EnrolReturn,
    FileFaulty,
    FileReturn,
)
from akimat_desk.exchange.messages import (
    Card,
    MessageUnreadable,
    Sealed,
    SyncAnswer,
    pack,
    plain,
    unpack,
)
from akimat_desk.storage.share_folder import Folder
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import key_id

_MOST_BYTES = 8 * 2**20
"""Of pages in one return bundle; the rest comes with the next stick."""
_TO, _FROM = "akimat-to-centre-", "akimat-from-centre-"
_ENROLS, _ENROLLED = "akimat-enrol-", "akimat-enrolled-"
_FILE, _FILED = "akimat-file-", "akimat-filed-"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file; `refusal` is empty where it was taken in."""

    file: str
    refusal: str = ""
    office: str = ""
    station: str = ""
    accepted: int = 0
    known: int = 0
    parked: int = 0
    quarantined: int = 0
    given: int = 0
    files: int = 0
    answer: str = ""


def receive(centre: Centre, folder: Path) -> Iterator[Line]:
    """In any order and as often as you like; what is refused stops nothing else.

    Raises FolderUnreachable.
    """
    place = Folder(folder, f"centre-{centre.key.key_id.hex()}")
    place.clean()
    # The files last: the entries that name them may come in the bundles beside them.
    for name in sorted(place.listed(), key=lambda name: (name.startswith(_FILE), name)):
        take = next((take for start, take in _TAKES.items() if name.startswith(start)), None)
        if take is None or not name.endswith(".akm"):
            continue
        data = place.read(name, bundles.LARGEST_SCAN)
        if data is None:
            continue
        try:
            yield take(centre, place, name, data)
        except FileFaulty as wrong:
            yield Line(file=name, refusal=wrong.reason)
        except MessageUnreadable:
            yield Line(file=name, refusal="damaged")
        except DeskError as wrong:
            yield Line(file=name, refusal=wrong.code)


def _take_bundle(centre: Centre, place: Folder, name: str, data: bytes) -> Line:
    box = bundles.unwrapped(data, COURIER, centre.key.key_id)
    try:
        message = boxes.opened_by(centre.key, box, bundles.purpose(COURIER, ""))
    except boxes.BoxClosed:
        raise FileFaulty("damaged") from None
    head, *batches = bundles.unpacked(message)
    call = Exchange(centre, head)
    for batch in batches:
        call.accept(batch)
    answer, request = _answer(call), call.request
    with centre.store.read() as connection:
        sealed = unpack(head, Sealed)
        card = Stations(connection, request.office).find(sealed.key_id)
    if card is None:
        raise FileFaulty("station_unknown")
    told = CourierReturn(
        station=request.station, office=request.office, at=centre.clock(),
        bundle=sealed.signature, answer=pack(answer),
    )  # fmt: skip
    returned = name.replace(_TO, _FROM)
    place.write(returned, _closed(centre, told, card))
    counted = call.counted
    return Line(
        file=name, office=request.office, station=request.station, answer=returned,
        accepted=counted.accepted, known=counted.known, parked=counted.parked,
        quarantined=counted.quarantined, given=sum(len(one.bodies) for one in answer.page),
    )  # fmt: skip


def _take_file(centre: Centre, place: Folder, name: str, data: bytes) -> Line:
    held, card = take_file(centre, data)
    returned = name.replace(_FILE, _FILED)
    place.write(returned, _closed(centre, held, card))
    return Line(file=name, office=held.office, station=held.station, files=1, answer=returned)


def _closed(centre: Centre, answer: CourierReturn | FileReturn, card: Card) -> bytes:
    told, public = plain(answer), card.certificate.public
    signed = plain(Sealed(centre.key.key_id, centre.key.sign(told), told))
    closed = boxes.close_for(public, signed, bundles.purpose(RETURN, ""), centre.random)
    return bundles.wrapped(RETURN, key_id(public), closed)


def _answer(call: Exchange) -> SyncAnswer:
    """As many pages as fit are one answer: a courier does not come back for the next at once."""
    first = last = unpack(call.answer(), SyncAnswer)
    page, size = list(first.page), sum(map(_size, first.page))
    asked = call.request
    while last.more and size < _MOST_BYTES:
        # The next page as the desk would ask for it, by the request it has signed.
        call.request = msgspec.structs.replace(
            asked, epoch=last.epoch, cursor=last.cursor, feed=last.feed
        )
        is_same = (last.epoch, last.cursor)
        last = unpack(call.answer(), SyncAnswer)
        page += last.page
        size += sum(map(_size, last.page))
        if (last.epoch, last.cursor) == is_same and not last.page:
            break
    call.request = asked
    return msgspec.structs.replace(last, page=tuple(page), directory=first.directory)


def _size(batch: object) -> int:
    return len(plain(batch))


def _take_enrolment(centre: Centre, place: Folder, name: str, data: bytes) -> Line:
    box = bundles.unwrapped(data, JOINING)
    digest, message = _opened(centre, box)
    try:
        told = EnrolReturn(answer=enrolment.enrol(centre, message))
    except DeskError as wrong:
        told = EnrolReturn(refusal=wrong.code)
    bound = bundles.purpose(JOINED, "")
    closed = boxes.close(bundles.code_key(digest), plain(told), bound, centre.random)
    returned = name.replace(_ENROLS, _ENROLLED)
    place.write(returned, bundles.wrapped(JOINED, digest, closed))
    return Line(file=name, refusal=told.refusal, answer=returned)


def _opened(centre: Centre, box: bytes) -> tuple[bytes, bytes]:
    """The digest of the code that opens it, and the request; raises FileFaulty."""
    with centre.store.read() as connection:
        digests = open_codes(connection, centre.clock() - enrolment.CODE_LASTS)
    for digest in digests:
        try:
            message = boxes.opened(bundles.code_key(digest), box, bundles.purpose(JOINING, ""))
        except boxes.BoxClosed:
            continue
        return digest, message
    raise FileFaulty("code_wrong")


_TAKES = {_TO: _take_bundle, _ENROLS: _take_enrolment, _FILE: _take_file}
