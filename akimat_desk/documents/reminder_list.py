"""The day's list of reminders on paper: a page for each person, handed out and signed for."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, Standing, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import A4_JOURNAL, About, Paper, training_words
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.reminder_list_words import asked, due_words, left_words
from akimat_desk.documents.tables import Column
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, Lines, Run, plain, shortened
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import long_date, short_date, weekday

_CELL: Final = Face(fonts.SANS, 9)
_BOLD: Final = Face(fonts.SANS_BOLD, 9)
_HEAD: Final = Face(fonts.SANS_BOLD, 8)
_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_NAME: Final = Face(fonts.SERIF_BOLD, 12)
_SOFT: Final = Face(fonts.SERIF, 9, INK_SOFT)
_FOOT: Final = Face(fonts.SANS, 8, INK_SOFT)
_BETWEEN: Final = 6.0
# A line to sign on must have room for a hand.
_ROW_AT_LEAST: Final = 24.0
_SUBJECT_LONGEST: Final = 160


class ReminderRow(Reading, frozen=True, kw_only=True):
    """One case; `pressing`, `trouble` and `step` are those of the ladder."""

    number: str
    applicant: str
    subject: str
    executor: str
    pressing: str
    trouble: str
    step: str
    due_kind: str = ""
    due_on: date | None = None
    days_left: int | None = None
    body: str = ""
    instead_of: str = ""


class PersonPart(Reading, frozen=True, kw_only=True):
    """Whom a page is handed to; an empty name is for the office where nobody is there to tell."""

    name: str
    post: Bilingual
    rows: tuple[ReminderRow, ...]


class ReminderListReading(Reading, frozen=True, kw_only=True):
    """All that the list says."""

    office: Bilingual
    day: date
    made_on: date
    people: tuple[PersonPart, ...]
    language: Literal["ky", "ru"]
    training: bool = False


def reminder_list(reading: ReminderListReading) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing, PartMissing, PaperOverflows."""
    if not reading.people:
        raise PartMissing("people")
    letter = Letter(Both(reading.language), A4_JOURNAL.column)
    title = letter.t("List of reminders")
    paper = Paper(About(title, reading.language, reading.office[reading.language]))
    for part in reading.people:
        _Printing(paper, letter, reading, part).print()
    return paper.finished()


class _Printing:
    """The pages of one person."""

    def __init__(
        self, paper: Paper, letter: Letter, reading: ReminderListReading, part: PersonPart
    ) -> None:
        self._paper, self._letter = paper, letter
        self._reading, self._part = reading, part
        self._page = A4_JOURNAL
        self._columns = _columns(letter)
        shares = sum(column.share for column in self._columns)
        self._widths = [self._page.column * one.share / shares for one in self._columns]

    def print(self) -> None:
        page = self._page
        head = self._heads()
        pieces = [Piece("person", Stack(self._titles(), head))]
        pieces += [Piece("row", self._row(row)) for row in self._part.rows]
        pieces.append(Piece("taken", self._taken(), 14))
        columns = flow(pieces, page.room - _FOOT.leading * 1.6, Stack(self._again(), head))
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(page, self._name() if n == 1 else "")
            if self._reading.training:
                self._paper.training_mark(training_words(self._letter.words), 0.0, page)
            self._column(column)
            self._foot(n, len(columns))
            self._paper.end_page()

    def _column(self, column: Sequence[Standing]) -> None:
        for block, down in column:
            block.draw(self._paper, self._page.left, self._page.height - self._page.top - down)

    def _name(self) -> str:
        return self._part.name or self._letter.t("to the office: nobody is named")

    def _titles(self) -> Block:
        letter, reading = self._letter, self._reading
        day, language = reading.day, letter.language
        when = letter.t(
            "For {day}, {weekday}", day=long_date(day, language), weekday=weekday(day, language)
        )
        post = letter.either(self._part.post)
        name = f"{self._name()}, {post}" if post else self._name()
        return Stack(
            self._line(letter.either(reading.office), _SOFT),
            self._line(letter.t("List of reminders"), _TITLE),
            self._line(when, _SOFT),
            Gap(6),
            self._line(name, _NAME),
            Gap(6),
        )

    def _again(self) -> Block:
        said = self._letter.t("{name}, continued", name=self._name())
        return Stack(self._line(said, _SOFT), Gap(6))

    def _heads(self) -> Block:
        cells = [
            self._cell(column.title, _HEAD, width)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        return Stack(self._beside(cells), Rule(self._page.column, 0.9, above=2))

    def _row(self, row: ReminderRow) -> Block:
        letter = self._letter
        who = row.applicant or letter.t("anonymous")
        subject = shortened(plain(row.subject)[:_SUBJECT_LONGEST], _CELL, 4 * self._widths[1])
        words = (
            ((row.number, _BOLD), (self._executor(row), _CELL)),
            ((who, _BOLD), (subject, _CELL)),
            ((due_words(row, letter), _CELL),),
            ((left_words(row, letter), _BOLD),),
            ((asked(row, letter), _CELL),),
            (),
        )
        cells = [
            Stack(*(self._cell(text, face, width) for text, face in cell if text))
            for cell, width in zip(words, self._widths, strict=True)
        ]
        block = self._beside(cells)
        rest = max(0.0, _ROW_AT_LEAST - block.height)
        return Stack(Gap(2), block, Gap(rest), Rule(self._page.column, 0.25, above=2))

    def _executor(self, row: ReminderRow) -> str:
        """Only where it is not the one who reads it."""
        return "" if row.executor == self._part.name else row.executor

    def _taken(self) -> Block:
        said = self._letter.t("Received: ____________________   Date and time: ______________")
        return self._line(said, _CELL)

    def _foot(self, n: int, of: int) -> None:
        letter, page = self._letter, self._page
        made = letter.t("Made on {date}", date=short_date(self._reading.made_on))
        pages = letter.t("Page {n} of {of}", n=n, of=of)
        self._paper.text(page.left, page.bottom, Run(plain(made), _FOOT))
        left = page.width - page.right - _FOOT.width(pages)
        self._paper.text(left, page.bottom, Run(pages, _FOOT))

    def _line(self, text: str, face: Face) -> Block:
        return Lines([Run(plain(text), face)], self._page.column)

    def _cell(self, text: str, face: Face, width: float) -> Block:
        return Lines([Run(plain(text), face)], width - _BETWEEN)

    def _beside(self, cells: Sequence[Block]) -> Block:
        left, placed = 0.0, []
        for block, width in zip(cells, self._widths, strict=True):
            placed.append((left, block))
            left += width
        return Beside(*placed)


def _columns(letter: Letter) -> tuple[Column, ...]:
    return (
        Column(letter.t("Number, executor"), 15),
        Column(letter.t("Applicant, about what"), 32),
        Column(letter.t("Due"), 17),
        Column(letter.t("Left"), 13),
        Column(letter.t("What is asked"), 25),
        Column(letter.t("Signature"), 12),
    )
