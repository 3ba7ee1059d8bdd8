"""Joined applicants as readings: which joins stand, and who leads each record's union."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.sql.elements import TextClause

from akimat_desk.domain.people import PersonRecord
from akimat_desk.domain.unions import leaders
from akimat_desk.storage import journal, tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.metadata import metadata

_INDEX = (
    "CREATE INDEX IF NOT EXISTS person_by_leader ON person_line (leader)",
    "CREATE INDEX IF NOT EXISTS person_joined ON person_line (stream) WHERE leader <> stream",
)
_STANDING = "SELECT entry, other FROM person_join WHERE stream=?"
_ANY = "SELECT 1 FROM person_join LIMIT 1"
_NAMED = "SELECT 1 FROM person_join WHERE other=? LIMIT 1"
_AROUND = (
    "SELECT stream, other FROM person_join WHERE stream=?1"
    " UNION ALL SELECT stream, other FROM person_join WHERE other=?1"
)
Edge = tuple[bytes, bytes, bytes]
"""On whose record, by which entry, with whom."""


def follow(connection: Connection, stream: bytes, record: PersonRecord | None) -> None:
    """Bring the joins of one record, and the leaders of every union they touch, up to its fold.

    The record's own row must be there already, or gone where `record` is None.
    """
    raw = driver(connection)
    known = {(bytes(entry), bytes(other)) for entry, other in raw.execute(_STANDING, (stream,))}
    wanted = {(entry, other) for _, entry, other in edges(stream, record)}
    if not (known or wanted) and raw.execute(_NAMED, (stream,)).fetchone() is None:
        return
    raw.executemany(
        "DELETE FROM person_join WHERE stream=? AND entry=?",
        [(stream, entry) for entry, _ in known - wanted],
    )
    raw.executemany(
        "INSERT INTO person_join (stream, entry, other) VALUES (?,?,?)",
        [(stream, entry, other) for entry, other in wanted - known],
    )
    _lead(connection, {stream, *(other for _, other in known ^ wanted)})


def follow_each(
    connection: Connection, records: Iterable[tuple[bytes, PersonRecord | None]]
) -> None:
    """The same for many records; nearly always nobody is joined with anybody."""
    is_any = driver(connection).execute(_ANY).fetchone() is not None
    for stream, record in records:
        if is_any or any(edges(stream, record)):
            is_any = True
            follow(connection, stream, record)


def edges(stream: bytes, record: PersonRecord | None) -> Iterable[Edge]:
    """The joins of a record that stand; one that names no id at all binds nobody."""
    for entry, other in () if record is None else record.standing:
        try:
            yield stream, entry, uuid.UUID(other).bytes
        except ValueError:
            continue


def _lead(connection: Connection, among: set[bytes]) -> None:
    """Name the leader of every record that a chain of joins leads to from these."""
    raw = driver(connection)
    seen: set[bytes] = set()
    joins: set[tuple[bytes, bytes]] = set()
    while ahead := among - seen:
        one = ahead.pop()
        seen.add(one)
        found = {(bytes(row[0]), bytes(row[1])) for row in raw.execute(_AROUND, (one,))}
        joins |= found
        among = among.union(*found)
    here = {one for one in seen if _is_here(raw, one)}
    leading = leaders(joins, here)
    raw.executemany(
        "UPDATE person_line SET leader=? WHERE stream=?",
        [(leading.get(one, one), one) for one in here],
    )


def _is_here(raw: Any, stream: bytes) -> bool:
    row = raw.execute("SELECT 1 FROM person_line WHERE stream=?", (stream,)).fetchone()
    return row is not None


def verify(connection: Connection, fresh: Iterable[Edge]) -> None:
    """Raises ReadingAltered where joins or leaders are not what the folds give."""
    joins, lines = tables.person_join.c, tables.person_line.c
    wanted = set(fresh)
    rows = connection.execute(select(joins.stream, joins.entry, joins.other))
    if {tuple(row) for row in rows} != wanted:
        raise ReadingAltered("", "person_join")
    every = connection.execute(select(lines.stream, lines.leader))
    told = {row.stream: row.leader for row in every}
    leading = leaders(((stream, other) for stream, _, other in wanted), told)
    for stream, leader in told.items():
        if leader != leading.get(stream, stream):
            raise ReadingAltered(stream.hex(), "person_line")


def add_to_tables(connection: Connection) -> None:
    """The step that brings joins into a workspace made before there were any."""
    columns = connection.exec_driver_sql("PRAGMA table_info(person_line)")
    if "leader" not in {row.name for row in columns}:
        connection.exec_driver_sql(
            "ALTER TABLE person_line ADD COLUMN leader BLOB NOT NULL DEFAULT x''"
        )
    metadata.create_all(connection, [tables.person_join])
    connection.exec_driver_sql("UPDATE person_line SET leader=stream WHERE leader=x''")
    for statement in _INDEX:
        connection.exec_driver_sql(statement)
    # A desk with a newer program may have joined some, and this one has received it.
    joined = connection.exec_driver_sql(
        "SELECT DISTINCT stream FROM entry WHERE type='PersonsJoined'"
    )
    for (stream,) in joined.all():
        follow(connection, stream, journal.load(connection, stream).state)


def id_of(column: str) -> str:
    """SQL for a stream's bytes as the UUID text that cases name a person by."""
    digits = f"hex({column})"
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "lower(" + "||'-'||".join(f"substr({digits},{at},{size})" for at, size in parts) + ")"


def members_of(person: str) -> TextClause:
    """SQL for the ids of all records of a person's union, the person's own id in any case."""
    try:
        stream = uuid.UUID(person).bytes
    except ValueError:
        stream = b""
    statement = (
        "SELECT :union_of UNION ALL"  # noqa: S608
        f" SELECT {id_of('one.stream')} FROM person_line one"
        " WHERE one.leader = (SELECT leader FROM person_line WHERE stream = :union_stream)"
    )
    return text(statement).bindparams(
        bindparam("union_of", person), bindparam("union_stream", stream)
    )
