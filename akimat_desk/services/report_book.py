"""The statistical report as a spreadsheet: real figures, formulas for changes, native charts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from akimat_desk.domain.report_readings import ReportReading, Section

_TOP: Final = 4
_WIDTHS: Final = (46, 14, 14, 14, 14)
_NOW, _BEFORE = "#2F4B66", "#B9C4CE"
# More bars than this are no picture any more.
_MOST_BARS: Final = 12
_ROW: Final = 20


def write_book(path: Path, reading: ReportReading) -> None:
    """A page for each section, the persons on the last."""
    import xlsxwriter  # noqa: PLC0415

    plain = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    book = xlsxwriter.Workbook(str(path), {"tmpdir": str(path.parent), **plain})
    try:
        book.set_properties({"title": reading.title, "author": reading.office})
        writer = _Writer(book, reading)
        for section in reading.sections:
            writer.section(section)
        writer.persons()
    finally:
        book.close()


class _Writer:
    """One workbook with its formats."""

    def __init__(self, book: Any, reading: ReportReading) -> None:
        self._book, self._reading = book, reading
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._soft = book.add_format({"font_color": "#59636E"})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"}
        )
        self._words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._count = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._change = book.add_format({"num_format": "+#,##0;-#,##0;0", "valign": "top"})
        self._percent = book.add_format({"num_format": "+0%;-0%;0%", "valign": "top"})

    def section(self, section: Section) -> None:
        reading = self._reading
        page = self._page(section.title, reading.heads, _WIDTHS)
        for row, figure in enumerate(section.rows, start=_TOP + 1):
            line = figure.line
            page.write_string(row, 0, figure.words, self._words)
            page.write_number(row, 1, line.count, self._count)
            if line.before is None:
                page.write_string(row, 2, reading.missing, self._soft)
                continue
            page.write_number(row, 2, line.before, self._count)
            page.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", self._change, line.change)
            if line.before:
                share = (line.count - line.before) / line.before
                formula = f"=(B{row + 1}-C{row + 1})/C{row + 1}"
                page.write_formula(row, 4, formula, self._percent, share)
        if not section.rows:
            page.write_string(_TOP + 1, 0, reading.empty, self._soft)
        else:
            page.autofilter(_TOP, 0, _TOP + len(section.rows), len(_WIDTHS) - 1)
            if section.has_bars:
                self._chart(page, section)

    def persons(self) -> None:
        reading = self._reading
        widths = (34, *(13 for _ in reading.executor_heads[1:]))
        page = self._page(reading.executor_title, reading.executor_heads, widths)
        for row, one in enumerate(reading.executors, start=_TOP + 1):
            line = one.line
            page.write_string(row, 0, one.words, self._words)
            page.write_number(row, 1, line.count, self._count)
            if line.before is None:
                page.write_string(row, 2, reading.missing, self._soft)
            else:
                page.write_number(row, 2, line.before, self._count)
            standing = (
                *(line.in_time, line.late, line.ended_otherwise),
                *(line.open_in_term, line.open_overdue),
            )
            for column, count in enumerate(standing, start=3):
                page.write_number(row, column, count, self._count)
        if reading.executors:
            page.autofilter(_TOP, 0, _TOP + len(reading.executors), len(widths) - 1)

    def _page(self, title: str, heads: Sequence[str], widths: Sequence[int]) -> Any:
        page = self._book.add_worksheet(_sheet_name(title))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.freeze_panes(_TOP + 1, 1)
        page.repeat_rows(_TOP)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.write_string(0, 0, f"{self._reading.title}. {title}", self._title)
        about = f"{self._reading.office}. {self._reading.about}. {self._reading.foot}"
        page.write_string(1, 0, about, self._soft)
        page.write_string(2, 0, " ".join(self._reading.notes), self._soft)
        page.write_row(_TOP, 0, heads, self._head)
        return page

    def _chart(self, page: Any, section: Section) -> None:
        reading, first = self._reading, _TOP + 1
        last = _TOP + min(len(section.rows), _MOST_BARS)
        name = _sheet_name(section.title)
        chart = self._book.add_chart({"type": "bar"})
        for column, words, colour in (
            (1, reading.now_words, _NOW),
            (2, reading.before_words, _BEFORE),
        ):
            chart.add_series(
                {
                    "name": words,
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "fill": {"color": colour},
                    "gap": 60,
                }
            )  # fmt: skip
        chart.set_title({"name": section.title, "name_font": {"size": 12}})
        chart.set_legend({"position": "bottom"})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True}})
        bars = last - first + 1
        chart.set_size({"width": 640, "height": 140 + bars * 2 * _ROW})
        page.insert_chart(_TOP, len(_WIDTHS) + 1, chart)


def _sheet_name(title: str) -> str:
    """Spreadsheets allow 31 signs and none of []:*?/\\."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31]
