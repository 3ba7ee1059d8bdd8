"""The access log: an origin of its own beside the journal, chained alike, never part of a case."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, String, Table, func, select

from akimat_desk.domain.access_notes import (
    SCHEMA,
    TYPE,
    AccessNoted,
    NotesUnreadable,
    decode,
    encode,
)
from akimat_desk.journal.envelope import Entry, Envelope, stream_salt
from akimat_desk.storage import journal, tables, verification
from akimat_desk.storage.errors import EntryAltered, ReadingAltered
from akimat_desk.storage.journal import Stamp
from akimat_desk.storage.metadata import metadata
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

_ORIGIN_SIZE = 16
_PAGE = 2000

# The lineages of this log; `beside` is the journal's origin that was open when one began. Where
# the file begins another journal origin (put back, copied), another log begins with it.
access_origin = Table(
    "access_origin",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("beside", LargeBinary, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("hlc", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The entries, in the columns of the journal.
access_entry = Table(
    "access_entry",
    metadata,
    *(
        Column(one.name, one.type, primary_key=one.primary_key, nullable=one.nullable)
        for one in tables.entry.columns
    ),
    sqlite_with_rowid=False,
)

# The server's signed word that it holds a lineage of the log up to here.
access_receipt = Table(
    "access_receipt",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("receipt", LargeBinary, nullable=False),
    Column("server", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# A reading: what the entries say, a row a note; made anew by `rebuild`.
access_line = Table(
    "access_line",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("actor", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("day", String, nullable=False),
    Column("what", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("times", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", String, nullable=False),
    Index("access_by_day", "day"),
    Index("access_by_subject", "subject"),
    sqlite_with_rowid=False,
)
_TABLES = (access_origin, access_entry, access_receipt, access_line)
_LINE = access_line.c


class AccessWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the log is narrowed by; "" is everything. Days are ISO text."""

    from_on: str = ""
    until_on: str = ""
    actor: str = ""
    subject: str = ""
    what: str = ""


class AccessCounted(msgspec.Struct, frozen=True, kw_only=True):
    """What one person did on one day to one thing; `at` is the last time, UTC milliseconds."""

    actor: str
    day: str
    what: str
    kind: str
    subject: str
    times: int
    rows: int
    reason: str
    detail: str
    at: int


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    metadata.create_all(connection, list(_TABLES))


def append(
    connection: Connection, stamp: Stamp, noted: AccessNoted, random: Callable[[int], bytes]
) -> Entry:
    """Seal a group of notes at the end of the log that stands beside the open origin."""
    own = _open_origin(connection, random)
    last = _last(connection, own.origin)
    body, salt = encode(noted), stream_salt(own.origin)
    hlc = max(own.hlc + 1, stamp.at << 16)
    envelope = Envelope(
        office=stamp.office,
        stream=own.origin,
        parents=() if last is None else (last,),
        type=TYPE,
        schema=SCHEMA,
        actor=uuid.UUID(stamp.actor).bytes,
        role=stamp.role,
        at=stamp.at,
        hlc=hlc,
        commitment=body_commitment(salt, body),
    )
    content_id = envelope.content_id()
    entry = Entry(
        origin=own.origin,
        seq=own.seq + 1,
        envelope=envelope,
        content_id=content_id,
        chain=chain_link(own.chain, content_id),
        body=body,
    )
    connection.execute(access_entry.insert().values(**_row(entry)))
    connection.execute(access_line.insert(), list(_lines(entry)))
    connection.execute(
        access_origin.update()
        .where(access_origin.c.origin == own.origin)
        .values(seq=entry.seq, chain=entry.chain, hlc=hlc)
    )
    return entry


def counted(connection: Connection, wanted: AccessWanted, limit: int) -> list[AccessCounted]:
    """The newest day first; openings of a case are summed by person and day."""
    told = (_LINE.actor, _LINE.day, _LINE.what, _LINE.kind, _LINE.subject)
    more = (_LINE.reason, _LINE.detail)
    newest = func.max(_LINE.at)
    statement = select(
        *told,
        func.sum(_LINE.times).label("times"),
        func.sum(_LINE.rows).label("rows"),
        *more,
        newest.label("at"),
    )
    for clause in _narrowed(wanted):
        statement = statement.where(clause)
    statement = statement.group_by(*told, *more)
    ordered = statement.order_by(_LINE.day.desc(), newest.desc(), _LINE.subject).limit(limit)
    return [AccessCounted(**row) for row in connection.execute(ordered).mappings()]


def _narrowed(wanted: AccessWanted) -> Iterator[Any]:
    if wanted.from_on:
        yield _LINE.day >= wanted.from_on
    if wanted.until_on:
        yield _LINE.day <= wanted.until_on
    for name in ("actor", "subject", "what"):
        if value := getattr(wanted, name):
            yield _LINE[name] == value


def entries_between(connection: Connection, origin: bytes, after: int, limit: int) -> list[Entry]:
    table = access_entry.c
    statement = select(access_entry).where(table.origin == origin, table.seq > after)
    rows = connection.execute(statement.order_by(table.seq).limit(limit))
    return [journal.entry_from((*row, None)) for row in rows]


def origins(connection: Connection) -> list[Any]:
    """The rows of all lineages of the log."""
    return list(connection.execute(select(access_origin).order_by(access_origin.c.origin)))


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(access_entry)).scalar_one()


def chain_at(connection: Connection, origin: bytes, seq: int) -> bytes | None:
    """None beyond its end."""
    if seq == 0:
        return chain_start(origin)
    table = access_entry.c
    found = select(table.chain).where(table.origin == origin, table.seq == seq)
    chain: bytes | None = connection.execute(found).scalar()
    return chain


def verify(connection: Connection, tick: Callable[[int], None]) -> int:
    """Chain, ids, commitments and the reading. Counts entries; raises EntryAltered and
    ReadingAltered."""
    total = 0
    fresh: set[tuple[Any, ...]] = set()
    for row in origins(connection):
        chain, seq = chain_start(row.origin), 0
        while entries := entries_between(connection, row.origin, seq, _PAGE):
            for entry in entries:
                seq, chain = seq + 1, chain_link(chain, entry.content_id)
                _verify_entry(entry, seq, chain)
                fresh.update(tuple(line.values()) for line in _lines(entry))
            tick(len(entries))
        if (seq, chain) != (row.seq, row.chain):
            raise EntryAltered(row.origin.hex(), seq, "end_missing")
        total += seq
    if count(connection) != total:
        raise EntryAltered("", 0, "origin_unknown")
    if {tuple(row) for row in connection.execute(select(access_line))} != fresh:
        raise ReadingAltered("", "access_line")
    return total


def rebuild(connection: Connection) -> None:
    """The reading made anew."""
    connection.execute(access_line.delete())
    for row in origins(connection):
        seq = 0
        while entries := entries_between(connection, row.origin, seq, _PAGE):
            seq = entries[-1].seq
            connection.execute(access_line.insert(), [one for e in entries for one in _lines(e)])


def _verify_entry(entry: Entry, seq: int, chain: bytes) -> None:
    reason = ""
    if entry.seq != seq:
        reason = "gap"
    elif not verification.is_as_sealed(entry):
        reason = "envelope"
    elif entry.chain != chain:
        reason = "chain"
    elif not verification.is_committed(entry, stream_salt(entry.origin)):
        reason = "body"
    if reason:
        raise EntryAltered(entry.origin.hex(), seq, reason)


def _open_origin(connection: Connection, random: Callable[[int], bytes]) -> Any:
    beside = journal.own_origin(connection).origin
    known = select(access_origin).where(access_origin.c.beside == beside)
    found = connection.execute(known).one_or_none()
    if found is not None:
        return found
    origin = random(_ORIGIN_SIZE)
    connection.execute(
        access_origin.insert().values(
            origin=origin, beside=beside, seq=0, chain=chain_start(origin), hlc=0
        )
    )
    return connection.execute(known).one()


def _last(connection: Connection, origin: bytes) -> bytes | None:
    """The reference of the newest entry."""
    table = access_entry.c
    newest = select(table.content_id).where(table.origin == origin).order_by(table.seq.desc())
    found: bytes | None = connection.execute(newest.limit(1)).scalar()
    return None if found is None else found[:_ORIGIN_SIZE]


def _row(entry: Entry) -> dict[str, Any]:
    envelope = entry.envelope
    told = msgspec.structs.asdict(envelope)
    return {
        **told,
        "parents": b"".join(envelope.parents),
        "origin": entry.origin,
        "seq": entry.seq,
        "content_id": entry.content_id,
        "chain": entry.chain,
        "body": entry.body,
    }


def _lines(entry: Entry) -> Iterable[dict[str, Any]]:
    """In the order of the table's columns; nothing of what a newer program wrote."""
    actor = str(uuid.UUID(bytes=entry.envelope.actor))
    for place, note in enumerate(_notes(entry)):
        yield {
            "origin": entry.origin,
            "seq": entry.seq,
            "place": place,
            "actor": actor,
            "at": entry.envelope.at,
            "day": note.day.isoformat(),
            "what": note.what,
            "kind": note.kind,
            "subject": note.subject,
            "times": note.count,
            "rows": note.rows,
            "reason": note.reason,
            "detail": note.detail,
        }


def _notes(entry: Entry) -> Sequence[Any]:
    try:
        return () if entry.body is None else decode(entry.envelope.schema, entry.body).notes
    except NotesUnreadable:
        return ()
