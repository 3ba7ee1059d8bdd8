"""Proves that the journal is what was written and that the readings equal a fresh fold."""

import hashlib
from typing import Any

from sqlalchemy import Connection, Table, select

from akimat_desk.domain.case_events import ActIssued, CaseRegistered, FileAttached, ReceiptIssued
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.storage import journal, projections, tables
from akimat_desk.storage.errors import EntryAltered, ReadingAltered
from akimat_desk.storage.files import Files
from akimat_desk.storage.projections import Lens
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

_PAGE = 2000
_STREAM_PLACES = tuple(
    tables.stream.columns.keys().index(name) for name in ("kind", "heads", "count", "state_digest")
)


def verify_journal(connection: Connection) -> int:
    """Every entry's content id, commitment and chain; gaps; the recorded heads. Counts entries."""
    total = 0
    for row in connection.execute(select(tables.origin).order_by(tables.origin.c.origin)):
        chain, seq = chain_start(row.origin), 0
        while True:
            entries = journal.entries_between(connection, row.origin, seq, _PAGE)
            for entry in entries:
                seq += 1
                chain = chain_link(chain, entry.content_id)
                _verify_entry(connection, entry, seq, chain)
            if len(entries) < _PAGE:
                break
        if (seq, chain) != (row.seq, row.chain):
            raise EntryAltered(row.origin.hex(), seq, "end_missing")
        total += seq
    stored = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
    if stored != total:
        raise EntryAltered("", 0, "origin_unknown")
    return total


def _verify_entry(connection: Connection, entry: Entry, seq: int, chain: bytes) -> None:
    def altered(reason: str) -> EntryAltered:
        return EntryAltered(entry.origin.hex(), seq, reason)

    if entry.seq != seq:
        raise altered("gap")
    if entry.envelope.content_id() != entry.content_id:
        raise altered("envelope")
    if entry.chain != chain:
        raise altered("chain")
    if entry.body is None:
        return
    salt = journal.find_salt(connection, entry.envelope.stream)
    if body_commitment(salt, entry.body) != entry.envelope.commitment:
        raise altered("body")


def verify_readings(connection: Connection, lens: Lens) -> int:
    """Stream rows and list rows against a fresh fold of each stream. Counts streams."""
    seen = 0
    for stream in _streams(connection):
        folded = journal.load(connection, stream)
        _verify_stream(connection, stream, folded)
        _verify_line(connection, stream, folded, lens)
        seen += 1
    known = connection.exec_driver_sql("SELECT count(*) FROM stream").scalar_one()
    if known != seen:
        raise ReadingAltered("", "stream")
    return seen


def _verify_stream(connection: Connection, stream: bytes, folded: Folded) -> None:
    row = connection.execute(
        select(tables.stream).where(tables.stream.c.stream == stream)
    ).one_or_none()
    fresh = (folded.kind, b"".join(folded.heads), folded.count, projections.state_digest(folded))
    # By place: a row is a tuple, and its attribute `count` is the tuple's own.
    if row is None or tuple(row[place] for place in _STREAM_PLACES) != fresh:
        raise ReadingAltered(stream.hex(), "stream")


def _verify_line(connection: Connection, stream: bytes, folded: Folded, lens: Lens) -> None:
    state = folded.state
    if folded.kind == codec.CASE and state is not None and state.opened is not None:
        table: Table = tables.case_line
        fresh = projections.case_line(stream, state, lens)
    elif folded.kind == codec.PERSON and state is not None:
        table, fresh = tables.person_line, projections.person_line(stream, state)
    else:
        return
    columns = ", ".join(fresh)
    row = connection.exec_driver_sql(
        f"SELECT {columns} FROM {table.name} WHERE stream=?",  # noqa: S608
        (stream,),
    ).one_or_none()
    if row is None or tuple(row) != tuple(fresh.values()):
        raise ReadingAltered(stream.hex(), table.name)


def verify_files(connection: Connection, files: Files) -> int:
    """Every file that an entry of this desk names and that is held here. Counts files."""
    seen = 0
    for digest in file_digests(connection):
        if files.holds(digest):
            files.read(digest)
            seen += 1
    return seen


def file_digests(connection: Connection) -> set[bytes]:
    """The digests that entries name: receipts, acts, scans."""
    kinds = ("ReceiptIssued", "ActIssued", "FileAttached")
    table = tables.entry.c
    rows = connection.execute(
        select(table.type, table.schema, table.body).where(
            table.type.in_(kinds), table.body.is_not(None)
        )
    )
    found = set()
    for row in rows:
        event = codec.decode(row.type, row.schema, row.body)
        if isinstance(event, ReceiptIssued | ActIssued | FileAttached):
            found.add(event.digest)
    return found


def digest(connection: Connection) -> bytes:
    """SHA-256 over (stream, state digest) in order of the streams."""
    total = hashlib.sha256()
    table = tables.stream.c
    for row in connection.execute(select(table.stream, table.state_digest).order_by(table.stream)):
        total.update(row.stream + row.state_digest)
    return total.digest()


def rebuild(connection: Connection, lens: Lens) -> int:
    """Drop all readings and make them anew. Counts streams."""
    streams = _streams(connection)
    for table in (*tables.READINGS,):
        connection.execute(table.delete())
    for name in tables.FULL_TEXT_NAMES:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('delete-all')")  # noqa: S608
    for stream in streams:
        entries = journal.entries_of(connection, stream)
        folded = fold(entries)
        _note_numbers(connection, entries)
        projections.project(connection, stream, folded, lens, is_new=True)
    return len(streams)


def _note_numbers(connection: Connection, entries: list[Entry]) -> None:
    for entry in entries:
        if entry.envelope.type == "CaseRegistered" and entry.body is not None:
            event: Any = codec.decode("CaseRegistered", entry.envelope.schema, entry.body)
            if isinstance(event, CaseRegistered) and not event.reentered:
                projections.note_number(connection, entry.origin, event)


def _streams(connection: Connection) -> list[bytes]:
    """In the order of their first appearance, so that rows come back in the old order."""
    rows = connection.exec_driver_sql(
        "SELECT stream FROM entry GROUP BY stream ORDER BY min(hlc), stream"
    )
    return [row.stream for row in rows]
