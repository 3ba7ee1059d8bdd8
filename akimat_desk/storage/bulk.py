"""Many streams at once: for what a new calendar or rule pack does to all open cases."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from akimat_desk.journal.fold import Folded, fold
from akimat_desk.storage import journal, projections, tables
from akimat_desk.storage.projections import Lens


def open_cases(connection: Connection) -> Iterator[tuple[bytes, Folded]]:
    """(stream, fold) of every open case, in the order of the streams, one query for all."""
    table = tables.entry
    wanted = select(tables.case_line.c.stream).where(tables.case_line.c.is_open == 1)
    rows = connection.execute(
        select(table, tables.salt.c.salt)
        .select_from(table.outerjoin(tables.salt, table.c.stream == tables.salt.c.stream))
        .where(table.c.stream.in_(wanted))
        .order_by(table.c.stream)
        .execution_options(yield_per=5000)
    )
    for stream, group in groupby(rows, key=lambda row: row.stream):
        yield bytes(stream), fold(journal.entry_from(row) for row in group)


def project_open_cases(connection: Connection, lens: Lens) -> int:
    """Bring the list rows of all open cases under another lens. Counts cases."""
    found = list(open_cases(connection))
    for stream, folded in found:
        projections.project(connection, stream, folded, lens)
    return len(found)
