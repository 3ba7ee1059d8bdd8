"""Which open cases somebody may have to be told of: a net that is too wide, never too narrow."""

from collections.abc import Collection
from datetime import date

import msgspec
from sqlalchemy import Connection

from akimat_desk.storage.database import driver

# A hand-over may wait for its acceptance: only the fold knows.
_CANDIDATES = (
    "SELECT c.stream, s.heads FROM case_line c JOIN stream s ON s.stream=c.stream"
    " WHERE c.is_open=1 AND (c.next_on<=?"
    " OR c.responsible NOT IN (SELECT value FROM json_each(?))"
    " OR EXISTS (SELECT 1 FROM entry e WHERE e.stream=c.stream"
    " AND e.type IN ('ExecutorAssigned', 'VisitOrdered', 'BodyAsked')))"
    " ORDER BY c.stream"
)
_CONTROLLED = (
    "SELECT c.stream FROM case_line c WHERE c.is_open=1 AND (c.control_on IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM entry e WHERE e.stream=c.stream AND e.type='ControlSet'))"
    " ORDER BY c.stream"
)


def candidates(
    connection: Connection, horizon: date, at_work: Collection[str]
) -> list[tuple[bytes, bytes]]:
    """Streams with their heads: due up to the horizon, in nobody's hands, or given to somebody."""
    told = (horizon.isoformat(), msgspec.json.encode(sorted(at_work)).decode())
    found = driver(connection).execute(_CANDIDATES, told)
    return [(bytes(stream), bytes(heads)) for stream, heads in found]


def controlled(connection: Connection) -> list[bytes]:
    """The open cases that another body ever controlled."""
    return [bytes(stream) for (stream,) in driver(connection).execute(_CONTROLLED)]
