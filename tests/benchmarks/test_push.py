"""A whole office goes up, and comes down to a fresh desk: against a bare program that only keeps.

AKIMAT_PUSH_CASES says how many cases (10,000 of them are 80,000 entries and more).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import msgspec
import pytest
from benchmarks import servers
from benchmarks.large_office import PASSWORD, copy_of, large_office
from services.working_desks import CHEAP

from akimat_desk.exchange.desk_side import Stretch
from akimat_desk.exchange.messages import Sealed, SyncAnswer, SyncRequest, pack, plain, unpack
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.storage import exchange, journal

CASES = int(os.environ.get("AKIMAT_PUSH_CASES", "200"))
A_CALL, A_BATCH = 48, 500


class Pushed:
    """Every batch of a workspace, closed and packed beforehand: what is measured is the server."""

    def __init__(self, desk: Desk) -> None:
        core = desk.core
        self.batches: list[bytes] = []
        self.entries = 0
        with core.database.write() as connection:
            self.key = core.station_key(connection)
            self.own = journal.own_origin(connection)
            for held in exchange.held_origins(connection):
                for first in range(1, held.place.seq + 1, A_BATCH):
                    last = min(first + A_BATCH - 1, held.place.seq)
                    stretch = Stretch(held.origin, first, last)
                    closed = exchange.closed(connection, stretch, self.key, is_own=held.is_own)
                    self.batches += [pack(batch) for batch in closed]
                self.entries += held.place.seq
        self.station, self.office = core.identity.station, core.identity.office

    def calls(self) -> Iterator[list[bytes]]:
        for start in range(0, len(self.batches), A_CALL):
            yield self.batches[start : start + A_CALL]

    def head(self, lease: bytes | None, epoch: bytes | None) -> bytes:
        body = plain(
            SyncRequest(
                station=self.station, office=self.office, origin=self.own.origin,
                mark=self.own.mark, nonce=os.urandom(16), lease=lease, epoch=epoch,
                max_bytes=1,
            )
        )  # fmt: skip
        return pack(Sealed(self.key.key_id, self.key.sign(body), body))

    def into_centre(self, served: servers.Served) -> float:
        answer: SyncAnswer | None = None
        start = perf_counter()
        for batches in self.calls():
            lease = None if answer is None else answer.lease
            answer = unpack(served.post([self.head(lease, None), *batches]), SyncAnswer)
            assert (answer.parked, answer.quarantined, answer.must_open) == (0, 0, "")
        return perf_counter() - start

    def into_floor(self, served: servers.Served) -> float:
        start = perf_counter()
        for batches in self.calls():
            served.post(batches)
        return perf_counter() - start


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_an_office_goes_up_and_comes_down(tmp_path: Path, kind: str) -> None:
    folder = copy_of(large_office(CASES), f"pushed-{kind}")
    centre = tmp_path / "centre"
    address = servers.address_of(kind, centre)
    desk = open_desk(folder)
    office = desk.office.id
    servers.central(centre, address, "office", "add", office)
    with servers.centre(centre, address) as ours:
        _enrol(desk, ours, centre, address)
        pushed = Pushed(desk)
        desk.close()
        before = ours.processor()
        taken = pushed.into_centre(ours)
        peak, worked = ours.peak(), ours.processor() - before
        with servers.floor(tmp_path / "floor", kind) as bare:
            before = bare.processor()
            least = pushed.into_floor(bare)
            needed = bare.processor() - before
        size = sum(len(batch) for batch in pushed.batches) / pushed.entries
        print(
            f"\n{kind}: {pushed.entries} entries up {taken:.2f} s, bare {least:.2f} s,"
            f" ratio {taken / least:.2f} (processor {worked:.2f} / {needed:.2f} s);"
            f" {size:.0f} bytes an entry; server peak {peak:.0f} MB"
        )
        setup = Setup(office=office, is_training=True, password=PASSWORD)
        make_workspace(tmp_path / "fresh", setup, cost=CHEAP)
        fresh = open_desk(tmp_path / "fresh", password=PASSWORD)
        _enrol(fresh, ours, centre, address)
        start = perf_counter()
        fresh.exchange.sync()
        shown = fresh.cases.newest(limit=50)
        down = perf_counter() - start
        assert len(shown) == min(50, CASES)
        fresh.close()
        print(f"{kind}: down, folded and shown in {down:.2f} s, ratio {down / least:.2f}")


def _enrol(desk: Desk, served: servers.Served, folder: Path, address: str) -> None:
    told = servers.central(folder, address, "enrol", desk.office.id)
    desk.exchange.enrol(served.address, msgspec.json.decode(told[0])["code"])
