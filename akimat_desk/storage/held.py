"""What a workspace holds beside its journal: its identity, reference objects, heads."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from akimat_desk.storage import tables
from akimat_desk.storage.database import driver

IDENTITY, STATION_SEED, FINGERPRINT, CREATED = "identity", "station_seed", "fingerprint", "created"
_HEADS = "SELECT heads FROM stream WHERE stream=?"


def value(connection: Connection, key: str) -> bytes:
    """Raises LookupError for what was never set."""
    found = find_value(connection, key)
    if found is None:
        raise LookupError(key)
    return found


def find_value(connection: Connection, key: str) -> bytes | None:
    table = tables.workspace
    found = connection.execute(select(table.c.value).where(table.c.key == key)).scalar()
    return found if isinstance(found, bytes) else None


def set_value(connection: Connection, key: str, data: bytes) -> None:
    connection.exec_driver_sql(
        "INSERT INTO workspace (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value=excluded.value",
        (key, data),
    )


def drop_value(connection: Connection, key: str) -> None:
    connection.exec_driver_sql("DELETE FROM workspace WHERE key=?", (key,))


def stream_heads(connection: Connection, stream: bytes) -> bytes:
    """The references of the stream's latest entries, joined; empty for an unknown stream."""
    row = driver(connection).execute(_HEADS, (stream,)).fetchone()
    heads: bytes = b"" if row is None else row[0]
    return heads


def heads_of(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, bytes]:
    """The same for many streams by one query."""
    named = ",".join("?" * len(streams))
    asked = f"SELECT stream, heads FROM stream WHERE stream IN ({named})"  # noqa: S608
    return dict(driver(connection).execute(asked, streams).fetchall())


def reference_objects(connection: Connection) -> Iterator[tuple[str, bytes, bytes]]:
    """(kind, digest, JSON bytes) of all that is here."""
    table = tables.reference_object
    for row in connection.execute(select(table.c.kind, table.c.digest, table.c.body)):
        yield row.kind, row.digest, row.body


def keep_reference(
    connection: Connection,
    *,
    digest: bytes,
    kind: str,
    reference_id: str,
    release: int,
    body: bytes,
) -> None:
    """Once; the same digest is the same bytes."""
    connection.exec_driver_sql(
        "INSERT INTO reference_object (digest, kind, id, release, body) VALUES (?,?,?,?,?)"
        " ON CONFLICT (digest) DO NOTHING",
        (digest, kind, reference_id, release, body),
    )
