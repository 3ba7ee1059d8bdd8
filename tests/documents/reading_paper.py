"""Reads a printed paper back: its words, where they stand, and its QR code."""

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp


class Words(NamedTuple):
    """One stretch of text as it stands on a page, in points from the lower left corner."""

    page: int
    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    upright: bool


def words(paper: bytes) -> Iterator[Words]:
    with pypdfium2.PdfDocument(paper) as document:
        for number, page in enumerate(document):
            shown = page.get_textpage()
            for found in page.get_objects(
                filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=shown
            ):
                slant = found.get_matrix().b
                text = found.extract().strip()
                if text:
                    size = found.get_font_size()
                    yield Words(number, text, size, *found.get_bounds(), abs(slant) < 0.001)


def text(paper: bytes) -> str:
    with pypdfium2.PdfDocument(paper) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(words: str) -> str:
    """Without what a line break may take or add: white space, a hyphen at the end of a line."""
    return "".join(
        letter for letter in words if not letter.isspace() and letter not in "-\x02\ufffe"
    )


def page_sizes(paper: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(paper) as document:
        return [page.get_size() for page in document]


def fonts(paper: bytes) -> dict[str, bool]:
    """Every font of the file, and whether the file holds it."""
    found = {}
    with pypdfium2.PdfDocument(paper) as document:
        for page in document:
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = one.get_font()
                found[font.get_base_name()] = font.is_embedded
    return {name: bool(held()) if callable(held) else bool(held) for name, held in found.items()}


def codes(paper: bytes, *, dpi: int, page: int = 0) -> list[str]:
    """What a reader sees in the print of a page; only black and white at 203 dpi, as on a roll."""
    with pypdfium2.PdfDocument(paper) as document:
        image = document[page].render(scale=dpi / 72).to_pil().convert("L")
    if dpi == 203:
        image = image.point(lambda grey: 255 if grey > 127 else 0)
    return [code.text for code in zxingcpp.read_barcodes(image)]
