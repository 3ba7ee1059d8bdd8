"""The sheet of the head's folder: twelve matters, each with a bar code and room for the pen."""

from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.bars import BarCode
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import About, PageSize, Paper, training_words
from akimat_desk.documents.refusals import PaperOverflows, PartMissing
from akimat_desk.documents.typesetting import (
    INK_SOFT,
    Block,
    Face,
    Lines,
    Run,
    plain,
    shortened,
)
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import long_date, short_date

MOST: Final = 12
# Pages for the pen are not sewn into a file: the case gets its scan.
PAGE: Final = PageSize(210 * mm, 297 * mm, 15 * mm, 10 * mm, 12 * mm, 9 * mm)

_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_SOFT: Final = Face(fonts.SERIF, 9, INK_SOFT)
_BOLD: Final = Face(fonts.SANS_BOLD, 8.5)
_CELL: Final = Face(fonts.SANS, 8.5)
_SMALL: Final = Face(fonts.SANS, 8, INK_SOFT)
_SIGN: Final = Face(fonts.SERIF, 10)

_NUMBER: Final = 6 * mm
_MATTER: Final = 76 * mm
_CODE: Final = 44 * mm
_BETWEEN: Final = 2 * mm
_BAR_HEIGHT: Final = 8.5 * mm
_ROW: Final = 20 * mm
# Two lines for a hand, the upper one under the words that stand small above it.
_LINES: Final = (9.4 * mm, 18.4 * mm)


class PenSheetRow(Reading, frozen=True, kw_only=True):
    """`code` holds digits alone; an empty applicant is anonymous."""

    code: str
    number: str
    applicant: str
    subject: str
    received_on: date
    due_on: date | None = None


class PenSheetReading(Reading, frozen=True, kw_only=True):
    """All that the sheet says; `head` is the name it is laid before, empty where nobody is."""

    office: Bilingual
    sheet: str
    code: str
    printed_on: date
    rows: tuple[PenSheetRow, ...]
    language: Literal["ky", "ru"]
    post: Bilingual
    head: str = ""
    training: bool = False


def pen_sheet(reading: PenSheetReading) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing, PartMissing, PaperOverflows."""
    if not reading.rows:
        raise PartMissing("rows")
    if len(reading.rows) > MOST:
        raise PaperOverflows("rows")
    return _Printing(reading).print()


class _Printing:
    """One page; every row is as high as the others, so that the pen finds its place."""

    def __init__(self, reading: PenSheetReading) -> None:
        self._reading = reading
        self._letter = Letter(Both(reading.language), PAGE.column)

    def print(self) -> bytes:
        reading, t = self._reading, self._letter.t
        title = t("Matters for resolution")
        paper = Paper(About(title, reading.language, reading.office[reading.language]))
        paper.begin_page(PAGE, title)
        if reading.training:
            paper.training_mark(training_words(self._letter.words), 0.0, PAGE)
        down = self._put(paper, 0.0, self._titles(title))
        for place, row in enumerate(reading.rows, start=1):
            self._put(paper, down, self._row(place, row))
            self._draw_pen_lines(paper, down)
            down += _ROW
        self._put(paper, down + 6 * mm, self._signature())
        paper.end_page()
        return paper.finished()

    def _put(self, paper: Paper, down: float, block: Block) -> float:
        block.draw(paper, PAGE.left, PAGE.height - PAGE.top - down)
        return down + block.height

    def _titles(self, title: str) -> Block:
        letter, reading = self._letter, self._reading
        day = long_date(reading.printed_on, letter.language)
        about = letter.t("Sheet No. {sheet} of {day}", sheet=reading.sheet, day=day)
        width = PAGE.column - _CODE
        words = Stack(
            Lines([Run(plain(letter.either(reading.office)), _SOFT)], width),
            Lines([Run(title, _TITLE)], width),
            Lines([Run(plain(about), _SOFT)], width),
            Lines([Run(letter.t("To: {name}", name=self._head()), _SOFT)], width),
        )
        code = Stack(BarCode(reading.code, _BAR_HEIGHT), self._digits(reading.code))
        return Stack(Beside((0.0, words), (width, code)), Gap(4), Rule(PAGE.column, 0.9, below=1))

    def _head(self) -> str:
        post = self._letter.either(self._reading.post)
        head = ", ".join(part for part in (post, self._reading.head) if part)
        return plain(head) or "____________"

    def _row(self, place: int, row: PenSheetRow) -> Block:
        matter = self._matter(row)
        code = Stack(Gap(1 * mm), BarCode(row.code, _BAR_HEIGHT), self._digits(row.code))
        number = Stack(Gap(1 * mm), Lines([Run(str(place), _BOLD)], _NUMBER))
        pen_left = _NUMBER + _MATTER + _CODE
        whole = Beside(
            (0.0, number),
            (_NUMBER, matter),
            (_NUMBER + _MATTER, code),
            (pen_left, self._pen_words(PAGE.column - pen_left)),
        )
        return Stack(whole, Gap(_ROW - whole.height - 0.4), Rule(PAGE.column, 0.4))

    def _matter(self, row: PenSheetRow) -> Block:
        letter, width = self._letter, _MATTER - _BETWEEN
        who = plain(row.applicant or letter.t("anonymous"))
        came = letter.t("received {day}", day=short_date(row.received_on))
        due = "" if row.due_on is None else letter.t("due {day}", day=short_date(row.due_on))
        # A subject has two lines; what is left out stands in the case itself.
        subject = shortened(plain(row.subject), _CELL, 1.9 * width)
        return Stack(
            Gap(0.8 * mm),
            Lines([Run(shortened(f"{row.number}  {who}", _BOLD, width), _BOLD)], width),
            Lines([Run(subject, _CELL)], width),
            Lines([Run(", ".join(part for part in (came, due) if part), _SMALL)], width),
        )

    def _digits(self, code: str) -> Block:
        said = f"{code[:4]} {code[4:8]} {code[8:]}".strip()
        return Lines([Run(said, _SMALL)], _CODE - _BETWEEN, align="centre")

    def _pen_words(self, width: float) -> Block:
        executor = self._letter.t("Executor")
        until = self._letter.t("By when, signature")
        return Stack(
            Lines([Run(executor, _SMALL)], width),
            Gap(_LINES[0] - 2 * _SMALL.leading),
            Gap(_SMALL.leading),
            Lines([Run(until, _SMALL)], width),
        )

    def _draw_pen_lines(self, paper: Paper, down: float) -> None:
        left = PAGE.left + _NUMBER + _MATTER + _CODE
        top = PAGE.height - PAGE.top - down
        for line in _LINES:
            paper.line(left, top - line, PAGE.left + PAGE.column - left, 0.4)

    def _signature(self) -> Block:
        said = self._letter.t("Signature: ____________________   Date: ______________")
        return Lines([Run(said, _SIGN)], PAGE.column)
