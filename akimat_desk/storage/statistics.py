"""What the statistical report counts: one walk over the rows of two periods."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection

from akimat_desk.domain.statistics import Span, Tally
from akimat_desk.storage.database import driver

# One pass with all that is counted together: a pass for each would read every row of the wide
# table as often. Bodies are one however they are spelt, so they are counted by the folded name.
_COUNTED: Final = (
    "SELECT CASE WHEN registered_on>=:first THEN 0 ELSE 1 END AS span, channel,"
    " through_folded, min(came_through), kind, topic, outcome, responsible, CASE"
    " WHEN stage='annulled' THEN 'annulled'"
    " WHEN answered='in_time' THEN 'in_time' WHEN answered='late' THEN 'late'"
    " WHEN is_open=0 THEN 'ended_otherwise'"
    " WHEN statutory_on<:today THEN 'open_overdue' ELSE 'open_in_term' END AS stands,"
    " traits, count(*) FROM case_line"
    " WHERE registered_on BETWEEN :first AND :last OR registered_on BETWEEN :first_before"
    " AND :last_before"
    " GROUP BY span, channel, through_folded, kind, topic, outcome, responsible, stands, traits"
)
_FIRST: Final = "SELECT min(registered_on) FROM case_line"


def tallies(connection: Connection, span: Span, before: Span, today: date) -> Iterator[Tally]:
    """Periods longer than a year meet the year before; what is in both counts as now."""
    told = {
        "first": span.from_on.isoformat(),
        "last": span.until_on.isoformat(),
        "first_before": before.from_on.isoformat(),
        "last_before": before.until_on.isoformat(),
        "today": today.isoformat(),
    }
    rows: Sequence[tuple[str, ...]] = driver(connection).execute(_COUNTED, told).fetchall()
    names: dict[str, str] = {}
    for row in rows:
        # Capital letters come first in the order of signs.
        names[row[2]] = min(row[3], names.get(row[2], row[3]))
    for row in rows:
        yield Tally(
            span=int(row[0]),
            channel=row[1],
            through=names[row[2]],
            kind=row[4],
            topic=row[5],
            outcome=row[6],
            executor=row[7],
            timeliness=row[8],
            traits=tuple(row[9].split()),
            count=int(row[10]),
        )


def first_registration(connection: Connection) -> date | None:
    found = connection.exec_driver_sql(_FIRST).scalar()
    return None if found is None else date.fromisoformat(str(found))
