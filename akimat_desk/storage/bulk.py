"""Many streams at once: for what a new calendar or rule pack does to all open cases."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection

from akimat_desk.domain.cases import Case
from akimat_desk.journal.fold import Folded
from akimat_desk.storage import journal, projections
from akimat_desk.storage.database import driver
from akimat_desk.storage.projections import Lens

_AT_ONCE: Final = 400
_DATED: Final = ("statutory_on", "next_on", "next_kind")
_OPEN: Final = (
    "SELECT stream, registered_on, statutory_on, incoming_key FROM case_line WHERE is_open=1"
    " ORDER BY stream"
)
_REDATE: Final = f"UPDATE case_line SET {', '.join(f'{name}=?' for name in _DATED)} WHERE stream=?"  # noqa: S608


def open_since(connection: Connection) -> tuple[date, date] | None:
    """From the first day a term of an open case may count to the last on which one ends."""
    first, last = connection.exec_driver_sql(
        "SELECT min(registered_on), max(coalesce(statutory_on, registered_on)) FROM case_line"
        " WHERE is_open=1"
    ).one()
    return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))


def spanning(
    connection: Connection, days: Sequence[date], *, is_end_known: bool = True
) -> list[bytes]:
    """The open cases whose term one of these days (in order) may move, in order of streams.

    A term is a function of the days from its start to its end: what happens to days after it
    moves nothing. A case without a date may stand in a pause and is looked at; so is one that
    came from another office, from its first day there. Where the dates of the list are not those
    the days are compared with, `is_end_known` is False.
    """
    told = [day.isoformat() for day in days]
    found = []
    for stream, registered_on, statutory_on, incoming in driver(connection).execute(_OPEN):
        first = 0 if incoming else bisect_left(told, registered_on)
        is_within = first < len(told) and (
            statutory_on is None or not is_end_known or told[first] <= statutory_on
        )
        if is_within:
            found.append(bytes(stream))
    return found


def open_cases(connection: Connection) -> list[tuple[bytes, date | None]]:
    """The open cases in the order of streams with the day their term began; None where that is
    another one than that of registration, because the case came from another office."""
    return [
        (bytes(stream), None if incoming else date.fromisoformat(registered_on))
        for stream, registered_on, _, incoming in driver(connection).execute(_OPEN)
    ]


def folds(connection: Connection, streams: Sequence[bytes]) -> Iterator[tuple[bytes, Folded]]:
    """In the order of the streams, a handful of queries for all."""
    for first in range(0, len(streams), _AT_ONCE):
        some = streams[first : first + _AT_ONCE]
        found = journal.load_each(connection, some)
        yield from ((stream, found[stream]) for stream in some if stream in found)


def redate(connection: Connection, stream: bytes, case: Case, lens: Lens) -> None:
    """The dates of one row of the list as they are under another calendar; nothing else of the
    row depends on it."""
    due = projections.due_columns(case, lens)
    driver(connection).execute(_REDATE, (*(due[name] for name in _DATED), stream))
