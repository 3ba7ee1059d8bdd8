"""A page of a journal with empty rows, to be written on by hand."""

from collections.abc import Sequence
from typing import Final

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Stack
from akimat_desk.documents.page import A4_JOURNAL, About, Paper
from akimat_desk.documents.tables import Column, Heading
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, Lines, Run, plain

_HEAD: Final = Face(fonts.SANS_BOLD, 8)
_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_SOFT: Final = Face(fonts.SERIF, 9, INK_SOFT)
_FOOT: Final = Face(fonts.SANS, 8, INK_SOFT)
_INSIDE: Final = 3.0


def hand_table(heading: Heading, columns: Sequence[Column], rows: int, *, language: str) -> bytes:
    """One page; the rows share its height. Raises GlyphMissing."""
    page, paper = A4_JOURNAL, Paper(About(heading.title, language, heading.office))
    paper.begin_page(page, heading.title)
    titles = _titles(heading, page.column)
    titles.draw(paper, page.left, page.height - page.top)
    shares = sum(column.share for column in columns)
    widths = [page.column * column.share / shares for column in columns]
    head = _head(columns, widths)
    top = page.height - page.top - titles.height
    bottom = page.bottom + 1.8 * _FOOT.leading
    left = page.left
    for width in widths:
        paper.frame(left, bottom, width, top - bottom)
        left += width
    head.draw(paper, page.left, top - _INSIDE)
    first = top - head.height - 2 * _INSIDE
    for row in range(rows):
        y = first - row * (first - bottom) / rows
        paper.line(page.left, y, page.column, 0.5)
    paper.text(page.left, page.bottom, Run(plain(heading.foot), _FOOT))
    paper.end_page()
    return paper.finished()


def _titles(heading: Heading, width: float) -> Block:
    runs = ((heading.office, _SOFT), (heading.title, _TITLE), (heading.about, _SOFT))
    lines = [Lines([Run(plain(text), face)], width) for text, face in runs if text]
    return Stack(*lines, Gap(6))


def _head(columns: Sequence[Column], widths: Sequence[float]) -> Block:
    left, placed = 0.0, []
    for column, width in zip(columns, widths, strict=True):
        words = Lines([Run(plain(column.title), _HEAD)], width - 2 * _INSIDE)
        placed.append((left + _INSIDE, words))
        left += width
    return Beside(*placed)
