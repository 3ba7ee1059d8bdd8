"""One office's books at the centre: its entries and its origins; the feed is beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from akimat_desk.central.errors import OfficeUnknown
from akimat_desk.central.store import tables
from akimat_desk.central.store.erasures import Erasures
from akimat_desk.central.store.feed import Feed
from akimat_desk.central.store.gathered import Gathered
from akimat_desk.central.store.handovers import CentreOrigins
from akimat_desk.central.store.named_files import file_named
from akimat_desk.central.store.statements import Later, Row, Statement
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.forks import Settled
from akimat_desk.exchange.messages import Batch, Place, plain
from akimat_desk.journal.envelope import REFERENCE_SIZE, Entry, Envelope

_LOCK = Statement("SELECT newest, directory FROM office WHERE office = ?")
_LOCK_ROW = Statement("SELECT newest, directory FROM office WHERE office = ? FOR UPDATE")
_ORIGINS = "SELECT origin, seq, chain, station FROM origin WHERE office = ?"
_SOME_ORIGINS = Statement(f"{_ORIGINS} AND origin IN ??")
_ALL_ORIGINS = Statement(f"{_ORIGINS} ORDER BY origin")
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

    What is read here is never behind what was kept, also while that is only gathered. `directory`
    is the release of its directory of stations; of one that is not locked 0.
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
        self._gathered = Gathered(connection, office)
        self._suspected: set[bytes] = set()
        self._is_gathering = False

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
        self.write()
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
        self.write()
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
            self.write()
            CentreOrigins(self._connection, self.office).note(settled.origin, author)
            self._written = None
        self.feed.add(entries, head, at)
        self._gathered.add(settled)
        self._salts.update(settled.salts)
        last = entries[-1]
        self._looked_up[last.origin] = Place(last.seq, last.chain), settled.station
        erased = Erasures.told(entries)
        self._suspected |= erased | settled.salts.keys()
        if erased or not self._is_gathering:
            self.write()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is kept meanwhile is written together at the end, or as soon as it is asked for."""
        self._is_gathering = True
        try:
            yield
        except BaseException as wrong:
            self._gathered.abort(wrong)
            raise
        finally:
            self._is_gathering = False
        self.write()

    def write(self) -> None:
        """All that was gathered: for who reads the entries past this ledger."""
        if not self._gathered:
            return
        later = Later(self._connection)
        self._gathered.write(later)
        self.feed.write(later)
        later.send()
        suspected, self._suspected = self._suspected, set()
        self._follow_erasures(suspected)

    def erased(self, streams: Iterable[bytes]) -> list[bytes]:
        """Those of these streams that an erasure stands in."""
        self.write()
        return Erasures(self._connection, self.office).erased(streams)

    def _follow_erasures(self, suspected: set[bytes]) -> None:
        due = self.erased(suspected)
        if not due:
            return
        erasures = Erasures(self._connection, self.office)
        gone = [entry for stream in due for entry in self.entries_of(stream)]
        kept = (stream for stream in erasures.naming() if stream not in due)
        others = {file_named(entry) for stream in kept for entry in self.entries_of(stream)}
        self.dropped |= erasures.drop(due, gone, {one for one in others if one is not None})
        for stream in due:
            self._salts.pop(stream, None)

    def entries(self, origin: bytes, first: int, last: int) -> list[Entry]:
        self.write()
        rows = _BETWEEN.rows(self._connection, self.office, origin, first, last)
        authors = self._authors()
        return [_entry(row, authors) for row in rows]

    def salts(self, streams: Sequence[bytes]) -> dict[bytes, bytes]:
        """Remembered: a batch after another asks for the same ones."""
        wanted = [stream for stream in dict.fromkeys(streams) if stream not in self._salts]
        if wanted:
            self.write()
            self._salts.update(dict.fromkeys(wanted))
            self._salts.update(_SALTS.rows(self._connection, self.office, wanted))
        found = ((stream, self._salts[stream]) for stream in streams)
        return {stream: salt for stream, salt in found if salt is not None}

    def touched_before(self, origin: bytes, seq: int, streams: Sequence[bytes]) -> set[bytes]:
        """Those of the streams that the origin touched before `seq`."""
        self.write()
        rows = _TOUCHED.rows(self._connection, self.office, origin, seq, streams)
        return {row[0] for row in rows}

    def streams(self) -> list[bytes]:
        self.write()
        return [row[0] for row in _STREAMS.rows(self._connection, self.office)]

    def entries_of(self, stream: bytes) -> list[Entry]:
        self.write()
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
        self.write()
        rows = _ALL_ORIGINS.rows(self._connection, self.office)
        return {origin: Place(seq, chain) for origin, seq, chain, _ in rows}

    def quarantine(self, batch: Batch, *, station: str, reason: str, at: int) -> None:
        self.write()
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
