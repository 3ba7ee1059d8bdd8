"""The last numbers of the journals, for an act that hands the journals over."""

from sqlalchemy import Connection

from akimat_desk.storage.database import driver

_LAST = "SELECT origin, journal, year, last FROM series WHERE last>0 ORDER BY journal, year, origin"


def last_numbers(connection: Connection) -> list[tuple[bytes, str, int, int]]:
    """(origin, journal, year, last number) of every series of which a number is known here."""
    rows = driver(connection).execute(_LAST)
    return [(bytes(row[0]), str(row[1]), int(row[2]), int(row[3])) for row in rows]
