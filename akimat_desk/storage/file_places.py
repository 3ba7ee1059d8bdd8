"""Which files are to go up and which are there: local to this desk, by the server's own word."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, select

from akimat_desk.domain.named_files import CARRIED, named_file
from akimat_desk.journal import codec
from akimat_desk.storage import tables
from akimat_desk.storage.metadata import metadata

# `epoch` is the server's life in which it said that it holds the file whole.
carried_file = Table(
    "carried_file",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("epoch", LargeBinary),
    sqlite_with_rowid=False,
)

# How far the entries of an origin were looked through for files.
file_look = Table(
    "file_look",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    metadata.create_all(connection, [carried_file, file_look])


def look(connection: Connection) -> None:
    """Note the files that entries name since the last look."""
    looks = connection.execute(select(file_look.c.origin, file_look.c.seq))
    seen = {row.origin: row.seq for row in looks}
    for row in connection.execute(select(tables.origin.c.origin, tables.origin.c.seq)).all():
        after = seen.get(row.origin, 0)
        if after > row.seq:
            after = 0  # a branch of it moved away: looking once more does no harm
        if after != row.seq:
            _note(connection, row.origin, after)
            connection.exec_driver_sql(
                "INSERT INTO file_look (origin, seq) VALUES (?, ?)"
                " ON CONFLICT (origin) DO UPDATE SET seq=excluded.seq",
                (row.origin, row.seq),
            )


def due(connection: Connection, epoch: bytes) -> list[bytes]:
    """What the server has not said, in this life of it, that it holds; not all of it is here."""
    table = carried_file.c
    rows = connection.execute(
        select(table.digest)
        .where((table.epoch.is_(None)) | (table.epoch != epoch))
        .order_by(table.digest)
    )
    return list(rows.scalars())


def named(connection: Connection) -> list[bytes]:
    """Every file that was looked for, wherever it lies."""
    return list(connection.execute(select(carried_file.c.digest)).scalars())


def forget(connection: Connection, digests: Iterable[bytes]) -> None:
    """What no entry names any more."""
    for digest in digests:
        connection.execute(carried_file.delete().where(carried_file.c.digest == digest))


def note_carried(connection: Connection, digest: bytes, epoch: bytes) -> None:
    connection.execute(
        carried_file.update().where(carried_file.c.digest == digest).values(epoch=epoch)
    )


def _note(connection: Connection, origin: bytes, after: int) -> None:
    table = tables.entry.c
    rows = connection.execute(
        select(table.type, table.schema, table.body).where(
            table.origin == origin,
            table.seq > after,
            table.type.in_(CARRIED),
            table.body.is_not(None),
        )
    ).all()
    for row in rows:
        digest = _digest(row)
        if digest:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO carried_file (digest) VALUES (?)", (digest,)
            )


def _digest(row: Any) -> bytes:
    """Empty for what names no file, is unreadable or of a newer program."""
    event = codec.find(row.type, row.schema, row.body)
    found = None if event is None else named_file(event)
    return b"" if found is None else found.digest
