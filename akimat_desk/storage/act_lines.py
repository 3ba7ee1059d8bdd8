"""Acts as a reading: the journals of acts, and which wait for a number."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from akimat_desk.domain.act_states import ActState, HoldsActs, acts_of
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.errors import ReadingAltered
from akimat_desk.storage.gathered import Gathered
from akimat_desk.storage.metadata import metadata

_TABLE = tables.act_line.c
_COLUMNS = tuple(column.name for column in tables.act_line.columns)
_NEW = f"INSERT INTO act_line ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_GONE = "DELETE FROM act_line WHERE stream=?"


def add_to_tables(connection: Connection) -> None:
    """A step of the tables; acts of older workspaces come with the next `rebuild`."""
    metadata.create_all(connection, [tables.act_line])


def gather(
    gathered: Gathered, stream: bytes, holder: HoldsActs, case_number: str, *, is_new: bool
) -> None:
    """Bring the acts of one stream up to its fold."""
    rows = list(lines(stream, holder, case_number))
    if rows and not is_new:
        forget(gathered, stream)
    gathered.put_all(_NEW, rows)


def forget(gathered: Gathered, stream: bytes) -> None:
    gathered.drop(_GONE, stream)


def lines(stream: bytes, holder: HoldsActs, case_number: str) -> Iterator[tuple[Any, ...]]:
    """One row for each act, in the order of the table's columns."""
    for act in acts_of(holder):
        line = _line(act)
        line |= {"stream": stream, "case_number": case_number}
        yield tuple(line[name] for name in _COLUMNS)


def _line(act: ActState) -> dict[str, Any]:
    issued = act.issued
    return {
        "act": act.act,
        "kind": issued.kind,
        "template": issued.template,
        "language": issued.language,
        "journal": issued.journal,
        "year": act.year or issued.issued_on.year,
        "sequence": act.sequence,
        "number": act.number,
        "issued_on": issued.issued_on.isoformat(),
        "stage": act.stage,
        "signatory": issued.signatory,
        "subject": issued.subject,
        "addressee": issued.addressee,
        "replaces": issued.replaces,
        "delivered_on": "" if act.delivered_on is None else act.delivered_on.isoformat(),
    }


def waiting(connection: Connection, journal: str) -> list[tuple[bytes, str]]:
    """(stream, act) of all that wait for a number, in the order of their making."""
    statement = (
        select(_TABLE.stream, _TABLE.act)
        .where(_TABLE.journal == journal, _TABLE.stage == "waiting")
        .order_by(_TABLE.issued_on, _TABLE.act)
    )
    return [(row.stream, row.act) for row in connection.execute(statement)]


def find(connection: Connection, act: str) -> Row[Any] | None:
    """By id, or by a number that only one act bears."""
    by_id = connection.execute(select(tables.act_line).where(_TABLE.act == act)).one_or_none()
    if by_id is not None:
        return by_id
    rows = connection.execute(select(tables.act_line).where(_TABLE.number == act).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def made_on(connection: Connection, kind: str, issued_on: date) -> list[Row[Any]]:
    """The acts of one form and day."""
    statement = select(tables.act_line).where(
        _TABLE.kind == kind, _TABLE.issued_on == issued_on.isoformat()
    )
    return list(connection.execute(statement.order_by(_TABLE.act)))


def in_journal(connection: Connection, journal: str, from_on: str, until_on: str) -> list[Row[Any]]:
    """The journal of a period, in the order of its numbers, those without one last."""
    statement = (
        select(tables.act_line)
        .where(_TABLE.journal == journal, _TABLE.issued_on.between(from_on, until_on))
        .order_by(_TABLE.year, _TABLE.sequence == 0, _TABLE.sequence, _TABLE.act)
    )
    return list(connection.execute(statement))


def unsigned_of(connection: Connection, signatory: str) -> list[Row[Any]]:
    """The acts made for somebody's signature that do not bear it yet."""
    statement = select(tables.act_line).where(
        _TABLE.signatory == signatory, _TABLE.stage.in_(("waiting", "numbered"))
    )
    return list(connection.execute(statement.order_by(_TABLE.issued_on, _TABLE.act)))


def newest(connection: Connection, limit: int) -> list[Row[Any]]:
    statement = select(tables.act_line).order_by(_TABLE.act.desc()).limit(limit)
    return list(connection.execute(statement))


def verify(connection: Connection, told: Iterable[tuple[Any, ...]]) -> None:
    """Raises ReadingAltered where the table is not what all streams together say."""
    found = {tuple(row) for row in driver(connection).execute("SELECT * FROM act_line")}
    if found != set(told):
        raise ReadingAltered("", "act_line")
