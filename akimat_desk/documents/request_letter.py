"""The letter that asks an applicant for missing papers: which, by what article, until when.

Its wording follows no form of a law: none was found, so the form is the office's to confirm.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import reply_parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack, flow
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, foot, head, signature
from akimat_desk.documents.page import A4, About, Paper, training_words
from akimat_desk.documents.paragraphs import glued, kept_with, paragraph
from akimat_desk.documents.refusals import PartMissing, TemplateUnknown
from akimat_desk.documents.typesetting import Block, Run, plain, unparted
from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead, Reading, Signatory
from akimat_desk.text.dates import date_in_case, long_date

TEMPLATE: Final = "request-letter-1"
_INDENT: Final = 12.5 * mm


class AskedPaper(Reading, frozen=True, kw_only=True):
    """A paper by its name, and the act by which it is asked for where one is known."""

    name: Bilingual
    ground: Bilingual = Bilingual(ky="")


class RequestLetterReading(Reading, frozen=True, kw_only=True):
    """One letter, frozen. `paused_from` is None where the term runs on."""

    office: Letterhead
    issued_on: date
    case_number: str
    registered_on: date
    addressee: Addressee
    papers: tuple[AskedPaper, ...]
    signatory: Signatory
    executor_name: str
    point: str
    template: str
    language: Literal["ky", "ru"]
    ground: str = ""
    wanted_on: date | None = None
    paused_from: date | None = None
    executor_phone: str = ""
    executor_room: str = ""
    training: bool = False


def request_letter(reading: RequestLetterReading) -> bytes:
    """The same reading always gives the same bytes.

    Raises GlyphMissing, PaperOverflows, PartMissing or TemplateUnknown; then no paper exists.
    """
    require_complete(reading)
    return _Printing(reading).printed()


def require_complete(reading: RequestLetterReading) -> None:
    """Raises PartMissing for the first required field without words."""
    if reading.template != TEMPLATE:
        raise TemplateUnknown(reading.template)
    to = reading.addressee
    required = {
        "office.name": reading.office.name.ky,
        "office.address": reading.office.address.ky,
        "case_number": reading.case_number,
        "addressee": to.body + to.surname + to.given,
        "papers": "".join(one.name.ky for one in reading.papers),
        **{f"papers.{n}": one.name.ky for n, one in enumerate(reading.papers, start=1)},
        "signatory.post": reading.signatory.post.ky,
        "signatory.name": reading.signatory.name,
        "executor_name": reading.executor_name,
        "point": reading.point,
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


class _Printing:
    """One letter on its way to paper."""

    def __init__(self, reading: RequestLetterReading) -> None:
        self._reading = reading
        self._letter = Letter(Both(reading.language), A4.column)
        self._title = self._letter.t("Request for missing papers")
        office = self._letter.either(reading.office.name)
        self._paper = Paper(About(self._title, reading.language, office, reading.case_number))

    def printed(self) -> bytes:
        letter, reading = self._letter, self._reading
        under = self._foot(9, 9).height + letter.air
        columns = flow(self._pieces(), A4.room - under, self._again())
        for n, column in enumerate(columns, start=1):
            self._paper.begin_page(A4, self._title if n == 1 else "")
            if reading.training:
                self._paper.training_mark(training_words(letter.words), 0.0, A4)
            for block, down in column:
                block.draw(self._paper, A4.left, A4.height - A4.top - down)
            below = self._foot(n, len(columns))
            below.draw(self._paper, A4.left, A4.bottom + below.height)
            self._paper.end_page()
        return self._paper.finished()

    def _pieces(self) -> list[Piece]:
        letter, reading = self._letter, self._reading
        text = glued(list(self._opening()), [piece for part in self._body() for piece in part])
        signed = Stack(signature(letter, reading.signatory), Gap(letter.size * 2), self._executor())
        return kept_with(text, Piece("signatory", signed, 2.4 * letter.size), 2 * letter.size)

    def _opening(self) -> Iterator[Piece]:
        letter, reading = self._letter, self._reading
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
        yield Piece("title", letter.line(self._title, letter.bold, align="centre"), 22.0)
        greeting = reply_parts.salutation(letter, reading.addressee)
        if greeting:
            yield Piece("salutation", letter.line(greeting, letter.bold, align="centre"), 14.0)

    def _numbers(self, width: float) -> Block:
        letter, reading = self._letter, self._reading
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

    def _body(self) -> Iterator[list[Piece]]:
        letter, reading = self._letter, self._reading
        opened = letter.t(
            "To consider your appeal No. {number}, registered {on_date}, the following papers"
            " are needed:",
            number=reading.case_number,
            on_date=date_in_case(reading.registered_on, "locative", letter.language),
        )
        listed = [piece for one in self._papers() for piece in one]
        yield glued(self._paragraph("opening", opened), listed)
        ground = plain(reading.ground).rstrip(".")
        if ground:
            yield self._paragraph("ground", letter.t("Ground: {ground}.", ground=ground))
        yield self._paragraph("until", self._until())
        if reading.paused_from is not None:
            paused = letter.t(
                "From {from_date} on the term of consideration is paused until these papers come.",
                from_date=date_in_case(reading.paused_from, "ablative", letter.language),
            )
            yield self._paragraph("paused", paused)
        yield self._paragraph("enquiries", self._whom_to_ask())

    def _papers(self) -> Iterator[list[Piece]]:
        letter, papers = self._letter, self._reading.papers
        for n, one in enumerate(papers, start=1):
            ending = ";" if n < len(papers) else "."
            name, ground = plain(letter.either(one.name)), plain(letter.either(one.ground))
            said = f"{n}. {name}" + (f" \N{EN DASH} {ground}" if ground else "")
            line = letter.line(said.rstrip(".") + ending, width=letter.width - _INDENT)
            yield [Piece(f"papers.{n}", Beside((_INDENT, line)), 3.0)]

    def _until(self) -> str:
        letter, wanted_on = self._letter, self._reading.wanted_on
        if wanted_on is None:
            return letter.t("Please bring or send them as soon as you can.")
        return letter.t(
            "Please bring or send them by {until_date}, that day included.",
            until_date=date_in_case(wanted_on, "dative", letter.language),
        )

    def _whom_to_ask(self) -> str:
        letter, reading = self._letter, self._reading
        told = [reading.executor_name]
        if plain(reading.executor_room):
            told.append(letter.t("room {room}", room=unparted(reading.executor_room)))
        phone = plain(reading.executor_phone) or plain(reading.office.phone)
        if phone:
            told.append(letter.t("tel. {phone}", phone=unparted(phone)))
        address = letter.either(reading.office.address)
        return letter.t(
            "Whom to ask: {who}. Our address: {address}.",
            who=", ".join(told),
            address=plain(address).rstrip("."),
        )

    def _paragraph(self, part: str, text: str) -> list[Piece]:
        letter = self._letter
        runs = [Run(text, letter.text)]
        return paragraph(part, runs, letter.width, indent=_INDENT, above=letter.air)

    def _executor(self) -> Block:
        letter, reading = self._letter, self._reading
        told = [letter.t("Executor: {name}", name=reading.executor_name)]
        if plain(reading.executor_phone):
            told.append(letter.t("tel. {phone}", phone=unparted(reading.executor_phone)))
        return letter.line(", ".join(told), letter.soft)

    def _again(self) -> Block:
        letter = self._letter
        return Stack(letter.line(self._title, letter.soft), Gap(letter.size))

    def _foot(self, n: int, of: int) -> Block:
        reading, letter = self._reading, self._letter
        told = letter.t(
            "Point {point}, form {template}", point=reading.point, template=reading.template
        )
        return foot(letter, told, n, of)
