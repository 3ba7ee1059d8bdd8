"""What the list of cases is sorted, narrowed and counted by besides its plain facts."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex

from akimat_desk.domain.case_events import CaseClosed
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.storage import held, journal, saved_lists, tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.metadata import metadata

_FILL = "UPDATE case_line SET number_sort=?, through_folded=?, answered=?, traits=? WHERE id=?"
REPEATED, COLLECTIVE = "repeated", "collective"


def list_columns(case: Case, office_id: str) -> dict[str, str]:
    """By column name: the order of numbers, the body's name for search, how it was answered,
    and what the reports count, in words with spaces between."""
    event = case.registered
    through = "" if event.came_through is None else event.came_through.body
    return {
        "number_sort": f"{event.year:04d}{event.journal}{event.mark}-{event.sequence:07d}",
        "through_folded": folded(through),
        "answered": _answered(case, office_id),
        "traits": " ".join(_traits(case)),
    }


def add_to_tables(connection: Connection) -> None:
    """The step of migration; cases that are here already get their columns filled."""
    new = [tables.case_label, saved_lists.saved_list, saved_lists.export_note]
    metadata.create_all(connection, new)
    known = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(case_line)")}
    missing = [name for name in tables.LIST_COLUMNS if name not in known]
    if missing:
        for name in missing:
            connection.exec_driver_sql(
                f"ALTER TABLE case_line ADD COLUMN {name} VARCHAR NOT NULL DEFAULT ''"
            )
    for index in tables.case_line.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))
    if missing:
        _fill(connection)


def add_traits(connection: Connection) -> None:
    """A later step: what the reports count came after the rest."""
    add_to_tables(connection)


def _fill(connection: Connection) -> None:
    identity: Any = msgspec.msgpack.decode(held.value(connection, held.IDENTITY))
    raw = driver(connection)
    for row, stream in raw.execute("SELECT id, stream FROM case_line").fetchall():
        columns = list_columns(journal.load(connection, stream).state, identity["office"])
        raw.execute(_FILL, (*columns.values(), row))


def _answered(case: Case, office_id: str) -> str:
    """By the statutory date as it stood on the day of closing; other ends are no answer."""
    ending = case.ending_at(office_id)
    event = None if ending is None else ending.event
    if not isinstance(event, CaseClosed) or event.due_on is None:
        return ""
    return "in_time" if event.closed_on <= event.due_on else "late"


def _traits(case: Case) -> Iterator[str]:
    if case.registered.previous:
        yield REPEATED
    if case.field("signatories") > 1:
        yield COLLECTIVE
    if case.registered.medium:
        yield case.registered.medium
