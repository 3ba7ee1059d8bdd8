"""Puts a paper on a printer at its own resolution; a size the printer lacks goes on A4."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.ui import kept
from akimat_desk.ui.pages import page_image, shape_of

# An A4 page in colour at 600 dpi takes 140 MB for a moment; more is not seen on paper.
MOST_DPI: Final = 600
_A4: Final = QPageSize.PageSizeId.A4
Sheet = Literal["roll80", "label", "envelope", "a5", "a4", "list"]


@dataclass(eq=False)
class PrinterNotReady(RuleBroken):
    """Nothing was printed; `reason` is "missing", "stopped" or "refused"."""

    printer: str
    reason: str


class Job(NamedTuple):
    """A paper on its way: the printer that was chosen, with copies and pages."""

    printer: QPrinter
    pdf: bytes

    def run(self) -> None:
        """From any thread; raises PrinterNotReady."""
        draw(self.printer, self.pdf)


def job_name(words: str) -> str:
    """ASCII only: print servers escape Cyrillic titles into octal numbers."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "paper"


def sheet_of(page: QSizeF) -> Sheet:
    """The kind of paper in the printer, by the size of a page in millimetres."""
    short, long = sorted((page.width(), page.height()))
    if short <= 62 and long <= 110:
        return "label"
    if page.width() <= 85:
        return "roll80"
    if long >= 2 * short - 1:
        return "envelope"
    if long <= 212:
        return "a5"
    return "list" if page.width() > page.height() else "a4"


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


def remembered(pdf: bytes) -> str:
    """The printer that took this kind of sheet the last time, while it is there; else ""."""
    name = kept.printer_for(sheet_of(shape_of(pdf).sizes[0]))
    return name if name in QPrinterInfo.availablePrinterNames() else ""


def ask(pdf: bytes, words: str, parent: QWidget | None = None) -> Job | None:
    """The system's dialog: printer, copies, pages. None when the person thought better of it.

    The printer is remembered for this kind of sheet.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = remembered(pdf) or kept.printer()
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
    prepare(printer, pdf, words)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(shape_of(pdf).sizes))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    # The person may have chosen another printer, with other sheets.
    prepare(printer, pdf, words)
    if not printer.outputFileName():
        kept.keep_printer_for(sheet_of(shape_of(pdf).sizes[0]), printer.printerName())
    return Job(printer, pdf)


def job_for(name: str, pdf: bytes, words: str, copies: int = 1) -> Job:
    """Without a dialog, on the printer of that name; raises PrinterNotReady."""
    if name not in QPrinterInfo.availablePrinterNames():
        raise PrinterNotReady(name, "missing")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setCopyCount(copies)
    prepare(printer, pdf, words)
    return Job(printer, pdf)


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
    """Each page in its true size at the upper left corner of its sheet.

    Raises PrinterNotReady.
    """
    _demand_ready(printer)
    sizes = shape_of(pdf).sizes
    first = max(1, printer.fromPage())
    last = min(len(sizes), printer.toPage() or len(sizes))
    # Some printers are told the number of copies, to others each copy is sent.
    times = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    numbers = [*range(first - 1, last)] * times
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterNotReady(printer.printerName(), "refused")
    for place, number in enumerate(numbers):
        if place:
            printer.newPage()
        _draw_page(painter, printer, pdf, number)
    is_done = painter.end()
    states = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
    if not is_done or printer.printerState() in states:
        raise PrinterNotReady(printer.printerName(), "refused")


def _draw_page(painter: QPainter, printer: QPrinter, pdf: bytes, number: int) -> None:
    dpi = min(printer.resolution(), MOST_DPI)
    size = shape_of(pdf).sizes[number] * (printer.resolution() / 25.4)
    target = QRectF(0, 0, size.width(), size.height())
    painter.drawImage(target, page_image(pdf, number, dpi))


def _demand_ready(printer: QPrinter) -> None:
    """Printing into a file asks no printer."""
    name = printer.printerName()
    if printer.outputFileName() or not name:
        return
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterNotReady(name, "missing")
    if info.state() == QPrinter.PrinterState.Error:
        raise PrinterNotReady(name, "stopped")


def _own_sheet(page: QSizeF) -> QPageSize:
    """Printing into a file: any size will do."""
    unit = QPageSize.Unit.Millimeter
    return QPageSize(page, unit, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
