"""Keyset pages for lists, single records for cards: no OFFSET, no count over everything."""

import uuid
from collections.abc import Mapping, Sequence
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
)

from akimat_desk.domain.collation import folded as search_folded
from akimat_desk.domain.numbering import number_key
from akimat_desk.storage import case_labels, case_search, number_clashes, tables, unions
from akimat_desk.storage.database import driver

_LINE = tables.case_line.c
_FAR = "9999-12-31"
_LAST_ROW = 2**63 - 1
_BY_PIN = "SELECT stream FROM person_line WHERE pin=? AND pin<>'' ORDER BY id LIMIT 1"
_LAST = "SELECT last FROM series WHERE origin=? AND journal=? AND year=?"


class CaseFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of cases holds; empty fields do not narrow it.

    `due`: "overdue", "today", "soon" (up to `soon_until`), "undated"; each implies open cases.
    `came_through` is the beginning of a body's name, `label` a whole label; both however they are
    spelt. `answered`: "in_time", "late". `sort`: "due", "registered" (the newest first),
    "applicant", "number". `ids` are those of the cases that were picked out by hand.
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
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    registered_from: date | None = None
    registered_until: date | None = None
    due_from: date | None = None
    due_until: date | None = None
    label: str = ""
    came_through: str = ""
    answered: str = ""
    ids: tuple[str, ...] = ()
    shares_number: bool | None = None
    sort: str = "due"


class Page(msgspec.Struct, frozen=True):
    """Rows and, where more may follow, the key after which they do."""

    rows: tuple[Any, ...]
    after: tuple[str, int] | None


# The oldest id first, undated and ended cases last; newest registered first; the rest ascends.
_ORDERS: Mapping[str, tuple[ColumnElement[Any], bool]] = {
    "due": (func.coalesce(_LINE.next_on, literal_column(f"'{_FAR}'")), False),
    "registered": (_LINE.registered_at, True),
    "applicant": (_LINE.applicant_sort, False),
    "number": (_LINE.number_sort, False),
}
SORTS = tuple(_ORDERS)


def cases_by_due(
    connection: Connection, wanted: CaseFilter, after: tuple[Any, int] | None, limit: int
) -> Page:
    """In the order the filter wants; by itself open cases first, by their earliest open duty."""
    key, is_falling = _ORDERS.get(wanted.sort, _ORDERS["due"])
    statement = _narrowed(connection, select(tables.case_line, key.label("sort_key")), wanted)
    by_key, by_id = (key.desc(), _LINE.id.desc()) if is_falling else (key, _LINE.id)
    rows: list[Row[Any]] = []
    if after is not None:
        # What shares the key comes first, by itself: so SQLite seeks in the index to the very
        # row. Ended cases all have one key, and a comparison of pairs would walk over them.
        row = min(after[1], _LAST_ROW)
        same = statement.where(key == after[0], _LINE.id < row if is_falling else _LINE.id > row)
        rows += connection.execute(same.order_by(by_id).limit(limit + 1)).all()
        statement = statement.where(key < after[0] if is_falling else key > after[0])
    if len(rows) <= limit:
        rest = statement.order_by(by_key, by_id).limit(limit + 1 - len(rows))
        rows += connection.execute(rest).all()
    return _page(rows, limit)


def count_cases(connection: Connection, wanted: CaseFilter) -> int:
    """All of them: for what walks through all of them anyway."""
    counted = _narrowed(connection, select(func.count()).select_from(tables.case_line), wanted)
    return int(connection.execute(counted).scalar_one())


def newest_cases(
    connection: Connection, wanted: CaseFilter, after: int | None, limit: int
) -> Sequence[Row[Any]]:
    """By registration, the newest first."""
    statement = _narrowed(connection, select(tables.case_line), wanted)
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


def counts_of_open(
    connection: Connection, today: date, soon_until: date, responsible: str = ""
) -> dict[str, int]:
    """How many open cases are overdue, due, due soon, waiting, without executor, disputed.

    Of everybody, or of the one with this id.
    """
    day, soon = today.isoformat(), soon_until.isoformat()
    row = connection.execute(
        text(
            "SELECT count(*) FILTER (WHERE next_on < :day),"
            " count(*) FILTER (WHERE next_on = :day),"
            " count(*) FILTER (WHERE next_on > :day AND next_on <= :soon),"
            " count(*) FILTER (WHERE stage IN ('waiting_for_applicant','waiting_for_body')),"
            " count(*) FILTER (WHERE stage = 'registered'), count(*),"
            " count(*) FILTER (WHERE is_disputed = 1)"
            " FROM case_line WHERE is_open = 1 AND (:whose = '' OR responsible = :whose)"
        ),
        {"day": day, "soon": soon, "whose": responsible},
    ).one()
    names = ("overdue", "today", "soon", "waiting", "unassigned", "open", "disputed")
    return dict(zip(names, (int(value) for value in row), strict=True))


def _narrowed(connection: Connection, statement: Select[Any], wanted: CaseFilter) -> Select[Any]:
    listed = _list_clauses(connection, wanted)
    for clause in (*_plain_clauses(wanted), *_due_clauses(wanted), *listed):
        statement = statement.where(clause)
    if wanted.query.strip():
        statement = statement.where(case_search.matches(connection, wanted.query))
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
        clauses.append(_LINE.person.in_(unions.members_of(wanted.person)))
    if wanted.is_disputed is not None:
        clauses.append(_LINE.is_disputed == int(wanted.is_disputed))
    if wanted.shares_number is not None:
        clauses.append(number_clashes.is_shared(wanted=wanted.shares_number))
    return clauses


def _list_clauses(connection: Connection, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    several = (
        (_LINE.kind, wanted.kinds),
        (_LINE.channel, wanted.channels),
        (_LINE.topic, wanted.topics),
    )
    clauses: list[ColumnElement[bool]] = [one.in_(among) for one, among in several if among]
    for column, first, last in (
        (_LINE.registered_on, wanted.registered_from, wanted.registered_until),
        (_LINE.next_on, wanted.due_from, wanted.due_until),
    ):
        clauses += [column >= first] if first is not None else []
        clauses += [column <= last] if last is not None else []
    if wanted.answered:
        clauses.append(_LINE.answered == wanted.answered)
    if wanted.ids:
        clauses.append(_LINE.stream.in_([uuid.UUID(one).bytes for one in wanted.ids]))
    if wanted.label:
        clauses.append(case_labels.bears(connection, wanted.label))
    if beginning := search_folded(wanted.came_through):
        body = _LINE.through_folded
        clauses.append(and_(body != "", body >= beginning, body < beginning + "\uffff"))
    return clauses


def _due_clauses(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    if not wanted.due:
        return []
    open_only: ColumnElement[bool] = literal_column("is_open = 1")
    clauses: list[ColumnElement[bool]] = [open_only]
    # By the key of the order, so that the walk along its index ends where these end.
    key = _ORDERS["due"][0]
    if wanted.due == "overdue":
        clauses.append(key < wanted.today)
    elif wanted.due == "today":
        clauses.append(key == wanted.today)
    elif wanted.due == "soon":
        clauses.append(and_(key > wanted.today, key <= wanted.soon_until))
    else:
        clauses.append(_LINE.next_on.is_(None))
    return clauses


def _page(rows: Sequence[Row[Any]], limit: int) -> Page:
    shown = tuple(rows[:limit])
    more = len(rows) > limit
    return Page(shown, (shown[-1].sort_key, shown[-1].id) if more else None)
