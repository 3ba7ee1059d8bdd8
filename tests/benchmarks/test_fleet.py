"""Nine in the morning: every desk of an oblast at once; and the public page under load.

AKIMAT_FLEET_DESKS and AKIMAT_STATUS_CASES say how many. All desks are of one office, whose books
they wait for: the worst there is.
"""

import asyncio
import os
import statistics
from pathlib import Path
from time import perf_counter
from uuid import UUID

import httpx2
import msgspec
import pytest
from benchmarks import servers
from benchmarks.large_office import copy_of, large_office
from benchmarks.test_push import Pushed
from central.databases import databases
from central.signed_calls import OFFICE, Caller, body, centre_with_office
from exchange.nodes import bytes_of
from sqlalchemy import select

from akimat_desk.central.centre import Centre
from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import insert_rows
from akimat_desk.central.store.stations import Stations
from akimat_desk.domain.office_events import StaffRecorded
from akimat_desk.domain.offices import office_stream
from akimat_desk.exchange.messages import pack
from akimat_desk.journal import codec
from akimat_desk.services.desk import open_desk

DESKS = int(os.environ.get("AKIMAT_FLEET_DESKS", "40"))
CASES = int(os.environ.get("AKIMAT_STATUS_CASES", "2000"))
ENTRIES, AT_ONCE, A_SECOND, SECONDS = 20, 64, 100, 5


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_all_desks_at_once(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "centre"
    address = servers.address_of(kind, folder)
    callers = [Caller(f"station-{n}") for n in range(DESKS)]
    centre = centre_with_office(folder)
    for number, caller in enumerate(callers):
        caller.enrol(centre, mark=f"m{number}")
    _make_known(centre)
    with centre.store.read() as connection:
        directory = Stations(connection, OFFICE).release()
    databases.close()
    batches = [pack(caller.write(ENTRIES)) for caller in callers]
    with servers.centre(folder, address) as ours:
        told = [
            body(caller.head(mark=f"m{number}", directory=directory), batch)
            for number, (caller, batch) in enumerate(zip(callers, batches, strict=True))
        ]
        before = ours.processor()
        taken, waits = asyncio.run(_all(ours.address, told))
        peak, worked = ours.peak(), ours.processor() - before
    with servers.floor(tmp_path / "floor", kind) as bare:
        before = bare.processor()
        least, theirs = asyncio.run(_all(bare.address, [body(batch) for batch in batches]))
        needed = bare.processor() - before
    print(
        f"\n{kind}: {DESKS} desks x {ENTRIES} entries {taken:.2f} s, bare {least:.2f} s, ratio"
        f" {taken / least:.2f} (processor {worked:.2f} / {needed:.2f} s);"
        f" p99 {_part(waits, 99):.0f} ms, bare {_part(theirs, 99):.0f} ms,"
        f" with {AT_ONCE} at once; server peak {peak:.0f} MB"
    )


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_the_public_page_under_load(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "centre"
    address = servers.address_of(kind, folder)
    desk = open_desk(copy_of(large_office(200), f"status-{kind}"))
    servers.central(folder, address, "office", "add", desk.office.id)
    with servers.centre(folder, address) as ours:
        code = msgspec.json.decode(servers.central(folder, address, "enrol", desk.office.id)[0])
        desk.exchange.enrol(ours.address, code["code"])
        pushed = Pushed(desk)
        desk.close()
        pushed.into_centre(ours)
        ours.client.post("/status", data={"number": "K1", "code": "000000"})
        known = _known(folder, CASES)
        waits, failed = asyncio.run(_asked(ours.address, known))
    print(
        f"\n{kind}: {len(waits)} pages at {A_SECOND}/s over {CASES} cases: p95"
        f" {_part(waits, 95):.1f} ms, median {statistics.median(waits):.1f} ms, {failed} failed"
    )


def _known(folder: Path, count: int) -> list[tuple[str, str]]:
    """Numbers and codes of cases there are; many others stand beside them in the index."""
    table = tables.case_index
    with databases.open(folder).store.write() as connection:
        found = connection.execute(select(table.c.number_key, table.c.receipt_code)).all()
        rows = []
        for n in range(count):
            values = {"office": OFFICE, "stream": n.to_bytes(16), "number_key": f"K{n:09}"}
            rows.append([values.get(column.name, "123456") for column in table.columns])
        insert_rows(connection, table, rows)
    databases.close()
    return [(row.number_key, row.receipt_code) for row in found]


def _make_known(centre: Centre) -> None:
    """Who writes in these batches works in the office, as everybody does who is not new."""
    told = StaffRecorded(
        staff=str(UUID(bytes=bytes_of("actor"))), login="a", surname="А", given="Б"
    )
    body, origin = codec.encode(told), bytes_of("the first desk")
    row = (
        OFFICE, origin, 1, office_stream(OFFICE).bytes, bytes(32), b"", "StaffRecorded",
        codec.SCHEMAS["StaffRecorded"], bytes(16), "", 1, 1, bytes(32), bytes(32), body,
    )  # fmt: skip
    with centre.store.write() as connection:
        insert_rows(connection, tables.entry, [row])


async def _all(address: str, told: list[bytes]) -> tuple[float, list[float]]:
    waits: list[float] = []
    gate = asyncio.Semaphore(AT_ONCE)
    limits = httpx2.Limits(max_connections=AT_ONCE)
    async with httpx2.AsyncClient(base_url=address, timeout=120, limits=limits) as client:

        async def one(content: bytes) -> None:
            async with gate:
                start = perf_counter()
                answer = await client.post("/v1/sync", content=content)
                waits.append((perf_counter() - start) * 1000)
                assert answer.status_code == 200, answer.text

        start = perf_counter()
        await asyncio.gather(*(one(content) for content in told))
        return perf_counter() - start, waits


async def _asked(address: str, known: list[tuple[str, str]]) -> tuple[list[float], int]:
    """By the clock, whether the one before was answered or not."""
    waits: list[float] = []
    failed = 0
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:

        async def one(number: str, code: str) -> None:
            nonlocal failed
            start = perf_counter()
            answer = await client.post("/status?lang=ru", data={"number": number, "code": code})
            waits.append((perf_counter() - start) * 1000)
            failed += answer.status_code != 200 or "<dl" not in answer.text

        calls = []
        for n in range(A_SECOND * SECONDS):
            calls.append(asyncio.create_task(one(*known[n % len(known)])))
            await asyncio.sleep(1 / A_SECOND)
        await asyncio.gather(*calls)
    return waits, failed


def _part(waits: list[float], percent: int) -> float:
    return statistics.quantiles(waits, n=100)[percent - 1]
