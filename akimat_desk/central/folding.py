"""Folds what an office's feed holds, and proves that it is what was received."""

import hashlib
from collections.abc import Mapping

import msgspec

from akimat_desk.central.errors import OfficeUnknown, ReceivedAltered
from akimat_desk.central.store.database import Store
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.register import Register
from akimat_desk.journal.envelope import Entry, sealing_salt, stream_salt
from akimat_desk.journal.fold import fold
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

_PAGE = 2000


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    offices: int
    origins: int
    entries: int


def digest(store: Store, office: str) -> bytes:
    """SHA-256 over (stream, digest of its folded state): the same as at the office's desks.

    Raises OfficeUnknown.
    """
    total = hashlib.sha256()
    with store.read() as connection:
        if office not in Register(connection).offices():
            raise OfficeUnknown(office)
        ledger = Ledger(connection, office)
        for stream in ledger.streams():
            folded = fold(ledger.entries_of(stream))
            total.update(stream + hashlib.sha256(folded.canonical()).digest())
    return total.digest()


def verify(store: Store) -> Checked:
    """Every chain from its start, every commitment; raises ReceivedAltered at the first wrong."""
    origins = entries = offices = 0
    with store.read() as connection:
        for office in Register(connection).offices():
            offices += 1
            ledger = Ledger(connection, office)
            for origin, place in ledger.origins().items():
                origins += 1
                entries += _verify_origin(ledger, origin, place.seq, place.chain)
    return Checked(offices=offices, origins=origins, entries=entries)


def _verify_origin(ledger: Ledger, origin: bytes, last: int, end: bytes) -> int:
    chain, seq = chain_start(origin), 0
    while seq < last:
        page = ledger.entries(origin, seq + 1, seq + _PAGE)
        salts = ledger.salts([entry.envelope.stream for entry in page])
        for entry in page:
            seq += 1
            if entry.seq != seq:
                raise ReceivedAltered(ledger.office, origin.hex(), seq, "gap")
            chain = chain_link(chain, entry.content_id)
            _verify_entry(ledger, entry, chain, salts)
        if not page:
            break
    if (seq, chain) != (last, end):
        raise ReceivedAltered(ledger.office, origin.hex(), seq, "end_missing")
    return seq


def _verify_entry(ledger: Ledger, entry: Entry, chain: bytes, salts: Mapping[bytes, bytes]) -> None:
    def altered(reason: str) -> ReceivedAltered:
        return ReceivedAltered(ledger.office, entry.origin.hex(), entry.seq, reason)

    if entry.envelope.content_id() != entry.content_id:
        raise altered("envelope")
    if entry.chain != chain:
        raise altered("chain")
    if entry.body is None:
        return
    stream = entry.envelope.stream
    known = salts.get(stream) or stream_salt(stream)
    salt = sealing_salt(entry.envelope.type, stream, known)
    if body_commitment(salt, entry.body) != entry.envelope.commitment:
        raise altered("body")
