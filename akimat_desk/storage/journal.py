"""Appends entries to the journal and reads streams back, within one transaction."""

import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects import sqlite

from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import (
    REFERENCE_SIZE,
    Entry,
    Envelope,
    sealing_salt,
    stream_salt,
)
from akimat_desk.journal.fold import Folded, advance, fold
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

SALT_SIZE = 16
_DAY = 24 * 3600 * 1000
_INSERT_ENTRY = str(tables.entry.insert().compile(dialect=sqlite.dialect()))
_INSERT_SALT = "INSERT INTO salt (stream, salt) VALUES (?, ?)"
_UPDATE_ORIGIN = "UPDATE origin SET seq=?, chain=?, newest_at=?, hlc=? WHERE origin=?"
# By the driver itself: what is asked for every row of a list (benchmarks). A fold needs no salt.
_ENTRIES = f"SELECT {', '.join(f'e.{one.name}' for one in tables.entry.columns)}"
_UNSALTED = f"{_ENTRIES}, NULL FROM entry e WHERE e.stream IN"
_OF_STREAM = (
    f"{_ENTRIES}, s.salt FROM entry e LEFT JOIN salt s ON s.stream = e.stream"
    " WHERE e.stream = ? ORDER BY e.origin, e.seq"
)
_BY_STREAM = (
    select(tables.entry, tables.salt.c.salt)
    .select_from(tables.entry.outerjoin(tables.salt, tables.entry.c.stream == tables.salt.c.stream))
    .order_by(tables.entry.c.origin, tables.entry.c.seq)
)


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes, in which office and role, and when (UTC milliseconds)."""

    office: str
    actor: str
    role: str
    at: int


class OwnOrigin(msgspec.Struct, frozen=True, kw_only=True):
    """The lineage this file writes now. `newest_at` is the instant of its newest entry."""

    origin: bytes
    seq: int
    chain: bytes
    newest_at: int
    hlc: int
    mark: str
    point: str


_OWN = OwnOrigin.__struct_fields__
_OPEN_ORIGIN = f"SELECT {', '.join(_OWN)} FROM origin WHERE is_open=1"  # noqa: S608


class Pen:
    """Writes entries of one open origin within one transaction.

    `append` gives the new fold at once; rows go to the database when `flush` is called, which
    the owner of the transaction must do before it reads them back or commits.
    """

    def __init__(
        self, connection: Connection, stamp: Stamp, random: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._connection = connection
        self._stamp = stamp
        self._random = random
        self._own = own_origin(connection)
        self._salts: dict[bytes, bytes] = {}
        self._entries: list[Entry] = []
        self._opened: list[tuple[bytes, bytes]] = []

    @property
    def own(self) -> OwnOrigin:
        return self._own

    @property
    def stamp(self) -> Stamp:
        return self._stamp

    def restamp(self, stamp: Stamp) -> None:
        """The next entries carry another instant or actor."""
        self._stamp = stamp

    def append(self, stream: bytes, folded: Folded | None, event: Event) -> Folded:
        """Seal one event after what its author has seen of the stream."""
        entry = self._sealed(stream, folded, event)
        self._entries.append(entry)
        after = advance(folded, entry)
        if after is None:
            self.flush()
            after = load(self._connection, stream)
        return after

    def flush(self) -> None:
        """Entries, new salts and the origin's place go to the database in one go."""
        if not self._entries:
            return
        raw = driver(self._connection)
        raw.executemany(_INSERT_ENTRY, [_row(entry) for entry in self._entries])
        if self._opened:
            raw.executemany(_INSERT_SALT, self._opened)
        own = self._own
        raw.execute(_UPDATE_ORIGIN, (own.seq, own.chain, own.newest_at, own.hlc, own.origin))
        self._entries, self._opened = [], []

    def _sealed(self, stream: bytes, folded: Folded | None, event: Event) -> Entry:
        stamp, own = self._stamp, self._own
        body = codec.encode(event)
        name = stored_name(type(event))
        salt = sealing_salt(name, stream, self._salt(stream, folded, event))
        hlc = _next_hlc(own.hlc, 0 if folded is None else folded.hlc, stamp.at)
        envelope = Envelope(
            office=stamp.office,
            stream=stream,
            parents=() if folded is None else folded.heads,
            type=name,
            schema=codec.SCHEMAS[name],
            actor=uuid.UUID(stamp.actor).bytes,
            role=stamp.role,
            at=stamp.at,
            hlc=hlc,
            commitment=body_commitment(salt, body),
        )
        content_id = envelope.content_id()
        chain = chain_link(own.chain, content_id)
        self._own = msgspec.structs.replace(
            own, seq=own.seq + 1, chain=chain, newest_at=max(own.newest_at, stamp.at), hlc=hlc
        )
        return Entry(
            origin=own.origin,
            seq=own.seq + 1,
            envelope=envelope,
            content_id=content_id,
            chain=chain,
            body=body,
        )

    def _salt(self, stream: bytes, folded: Folded | None, event: Event) -> bytes:
        known = self._salts.get(stream)
        if known is not None:
            return known
        if codec.KIND_OF.get(stored_name(type(event))) == codec.OFFICE or (
            folded is not None and folded.kind == codec.OFFICE
        ):
            salt = stream_salt(stream)
        elif folded is None:
            salt = self._random(SALT_SIZE)
            self._opened.append((stream, salt))
        else:
            salt = find_salt(self._connection, stream)
        self._salts[stream] = salt
        return salt


def load(connection: Connection, stream: bytes) -> Folded:
    """The fold of all entries of a stream that are here."""
    rows = driver(connection).execute(f"{_UNSALTED} (?)", (stream,))
    return fold([entry_from(row) for row in rows])


def entries_of(connection: Connection, stream: bytes) -> list[Entry]:
    return [entry_from(row) for row in driver(connection).execute(_OF_STREAM, (stream,))]


def load_each(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, Folded]:
    """The folds of many streams by one query; a stream without entries is not among them."""
    told = entries_of_each(connection, streams)
    return {stream: fold(entries) for stream, entries in told.items()}


def entries_of_each(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, list[Entry]]:
    """The entries of many streams by one query, without their salts."""
    found: dict[bytes, list[Entry]] = {}
    named = ",".join("?" * len(streams))
    for row in driver(connection).execute(f"{_UNSALTED} ({named})", streams):
        found.setdefault(row[2], []).append(entry_from(row))
    return found


def entries_between(connection: Connection, origin: bytes, after: int, limit: int) -> list[Entry]:
    """Entries of one origin with seq > `after`, in order."""
    rows = connection.execute(
        _BY_STREAM.where(tables.entry.c.origin == origin, tables.entry.c.seq > after).limit(limit)
    )
    return [entry_from(row) for row in rows]


def own_origin(connection: Connection) -> OwnOrigin:
    """The open origin of this file; every workspace has exactly one."""
    row = driver(connection).execute(_OPEN_ORIGIN).fetchone()
    if row is None:
        raise LookupError("no origin is open")
    return OwnOrigin(**dict(zip(_OWN, row, strict=True)))


def open_origin(connection: Connection, *, origin: bytes, point: str, mark: str) -> OwnOrigin:
    """Begin a lineage; the one written so far takes no more entries."""
    table = tables.origin
    hlc = connection.execute(select(table.c.hlc).where(table.c.is_open == 1)).scalar() or 0
    connection.execute(table.update().values(is_open=0))
    connection.execute(
        table.insert().values(
            origin=origin,
            seq=0,
            chain=chain_start(origin),
            newest_at=0,
            hlc=hlc,
            is_own=1,
            is_open=1,
            mark=mark,
            point=point,
        )
    )
    return own_origin(connection)


def find_salt(connection: Connection, stream: bytes) -> bytes:
    """The salt of a stream; derived for the streams that are never erased."""
    table = tables.salt
    found = connection.execute(select(table.c.salt).where(table.c.stream == stream)).scalar()
    return found if found is not None else stream_salt(stream)


def entry_from(row: Sequence[Any]) -> Entry:
    """A stored row, the table's columns and the salt, as an entry; the salt goes with a stream's
    first entry alone."""
    origin, seq, stream, content_id, office, parents, name, schema, actor, role, *rest = row
    at, hlc, commitment, chain, body, salt = rest
    envelope = Envelope(
        office=office,
        stream=stream,
        parents=split_references(parents),
        type=name,
        schema=schema,
        actor=actor,
        role=role,
        at=at,
        hlc=hlc,
        commitment=commitment,
    )
    return Entry(
        origin=origin,
        seq=seq,
        envelope=envelope,
        content_id=content_id,
        chain=chain,
        body=body,
        salt=None if parents else salt,
    )


def split_references(joined: bytes) -> tuple[bytes, ...]:
    """References stand one after the other, 16 bytes each."""
    return tuple(
        joined[start : start + REFERENCE_SIZE] for start in range(0, len(joined), REFERENCE_SIZE)
    )


def insert_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    """Rows as they are; the caller has verified and placed them."""
    rows: Sequence[tuple[Any, ...]] = [_row(entry) for entry in entries]
    if rows:
        driver(connection).executemany(_INSERT_ENTRY, rows)


def _row(entry: Entry) -> tuple[Any, ...]:
    """In the order of the table's columns."""
    envelope = entry.envelope
    return (
        entry.origin,
        entry.seq,
        envelope.stream,
        entry.content_id,
        envelope.office,
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


def _next_hlc(own: int, stream: int, at: int) -> int:
    """Later than everything seen, but not drawn along by a clock that is days ahead."""
    limit = (at + _DAY) << 16
    seen = max(own, stream if stream <= limit else 0)
    return max(seen + 1, at << 16)
