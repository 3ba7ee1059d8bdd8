"""Rows into a file: CSV and XLSX as the office's spreadsheets open them, or a journal on paper."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.services.list_cells import WIDTHS, Cell
from akimat_desk.text.dates import short_date

_DAY = "dd.mm.yyyy"
# On paper a row must fit a page; the case itself tells the rest.
_LONGEST_ON_PAPER = 400
# Spreadsheets take no longer text in one cell.
_LONGEST_IN_CELL = 32_000


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about the file but its rows; `widths` are in characters."""

    title: str
    office: str
    about: str
    foot: str
    language: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    widths: Mapping[str, int] | None = None

    def width(self, column: str) -> int:
        return (self.widths or WIDTHS)[column]


def write_csv(path: Path, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> None:
    """UTF-8 with its mark and semicolons: what a spreadsheet under ky and ru opens by itself."""
    from defusedcsv import csv  # noqa: PLC0415

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer: Any = csv.writer(file, delimiter=";")
        writer.writerow(sheet.heads)
        for row in rows:
            writer.writerow([_told(cell) for cell in row])


def write_xlsx(path: Path, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> None:
    """Days are days and figures stay text; rows go to the disk one by one, beside the file."""
    import xlsxwriter  # noqa: PLC0415

    plain = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "tmpdir": str(path.parent), **plain}
    )
    try:
        book.set_properties({"title": sheet.title, "author": sheet.office})
        last = _fill(book, sheet, rows)
        book.worksheets()[0].autofilter(0, 0, last, len(sheet.columns) - 1)
    finally:
        book.close()


def write_pdf(path: Path, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> None:
    """Raises GlyphMissing, PaperOverflows."""
    path.write_bytes(printed(sheet, rows))


def printed(sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> bytes:
    """The same, for who shows it before it goes anywhere."""
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.tables import Column, Heading, table  # noqa: PLC0415

    columns = [
        Column(head, sheet.width(column))
        for column, head in zip(sheet.columns, sheet.heads, strict=True)
    ]
    heading = Heading(title=sheet.title, office=sheet.office, about=sheet.about, foot=sheet.foot)
    told = ([_cut(_told(cell), _LONGEST_ON_PAPER) for cell in row] for row in rows)
    return table(heading, columns, told, language=sheet.language)


WRITERS: Mapping[str, Callable[[Path, Sheet, Iterable[Sequence[Cell]]], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}


def _fill(book: Any, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> int:
    """The number of the last row, the head being 0."""
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    day = book.add_format({"num_format": _DAY, "valign": "top", "align": "left"})
    count = book.add_format({"num_format": "0", "valign": "top", "align": "left"})
    page = book.add_worksheet()
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, sheet.width(column))
    page.write_row(0, 0, sheet.heads, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(last, place, cell, day)
            elif isinstance(cell, int):
                page.write_number(last, place, cell, count)
            elif cell:
                page.write_string(last, place, _cut(cell, _LONGEST_IN_CELL), text)
    return last


def _told(cell: Cell) -> str:
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else str(cell)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
