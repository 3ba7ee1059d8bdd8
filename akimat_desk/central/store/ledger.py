"""One office's books at the centre: its entries and its origins; the feed is beside them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from akimat_desk.central.errors import OfficeUnknown
from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import insert_rows
from akimat_desk.central.store.database import upsert
from akimat_desk.central.store.feed import Feed
from akimat_desk.central.store.named_files import NamedFiles
from akimat_desk.exchange.forks import Settled
from akimat_desk.exchange.messages import Batch, Place, plain
from akimat_desk.journal.envelope import REFERENCE_SIZE, Entry, Envelope


class Ledger:
    """One office's books. `locked` gives the right to add to its feed."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self.office = office
        self.feed = Feed(connection, office)
        self._looked_up: dict[bytes, tuple[Place, str] | None] = {}

    @classmethod
    def locked(cls, connection: Connection, office: str) -> "Ledger":
        """Raises OfficeUnknown. Commits of an office follow each other: feed order is theirs."""
        table = tables.office.c
        found = connection.execute(
            select(table.newest).where(table.office == office).with_for_update()
        ).scalar()
        if found is None:
            raise OfficeUnknown(office)
        return cls(connection, office)

    # What `settle` asks for.

    def place(self, origin: bytes) -> Place | None:
        found = self._find(origin)
        return None if found is None else found[0]

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
        found = self._find(origin)
        if found is not None and first == last == found[0].seq:
            return [found[0].chain]
        table = tables.entry.c
        return list(
            self._connection.execute(
                select(table.chain)
                .where(
                    table.office == self.office,
                    table.origin == origin,
                    table.seq.between(first, last),
                )
                .order_by(table.seq)
            ).scalars()
        )

    def station_of(self, origin: bytes) -> str | None:
        found = self._find(origin)
        return None if found is None else found[1]

    def _find(self, origin: bytes) -> tuple[Place, str] | None:
        """Place and station; asked for several times a batch, and looked up once."""
        if origin not in self._looked_up:
            table = tables.origin.c
            row = self._connection.execute(
                select(table.seq, table.chain, table.station).where(
                    table.office == self.office, table.origin == origin
                )
            ).one_or_none()
            found = None if row is None else (Place(row.seq, row.chain), row.station)
            self._looked_up[origin] = found
        return self._looked_up[origin]

    # Entries.

    def keep(self, settled: Settled, at: int) -> None:
        """Entries, salts, the origin's place and the line of the feed."""
        entries, head = settled.entries, settled.head
        if not entries or head is None:
            return
        insert_rows(self._connection, tables.entry, (_row(self.office, entry) for entry in entries))
        if settled.salts:
            insert_rows(
                self._connection,
                tables.salt,
                ((self.office, stream, salt) for stream, salt in settled.salts.items()),
            )
        last = entries[-1]
        upsert(
            self._connection,
            tables.origin,
            ("office", "origin"),
            office=self.office,
            origin=last.origin,
            station=settled.station,
            seq=last.seq,
            chain=last.chain,
        )
        self._looked_up[last.origin] = Place(last.seq, last.chain), settled.station
        self.feed.add(entries, head, at)
        NamedFiles(self._connection, self.office).note(entries)

    def entries(self, origin: bytes, first: int, last: int) -> list[Entry]:
        table = tables.entry
        rows = self._connection.execute(
            select(table)
            .where(
                table.c.office == self.office,
                table.c.origin == origin,
                table.c.seq.between(first, last),
            )
            .order_by(table.c.seq)
        )
        return [_entry(row) for row in rows]

    def salts(self, streams: Sequence[bytes]) -> dict[bytes, bytes]:
        table = tables.salt.c
        rows = self._connection.execute(
            select(table.stream, table.salt).where(
                table.office == self.office, table.stream.in_(streams)
            )
        )
        return {row.stream: row.salt for row in rows}

    def touched_before(self, origin: bytes, seq: int, streams: Sequence[bytes]) -> set[bytes]:
        """Those of the streams that the origin touched before `seq`."""
        table = tables.entry.c
        return set(
            self._connection.execute(
                select(table.stream)
                .where(
                    table.office == self.office,
                    table.origin == origin,
                    table.seq < seq,
                    table.stream.in_(streams),
                )
                .distinct()
            ).scalars()
        )

    def streams(self) -> list[bytes]:
        table = tables.entry.c
        return list(
            self._connection.execute(
                select(table.stream)
                .where(table.office == self.office)
                .distinct()
                .order_by(table.stream)
            ).scalars()
        )

    def entries_of(self, stream: bytes) -> list[Entry]:
        table = tables.entry
        rows = self._connection.execute(
            select(table).where(table.c.office == self.office, table.c.stream == stream)
        )
        return [_entry(row) for row in rows]

    def origins(self) -> dict[bytes, Place]:
        table = tables.origin
        rows = self._connection.execute(
            select(table).where(table.c.office == self.office).order_by(table.c.origin)
        )
        return {row.origin: Place(row.seq, row.chain) for row in rows}

    def quarantine(self, batch: Batch, *, station: str, reason: str, at: int) -> None:
        self._connection.execute(
            tables.quarantine.insert().values(
                office=self.office,
                station=station,
                origin=batch.origin,
                first=batch.first,
                reason=reason,
                at=at,
                batch=plain(batch),
            )
        )


def _row(office: str, entry: Entry) -> tuple[Any, ...]:
    """In the order of the columns of tables.entry."""
    envelope = entry.envelope
    return (
        office,
        entry.origin,
        entry.seq,
        envelope.stream,
        entry.content_id,
        b"".join(envelope.parents),
        envelope.type,
        envelope.schema,
        envelope.actor,
        envelope.role,
        envelope.at,
        envelope.hlc,
        envelope.commitment,
        entry.chain,
        entry.body,
    )


def _entry(row: Row[Any]) -> Entry:
    parents = row.parents
    envelope = Envelope(
        office=row.office,
        stream=row.stream,
        parents=tuple(
            parents[start : start + REFERENCE_SIZE]
            for start in range(0, len(parents), REFERENCE_SIZE)
        ),
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
