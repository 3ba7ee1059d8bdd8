"""A paper made by a template: filled, set, and flowed over its pages."""

import hashlib
from typing import Final

from akimat_desk.documents.archive import archived
from akimat_desk.documents.blocks import Gap, Piece, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, level
from akimat_desk.documents.page import (
    A4,
    A5,
    ENVELOPE,
    LABEL,
    About,
    PageSize,
    Paper,
    training_words,
)
from akimat_desk.documents.paragraphs import kept_with
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.template_marks import elements, sheets_of
from akimat_desk.documents.template_parts import Setter
from akimat_desk.documents.template_setting import set_words
from akimat_desk.documents.template_text import filled
from akimat_desk.documents.typesetting import Block, plain, unparted
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.templates import (
    BOTH,
    Language,
    Template,
    languages_of,
    missing_fields,
)

_SIZES: Final[dict[str, tuple[PageSize, float]]] = {
    "a4": (A4, 12.0),
    "a5": (A5, 10.5),
    "label": (LABEL, 8.0),
    "envelope": (ENVELOPE, 12.0),
}
_BARE: Final = ("label", "envelope")
_QR: Final = 71.0


def act(template: Template, reading: ActReading, emblem: bytes = b"") -> bytes:
    """The same template, reading and emblem always give the same bytes; the reading names the
    emblem by its digest.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(template, reading)
    _demand_emblem(reading, emblem)
    languages = languages_of(reading.language)
    title = _title(template, reading, languages[0])
    office = reading.office.name[languages[0]]
    paper = Paper(About(title, languages[0], plain(office)))
    for language in languages:
        _Printing(paper, template, reading, language, emblem).print()
    return archived(paper.finished()) if template.is_archived else paper.finished()


def require_complete(template: Template, reading: ActReading) -> None:
    """Raises PartMissing for the first required part without words."""
    if reading.template != template.version:
        raise TemplateUnknown(reading.template)
    for part in missing_parts(template, reading):
        raise PartMissing(part)


def _demand_emblem(reading: ActReading, emblem: bytes) -> None:
    """Raises PartMissing where the emblem is not the one the reading was frozen with."""
    known = hashlib.sha256(emblem).hexdigest() if emblem else ""
    if known != reading.emblem:
        raise PartMissing("emblem")


def missing_parts(template: Template, reading: ActReading) -> tuple[str, ...]:
    """The required parts without words, in the order of the form; the Russian ones of a paper in
    both languages begin with "ru."."""
    found = [part for part, words in _required(template, reading).items() if not plain(words)]
    for language in languages_of(reading.language):
        before = "ru." if language == "ru" and reading.language == BOTH else ""
        found += [before + one for one in missing_fields(template, reading.told_in(language))]
    return tuple(found)


def _required(template: Template, reading: ActReading) -> dict[str, str]:
    required = {"office.name": reading.office.name.ky}
    if template.journal:
        required["number"] = reading.number
    if template.case == "needed":
        required["case"] = "" if reading.case is None else reading.case.number
    if template.addressee != "none":
        to = reading.addressee
        required["addressee"] = to.body + to.surname + to.given
    if template.signatory in ("head", "executor"):
        required["signatory.post"] = reading.signatory.post.ky
        required["signatory.name"] = reading.signatory.name
    return required


def _title(template: Template, reading: ActReading, language: str) -> str:
    name = template.name[language]
    return f"{name} \N{NUMERO SIGN}\u00a0{reading.number}" if reading.number else name


class _Printing:
    """One paper in one language on its way into the file."""

    def __init__(
        self,
        paper: Paper,
        template: Template,
        reading: ActReading,
        language: Language,
        emblem: bytes,
    ) -> None:
        self._paper = paper
        self._template = template
        self._reading = reading
        self._size, points = _SIZES[template.page]
        self._letter = Letter(Both(language), self._size.column, points)
        self._setter = Setter(template, reading, self._letter, emblem)
        self._is_bare = template.page in _BARE
        self._title = _title(template, reading, language)

    def print(self) -> None:
        size, letter = self._size, self._letter
        tail = Gap(0.0) if self._is_bare else self._tail()
        under = 0.0 if self._is_bare else self._foot(99, 99).height + letter.air
        columns = [
            column
            for sheet in self._sheets(tail.height)
            for column in flow(sheet, size.room - under, self._again())
        ]
        for n, column in enumerate(columns, start=1):
            self._begin(n)
            for block, down in column:
                block.draw(self._paper, size.left, size.height - size.top - down)
            if not self._is_bare:
                below = self._foot(n, len(columns))
                below.draw(self._paper, size.left, size.bottom + below.height)
            if n == len(columns):
                tail.draw(self._paper, size.left, size.bottom + under + tail.height)
            self._paper.end_page()

    def _sheets(self, tail_height: float) -> list[list[Piece]]:
        """The pieces of each part of the paper that begins on a page of its own."""
        text = filled(self._template, self._reading, self._letter.language)
        sheets = [set_words(self._setter, part) for part in sheets_of(elements(text))]
        if not all(sheets):
            raise PartMissing("text")
        if tail_height:
            sheets[-1] = self._with_room(sheets[-1], tail_height)
        return sheets

    def _with_room(self, pieces: list[Piece], tail_height: float) -> list[Piece]:
        """The last piece keeps two lines before it, and under it the place of the tail."""
        letter, last = self._letter, pieces[-1]
        block = Stack(last.block, Gap(letter.size + tail_height))
        end = Piece(last.part, block, last.above)
        return kept_with(pieces[:-1], end, 2 * letter.text.leading)

    def _begin(self, n: int) -> None:
        self._paper.begin_page(self._size, self._title if n == 1 else "")
        if self._reading.training and not self._is_bare:
            self._paper.training_mark(training_words(self._letter.words), 0.0, self._size)

    def _again(self) -> Block:
        letter = self._letter
        said = letter.t("{paper}, continued", paper=self._title)
        return Stack(letter.line(said, letter.soft), Gap(letter.size))

    def _tail(self) -> Block:
        """At the foot of the last page: who made the paper, where it is filed, the QR code."""
        letter, reading = self._letter, self._reading
        lines = []
        if plain(reading.executor_name):
            executor = [letter.t("Executor: {name}", name=reading.executor_name)]
            if plain(reading.executor_phone):
                executor.append(letter.t("tel. {phone}", phone=unparted(reading.executor_phone)))
            lines.append(letter.line(", ".join(executor), letter.soft, 0.7 * letter.width))
        if plain(reading.file_index):
            told = letter.t("To file No. {index}", index=reading.file_index)
            lines.append(letter.line(told, letter.soft, 0.7 * letter.width))
        if not plain(reading.qr):
            return Stack(*lines)
        code = QrCode(reading.qr, _QR, 1.6 * _QR)
        edge = letter.width - code.width + code.quiet
        proof = letter.t("The QR code proves that this paper is genuine.")
        lines += [Gap(3), letter.line(proof, letter.small, edge - letter.size)]
        return level((0.0, Stack(*lines, Gap(code.quiet))), (edge, code))

    def _foot(self, n: int, of: int) -> Block:
        reading = self._reading
        told = self._letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(self._letter, told, n, of)
