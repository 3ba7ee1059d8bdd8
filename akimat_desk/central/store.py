"""The centre's database: the only SQL of the server, the same for embedded SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from akimat_desk.central import tables
from akimat_desk.central.errors import DatabaseFailed, DatabaseUnsupported, OfficeUnknown
from akimat_desk.exchange.central_side import Lease, Run
from akimat_desk.exchange.forks import Settled, Signer
from akimat_desk.exchange.messages import Batch, Branch, Card, Certificate, Head, Place, plain
from akimat_desk.journal.envelope import REFERENCE_SIZE, Entry, Envelope
from akimat_desk.trust.signing import key_id

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
)
_WRITES = "writes"
_ENVELOPE_WEIGHT = 120
"""Bytes an entry weighs in a page beside its body, roughly and unpacked."""
_HOUR = 3600 * 1000


class Store:
    """Transactions. What is asked inside them stands in `Ledger` (one office) and `Register`."""

    def __init__(self, address: str) -> None:
        """Raises DatabaseUnsupported."""
        self._engine = _engine(address)
        with self.write() as connection:
            tables.metadata.create_all(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """All or nothing; on SQLite one writer at a time. Raises DatabaseFailed."""
        with _sorted_errors(), self._engine.connect() as plain_connection:
            connection = plain_connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot."""
        with _sorted_errors(), self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _engine(address: str) -> Engine:
    scheme = make_url(address).get_backend_name()
    if scheme == "postgresql":
        return create_engine(address, isolation_level="REPEATABLE READ")
    if scheme != "sqlite":
        raise DatabaseUnsupported(scheme)
    engine = create_engine(address)

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        for pragma in _PRAGMAS:
            raw.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _sorted_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as wrong:
        # The driver's wording names tables, never values.
        raise DatabaseFailed(type(wrong.orig).__name__) from wrong


def embedded(path: Path) -> str:
    """The address of the SQLite file that a centre keeps when nothing else is named."""
    return f"sqlite:///{path}"


def _upsert(connection: Connection, table: Any, keys: Sequence[str], **values: Any) -> None:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values)
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
        if changed
        else statement.on_conflict_do_nothing(index_elements=list(keys))
    )


class Register:
    """What the centre as a whole knows: itself, its lives, its offices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_value(self, key: str) -> bytes | None:
        table = tables.about.c
        found = self._connection.execute(select(table.value).where(table.key == key)).scalar()
        return found if isinstance(found, bytes) else None

    def set_value(self, key: str, value: bytes) -> None:
        _upsert(self._connection, tables.about, ("key",), key=key, value=value)

    def epoch(self) -> bytes | None:
        table = tables.epoch.c
        found = self._connection.execute(
            select(table.id).order_by(table.number.desc()).limit(1)
        ).scalar()
        return found if isinstance(found, bytes) else None

    def begin_epoch(self, fresh: bytes, at: int, reason: str) -> None:
        number = self._connection.execute(select(func.max(tables.epoch.c.number))).scalar() or 0
        self._connection.execute(
            tables.epoch.insert().values(
                number=number + 1, id=fresh, started_at=at, reason=reason
            )
        )

    def offices(self) -> list[str]:
        table = tables.office.c
        return list(self._connection.execute(select(table.office).order_by(table.office)).scalars())

    def add_office(self, office: str, at: int) -> None:
        self._connection.execute(
            tables.office.insert().values(office=office, newest=0, directory=1, added_at=at)
        )

    def station_offices(self, station: str) -> list[str]:
        table = tables.station.c
        return list(
            self._connection.execute(
                select(table.office).where(table.station == station).distinct()
            ).scalars()
        )


class KnownStation(msgspec.Struct, frozen=True, kw_only=True):
    certificate: Certificate
    revoked_at: int | None


class Ledger:
    """One office's books. `locked` gives the right to add to its feed."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self.office = office

    @classmethod
    def locked(cls, connection: Connection, office: str) -> "Ledger":
        """Raises OfficeUnknown. Commits of one office follow each other, so feed order is theirs."""
        table = tables.office.c
        found = connection.execute(
            select(table.newest).where(table.office == office).with_for_update()
        ).scalar()
        if found is None:
            raise OfficeUnknown(office)
        return cls(connection, office)

    # What `settle` asks for.

    def place(self, origin: bytes) -> Place | None:
        table = tables.origin.c
        row = self._connection.execute(
            select(table.seq, table.chain).where(
                table.office == self.office, table.origin == origin
            )
        ).one_or_none()
        return None if row is None else Place(row.seq, row.chain)

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
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

    def salt(self, stream: bytes) -> bytes | None:
        table = tables.salt.c
        found = self._connection.execute(
            select(table.salt).where(table.office == self.office, table.stream == stream)
        ).scalar()
        return found if isinstance(found, bytes) else None

    def station_of(self, origin: bytes) -> str | None:
        table = tables.origin.c
        return self._connection.execute(
            select(table.station).where(table.office == self.office, table.origin == origin)
        ).scalar()

    # Entries and the feed.

    def keep(self, settled: Settled, at: int) -> None:
        """Entries, salts, the origin's place and the line of the feed."""
        entries, head = settled.entries, settled.head
        if not entries or head is None:
            return
        self._connection.execute(
            tables.entry.insert(), [_entry_row(self.office, entry) for entry in entries]
        )
        for stream, salt in settled.salts.items():
            _upsert(
                self._connection,
                tables.salt,
                ("office", "stream"),
                office=self.office,
                stream=stream,
                salt=salt,
            )
        last = entries[-1]
        _upsert(
            self._connection,
            tables.origin,
            ("office", "origin"),
            office=self.office,
            origin=last.origin,
            station=settled.station,
            seq=last.seq,
            chain=last.chain,
        )
        self._feed(entries, head, at)

    def _feed(self, entries: Sequence[Entry], head: Head, at: int) -> None:
        number, last = self.newest() + 1, entries[-1]
        self._connection.execute(
            tables.feed.insert().values(
                office=self.office,
                number=number,
                origin=last.origin,
                first=entries[0].seq,
                last=last.seq,
                chain=last.chain,
                size=sum(len(one.body or b"") + _ENVELOPE_WEIGHT for one in entries),
                key_id=head.key_id,
                signature=head.signature,
                branch=None if head.branch is None else plain(head.branch),
                received_at=at,
            )
        )
        table = tables.office
        self._connection.execute(
            table.update().where(table.c.office == self.office).values(newest=number)
        )

    def newest(self) -> int:
        table = tables.office.c
        found = self._connection.execute(
            select(table.newest).where(table.office == self.office)
        ).scalar()
        return int(found or 0)

    def runs(self, after: int) -> Iterator[Run]:
        table = tables.feed.c
        names = ("number", "origin", "first", "last", "chain", "size")
        rows = self._connection.execute(
            select(*(table[name] for name in names))
            .where(table.office == self.office, table.number > after)
            .order_by(table.number)
        )
        for row in rows.mappings():
            yield Run(**row)

    def head(self, run: Run) -> Head:
        table = tables.feed.c
        row = self._connection.execute(
            select(table.key_id, table.signature, table.branch).where(
                table.office == self.office, table.number == run.number
            )
        ).one()
        branch = None if row.branch is None else msgspec.msgpack.decode(row.branch, type=Branch)
        return Head(row.key_id, row.signature, branch)

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
