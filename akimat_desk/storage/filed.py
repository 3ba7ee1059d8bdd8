"""What files and the end of a year are made of: ended cases, cases open on a day, series."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from akimat_desk.domain import case_events as events
from akimat_desk.domain.facts import stored_name
from akimat_desk.domain.moments import legal_day
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.storage import bulk, journal, tables
from akimat_desk.storage.database import driver

_ENDED: Final = (
    "SELECT stream FROM case_line WHERE is_open=0 AND ended_on BETWEEN ? AND ?"
    " ORDER BY ended_on, number_sort"
)
_ENDED_ON: Final = "SELECT ended_on FROM case_line WHERE is_open=0 AND stream=?"
_OPEN: Final = "SELECT stream FROM case_line WHERE is_open=1"
_OPEN_AT: Final = (
    "SELECT stream FROM case_line WHERE registered_on<=? AND (is_open=1 OR ended_on>?)"
    " ORDER BY number_sort"
)
_SERIES: Final = "SELECT origin, journal, last FROM series WHERE year=? ORDER BY journal, origin"
_MARKS: Final = "SELECT origin, mark FROM origin"
_REGISTERED: Final = (
    "SELECT substr(number_sort, 5, instr(number_sort, '-') - 5) AS series, count(*)"
    " FROM case_line WHERE number_sort GLOB ? GROUP BY series"
)
_NUMBERED: Final = (
    "SELECT journal, count(DISTINCT sequence) FROM act_line WHERE year=? AND sequence>0"
    " GROUP BY journal"
)
_BEGINS: Final = stored_name(events.CaseRegistered)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """`mark` is "" of a series that is one for the whole office; `entries` is None where only
    the last number is known."""

    journal: str
    origin: bytes
    mark: str
    last: int
    entries: int | None


def ended_within(connection: Connection, first: date, last: date) -> list[bytes]:
    """Streams of the cases that are ended, by the day of their ending."""
    rows = driver(connection).execute(_ENDED, (first.isoformat(), last.isoformat()))
    return [bytes(stream) for (stream,) in rows]


def ended_on(connection: Connection, stream: bytes) -> date | None:
    row = driver(connection).execute(_ENDED_ON, (stream,)).fetchone()
    return None if row is None or row[0] is None else date.fromisoformat(row[0])


def open_now(connection: Connection) -> frozenset[bytes]:
    return frozenset(bytes(stream) for (stream,) in driver(connection).execute(_OPEN))


def as_on(connection: Connection, day: date) -> Iterator[tuple[bytes, Folded]]:
    """The cases that may have been open when the day ended, as they were then: of what was
    written later only a registration counts, which had its paper and number before it."""
    told = day.isoformat()
    rows = driver(connection).execute(_OPEN_AT, (told, told)).fetchall()
    for (stream,) in rows:
        entries = journal.entries_of(connection, bytes(stream))
        then = [
            one
            for one in entries
            if legal_day(one.envelope.at) <= day or one.envelope.type == _BEGINS
        ]
        yield bytes(stream), fold(then)


def folds(connection: Connection, streams: list[bytes]) -> Iterator[tuple[bytes, Folded]]:
    return bulk.folds(connection, streams)


def series_of(connection: Connection, year: int, marks: Mapping[bytes, str]) -> list[Series]:
    """Every series in which a number of the year was given, in the order of journals; `marks` by
    origin are those the office's record knows."""
    raw = driver(connection)
    known = {bytes(origin): str(mark) for origin, mark in raw.execute(_MARKS)}
    pattern = f"{year:04d}*"
    registered = {str(name): int(n) for name, n in raw.execute(_REGISTERED, (pattern,))}
    numbered = {str(name): int(n) for name, n in raw.execute(_NUMBERED, (year,))}
    found = []
    for origin, name, last in raw.execute(_SERIES, (year,)):
        here: dict[str, Any] = {"journal": str(name), "origin": bytes(origin), "last": int(last)}
        if bytes(origin) == tables.OFFICE_WIDE:
            found.append(Series(**here, mark="", entries=numbered.get(str(name))))
            continue
        mark = marks.get(bytes(origin)) or known.get(bytes(origin), "")
        found.append(Series(**here, mark=mark, entries=registered.get(f"{name}{mark}")))
    return sorted(found, key=lambda one: (one.journal, one.mark, one.origin))
