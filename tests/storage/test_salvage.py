"""What is read out of damaged files: never a wrong entry, and all that stood before the damage."""

import random
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.working_desks import a_complaint, new_desk
from storage.damaging import PAGE, damage

from akimat_desk.journal.envelope import Entry
from akimat_desk.storage import journal, salvage
from akimat_desk.storage.salvage_pages import USABLE, Sealed
from akimat_desk.storage.salvage_records import records
from akimat_desk.trust.commitments import chain_start

DAMAGES, CASES = 120, 24


class Original(NamedTuple):
    """A whole database, with and without its log, and every entry that stands in it."""

    path: Path
    key: bytes
    pages: dict[int, bytes]
    entries: dict[bytes, list[Entry]]


def entries_in(desk) -> dict[bytes, list[Entry]]:
    found: dict[bytes, list[Entry]] = {}
    with desk.core.database.read() as connection:
        for (origin,) in connection.exec_driver_sql("SELECT origin FROM origin").all():
            found[origin] = journal.entries_between(connection, origin, 0, 100_000)
    return found


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Original:
    folder = tmp_path_factory.mktemp("original")
    desk = new_desk(folder / "desk")
    done = desk.registration.register_group(a_complaint(place) for place in range(CASES))
    for one in done[:8]:
        desk.cases.do(one.case, "note", {"text": "Айыл өкмөтүнө чалдым. " * 300})
    key, entries = desk.core.database.key, entries_in(desk)
    desk.close()
    path = folder / "desk" / "akimat.db"
    pages = {page.number: page.data for page in Sealed(path, key).older()}
    return Original(path, key, pages, entries)


def bare(entry: Entry) -> Entry:
    return Entry(
        origin=entry.origin, seq=entry.seq, envelope=entry.envelope,
        content_id=entry.content_id, chain=entry.chain, body=entry.body,
    )  # fmt: skip


def saved(path: Path, key: bytes) -> dict[bytes, list[Entry]]:
    found = salvage.read(path, key)
    return {
        origin: list(salvage.proven(found, origin, (0, chain_start(origin)), {}))
        for origin, _ in found.entries
    }


def readable(original: Original, path: Path) -> set[tuple[bytes, int]]:
    """The places of entries whose row and salt lie on pages that the damage left alone."""
    sealed, damaged = original.path.read_bytes(), path.read_bytes()
    same = {
        number: data
        for number, data in original.pages.items()
        if sealed[(number - 1) * PAGE : number * PAGE]
        == damaged[(number - 1) * PAGE : number * PAGE]
    }
    rows, salts = {}, set()
    for number, data in same.items():
        for record in records(number, data, same):
            if len(record) == 15:
                rows[record[0], record[1]] = record
            elif len(record) == 2 and isinstance(record[0], bytes):
                salts.add(record[0])
    return {
        place
        for place, row in rows.items()
        if row[2] in salts or row[6].startswith(("Office", "Series", "Staff", "Reference"))
    }


def test_a_whole_file_is_read_whole(original):
    found = saved(original.path, original.key)
    assert {origin: list(map(bare, told)) for origin, told in original.entries.items()} == {
        origin: list(map(bare, told)) for origin, told in found.items()
    }
    told = salvage.read(original.path, original.key)
    assert (told.damaged, len(told.numbers)) == (0, CASES)
    assert told.pages == original.path.stat().st_size // PAGE


def test_what_stands_in_the_log_alone_is_read_too(tmp_path):
    desk = new_desk(tmp_path / "desk")
    desk.registration.register_group(a_complaint(place) for place in range(5))
    for name in ("akimat.db", "akimat.db-wal"):
        shutil.copy(tmp_path / "desk" / name, tmp_path / name)
    assert (tmp_path / "akimat.db-wal").stat().st_size > PAGE
    expected, key = entries_in(desk), desk.core.database.key
    desk.close()
    found = saved(tmp_path / "akimat.db", key)
    assert {one: len(told) for one, told in found.items()} == {
        one: len(told) for one, told in expected.items()
    }


@pytest.mark.parametrize("seed", range(DAMAGES))
def test_no_damage_makes_an_entry_wrong_or_costs_one_that_stood_before_it(tmp_path, original, seed):
    path = tmp_path / "akimat.db"
    shutil.copy(original.path, path)
    damage(path, random.Random(seed))
    found = saved(path, original.key)
    intact = readable(original, path)
    for origin, told in original.entries.items():
        kept = [bare(one) for one in found.get(origin, [])]
        assert kept == [bare(one) for one in told][: len(kept)]
        before = 0
        while before < len(told) and (origin, before + 1) in intact:
            before += 1
        assert len(kept) >= before


def test_damage_is_counted(tmp_path, original):
    path = tmp_path / "akimat.db"
    data = bytearray(original.path.read_bytes())
    for page in (3, 7, 9):
        data[page * PAGE + 100] ^= 1
    path.write_bytes(data)
    assert salvage.read(path, original.key).damaged == 3


def test_another_key_finds_nothing(original):
    found = salvage.read(original.path, bytes(32))
    assert (found.entries, found.damaged) == ({}, found.pages)


@given(data=st.binary(min_size=USABLE, max_size=USABLE), number=st.integers(1, 3))
def test_no_page_makes_reading_raise(data, number):
    list(records(number, data, {1: data, 2: data}))


@given(kind=st.sampled_from([2, 10, 13]), tail=st.binary(min_size=300, max_size=USABLE - 8))
def test_no_cell_makes_reading_raise(kind, tail):
    page = bytes([kind, 0, 0, 0, 200, 0, 0, 0]) + tail
    page = page.ljust(USABLE, b"\0")
    list(records(2, page, {1: page, 2: page, 3: page}))
