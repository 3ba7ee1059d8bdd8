"""What the centre drops of a stream that its office erased: bodies, salt and the files' names."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from akimat_desk.central.store.named_files import file_named
from akimat_desk.central.store.statements import Statement
from akimat_desk.domain.facts import stored_name
from akimat_desk.domain.named_files import NAMING
from akimat_desk.domain.offices import office_stream
from akimat_desk.domain.stream_events import StreamErased
from akimat_desk.journal.envelope import Entry

_TYPE = stored_name(StreamErased)
_ERASED = Statement(
    "SELECT DISTINCT stream FROM entry WHERE office = ? AND type = ? AND stream IN ??"
)
_BODIES = Statement(
    "UPDATE entry SET body = NULL"
    " WHERE office = ? AND type <> ? AND body IS NOT NULL AND stream IN ??"
)
_SALTS = Statement("DELETE FROM salt WHERE office = ? AND stream IN ??")
_NAMES = Statement("DELETE FROM named_file WHERE office = ? AND digest IN ??")
_NAMING = Statement("SELECT DISTINCT stream FROM entry WHERE office = ? AND type IN ??")


class Erasures:
    """Follows the entries in the transaction that keeps them. An office's own stream, which every
    desk works by, is never erased: the fold says the same."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    @staticmethod
    def told(entries: Iterable[Entry]) -> set[bytes]:
        """Streams that are erased by one of these."""
        return {entry.envelope.stream for entry in entries if entry.envelope.type == _TYPE}

    def erased(self, streams: Iterable[bytes]) -> list[bytes]:
        """Those of them that an erasure stands in: nothing of these may stay.

        Asked where one came, and of streams whose salt came: without it no body can be proven. A
        batch that holds such bodies can be proven no more: whoever sent it hears of the erasure
        and sends it without them.
        """
        asked = set(streams) - {office_stream(self._office).bytes}
        if not asked:
            return []
        rows = _ERASED.rows(self._connection, self._office, _TYPE, list(asked))
        return [bytes(row[0]) for row in rows]

    def drop(
        self, streams: Sequence[bytes], entries: Iterable[Entry], others: set[bytes]
    ) -> set[bytes]:
        """`entries` are those of the streams, `others` the files that other streams name. Gives
        the files that nobody names any more."""
        files = {named for entry in entries if (named := file_named(entry)) is not None} - others
        run = self._connection
        if run.dialect.name == "sqlite":
            run.exec_driver_sql("PRAGMA secure_delete=ON")
        _BODIES.rows(run, self._office, _TYPE, list(streams))
        _SALTS.rows(run, self._office, list(streams))
        if files:
            _NAMES.rows(run, self._office, list(files))
        return files

    def naming(self) -> list[bytes]:
        """Streams in which an entry may name a file."""
        rows = _NAMING.rows(self._connection, self._office, list(NAMING))
        return [bytes(row[0]) for row in rows]
