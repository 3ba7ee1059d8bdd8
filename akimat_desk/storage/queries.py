"""Keyset pages for lists, single records for cards: no OFFSET, no count over everything."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)

from akimat_desk.domain.collation import folded as search_folded
from akimat_desk.domain.numbering import number_key
from akimat_desk.storage import tables
from akimat_desk.storage.database import driver

_LINE = tables.case_line.c
_FAR = "9999-12-31"
_LAST_ROW = 2**63 - 1
_BY_PIN = "SELECT stream FROM person_line WHERE pin=? AND pin<>'' ORDER BY id LIMIT 1"
_LAST = "SELECT last FROM series WHERE origin=? AND journal=? AND year=?"


class CaseFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of cases holds; empty fields do not narrow it.

    `due`: "overdue", "today", "soon" (up to `soon_until`), "undated"; each implies open cases.
    """

    query: str = ""
    stages: tuple[str, ...] = ()
    is_open: bool | None = None
    due: str = ""
    today: date | None = None
    soon_until: date | None = None
    responsible: str | None = None
    person: str = ""
    is_disputed: bool | None = None


class Page(msgspec.Struct, frozen=True):
    """Rows and, where more may follow, the key after which they do."""

    rows: tuple[Any, ...]
    after: tuple[str, int] | None


def cases_by_due(
    connection: Connection, wanted: CaseFilter, after: tuple[str, int] | None, limit: int
) -> Page:
    """Open cases first by the earliest open duty, undated and ended ones last; newest id first."""
    key = func.coalesce(_LINE.next_on, literal_column(f"'{_FAR}'"))
    statement = _narrowed(select(tables.case_line, key.label("sort_key")), wanted)
    if after is not None:
        # The first clause alone lets SQLite seek in the index of an expression.
        statement = statement.where(
            key >= after[0], tuple_(key, _LINE.id) > (after[0], min(after[1], _LAST_ROW))
        )
    rows = connection.execute(statement.order_by(key, _LINE.id).limit(limit + 1)).all()
    return _page(rows, limit)


def newest_cases(
    connection: Connection, wanted: CaseFilter, after: int | None, limit: int
) -> Sequence[Row[Any]]:
    """By registration, the newest first."""
    statement = _narrowed(select(tables.case_line), wanted)
    if after is not None:
        statement = statement.where(_LINE.id < after)
    return connection.execute(statement.order_by(_LINE.id.desc()).limit(limit)).all()


def find_by_number(connection: Connection, typed: str) -> Sequence[Row[Any]]:
    """The cases that bear this number, the office's own or the incoming one.

    The check digit may be left out.
    """
    key = number_key(typed)
    statement = select(tables.case_line).where(
        or_(_LINE.number_key == key, _LINE.incoming_key == key)
    )
    found = connection.execute(statement.limit(10)).all()
    if found:
        return found
    unchecked = and_(_LINE.number_key > key, _LINE.number_key < f"{key}:")
    statement = select(tables.case_line).where(
        unchecked, func.length(_LINE.number_key) == len(key) + 1
    )
    return connection.execute(statement.limit(10)).all()


def find_line(connection: Connection, stream: bytes) -> Row[Any] | None:
    return connection.execute(select(tables.case_line).where(_LINE.stream == stream)).one_or_none()


def persons(connection: Connection, typed: str, after: tuple[str, int] | None, limit: int) -> Page:
    """Applicants whose PIN, phone or folded name begins with what was typed, by name."""
    table = tables.person_line.c
    folded = search_folded(typed)
    statement = select(tables.person_line, table.name_folded.label("sort_key"))
    if folded:
        statement = statement.where(_person_matches(typed, folded))
    if after is not None:
        statement = statement.where(tuple_(table.name_folded, table.id) > after)
    rows = connection.execute(statement.order_by(table.name_folded, table.id).limit(limit + 1))
    return _page(rows.all(), limit)


def find_person(connection: Connection, *, pin: str, name: str, phone: str) -> bytes | None:
    """The stream of the applicant meant: by PIN, or by the same name with the same phone."""
    table = tables.person_line.c
    if pin:
        row = driver(connection).execute(_BY_PIN, (pin,)).fetchone()
        return None if row is None else bytes(row[0])
    if not phone:
        return None
    same = and_(table.phone == phone, table.pin == "", table.name_folded == search_folded(name))
    found = connection.execute(select(table.stream).where(same).limit(1)).scalar()
    return found if isinstance(found, bytes) else None


def next_in_series(connection: Connection, origin: bytes, journal: str, year: int) -> int:
    row = driver(connection).execute(_LAST, (origin, journal, year)).fetchone()
    return (0 if row is None else int(row[0])) + 1


def counts_of_open(connection: Connection, today: date, soon_until: date) -> dict[str, int]:
    """How many open cases are overdue, due, due soon, waiting, without executor, disputed."""
    day, soon = today.isoformat(), soon_until.isoformat()
    row = connection.execute(
        text(
            "SELECT count(*) FILTER (WHERE next_on < :day),"
            " count(*) FILTER (WHERE next_on = :day),"
            " count(*) FILTER (WHERE next_on > :day AND next_on <= :soon),"
            " count(*) FILTER (WHERE stage IN ('waiting_for_applicant','waiting_for_body')),"
            " count(*) FILTER (WHERE stage = 'registered'), count(*),"
            " count(*) FILTER (WHERE is_disputed = 1)"
            " FROM case_line WHERE is_open = 1"
        ),
        {"day": day, "soon": soon},
    ).one()
    names = ("overdue", "today", "soon", "waiting", "unassigned", "open", "disputed")
    return dict(zip(names, (int(value) for value in row), strict=True))


def _narrowed(statement: Select[Any], wanted: CaseFilter) -> Select[Any]:
    for clause in (*_plain_clauses(wanted), *_due_clauses(wanted)):
        statement = statement.where(clause)
    if wanted.query.strip():
        statement = statement.where(_matches(wanted.query))
    return statement


def _plain_clauses(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.stages:
        clauses.append(_LINE.stage.in_(wanted.stages))
    if wanted.is_open is not None:
        clauses.append(_LINE.is_open == int(wanted.is_open))
    if wanted.responsible is not None:
        clauses.append(_LINE.responsible == wanted.responsible)
    if wanted.person:
        clauses.append(_LINE.person == wanted.person)
    if wanted.is_disputed is not None:
        clauses.append(_LINE.is_disputed == int(wanted.is_disputed))
    return clauses


def _due_clauses(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    if not wanted.due:
        return []
    open_only: ColumnElement[bool] = literal_column("is_open = 1")
    clauses: list[ColumnElement[bool]] = [open_only]
    if wanted.due == "overdue":
        clauses.append(_LINE.next_on < wanted.today)
    elif wanted.due == "today":
        clauses.append(_LINE.next_on == wanted.today)
    elif wanted.due == "soon":
        clauses.append(and_(_LINE.next_on > wanted.today, _LINE.next_on <= wanted.soon_until))
    else:
        clauses.append(_LINE.next_on.is_(None))
    return clauses


def _matches(typed: str) -> ColumnElement[bool]:
    """Words of applicant, address and subject by prefix, or a piece of the number, or the PIN."""
    tokens = search_folded(typed).split()
    words = " ".join(f'"{token}"*' for token in tokens if len(token) > 1)
    key = number_key(typed)
    ways: list[ColumnElement[bool]] = [_LINE.number_key == key, _LINE.incoming_key == key]
    if typed.strip().isdigit() and len(typed.strip()) >= 6:
        ways.append(and_(_LINE.pin >= typed.strip(), _LINE.pin < typed.strip() + ":"))
    if words:
        ways.append(_LINE.id.in_(_rows_of("case_words", words)))
    if len(key) >= 3:
        ways.append(_LINE.id.in_(_rows_of("case_numbers", f'"{key}"')))
    return or_(*ways)


def _rows_of(index: str, phrase: str) -> Select[Any]:
    # What was typed is always a quoted token, never query syntax (tech.md 4).
    clause = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :{index}")  # noqa: S608
    return clause.bindparams(**{index: phrase})  # type: ignore[return-value]


def _person_matches(typed: str, folded: str) -> ColumnElement[bool]:
    table = tables.person_line.c
    digits = "".join(character for character in typed if character.isdigit())
    ways = [and_(table.name_folded >= folded, table.name_folded < folded + "\uffff")]
    if len(digits) >= 4:
        ways.append(and_(table.pin >= digits, table.pin < digits + ":"))
        # As it is dialled at home, without the country's number.
        ways.append(table.phone.endswith(digits.lstrip("0") or digits))
    return or_(*ways)


def _page(rows: Sequence[Row[Any]], limit: int) -> Page:
    shown = tuple(rows[:limit])
    more = len(rows) > limit
    return Page(shown, (shown[-1].sort_key, shown[-1].id) if more else None)
