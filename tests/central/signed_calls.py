"""A station without a workspace: its key, its certificate, and requests it signs as a desk does."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from central.databases import databases
from exchange.nodes import OFFICE, Journal, bytes_of, key_of, written

from akimat_desk.central import enrolment
from akimat_desk.central.centre import Centre
from akimat_desk.exchange import batches
from akimat_desk.exchange.messages import (
    END,
    Batch,
    EnrolRequest,
    Head,
    Sealed,
    SyncRequest,
    framed,
    pack,
    plain,
)
from akimat_desk.trust.commitments import chain_start
from akimat_desk.trust.signing import head_message


def centre_with_office(folder: Path) -> Centre:
    centre = databases.open(folder)
    centre.start()
    enrolment.add_office(centre, OFFICE)
    return centre


class Caller:
    """Writes one origin; `station` names the key as well."""

    def __init__(self, station: str = "a", origin: bytes = b"") -> None:
        self.station = station
        self.key = key_of(station)
        self.origin = origin or bytes_of("origin of", station)
        self.journal = Journal()

    def enrol(self, centre: Centre, mark: str = "1") -> None:
        self.enrol_with(centre, enrolment.new_code(centre, OFFICE), mark)

    def enrol_with(self, centre: Centre, code: str, mark: str = "1") -> None:
        enrolment.enrol(centre, self.enrolling(centre, code, mark))

    def enrolling(self, centre: Centre, code: str, mark: str = "1") -> bytes:
        request = EnrolRequest(
            station=self.station, office=OFFICE, public=self.key.public, origin=self.origin,
            point="1", mark=mark, is_training=centre.is_training, code=code,
        )  # fmt: skip
        return self.sealed(plain(request))

    def sealed(self, body: bytes) -> bytes:
        return pack(Sealed(self.key.key_id, self.key.sign(body), body))

    def request(self, **changed: Any) -> SyncRequest:
        told = SyncRequest(
            station=self.station, office=OFFICE, origin=self.origin, mark="1", nonce=bytes(16)
        )
        return msgspec.structs.replace(told, **changed)

    def head(self, **changed: Any) -> bytes:
        return self.sealed(plain(self.request(**changed)))

    def write(self, count: int) -> Batch:
        """So many entries more, as one batch."""
        place = self.journal.place(self.origin)
        first = 1 if place is None else place.seq + 1
        for n in range(first, first + count):
            written(self.journal, self.origin, bytes_of("stream", n % 3), f"жазуу {n}")
        entries = self.journal.origins[self.origin][first - 1 :]
        last = entries[-1]
        before = {one.envelope.stream for one in self.journal.origins[self.origin][: first - 1]}
        fresh = {one.envelope.stream for one in entries} - before
        signed = self.key.sign(head_message(last.origin, last.seq, last.chain))
        return batches.closed(
            entries,
            before=chain_start(self.origin) if place is None else place.chain,
            salts={stream: self.journal.salted[stream] for stream in fresh},
            head=Head(self.key.key_id, signed),
        )


def body(*messages: bytes) -> bytes:
    """As it goes over the line."""
    return b"".join(_framed(messages)) + END


def _framed(messages: Iterable[bytes]) -> Iterable[bytes]:
    return (framed(message) for message in messages)
