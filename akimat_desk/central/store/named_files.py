"""The files that an office's entries name: the only ones that are taken in and given out."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert
from akimat_desk.domain.named_files import NAMING, NamedFile, named_file
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry


class NamedFiles:
    """Of one office. Follows the entries in the very transaction that keeps them."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def note(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            found = _named(entry)
            if found is not None:
                upsert(
                    self._connection,
                    tables.named_file,
                    ("office", "digest"),
                    office=self._office,
                    digest=found.digest,
                    size=found.size,
                )

    def holds(self, digest: bytes) -> bool:
        table = tables.named_file.c
        found = self._connection.execute(
            select(table.size).where(table.office == self._office, table.digest == digest)
        )
        return found.first() is not None


def _named(entry: Entry) -> NamedFile | None:
    """None for a fact without a file, and for one that is erased, unreadable or too new."""
    if entry.envelope.type not in NAMING or entry.body is None:
        return None
    try:
        event = codec.decode(entry.envelope.type, entry.envelope.schema, entry.body)
    except codec.BodyUnreadable:
        return None
    return None if event is None else named_file(event)
