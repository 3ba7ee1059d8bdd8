"""Proves that the journal is what was written and that the readings equal a fresh fold."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Table, select

from akimat_desk.domain.act_events import ActCopied, ActSigned
from akimat_desk.domain.case_events import (
    ActIssued,
    ActNumbered,
    FileAttached,
    ReceiptIssued,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import number_at
from akimat_desk.domain.people import PersonRecord
from akimat_desk.domain.record_kinds import KIND_BY_NAME
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry, sealing_salt
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.storage import (
    act_lines,
    address_proofs,
    body_lines,
    case_labels,
    dossiers,
    journal,
    person_words,
    projections,
    record_lines,
    tables,
    unions,
)
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import DatabaseDamaged, EntryAltered, FileGone, ReadingAltered
from akimat_desk.storage.files import Files
from akimat_desk.storage.numbers_given import numbers
from akimat_desk.storage.projections import Given, Lens
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

Tick = Callable[[int], None]
"""Told of so many steps more; it may raise, and the transaction around it is then given up."""
_PAGE, _AT_ONCE = 2000, 400
_CUT = "has an invalid size"
_FRESH_WORDS = "INSERT INTO temp.fresh_case_words (rowid, words) VALUES (?,?)"
_FRESH_NAMES = "INSERT INTO temp.fresh_person_words (rowid, words) VALUES (?,?)"
_FRESH_NUMBERS = "INSERT INTO temp.fresh_case_numbers (rowid, number_key) VALUES (?,?)"
_STREAM_PLACES = tuple(
    tables.stream.columns.keys().index(name)
    for name in ("kind", "heads", "count", "state_digest", "hlc", "waiting", "unknown", "aside")
)


def _untold(_steps: int) -> None:
    """Nobody wants to know how far it is."""


def steps(connection: Connection) -> tuple[int, int]:
    """How many entries and streams there are: what verifying and rebuilding walk through."""
    entries, streams = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM stream)"
    ).one()
    return int(entries), int(streams)


def verify_pages(connection: Connection) -> None:
    """Every page of the file as it was sealed, indexes too; raises DatabaseDamaged."""
    run = driver(connection).execute
    # A page that a full disk cut off while it was copied out of the log is still whole in the
    # log: if anything needs it and it is not, the second check reads it and says so.
    told = [row[0] for row in run("PRAGMA cipher_integrity_check")]
    sealed = [words for words in told if _CUT not in words]
    built = [row[0] for row in run("PRAGMA quick_check") if row[0] != "ok"]
    if sealed or built:
        raise DatabaseDamaged(str((*sealed, *built)[0]))


def verify_journal(connection: Connection, tick: Tick = _untold) -> int:
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
            tick(len(entries))
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
    if not is_as_sealed(entry):
        raise altered("envelope")
    if entry.chain != chain:
        raise altered("chain")
    if entry.body is None:
        return
    known, envelope = journal.find_salt(connection, entry.envelope.stream), entry.envelope
    salt = sealing_salt(envelope.type, envelope.stream, known)
    if not is_committed(entry, salt):
        raise altered("body")


def is_as_sealed(entry: Entry) -> bool:
    """Also False where a column holds what cannot be part of an envelope."""
    try:
        return entry.envelope.content_id() == entry.content_id
    except (TypeError, ValueError):
        return False


def is_committed(entry: Entry, salt: bytes) -> bool:
    """Whether the body, which must be there, is the one that was sealed."""
    try:
        found = body_commitment(salt, entry.body or b"")
    except TypeError:
        return False
    return entry.body is not None and found == entry.envelope.commitment


def fold_all(connection: Connection, tick: Tick = _untold) -> int:
    """Every stream can be read and folded, whatever the readings say. Counts streams."""
    streams = _streams(connection)
    for stream in streams:
        fold(journal.entries_of(connection, stream))
        tick(1)
    return len(streams)


def verify_readings(connection: Connection, lens: Lens, tick: Tick = _untold) -> int:
    """Streams, lists, series and full text against a fresh fold of each stream. Counts streams."""
    seen: Counter[str] = Counter()
    last: dict[tuple[bytes, str, int], int] = {}
    index = _FreshIndex(connection)
    told = _Told(lens)
    for stream in _streams(connection):
        entries = journal.entries_of(connection, stream)
        folded = fold(entries)
        _verify_stream(connection, stream, folded)
        seen["stream"] += 1
        table, line = _verify_line(connection, stream, folded, lens)
        seen[table] += 1
        if table == "case_line":
            index.add(stream, folded.state, line)
        elif table == "person_line":
            index.add_person(stream, folded.state)
        told.add(stream, folded, table)
        for origin, letter, year, number in numbers(entries, folded, lens):
            key = (origin, letter, year)
            last[key] = max(number, last.get(key, 0))
        tick(1)
    for name in ("stream", "case_line", "person_line"):
        known = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
        if known != seen[name]:
            raise ReadingAltered("", name)
    _verify_series(connection, last)
    told.verify(connection)
    index.verify(tick)
    return seen["stream"]


class _Told:
    """What all streams together say of the tables that hold several rows of one stream."""

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._incoming: list[dossiers.Line] = []
        self._joins: list[unions.Edge] = []
        self._labelled: list[case_labels.Labelled] = []
        self._acts: list[tuple[Any, ...]] = []
        self._bodies: list[body_lines.Named] = []
        self._records: list[tuple[Any, ...]] = []
        self._addresses = address_proofs.Told()

    def add(self, stream: bytes, folded: Folded, table: str) -> None:
        """`table` is the list in which the stream has a row."""
        self._incoming += projections.incoming_lines(stream, folded, self._lens)
        if table == "case_line":
            self._labelled += case_labels.labelled(stream, folded.state)
            number = number_at(folded.state, self._lens.office_id)
            own = projections.own(folded, self._lens)
            self._acts += act_lines.lines(stream, own, number)
            self._bodies += body_lines.lines(stream, folded.state)
            self._addresses.add_case(stream, folded.state)
        elif table == "person_line":
            self._joins += unions.edges(stream, folded.state)
            self._addresses.add_person(stream, folded.state)
        elif folded.kind == codec.ACT and folded.state is not None:
            self._acts += act_lines.lines(stream, folded.state, "")
        elif folded.kind in KIND_BY_NAME:
            self._records += record_lines.lines(stream, folded.kind, folded.state)

    def verify(self, connection: Connection) -> None:
        unions.verify(connection, self._joins)
        case_labels.verify(connection, self._labelled)
        act_lines.verify(connection, self._acts)
        body_lines.verify(connection, self._bodies)
        dossiers.verify(connection, self._incoming)
        record_lines.verify(connection, self._records)
        self._addresses.verify(connection)


def _verify_series(connection: Connection, last: Mapping[tuple[bytes, str, int], int]) -> None:
    rows = connection.exec_driver_sql("SELECT origin, journal, year, last FROM series")
    if {(row[0], row[1], row[2]): row[3] for row in rows} != last:
        raise ReadingAltered("", "series")


class _FreshIndex:
    """The full text once more, in memory: a contentless index can only be compared."""

    def __init__(self, connection: Connection) -> None:
        self._raw = driver(connection)
        for name, statement in tables.EVERY_TEXT.items():
            self._raw.execute(statement.replace(f"TABLE {name}", f"TABLE temp.fresh_{name}"))

    def add(self, stream: bytes, case: Case, line: Mapping[str, Any]) -> None:
        (row,) = self._raw.execute("SELECT id FROM case_line WHERE stream=?", (stream,)).fetchone()
        run = self._raw.execute
        run(_FRESH_WORDS, (row, projections.case_words(case)))
        run(_FRESH_NUMBERS, (row, projections.numbers_text(line)))

    def add_person(self, stream: bytes, record: PersonRecord) -> None:
        (row,) = self._raw.execute(
            "SELECT id FROM person_line WHERE stream=?", (stream,)
        ).fetchone()
        self._raw.execute(_FRESH_NAMES, (row, person_words.words(record)))

    def verify(self, tick: Tick) -> None:
        """Raises ReadingAltered where a term stands in one of the two and not in the other."""
        for name in tables.EVERY_TEXT:
            kept, fresh = self._terms("main", name), self._terms("temp", f"fresh_{name}")
            for number, (one, other) in enumerate(zip_longest(kept, fresh)):
                if one != other:
                    raise ReadingAltered("", name)
                if number % _PAGE == 0:
                    tick(0)

    def _terms(self, schema: str, name: str) -> Iterator[tuple[Any, ...]]:
        view = f"temp.terms_of_{schema}_{name}"
        self._raw.execute(
            f"CREATE VIRTUAL TABLE {view} USING fts5vocab({schema}, {name}, instance)"
        )
        rows: Iterator[tuple[Any, ...]] = self._raw.execute(f"SELECT * FROM {view}")  # noqa: S608
        return rows


def _verify_stream(connection: Connection, stream: bytes, folded: Folded) -> None:
    row = connection.execute(
        select(tables.stream).where(tables.stream.c.stream == stream)
    ).one_or_none()
    fresh = (
        *(folded.kind, b"".join(folded.heads), folded.count, projections.state_digest(folded)),
        *(folded.hlc, len(folded.waiting), len(folded.unknown), projections.aside(folded)),
    )
    # By place: a row is a tuple, and its attribute `count` is the tuple's own.
    if row is None or tuple(row[place] for place in _STREAM_PLACES) != fresh:
        raise ReadingAltered(stream.hex(), "stream")


def _verify_line(
    connection: Connection, stream: bytes, folded: Folded, lens: Lens
) -> tuple[str, Mapping[str, Any]]:
    """The list in which the stream has a row, and that row; "" where it has none."""
    state = folded.state
    if folded.kind == codec.CASE and projections.is_listed_in(folded, lens):
        table: Table = tables.case_line
        fresh = projections.case_line(stream, state, lens)
    elif folded.kind == codec.PERSON and state is not None:
        table, fresh = tables.person_line, projections.person_line(stream, state)
    else:
        return "", {}
    columns = ", ".join(fresh)
    row = connection.exec_driver_sql(
        f"SELECT {columns} FROM {table.name} WHERE stream=?",  # noqa: S608
        (stream,),
    ).one_or_none()
    if row is None or tuple(row) != tuple(fresh.values()):
        raise ReadingAltered(stream.hex(), table.name)
    return table.name, fresh


def verify_files(connection: Connection, files: Files, tick: Tick = _untold) -> int:
    """Every file that an entry of this desk names and that is held here. Counts files."""
    seen = 0
    for digest in file_digests(connection):
        if files.holds(digest):
            files.read(digest)
            seen += 1
            tick(0)
    return seen


def demand_own_files(connection: Connection, files: Files) -> None:
    """What was written under the open origin was stored here before its entry was; raises
    FileGone. A file of an older origin may have been left behind by a copy."""
    own = journal.own_origin(connection).origin
    for digest in sorted(file_digests(connection, own)):
        if not files.holds(digest):
            raise FileGone(digest.hex())


def file_digests(connection: Connection, origin: bytes | None = None) -> set[bytes]:
    """The digests that entries name, of one origin or of all: receipts, acts, scans."""
    kinds = ("ReceiptIssued", "ActIssued", "ActNumbered", "ActCopied", "ActSigned", "FileAttached")
    table = tables.entry.c
    statement = select(table.type, table.schema, table.body).where(
        table.type.in_(kinds), table.body.is_not(None)
    )
    if origin is not None:
        statement = statement.where(table.origin == origin)
    found = set()
    for row in connection.execute(statement):
        event = codec.find(row.type, row.schema, row.body)
        if isinstance(event, ReceiptIssued | ActIssued | ActNumbered | ActCopied | FileAttached):
            found.add(event.digest)
        elif isinstance(event, ActSigned):
            found.add(event.file)
    return found - {b""}


def digest(connection: Connection) -> bytes:
    """SHA-256 over (stream, state digest) in order of the streams."""
    total = hashlib.sha256()
    table = tables.stream.c
    for row in connection.execute(select(table.stream, table.state_digest).order_by(table.stream)):
        total.update(row.stream + row.state_digest)
    return total.digest()


def rebuild(connection: Connection, lens: Lens, tick: Tick = _untold) -> int:
    """Drop all readings and make them anew. Counts streams."""
    streams = _streams(connection)
    for table in (*tables.READINGS, dossiers.incoming_line):
        connection.execute(table.delete())
    for name in tables.EVERY_TEXT:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('delete-all')")  # noqa: S608
    for first in range(0, len(streams), _AT_ONCE):
        told = journal.entries_of_each(connection, streams[first : first + _AT_ONCE])
        given: list[Given] = []
        brought: list[projections.Brought] = []
        for stream in streams[first : first + _AT_ONCE]:
            folded = fold(told[stream])
            given += numbers(told[stream], folded, lens)
            brought.append((stream, folded, True))
            tick(1)
        projections.note_series(connection, given)
        projections.project_each(connection, brought, lens)
    return len(streams)


def _streams(connection: Connection) -> list[bytes]:
    """In the order of their first appearance, so that rows come back in the old order."""
    rows = connection.exec_driver_sql(
        "SELECT stream FROM entry GROUP BY stream ORDER BY min(hlc), stream"
    )
    return [row.stream for row in rows]
