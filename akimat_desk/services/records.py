"""Opens, continues and reads the records that have streams of their own."""

import uuid
from dataclasses import dataclass
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.record_kinds import KIND_BY_NAME
from akimat_desk.domain.records import Record
from akimat_desk.domain.series_taken import series_taken
from akimat_desk.domain.succession import demand_standing
from akimat_desk.services.core import Core, Writing
from akimat_desk.storage import journal, projections, queries, record_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.record_lines import Narrowed as Narrowed  # noqa: PLC0414

Cursor = tuple[str, bytes]


@dataclass(eq=False)
class RecordNotFound(RuleBroken):
    """No record of that kind bears this id or number."""

    record: str


class RecordPage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of record_line and the cursor of the next page, None at the end."""

    rows: tuple[Any, ...]
    next_cursor: Cursor | None


def next_number(writing: Writing, letter: str, year: int) -> int:
    """The next number of this desk's own series, for an opening event to take."""
    return queries.next_in_series(writing.connection, writing.pen.own.origin, letter, year)


def open_record(writing: Writing, opening: Event, *events: Event) -> str:
    """The id of the new record. Raises OfficeEnded: another office has taken over."""
    demand_standing(writing.office, legal_day(writing.pen.stamp.at))
    stream = uuid_utils.uuid7().bytes
    writing.append(stream, None, opening, *events)
    taken = series_taken(opening)
    if taken is not None:
        given = (writing.pen.own.origin, *taken)
        projections.note_series(writing.connection, [given])
    return str(uuid.UUID(bytes=stream))


def load(connection: Connection, kind: str, record_id: str) -> Record:
    """Raises RecordNotFound for what is not a record of that kind."""
    folded = journal.load(connection, _stream(record_id))
    if folded.kind != kind or folded.state is None or folded.state.opened is None:
        raise RecordNotFound(record_id)
    record: Record = folded.state
    return record


def append(writing: Writing, record_id: str, *events: Event) -> Record:
    """The record with these events more; the caller has looked at it in this transaction."""
    stream = _stream(record_id)
    folded = writing.append(stream, journal.load(writing.connection, stream), *events)
    record: Record = folded.state
    return record


class Records:
    """What every kind of record is asked alike."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def get(self, kind: str, record_id: str) -> Record:
        """Raises RecordNotFound."""
        with self._core.database.read() as connection:
            return load(connection, kind, record_id)

    def find(self, kind: str, number: str) -> str | None:
        """The id of the one record with that number, typed in any way."""
        with self._core.database.read() as connection:
            row = record_lines.find(connection, kind, number)
        return None if row is None else str(uuid.UUID(bytes=row.stream))

    def page(
        self, kind: str, narrowed: Narrowed, cursor: Cursor | None = None, limit: int = 50
    ) -> RecordPage:
        """The newest first."""
        if kind not in KIND_BY_NAME:
            raise RecordNotFound(kind)
        with self._core.database.read() as connection:
            rows = record_lines.page(connection, kind, narrowed, cursor, limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        return RecordPage(
            rows=tuple(rows[:limit]), next_cursor=last and (last.sorted_by, last.stream)
        )


def _stream(record_id: str) -> bytes:
    """Raises RecordNotFound for what cannot be an id."""
    try:
        return uuid.UUID(record_id).bytes
    except ValueError:
        raise RecordNotFound(record_id) from None
