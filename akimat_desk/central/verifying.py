"""Proves that all the centre holds is what was received: entries, feeds, readings, files, keys."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from akimat_desk.central import access_logs, audit, folding
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import HeldAltered, ReceivedAltered
from akimat_desk.central.store import held_proofs
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.held_proofs import FeedLine, HeldProofs
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.readings import LONGEST, Readings
from akimat_desk.central.store.register import Register
from akimat_desk.domain.case_events import CaseAccepted, CaseRegistered
from akimat_desk.domain.named_files import MAX_FILE, NAMING, named_file
from akimat_desk.domain.numbering import number_key
from akimat_desk.exchange.central_side import Run, feed_digest
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.signing import is_signed, key_id

_DIGEST = 32


class Proven(msgspec.Struct, frozen=True, kw_only=True):
    """How much was looked at and found whole. A number that several papers of one office bear is
    no damage."""

    offices: int
    origins: int
    entries: int
    files: int
    number_clashes: int = 0


def verify(centre: Centre) -> Proven:
    """Raises the first of ReceivedAltered, HeldAltered and AuditAltered; says where."""
    checked = folding.verify(centre.store)
    files = 0
    with centre.store.read() as connection:
        stray = held_proofs.entries_of_nobody(connection)
        if stray:
            raise ReceivedAltered(stray, "", 0, "office_unknown")
        _verify_publications(centre, connection)
        for office in Register(connection).offices():
            files += _verify_office(centre, connection, office)
        clashes = len(Readings(connection).clashes())
    for _ in audit.every(centre):
        pass
    return Proven(
        offices=checked.offices,
        origins=checked.origins,
        entries=checked.entries,
        files=files,
        number_clashes=clashes,
    )


def _verify_office(centre: Centre, connection: Connection, office: str) -> int:
    """Counts the files that lie here."""
    ledger, proofs = Ledger(connection, office), HeldProofs(connection, office)
    places = ledger.origins()
    if proofs.count("entry") != sum(place.seq for place in places.values()):
        raise ReceivedAltered(office, "", 0, "origin_unknown")
    stray = proofs.stray_salt()
    if stray is not None:
        raise HeldAltered(office, "salt", stray.hex())
    keys = _keys(centre, proofs, office)
    ends = _verify_feed(ledger, proofs, keys)
    if ends != {origin: place.seq for origin, place in places.items()}:
        raise HeldAltered(office, "feed", "end")
    _verify_readings(connection, ledger, proofs)
    access_logs.verify(connection, office)
    return _verify_files(centre, office)


def _keys(centre: Centre, proofs: HeldProofs, office: str) -> dict[bytes, bytes]:
    """Of all stations the office ever had, each certified by this centre; and its own."""
    found = {key_id(centre.key.public): centre.key.public}
    for key, certificate in proofs.certificates():
        is_genuine = (
            certificate is not None
            and (certificate.office, key_id(certificate.public)) == (office, key)
            and is_signed(centre.key.public, certificate.signed_part(), certificate.signature)
        )
        if certificate is None or not is_genuine:
            raise HeldAltered(office, "station", key.hex())
        found[key] = certificate.public
    return found


def _verify_feed(
    ledger: Ledger, proofs: HeldProofs, keys: Mapping[bytes, bytes]
) -> dict[bytes, int]:
    """Numbered without a gap, each line going on where its origin stood, signed by its station;
    how far each origin goes."""
    ends: dict[bytes, int] = {}
    number, marks, digest = 0, 0, b""
    for line in proofs.feed():
        number += 1
        if (line.number, line.first) != (number, ends.get(line.origin, 0) + 1):
            raise HeldAltered(ledger.office, "feed", str(line.number))
        if not _is_proven(proofs, line, keys.get(line.head.key_id)):
            raise ReceivedAltered(ledger.office, line.origin.hex(), line.last, "signature")
        ends[line.origin] = line.last
        digest = feed_digest(digest, _run(line))
        if line.mark not in (None, digest):
            raise HeldAltered(ledger.office, "feed_mark", str(line.number))
        marks += line.mark is not None
    if marks != proofs.count("feed_mark"):
        raise HeldAltered(ledger.office, "feed_mark", "end")
    if number != ledger.feed.newest():
        raise HeldAltered(ledger.office, "feed", "end")
    return ends


def _is_proven(proofs: HeldProofs, line: FeedLine, public: bytes | None) -> bool:
    if line.found != line.chain or public is None or not line.is_readable:
        return False
    return is_signed(public, proofs.signed(line), line.head.signature)


def _run(line: FeedLine) -> Run:
    return Run(
        number=line.number,
        origin=line.origin,
        first=line.first,
        last=line.last,
        chain=line.chain,
        size=0,
    )


def _verify_readings(connection: Connection, ledger: Ledger, proofs: HeldProofs) -> None:
    """The index as far as it has come, and the names of the files."""
    office, cursor = ledger.office, Readings(connection).cursor(ledger.office)
    index: dict[bytes, tuple[str, str]] = {}
    named: dict[bytes, int] = {}
    for number, entry in _in_order(ledger):
        found = _found_by(entry, office)
        if found is not None and number <= cursor:
            index[entry.envelope.stream] = found
        digest, size = _named(entry)
        if len(digest) == _DIGEST:
            named.setdefault(digest, size)
    if not proofs.has_erased():
        _demand_same(office, "case_index", proofs.index(), index)
        _demand_same(office, "named_file", proofs.named_files(), named)


def _demand_same(
    office: str, table: str, held: Mapping[bytes, object], fresh: Mapping[bytes, object]
) -> None:
    for key in sorted(held.keys() | fresh.keys()):
        if held.get(key) != fresh.get(key):
            raise HeldAltered(office, table, key.hex())


def _in_order(ledger: Ledger) -> Iterator[tuple[int, Entry]]:
    for run in ledger.feed.runs(0):
        for entry in ledger.entries(run.origin, run.first, run.last):
            yield run.number, entry


def _found_by(entry: Entry, office: str) -> tuple[str, str] | None:
    """What the status page finds a case by, as the index keeps it."""
    if entry.envelope.type not in ("CaseRegistered", "CaseAccepted"):
        return None
    event = _event(entry)
    is_here = isinstance(event, CaseAccepted) and event.office == office
    if not (is_here or isinstance(event, CaseRegistered)):
        return None
    key, code = number_key(event.number), event.receipt_code
    return key[:LONGEST], code.replace("\0", "")[:LONGEST]


def _named(entry: Entry) -> tuple[bytes, int]:
    """The file an entry names and what it weighs; empty where it names none."""
    event = _event(entry) if entry.envelope.type in NAMING else None
    found = None if event is None else named_file(event)
    return (b"", 0) if found is None else (found.digest, min(max(found.size, 0), MAX_FILE))


def _event(entry: Entry) -> Any:
    return codec.find(entry.envelope.type, entry.envelope.schema, entry.body)


def _verify_files(centre: Centre, office: str) -> int:
    """Every file that is whole is the one its name says."""
    seen = 0
    for digest in centre.files.digests(office):
        found = hashlib.sha256()
        for piece in centre.files.pieces(office, digest, 0):
            found.update(piece)
        if found.digest() != digest:
            raise HeldAltered(office, "file", digest.hex())
        seen += 1
    return seen


def _verify_publications(centre: Centre, connection: Connection) -> None:
    for published in held_proofs.publications(connection):
        if not is_signed(centre.key.public, published.signed_part(), published.signature):
            raise HeldAltered(published.office, "publication", str(published.number))
