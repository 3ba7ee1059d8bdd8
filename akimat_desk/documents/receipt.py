"""The receipt an applicant takes away: who answers, by when, and what was taken in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from reportlab.lib.units import mm

from akimat_desk.documents import receipt_closing as closing
from akimat_desk.documents import receipt_parts as parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, Standing, flow, length
from akimat_desk.documents.both import Both, Said
from akimat_desk.documents.page import (
    A4_LANDSCAPE,
    A4_LARGE,
    A5,
    ROLL_80,
    About,
    PageSize,
    Paper,
    roll,
    training_words,
)
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.setting import Setting, Sizes
from akimat_desk.documents.typesetting import SMALLEST, Block, Lines, Run, plain
from akimat_desk.domain.readings import ReceiptReading

TEMPLATE: Final = "receipt-1"

Form = Literal["a5", "a4x2", "roll80", "large"]


class _Layout(NamedTuple):
    """`tighter` are the sizes to try, one after another, before a second page is begun."""

    page: PageSize
    sizes: Sizes
    tighter: tuple[Sizes, ...] = ()


# Each half of the landscape sheet is an A5 page.
_HALF: Final = A5._replace(width=A4_LANDSCAPE.width / 2, height=A4_LANDSCAPE.height)
_SMALL: Final = Sizes(text=9.5, note=8.5, small=8, fact=12.5, title=14, number=26, qr=33 * mm)
_SMALLER: Final = Sizes(text=9, note=8, small=8, fact=11.5, title=13, number=23, qr=33 * mm)
_LARGE: Final = Sizes(text=16, note=15, small=12, fact=20, title=22, number=38, qr=48 * mm)
_ROLL: Final = Sizes(text=9.5, note=9, small=8, fact=12.5, title=14, number=24, qr=44 * mm)
_LAYOUTS: Final[dict[Form, _Layout]] = {
    "a5": _Layout(A5, _SMALL, (_SMALL, _SMALLER)),
    "a4x2": _Layout(_HALF, _SMALL, (_SMALL, _SMALLER)),
    "roll80": _Layout(ROLL_80, _ROLL),
    "large": _Layout(A4_LARGE, _LARGE),
}


def receipt(
    reading: ReceiptReading, *, form: Form, language: Literal["ky", "ru"], copy: int = 0
) -> bytes:
    """The same reading, form, language and copy always give the same bytes.

    What is a little too long for one small sheet is set closer, never under 8 points; the rest
    goes on over pages.
    `copy` is the number of a later copy, printed as a stamp; 0 is the receipt itself.
    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    words, layout = Both(language), _LAYOUTS[form]
    setting = Setting(words, layout.page.column, layout.sizes, is_narrow=form == "roll80")
    closer = tuple(replace(setting, sizes=sizes, is_close=True) for sizes in layout.tighter)
    printing = _Printing(reading, (setting, *closer), layout.page, copy)
    if form == "roll80":
        return printing.on_a_roll()
    if form == "a4x2":
        return printing.side_by_side()
    return printing.on_pages()


def require_complete(reading: ReceiptReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "office.phone": reading.office.phone,
        "number": reading.number,
        "code": reading.code if re.fullmatch(r"[0-9]{6}", reading.code) else "",
        "subject": reading.subject,
        "answerer.name": reading.answerer.name,
        "answerer.post": reading.answerer.post.ky,
        "qr": reading.qr,
        "clerk_post": reading.clerk_post.ky,
        "clerk_name": reading.clerk_name,
        "point": reading.point,
        **{f"papers.{n}": paper.title for n, paper in enumerate(reading.papers, start=1)},
    }
    # A date without a ground is a promise without a law; where there is none yet, we say so.
    if reading.due.due_on is not None and not reading.due.to_confirm:
        required["due.ground"] = reading.due.ground.ky
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One receipt on its way to paper."""

    def __init__(
        self, reading: ReceiptReading, settings: Sequence[Setting], page: PageSize, copy: int
    ) -> None:
        self._reading = reading
        self._setting, *self._closer = settings
        self._page = page
        self._copy = copy
        self._words = self._setting.words
        title = self._words.t("Receipt {number}", number=reading.number)
        self._title = title.once
        office = self._words.words(reading.office.name)
        about = About(title.lead, self._words.language, office.lead, title.other)
        self._paper = Paper(about, monochrome=self._setting.is_narrow)

    def on_pages(self) -> bytes:
        columns, mark = self._columns(is_ours=False), self._theirs()
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(self._page, self._title if n == 1 else "")
            self._column(column, 0.0, self._foot(mark, n, len(columns)))
            self._paper.end_page()
        return self._paper.finished()

    def side_by_side(self) -> bytes:
        """The applicant's copy at the left, the office's, with a line to sign, at the right."""
        theirs, ours = self._columns(is_ours=False), self._columns(is_ours=True)
        sheets = max(len(theirs), len(ours))
        for n in range(sheets):
            self._paper.begin_page(A4_LANDSCAPE, self._title if n == 0 else "")
            self._paper.fold(self._page.width, self._page.height)
            for left, columns, mark in (
                (0.0, theirs, self._theirs()),
                (self._page.width, ours, self._ours()),
            ):
                if n < len(columns):
                    self._column(columns[n], left, self._foot(mark, n + 1, len(columns)))
            self._paper.end_page()
        return self._paper.finished()

    def on_a_roll(self) -> bytes:
        pieces = [
            *self._pieces(self._setting, is_ours=False),
            Piece("foot", self._foot(self._theirs(), 1, 1), 6.0),
        ]
        self._page = roll(length(pieces))
        self._paper.begin_page(self._page, self._title)
        self._column(flow(pieces, self._page.room, Gap(0.0))[0], 0.0, Gap(0.0))
        self._paper.end_page()
        return self._paper.finished()

    def _columns(self, *, is_ours: bool) -> list[list[Standing]]:
        mark = self._ours() if is_ours else self._theirs()
        # Two figures each, so that the foot of every page is as high as the highest.
        room = self._page.room - self._foot(mark, 99, 99).height - self._setting.sizes.text / 2
        again = parts.again(self._setting, self._reading.number)
        usual = flow(self._pieces(self._setting, is_ours=is_ours), room, again)
        if len(usual) == 1:
            return usual
        for setting in self._closer:
            pieces = self._pieces(setting, is_ours=is_ours)
            if length(pieces) <= room:
                return flow(pieces, room, again)
        return usual

    def _pieces(self, setting: Setting, *, is_ours: bool) -> Sequence[Piece]:
        reading = self._reading
        last = Stack(
            closing.rights(setting, reading), closing.signatures(setting, reading, is_ours=is_ours)
        )
        return [
            *parts.office(setting, reading),
            *parts.heading(setting, reading, self._copy),
            *parts.identity(setting, reading),
            *parts.facts(setting, reading),
            *parts.taken(setting, reading),
            *parts.answerer(setting, reading.answerer),
            *parts.due(setting, reading.due),
            Piece("signatures", last, setting.air),
        ]

    def _column(self, column: Sequence[Standing], left: float, foot: Block) -> None:
        page = self._page
        if self._reading.training:
            self._paper.training_mark(training_words(self._words), left, page)
        top = page.height - page.top
        for block, down in column:
            block.draw(self._paper, left + page.left, top - down)
        foot.draw(self._paper, left + page.left, page.bottom + foot.height)

    def _foot(self, mark: Said, n: int, of: int) -> Block:
        """Where it was printed and from which template, the page, and whose copy it is."""
        setting, reading = self._setting, self._reading
        told = self._words.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        ).lead
        pages = f"{n}/{of}"
        face = setting.label.sized(max(SMALLEST, setting.sizes.small * 0.85))
        if setting.is_narrow:
            return Stack(
                Lines([Run(told, face)], setting.width),
                Lines([Run(mark.once, face)], setting.width),
            )
        wide = face.width(mark.once) + 2
        rest = setting.width - wide - face.size
        return Beside(
            (0.0, Lines([Run(f"{told} \u00b7\u00a0{pages}", face)], rest)),
            (setting.width - wide, Lines([Run(mark.once, face)], wide, align="right")),
        )

    def _theirs(self) -> Said:
        return self._words.t("applicant's copy")

    def _ours(self) -> Said:
        return self._words.t("office's copy")
