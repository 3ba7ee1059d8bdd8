"""The digest of each office's feed at each of its lines: tells a desk's feed from another one."""

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table, select

from akimat_desk.central.store import tables
from akimat_desk.exchange.central_side import Run, feed_digest

# A line without a mark is of a centre of before: its digest is not known.
feed_mark = Table(
    "feed_mark",
    tables.metadata,
    Column("office", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
)


def digest_at(connection: Connection, office: str, number: int) -> bytes:
    """Empty where it is not known, and before the first line."""
    table = feed_mark.c
    found: bytes | None = connection.execute(
        select(table.digest).where(table.office == office, table.number == number)
    ).scalar()
    return b"" if found is None else bytes(found)


def keep(connection: Connection, office: str, run: Run) -> None:
    before = digest_at(connection, office, run.number - 1)
    connection.execute(
        feed_mark.insert().values(office=office, number=run.number, digest=feed_digest(before, run))
    )
