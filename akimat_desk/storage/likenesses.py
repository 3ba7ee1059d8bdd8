"""Cases that may be the one that is being registered: by words of the applicant."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from akimat_desk.storage import tables
from akimat_desk.storage.database import driver

_BY_WORDS = "SELECT rowid FROM case_words WHERE case_words MATCH ? ORDER BY rowid DESC LIMIT ?"


def by_beginnings(
    connection: Connection, beginnings: Sequence[str], limit: int
) -> Sequence[Row[Any]]:
    """The newest cases in whose words each of these (folded) beginnings is found."""
    if not beginnings:
        return ()
    # What was typed is always a quoted token, never query syntax.
    phrase = " ".join(f'"{one}"*' for one in beginnings)
    found = driver(connection).execute(_BY_WORDS, (phrase, limit)).fetchall()
    line = tables.case_line
    wanted = select(line).where(line.c.id.in_([row for (row,) in found]))
    return connection.execute(wanted.order_by(line.c.id.desc())).all()


def lines_of(connection: Connection, streams: Sequence[bytes]) -> Sequence[Row[Any]]:
    line = tables.case_line
    return connection.execute(select(line).where(line.c.stream.in_(streams))).all()


def cases_of(connection: Connection, persons: Sequence[str], limit: int) -> Sequence[Row[Any]]:
    """The newest cases of any of these applicants."""
    line = tables.case_line
    wanted = select(line).where(line.c.person.in_(persons)).order_by(line.c.id.desc())
    return connection.execute(wanted.limit(limit)).all()
