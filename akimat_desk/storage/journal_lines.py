"""What the printed journals are made of, read a page at a time in the order of a journal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, func, select, text

from akimat_desk.storage import tables
from akimat_desk.storage.database import driver

_CASE = tables.case_line.c
_ACT = tables.act_line.c
_AT_ONCE: Final = 200
_CONTROLLED: Final = (
    "SELECT stream FROM case_line c WHERE registered_on<=? AND (is_open=1 OR ended_on>=?)"
    " AND EXISTS (SELECT 1 FROM entry e WHERE e.stream=c.stream AND e.type='ControlSet')"
    " ORDER BY registered_at, id"
)


class Period(msgspec.Struct, frozen=True):
    """Both days are of it."""

    from_on: date
    until_on: date

    def holds(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on

    @property
    def told(self) -> tuple[str, str]:
        return self.from_on.isoformat(), self.until_on.isoformat()


def registered(
    connection: Connection, period: Period, kinds: Sequence[str], letter: str = ""
) -> Iterator[Row[Any]]:
    """Rows of case_line in the order of registration; `letter` names one journal's numbers."""
    within = _within(period, kinds, letter)
    statement = select(tables.case_line).where(*within).order_by(_CASE.registered_at, _CASE.id)
    after: tuple[int, int] | None = None
    while True:
        here = statement
        if after is not None:
            place = text("(registered_at, case_line.id) > (:at, :row)").bindparams(
                at=after[0], row=after[1]
            )
            here = here.where(place)
        rows = connection.execute(here.limit(_AT_ONCE)).all()
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        after = (rows[-1].registered_at, rows[-1].id)


def count_registered(
    connection: Connection, period: Period, kinds: Sequence[str], letter: str = ""
) -> int:
    counted = select(func.count()).select_from(tables.case_line)
    return int(connection.execute(counted.where(*_within(period, kinds, letter))).scalar_one())


def _within(period: Period, kinds: Sequence[str], letter: str) -> list[Any]:
    clauses: list[Any] = [
        _CASE.registered_on.between(period.from_on, period.until_on),
        _CASE.kind.in_(kinds),
    ]
    if letter:
        # number_sort is the year, the journal and the mark, which begins with a figure.
        clauses.append(_CASE.number_sort.op("GLOB")(f"[0-9][0-9][0-9][0-9]{letter}[0-9]*"))
    return clauses


def controlled(connection: Connection, period: Period) -> list[bytes]:
    """Cases that were under control and had a day in the period, in order of registration."""
    from_on, until_on = period.told
    rows = driver(connection).execute(_CONTROLLED, (until_on, from_on))
    return [bytes(stream) for (stream,) in rows]


def act_journals(connection: Connection) -> list[str]:
    """The journals any act was ever numbered or is to be numbered in."""
    found = connection.execute(select(_ACT.journal).distinct().where(_ACT.journal != ""))
    return sorted(found.scalars())


def acts_within(connection: Connection, period: Period, journals: Sequence[str]) -> list[Row[Any]]:
    """Journal after journal in the order of its numbers, those without one last."""
    statement = (
        select(tables.act_line)
        .where(_ACT.journal.in_(journals), _ACT.issued_on.between(*period.told))
        .order_by(_ACT.journal, _ACT.year, _ACT.sequence == 0, _ACT.sequence, _ACT.act)
    )
    return list(connection.execute(statement))


def given(connection: Connection, journal: str, year: int) -> list[int]:
    """All numbers of a journal that an act here bears, whatever its day."""
    statement = (
        select(_ACT.sequence)
        .distinct()
        .where(_ACT.journal == journal, _ACT.year == year, _ACT.sequence > 0)
        .order_by(_ACT.sequence)
    )
    return [int(one) for one in connection.execute(statement).scalars()]


def numbers(connection: Connection, acts: Sequence[str]) -> dict[str, str]:
    """The numbers of these acts, by id."""
    statement = select(_ACT.act, _ACT.number).where(_ACT.act.in_({*acts} - {""}))
    return {row.act: row.number for row in connection.execute(statement)}


def sent(connection: Connection) -> list[bytes]:
    """Streams with acts that went somewhere; how and when, the fold knows."""
    statement = (
        select(_ACT.stream)
        .distinct()
        .where(_ACT.stage.in_(("delivered", "returned", "annulled", "replaced")))
        .order_by(_ACT.stream)
    )
    return [bytes(one) for one in connection.execute(statement).scalars()]


def answers(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, list[Any]]:
    """The numbered acts of these cases, in the order of their making."""
    statement = (
        select(_ACT.stream, _ACT.number, _ACT.issued_on)
        .where(_ACT.stream.in_(streams), _ACT.number != "", _ACT.stage != "annulled")
        .order_by(_ACT.act)
    )
    found: dict[bytes, list[Any]] = {}
    for row in connection.execute(statement):
        found.setdefault(bytes(row.stream), []).append(row)
    return found
