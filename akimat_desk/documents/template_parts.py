"""The parts a template names and the program puts in: head, numbers, addressee, signatures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from reportlab.lib.units import mm

from akimat_desk.documents import reply_parts
from akimat_desk.documents.blocks import Beside, Gap, Piece, Rule, Stack
from akimat_desk.documents.emblem import Emblem
from akimat_desk.documents.letters import Letter, capital, head, level, post_words, signature
from akimat_desk.documents.paragraphs import glued, paragraph
from akimat_desk.documents.typesetting import DESCENT, Block, Run, bound, plain, unparted
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.templates import Field, Row, Template
from akimat_desk.text.dates import long_date

INDENT: Final = 12.5 * mm
_BETWEEN: Final = 6.0


class Setter:
    """Sets the parts of one paper in one language."""

    def __init__(
        self, template: Template, reading: ActReading, letter: Letter, emblem: bytes
    ) -> None:
        self.emblem = Emblem(emblem) if emblem else None
        self.template = template
        self.reading = reading
        self.letter = letter
        self.told = reading.told_in(letter.language)

    def part(self, name: str, argument: str) -> list[Piece]:
        """Raises KeyError for a part nobody knows."""
        return list(PARTS[name](self, argument))

    def field(self, name: str) -> Field | None:
        return self.template.field(name)

    def rows(self, name: str) -> Sequence[Row]:
        told = self.told.get(name, [])
        return () if isinstance(told, str) else told


def _letterhead(setter: Setter, _: str) -> Iterator[Piece]:
    letter, reading = setter.letter, setter.reading
    yield Piece("office", head(reading.office, letter.width, setter.emblem))
    if reading.training:
        said = letter.t("Training: this paper has no legal force.")
        yield Piece("training", letter.line(said, letter.bold), 4.0)


def _opening(setter: Setter, _: str) -> Iterator[Piece]:
    """Date and numbers at the left, the addressee at the right."""
    letter, reading = setter.letter, setter.reading
    left, right = 0.51 * letter.width, 0.47 * letter.width
    to = reply_parts.addressee(letter, reading.addressee, right)
    columns = Beside((0.0, _numbers(setter, left)), (letter.width - right, to))
    yield Piece("addressee", columns, 8.0)


def _addressee(setter: Setter, _: str) -> Iterator[Piece]:
    """The addressee alone, as on an envelope, in the right half of anything wider than a label."""
    letter = setter.letter
    width = letter.width if letter.size < 10 else 0.52 * letter.width
    to = reply_parts.addressee(letter, setter.reading.addressee, width)
    yield Piece("addressee", Beside((letter.width - width, to)), letter.air)


def _sender(setter: Setter, _: str) -> Iterator[Piece]:
    """The office as the sender of a letter, small."""
    letter, office = setter.letter, setter.reading.office
    lines = [letter.either(office.name), bound(letter.either(office.address))]
    soft = letter.soft.sized(letter.size - 2 if letter.size > 10 else letter.size)
    block = Stack(*(letter.line(plain(line), soft, 0.6 * letter.width) for line in lines if line))
    yield Piece("sender", block)


def _numbers(setter: Setter, width: float) -> Block:
    letter, reading = setter.letter, setter.reading
    lines: list[Block] = [letter.line(long_date(reading.issued_on, letter.language), width=width)]
    if setter.template.journal:
        ours = letter.t("No. {number}", number=reading.number)
        lines.append(letter.line(ours, letter.bold, width))
    # A body is told its own number; it never gave one to our case.
    is_theirs = setter.template.addressee != "body" or reading.case is None
    if reading.case is not None and (is_theirs or reading.case.their_number):
        theirs = letter.t(
            "Yours No. {number} of {date}",
            number=reading.case.their_number or reading.case.number,
            date=unparted(
                long_date(reading.case.their_date or reading.case.registered_on, letter.language)
            ),
        )
        lines += [Gap(3), letter.line(theirs, letter.soft.sized(10), width)]
    return Stack(*lines)


def _date_number(setter: Setter, _: str) -> Iterator[Piece]:
    """Of an act: date at the left, number at the right, the place between them."""
    letter, reading = setter.letter, setter.reading
    third = letter.width / 3
    number = letter.t("No. {number}", number=reading.number) if setter.template.journal else ""
    place = plain(letter.either(reading.place))
    yield Piece(
        "number",
        Beside(
            (0.0, letter.line(long_date(reading.issued_on, letter.language), width=third)),
            (third, letter.line(place, width=third, align="centre") if place else Gap(0.0)),
            (2 * third, letter.line(number, letter.bold, third, "right") if number else Gap(0.0)),
        ),
        12.0,
    )


def _salutation(setter: Setter, _: str) -> Iterator[Piece]:
    letter = setter.letter
    said = reply_parts.salutation(letter, setter.reading.addressee)
    if said:
        yield Piece("salutation", letter.line(said, letter.bold, align="centre"), 14.0)


def _signature(setter: Setter, _: str) -> Iterator[Piece]:
    letter = setter.letter
    yield Piece("signatory", signature(letter, setter.reading.signatory), 2.4 * letter.size)


def _signatures(setter: Setter, name: str) -> Iterator[Piece]:
    """A line to sign for each of the people of a field, with room for a refusal."""
    letter = setter.letter
    for n, row in enumerate(setter.rows(name)):
        if isinstance(row, dict):
            above = 2.0 * letter.size if n == 0 else letter.size
            yield Piece(name, _to_sign(letter, row.get("post", ""), row.get("name", "")), above)


def _to_sign(letter: Letter, post: str, name: str) -> Block:
    width = letter.width
    return level(
        (0.0, letter.line(capital(plain(post)), width=0.44 * width)),
        (0.47 * width, Stack(Rule(0.2 * width, 0.5), Gap(letter.size * DESCENT))),
        (0.7 * width, letter.line(bound(name), width=0.3 * width, align="right")),
    )


def _people(setter: Setter, name: str) -> Iterator[Piece]:
    """Posts with names under one another, as members of a commission are listed."""
    letter = setter.letter
    for n, row in enumerate(setter.rows(name), start=1):
        if isinstance(row, dict):
            said = " \N{EN DASH} ".join(
                part for part in (bound(row.get("name", "")), plain(row.get("post", ""))) if part
            )
            yield Piece(name, _numbered(letter, f"{n}.", said), 2.0)


def _points(setter: Setter, name: str) -> Iterator[Piece]:
    letter = setter.letter
    for n, row in enumerate(setter.rows(name), start=1):
        text = row if isinstance(row, str) else " ".join(row.values())
        lines = [plain(line) for line in text.splitlines() if plain(line)]
        for k, line in enumerate(lines):
            said = f"{n}.\u00a0{line}" if k == 0 else line
            runs = [Run(said, letter.text)]
            yield from paragraph(name, runs, letter.width, indent=INDENT, above=letter.air)


def _numbered(letter: Letter, number: str, text: str) -> Block:
    first = 1.9 * letter.size
    return Beside(
        (0.0, letter.line(number, width=first)),
        (first, letter.line(text, width=letter.width - first)),
    )


def _enclosures(setter: Setter, name: str) -> Iterator[Piece]:
    titles = tuple(row for row in setter.rows(name) if isinstance(row, str))
    yield from reply_parts.enclosures(setter.letter, titles)


def _table(setter: Setter, name: str) -> Iterator[Piece]:
    """The rows of a field, under the heads of its columns, numbered."""
    field, letter = setter.field(name), setter.letter
    if field is None:
        return
    heads = ["\N{NUMERO SIGN}", *(column.label[letter.language] for column in field.columns)]
    shares = [0.35, *(column.share for column in field.columns)]
    rights = [False, *(column.is_number for column in field.columns)]
    rows = [
        [str(n), *(row.get(column.id, "") for column in field.columns)]
        for n, row in enumerate(setter.rows(name), start=1)
        if isinstance(row, dict)
    ]
    yield from grid(letter, name, [heads, *rows], shares, rights)


def grid(
    letter: Letter,
    part: str,
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    rights: Sequence[bool] = (),
) -> Iterator[Piece]:
    """Rows between hairlines; the first is the head and stays with the second."""
    whole = sum(shares)
    widths = [letter.width * share / whole for share in shares]
    aligned = ["right" if is_right else "left" for is_right in rights] or ["left"] * len(shares)
    pieces = []
    for n, row in enumerate(rows):
        face = letter.bold.sized(letter.size - 2) if n == 0 else letter.text.sized(letter.size - 1)
        left, cells = 0.0, []
        for width, align, text in zip(widths, aligned, row, strict=False):
            cells.append((left, letter.line(plain(text) or " ", face, width - _BETWEEN, align)))
            left += width
        thick = 0.9 if n == 0 else 0.3
        rule = Rule(letter.width, thick, above=2, below=2)
        pieces.append(Piece(part, Stack(Beside(*cells), rule), 10.0 if n == 0 else 0.0))
    yield from glued(pieces[:1], pieces[1:])


def _appeal(setter: Setter, _: str) -> Iterator[Piece]:
    """How to appeal; only on the kinds of paper that refuse something."""
    if setter.template.is_refusal:
        letter = setter.letter
        runs = [Run(reply_parts.right_to_appeal(letter), letter.text)]
        yield from paragraph("appeal", runs, letter.width, indent=INDENT, above=letter.air)


def _seal(setter: Setter, _: str) -> Iterator[Piece]:
    letter = setter.letter
    # Translators: the place of the seal on a paper
    yield Piece("seal", letter.line(letter.t("Place of the seal"), letter.soft), letter.size)


def _received(setter: Setter, _: str) -> Iterator[Piece]:
    letter = setter.letter
    said = letter.t("Received by (name, signature, date):")
    line = Beside(
        (0.0, letter.line(said, letter.soft)),
        (letter.soft.width(said) + 6, Stack(Gap(letter.soft.leading * 0.8), Rule(120, 0.5))),
    )
    yield Piece("received", line, 1.6 * letter.size)


def _approved(setter: Setter, _: str) -> Iterator[Piece]:
    """At the right above: approved by whom, a line to sign, the date."""
    letter, signatory = setter.letter, setter.reading.signatory
    width = 0.46 * letter.width
    # Translators: the heading of the corner where the head approves an act
    block = Stack(
        letter.line(letter.t("I APPROVE"), letter.bold, width),
        letter.line(post_words(letter, signatory), width=width),
        Gap(letter.size),
        Beside(
            (0.0, Stack(Gap(letter.size), Rule(0.4 * width, 0.5))),
            (0.44 * width, letter.line(bound(signatory.name), width=0.56 * width)),
        ),
    )
    yield Piece("approved", Beside((letter.width - width, block)), 4.0)


def _line(setter: Setter, argument: str) -> Iterator[Piece]:
    """Empty lines to write on, as many as the argument says."""
    letter = setter.letter
    for _ in range(int(argument) if argument.isdigit() else 1):
        yield Piece("line", Stack(Gap(1.5 * letter.size), Rule(letter.width, 0.4)))


def _gap(setter: Setter, _: str) -> Iterator[Piece]:
    yield Piece("gap", Gap(setter.letter.size))


PARTS: Final[Mapping[str, Callable[[Setter, str], Iterator[Piece]]]] = {
    "letterhead": _letterhead,
    "opening": _opening,
    "addressee": _addressee,
    "sender": _sender,
    "date_number": _date_number,
    "salutation": _salutation,
    "signature": _signature,
    "signatures": _signatures,
    "people": _people,
    "points": _points,
    "enclosures": _enclosures,
    "table": _table,
    "appeal": _appeal,
    "seal": _seal,
    "received": _received,
    "approved": _approved,
    "line": _line,
    "gap": _gap,
}
"""`page`, which no setter makes, begins a new page."""
OF_A_FIELD: Final[Mapping[str, tuple[str, ...]]] = {
    "signatures": ("people",),
    "people": ("people",),
    "points": ("points",),
    "enclosures": ("points",),
    "table": ("table",),
}
"""Which kinds of field a part takes as its argument."""
