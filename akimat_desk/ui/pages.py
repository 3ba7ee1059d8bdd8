"""Pages of a paper as pictures, from the bytes of its PDF."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.services.scan_kinds import PDFIUM

POINTS_PER_INCH: Final = 72
MM_PER_POINT: Final = 25.4 / POINTS_PER_INCH


@dataclass(eq=False)
class PaperUnreadable(RuleBroken):
    """The bytes are no PDF that can be shown; an attached file may be damaged."""


class PaperShape(NamedTuple):
    """How many pages, and their sizes in millimetres."""

    sizes: tuple[QSizeF, ...]


def shape_of(pdf: bytes) -> PaperShape:
    with PDFIUM:
        document = _open(pdf)
        points = [document.get_page_size(number) for number in range(len(document))]
        document.close()
    return PaperShape(tuple(QSizeF(w * MM_PER_POINT, h * MM_PER_POINT) for w, h in points))


def page_image(pdf: bytes, number: int, dpi: float) -> QImage:
    """One page on white; it may be called from any thread."""
    with PDFIUM:
        document = _open(pdf)
        page = document[number]
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGBX8888,
        ).copy()
        bitmap.close()
        page.close()
        document.close()
    dots_per_metre = round(dpi / 0.0254)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    return image


def _open(pdf: bytes) -> Any:
    # Imported late: the first paper is looked at long after the window has opened.
    import pypdfium2  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as wrong:
        raise PaperUnreadable from wrong
