"""The files that an office's entries name: the only ones that are taken in and given out."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.bulk import insert_rows
from akimat_desk.central.store.statements import Statement
from akimat_desk.domain.named_files import MAX_FILE, NAMING, NamedFile, named_file
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry

_DIGEST = 32
_KNOWN = Statement("SELECT digest FROM named_file WHERE office = ? AND digest IN ??")


class NamedFiles:
    """Of one office. Follows the entries in the very transaction that keeps them."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def note(self, entries: Iterable[Entry]) -> None:
        """Of the batch as a whole: a statement for each file would outweigh the entries."""
        found = {}
        for entry in entries:
            named = _named(entry)
            # A digest of another size names nothing that could ever come.
            if named is not None and len(named.digest) == _DIGEST:
                found[named.digest] = min(max(named.size, 0), MAX_FILE)
        if not found:
            return
        for (digest,) in _KNOWN.rows(self._connection, self._office, list(found)):
            found.pop(digest)
        rows = [(self._office, digest, size) for digest, size in found.items()]
        insert_rows(self._connection, tables.named_file, rows)

    def holds(self, digest: bytes) -> bool:
        table = tables.named_file.c
        found = self._connection.execute(
            select(table.size).where(table.office == self._office, table.digest == digest)
        )
        return found.first() is not None


def file_named(entry: Entry) -> bytes | None:
    """The digest of the file that an entry names, None where it names none."""
    named = _named(entry)
    return named.digest if named is not None and len(named.digest) == _DIGEST else None


def _named(entry: Entry) -> NamedFile | None:
    """None for a fact without a file, and for one that is erased, unreadable or too new."""
    if entry.envelope.type not in NAMING:
        return None
    event = codec.find(entry.envelope.type, entry.envelope.schema, entry.body)
    return None if event is None else named_file(event)
