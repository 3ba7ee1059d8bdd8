"""What the status page asks beside its index: wrong tries, contacts, how long a stream is."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert
from akimat_desk.central.store.statements import Statement

_SPOKE = Statement(
    "INSERT INTO contact (office, at) VALUES (?,?) ON CONFLICT (office) DO UPDATE SET"
    " at=excluded.at"
)
# The lines of a feed are numbered in the order they came in.
_HEARD = Statement(
    "SELECT at FROM contact WHERE office = ? UNION ALL SELECT received_at FROM"
    " (SELECT received_at FROM feed WHERE office = ? AND origin NOT IN"
    " (SELECT origin FROM centre_origin WHERE office = ?) ORDER BY number DESC LIMIT 1) newest"
)
_LENGTH = Statement("SELECT count(*) FROM entry WHERE office = ? AND stream = ?")


class StatusTries:
    """Wrong tries of the running hour. Whose they are stands there as a digest only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counted(self, hour: int) -> dict[str, int]:
        table = tables.status_try.c
        rows = self._connection.execute(select(table.key, table.count).where(table.hour == hour))
        return {key: int(count) for key, count in rows}

    def note(self, keys: Iterable[str], hour: int, counts: dict[str, int]) -> None:
        """Keeps the counts of these keys, and nothing of the hours before."""
        table = tables.status_try
        self._connection.execute(table.delete().where(table.c.hour < hour))
        for key in sorted(keys):
            upsert(self._connection, table, ("key",), key=key, hour=hour, count=counts[key])


def try_key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind} {value}".encode()).hexdigest()[:32]


class Contacts:
    """When a desk of an office last exchanged, also when it had nothing to say."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def note(self, at: int) -> None:
        _SPOKE.rows(self._connection, self._office, at)

    def last(self) -> int:
        """The newest line of the feed counts too: a courier brings it without an exchange.

        What the centre wrote there itself is no word of the office.
        """
        rows = _HEARD.rows(self._connection, self._office, self._office, self._office)
        return max((int(at) for (at,) in rows), default=0)


def length_of(connection: Connection, office: str, stream: bytes) -> int:
    """Entries only ever come, so a stream of the same length is the same stream."""
    return int(_LENGTH.value(connection, office, stream))
