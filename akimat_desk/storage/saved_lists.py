"""What an account keeps of lists: filters under a name, and a note of each export."""

from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, String, Table, select

from akimat_desk.storage.metadata import metadata

# A list under a name of somebody's own; never travels.
saved_list = Table(
    "saved_list",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("name_folded", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("saved_list_by_name", "account", "name_folded", unique=True),
)

# Who wrote which list to a file, how many cases, and why; never travels.
export_note = Table(
    "export_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("staff", String, nullable=False),
    Column("what", String, nullable=False),
    Column("count", Integer, nullable=False),
    Column("reason", String, nullable=False),
)

_LIST = saved_list.c


def add(connection: Connection, account: str, name: str, name_folded: str, body: bytes) -> int:
    made = connection.execute(
        saved_list.insert().values(account=account, name=name, name_folded=name_folded, body=body)
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def every(connection: Connection, account: str) -> list[tuple[int, str, bytes]]:
    """(id, name, body) of one account."""
    rows = connection.execute(
        select(_LIST.id, _LIST.name, _LIST.body).where(_LIST.account == account)
    )
    return [(row.id, row.name, row.body) for row in rows]


def named(connection: Connection, account: str, name_folded: str) -> int | None:
    found = connection.execute(
        select(_LIST.id).where(_LIST.account == account, _LIST.name_folded == name_folded)
    ).scalar()
    return None if found is None else int(found)


def change(connection: Connection, account: str, list_id: int, **values: Any) -> bool:
    """False where the account has no such list."""
    ours = saved_list.update().where(_LIST.id == list_id, _LIST.account == account)
    return connection.execute(ours.values(**values)).rowcount == 1


def drop(connection: Connection, account: str, list_id: int) -> bool:
    """False where the account has no such list."""
    ours = saved_list.delete().where(_LIST.id == list_id, _LIST.account == account)
    return connection.execute(ours).rowcount == 1


def note_export(
    connection: Connection, *, at: int, staff: str, what: str, count: int, reason: str
) -> None:
    connection.execute(
        export_note.insert().values(at=at, staff=staff, what=what, count=count, reason=reason)
    )


def export_notes(connection: Connection) -> list[tuple[int, str, str, int, str]]:
    """(at, staff, what, count, reason), the oldest first."""
    rows = connection.execute(select(export_note).order_by(export_note.c.id))
    return [(row.at, row.staff, row.what, row[4], row.reason) for row in rows]
