"""Puts a paper on a printer at its own resolution; a size the printer lacks goes on A4."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from akimat_desk.ui import kept
from akimat_desk.ui.pages import page_image, shape_of

# An A4 page in colour at 600 dpi takes 140 MB for a moment; more is not seen on paper.
MOST_DPI: Final = 600
_A4: Final = QPageSize.PageSizeId.A4


def job_name(words: str) -> str:
    """ASCII only: print servers escape Cyrillic titles into octal numbers."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "paper"


def sheet_for(page: QSizeF, supported: Sequence[QPageSize]) -> QPageSize:
    """The printer's own sheet of that size (mm), else A4; a roll or a label is kept as it is."""
    unit = QPageSize.Unit.Millimeter
    wanted = QPageSize(page, unit, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    for sheet in supported:
        if sheet.isEquivalentTo(wanted) or sheet.id() == wanted.id() != QPageSize.PageSizeId.Custom:
            return sheet
    a4 = QPageSize(_A4)
    fits = page.width() <= a4.size(unit).width() + 1 and page.height() <= a4.size(unit).height() + 1
    return a4 if fits else wanted


def print_paper(pdf: bytes, words: str, parent: QWidget | None = None) -> bool:
    """Asks for the printer and prints; False when the person thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if kept.printer() in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(kept.printer())
    prepare(printer, pdf, words)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(shape_of(pdf).sizes))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    # The person may have chosen another printer, with other sheets.
    prepare(printer, pdf, words)
    draw(printer, pdf)
    return True


def prepare(printer: QPrinter, pdf: bytes, words: str) -> None:
    """A printer that lacks the size answers "completed" and prints nothing, so we look first."""
    page = shape_of(pdf).sizes[0]
    upright = QSizeF(min(page.width(), page.height()), max(page.width(), page.height()))
    supported = QPrinterInfo(printer).supportedPageSizes()
    is_across = page.width() > page.height()
    layout = QPageLayout(
        sheet_for(upright, supported) if supported else _own_sheet(upright),
        QPageLayout.Orientation.Landscape if is_across else QPageLayout.Orientation.Portrait,
        QMarginsF(),
        QPageLayout.Unit.Millimeter,
    )
    printer.setDocName(job_name(words))
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def draw(printer: QPrinter, pdf: bytes) -> None:
    """Each page in its true size at the upper left corner of its sheet."""
    dpi = min(printer.resolution(), MOST_DPI)
    dots_per_mm = printer.resolution() / 25.4
    sizes = shape_of(pdf).sizes
    first = max(1, printer.fromPage())
    last = min(len(sizes), printer.toPage() or len(sizes))
    painter = QPainter(printer)
    for number in range(first - 1, last):
        if number >= first:
            printer.newPage()
        size = sizes[number] * dots_per_mm
        target = QRectF(0, 0, size.width(), size.height())
        painter.drawImage(target, page_image(pdf, number, dpi))
    painter.end()


def _own_sheet(page: QSizeF) -> QPageSize:
    """Printing into a file: any size will do."""
    unit = QPageSize.Unit.Millimeter
    return QPageSize(page, unit, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
