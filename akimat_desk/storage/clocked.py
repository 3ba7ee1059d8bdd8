"""Which cases a report of the personal clock looks at."""

from datetime import date

from sqlalchemy import Connection

from akimat_desk.storage.database import driver

_WITHIN = (
    "SELECT stream FROM case_line WHERE registered_on<=? AND (is_open=1 OR ended_on>=?)"
    " ORDER BY stream"
)


def within(connection: Connection, from_on: date, until_on: date) -> list[bytes]:
    """Those that had a day in the period or are open now, in the order of their streams."""
    told = (until_on.isoformat(), from_on.isoformat())
    return [bytes(stream) for (stream,) in driver(connection).execute(_WITHIN, told)]
