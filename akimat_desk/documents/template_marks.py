"""The simple structure of a template's words: headings, points, tables, parts put in by name.

One line begins with one mark; lines without a mark go on until an empty line:

    # heading in the middle          @name argument   a part the program puts in
    ## heading at the left           > words in the right half
    1. a point with its number       ^ words in the middle
    - an item                        ~ small print
    | cell | cell |                  **bold**, //slanted//

What a clerk enters never acts as a mark: see `shielded`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Kind = Literal["text", "title", "heading", "right", "middle", "small", "point", "item"]

_SHIELD: Final = "\ue000"
_MARKS: Final = "*/|"
_HIDDEN: Final = {ord(mark): 0xE001 + n for n, mark in enumerate(_MARKS)}
_SHOWN: Final = {0xE000: None, **{0xE001 + n: mark for n, mark in enumerate(_MARKS)}}
# Where what was entered goes on in a new paragraph; a heading or a cell goes on in its line.
_BREAK: Final = "\ue00f"
# After what ends with a stop of its own: a sentence that ends there brings no second one.
_STOP: Final = "\ue00e"
_DOUBLE_STOP: Final = re.compile(f"{_STOP}\\.?")
_PRIVATE: Final = re.compile("[\ue000-\ue00f]")

_PREFIXES: Final[tuple[tuple[str, Kind], ...]] = (
    ("## ", "heading"),
    ("# ", "title"),
    ("> ", "right"),
    ("^ ", "middle"),
    ("~ ", "small"),
    ("- ", "item"),
)
_SINGLE: Final = tuple(mark for mark, _ in _PREFIXES if mark != "- ")
_POINT: Final = re.compile(r"(\d+(?:\.\d+)*\.) +(?=\S)")
_INLINE: Final = re.compile(r"(\*\*|//)")


class Words(NamedTuple):
    """A stretch of words in one face."""

    text: str
    is_bold: bool = False
    is_slanted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: Kind
    words: tuple[Words, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part the program puts in: its name, and what stands behind the name."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first is the head."""

    rows: tuple[tuple[str, ...], ...]


Element = Paragraph | Part | Table


class MarkUnbalanced(ValueError):
    """A mark that opens and does not close; the words around it."""


def shielded(text: str) -> str:
    """Words that cannot be taken for marks, whatever stands in them; each line a paragraph."""
    lines = _PRIVATE.sub("", text).translate(_HIDDEN).splitlines() or [""]
    said = _BREAK.join(line for line in lines if line.strip() or len(lines) == 1)
    return _SHIELD + said + (_STOP if said.endswith(".") else "")


def elements(text: str) -> list[Element]:
    """The structure of filled words. Raises MarkUnbalanced."""
    found: list[Element] = []
    for group in _groups(text):
        if group[0].startswith("|"):
            found.append(Table(tuple(_cells(line) for line in group)))
        elif group[0].startswith("@"):
            name, _, argument = group[0][1:].partition(" ")
            found.append(Part(name, _shown(argument.strip())))
        else:
            found += _paragraph(" ".join(line.strip() for line in group))
    return found


def _groups(text: str) -> Iterator[list[str]]:
    """Lines that belong together: a paragraph, a table, or one line with a mark."""
    group: list[str] = []
    for line in (line.strip() for line in [*text.splitlines(), ""]):
        if group and not _goes_on(group[0], line):
            yield group
            group = []
        if line:
            group.append(line)


def _goes_on(first: str, line: str) -> bool:
    """Whether a line belongs to the group that began with `first`."""
    if first.startswith("|") or line.startswith("|"):
        return first[:1] == line[:1]
    is_single = first.startswith("@") or any(first.startswith(mark) for mark in _SINGLE)
    return bool(line) and not is_single and not line.startswith("@") and not _is_marked(line)


def _is_marked(line: str) -> bool:
    return any(line.startswith(mark) for mark, _ in _PREFIXES) or bool(_POINT.match(line))


def _paragraph(line: str) -> Iterable[Paragraph]:
    for mark, kind in _PREFIXES:
        if line.startswith(mark):
            return _said(kind, line.removeprefix(mark))
    numbered = _POINT.match(line)
    if numbered:
        return _said("point", line[numbered.end() :], numbered[1])
    return _said("text", line)


def _said(kind: Kind, line: str, number: str = "") -> Iterable[Paragraph]:
    parts = line.split(_BREAK) if kind in ("text", "point", "item") else [line]
    is_cut = any(part.count(mark) % 2 for part in parts for mark in ("**", "//"))
    for part in [line] if is_cut else parts:
        words = tuple(_inline(part))
        if any(word.text.strip() for word in words):
            yield Paragraph(kind, words, number)
            kind, number = "text", ""


def _inline(line: str) -> Iterator[Words]:
    pieces = _INLINE.split(line)
    is_bold = is_slanted = False
    for piece in pieces:
        if piece == "**":
            is_bold = not is_bold
        elif piece == "//":
            is_slanted = not is_slanted
        elif piece:
            yield Words(_shown(piece), is_bold, is_slanted)
    if is_bold or is_slanted:
        raise MarkUnbalanced(_shown(line))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_shown(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _shown(text: str) -> str:
    """As it is printed."""
    return _DOUBLE_STOP.sub("", text.translate(_SHOWN).replace(_BREAK, " "))


def sheets_of(found: Sequence[Element]) -> list[list[Element]]:
    """What stands between the parts called "page": each begins on a new page."""
    sheets: list[list[Element]] = [[]]
    for element in found:
        if element == Part("page"):
            sheets.append([])
        else:
            sheets[-1].append(element)
    return sheets
