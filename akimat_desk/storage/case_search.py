"""Cases by what was typed: words, pieces of numbers, the PIN; few hits are sorted, many walked."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, Connection, false, literal_column, text

from akimat_desk.domain.collation import folded
from akimat_desk.domain.number_clashes import number_and_code
from akimat_desk.domain.numbering import number_key
from akimat_desk.storage.database import driver

FEW: Final = 400
"""So many rows are fetched and sorted sooner than their place in the order is walked to."""

_WAYS: Final = {
    "words": "SELECT rowid FROM case_words WHERE case_words MATCH :words",
    "number": "SELECT rowid FROM case_numbers WHERE case_numbers MATCH :number",
    # "<number> <code of the receipt>": where several papers bear the number.
    "coded": (
        "SELECT id FROM case_line WHERE number_key = substr(:coded, 1, instr(:coded, ' ') - 1)"
        " AND receipt_code = substr(:coded, instr(:coded, ' ') + 1)"
    ),
    "pin": "SELECT id FROM case_line WHERE pin <> '' AND pin >= :pin AND pin < :pin || ':'",
}
_AMONG: Final[ColumnElement[int]] = literal_column("case_line.id")
# The plus keeps SQLite from fetching every row that fits: it goes along the index of the order.
_WALKED: Final[ColumnElement[int]] = literal_column("+case_line.id")


def matches(connection: Connection, typed: str) -> ColumnElement[bool]:
    """Words of applicant, address and subject by prefix, or a piece of the number, or the PIN."""
    ways = dict(_ways(typed))
    if not ways:
        return false()
    few = _few(connection, ways)
    if few is not None:
        found = text("SELECT value FROM json_each(:found)")
        return _AMONG.in_(found.bindparams(found=f"[{','.join(map(str, few))}]"))
    return _WALKED.in_(text(" UNION ALL ".join(_WAYS[way] for way in ways)).bindparams(**ways))


def _ways(typed: str) -> Iterator[tuple[str, str]]:
    """(way, what it is given). What was typed is always a quoted token, never syntax."""
    words = " ".join(f'"{token}"*' for token in folded(typed).split() if len(token) > 1)
    if words:
        yield "words", words
    # Shorter pieces are in no index of trigrams, and no number is that short.
    if len(key := number_key(typed)) >= 3:
        yield "number", f'"{key}"'
    if (told := number_and_code(typed)) is not None:
        yield "coded", f"{number_key(told[0])} {told[1]}"
    if typed.strip().isdigit() and len(typed.strip()) >= 6:
        yield "pin", typed.strip()


def _few(connection: Connection, ways: dict[str, str]) -> set[int] | None:
    """The rows that fit, None where they are many."""
    found: set[int] = set()
    for way, told in ways.items():
        asked = f"{_WAYS[way]} LIMIT {FEW + 1}"
        rows = driver(connection).execute(asked, {way: told}).fetchall()
        found.update(int(row) for (row,) in rows)
        if len(found) > FEW:
            return None
    return found
