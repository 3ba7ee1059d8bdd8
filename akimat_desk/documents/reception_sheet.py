"""What the papers of reception are drawn with: sections with a table, each begun on a new page."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, Standing, flow
from akimat_desk.documents.letters import Letter, foot
from akimat_desk.documents.page import About, PageSize, Paper, training_words
from akimat_desk.documents.paragraphs import kept_with
from akimat_desk.documents.tables import Column
from akimat_desk.documents.typesetting import (
    ELLIPSIS,
    INK_SOFT,
    Block,
    Face,
    Lines,
    Run,
    plain,
)

CELL: Final = Face(fonts.SANS, 9)
BOLD: Final = Face(fonts.SANS_BOLD, 9)
HEAD: Final = Face(fonts.SANS_BOLD, 8)
TITLE: Final = Face(fonts.SERIF_BOLD, 14)
NAME: Final = Face(fonts.SERIF_BOLD, 11.5)
TEXT: Final = Face(fonts.SERIF, 11)
SOFT: Final = Face(fonts.SERIF, 9.5, INK_SOFT)
_BETWEEN: Final = 6.0
# A row must fit a page; the card itself tells the rest.
_LONGEST: Final = 500

Cell = Sequence[tuple[str, Face]]
"""Words under one another, each in its face; empty ones take no room."""


class Group(NamedTuple):
    """Rows with something in common, which stands once at their left, in the first columns."""

    lead: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Sheet:
    """One paper of one or more sections."""

    def __init__(
        self, letter: Letter, page: PageSize, title: str, office: str, *, training: bool
    ) -> None:
        self._letter, self._page = letter, page
        self._title, self._training = title, training
        self._paper = Paper(About(title, letter.language, office))

    def section(
        self,
        name: str,
        top: Sequence[Block],
        table: tuple[Sequence[Column], Sequence[Sequence[Cell] | Group]],
        end: Sequence[Block] = (),
    ) -> None:
        """The end never stands alone on a page."""
        columns, rows = table
        heads = self._heads(columns)
        pieces = [Piece("top", Stack(*top, heads))]
        pieces += [Piece("row", self._row(columns, row)) for row in rows]
        if end:
            pieces = kept_with(pieces, Piece("end", Stack(*end), 14), 20)
        again = Stack(self.line(name, SOFT), Gap(5), heads)
        self._pages(name, flow(pieces, self._page.room - self._foot(9, 9).height - 6, again))

    def plain_section(self, name: str, blocks: Sequence[Piece]) -> None:
        """Without a table."""
        again = Stack(self.line(name, SOFT), Gap(5))
        self._pages(name, flow(blocks, self._page.room - self._foot(9, 9).height - 6, again))

    def finished(self) -> bytes:
        """Raises GlyphMissing."""
        return self._paper.finished()

    def line(self, text: str, face: Face = TEXT, align: str = "left") -> Block:
        return Lines([Run(plain(text), face)], self._page.column, align=align)

    def signature(self, what: str, name: str) -> Block:
        """What they do, a line to sign on, the name."""
        width = self._page.column
        return Beside(
            (0.0, Lines([Run(plain(what), TEXT)], 0.44 * width)),
            (0.46 * width, Stack(Gap(TEXT.leading - 2), Rule(0.22 * width, 0.5))),
            (0.71 * width, Lines([Run(plain(name), TEXT)], 0.29 * width)),
        )

    def _pages(self, name: str, columns: Sequence[Sequence[Standing]]) -> None:
        page = self._page
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(page, name if n == 1 else "")
            if self._training:
                self._paper.training_mark(training_words(self._letter.words), 0.0, page)
            for block, down in column:
                block.draw(self._paper, page.left, page.height - page.top - down)
            below = self._foot(n, len(columns))
            below.draw(self._paper, page.left, page.bottom + below.height)
            self._paper.end_page()

    def _foot(self, n: int, of: int) -> Block:
        return foot(self._letter, self._title, n, of)

    def _heads(self, columns: Sequence[Column]) -> Block:
        cells: list[Cell] = [((column.title, HEAD),) for column in columns]
        return Stack(self._beside(columns, cells), Rule(self._page.column, 0.9, above=2))

    def _row(self, columns: Sequence[Column], row: Sequence[Cell] | Group) -> Block:
        rule = Rule(self._page.column, 0.25, above=2)
        if not isinstance(row, Group):
            return Stack(Gap(2), self._beside(columns, row), rule)
        first = len(row.lead)
        lead = self._beside(columns, (*row.lead, *((),) * (len(columns) - first)))
        rows = [self._beside(columns, ((),) * first + one) for one in row.rows]
        parted = [part for one in rows for part in (one, Gap(3))][:-1]
        return Stack(Gap(2), Beside((0.0, lead), (0.0, Stack(*parted))), rule)

    def _beside(self, columns: Sequence[Column], row: Sequence[Cell]) -> Block:
        shares = sum(column.share for column in columns)
        left, placed = 0.0, []
        for column, cell in zip(columns, row, strict=True):
            width = self._page.column * column.share / shares
            lines = [
                Lines([Run(plain(shortened(text)), face)], width - _BETWEEN, align=column.align)
                for text, face in cell
                if text
            ]
            placed.append((left, Stack(*lines)))
            left += width
        return Beside(*placed)


def shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + ELLIPSIS
