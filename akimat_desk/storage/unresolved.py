"""Open cases that nobody was named for, or whose executor gave them back: by their due date."""

from typing import Any, Final

from sqlalchemy import Connection, Row, func, literal_column, select, text, tuple_

from akimat_desk.storage import tables

_LINE = tables.case_line.c
_FAR: Final = "9999-12-31"
# A dispute about who executes is settled, not resolved anew.
_UNRESOLVED: Final = (
    "is_open = 1 AND (stage = 'registered' OR (responsible = '' AND is_disputed = 0))"
)


def count(connection: Connection) -> int:
    statement = f"SELECT count(*) FROM case_line WHERE {_UNRESOLVED}"  # noqa: S608
    return int(connection.execute(text(statement)).scalar_one())


def page(connection: Connection, after: tuple[str, int] | None, limit: int) -> list[Row[Any]]:
    """The earliest due first, those without a date last; `sort_key` and `id` are the cursor."""
    key = func.coalesce(_LINE.next_on, literal_column(f"'{_FAR}'"))
    statement = select(tables.case_line, key.label("sort_key")).where(
        literal_column(f"({_UNRESOLVED})")
    )
    if after is not None:
        # The first clause alone lets SQLite seek in the index of an expression.
        statement = statement.where(key >= after[0], tuple_(key, _LINE.id) > after)
    return list(connection.execute(statement.order_by(key, _LINE.id).limit(limit)))
