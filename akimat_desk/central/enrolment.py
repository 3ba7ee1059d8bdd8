"""Makes a desk a station of its office: a one-time code in, a certificate out."""

import hashlib

import msgspec

from akimat_desk.central import audit
from akimat_desk.central.audit import THE_MACHINE, Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    CodeWrong,
    MarkTaken,
    OfficeExists,
    OfficeUnknown,
    RequestUnreadable,
    StationMissing,
    StationRevoked,
    TooManyTries,
    TrainingDiffers,
)
from akimat_desk.central.storable import parsed, unpack
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.register import Register
from akimat_desk.central.store.station_codes import StationCodes
from akimat_desk.central.store.stations import Stations, offices_of
from akimat_desk.exchange.messages import (
    VERSION,
    Certificate,
    Directory,
    EnrolAnswer,
    EnrolRequest,
    MessageUnreadable,
    Sealed,
    pack,
)
from akimat_desk.trust.signing import is_signed, key_id

CODE_LASTS = 7 * 24 * 3600 * 1000
WRONG_TRIES_AN_HOUR = 20
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_SIZE, _GROUP = 12, 4


def add_office(centre: Centre, office: str, by: Doer = THE_MACHINE) -> None:
    """Raises OfficeExists."""
    with centre.store.write() as connection:
        register = Register(connection)
        if office in register.offices():
            raise OfficeExists(office)
        register.add_office(office, centre.clock())
        audit.note(centre, connection, by, "office_added", (office, ""))


def demand_office(connection: Connection, office: str) -> None:
    """Raises OfficeUnknown."""
    if office not in Register(connection).offices():
        raise OfficeUnknown(office)


def new_code(centre: Centre, office: str, station: str = "", by: Doer = THE_MACHINE) -> str:
    """A code that one desk can enrol with, once, within a week.

    With a station it is good for that one alone, and brings it back also after it was revoked.
    Raises OfficeUnknown, StationMissing.
    """
    letters = [_LETTERS[byte % len(_LETTERS)] for byte in centre.random(_CODE_SIZE)]
    groups = ["".join(letters[start : start + _GROUP]) for start in range(0, _CODE_SIZE, _GROUP)]
    code = "-".join(groups)
    with centre.store.write() as connection:
        Ledger.locked(connection, office)
        digest = _digest(office, code)
        Stations(connection, office).keep_code(digest, centre.clock())
        if station:
            if office not in offices_of(connection, station):
                raise StationMissing(station)
            StationCodes(connection, office).keep(digest, station)
        audit.note(centre, connection, by, "code_made", (office, station))
    return code


def enrol(centre: Centre, message: bytes) -> bytes:
    """Raises RequestUnreadable, OfficeUnknown, CodeWrong, TooManyTries, TrainingDiffers, MarkTaken,
    StationRevoked.

    A code is spent by success alone: a desk whose mark is taken comes again with another mark.
    """
    request, key = _opened(message)
    if request.is_training != centre.is_training:
        raise TrainingDiffers(is_training=centre.is_training)
    at = centre.clock()
    with centre.store.write() as connection:
        Ledger.locked(connection, request.office)
        stations = Stations(connection, request.office)
        if stations.wrong_tries(at) >= WRONG_TRIES_AN_HOUR:
            raise TooManyTries
        answer = _granted(centre, connection, request, key, at)
        if answer is None:
            stations.note_wrong_try(at)
    if answer is None:
        # The count is committed before the refusal leaves.
        raise CodeWrong
    return pack(msgspec.structs.replace(answer, epoch=centre.epoch()))


def _granted(
    centre: Centre, connection: Connection, request: EnrolRequest, key: bytes, at: int
) -> EnrolAnswer | None:
    """None for a wrong code; raises MarkTaken, StationRevoked."""
    stations = Stations(connection, request.office)
    digest = _digest(request.office, request.code)
    if not stations.is_code_good(digest, key, at - CODE_LASTS):
        return None
    wanted = StationCodes(connection, request.office).station(digest)
    if wanted not in ("", request.station):
        return None
    if not wanted and stations.is_barred(request.station):
        # A code meant for another desk must not let a lost one in again.
        raise StationRevoked
    certificate = _certified(centre, stations, request, at)
    stations.use_code(digest, key, at)
    return EnrolAnswer(
        certificate=certificate,
        server_public=centre.key.public,
        directory=directory(centre, connection, request.office),
        epoch=b"",
    )


def revoke(centre: Centre, station: str, office: str = "", by: Doer = THE_MACHINE) -> list[str]:
    """In one office, or in all it belongs to; says which. Raises StationMissing."""
    with centre.store.write() as connection:
        offices = [one for one in offices_of(connection, station) if office in ("", one)]
        if not offices:
            raise StationMissing(station)
        for one in sorted(offices):
            Ledger.locked(connection, one)
            Stations(connection, one).revoke(station, centre.clock())
            audit.note(centre, connection, by, "station_revoked", (one, station))
    return offices


def directory(centre: Centre, connection: Connection, office: str) -> Directory:
    """All keys the office ever had, signed; public, for whoever checks a paper."""
    stations = Stations(connection, office)
    plain = Directory(office, stations.release(), tuple(stations.cards()), centre.clock())
    return msgspec.structs.replace(plain, signature=centre.key.sign(plain.signed_part()))


def _opened(message: bytes) -> tuple[EnrolRequest, bytes]:
    """The request and the id of the key that it brings and is sealed with."""
    try:
        sealed = unpack(message, Sealed)
        request = parsed(sealed.body, EnrolRequest)
    except MessageUnreadable as wrong:
        raise RequestUnreadable(str(wrong)) from None
    if request.version != VERSION:
        raise RequestUnreadable("version")
    if not is_signed(request.public, sealed.body, sealed.signature):
        raise RequestUnreadable("signature")
    return request, key_id(request.public)


def _certified(centre: Centre, stations: Stations, request: EnrolRequest, at: int) -> Certificate:
    """Raises MarkTaken."""
    holder = stations.mark_holder(request.mark)
    if holder not in (None, request.origin):
        raise MarkTaken(request.mark)
    plain = Certificate(
        request.station, request.office, request.public, request.point, request.is_training, at
    )
    certificate = msgspec.structs.replace(plain, signature=centre.key.sign(plain.signed_part()))
    stations.certify(certificate)
    stations.certify_mark(request.mark, request.origin, request.station)
    return certificate


def _digest(office: str, code: str) -> bytes:
    """A code has 58 random bits and lives a week: a plain digest is enough to keep it secret."""
    kept = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"akimat code 1 {office} {kept}".encode()).digest()
