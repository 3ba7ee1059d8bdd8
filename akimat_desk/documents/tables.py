"""Journals and lists on paper: rows over many pages, the head of the columns on each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.dense_page import DensePaper
from akimat_desk.documents.page import A4_JOURNAL, About, PageSize
from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, Lines, Run, plain

ROWS_TOLD: Final = 200

_CELL: Final = Face(fonts.SANS, 8.5)
_HEAD: Final = Face(fonts.SANS_BOLD, 8)
_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_SOFT: Final = Face(fonts.SERIF, 9, INK_SOFT)
_FOOT: Final = Face(fonts.SANS, 8, INK_SOFT)
_BETWEEN: Final = 6.0
_TOTAL: Final = "total"


class Column(NamedTuple):
    """Its share of the width counts against the shares of the others."""

    title: str
    share: float
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the first head of columns; `office` is also the file's author."""

    title: str
    office: str
    about: str = ""
    foot: str = ""


def table(
    heading: Heading,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    language: str,
    told: Callable[[int], None] = lambda _rows: None,
) -> bytes:
    """Rows are read one by one; `told` hears how many are done, every 200.

    Raises GlyphMissing, or PaperOverflows for a row higher than a page.
    """
    printing = _Printing(heading, columns, language)
    for n, row in enumerate(rows, start=1):
        printing.row(row)
        if n % ROWS_TOLD == 0:
            told(n)
    return printing.finished()


class _Printing:
    """Pages are drawn as their rows come; only their total is filled in at the end."""

    def __init__(self, heading: Heading, columns: Sequence[Column], language: str) -> None:
        self._page: PageSize = A4_JOURNAL
        self._heading = heading
        self._columns = columns
        self._widths = _widths(columns, self._page.column)
        self._pages = 0
        self._down = 0.0
        self._paper = DensePaper(About(heading.title, language, heading.office))
        self._head = self._cells([column.title for column in columns], _HEAD)
        self._next_page()

    def row(self, cells: Sequence[str]) -> None:
        block = Stack(
            Gap(1.5),
            self._cells(cells, _CELL),
            Rule(self._page.column, 0.25, above=1.5),
        )
        if self._down + block.height > self._room:
            self._next_page()
        if self._down + block.height > self._room:
            raise PaperOverflows("row")
        self._draw(block)

    def finished(self) -> bytes:
        self._paper.end_page()
        self._paper.fill_in(_TOTAL, Run(str(self._pages), _FOOT))
        return self._paper.finished()

    @property
    def _room(self) -> float:
        return self._page.room - _FOOT.leading * 1.5

    def _next_page(self) -> None:
        if self._pages:
            self._paper.end_page()
        self._pages += 1
        self._down = 0.0
        self._paper.begin_page(self._page, self._heading.title if self._pages == 1 else "")
        if self._pages == 1:
            self._draw(self._titles())
        self._draw(Stack(self._head, Rule(self._page.column, 0.9, above=2)))
        self._foot()

    def _titles(self) -> Block:
        runs = [
            (self._heading.office, _SOFT),
            (self._heading.title, _TITLE),
            (self._heading.about, _SOFT),
        ]
        lines = [Lines([Run(plain(text), face)], self._page.column) for text, face in runs]
        return Stack(*lines, Gap(8))

    def _foot(self) -> None:
        page, y = self._page, self._page.bottom
        number = Run(f"{self._pages} / ", _FOOT)
        # Room for the digits of any total.
        left = page.width - page.right - _FOOT.width(number.text + "00000")
        self._paper.text(page.left, y, Run(plain(self._heading.foot), _FOOT))
        self._paper.text(left, y, number)
        self._paper.later(left + _FOOT.width(number.text), y, _TOTAL)

    def _cells(self, cells: Sequence[str], face: Face) -> Block:
        left, placed = 0.0, []
        for column, width, text in zip(self._columns, self._widths, cells, strict=True):
            block = Lines([Run(plain(text), face)], width - _BETWEEN, align=column.align)
            placed.append((left, block))
            left += width
        return Beside(*placed)

    def _draw(self, block: Block) -> None:
        page = self._page
        block.draw(self._paper, page.left, page.height - page.top - self._down)
        self._down += block.height


def _widths(columns: Sequence[Column], whole: float) -> list[float]:
    shares = sum(column.share for column in columns)
    return [whole * column.share / shares for column in columns]
