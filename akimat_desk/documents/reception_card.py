"""The card of one who was received, on A5, and the slip of a field reception on a roll of 80 mm."""

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack, flow, length
from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter, capital
from akimat_desk.documents.page import A5, ROLL_80, About, Paper, roll, training_words
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.reception_sheet import SOFT, Sheet, shortened
from akimat_desk.documents.reception_words import (
    Asked,
    Officer,
    Received,
    form_words,
    officer,
    outcome_words,
    until_words,
    who,
)
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.typesetting import Block, Face, Lines, Run, plain, unparted
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import long_date

_TITLE: Final = Face(fonts.SERIF_BOLD, 13)
_NUMBER: Final = Face(fonts.SERIF_BOLD, 20)
_TEXT: Final = Face(fonts.SERIF, 9.5)
_BOLD: Final = Face(fonts.SERIF_BOLD, 9.5)
_LABELS: Final = 0.3


class CardPaper(Reading, frozen=True, kw_only=True):
    """All that card and slip say; `code` is six figures, `qr` the signed payload of the slip."""

    office: Bilingual
    phone: str
    on: date
    place: Bilingual
    form: str
    official: Officer
    card: Received
    code: str
    language: Literal["ky", "ru"]
    annulled_for: str = ""
    qr: str = ""
    training: bool = False


def card(reading: CardPaper) -> bytes:
    """The office's own sheet, signed by who received. Raises GlyphMissing, PartMissing."""
    _demand(reading)
    letter = Letter(Both(reading.language), A5.column)
    title = letter.t("Card of personal reception {number}", number=reading.card.number)
    office = letter.either(reading.office)
    sheet = Sheet(letter, A5, title, office, training=reading.training)
    top = [
        sheet.line(office, SOFT),
        Rule(A5.column, 0.8, above=3, below=5),
        sheet.line(title, _TITLE),
        sheet.line(_when(letter, reading), _TEXT),
        *(_annulled(letter, reading, sheet)),
        Gap(6),
    ]
    pieces = [Piece("top", Stack(*top))]
    pieces += [Piece("fact", row, 2) for row in _facts(letter, reading)]
    for n, one in enumerate(reading.card.questions, start=1):
        pieces += [Piece("question", block, 5 if not place else 1) for place, block in enumerate(
            _question(letter, n, one, A5.column)
        )]  # fmt: skip
    signed = Stack(
        sheet.signature(letter.t("Received by"), reading.official.name),
        Gap(14),
        sheet.signature(letter.t("The applicant"), ""),
    )
    pieces.append(Piece("signatures", signed, 20))
    sheet.plain_section(title, pieces)
    return sheet.finished()


def slip(reading: CardPaper) -> bytes:
    """What the person takes away; as long as its words. Raises GlyphMissing, PartMissing."""
    _demand(reading)
    width = ROLL_80.column
    letter = Letter(Both(reading.language), width)
    title = letter.t("Card of personal reception {number}", number=reading.card.number)
    paper = Paper(About(title, letter.language, letter.either(reading.office)), monochrome=True)
    pieces = list(_slip(letter, reading, width))
    page = roll(length(pieces))
    paper.begin_page(page, title)
    if reading.training:
        paper.training_mark(training_words(letter.words), 0.0, page)
    for block, down in flow(pieces, page.room, Gap(0.0))[0]:
        block.draw(paper, page.left, page.height - page.top - down)
    paper.end_page()
    return paper.finished()


def _demand(reading: CardPaper) -> None:
    required = {
        "number": reading.card.number,
        "official": reading.official.name,
        "code": reading.code,
        "questions": "told" if reading.card.questions else "",
    }
    for part, words in required.items():
        if not plain(words):
            raise PartMissing(part)


def _when(letter: Letter, reading: CardPaper) -> str:
    place = letter.either(reading.place)
    parts = (long_date(reading.on, letter.language), form_words(letter, reading.form), place)
    return ", ".join(part for part in parts if part)


def _annulled(letter: Letter, reading: CardPaper, sheet: Sheet) -> Iterator[Block]:
    if reading.annulled_for:
        said = letter.t("The card is annulled: {reason}", reason=reading.annulled_for)
        yield sheet.line(said, _BOLD)


def _facts(letter: Letter, reading: CardPaper) -> Iterator[Block]:
    told = (
        (letter.t("Received by"), officer(letter, reading.official)),
        (letter.t("Applicant"), who(letter, reading.card.name)),
        (letter.t("Address"), reading.card.address),
        (letter.t("Phone"), unparted(reading.card.phone)),
        (letter.t("Code to say on the phone"), _code(reading.code)),
    )
    left = _LABELS * letter.width
    for name, words in told:
        if words:
            yield Beside(
                (0.0, Lines([Run(name, SOFT.sized(8.5))], left - 4)),
                (left, Lines([Run(plain(words), _TEXT)], letter.width - left)),
            )


def _question(letter: Letter, n: int, one: Asked, width: float) -> Iterator[Block]:
    yield _line(f"{n}. {shortened(one.text)}", _BOLD, width)
    outcome = capital(outcome_words(letter, one.outcome))
    yield _line(f"{outcome}. {shortened(one.words)}", _TEXT, width)
    if one.executor:
        answers = letter.t("Answers: {name}", name=one.executor)
        until = until_words(letter, one)
        yield _line(f"{answers}, {until}" if until else answers, _TEXT, width)


def _slip(letter: Letter, reading: CardPaper, width: float) -> Iterator[Piece]:
    yield Piece("office", _line(letter.either(reading.office), _BOLD, width))
    if reading.phone:
        phone = letter.t("tel. {phone}", phone=unparted(reading.phone))
        yield Piece("phone", _line(phone, _TEXT, width))
    yield Piece("rule", Rule(width, 1.0, above=3, below=3))
    if reading.training:
        said = letter.t("Training: this paper has no legal force.")
        yield Piece("training", _line(said, _BOLD, width))
    if reading.annulled_for:
        said = letter.t("The card is annulled: {reason}", reason=reading.annulled_for)
        yield Piece("annulled", _line(said, _BOLD, width))
    yield Piece("title", _line(_received(letter), _TITLE, width))
    yield Piece("when", _line(_when(letter, reading), _TEXT, width))
    yield Piece("who", _line(officer(letter, reading.official), _TEXT, width), 2)
    yield Piece("number", _fitting(reading.card.number, width), 5)
    said = letter.t("Code to say on the phone")
    yield Piece("code", _line(f"{said}: {_code(reading.code)}", _BOLD, width))
    for n, one in enumerate(reading.card.questions, start=1):
        yield Piece("question", Stack(*_question(letter, n, one, width)), 6)
    if reading.qr:
        code = QrCode(reading.qr, 44 * mm, width)
        yield Piece("qr", Beside(((width - code.width) / 2, code)), 4)


def _received(letter: Letter) -> str:
    # Translators: title of the slip one takes away from a reception; check
    return letter.t("You were received")


def _fitting(number: str, width: float) -> Block:
    face = _NUMBER
    while face.width(number) > width and face.size > _TEXT.size:
        face = face.sized(face.size - 1)
    return Lines([Run(number, face)], width)


def _line(text: str, face: Face, width: float) -> Block:
    return Lines([Run(plain(text), face)], width)


def _code(code: str) -> str:
    return f"{code[:3]}\u00a0{code[3:]}"
