"""The tab of documents: what was taken in, files, receipts."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from akimat_desk.services.card_readings import CardReading, FileLine, PaperLine, ReceiptLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.card_blocks import Beside, empty, opening, page, section, stacked, told
from akimat_desk.ui.screens.card_words import (
    joined,
    language_words,
    receipt_forms,
    sheets_words,
    shown_day,
    signed_words,
)

DPI = 150


def documents_tab(
    card: CardReading,
    open_file: Callable[[FileLine], None],
    open_receipt: Callable[[ReceiptLine], None],
) -> QWidget:
    papers = [_paper(one) for one in card.papers] or [empty(tr("No papers were taken in."))]
    files = [
        opening(one.title, _file(one), lambda file=one: open_file(file))  # type: ignore[misc]
        for one in card.files
    ] or [empty(tr("No files. Drop one here, or attach it."))]
    receipts = [
        opening(_receipt(one), signed_words(one.signed), lambda made=one: open_receipt(made))  # type: ignore[misc]
        for one in card.receipts
    ] or [empty(tr("No receipt was printed yet."))]
    left = section(tr("Papers taken in"), stacked(papers, 8))
    right = stacked(
        [
            section(tr("Scans and files"), stacked(files, 4)),
            section(tr("Receipts"), stacked(receipts, 4)),
        ]
    )
    return page(Beside(left, right, (1, 1)))


def documents_count(card: CardReading) -> int:
    return len(card.papers) + len(card.files)


def _paper(one: PaperLine) -> QWidget:
    paper = one.paper
    kind = tr("original") if paper.original else tr("copy")
    back = tr("to be returned") if paper.to_return else ""
    under = joined(kind, sheets_words(paper.sheets), back, shown_day(one.received_on))
    return told("", paper.title, under)


def _file(one: FileLine) -> str:
    size = tr("{size} KB", size=max(1, one.size // 1024))
    return joined(size, sheets_words(one.sheets), signed_words(one.signed))


def _receipt(one: ReceiptLine) -> str:
    form = dict(receipt_forms()).get(one.form, one.form)
    copy = tr("copy {n}", n=one.copy) if one.copy else ""
    return joined(form, language_words(one.language), copy)


def as_paper(data: bytes) -> bytes:
    """The bytes of a PDF as they are; of a picture, a page of its size. Empty if unreadable."""
    if data.startswith(b"%PDF-"):
        return data
    image = QImage.fromData(data)
    if image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    millimetres = QSizeF(image.width(), image.height()) * (25.4 / DPI)
    writer.setPageSize(QPageSize(millimetres, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.drawImage(QRectF(0, 0, writer.width(), writer.height()), image)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())
