"""The access logs of offices as their stations brought them: kept, never given to a desk."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, LargeBinary, String, Table, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert
from akimat_desk.exchange.messages import Place
from akimat_desk.journal.envelope import REFERENCE_SIZE, Entry, Envelope

access_place = Table(
    "access_place",
    tables.metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)

access_entry = Table(
    "access_entry",
    tables.metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("content_id", LargeBinary, nullable=False),
    Column("parents", LargeBinary, nullable=False),
    Column("type", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("role", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)


class AccessRows:
    """Of one office."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def place(self, origin: bytes) -> Place | None:
        """Locks the origin for whoever writes."""
        table = access_place.c
        found = self._connection.execute(
            select(table.seq, table.chain)
            .where(table.office == self._office, table.origin == origin)
            .with_for_update()
        ).one_or_none()
        return None if found is None else Place(found.seq, found.chain)

    def station_of(self, origin: bytes) -> str | None:
        table = access_place.c
        found = self._connection.execute(
            select(table.station).where(table.office == self._office, table.origin == origin)
        ).scalar()
        return None if found is None else str(found)

    def keep(self, entries: Sequence[Entry], station: str) -> None:
        last = entries[-1]
        self._connection.execute(
            access_entry.insert(), [_row(self._office, entry) for entry in entries]
        )
        upsert(
            self._connection,
            access_place,
            ("office", "origin"),
            office=self._office,
            origin=last.origin,
            station=station,
            seq=last.seq,
            chain=last.chain,
        )

    def places(self) -> dict[bytes, Place]:
        table = access_place.c
        rows = self._connection.execute(
            select(table.origin, table.seq, table.chain)
            .where(table.office == self._office)
            .order_by(table.origin)
        )
        return {bytes(row.origin): Place(row.seq, row.chain) for row in rows}

    def entries(self, origin: bytes) -> Iterator[Entry]:
        table = access_entry
        rows = self._connection.execute(
            select(table)
            .where(table.c.office == self._office, table.c.origin == origin)
            .order_by(table.c.seq)
        )
        for row in rows:
            yield _entry(row)


def _row(office: str, entry: Entry) -> dict[str, Any]:
    envelope = entry.envelope
    return {
        "office": office,
        "origin": entry.origin,
        "seq": entry.seq,
        "content_id": entry.content_id,
        "parents": b"".join(envelope.parents),
        "type": envelope.type,
        "schema": envelope.schema,
        "actor": envelope.actor,
        "role": envelope.role,
        "at": envelope.at,
        "hlc": envelope.hlc,
        "commitment": envelope.commitment,
        "chain": entry.chain,
        "body": entry.body,
    }


def _entry(row: Any) -> Entry:
    parents = bytes(row.parents)
    starts = range(0, len(parents), REFERENCE_SIZE)
    envelope = Envelope(
        office=row.office,
        stream=row.origin,
        parents=tuple(parents[start : start + REFERENCE_SIZE] for start in starts),
        type=row.type,
        schema=row.schema,
        actor=row.actor,
        role=row.role,
        at=row.at,
        hlc=row.hlc,
        commitment=row.commitment,
    )
    return Entry(
        origin=row.origin,
        seq=row.seq,
        envelope=envelope,
        content_id=row.content_id,
        chain=row.chain,
        body=row.body,
    )
