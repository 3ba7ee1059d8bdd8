"""What a transaction keeps of many batches, written together: few statements, not few a batch."""

from typing import Any

from sqlalchemy import Connection

from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import Inserting, insert_rows
from akimat_desk.central.store.named_files import NamedFiles
from akimat_desk.central.store.statements import Later, Statement
from akimat_desk.exchange.forks import Settled
from akimat_desk.journal.envelope import Entry

_PLACE = Statement(
    "INSERT INTO origin (office, origin, station, seq, chain) VALUES (?,?,?,?,?) ON CONFLICT"
    " (office, origin) DO UPDATE SET station=excluded.station, seq=excluded.seq,"
    " chain=excluded.chain"
)
_SALT = Statement("INSERT INTO salt (office, stream, salt) VALUES (?,?,?)")
_FEW = 40
"""Of so many rows of two columns a COPY costs more than it saves."""


class Gathered:
    """Entries, salts and places of one office; nothing of it can be read before `write`."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection, self._office = connection, office
        self._entries: list[Entry] = []
        self._salts: dict[bytes, bytes] = {}
        self._places: dict[bytes, tuple[Any, ...]] = {}
        self._inserting = Inserting(connection, tables.entry)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, settled: Settled) -> None:
        """None of its entries and salts is held. Whoever asks the database next, writes first."""
        last = settled.entries[-1]
        self._entries += settled.entries
        self._salts.update(settled.salts)
        self._places[last.origin] = last.origin, settled.station, last.seq, last.chain
        self._inserting.add(_row(self._office, entry) for entry in settled.entries)

    def write(self, later: Later) -> None:
        """The entries at once, what is short with `later`."""
        office = self._office
        entries, salts, places = self._entries, self._salts, self._places
        self._entries, self._salts, self._places = [], {}, {}
        self._inserting.end()
        rows = [(office, stream, salt) for stream, salt in salts.items()]
        if len(rows) > _FEW:
            insert_rows(self._connection, tables.salt, rows)
        else:
            later.add(_SALT, rows)
        later.add(_PLACE, [(office, *place) for place in places.values()])
        NamedFiles(self._connection, office).note(entries)

    def abort(self, wrong: BaseException) -> None:
        self._entries = []
        self._inserting.abort(wrong)


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
