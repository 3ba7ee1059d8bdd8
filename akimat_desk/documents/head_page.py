"""The head's page: what waits for a word or a signature, and what is late, on one sheet."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import About, PageSize, Paper, training_words
from akimat_desk.documents.refusals import PaperOverflows
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
from akimat_desk.text.dates import long_date, short_date, weekday

PAGE: Final = PageSize(210 * mm, 297 * mm, 20 * mm, 12 * mm, 12 * mm, 12 * mm)

_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_SOFT: Final = Face(fonts.SERIF, 9, INK_SOFT)
_HEAD: Final = Face(fonts.SANS_BOLD, 10)
_BOLD: Final = Face(fonts.SANS_BOLD, 8.5)
_CELL: Final = Face(fonts.SANS, 8.5)
_NUMBER: Final = 30 * mm
_DAY: Final = 40 * mm
_BETWEEN: Final = 2 * mm


class HeadRowPart(Reading, frozen=True, kw_only=True):
    """One line of a panel, as the screen has it."""

    number: str
    who: str
    about: str
    on: date | None = None
    count: int = 0
    days_left: int | None = None


class HeadPanelPart(Reading, frozen=True, kw_only=True):
    """A panel by its name; `count` is of all there are."""

    name: str
    count: int
    rows: tuple[HeadRowPart, ...]


class HeadPageReading(Reading, frozen=True, kw_only=True):
    """All that the page says; `until` is the last day of the week."""

    office: Bilingual
    day: date
    until: date
    panels: tuple[HeadPanelPart, ...]
    language: Literal["ky", "ru"]
    post: Bilingual
    head: str = ""
    training: bool = False


def head_page(reading: HeadPageReading) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing; PaperOverflows for a second page."""
    printing = _Printing(reading)
    whole = Stack(*printing.blocks())
    if whole.height > PAGE.room:
        raise PaperOverflows("rows")
    letter = printing.letter
    title = letter.t("The head's page")
    paper = Paper(About(title, reading.language, reading.office[reading.language]))
    paper.begin_page(PAGE, title)
    if reading.training:
        paper.training_mark(training_words(letter.words), 0.0, PAGE)
    whole.draw(paper, PAGE.left, PAGE.height - PAGE.top)
    paper.end_page()
    return paper.finished()


class _Printing:
    """Blocks from the top down."""

    def __init__(self, reading: HeadPageReading) -> None:
        self.letter: Final = Letter(Both(reading.language), PAGE.column)
        self._reading = reading

    def blocks(self) -> Iterator[Block]:
        letter, reading = self.letter, self._reading
        day, language = reading.day, letter.language
        yield self._line(letter.either(reading.office), _SOFT)
        yield self._line(letter.t("The head's page"), _TITLE)
        when = letter.t(
            "For {day}, {weekday}", day=long_date(day, language), weekday=weekday(day, language)
        )
        head = ", ".join(part for part in (letter.either(reading.post), reading.head) if part)
        yield self._line(f"{when} \N{MIDDLE DOT} {head}" if head else when, _SOFT)
        for panel in reading.panels:
            yield from self._panel(panel)

    def _panel(self, panel: HeadPanelPart) -> Iterator[Block]:
        yield Gap(9)
        yield self._line(f"{self._title(panel.name)}: {panel.count}", _HEAD)
        yield Rule(PAGE.column, 0.7, above=1, below=1)
        if not panel.rows:
            yield self._line(self.letter.t("Nothing."), _SOFT)
        for row in panel.rows:
            yield self._row(panel.name, row)
            yield Rule(PAGE.column, 0.2, above=1)
        more = panel.count - len(panel.rows)
        if more > 0:
            yield self._line(self.letter.t("and {count} lines more", count=more), _SOFT)

    def _title(self, name: str) -> str:
        t = self.letter.t
        return {
            "resolve": t("To resolve"),
            "sign": t("To sign"),
            "overdue": t("Overdue by person"),
            "promises": t("Promised at receptions"),
            "control": t("Control dates until {day}", day=short_date(self._reading.until)),
        }[name]

    def _row(self, name: str, row: HeadRowPart) -> Block:
        middle = PAGE.column - _NUMBER - _DAY
        who = plain(row.who or self._nobody(name))
        first = Lines([Run(self._first(row), _BOLD)], _NUMBER - _BETWEEN)
        words = [Lines([Run(shortened(who, _BOLD, middle - _BETWEEN), _BOLD)], middle - _BETWEEN)]
        if row.about:
            about = shortened(plain(row.about), _CELL, middle - _BETWEEN)
            words.append(Lines([Run(about, _CELL)], middle - _BETWEEN))
        day = Lines([Run(self._day(name, row), _CELL)], _DAY)
        return Beside((0.0, first), (_NUMBER, Stack(*words)), (_NUMBER + middle, day))

    def _first(self, row: HeadRowPart) -> str:
        if row.count:
            return self.letter.many("{count} case", "{count} cases", row.count)
        return row.number

    def _nobody(self, name: str) -> str:
        t = self.letter.t
        return {"overdue": t("no executor"), "sign": "\N{EM DASH}"}.get(name) or t("anonymous")

    def _day(self, name: str, row: HeadRowPart) -> str:
        letter = self.letter
        if row.on is None:
            return letter.t("without a date")
        day = short_date(row.on)
        if name == "sign":
            return letter.t("made {day}", day=day)
        if name == "overdue":
            return letter.t("the oldest since {day}", day=day)
        left = row.days_left
        if left is not None and left < 0:
            late = letter.many("{count} working day late", "{count} working days late", -left)
            return f"{day}, {late}"
        return day

    def _line(self, text: str, face: Face) -> Block:
        return Lines([Run(plain(text), face)], PAGE.column)
