"""One office's books at the centre: its entries and its origins; the feed is beside them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from akimat_desk.central.errors import OfficeUnknown
from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import insert_rows
from akimat_desk.central.store.erasures import Erasures
from akimat_desk.central.store.feed import Feed
from akimat_desk.central.store.handovers import CentreOrigins
from akimat_desk.central.store.named_files import NamedFiles, file_named
from akimat_desk.central.store.statements import Row, Statement
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.forks import Settled
from akimat_desk.exchange.messages import Batch, Place, plain
from akimat_desk.journal.envelope import REFERENCE_SIZE, Entry, Envelope

_LOCK = Statement("SELECT newest, directory FROM office WHERE office = ?")
_LOCK_ROW = Statement("SELECT newest, directory FROM office WHERE office = ? FOR UPDATE")
_ORIGINS = "SELECT origin, seq, chain, station FROM origin WHERE office = ?"
_SOME_ORIGINS = Statement(f"{_ORIGINS} AND origin IN ??")
_ALL_ORIGINS = Statement(f"{_ORIGINS} ORDER BY origin")
_PLACE = Statement(
    "INSERT INTO origin (office, origin, station, seq, chain) VALUES (?,?,?,?,?) ON CONFLICT"
    " (office, origin) DO UPDATE SET station=excluded.station, seq=excluded.seq,"
    " chain=excluded.chain"
)
_OF_ORIGIN = "FROM entry WHERE office = ? AND origin = ? AND seq BETWEEN ? AND ? ORDER BY seq"
_CHAINS = Statement(f"SELECT chain {_OF_ORIGIN}")
_COLUMNS = ", ".join(column.name for column in tables.entry.columns)
_BETWEEN = Statement(f"SELECT {_COLUMNS} {_OF_ORIGIN}")
_OF_STREAM = Statement(f"SELECT {_COLUMNS} FROM entry WHERE office = ? AND stream = ?")  # noqa: S608
_STREAMS = Statement("SELECT DISTINCT stream FROM entry WHERE office = ? ORDER BY stream")
_TOUCHED = Statement(
    "SELECT DISTINCT stream FROM entry WHERE office = ? AND origin = ? AND seq < ? AND stream IN ??"
)
_SALTS = Statement("SELECT stream, salt FROM salt WHERE office = ? AND stream IN ??")


class Ledger:
    """One office's books. `locked` gives the right to add to its feed.

    `directory` is the release of its directory of stations; of one that is not locked 0.
    """

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self.office = office
        self.feed = Feed(connection, office)
        self.directory = 0
        self.dropped: set[bytes] = set()
        """Files that nobody names any more: to be deleted once this is committed."""
        self._looked_up: dict[bytes, tuple[Place, str] | None] = {}
        self._salts: dict[bytes, bytes | None] = {}
        self._written: dict[bytes, str] | None = None

    @classmethod
    def locked(cls, connection: Connection, office: str) -> "Ledger":
        """Raises OfficeUnknown. Commits of an office follow each other: feed order is theirs."""
        # A writer of an SQLite file is alone already.
        is_shared = connection.dialect.name == "postgresql"
        found = (_LOCK_ROW if is_shared else _LOCK).row(connection, office)
        if found is None:
            raise OfficeUnknown(office)
        ledger = cls(connection, office)
        newest, ledger.directory = found
        ledger.feed = Feed(connection, office, newest)
        return ledger

    # What `settle` asks for.

    def look_up(self, origins: Iterable[bytes]) -> None:
        """The places of all of these by one question; they are remembered."""
        wanted = [origin for origin in dict.fromkeys(origins) if origin not in self._looked_up]
        if not wanted:
            return
        self._looked_up.update(dict.fromkeys(wanted))
        for origin, seq, chain, station in _SOME_ORIGINS.rows(
            self._connection, self.office, wanted
        ):
            self._looked_up[origin] = Place(seq, chain), station

    def place(self, origin: bytes) -> Place | None:
        found = self._find(origin)
        return None if found is None else found[0]

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
        found = self._find(origin)
        if found is not None and first == last == found[0].seq:
            return [found[0].chain]
        rows = _CHAINS.rows(self._connection, self.office, origin, first, last)
        return [row[0] for row in rows]

    def station_of(self, origin: bytes) -> str | None:
        found = self._find(origin)
        return None if found is None else found[1]

    def _find(self, origin: bytes) -> tuple[Place, str] | None:
        """Place and station; asked for several times a batch, and looked up once."""
        self.look_up((origin,))
        return self._looked_up[origin]

    # Entries.

    def keep(self, settled: Settled, at: int) -> None:
        """Entries, salts, the origin's place and the line of the feed."""
        entries, head = settled.entries, settled.head
        if not entries or head is None:
            return
        if settled.station == STATION:
            author = entries[0].envelope.office
            CentreOrigins(self._connection, self.office).note(settled.origin, author)
            self._written = None
        insert_rows(self._connection, tables.entry, (_row(self.office, entry) for entry in entries))
        if settled.salts:
            insert_rows(
                self._connection,
                tables.salt,
                ((self.office, stream, salt) for stream, salt in settled.salts.items()),
            )
            self._salts.update(settled.salts)
        last = entries[-1]
        _PLACE.rows(
            self._connection, self.office, last.origin, settled.station, last.seq, last.chain
        )
        self._looked_up[last.origin] = Place(last.seq, last.chain), settled.station
        self.feed.add(entries, head, at)
        NamedFiles(self._connection, self.office).note(entries)
        self._follow_erasures(settled)

    def _follow_erasures(self, settled: Settled) -> None:
        erasures = Erasures(self._connection, self.office)
        due = erasures.due(settled)
        if not due:
            return
        gone = [entry for stream in due for entry in self.entries_of(stream)]
        kept = (stream for stream in erasures.naming() if stream not in due)
        others = {file_named(entry) for stream in kept for entry in self.entries_of(stream)}
        self.dropped |= erasures.drop(due, gone, {one for one in others if one is not None})

    def entries(self, origin: bytes, first: int, last: int) -> list[Entry]:
        rows = _BETWEEN.rows(self._connection, self.office, origin, first, last)
        authors = self._authors()
        return [_entry(row, authors) for row in rows]

    def salts(self, streams: Sequence[bytes]) -> dict[bytes, bytes]:
        """Remembered: a batch after another asks for the same ones."""
        wanted = [stream for stream in dict.fromkeys(streams) if stream not in self._salts]
        if wanted:
            self._salts.update(dict.fromkeys(wanted))
            self._salts.update(_SALTS.rows(self._connection, self.office, wanted))
        found = ((stream, self._salts[stream]) for stream in streams)
        return {stream: salt for stream, salt in found if salt is not None}

    def touched_before(self, origin: bytes, seq: int, streams: Sequence[bytes]) -> set[bytes]:
        """Those of the streams that the origin touched before `seq`."""
        rows = _TOUCHED.rows(self._connection, self.office, origin, seq, streams)
        return {row[0] for row in rows}

    def streams(self) -> list[bytes]:
        return [row[0] for row in _STREAMS.rows(self._connection, self.office)]

    def entries_of(self, stream: bytes) -> list[Entry]:
        rows = _OF_STREAM.rows(self._connection, self.office, stream)
        authors = self._authors()
        return [_entry(row, authors) for row in rows]

    def _authors(self) -> dict[bytes, str]:
        """Whose entries the origins hold that the centre writes; all others are the office's."""
        if self._written is None:
            self._written = CentreOrigins(self._connection, self.office).authors()
        return self._written

    def written(self) -> dict[bytes, Place]:
        """How far the origins go that the centre writes."""
        found = {origin: self.place(origin) for origin in self._authors()}
        return {origin: place for origin, place in found.items() if place is not None}

    def origins(self) -> dict[bytes, Place]:
        rows = _ALL_ORIGINS.rows(self._connection, self.office)
        return {origin: Place(seq, chain) for origin, seq, chain, _ in rows}

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


def _entry(row: Row, authors: Mapping[bytes, str]) -> Entry:
    """Of the columns in their order."""
    office, origin, seq, stream, content_id, parents, name, schema, actor, role, *others = row
    at, hlc, commitment, chain, body = others
    envelope = Envelope(
        office=authors.get(origin, office),
        stream=stream,
        parents=tuple(
            parents[start : start + REFERENCE_SIZE]
            for start in range(0, len(parents), REFERENCE_SIZE)
        ),
        type=name,
        schema=schema,
        actor=actor,
        role=role,
        at=at,
        hlc=hlc,
        commitment=commitment,
    )
    return Entry(
        origin=origin, seq=seq, envelope=envelope, content_id=content_id, chain=chain, body=body
    )
