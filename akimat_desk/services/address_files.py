"""Reads a list of addresses line by line from CSV or a spreadsheet."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from akimat_desk.domain.errors import FieldWrong, UnknownKeys

COLUMNS: Final = ("soate", "aimak", "village", "street")
_SPREADSHEETS: Final = (".xlsx", ".xls", ".xlsb", ".ods")
_ENCODINGS: Final = ("utf-8-sig", "cp1251")
_SEPARATORS: Final = ";\t,"


class Line(NamedTuple):
    """By the number it has in the file, the head being the first."""

    number: int
    cells: dict[str, str]


def table_rows(path: Path) -> Iterator[list[str]]:
    """Every row of a CSV or a spreadsheet in words. Raises FieldWrong, OSError."""
    rows = _spreadsheet(path) if path.suffix.lower() in _SPREADSHEETS else _csv(path)
    for row in rows:
        yield [_text(cell) for cell in row]


def lines_of(path: Path) -> Iterator[Line]:
    """The first line names the columns. Raises FieldWrong, UnknownKeys, OSError."""
    rows = _spreadsheet(path) if path.suffix.lower() in _SPREADSHEETS else _csv(path)
    head = [_text(cell).casefold() for cell in next(rows, ())]
    while head and not head[-1]:
        head.pop()
    if not set(head) & set(COLUMNS[1:]):
        raise FieldWrong("village", "missing")
    unknown = tuple(name for name in head if name not in COLUMNS)
    if unknown:
        raise UnknownKeys(unknown)
    return _lines(head, rows)


def _lines(head: Sequence[str], rows: Iterator[Sequence[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(head, map(_text, row), strict=False))
        if any(cells.values()):
            yield Line(number, cells)


def _text(cell: Any) -> str:
    """A spreadsheet keeps a code as a number with a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _csv(path: Path) -> Iterator[Sequence[Any]]:
    """As office programs write it: UTF-8 or the old Cyrillic, parted by semicolon, tab or comma."""
    encoding = next((one for one in _ENCODINGS if _is_written_in(path, one)), None)
    if encoding is None:
        raise FieldWrong("file", "not_text")
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        file.seek(0)
        separator = max(_SEPARATORS, key=first.count)
        try:
            yield from csv.reader(file, delimiter=separator)
        except csv.Error:
            raise FieldWrong("file", "wrong") from None


def _is_written_in(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _spreadsheet(path: Path) -> Iterator[Sequence[Any]]:
    # Imported late: a list is imported once in a while.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    with path.open("rb"):
        pass  # a missing file is told as one, not as a damaged spreadsheet
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield from book.get_sheet_by_index(0).to_python()
    except CalamineError:
        raise FieldWrong("file", "unknown") from None
