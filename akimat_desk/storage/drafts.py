"""The table of drafts: local to this file, beside the journal."""

from sqlalchemy import Connection, select

from akimat_desk.storage import tables


def keep(connection: Connection, draft_id: str, at: int, form: bytes) -> None:
    connection.exec_driver_sql(
        "INSERT INTO draft (id, saved_at, form) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
        " saved_at=excluded.saved_at, form=excluded.form",
        (draft_id, at, form),
    )


def drop(connection: Connection, draft_id: str) -> None:
    connection.exec_driver_sql("DELETE FROM draft WHERE id=?", (draft_id,))


def every(connection: Connection) -> list[tuple[str, int, bytes]]:
    """(id, saved at, form), the newest first."""
    table = tables.draft.c
    rows = connection.execute(
        select(table.id, table.saved_at, table.form).order_by(table.saved_at.desc(), table.id)
    )
    return [(row.id, row.saved_at, row.form) for row in rows]
