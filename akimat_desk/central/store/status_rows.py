"""What the status page asks beside its index: wrong tries, contacts, how long a stream is."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert


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
        upsert(self._connection, tables.contact, ("office",), office=self._office, at=at)

    def last(self) -> int:
        """The newest line of the feed counts too: a courier brings it without an exchange."""
        contact, feed = tables.contact.c, tables.feed.c
        spoke = self._connection.execute(
            select(contact.at).where(contact.office == self._office)
        ).scalar()
        # The lines of a feed are numbered in the order they came in.
        brought = self._connection.execute(
            select(feed.received_at)
            .where(feed.office == self._office)
            .order_by(feed.number.desc())
            .limit(1)
        ).scalar()
        return max(int(spoke or 0), int(brought or 0))


def length_of(connection: Connection, office: str, stream: bytes) -> int:
    """Entries only ever come, so a stream of the same length is the same stream."""
    table = tables.entry.c
    found = connection.execute(
        select(func.count()).where(table.office == office, table.stream == stream)
    ).scalar()
    return int(found or 0)
