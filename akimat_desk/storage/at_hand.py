"""The open cases of an office, folded: for what looks at who has which of them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from akimat_desk.journal.fold import Folded
from akimat_desk.storage import bulk
from akimat_desk.storage.database import driver

# Undated ones last, as in the list.
_OPEN = "SELECT stream FROM case_line WHERE is_open=1 ORDER BY coalesce(next_on, '9999-12-31'), id"
_PLACES = "SELECT origin, seq FROM origin"
_CHANGED = "SELECT DISTINCT stream FROM entry WHERE origin=? AND seq>?"

Places = Mapping[bytes, int]
"""How far each lineage was here at some moment."""


def open_cases(connection: Connection) -> Iterator[tuple[bytes, Folded]]:
    """By their earliest duty. Questions have executors of their own, which no column names."""
    return bulk.folds(connection, _open(connection))


def open_cases_since(connection: Connection, places: Places) -> Iterator[tuple[bytes, Folded]]:
    """Those of which an entry came after that moment."""
    changed: set[bytes] = set()
    for origin, seq in places_now(connection).items():
        if seq > places.get(origin, 0):
            rows = driver(connection).execute(_CHANGED, (origin, places.get(origin, 0)))
            changed |= {bytes(row[0]) for row in rows}
    streams = [stream for stream in _open(connection) if stream in changed] if changed else []
    return bulk.folds(connection, streams)


def places_now(connection: Connection) -> Places:
    return {bytes(origin): int(seq) for origin, seq in driver(connection).execute(_PLACES)}


def _open(connection: Connection) -> Sequence[bytes]:
    return [bytes(row[0]) for row in driver(connection).execute(_OPEN)]
