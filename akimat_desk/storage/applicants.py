"""Queries about applicants: pages of those who lead, their members, and who may be the same."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
)

from akimat_desk.domain.collation import folded as search_folded
from akimat_desk.domain.people import CaseCounts
from akimat_desk.storage import person_words, tables, unions
from akimat_desk.storage.queries import Page

_LINE = tables.person_line.c
_ALIKE_LIMIT = 30
_LEAST_DIGITS = 4
_COUNTRY = "996"
_CASES = text(
    "SELECT member.leader, count(*) AS every, sum(line.is_open) AS open,"  # noqa: S608
    " max(line.registered_on) AS last_on"
    f" FROM person_line member JOIN case_line line ON line.person = {unions.id_of('member.stream')}"
    " WHERE member.leader IN :leaders GROUP BY member.leader"
).bindparams(bindparam("leaders", expanding=True))
_WORDS = text("SELECT rowid FROM person_words WHERE person_words MATCH :phrase")
_NAMES = text(
    "SELECT applicant, max(registered_on) FROM case_line WHERE person IN :persons AND applicant<>''"
    " GROUP BY applicant ORDER BY 2 DESC LIMIT 50"
).bindparams(bindparam("persons", expanding=True))


def page(connection: Connection, typed: str, after: tuple[str, int] | None, limit: int) -> Page:
    """Applicants by name, those that lead alone; a joined record finds the one that leads it.

    What was typed is the beginning of the name, of the PIN or of the phone; from three letters on
    each of its words may begin any word of the name.
    """
    folded = search_folded(typed)
    fits = _fits(typed, folded) if folded else None
    rows = [*_leading(connection, fits, after, limit + 1)]
    if fits is not None:
        rows += _leading(connection, _led_by(connection, fits), after, limit + 1)
    each = sorted({row.id: row for row in rows}.values(), key=lambda row: (row.name_folded, row.id))
    shown = tuple(each[:limit])
    more = len(each) > limit
    return Page(shown, (shown[-1].name_folded, shown[-1].id) if more else None)


def _leading(
    connection: Connection,
    fits: ColumnElement[bool] | None,
    after: tuple[str, int] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    statement = select(tables.person_line)
    if fits is not None:
        statement = statement.where(fits)
    if after is not None:
        statement = statement.where(
            _LINE.name_folded >= after[0], tuple_(_LINE.name_folded, _LINE.id) > after
        )
    statement = statement.where(_LINE.leader == _LINE.stream)
    return connection.execute(statement.order_by(_LINE.name_folded, _LINE.id).limit(limit)).all()


def _led_by(connection: Connection, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those who lead a record that fits; joined records are few, and have an index of their own."""
    found = select(_LINE.leader).where(_LINE.leader != _LINE.stream, fits).distinct()
    return _LINE.stream.in_(list(connection.execute(found).scalars()))


def _fits(typed: str, folded: str) -> ColumnElement[bool]:
    ways = [and_(_LINE.name_folded >= folded, _LINE.name_folded < folded + "\uffff")]
    if phrase := person_words.phrase(typed):
        rows: Any = _WORDS.bindparams(phrase=phrase)
        ways.append(_LINE.id.in_(rows))
    digits = "".join(character for character in typed if character.isdigit())
    if len(digits) >= _LEAST_DIGITS:
        # As it is dialled at home or from abroad; literal, or the partial indexes are not used.
        at_home = digits.removeprefix(_COUNTRY) if "+" in typed else digits.lstrip("0")
        starts = (("pin", digits), ("phone", f"+{_COUNTRY}{at_home}"), ("phone", typed.strip()))
        for column, start in starts:
            begins = tables.person_line.c[column]
            ways.append(and_(text(f"{column} <> ''"), begins >= start, begins < start + ":"))
    return or_(*ways)


def find(connection: Connection, stream: bytes) -> Row[Any] | None:
    return connection.execute(
        select(tables.person_line).where(_LINE.stream == stream)
    ).one_or_none()


def members(connection: Connection, leader: bytes) -> Sequence[Row[Any]]:
    """All records of a union, the one that leads first."""
    rows = select(tables.person_line).where(_LINE.leader == leader).order_by(_LINE.stream)
    return connection.execute(rows).all()


def member_counts(connection: Connection, leaders: Collection[bytes]) -> dict[bytes, int]:
    """How many records each of these leads, itself included."""
    rows = connection.execute(
        select(_LINE.leader, func.count()).where(_LINE.leader.in_(leaders)).group_by(_LINE.leader)
    )
    return {row[0]: row[1] for row in rows}


def case_counts(connection: Connection, leaders: Collection[bytes]) -> dict[bytes, CaseCounts]:
    rows = connection.execute(_CASES, {"leaders": list(leaders)})
    return {
        row.leader: CaseCounts(row.every, row.open, date.fromisoformat(row.last_on)) for row in rows
    }


def names_on_cases(connection: Connection, streams: Iterable[bytes]) -> list[str]:
    """As the papers of these applicants named them, the latest first."""
    persons = [str(uuid.UUID(bytes=stream)) for stream in streams]
    return [row[0] for row in connection.execute(_NAMES, {"persons": persons})]


def standing_joins(connection: Connection, streams: Collection[bytes]) -> list[unions.Edge]:
    """The joins that stand on these records."""
    table = tables.person_join.c
    rows = connection.execute(
        select(table.stream, table.entry, table.other).where(table.stream.in_(streams))
    )
    return [(row.stream, row.entry, row.other) for row in rows]


def find_join(connection: Connection, entry: bytes) -> list[unions.Edge]:
    """The join that this entry made, and all others of the same pair; empty where none stands."""
    table = tables.person_join.c
    pair = select(table.stream, table.other).where(table.entry == entry)
    rows = connection.execute(
        select(table.stream, table.entry, table.other)
        .where(tuple_(table.stream, table.other).in_(pair))
        .order_by(table.entry)
    )
    return [(row.stream, row.entry, row.other) for row in rows]


def alike(
    connection: Connection, told: Iterable[Row[Any]], but: bytes
) -> dict[bytes, Sequence[Row[Any]]]:
    """Records of others with the same PIN, phone or name as one of these; by who leads them."""
    found: dict[bytes, list[Row[Any]]] = {}
    seen: set[bytes] = set()
    for column in ("pin", "phone", "name_folded"):
        values = {value for row in told if (value := getattr(row, column))}
        wanted = tables.person_line.c[column]
        # As literal words, or SQLite would not see that its index leaves out just these.
        rows = connection.execute(
            select(tables.person_line)
            .where(text(f"{column} <> ''"), wanted.in_(values), _LINE.leader != but)
            .limit(_ALIKE_LIMIT)
        )
        for row in rows:
            if row.stream not in seen:
                seen.add(row.stream)
                found.setdefault(row.leader, []).append(row)
    return dict(found)
