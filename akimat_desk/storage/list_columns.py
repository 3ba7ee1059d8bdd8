"""What the list of cases is sorted and narrowed by besides its plain facts."""

from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex

from akimat_desk.domain.case_events import CaseClosed
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.storage import held, journal, saved_lists, tables
from akimat_desk.storage.database import driver

_FILL = "UPDATE case_line SET number_sort=?, through_folded=?, answered=? WHERE id=?"


def list_columns(case: Case, office_id: str) -> dict[str, str]:
    """By column name: the order of numbers, the body's name for search, how it was answered."""
    event = case.registered
    through = "" if event.came_through is None else event.came_through.body
    return {
        "number_sort": f"{event.year:04d}{event.journal}{event.mark}-{event.sequence:07d}",
        "through_folded": folded(through),
        "answered": _answered(case, office_id),
    }


def add_to_tables(connection: Connection) -> None:
    """The step of migration; cases that are here already get their columns filled."""
    new = [tables.case_label, saved_lists.saved_list, saved_lists.export_note]
    tables.metadata.create_all(connection, new)
    known = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(case_line)")}
    is_old = "number_sort" not in known
    if is_old:
        for name in ("number_sort", "through_folded", "answered"):
            connection.exec_driver_sql(
                f"ALTER TABLE case_line ADD COLUMN {name} VARCHAR NOT NULL DEFAULT ''"
            )
    for index in tables.case_line.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))
    if is_old:
        _fill(connection)


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
