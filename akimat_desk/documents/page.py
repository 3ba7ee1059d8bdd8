"""Sheets of paper: sizes and margins, letterhead, foot, copy stamp, training mark, metadata."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from math import atan2, ceil, cos, degrees, sin
from typing import Any, Final, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Framed, Gap, Rule, Stack
from akimat_desk.documents.both import Both, Said
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows
from akimat_desk.documents.typesetting import (
    INK,
    INK_SOFT,
    SMALLEST,
    Block,
    Face,
    Lines,
    Run,
    unparted,
)
from akimat_desk.domain.readings import Letterhead

# The dots of the roll printer: what it must draw evenly is measured in them.
DOT: Final = 72 / 203
# No PDF page may be longer (PDF 1.7, annex C).
_LONGEST: Final = 14_400.0
_MARK: Final = 0xE9ECEF
_WHITE: Final = 0xFFFFFF


class PageSize(NamedTuple):
    """In points; height 0 is a roll, cut where the words end."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def column(self) -> float:
        return self.width - self.left - self.right

    @property
    def room(self) -> float:
        return self.height - self.top - self.bottom


A5: Final = PageSize(148 * mm, 210 * mm, 12 * mm, 9 * mm, 11 * mm, 8 * mm)
A4: Final = PageSize(210 * mm, 297 * mm, 30 * mm, 20 * mm, 10 * mm, 20 * mm)
A4_LARGE: Final = PageSize(210 * mm, 297 * mm, 18 * mm, 14 * mm, 16 * mm, 13 * mm)
A4_LANDSCAPE: Final = PageSize(297 * mm, 210 * mm, 12 * mm, 9 * mm, 11 * mm, 8 * mm)
# The long side that is sewn into a file stays free.
A4_JOURNAL: Final = PageSize(297 * mm, 210 * mm, 12 * mm, 20 * mm, 12 * mm, 10 * mm)
ROLL_80: Final = PageSize(80 * mm, 0, 4 * mm, 4 * mm, 4 * mm, 6 * mm)
LABEL: Final = PageSize(60 * mm, 30 * mm, 2 * mm, 2 * mm, 2 * mm, 2 * mm)
ENVELOPE: Final = PageSize(220 * mm, 110 * mm, 12 * mm, 10 * mm, 12 * mm, 10 * mm)


def roll(words_height: float) -> PageSize:
    """A roll cut after its words, in whole dots of the printer."""
    height = words_height + ROLL_80.top + ROLL_80.bottom
    if height > _LONGEST:
        raise PaperOverflows("roll")
    return ROLL_80._replace(height=ceil(height / DOT) * DOT)


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself to a reader of PDF."""

    title: str
    language: str
    author: str
    subject: str = ""


class Paper:
    """One PDF in the making; equal drawings give equal bytes.

    `monochrome` turns soft ink black, for printers that make dots of grey.
    """

    def __init__(self, about: About, *, monochrome: bool = False) -> None:
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            invariant=1,
            lang=about.language,
            initialFontName=fonts.SERIF,
            pageCompression=1,
        )
        self._canvas.setTitle(_searchable(about.title))
        self._canvas.setAuthor(_searchable(about.author))
        self._canvas.setSubject(_searchable(about.subject))
        self._canvas.setCreator("Akimat Desk")
        self._monochrome = monochrome
        self._missing: set[str] = set()
        self._entries = 0

    def begin_page(self, size: PageSize, entry: str = "") -> None:
        """Starts a page; `entry` is its line in the outline."""
        self._canvas.setPageSize((size.width, size.height))
        if entry:
            self._entries += 1
            key = f"page-{self._entries}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(_searchable(entry), key)

    def end_page(self) -> None:
        self._canvas.showPage()

    def finished(self) -> bytes:
        """Raises GlyphMissing with every character that no font could show."""
        if self._missing:
            raise GlyphMissing(tuple(sorted(self._missing)))
        self._canvas.save()
        return self._file.getvalue()

    def text(self, x: float, y: float, run: Run, *, spread: float = 0.0) -> None:
        missing = fonts.missing_glyphs(run.text)
        if missing:
            self._missing |= missing
            return
        self._ink(run.face.ink)
        self._canvas.setFont(run.face.font, run.face.size)
        self._canvas.drawString(x, y, run.text, wordSpace=spread)

    def line(self, x: float, y: float, length: float, thickness: float) -> None:
        self._canvas.setLineWidth(thickness)
        self._canvas.setStrokeColor(colour(INK if self._monochrome else INK_SOFT))
        self._canvas.line(x, y, x + length, y)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        self._canvas.setLineWidth(0.7)
        self._canvas.setStrokeColor(colour(INK))
        self._canvas.roundRect(x, y, width, height, 2)

    def blank(self, x: float, y: float, side: float) -> None:
        """A white square: nothing shows through it, the training mark neither."""
        self._canvas.setFillColor(colour(_WHITE))
        self._canvas.rect(x, y, side, side, stroke=0, fill=1)

    def rectangles(
        self, x: float, y: float, unit: float, cells: Iterable[tuple[int, int, int]]
    ) -> None:
        """Rows of cells (column, row, length) of one unit, painted as a single path."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.scale(unit, unit)
        self._canvas.setFillColor(colour(0))
        # Written out here: rect() formats four numbers a time as if they were not whole.
        path = PDFPathObject([f"{column} {row} {long} 1 re" for column, row, long in cells])
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def graphic(self, x: float, y: float, drawing: Any) -> None:
        # Only reports have charts, so only they pay for loading these.
        from reportlab.graphics import renderPDF  # noqa: PLC0415

        renderPDF.draw(drawing, self._canvas, x, y)

    def picture(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415

        self._canvas.drawImage(ImageReader(BytesIO(data)), x, y, width, height)

    def later(self, x: float, y: float, name: str) -> None:
        """Keeps a place for words that are known only at the end; see `fill_in`."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def fill_in(self, name: str, run: Run) -> None:
        """What stands in every place kept under this name."""
        width = run.face.width(run.text) + 1
        self._canvas.beginForm(name, 0, -run.face.size, width, run.face.size)
        self.text(0, 0, run)
        self._canvas.endForm()

    def fold(self, x: float, height: float) -> None:
        """Where two copies on one sheet are cut apart."""
        self._canvas.saveState()
        self._canvas.setDash(2, 4)
        self._canvas.setLineWidth(0.4)
        self._canvas.setStrokeColor(colour(INK_SOFT))
        self._canvas.line(x, 0, x, height)
        self._canvas.restoreState()

    def training_mark(self, words: Said, left: float, size: PageSize) -> None:
        """Lightly across the page under everything else, again and again down a roll."""
        tall = min(size.room, size.column * 1.45)
        bands = max(1, int(size.room / tall))
        for band in range(bands):
            bottom = size.bottom + (size.room - bands * tall) / 2 + band * tall
            self._diagonal(words, left + size.left, bottom, size.column, tall)

    def _diagonal(self, words: Said, x: float, y: float, wide: float, tall: float) -> None:
        angle = atan2(tall, wide)
        longest = max(fonts.width(text, fonts.SERIF_BOLD, 1) for text in words)
        # Both lines, two and a half sizes high together, lie inside the band however it leans.
        size = min(
            wide / (longest * cos(angle) + 2.5 * sin(angle)),
            tall / (longest * sin(angle) + 2.5 * cos(angle)),
            44.0,
        )
        self._canvas.saveState()
        self._canvas.translate(x + wide / 2, y + tall / 2)
        self._canvas.rotate(degrees(angle))
        self._canvas.setFillColor(colour(_MARK))
        self._canvas.setFont(fonts.SERIF_BOLD, size)
        self._canvas.drawCentredString(0, size * 0.25, words.lead)
        self._canvas.drawCentredString(0, -size * 0.95, words.other)
        self._canvas.restoreState()

    def _ink(self, ink: int) -> None:
        self._canvas.setFillColor(colour(INK if self._monochrome else ink))


def _searchable(text: str) -> str:
    """Nobody types a space that does not break."""
    return text.replace("\u00a0", " ")


_COLOURS: Final[dict[int, Color]] = {}


def colour(value: int) -> Color:
    if value not in _COLOURS:
        _COLOURS[value] = HexColor(value)
    return _COLOURS[value]


def letterhead(office: Letterhead, width: float, size: float, *, narrow: str = "") -> Block:
    """The office in Kyrgyz at the left and in Russian at the right, with a rule under both.

    `narrow` puts them under one another instead, the language it names first.
    """
    languages = ["ky", "ru"] if office.name.ru else ["ky"]
    if narrow or len(languages) == 1:
        languages.sort(key=lambda language: language != narrow)
        first, *others = [_office(office, language, width, size) for language in languages]
        return Stack(
            first, *(Stack(Gap(3), other) for other in others), Rule(width, 1.2, above=4, below=3)
        )
    gap = size * 1.5
    half = (width - gap) / 2
    left = _office(office, "ky", half, size)
    right = _office(office, "ru", half, size, align="right")
    columns = Beside((0.0, left), (half + gap, right))
    return Stack(columns, Rule(width, 1.2, above=4, below=3))


def _office(
    office: Letterhead, language: str, width: float, size: float, align: str = "left"
) -> Block:
    words = Both(language)
    about = [words.words(office.address).lead]
    if office.phone:
        about.append(words.t("Enquiries: {phone}", phone=unparted(office.phone)).lead)
    if office.hours[language]:
        about.append(words.t("Hours: {hours}", hours=office.hours).lead)
    bold = Face(fonts.SERIF_BOLD, size)
    soft = Face(fonts.SERIF, max(SMALLEST, size * 0.85), INK_SOFT)
    return Stack(
        Lines([Run(words.words(office.name).lead, bold)], width, align=align),
        *(Lines([Run(line, soft)], width, align=align) for line in about),
    )


def copy_stamp(words: Both, number: int, size: float) -> tuple[Block, float]:
    """The stamp of a copy, and its width."""
    face = Face(fonts.SERIF_BOLD, max(SMALLEST, size))
    text = words.t("Copy No. {number}", number=number).once
    width = face.width(text) + 8
    return Framed(Lines([Run(text, face)], width), width, 4), width


def training_words(words: Both) -> Said:
    return words.t("TRAINING MODE")
