"""The structure of a template's words set as pieces of a column."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from akimat_desk.documents.blocks import Beside, Piece
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.paragraphs import glued, paragraph
from akimat_desk.documents.template_marks import Element, Kind, Paragraph, Part, Table, Words
from akimat_desk.documents.template_parts import INDENT, Setter, grid
from akimat_desk.documents.typesetting import Face, Lines, Run

_SIGNING: Final = ("signature", "signatures")


def set_words(setter: Setter, found: Iterable[Element]) -> list[Piece]:
    """Signatures stay with what stands before them, a heading with what follows it."""
    pieces: list[Piece] = []
    for element in found:
        made = _set(setter, element)
        is_signing = isinstance(element, Part) and element.name in _SIGNING
        is_led = bool(pieces) and (is_signing or pieces[-1].part in ("title", "heading"))
        pieces = glued(pieces, made) if is_led else [*pieces, *made]
    return pieces


def _set(setter: Setter, element: Element) -> list[Piece]:
    match element:
        case Part():
            return setter.part(element.name, element.argument)
        case Table():
            shares = [1.0] * len(element.rows[0])
            return list(grid(setter.letter, "table", element.rows, shares))
        case Paragraph():
            runs = _runs(setter.letter, element)
            return _SET[element.kind](setter.letter, runs, element)


def _runs(letter: Letter, said: Paragraph) -> list[Run]:
    faces = {
        "title": letter.bold.sized(letter.size + 1),
        "heading": letter.bold,
        "small": letter.soft,
    }
    face = faces.get(said.kind, letter.text)
    return [Run(words.text, _face(letter, words, face)) for words in said.words]


def _face(letter: Letter, words: Words, face: Face) -> Face:
    if words.is_bold:
        return letter.bold.sized(face.size)
    return letter.italic.sized(face.size) if words.is_slanted else face


_Setting = Callable[[Letter, list[Run], Paragraph], list[Piece]]


def _title(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    return [Piece("title", Lines(runs, letter.width, align="centre"), letter.size)]


def _heading(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    return [Piece("heading", Lines(runs, 0.7 * letter.width), letter.size)]


def _middle(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    return [Piece("text", Lines(runs, letter.width, align="centre"), letter.air)]


def _right(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    half = 0.47 * letter.width
    return [Piece("text", Beside((letter.width - half, Lines(runs, half))), letter.air / 2)]


def _small(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    return [Piece("text", Lines(runs, letter.width), letter.air)]


def _listed(letter: Letter, runs: list[Run], said: Paragraph) -> list[Piece]:
    first = Run(f"{said.number or chr(0x2013)}\u00a0", runs[0].face)
    above = letter.air / 2
    return paragraph("text", [first, *runs], letter.width, indent=INDENT, above=above)


def _text(letter: Letter, runs: list[Run], _: Paragraph) -> list[Piece]:
    return paragraph("text", runs, letter.width, indent=INDENT, above=letter.air)


_SET: Final[Mapping[Kind, _Setting]] = {
    "text": _text,
    "title": _title,
    "heading": _heading,
    "right": _right,
    "middle": _middle,
    "small": _small,
    "point": _listed,
    "item": _listed,
}
