"""Columns of the server's row that came later: the call waited for, the feed's digest, its end."""

from sqlalchemy import Connection

_LATER = {
    "call": "call BLOB",
    "feed": "feed BLOB NOT NULL DEFAULT x''",
    "is_level": "is_level INTEGER NOT NULL DEFAULT 0",
}


def add_to_tables(connection: Connection) -> None:
    """A step of the tables; it stands there once for each time a column was added."""
    rows = connection.exec_driver_sql("PRAGMA table_info(server)")
    known = {row.name for row in rows}
    for name, told in _LATER.items():
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE server ADD COLUMN {told}")
