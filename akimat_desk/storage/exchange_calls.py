"""Columns of the server's row that came later: the call that is waited for, the feed's digest."""

from sqlalchemy import Connection

_LATER = {"call": "call BLOB", "feed": "feed BLOB NOT NULL DEFAULT x''"}


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    rows = connection.exec_driver_sql("PRAGMA table_info(server)")
    known = {row.name for row in rows}
    for name, told in _LATER.items():
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE server ADD COLUMN {told}")
