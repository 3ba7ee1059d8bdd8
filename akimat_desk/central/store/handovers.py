"""What the centre keeps about cases that go from office to office, and the origins it writes."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, delete, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert
from akimat_desk.central.store.statements import Statement
from akimat_desk.exchange.centre_origins import NONCE_SIZE, origin_of

Due = tuple[str, bytes]
"""An office, and a stream of its books that somebody else has to hear of."""
_SOME = 500
_AUTHORS = Statement("SELECT origin, author FROM centre_origin WHERE office = ?")
_STREAMS = Statement("SELECT stream FROM handover WHERE office = ? OR target = ?")


class CentreOrigins:
    """The origins the centre itself writes into one office's feed, and whose entries they hold."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def authors(self) -> dict[bytes, str]:
        rows = _AUTHORS.rows(self._connection, self._office)
        return {bytes(origin): author for origin, author in rows}

    def open(self, author: str, epoch: bytes, random: Callable[[int], bytes]) -> bytes:
        """One for each life of the database: what a restored one forgot, it never writes over."""
        table = tables.centre_origin.c
        known = self._connection.execute(
            select(table.origin).where(
                table.office == self._office, table.author == author, table.epoch == epoch
            )
        ).scalar()
        if isinstance(known, bytes):
            return known
        origin = origin_of(random(NONCE_SIZE), self._office, author)
        self._note(origin, author, epoch)
        return origin

    def note(self, origin: bytes, author: str) -> None:
        """One that a desk brought back, of a life the database has forgotten."""
        if origin not in self.authors():
            self._note(origin, author, b"")

    def _note(self, origin: bytes, author: str, epoch: bytes) -> None:
        upsert(
            self._connection,
            tables.centre_origin,
            ("office", "origin"),
            office=self._office,
            origin=origin,
            author=author,
            epoch=epoch,
        )


class Handovers:
    """Which cases went where, and of which something has still to be handed on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def streams(self, office: str) -> set[bytes]:
        """The cases that came to an office or went from it."""
        return {bytes(stream) for (stream,) in _STREAMS.rows(self._connection, office, office)}

    def note(self, office: str, stream: bytes, target: str) -> None:
        keys = ("office", "stream", "target")
        upsert(
            self._connection,
            tables.handover,
            keys,
            office=office,
            stream=stream,
            target=target,
        )

    def mark(self, office: str, streams: Iterable[bytes]) -> None:
        for stream in streams:
            keys = ("office", "stream")
            upsert(self._connection, tables.handover_due, keys, office=office, stream=stream)

    def due(self) -> list[Due]:
        table = tables.handover_due.c
        rows = self._connection.execute(
            select(table.office, table.stream).order_by(table.office, table.stream)
        )
        return [(row.office, row.stream) for row in rows]

    def done(self, office: str, streams: Sequence[bytes]) -> None:
        table = tables.handover_due
        for start in range(0, len(streams), _SOME):
            self._connection.execute(
                delete(table).where(
                    table.c.office == office, table.c.stream.in_(streams[start : start + _SOME])
                )
            )

    # Files, which stay where their office brought them.

    def note_file(self, office: str, digest: bytes, source: str) -> None:
        upsert(
            self._connection,
            tables.given_file,
            ("office", "digest", "source"),
            office=office,
            digest=digest,
            source=source,
        )

    def file_sources(self, office: str, digest: bytes) -> list[str]:
        """The offices from which a case with this file came."""
        table = tables.given_file.c
        rows = self._connection.execute(
            select(table.source)
            .where(table.office == office, table.digest == digest)
            .order_by(table.source)
        )
        return list(rows.scalars())
