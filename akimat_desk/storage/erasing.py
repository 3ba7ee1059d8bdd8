"""What is dropped with an erased stream: bodies and salt, then files, full text and free pages."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from akimat_desk.domain.facts import stored_name
from akimat_desk.domain.named_files import named_file
from akimat_desk.domain.stream_events import StreamErased
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fact_of
from akimat_desk.storage import held, journal, tables
from akimat_desk.storage.database import Connection, driver

ERASED: Final = stored_name(StreamErased)
_SWEEP: Final = "sweep"
_DROP_BODIES = "UPDATE entry SET body=NULL WHERE stream=? AND type<>? AND body IS NOT NULL"
_DROP_SALT = "DELETE FROM salt WHERE stream=?"
# A draft names its matter by the id, in its own id or in what was typed.
_DROP_DRAFTS = "DELETE FROM draft WHERE instr(id, ?1) OR instr(form, CAST(?1 AS BLOB))"
_DROP_QUARANTINED = "DELETE FROM quarantine WHERE instr(batch, ?)"
_SHARED = (
    "SELECT DISTINCT f.name FROM share_file f JOIN entry e ON e.origin=f.origin"
    " AND e.seq BETWEEN f.first AND f.last WHERE e.stream=?"
)
_OTHER_CASES = "SELECT count(*) FROM case_line WHERE person=? AND stream<>?"
_JOINS = "SELECT count(*) FROM person_join WHERE stream=?1 OR other=?1"
_RECORDS = "SELECT count(*) FROM record_line WHERE case_id=?"
_OF_TYPE = "SELECT DISTINCT stream FROM entry WHERE type=?"


class Sweep(msgspec.Struct, frozen=True):
    """What is still to be done once the erasing transaction is on the disk: files that the
    erased entries named, and files of the share in which their bodies lie."""

    files: tuple[bytes, ...] = ()
    shared: tuple[str, ...] = ()


def erase(connection: Connection, stream: bytes) -> None:
    """Drop what an erased stream still holds here, whoever erased it; once more does nothing."""
    entries = journal.entries_of(connection, stream)
    if not any(entry.body is not None and entry.envelope.type != ERASED for entry in entries):
        return
    run = driver(connection).execute
    shared = tuple(row[0] for row in run(_SHARED, (stream,)))
    # What is overwritten is overwritten with zeros, on the page where it stood.
    run("PRAGMA secure_delete=ON")
    run(_DROP_BODIES, (stream, ERASED))
    run(_DROP_SALT, (stream,))
    run(_DROP_DRAFTS, (str(uuid.UUID(bytes=stream)),))
    run(_DROP_QUARANTINED, (stream,))
    _note(connection, Sweep(tuple(_digests(entries)), shared))


def taken(entries: Iterable[Entry]) -> Iterator[tuple[bytes, str, int, int]]:
    """(origin, journal, year, number) of what erased facts had numbered, as their erasure says."""
    for entry in entries:
        if entry.envelope.type != ERASED:
            continue
        for one in erasure_of(entry).taken:
            yield one.origin, one.journal, one.year, one.sequence


def erasure_of(entry: Entry) -> StreamErased:
    """One that cannot be read says nothing."""
    try:
        fact = fact_of(entry)
    except codec.BodyUnreadable:
        fact = None
    event = None if fact is None else fact.event
    return event if isinstance(event, StreamErased) else StreamErased(ground="", ordered_by="")


def is_named_elsewhere(connection: Connection, person: str, stream: bytes) -> bool:
    """Whether an applicant's record belongs to other matters too, or is joined with another."""
    run = driver(connection).execute
    (cases,) = run(_OTHER_CASES, (person, stream)).fetchone()
    (joins,) = run(_JOINS, (uuid.UUID(person).bytes,)).fetchone()
    return bool(cases or joins)


def records_of(connection: Connection, case_id: str) -> int:
    """Records with streams of their own that belong to the matter, such as a reception card."""
    (count,) = driver(connection).execute(_RECORDS, (case_id,)).fetchone()
    return int(count)


def erased_streams(connection: Connection) -> list[bytes]:
    return [row[0] for row in driver(connection).execute(_OF_TYPE, (ERASED,))]


def is_any_erased(connection: Connection, streams: Iterable[bytes]) -> bool:
    """A batch with bodies of an erased stream can be proven no more, and is not kept either."""
    return not set(erased_streams(connection)).isdisjoint(streams)


def files_of(entries: Iterable[Entry]) -> set[bytes]:
    return set(_digests(entries))


def to_sweep(connection: Connection) -> Sweep | None:
    """None where nothing is due."""
    told = held.find_value(connection, _SWEEP)
    return None if told is None else msgspec.msgpack.decode(told, type=Sweep)


def sweep_text(connection: Connection) -> None:
    """Terms of deleted rows stand in the full text until its parts are merged."""
    for name in tables.EVERY_TEXT:
        connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('optimize')")  # noqa: S608


def swept(connection: Connection) -> None:
    held.drop_value(connection, _SWEEP)


def _note(connection: Connection, fresh: Sweep) -> None:
    before = to_sweep(connection) or Sweep()
    both = Sweep((*before.files, *fresh.files), (*before.shared, *fresh.shared))
    held.set_value(connection, _SWEEP, msgspec.msgpack.encode(both))


def _digests(entries: Iterable[Entry]) -> Iterator[bytes]:
    for entry in entries:
        try:
            fact = None if entry.body is None else fact_of(entry)
        except codec.BodyUnreadable:
            continue
        named = None if fact is None else named_file(fact.event)
        if named is not None:
            yield named.digest
