"""The parts of a reasoned reply, in the order in which they are read."""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm

from akimat_desk.documents.blocks import Beside, Gap, Piece, Stack
from akimat_desk.documents.letters import Letter, capital, head, level
from akimat_desk.documents.paragraphs import glued, paragraph
from akimat_desk.documents.qr import QrCode
from akimat_desk.documents.typesetting import Block, Run, bound, plain, unparted
from akimat_desk.domain.readings import Addressee, ReplyReading
from akimat_desk.text import grammar
from akimat_desk.text.dates import date_in_case, long_date
from akimat_desk.text.russian_names import sex_of

_INDENT: Final = 12.5 * mm
_QR: Final = 25 * mm


def opening(letter: Letter, reading: ReplyReading) -> Iterator[Piece]:
    """All that stands above the text: office, numbers, addressee, what it is about."""
    yield Piece("office", head(reading.office, letter.width))
    if reading.training:
        said = letter.t("Training: this paper has no legal force.")
        yield Piece("training", letter.line(said, letter.bold), 4.0)
    width = letter.width
    columns = Beside(
        (0.0, _numbers(letter, reading, 0.51 * width)),
        (0.53 * width, addressee(letter, reading.addressee, 0.47 * width)),
    )
    yield Piece("addressee", columns, 8.0)
    about = letter.t("On the appeal: {subject}", subject=reading.subject)
    yield Piece("subject", letter.line(about, letter.bold, 0.7 * width), 16.0)
    greeting = salutation(letter, reading.addressee)
    if greeting:
        yield Piece("salutation", letter.line(greeting, letter.bold, align="centre"), 14.0)


def _numbers(letter: Letter, reading: ReplyReading, width: float) -> Block:
    ours = letter.t("No. {number}", number=reading.number)
    theirs = letter.t(
        "Yours No. {number} of {date}",
        number=reading.case_number,
        date=long_date(reading.asked_on, letter.language).replace(" ", "\u00a0"),
    )
    return Stack(
        letter.line(long_date(reading.issued_on, letter.language), width=width),
        letter.line(ours, letter.bold, width),
        Gap(3),
        letter.line(theirs, letter.soft.sized(10), width),
    )


def addressee(letter: Letter, to: Addressee, width: float) -> Block:
    """To whom a letter goes, in the dative as far as grammar is sure, with the postal address."""
    lines = []
    if plain(to.body):
        bent = grammar.phrase(to.body, case="dative", language=letter.language)
        lines.append(grammar.addressee(to.body, bent, letter.language))
    if plain(to.surname + to.given):
        person = (to.surname, to.given, to.patronymic)
        full = grammar.name(*person, case="nominative", language=letter.language)
        bent = grammar.name(*person, case="dative", language=letter.language)
        lines.append(grammar.addressee(full.text, bent, letter.language))
    blocks = [letter.line(plain(capital(line)), letter.bold, width) for line in lines]
    if plain(to.address):
        blocks += [Gap(2), letter.line(bound(to.address), width=width)]
    return Stack(*blocks)


def salutation(letter: Letter, to: Addressee) -> str:
    """None to a body; in Russian it also needs to know whether a man or a woman is meant."""
    called = plain(f"{to.given} {to.patronymic}") if plain(to.given) else plain(to.surname)
    if not called or plain(to.body):
        return ""
    sex = sex_of({"lastname": to.surname, "firstname": to.given, "middlename": to.patronymic})
    match sex:
        case "male":
            # Translators: the salutation of a letter to a man
            return letter.t("Dear Mr {name},", name=called)
        case "female":
            # Translators: the salutation of a letter to a woman
            return letter.t("Dear Ms {name},", name=called)
        case _:
            return letter.t("Dear {name},", name=called)


def body(letter: Letter, reading: ReplyReading) -> list[Piece]:
    """The answers, each under the number of its question, the grounds, the right to appeal."""
    opened = letter.t(
        "Your appeal No. {number}, submitted {on_date}, has been considered."
        " On its substance we give the following reasoned reply.",
        number=reading.case_number,
        on_date=date_in_case(reading.asked_on, "locative", letter.language),
    )
    pieces = _paragraph(letter, "opening", opened)
    asked = 0
    for n, answer in enumerate(reading.answers, start=1):
        asked += bool(plain(answer.question))
        pieces += _answer(letter, f"answers.{n}", asked, answer.question, answer.text)
    grounds = plain(reading.grounds).rstrip(".")
    pieces += _paragraph(letter, "grounds", letter.t("Legal ground: {ground}.", ground=grounds))
    if reading.is_refusal:
        pieces += _paragraph(letter, "appeal", right_to_appeal(letter))
    return pieces


def _answer(letter: Letter, part: str, n: int, question: str, text: str) -> list[Piece]:
    parts = [line for line in text.splitlines() if plain(line)]
    answered = [piece for line in parts for piece in _paragraph(letter, part, plain(line))]
    if not plain(question):
        return answered
    runs = [
        Run(letter.t("On question {n}:", n=n), letter.bold),
        Run(" " + plain(question), letter.italic),
    ]
    asked = paragraph(part, runs, letter.width, indent=_INDENT, above=letter.air * 1.6)
    return glued(asked, answered)


def right_to_appeal(letter: Letter) -> str:
    return letter.t(
        "If you do not agree with this decision, you may appeal against it before going to court:"
        " within 30 working days of receiving it, to this body or to a higher one"
        " (Law of the Kyrgyz Republic No. 210 of 31 July 2015)."
    )


def _paragraph(letter: Letter, part: str, text: str) -> list[Piece]:
    return paragraph(part, [Run(text, letter.text)], letter.width, indent=_INDENT, above=letter.air)


def enclosures(letter: Letter, titles: tuple[str, ...]) -> list[Piece]:
    """Numbered under their count; the caption stays with the first."""
    if not titles:
        return []
    counted = letter.many("Enclosed: {count} paper", "Enclosed: {count} papers", len(titles))
    first = 1.9 * letter.size
    rows = [
        Piece(
            "enclosures",
            Beside(
                (0.0, letter.line(f"{n}.", width=first)),
                (first, letter.line(plain(title), width=letter.width - first)),
            ),
            2.0,
        )
        for n, title in enumerate(titles, start=1)
    ]
    return glued([Piece("enclosures", letter.line(counted + ":"), 2 * letter.air)], rows)


def tail(letter: Letter, reading: ReplyReading) -> Block:
    """At the foot of the last page: who made the reply, where it is filed, and the QR code."""
    code = QrCode(reading.qr, _QR, 1.6 * _QR)
    edge = letter.width - code.width + code.quiet
    executor = [letter.t("Executor: {name}", name=reading.executor_name)]
    if plain(reading.executor_phone):
        executor.append(letter.t("tel. {phone}", phone=unparted(reading.executor_phone)))
    lines = [", ".join(executor)]
    if plain(reading.file_index):
        lines.append(letter.t("To file No. {index}", index=reading.file_index))
    left = [letter.line(line, letter.soft, edge - letter.size) for line in lines]
    proof = letter.t(
        "The QR code proves that reply No. {number} is genuine.", number=reading.number
    )
    left += [Gap(3), letter.line(proof, letter.small, edge - letter.size)]
    return level((0.0, Stack(*left, Gap(code.quiet))), (edge, code))


def again(letter: Letter, number: str) -> Block:
    """What stands at the top of every further page."""
    said = letter.t("Reply No. {number}, continued", number=number)
    return Stack(letter.line(said, letter.soft), Gap(letter.size))
