"""A copy of a paper: the very pages that were issued, each with the stamp of the copy on it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final, Literal

from reportlab.lib.units import mm

from akimat_desk.documents import fonts
from akimat_desk.documents.archive import saved
from akimat_desk.documents.blocks import Framed
from akimat_desk.documents.both import Both
from akimat_desk.documents.page import A5, About, PageSize, Paper
from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.documents.typesetting import SMALLEST, Face, Lines, Run

# What most printers cannot reach.
_EDGE: Final = 4.2 * mm
_RIGHT: Final = 10 * mm
_PADDING: Final = 2.0
_STAMP: Final = "/CopyStamp"


def stamped(pdf: bytes, number: int, language: Literal["ky", "ru"]) -> bytes:
    """The same pages, words and metadata; an archived paper stays one.

    Raises PaperOverflows for a page smaller than A5, which has no margin for a stamp.
    """
    # Only who makes copies pays for loading it.
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(pdf)) as paper:
        sizes = [_size(page.mediabox) for page in paper.pages]
        with pikepdf.open(BytesIO(_stamps(sizes, number, language))) as stamps:
            for page, stamp in zip(paper.pages, stamps.pages, strict=True):
                form = paper.copy_foreign(stamp.as_form_xobject())
                if "/XObject" not in page.resources:
                    page.resources.XObject = pikepdf.Dictionary()
                # A name of our own: pikepdf's overlay would draw one by lot.
                page.resources.XObject[_STAMP] = form
                page.contents_add(b"q\n", prepend=True)
                page.contents_add(f"\nQ q {_STAMP} Do Q\n".encode())
            return saved(paper)


def _size(box: object) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in box)  # type: ignore[attr-defined]
    return right - left, top - bottom


def _stamps(
    sizes: Sequence[tuple[float, float]], number: int, language: Literal["ky", "ru"]
) -> bytes:
    """A page with nothing but the stamp for each page of the paper."""
    said = Both(language).t("Copy No. {number}", number=number).once
    stamps = Paper(About(said, language, ""))
    for width, height in sizes:
        if min(width, height) < A5.width - 1:
            raise PaperOverflows("copy")
        face = Face(fonts.SERIF_BOLD, SMALLEST if width < A5.width + 1 else 9.5)
        wide = face.width(said) + 2 * _PADDING + 2
        stamp = Framed(Lines([Run(said, face)], wide), wide, _PADDING)
        stamps.begin_page(PageSize(width, height, 0, 0, 0, 0))
        stamp.draw(stamps, width - _RIGHT - wide, height - _EDGE)
        stamps.end_page()
    return stamps.finished()
