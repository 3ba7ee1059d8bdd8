"""What the centre published and this desk was sent: only offered, so local to this file."""

from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table, select
from sqlalchemy.dialects.sqlite import insert

from akimat_desk.exchange.messages import Publication, plain
from akimat_desk.storage import exchange_tables
from akimat_desk.storage.metadata import metadata

# The newest release of each object; it stays when it is adopted, and nothing is shown of it then.
offered = Table(
    "offered",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("office", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    metadata.create_all(connection, [offered])
    known = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(server)")}
    if "published" not in known:
        connection.exec_driver_sql(
            "ALTER TABLE server ADD COLUMN published INTEGER NOT NULL DEFAULT 0"
        )


def keep(connection: Connection, publication: Publication) -> None:
    """A higher release takes the place of a lower one, never the other way."""
    fresh = insert(offered).values(**msgspec.structs.asdict(publication))
    changed = {name: fresh.excluded[name] for name in Publication.__struct_fields__}
    connection.execute(
        fresh.on_conflict_do_update(
            index_elements=["kind", "id"],
            set_=changed,
            where=fresh.excluded.release >= offered.c.release,
        )
    )


def quarantine(connection: Connection, publication: Publication, reason: str, at: int) -> None:
    """What did not prove that it is the centre's, once however often it comes."""
    table = exchange_tables.quarantine
    batch = plain(publication)
    known = select(table.c.id).where(table.c.reason == reason, table.c.batch == batch).limit(1)
    if connection.execute(known).first() is None:
        connection.execute(
            table.insert().values(
                origin=b"", first=publication.number, reason=reason, at=at, batch=batch
            )
        )


def rows(connection: Connection, kind: str) -> list[Publication]:
    found = connection.execute(select(offered).where(offered.c.kind == kind).order_by(offered.c.id))
    return [_publication(row) for row in found]


def find(connection: Connection, kind: str, named: str) -> Publication | None:
    row = connection.execute(
        select(offered).where(offered.c.kind == kind, offered.c.id == named)
    ).one_or_none()
    return None if row is None else _publication(row)


def _publication(row: Any) -> Publication:
    return Publication(**{name: getattr(row, name) for name in Publication.__struct_fields__})
