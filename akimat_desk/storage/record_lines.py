"""Records that are no cases as a reading: lists of receptions, inspections and the like."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select

from akimat_desk.domain.collation import folded as search_folded
from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.record_kinds import KIND_BY_NAME
from akimat_desk.domain.records import Record
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.gathered import Gathered
from akimat_desk.storage.metadata import metadata

_TABLE = tables.record_line.c
_COLUMNS = tuple(column.name for column in tables.record_line.columns)
_NEW = f"INSERT INTO record_line ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_GONE = "DELETE FROM record_line WHERE stream=?"


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed by; what is empty narrows nothing. Days are ISO texts, inclusive."""

    from_on: str = ""
    until_on: str = ""
    group: str = ""
    held_by: str = ""
    stages: tuple[str, ...] = ()
    text: str = ""


def add_to_tables(connection: Connection) -> None:
    """A step of the tables: no record was written before it."""
    metadata.create_all(connection, [tables.record_line])


def gather(
    gathered: Gathered, stream: bytes, kind: str, record: Record | None, *, is_new: bool
) -> None:
    """Bring the line of one stream up to its fold."""
    if not is_new:
        gathered.drop(_GONE, stream)
    gathered.put_all(_NEW, lines(stream, kind, record))


def lines(stream: bytes, kind: str, record: Record | None) -> Iterator[tuple[Any, ...]]:
    """The row of a record in the order of the table's columns; none before it is opened."""
    if record is None or record.opened is None:
        return
    told = KIND_BY_NAME[kind].line(record)
    row = {
        "stream": stream,
        "kind": kind,
        "number": told.number,
        "number_key": number_key(told.number) if told.number else "",
        "on_day": "" if told.on is None else told.on.isoformat(),
        "until_day": "" if told.until is None else told.until.isoformat(),
        "sorted_by": told.sorted_by,
        "stage": told.stage,
        "belongs_to": told.group,
        "held_by": told.held_by,
        "who": told.who,
        "about": told.about,
        "case_id": told.case,
        "is_disputed": int(bool(record.disputes)),
        "words": search_folded(" ".join((told.number, told.who, told.about, *told.words))),
    }
    yield tuple(row[name] for name in _COLUMNS)


def page(
    connection: Connection,
    kind: str,
    narrowed: Narrowed,
    after: tuple[str, bytes] | None,
    limit: int,
) -> list[Row[Any]]:
    """The newest first; `sorted_by` and `stream` of the last row are the next cursor."""
    statement = _narrowed(kind, narrowed)
    if after is not None:
        key, stream = after
        statement = statement.where(
            (_TABLE.sorted_by < key) | ((_TABLE.sorted_by == key) & (_TABLE.stream < stream))
        )
    ordered = statement.order_by(_TABLE.sorted_by.desc(), _TABLE.stream.desc()).limit(limit)
    return list(connection.execute(ordered))


def every(connection: Connection, kind: str, narrowed: Narrowed) -> list[Row[Any]]:
    """All that fit, the oldest first, for papers and reports."""
    ordered = _narrowed(kind, narrowed).order_by(_TABLE.sorted_by, _TABLE.stream)
    return list(connection.execute(ordered))


def find(connection: Connection, kind: str, number: str) -> Row[Any] | None:
    """By a number as people type it, where one record alone bears it."""
    statement = select(tables.record_line).where(
        _TABLE.kind == kind, _TABLE.number_key == number_key(number)
    )
    rows = connection.execute(statement.limit(2)).all()
    return rows[0] if number and len(rows) == 1 else None


def verify(connection: Connection, told: Iterable[tuple[Any, ...]]) -> None:
    """Raises ReadingAltered where the table is not what all streams together say."""
    found = {tuple(row) for row in driver(connection).execute("SELECT * FROM record_line")}
    if found != set(told):
        raise ReadingAltered("", "record_line")


def _narrowed(kind: str, narrowed: Narrowed) -> Select[Any]:
    statement = select(tables.record_line).where(_TABLE.kind == kind)
    if narrowed.from_on:
        statement = statement.where(_TABLE.on_day >= narrowed.from_on)
    if narrowed.until_on:
        statement = statement.where(_TABLE.on_day <= narrowed.until_on)
    if narrowed.group:
        statement = statement.where(_TABLE.belongs_to == narrowed.group)
    if narrowed.held_by:
        statement = statement.where(_TABLE.held_by == narrowed.held_by)
    if narrowed.stages:
        statement = statement.where(_TABLE.stage.in_(narrowed.stages))
    for word in search_folded(narrowed.text).split():
        statement = statement.where(_TABLE.words.contains(word, autoescape=True))
    return statement
