"""What is known of the numbers given: of one lineage, and of the office-wide journals."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from akimat_desk.storage import tables

_LAST = "SELECT journal, year, last FROM series WHERE origin=? ORDER BY journal, year"
_SEVERAL = text(
    "SELECT s.stream, s.kind FROM stream s JOIN entry e ON e.stream=s.stream"
    " WHERE s.kind IN :kinds AND s.count > 1"
    " GROUP BY s.stream HAVING count(DISTINCT e.origin) > 1"
).bindparams(bindparam("kinds", expanding=True))
_NEWEST_YEAR = "SELECT max(year) FROM series WHERE origin=? AND journal=?"


def last_numbers(connection: Connection, origin: bytes) -> dict[str, int]:
    """The highest number of each journal and year, under "journal/year"."""
    rows = connection.exec_driver_sql(_LAST, (origin,))
    return {f"{row.journal}/{row.year}": row.last for row in rows}


def newest_year(connection: Connection, journal: str) -> int:
    """In which an office-wide journal has a number; 0 where it has none."""
    found = connection.exec_driver_sql(_NEWEST_YEAR, (tables.OFFICE_WIDE, journal)).scalar()
    return int(found or 0)


def several_writers(connection: Connection, kinds: Sequence[str]) -> list[tuple[bytes, str]]:
    """(stream, kind) of what more than one lineage wrote to: only there two can differ."""
    return [(row.stream, row.kind) for row in connection.execute(_SEVERAL, {"kinds": list(kinds)})]
