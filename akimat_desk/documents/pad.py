"""A blackout pad: how it is used, and then a blank receipt for each reserved number."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Rule, Stack
from akimat_desk.documents.both import Both, Said
from akimat_desk.documents.page import (
    A4_LANDSCAPE,
    About,
    Paper,
    letterhead,
    training_words,
)
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.refusals import PaperOverflows, PartMissing
from akimat_desk.documents.setting import Setting, Sizes
from akimat_desk.documents.typesetting import INK_SOFT, Block, Face, Lines, Run, plain, unparted
from akimat_desk.domain.readings import Letterhead, Reading
from akimat_desk.text.dates import short_date

TEMPLATE: Final = "pad-1"
_HALF: Final = A4_LANDSCAPE._replace(width=A4_LANDSCAPE.width / 2)
_SIZES: Final = Sizes(text=9.5, note=8.5, small=8, fact=12, title=14, number=26, qr=33 * mm)
_PAGE_SIZES: Final = Sizes(text=13, note=11, small=10, fact=15, title=22, number=26, qr=33 * mm)
# A hand needs more room than a machine.
_HAND: Final = 24.0
_LEAST_LINES: Final = 3


class PadBlank(Reading, frozen=True, kw_only=True):
    """One number; `code` is spoken on the phone, `qr` is the signed text."""

    number: str
    code: str
    qr: str


class PadReading(Reading, frozen=True, kw_only=True):
    """All that a pad says; nothing of an applicant is known yet."""

    office: Letterhead
    blanks: tuple[PadBlank, ...]
    reserved_on: date
    point: str
    language: Literal["ky", "ru"]
    training: bool = False


def pad(reading: PadReading) -> bytes:
    """Equal readings give equal bytes. Raises GlyphMissing, PartMissing, PaperOverflows."""
    required = {
        "office.name": reading.office.name.ky,
        "office.phone": reading.office.phone,
        **{f"blanks.{n}": blank.qr for n, blank in enumerate(reading.blanks, start=1)},
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)
    if not reading.blanks:
        raise PartMissing("blanks")
    return _Printing(reading).printed()


class _Printing:
    """The pages; the applicant's copy at the left of each, the office's at the right."""

    def __init__(self, reading: PadReading) -> None:
        self._reading = reading
        self._words = Both(reading.language)
        self._setting = Setting(self._words, _HALF.column, _SIZES)
        title = self._words.t("Blackout pad")
        office = self._words.words(reading.office.name)
        about = About(title.lead, reading.language, office.lead, title.other)
        self._title = title
        self._paper = Paper(about)

    def printed(self) -> bytes:
        self._first_page()
        for blank in self._reading.blanks:
            self._paper.begin_page(A4_LANDSCAPE, blank.number)
            self._paper.fold(_HALF.width, _HALF.height)
            for left, is_ours in ((0.0, False), (_HALF.width, True)):
                self._copy(blank, left, is_ours=is_ours)
            self._paper.end_page()
        return self._paper.finished()

    # How it is used

    def _first_page(self) -> None:
        page, reading = A4_LANDSCAPE, self._reading
        setting = Setting(self._words, page.column - 40 * mm, _PAGE_SIZES)
        self._paper.begin_page(page, self._title.once)
        if reading.training:
            self._paper.training_mark(training_words(self._words), 0.0, page)
        body = Stack(
            letterhead(reading.office, setting.width, setting.sizes.note),
            Gap(14),
            setting.pair(self._title, Face(fonts.SERIF_BOLD, setting.sizes.title)),
            Gap(6),
            setting.pair(self._numbers()),
            Gap(10),
            *self._steps(setting),
        )
        if body.height > page.room:
            raise PaperOverflows("steps")
        body.draw(self._paper, 20 * mm + page.left, page.height - page.top)
        self._paper.end_page()

    def _numbers(self) -> Said:
        blanks = self._reading.blanks
        return self._words.many(
            "{count} blank receipt, {first}, reserved on {day}",
            "{count} blank receipts, from {first} to {last}, reserved on {day}",
            len(blanks),
            first=unparted(blanks[0].number),
            last=unparted(blanks[-1].number),
            day=short_date(self._reading.reserved_on),
        )

    def _steps(self, setting: Setting) -> Iterator[Block]:
        t = self._words.t
        steps = (
            t("Take the blanks in the order of their numbers."),
            t(
                "Write clearly: who applies, telephone, about what, how many sheets; the day and"
                " the hour when it was taken, and who took it."
            ),
            t(
                "Fill in both halves and sign them. The left half is the applicant's receipt, the"
                " right half stays with the paper."
            ),
            t(
                "Write nothing on a blank twice. If it is spoiled, cross it out and keep it: its"
                " number is annulled with the reason."
            ),
            t(
                "When there is power again, enter each blank in the program the same day: read its"
                " code with the scanner, type the hand-written time, attach the scan."
            ),
        )
        number = Face(fonts.SERIF_BOLD, setting.sizes.text)
        for n, step in enumerate(steps, start=1):
            words = setting.pair(step, width=setting.width - 24)
            figure = Lines([Run(f"{n}.", number)], 20)
            yield Stack(Beside((0.0, figure), (24.0, words)), Gap(8))

    # A blank

    def _copy(self, blank: PadBlank, left: float, *, is_ours: bool) -> None:
        page, reading = _HALF, self._reading
        if reading.training:
            self._paper.training_mark(training_words(self._words), left, page)
        foot = self._foot(is_ours=is_ours)
        head = Stack(*self._head(blank))
        last = Stack(*self._last(is_ours=is_ours))
        room = page.room - foot.height - head.height - last.height - _SIZES.text
        fields = self._fields(room)
        down = page.height - page.top
        for block in (head, fields):
            block.draw(self._paper, left + page.left, down)
            down -= block.height
        last.draw(self._paper, left + page.left, page.bottom + foot.height + last.height + 4)
        foot.draw(self._paper, left + page.left, page.bottom + foot.height)

    def _head(self, blank: PadBlank) -> Iterator[Block]:
        setting, reading, words = self._setting, self._reading, self._words
        yield letterhead(reading.office, setting.width, setting.sizes.text)
        if reading.training:
            yield setting.pair(words.t("Training: this paper has no legal force."), setting.bold)
        yield Gap(setting.air)
        code = QrCode(blank.qr, setting.sizes.qr, setting.sizes.qr * 1.35)
        edge = setting.width - code.width + code.quiet
        yield Beside((0.0, self._identity(blank, edge)), (edge, code))

    def _identity(self, blank: PadBlank, width: float) -> Block:
        setting, words = self._setting, self._words
        name, about = words.t("RECEIPT"), words.t("filled in by hand")
        title = [
            Run(name.lead, Face(fonts.SERIF_BOLD, setting.sizes.title)),
            Run("\u00a0 " + about.lead, Face(fonts.SERIF, setting.sizes.note, INK_SOFT)),
        ]
        face = Face(fonts.SERIF_BOLD, setting.sizes.number)
        while face.width(blank.number) > width:
            face = face.sized(face.size - 1)
            if face.size < setting.sizes.fact:
                raise PaperOverflows("number")
        spoken = words.t("Code to say on the phone")
        code = f"{blank.code[:3]}\u00a0{blank.code[3:]}"
        column = setting.label.width(spoken.once) + setting.sizes.small
        if column > width - setting.bold.width(code):
            column = 0.0
        return Stack(
            Lines(title, width),
            Lines([Run(f"{name.other} {about.other}", setting.small)], width),
            Gap(6),
            Lines([Run(blank.number, face)], width),
            setting.labelled(spoken, Lines([Run(code, setting.bold)], width - column), column),
        )

    def _fields(self, room: float) -> Block:
        """What is written by hand; "about what" takes all the room that is left."""
        words, setting = self._words, self._setting
        labels = (
            words.t("Taken on (day, hour)"),
            words.t("From whom"),
            words.t("Telephone"),
            words.t("Sheets"),
            words.t("About what"),
        )
        column = setting.label_column(labels)
        rows = [self._line(label, column) for label in labels]
        used = sum(row.height for row in rows)
        more = int((room - used) // _HAND)
        if more + 1 < _LEAST_LINES:
            raise PaperOverflows("about")
        return Stack(*rows, *(_hand(setting.width) for _ in range(more)))

    def _line(self, label: Said, column: float) -> Block:
        setting = self._setting
        words = _low(setting, label, column - setting.sizes.small / 2)
        line = Beside((column, _hand(setting.width - column)))
        return Beside((0.0, words), (0.0, line))

    def _last(self, *, is_ours: bool) -> Iterator[Block]:
        setting, words = self._setting, self._words
        labels = [words.t("Taken by (name, signature)")]
        if is_ours:
            labels.append(words.t("Applicant's signature"))
        column = setting.label_column(labels)
        for label in labels:
            yield self._line(label, column)
        yield Gap(6)
        told = words.t(
            "Registered by hand while there was no power. This number stays; the term counts from"
            " the day written here."
        )
        yield setting.pair(told, setting.note)
        if not is_ours:
            asked = words.t(
                "To ask about the matter, call {phone} and say the number and the code.",
                phone=unparted(self._reading.office.phone),
            )
            yield setting.pair(asked, setting.note)

    def _foot(self, *, is_ours: bool) -> Block:
        setting, words = self._setting, self._words
        mark = words.t("office's copy") if is_ours else words.t("applicant's copy")
        told = words.t(
            "Point {point}, form {template}", point=self._reading.point, template=TEMPLATE
        )
        face = setting.label
        wide = face.width(mark.once) + 2
        return Beside(
            (0.0, Lines([Run(told.lead, face)], setting.width - wide - face.size)),
            (setting.width - wide, Lines([Run(mark.once, face)], wide, align="right")),
        )


def _hand(width: float) -> Block:
    """An empty line to write on."""
    return Stack(Gap(_HAND - 0.5), Rule(width, 0.5))


def _low(setting: Setting, label: Said, width: float) -> Block:
    """Words that stand on the line, not above it; in two languages, if need be on two lines."""
    face = setting.label
    told = [label.once] if face.width(label.once) <= width else [label.lead, label.other]
    lines = [Lines([Run(word, face)], width) for word in told]
    height = sum(line.height for line in lines)
    return Stack(Gap(max(0.0, _HAND - height)), *lines)
