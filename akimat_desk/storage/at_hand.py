"""The open cases of an office, folded: for what looks at who has which of them."""

from collections.abc import Iterator

from sqlalchemy import Connection

from akimat_desk.journal.fold import Folded
from akimat_desk.storage import bulk
from akimat_desk.storage.database import driver

# Undated ones last, as in the list.
_OPEN = "SELECT stream FROM case_line WHERE is_open=1 ORDER BY coalesce(next_on, '9999-12-31'), id"


def open_cases(connection: Connection) -> Iterator[tuple[bytes, Folded]]:
    """By their earliest duty. Questions have executors of their own, which no column names."""
    streams = [bytes(row[0]) for row in driver(connection).execute(_OPEN)]
    return bulk.folds(connection, streams)
