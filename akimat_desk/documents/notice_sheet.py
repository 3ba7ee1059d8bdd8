"""What all notices to an applicant about a term have in common: everything but what they say."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import reply_parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, head, signature
from akimat_desk.documents.page import A4, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.typesetting import Block, Run, plain, unparted
from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead, Reading, Signatory
from akimat_desk.text.dates import long_date

INDENT: Final = 12.5 * mm


class NoticeReading(Reading, frozen=True, kw_only=True):
    """One notice, frozen: to whom, about which appeal, by whom."""

    office: Letterhead
    issued_on: date
    case_number: str
    registered_on: date
    addressee: Addressee
    legal: Bilingual = Bilingual(ky="")
    signatory: Signatory
    executor_name: str
    point: str
    template: str
    language: Literal["ky", "ru"]
    executor_phone: str = ""
    training: bool = False


def require_filled(reading: NoticeReading, **more: str) -> None:
    """Raises PartMissing for the first required field without words."""
    to = reading.addressee
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "case_number": reading.case_number,
        "addressee": to.body + to.surname + to.given,
        **more,
        "signatory.post": reading.signatory.post.ky,
        "signatory.name": reading.signatory.name,
        "executor_name": reading.executor_name,
        "point": reading.point,
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


def letter_of(reading: NoticeReading) -> Letter:
    return Letter(Both(reading.language), A4.column)


class NoticeSheet:
    """One notice on its way into the file; who inherits says its title and its body."""

    def __init__(self, paper: Paper, reading: NoticeReading) -> None:
        self._paper = paper
        self._about = reading
        self._letter = letter_of(reading)

    def title(self) -> str:
        raise NotImplementedError

    def body(self) -> Iterator[list[Piece]]:
        raise NotImplementedError

    def print(self) -> None:
        letter, reading = self._letter, self._about
        under = self._foot(9, 9).height + letter.air
        columns = flow(self._pieces(), A4.room - under, self._again())
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(A4, reading.case_number if n == 1 else "")
            if reading.training:
                self._paper.training_mark(training_words(letter.words), 0.0, A4)
            for block, down in column:
                block.draw(self._paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(self._paper, A4.left, A4.bottom + below.height)
            self._paper.end_page()

    def _pieces(self) -> list[Piece]:
        letter, reading = self._letter, self._about
        text = glued(list(self._opening()), [piece for part in self.body() for piece in part])
        signed = Stack(signature(letter, reading.signatory), Gap(letter.size * 2), self._executor())
        return kept_with(text, Piece("signatory", signed, 2.4 * letter.size), 2 * letter.size)

    def _opening(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._about
        yield Piece("office", head(reading.office, letter.width))
        if reading.training:
            said = letter.t("Training: this paper has no legal force.")
            yield Piece("training", letter.line(said, letter.bold), 4.0)
        width = letter.width
        columns = Beside(
            (0.0, self._numbers(0.51 * width)),
            (0.53 * width, reply_parts.addressee(letter, reading.addressee, 0.47 * width)),
        )
        yield Piece("addressee", columns, 8.0)
        yield Piece("title", letter.line(self.title(), letter.bold, align="centre"), 22.0)
        greeting = reply_parts.salutation(letter, reading.addressee)
        if greeting:
            yield Piece("salutation", letter.line(greeting, letter.bold, align="centre"), 14.0)

    def _numbers(self, width: float) -> Block:
        letter, reading = self._letter, self._about
        theirs = letter.t(
            "Yours No. {number} of {date}",
            number=reading.case_number,
            date=unparted(long_date(reading.registered_on, letter.language)),
        )
        return Stack(
            letter.line(long_date(reading.issued_on, letter.language), width=width),
            Gap(3),
            letter.line(theirs, letter.soft.sized(10), width),
        )

    def closing(self) -> Iterator[list[Piece]]:
        """The legal ground, and where to ask."""
        letter, reading = self._letter, self._about
        ground = plain(letter.either(reading.legal)).rstrip(".")
        if ground:
            yield self.paragraph("ground", letter.t("Legal ground: {ground}.", ground=ground))
        if reading.office.phone:
            asked = letter.t(
                "You can ask about your appeal by telephone: {phone}.",
                phone=unparted(reading.office.phone),
            )
            yield self.paragraph("enquiries", asked)

    def paragraph(self, part: str, text: str) -> list[Piece]:
        letter = self._letter
        runs = [Run(text, letter.text)]
        return paragraph(part, runs, letter.width, indent=INDENT, above=letter.air)

    def set_in(self, block: Block) -> Block:
        return Beside((INDENT, block))

    def _executor(self) -> Block:
        letter, reading = self._letter, self._about
        told = [letter.t("Executor: {name}", name=reading.executor_name)]
        if plain(reading.executor_phone):
            told.append(letter.t("tel. {phone}", phone=unparted(reading.executor_phone)))
        return letter.line(", ".join(told), letter.soft)

    def _again(self) -> Block:
        letter = self._letter
        return Stack(letter.line(self.title(), letter.soft), Gap(letter.size))

    def _foot(self, n: int, of: int) -> Block:
        reading, letter = self._about, self._letter
        told = letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(letter, told, n, of)
