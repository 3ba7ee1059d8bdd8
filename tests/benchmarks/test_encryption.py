"""What encrypting the workspace costs: the same rows written and read with a key and without."""

import os
from pathlib import Path
from time import process_time
from typing import Any

from sqlcipher3 import dbapi2

from akimat_desk.storage.database import _PRAGMAS

ROWS, READS, TURNS = 3000, 4000, 3
BODY = "Короо жайдын чек арасы боюнча арыз. ".encode() * 12
DEAREST = 6.0
"""Times a plain file; about 2 is usual. More would be a wrong setting of the cipher."""


def opened(path: Path, key: bytes | None) -> Any:
    connection = dbapi2.connect(str(path), isolation_level=None, cached_statements=256)
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    return connection


def written(path: Path, key: bytes | None) -> float:
    """Processor time of commits of ten rows each, as a busy desk writes."""
    connection = opened(path, key)
    connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, at INTEGER, body BLOB)")
    start = process_time()
    for first in range(0, ROWS, 10):
        connection.execute("BEGIN IMMEDIATE")
        rows = [(one, first, BODY) for one in range(first, first + 10)]
        connection.executemany("INSERT INTO entry VALUES (?,?,?)", rows)
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return process_time() - start


def read(path: Path, key: bytes | None) -> float:
    """Processor time of rows fetched here and there by a connection that has no page at hand."""
    start = process_time()
    connection = opened(path, key)
    for turn in range(READS):
        connection.execute("SELECT body FROM entry WHERE id=?", (turn * 7919 % ROWS,)).fetchone()
    connection.close()
    return process_time() - start


def test_a_key_costs_a_small_multiple_of_a_plain_file(tmp_path, capsys):
    key = os.urandom(32)
    ratios = {}
    for name, work in (("writing", written), ("reading", read)):
        spent: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(TURNS):
            for is_keyed in (True, False):
                path = tmp_path / f"{turn}-{is_keyed}.db"
                spent[is_keyed].append(work(path, key if is_keyed else None))
        keyed, plain = min(spent[True]), min(spent[False])
        ratios[name] = keyed / plain
        with capsys.disabled():
            print(
                f"\n{name}: {keyed * 1000:.0f} ms with a key, {plain * 1000:.0f} ms without"
                f" ({ratios[name]:.1f} times, {(keyed - plain) / ROWS * 1e6:.0f} us a row)"
            )
    assert max(ratios.values()) < DEAREST
