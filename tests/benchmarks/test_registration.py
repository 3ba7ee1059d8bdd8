"""Registering against the same rows written by bare SQL into the same keyed file."""

import shutil
import statistics
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from cli.program_runs import as_lines, run
from services.working_desks import a_complaint, again, new_desk
from sqlcipher3 import dbapi2

from akimat_desk.storage import addresses, tables
from akimat_desk.storage.database import _PRAGMAS
from akimat_desk.storage.metadata import metadata
from akimat_desk.storage.workspace import DATABASE

TIMES, LINES, LINES_ALONE = 400, 1000, 12
HOURS = (f"2026-11-23T{hour:02d}:{minute:02d}:00" for hour in range(9, 24) for minute in range(60))
_PLAIN = ("entry", "salt", "stream", "case_line", "person_line", "address_of", "letter_line")
_WORD = "INSERT INTO address_word VALUES (?,?,?,?,?,1) ON CONFLICT DO UPDATE SET uses=uses+1"
_NAME = (
    "INSERT INTO person_words (rowid, words) VALUES ((SELECT id FROM person_line WHERE stream=?),?)"
)


def bare(path: Path, key: bytes) -> Any:
    """The driver alone, opened as the desk opens it."""
    connection = dbapi2.connect(str(path), isolation_level=None, cached_statements=256)
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


class Recorded:
    """What one registration wrote: the rows of every table, its words and its number's key."""

    def __init__(self, connection: Any, after: tuple[int, bytes]) -> None:
        read = connection.execute
        seq, origin = after
        self.rows: dict[str, list[Any]] = {name: [] for name in _PLAIN}
        self.rows["entry"] = read(
            "SELECT * FROM entry WHERE origin=? AND seq>?", (origin, seq)
        ).fetchall()
        for stream in {row[2] for row in self.rows["entry"]}:
            for name in _PLAIN[1:]:
                self.rows[name] += read(f"SELECT * FROM {name} WHERE stream=?", (stream,))
        self.origin = read(
            "SELECT seq, chain, newest_at, hlc, origin FROM origin WHERE is_open=1"
        ).fetchone()
        self.series = read("SELECT * FROM series").fetchone()
        line = self.rows["case_line"][0]
        columns = [column.name for column in tables.case_line.columns]
        told = dict(zip(columns, line, strict=True))
        self.words = (line[0], f"{told['applicant']} {told['subject']}".casefold())
        self.number = (line[0], told["number_key"])
        self.names = [(row[1], row[4]) for row in self.rows["person_line"]]
        self.addresses = [
            word for row in self.rows["address_of"] for word in addresses._words(*row[1:5])
        ]


class Floor:
    """The same rows, indexes and full text, one commit each, and nothing thought about."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.inserts = {
            name: f"INSERT INTO {name} VALUES"
            f" ({','.join('?' * len(metadata.tables[name].columns))})"
            for name in _PLAIN
        }

    def write(self, one: Recorded) -> None:
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        for name, statement in self.inserts.items():
            self.connection.executemany(statement, one.rows[name])
        run("UPDATE origin SET seq=?, chain=?, newest_at=?, hlc=? WHERE origin=?", one.origin)
        run("INSERT OR REPLACE INTO series VALUES (?,?,?,?)", one.series)
        run("INSERT INTO case_words (rowid, words) VALUES (?,?)", one.words)
        run("INSERT INTO case_numbers (rowid, number_key) VALUES (?,?)", one.number)
        self.connection.executemany(_NAME, one.names)
        self.connection.executemany(_WORD, one.addresses)
        run("COMMIT")


def place_of(connection: Any) -> tuple[int, bytes]:
    return connection.execute("SELECT seq, origin FROM origin WHERE is_open=1").fetchone()


@pytest.mark.benchmark
def test_a_registration_against_bare_sql(tmp_path):
    """Each registration is at once written by bare SQL into a copy, so both see the same disk."""
    folder = tmp_path / "desk"
    desk = new_desk(folder)
    desk.registration.register(a_complaint(999_999))
    desk.close()
    desk = again(folder)
    shutil.copytree(folder, tmp_path / "floor")
    key = desk.core.database.key
    watching = bare(folder / DATABASE, key)
    floor = Floor(bare(tmp_path / "floor" / DATABASE, key))
    ours, theirs = [], []
    for place in range(TIMES):
        before = place_of(watching)
        start = perf_counter()
        desk.registration.register(a_complaint(place))
        ours.append(perf_counter() - start)
        written = Recorded(watching, before)
        start = perf_counter()
        floor.write(written)
        theirs.append(perf_counter() - start)
    desk.close()
    assert place_of(floor.connection) == place_of(watching)
    full_text = ("case_words", "case_numbers", "person_words")
    for name in (*_PLAIN, "address_word", *full_text):
        counts = [one.execute(f"SELECT count(*) FROM {name}").fetchone() for one in
                  (watching, floor.connection)]  # fmt: skip
        assert counts[0] == counts[1]
    mine, least = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    print(
        f"registration: {mine:.2f} ms, bare SQL {least:.2f} ms, ratio {mine / least:.2f}"
        f" (p95 {_p95(ours):.2f} / {_p95(theirs):.2f} ms)"
    )


@pytest.mark.benchmark
def test_lines_in_groups_against_single_ones(tmp_path):
    desk = new_desk(tmp_path / "groups", training=True, password="")
    lines = [a_complaint(place) for place in range(LINES)]
    start = perf_counter()
    for chunk in range(0, LINES, 100):
        desk.registration.register_group(lines[chunk : chunk + 100])
    grouped = LINES / (perf_counter() - start)
    start = perf_counter()
    for place in range(LINES, LINES + 300):
        desk.registration.register(a_complaint(place))
    single = 300 / (perf_counter() - start)
    desk.close()
    streamed = LINES / _program(tmp_path / "groups", 5000, LINES)
    alone = statistics.median(
        _program(tmp_path / "groups", 9000 + place, 1) for place in range(LINES_ALONE)
    )
    print(
        f"register_group of 100: {grouped:.0f} lines/s; one commit each: {single:.0f} lines/s,"
        f" ratio {grouped / single:.1f}; `register -` of {LINES}: {streamed:.0f} lines/s;"
        f" a process for each line: {1 / alone:.1f} lines/s, ratio {streamed * alone:.1f}"
    )


def _program(folder: Path, first: int, count: int) -> float:
    given = as_lines(*(a_complaint(place) for place in range(first, first + count)))
    start = perf_counter()
    done = run(folder, "register", "-", "--json", given=given, AKIMAT_DESK_NOW=next(HOURS))
    taken = perf_counter() - start
    assert done.code == 0, done.err
    assert len(done.lines) == count
    return taken


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] * 1000
