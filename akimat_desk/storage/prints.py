"""Which papers came out of a printer here: local to this file, beside the journal."""

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table

from akimat_desk.storage.metadata import metadata

came_out = Table(
    "came_out",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    metadata.create_all(connection, [came_out])


def note(connection: Connection, digest: bytes, at: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO came_out (digest, at) VALUES (?,?) ON CONFLICT (digest) DO NOTHING",
        (digest, at),
    )


def has(connection: Connection, digest: bytes) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM came_out WHERE digest=?", (digest,))
    return found.first() is not None
