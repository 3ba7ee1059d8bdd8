"""Words into lines: wrapping, shortening with an ellipsis, and the block that shows them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, NamedTuple, Protocol

from akimat_desk.documents import fonts

INK: Final = 0x1B2026
INK_SOFT: Final = 0x59636E
LEADING: Final = 1.26
# PT Serif goes 0.286 of its size under the line.
DESCENT: Final = 0.286
ELLIPSIS: Final = "\u2026"
# Nothing on a paper is printed smaller, whatever does not fit (points).
SMALLEST: Final = 8.0

# What a space may be wider by in a justified line, counted in sizes of the letters.
_WIDEST: Final = 1.6
# Points; pieces nearer than this have no space between them.
_TOUCHING: Final = 0.1

# A double name may part after its hyphen; a phone or a registration number may not.
_BREAKS: Final = re.compile(r" +|(?<=[^\W\d_]{4}-)(?=[^\W\d_]{4})")
_WHITE: Final = re.compile(r"[^\S\u00a0]+")


@dataclass(frozen=True, slots=True)
class Face:
    """A font in a size (points) and an ink."""

    font: str
    size: float
    ink: int = INK

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def width(self, text: str) -> float:
        return fonts.width(text, self.font, self.size)

    def sized(self, size: float) -> "Face":
        return replace(self, size=size)


class Run(NamedTuple):
    """Words in one face."""

    text: str
    face: Face


class Placed(NamedTuple):
    """Words in one face at their distance from the left end of the line."""

    left: float
    text: str
    face: Face


class Pen(Protocol):
    """What a block draws with; `y` is measured upwards, as in PDF."""

    def text(self, x: float, y: float, run: Run, *, spread: float = 0.0) -> None:
        """`spread` is what every space is wider by."""

    def line(self, x: float, y: float, length: float, thickness: float) -> None: ...

    def rectangles(
        self, x: float, y: float, unit: float, cells: Iterable[tuple[int, int, int]]
    ) -> None: ...

    def frame(self, x: float, y: float, width: float, height: float) -> None: ...

    def blank(self, x: float, y: float, side: float) -> None: ...

    def graphic(self, x: float, y: float, drawing: Any) -> None:
        """A drawing of reportlab.graphics, its lower left corner here."""

    def picture(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """A picture without transparency, its lower left corner here."""


class Block(Protocol):
    """A part of a page with a known height."""

    @property
    def height(self) -> float: ...

    def draw(self, pen: Pen, left: float, top: float) -> None: ...


def plain(text: str) -> str:
    """One line of composed letters, as the fonts hold them, without doubled white space."""
    return held(_WHITE.sub(" ", unicodedata.normalize("NFC", text)).strip())


def held(text: str) -> str:
    """A number sign never ends a line."""
    return text.replace("\u2116 ", "\u2116\u00a0")


def unparted(number: str) -> str:
    """A phone or the like, whose groups stay on one line; two of them may part at the comma."""
    return re.sub(r"(?<!,) ", "\u00a0", plain(number))


def bound(text: str) -> str:
    """Short words with a full stop stay with what follows: a street, a house, initials."""
    return re.sub(r"(?<!\w)(\w{1,3}\.) ", "\\1\u00a0", plain(text))


def shortened(text: str, face: Face, width: float) -> str:
    """As much as fits on one line, with an ellipsis where something was left out."""
    if face.width(text) <= width:
        return text
    keep = len(text)
    while keep and face.width(text[:keep].rstrip() + ELLIPSIS) > width:
        keep -= 1
    return text[:keep].rstrip() + ELLIPSIS


@dataclass(slots=True)
class _Line:
    pieces: list[Placed]
    end: float = 0.0

    def add(self, text: str, face: Face, gap: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and last.face == face:
            self.pieces[-1] = Placed(last.left, last.text + gap + text, face)
            self.end = last.left + face.width(last.text + gap + text)
        else:
            left = self.end + (face.width(gap) if last else 0.0)
            self.pieces.append(Placed(left, text, face))
            self.end = left + face.width(text)

    def room(self, text: str, face: Face, gap: str, width: float) -> bool:
        used = face.width(gap + text) if self.pieces else face.width(text)
        return self.end + used <= width + 0.01


def wrapped(runs: Sequence[Run], width: float, indent: float = 0.0) -> list[tuple[Placed, ...]]:
    """Lines no longer than `width`; a word longer than a line is parted where the line ends.

    The first line begins `indent` from the left.
    """
    lines = [_Line([], indent)]
    if indent + sum(face.width(text) for text, face in runs) <= width:
        return [_on_one_line(runs, indent)] if any(text for text, _ in runs) else []
    for text, face, gap in _words(runs):
        if not lines[-1].room(text, face, gap, width) and lines[-1].pieces:
            lines.append(_Line([]))
        rest = text
        while not lines[-1].room(rest, face, gap, width) and len(rest) > 1:
            fits = _fitting(rest, face, width - lines[-1].end)
            lines[-1].add(rest[:fits], face, gap)
            rest = rest[fits:]
            lines.append(_Line([]))
        lines[-1].add(rest, face, gap)
    return [tuple(line.pieces) for line in lines if line.pieces]


def _on_one_line(runs: Sequence[Run], end: float) -> tuple[Placed, ...]:
    pieces = []
    for text, face in runs:
        pieces.append(Placed(end, text, face))
        end += face.width(text)
    return tuple(pieces)


def _words(runs: Sequence[Run]) -> Iterator[tuple[str, Face, str]]:
    gap = ""
    for text, face in runs:
        at = 0
        for found in [*_BREAKS.finditer(text), None]:
            word = text[at : found.start()] if found else text[at:]
            if word:
                yield word, face, gap
                gap = ""
            if found:
                gap = " " if found.group() else gap
                at = found.end()


def _fitting(word: str, face: Face, width: float) -> int:
    fits = 1
    while fits < len(word) and face.width(word[: fits + 1]) <= width:
        fits += 1
    return fits


class Rows:
    """Wrapped lines; align is "left", "right", "centre" or "justified".

    `is_end` False: the last of them is not the last of its paragraph, so it is filled as well.
    """

    def __init__(
        self,
        rows: Sequence[tuple[Placed, ...]],
        width: float,
        *,
        align: str = "left",
        is_end: bool = True,
    ) -> None:
        self._width = width
        self._align = align
        self._is_end = is_end
        self._lines = [(line, max(piece.face.size for piece in line)) for line in rows]
        self.height = sum(size * LEADING for _, size in self._lines)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        y = top
        for n, (line, size) in enumerate(self._lines, start=1):
            y -= size * LEADING
            if self._align == "justified" and (n < len(self._lines) or not self._is_end):
                self._fill(pen, line, left, y + size * DESCENT)
                continue
            shift = left + self._shift(line)
            for piece in line:
                pen.text(shift + piece.left, y + size * DESCENT, Run(piece.text, piece.face))

    def _shift(self, line: tuple[Placed, ...]) -> float:
        spare = self._width - _end(line[-1])
        return {"right": spare, "centre": spare / 2}.get(self._align, 0.0)

    def _fill(self, pen: Pen, line: tuple[Placed, ...], left: float, y: float) -> None:
        # The spaces that stand before each piece.
        before = [0]
        for piece, after in pairwise(line):
            is_parted = after.left - _end(piece) > _TOUCHING
            before.append(before[-1] + _spaces(piece.text) + is_parted)
        gaps = before[-1] + _spaces(line[-1].text)
        spread = (self._width - _end(line[-1])) / gaps if gaps else 0.0
        # A line that one long word left half empty would fall apart.
        if spread > _WIDEST * line[0].face.size:
            spread = 0.0
        for piece, spaces in zip(line, before, strict=True):
            shift = left + piece.left + spread * spaces
            pen.text(shift, y, Run(piece.text, piece.face), spread=spread)


class Lines(Rows):
    """Wrapped words; see `Rows` for `align`."""

    def __init__(
        self, runs: Sequence[Run], width: float, *, align: str = "left", indent: float = 0.0
    ) -> None:
        super().__init__(wrapped(runs, width, indent), width, align=align)


def _end(piece: Placed) -> float:
    return piece.left + piece.face.width(piece.text)


def _spaces(text: str) -> int:
    # In the file both are the same space, which a spread makes wider.
    return text.count(" ") + text.count("\u00a0")
