"""The entrepreneur's copy of an inspection: who comes, on what ground, when, where to complain."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, flow
from akimat_desk.documents.both import Both, Said
from akimat_desk.documents.page import (
    A4_LARGE,
    A5,
    About,
    PageSize,
    Paper,
    letterhead,
    training_words,
)
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.setting import Setting, Sizes
from akimat_desk.documents.typesetting import INK_SOFT, SMALLEST, Block, Face, Lines, Run, plain
from akimat_desk.domain.inspections import Inspector
from akimat_desk.domain.readings import Letterhead, Reading
from akimat_desk.text.dates import short_date

TEMPLATE: Final = "inspection-copy-1"

Form = Literal["a5", "a4"]
_PAGES: Final[dict[Form, tuple[PageSize, Sizes]]] = {
    "a5": (A5, Sizes(text=9.5, note=8.5, small=8, fact=11.5, title=13, number=20, qr=33 * mm)),
    "a4": (
        A4_LARGE,
        Sizes(text=12.5, note=11, small=9.5, fact=15, title=17, number=28, qr=42 * mm),
    ),
}
_BETWEEN: Final = 2.0


class InspectionCopyReading(Reading, frozen=True, kw_only=True):
    """All that the copy says; `qr` is the signed payload."""

    office: Letterhead
    number: str
    registered_on: date
    issued_on: date
    entrepreneur: str
    body: str
    inspectors: tuple[Inspector, ...]
    ground: str
    starts_on: date
    ends_on: date
    subject: str
    inn: str = ""
    address: str = ""
    plan: str = ""
    reason: str = ""
    registry_number: str = ""
    point: str
    template: str = TEMPLATE
    qr: str = ""
    training: bool = False


class _Fact(NamedTuple):
    label: Said
    told: str
    is_bold: bool = False


def inspection_copy(
    reading: InspectionCopyReading, *, form: Form = "a5", language: Literal["ky", "ru"] = "ky"
) -> bytes:
    """The same reading, form and language always give the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    page, sizes = _PAGES[form]
    return _Printing(reading, Setting(Both(language), page.column, sizes), page).finished()


def require_complete(reading: InspectionCopyReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "office.phone": reading.office.phone,
        "number": reading.number,
        "entrepreneur": reading.entrepreneur,
        "body": reading.body,
        "ground": reading.ground,
        "plan": reading.plan + reading.reason,
        "subject": reading.subject,
        "qr": reading.qr,
        "point": reading.point,
        "inspectors": "".join(one.name for one in reading.inspectors),
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One copy on its way to paper."""

    def __init__(self, reading: InspectionCopyReading, setting: Setting, page: PageSize) -> None:
        self._reading, self._setting, self._page = reading, setting, page
        self._words = setting.words
        self._title = self._words.t("Inspection {number}", number=reading.number)
        office = self._words.words(reading.office.name)
        about = About(self._title.lead, self._words.language, office.lead, self._title.other)
        self._paper = Paper(about)

    def finished(self) -> bytes:
        # Two figures each, so that the foot of every page is as high as the highest.
        room = self._page.room - self._foot(99, 99).height - self._setting.sizes.text / 2
        again = Lines([Run(self._title.once, self._setting.label)], self._setting.width)
        columns = flow(list(self._pieces()), room, again)
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(self._page, self._title.once if n == 1 else "")
            if self._reading.training:
                self._paper.training_mark(training_words(self._words), 0.0, self._page)
            top = self._page.height - self._page.top
            for block, down in column:
                block.draw(self._paper, self._page.left, top - down)
            foot = self._foot(n, len(columns))
            foot.draw(self._paper, self._page.left, self._page.bottom + foot.height)
            self._paper.end_page()
        return self._paper.finished()

    def _pieces(self) -> Iterator[Piece]:
        setting, reading = self._setting, self._reading
        yield Piece("office", letterhead(reading.office, setting.width, setting.sizes.text))
        if reading.training:
            said = self._words.t("Training: this paper has no legal force.")
            yield Piece("training", setting.pair(said, setting.bold))
        yield Piece("heading", self._heading(), setting.air)
        yield Piece("identity", self._identity(), 2.0)
        facts = list(self._facts())
        column = setting.label_column([fact.label for fact in facts])
        for n, fact in enumerate(facts):
            yield Piece("facts", self._row(fact, column), setting.air if n == 0 else _BETWEEN)
        yield Piece("complaint", self._complaint(), setting.air * 2)
        yield Piece("signatures", self._signed(), setting.air * 2)

    def _heading(self) -> Block:
        setting, words = self._setting, self._words
        title = words.t("Entrepreneur's copy: inspection")
        face = Face(fonts.SERIF_BOLD, setting.sizes.title)
        return Stack(
            Lines([Run(title.lead, face)], setting.width),
            Lines([Run(title.other, setting.small)], setting.width),
        )

    def _identity(self) -> Block:
        """The number and the days, the code at their right."""
        setting, reading, words = self._setting, self._reading, self._words
        code = QrCode(reading.qr, setting.sizes.qr, setting.sizes.qr * 1.35)
        edge = setting.width - code.width + code.quiet
        face = Face(fonts.SERIF_BOLD, setting.sizes.number)
        while face.width(reading.number) > edge - face.size / 2 and face.size > setting.sizes.fact:
            face = face.sized(face.size - 1)
        days = f"{short_date(reading.starts_on)} \N{EN DASH} {short_date(reading.ends_on)}"
        left = Stack(
            setting.caption(words.t("Number in the journal of inspections")),
            Lines([Run(reading.number, face)], edge),
            Gap(_BETWEEN),
            setting.caption(words.t("Entered in the journal")),
            Lines([Run(short_date(reading.registered_on), setting.text)], edge),
            Gap(_BETWEEN),
            setting.caption(words.t("From when until when")),
            Lines([Run(days, setting.fact)], edge),
        )
        return Beside((0.0, left), (edge, code))

    def _facts(self) -> Iterator[_Fact]:
        t, reading = self._words.t, self._reading
        yield _Fact(t("Who is inspected"), reading.entrepreneur, is_bold=True)
        if reading.inn:
            yield _Fact(t("INN of the entrepreneur"), reading.inn)
        if reading.address:
            yield _Fact(t("Where it is inspected"), reading.address)
        yield _Fact(t("Which body inspects"), reading.body, is_bold=True)
        for one in reading.inspectors:
            yield _Fact(t("Inspector"), _joined((one.name, one.post, one.document)))
        yield _Fact(t("What is inspected"), reading.subject)
        yield _Fact(t("Ground of the inspection"), reading.ground, is_bold=True)
        if reading.plan:
            yield _Fact(t("By the plan"), reading.plan)
        else:
            yield _Fact(t("Outside of the plan, because"), reading.reason)
        if reading.registry_number:
            yield _Fact(t("Number in the state register"), reading.registry_number)

    def _row(self, fact: _Fact, column: float) -> Block:
        setting = self._setting
        face = setting.bold if fact.is_bold else setting.text
        value = Lines([Run(plain(fact.told), face)], setting.width - column)
        return setting.labelled(fact.label, value, column)

    def _complaint(self) -> Block:
        setting, office = self._setting, self._reading.office
        said = self._words.t(
            "To complain about the inspection: {office}, tel. {phone}.",
            office=office.name,
            phone=office.phone,
        )
        genuine = self._words.t(
            "This administration can tell by the code whether the copy is genuine."
        )
        return Stack(
            Rule(setting.width, 0.6, below=3),
            setting.pair(said, setting.bold),
            Gap(_BETWEEN),
            setting.pair(genuine, setting.note),
        )

    def _signed(self) -> Block:
        """Who handed the copy over, and who took it."""
        words, half = self._words, self._setting.width / 2
        given, taken = words.t("Handed out by"), words.t("Taken by the entrepreneur")
        return Beside(
            (0.0, Stack(*self._line_to_sign(given, "_" * 22, half - 8))),
            (half, Stack(*self._line_to_sign(taken, "_" * 22, half - 8))),
        )

    def _line_to_sign(self, said: Said, line: str, width: float) -> Sequence[Block]:
        setting = self._setting
        return (
            Lines([Run(said.once, setting.label)], width),
            Gap(setting.sizes.text),
            Lines([Run(line, Face(fonts.SANS, setting.sizes.small, INK_SOFT))], width),
        )

    def _foot(self, n: int, of: int) -> Block:
        setting, reading = self._setting, self._reading
        told = self._words.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        ).lead
        face = setting.label.sized(max(SMALLEST, setting.sizes.small * 0.85))
        day = short_date(reading.issued_on)
        words = f"{told} \u00b7\u00a0{day} \u00b7\u00a0{n}/{of}"
        return Lines([Run(words, face)], setting.width)


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)
