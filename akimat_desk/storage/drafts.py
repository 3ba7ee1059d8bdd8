"""The table of drafts: local to this file, beside the journal."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from akimat_desk.storage import tables

Row = tuple[str, int, bytes]
"""Id, saved at, form."""


def keep(connection: Connection, draft_id: str, at: int, form: bytes) -> None:
    connection.exec_driver_sql(
        "INSERT INTO draft (id, saved_at, form) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " saved_at=excluded.saved_at, form=excluded.form",
        (draft_id, at, form),
    )


def drop(connection: Connection, draft_id: str) -> None:
    connection.exec_driver_sql("DELETE FROM draft WHERE id=?", (draft_id,))


def every(connection: Connection) -> list[Row]:
    """The newest first."""
    table = tables.draft.c
    rows = connection.execute(
        select(table.id, table.saved_at, table.form).order_by(table.saved_at.desc(), table.id)
    )
    return [(row.id, row.saved_at, row.form) for row in rows]


def find(connection: Connection, draft_id: str) -> Row | None:
    table = tables.draft.c
    row = connection.execute(
        select(table.id, table.saved_at, table.form).where(table.id == draft_id)
    ).one_or_none()
    return None if row is None else (row.id, row.saved_at, row.form)


# Files that lie beside drafts: stored, and not yet named by any entry.


def note_held(connection: Connection, digest: bytes, at: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO held_file (digest, at) VALUES (?,?)"
        " ON CONFLICT (digest) DO UPDATE SET at=excluded.at",
        (digest, at),
    )


def renew_held(connection: Connection, digests: Iterable[bytes], at: int) -> None:
    """Those that are held lie here as if they had come just now."""
    for digest in digests:
        connection.exec_driver_sql("UPDATE held_file SET at=? WHERE digest=?", (at, digest))


def forget_held(connection: Connection, digest: bytes) -> None:
    connection.exec_driver_sql("DELETE FROM held_file WHERE digest=?", (digest,))


def is_held(connection: Connection, digest: bytes) -> bool:
    table = tables.held_file.c
    return connection.execute(select(table.at).where(table.digest == digest)).first() is not None


def held_before(connection: Connection, at: int) -> list[bytes]:
    table = tables.held_file.c
    return list(connection.execute(select(table.digest).where(table.at < at)).scalars())


def entries_here(connection: Connection) -> int:
    """Grows with every entry that is appended or received."""
    return int(connection.exec_driver_sql("SELECT coalesce(sum(seq), 0) FROM origin").scalar_one())
