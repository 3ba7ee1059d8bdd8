"""How papers of files and archive are set: a title, what it is about, a table, words, signatures.

Their forms are the program's own: the office confirms them before they are used.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, flow
from akimat_desk.documents.letters import Letter, capital, foot, head, level
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.tables import Column
from akimat_desk.documents.typesetting import (
    DESCENT,
    Block,
    Face,
    Lines,
    Run,
    bound,
    plain,
    shortened,
    unparted,
)
from akimat_desk.domain.readings import Bilingual, Letterhead, Reading

_CELL: Final = Face(fonts.SANS, 9)
_BOLD: Final = Face(fonts.SANS_BOLD, 9)
_HEAD: Final = Face(fonts.SANS_BOLD, 8)
_BETWEEN: Final = 6.0
# On paper a row must fit a page; the case itself tells the rest.
_CELL_LINES: Final = 4
_NAME_SHARE: Final = 0.3


class Common(Reading, frozen=True, kw_only=True):
    """What every such paper says: whose it is, who made it, in which language."""

    office: Letterhead
    made_on: date
    language: Literal["ky", "ru"]
    point: str
    clerk: str = ""
    clerk_post: Bilingual = Bilingual(ky="")
    training: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A line to sign on: for what, in which post, by whom; what is not known is left white."""

    what: str
    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """One paper in its words: `before` stands over the table, `total` ends it, `said` is below."""

    title: str
    under: str = ""
    facts: Sequence[tuple[str, str]] = ()
    before: Sequence[str] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Sequence[str]] = ()
    total: Sequence[str] = ()
    row_at_least: float = 0.0
    said: Sequence[str] = ()
    signs: Sequence[Sign] = ()
    approval: str = ""


def drawn(common: Common, letter: Letter, told: Set, template: str) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing, PaperOverflows."""
    return _Printing(common, letter, told, template).printed()


class _Printing:
    """One paper on its way to pages."""

    def __init__(self, common: Common, letter: Letter, told: Set, template: str) -> None:
        self._common, self._letter = common, letter
        self._told, self._template = told, template
        shares = sum(column.share for column in told.columns) or 1
        self._widths = [letter.width * column.share / shares for column in told.columns]
        self._rows: set[int] = set()

    def printed(self) -> bytes:
        letter, common, title = self._letter, self._common, self._told.title
        paper = Paper(About(title, letter.language, letter.either(common.office.name), ""))
        under = self._foot(99, 99).height + letter.air
        columns = flow(list(self._pieces()), A4.room - under, self._again())
        for n, column in enumerate(columns, start=1):
            paper.begin_page(A4, title if n == 1 else "")
            if common.training:
                paper.training_mark(training_words(letter.words), 0.0, A4)
            has_rows = any(id(block) in self._rows for block, _ in column)
            for block, down in column:
                bare = n > 1 and not down and not has_rows
                shown = self._title_again() if bare else block
                shown.draw(paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(paper, A4.left, A4.bottom + below.height)
            paper.end_page()
        return paper.finished()

    def _pieces(self) -> Iterator[Piece]:
        told, letter = self._told, self._letter
        text = glued(list(self._opening()), self._body())
        signs = [Piece("signature", self._sign(one), 1.6 * letter.size) for one in told.signs]
        if not signs:
            yield from text
            return
        yield from kept_with(text, signs[0], 2 * letter.size)
        yield from signs[1:]

    def _opening(self) -> Iterator[Piece]:
        letter, common, told = self._letter, self._common, self._told
        yield Piece("office", head(common.office, letter.width))
        if common.training:
            said = letter.t("Training: this paper has no legal force.")
            yield Piece("training", letter.line(said, letter.bold), 4.0)
        if told.approval:
            yield Piece("approval", self._approval(), 10.0)
        yield Piece("title", letter.line(told.title, letter.bold.sized(13), align="centre"), 18.0)
        if told.under:
            yield Piece("under", letter.line(told.under, align="centre"), 3.0)
        for n, (name, value) in enumerate(told.facts):
            yield Piece("facts", self._named(name, value), 12.0 if n == 0 else 4.0)

    def _approval(self) -> Block:
        """At the right: approved, a line to sign on, a line for the day."""
        letter = self._letter
        left, width = 0.56 * letter.width, 0.44 * letter.width
        lines = (
            letter.line(self._told.approval, letter.bold, width),
            Gap(1.6 * letter.size),
            Rule(width, 0.5),
            letter.line(letter.t("signature, name, date"), letter.small, width),
        )
        return Beside((left, Stack(*lines)))

    def _named(self, name: str, words: str) -> Block:
        letter = self._letter
        left = _NAME_SHARE * letter.width
        return Beside(
            (0.0, letter.line(name, letter.soft.sized(10), left - 4)),
            (left, letter.line(bound(plain(words)), width=letter.width - left)),
        )

    def _table(self) -> Iterator[Piece]:
        told = self._told
        if not told.columns:
            return
        yield Piece("rows", Stack(self._heads(), Rule(self._letter.width, 0.9, above=2)), 12.0)
        for row in told.rows:
            yield self._row(row, _CELL)
        if told.total:
            yield self._row(told.total, _BOLD)

    def _heads(self) -> Block:
        return self._cells([column.title for column in self._told.columns], _HEAD)

    def _row(self, cells: Sequence[str], face: Face) -> Piece:
        below = Rule(self._letter.width, 0.25, above=2)
        told = self._cells(cells, face)
        air = Gap(max(2.0, self._told.row_at_least - told.height))
        block = Stack(air, told, below)
        self._rows.add(id(block))
        return Piece("row", block)

    def _cells(self, cells: Sequence[str], face: Face) -> Block:
        left, placed = 0.0, []
        columns = zip(self._told.columns, self._widths, cells, strict=True)
        for column, width, words in columns:
            room = width - _BETWEEN
            text = shortened(plain(words), face, _CELL_LINES * room)
            placed.append((left, Lines([Run(text, face)], room, align=column.align)))
            left += width
        return Beside(*placed)

    def _body(self) -> list[Piece]:
        told = self._told
        return [*self._said(told.before), *self._table(), *self._said(told.said)]

    def _said(self, told: Sequence[str]) -> Iterator[Piece]:
        letter = self._letter
        for n, words in enumerate(told):
            runs = [Run(bound(plain(words)), letter.text)]
            above = 16.0 if n == 0 else 8.0
            yield from paragraph("said", runs, letter.width, above=above)

    def _sign(self, sign: Sign) -> Block:
        letter = self._letter
        width, air = letter.width, Gap(letter.size * DESCENT)
        post = f"{sign.what} {capital(sign.post)}".strip() if sign.post else sign.what
        return Stack(
            level(
                (0.0, letter.line(post, width=0.4 * width)),
                (0.42 * width, Stack(Rule(0.18 * width, 0.5), air)),
                (0.62 * width, self._name(sign.name, 0.2 * width, air)),
                (0.84 * width, Stack(Rule(0.16 * width, 0.5), air)),
            ),
            Beside(
                (0.42 * width, letter.line(letter.t("signature"), letter.small, 0.18 * width)),
                (0.62 * width, letter.line(letter.t("full name"), letter.small, 0.2 * width)),
                (0.84 * width, letter.line(letter.t("date"), letter.small, 0.16 * width)),
            ),
        )

    def _name(self, name: str, width: float, air: Gap) -> Block:
        if not name:
            return Stack(Rule(width, 0.5), air)
        return self._letter.line(bound(name), self._letter.bold, width)

    def _again(self) -> Block:
        if not self._told.columns:
            return self._title_again()
        rule = Rule(self._letter.width, 0.9, above=2)
        return Stack(self._title_again(), self._heads(), rule)

    def _title_again(self) -> Block:
        letter = self._letter
        return Stack(letter.line(self._told.title, letter.soft), Gap(letter.size))

    def _foot(self, n: int, of: int) -> Block:
        letter = self._letter
        told = letter.t(
            "Point {point}, form {template}",
            point=unparted(self._common.point),
            template=self._template,
        )
        return foot(letter, told, n, of)
