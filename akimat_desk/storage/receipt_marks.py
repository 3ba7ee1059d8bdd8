"""The server's times beside the journal's order: which entries were here before and after each.

Only the last receipt of a lineage is kept as proof; these marks keep when each came, so that the
interval in which an entry was written stays known. They never travel.
"""

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table

from akimat_desk.storage.metadata import metadata

# At instant `at` of the server it held this lineage up to `covered`; we had written up to
# `written`, so that every later entry was written after that instant.
receipt_mark = Table(
    "receipt_mark",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("covered", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("written", Integer, nullable=False),
    sqlite_with_rowid=False,
)

_KEEP = (
    "INSERT INTO receipt_mark (origin, covered, at, written)"
    " SELECT ?1, ?2, ?3, o.seq FROM origin o WHERE o.origin=?1 AND o.is_own=1"
    " ON CONFLICT (origin, covered) DO NOTHING"
)
_FROM_RECEIPTS = (
    "INSERT INTO receipt_mark (origin, covered, at, written)"
    " SELECT r.origin, r.seq, r.at, o.seq FROM server_receipt r"
    " JOIN origin o ON o.origin=r.origin AND o.is_own=1 WHERE true"
    " ON CONFLICT (origin, covered) DO NOTHING"
)
_AROUND = (
    "SELECT (SELECT max(at) FROM entry WHERE origin=?1 AND seq<?2 AND seq>=?2-?4 AND at<>?3),"
    " (SELECT at FROM entry WHERE origin=?1 AND seq>?2 AND seq<=?2+?4 AND at<>?3"
    " ORDER BY seq LIMIT 1),"
    " (SELECT max(at) FROM receipt_mark WHERE origin=?1 AND written<?2),"
    " (SELECT min(at) FROM receipt_mark WHERE origin=?1 AND covered>=?2)"
)
# One commit may hold many entries of one instant; beyond so many nothing narrower is looked for.
_NEAR = 1000
_SERVER_TIME = "SELECT last_contact FROM server"


def add_to_tables(connection: Connection) -> None:
    """What receipts are kept already are the first marks."""
    metadata.create_all(connection, [receipt_mark])
    connection.exec_driver_sql(_FROM_RECEIPTS)


def keep(connection: Connection, origin: bytes, covered: int, at: int) -> None:
    """The first word on each place is kept: it bounds more tightly than a later one."""
    connection.exec_driver_sql(_KEEP, (origin, covered, at))


def around(connection: Connection, origin: bytes, seq: int, at: int) -> tuple[int | None, ...]:
    """Of an entry written `at`: the newest other instant before it in its lineage, the next one
    after it, and the server's last before and first after."""
    return tuple(connection.exec_driver_sql(_AROUND, (origin, seq, at, _NEAR)).one())


def server_time(connection: Connection) -> int | None:
    """The last time a server told this desk."""
    found = connection.exec_driver_sql(_SERVER_TIME).scalar()
    return None if found is None else int(found)
