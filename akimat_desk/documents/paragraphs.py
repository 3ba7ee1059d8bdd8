"""Running text that goes on over pages: paragraphs in pieces, and what must stay together."""

from collections.abc import Sequence

from akimat_desk.documents.blocks import Gap, Piece, Stack
from akimat_desk.documents.typesetting import Placed, Rows, Run, wrapped

# No page begins or ends with fewer lines of a paragraph.
_TOGETHER = 2


def paragraph(
    part: str, runs: Sequence[Run], width: float, *, indent: float = 0.0, above: float = 0.0
) -> list[Piece]:
    """Justified lines; a page break may stand between them, but leaves no line alone."""
    groups = _groups(wrapped(runs, width, indent))
    last = len(groups) - 1
    return [
        Piece(
            part,
            Rows(group, width, align="justified", is_end=n == last),
            above if n == 0 else 0.0,
        )
        for n, group in enumerate(groups)
    ]


def _groups(lines: list[tuple[Placed, ...]]) -> list[list[tuple[Placed, ...]]]:
    if len(lines) < 2 * _TOGETHER:
        return [lines] if lines else []
    between = [[line] for line in lines[_TOGETHER:-_TOGETHER]]
    return [lines[:_TOGETHER], *between, lines[-_TOGETHER:]]


def glued(before: Sequence[Piece], after: Sequence[Piece]) -> list[Piece]:
    """No page break between the two: a heading and what it is over."""
    if not before or not after:
        return [*before, *after]
    first, second = before[-1], after[0]
    one = Stack(first.block, Gap(second.above), second.block)
    return [*before[:-1], Piece(second.part, one, first.above), *after[1:]]


def kept_with(pieces: Sequence[Piece], end: Piece, least: float) -> list[Piece]:
    """`end` with so much before it, in points, that it never stands alone on a page."""
    rest, kept = list(pieces), [end]
    while rest and sum(piece.block.height for piece in kept) - end.block.height < least:
        kept.insert(0, rest.pop())
    whole = kept[0]
    for piece in kept[1:]:
        (whole,) = glued([whole], [piece])
    return [*rest, whole]
