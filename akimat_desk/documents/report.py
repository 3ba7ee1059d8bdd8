"""The statistical report on paper: figures beside last year's, with bars, section after section."""

from collections.abc import Sequence
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.charts import BEFORE, NOW, Bars, Key
from akimat_desk.documents.page import A4_LARGE, About, PageSize, Paper
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, Lines, Run, plain
from akimat_desk.domain.report_readings import ExecutorFigure, Figure, ReportReading, Section

_TITLE: Final = Face(fonts.SERIF_BOLD, 15)
_SECTION: Final = Face(fonts.SERIF_BOLD, 11.5)
_CELL: Final = Face(fonts.SANS, 9)
_BOLD: Final = Face(fonts.SANS_BOLD, 9)
_HEAD: Final = Face(fonts.SANS_BOLD, 8)
_SOFT: Final = Face(fonts.SERIF, 9.5, INK_SOFT)
_FOOT: Final = Face(fonts.SANS, 8, INK_SOFT)
_TOTAL: Final = "total"
_MINUS: Final = "\N{MINUS SIGN}"
# Shares of the width: words, bars, four figures; and of persons words and seven figures.
_SHARES: Final = (36.0, 22.0, 10.5, 10.5, 11.0, 10.0)
_PERSONS: Final = (25.0, 9.0, 10.0, 11.0, 11.0, 12.0, 11.0, 11.0)
_AIR: Final = 5.0


def report(reading: ReportReading) -> bytes:
    """Raises GlyphMissing."""
    printing = _Printing(reading)
    for section in reading.sections:
        printing.section(section)
    printing.persons()
    return printing.finished()


class _Printing:
    """Pages are drawn as their rows come; a section's head comes again on its next page."""

    def __init__(self, reading: ReportReading) -> None:
        self._reading = reading
        self._page: PageSize = A4_LARGE
        self._paper = Paper(About(reading.title, reading.language, reading.office))
        self._pages, self._down = 0, 0.0
        self._next_page()
        self._draw(self._titles())

    def section(self, section: Section) -> None:
        reading = self._reading
        head = self._row(reading.heads[0], None, reading.heads[1:], _HEAD)
        if not section.rows:
            self._table(section.title, head, [self._words(reading.empty, _SOFT)])
            return
        greatest = max(max(row.line.count, row.line.before or 0) for row in section.rows)
        rows = [self._figure(row, greatest, has_bars=section.has_bars) for row in section.rows]
        self._table(section.title, head, rows)

    def persons(self) -> None:
        reading = self._reading
        head = self._cells(reading.executor_heads, _PERSONS, _HEAD)
        rows = [self._person(one) for one in reading.executors]
        rows = rows or [self._words(reading.empty, _SOFT)]
        self._table(reading.executor_title, head, rows)

    def finished(self) -> bytes:
        self._paper.end_page()
        self._paper.fill_in(_TOTAL, Run(str(self._pages), _FOOT))
        return self._paper.finished()

    def _table(self, title: str, head: Block, rows: Sequence[Block]) -> None:
        """A head never stands alone at the end of a page."""
        top = Stack(
            Gap(12 if self._down else 0),
            self._words(title, _SECTION),
            Gap(4),
            head,
            Rule(self._page.column, 0.8, above=2, below=1),
        )
        first = [self._ruled(row) for row in rows]
        if self._down + top.height + first[0].height > self._room:
            self._next_page()
        self._draw(top)
        for row in first:
            if self._down + row.height > self._room:
                self._next_page()
                self._draw(Stack(head, Rule(self._page.column, 0.8, above=2, below=1)))
            self._draw(row)

    def _ruled(self, row: Block) -> Block:
        return Stack(Gap(2), row, Rule(self._page.column, 0.25, above=2))

    def _figure(self, row: Figure, greatest: int, *, has_bars: bool) -> Block:
        line, missing = row.line, self._reading.missing
        told = (
            str(line.count),
            missing if line.before is None else str(line.before),
            "" if line.change is None else signed(line.change),
            "" if line.percent is None else f"{signed(line.percent)} %",
        )
        bars = None
        if has_bars:
            width = self._width(_SHARES[1], _SHARES) - 2 * _AIR
            bars = Bars(line.count, line.before, greatest, width)
        return self._row(row.words, bars, told, _CELL)

    def _row(self, words: str, bars: Block | None, told: Sequence[str], face: Face) -> Block:
        """Words and figures; the bars stand between them."""
        first, second = (self._width(share, _SHARES) for share in _SHARES[:2])
        room = first if bars is not None else first + second
        placed: list[tuple[float, Block]] = [
            (0.0, Lines([Run(plain(words), face)], room - _AIR)),
        ]
        if bars is not None:
            placed.append((first, Stack(Gap(1), bars)))
        left = first + second
        for share, figure in zip(_SHARES[2:], told, strict=True):
            width = self._width(share, _SHARES)
            block = Lines([Run(plain(figure), face)], width - _AIR, align="right")
            placed.append((left + _AIR, block))
            left += width
        return Beside(*placed)

    def _person(self, one: ExecutorFigure) -> Block:
        line, missing = one.line, self._reading.missing
        figures = (line.in_time, line.late, line.ended_otherwise)
        standing = (line.open_in_term, line.open_overdue)
        before = missing if line.before is None else str(line.before)
        told = [one.words, str(line.count), before, *map(str, (*figures, *standing))]
        return self._cells(told, _PERSONS, _CELL)

    def _cells(self, told: Sequence[str], shares: Sequence[float], face: Face) -> Block:
        left, placed = 0.0, []
        for place, (share, text) in enumerate(zip(shares, told, strict=True)):
            width = self._width(share, shares)
            align = "right" if place else "left"
            block = Lines([Run(plain(text), face)], width - _AIR, align=align)
            placed.append((left + (_AIR if place else 0), block))
            left += width
        return Beside(*placed)

    def _titles(self) -> Block:
        reading, legend = self._reading, Face(fonts.SANS, 8.5)
        second = self._page.column / 2
        keys = Beside(
            (0.0, Stack(Gap(2), Key(NOW, 7))),
            (11.0, Lines([Run(plain(reading.now_words), legend)], second - 15)),
            (second, Stack(Gap(2), Key(BEFORE, 7))),
            (second + 11, Lines([Run(plain(reading.before_words), legend)], second - 15)),
        )
        return Stack(
            self._words(reading.office, _SOFT),
            Gap(3),
            self._words(reading.title, _TITLE),
            self._words(reading.about, _BOLD),
            Gap(3),
            *(self._words(note, _SOFT) for note in reading.notes),
            Gap(6),
            keys,
        )

    def _words(self, text: str, face: Face) -> Block:
        return Lines([Run(plain(text), face)], self._page.column)

    def _width(self, share: float, shares: Sequence[float]) -> float:
        return self._page.column * share / sum(shares)

    @property
    def _room(self) -> float:
        return self._page.room - _FOOT.leading * 1.5

    def _next_page(self) -> None:
        if self._pages:
            self._paper.end_page()
        self._pages += 1
        self._down = 0.0
        self._paper.begin_page(self._page, self._reading.title if self._pages == 1 else "")
        page, y = self._page, self._page.bottom
        number = Run(f"{self._pages} / ", _FOOT)
        left = page.width - page.right - _FOOT.width(number.text + "000")
        self._paper.text(page.left, y, Run(plain(self._reading.foot), _FOOT))
        self._paper.text(left, y, number)
        self._paper.later(left + _FOOT.width(number.text), y, _TOTAL)

    def _draw(self, block: Block) -> None:
        page = self._page
        block.draw(self._paper, page.left, page.height - page.top - self._down)
        self._down += block.height


def signed(number: int) -> str:
    """With its sign, as a change is written."""
    return f"+{number}" if number > 0 else f"{_MINUS}{-number}" if number < 0 else "0"
