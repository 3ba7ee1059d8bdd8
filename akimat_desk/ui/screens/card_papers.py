"""The tab of documents: what was taken in, files, receipts."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from akimat_desk.services.card_readings import CardReading, FileLine, PaperLine, ReceiptLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon
from akimat_desk.ui.screens.card_blocks import Beside, empty, opening, page, section, stacked, told
from akimat_desk.ui.screens.card_words import (
    joined,
    language_words,
    receipt_forms,
    sheets_words,
    shown_day,
    signed_words,
)
from akimat_desk.ui.theme import look
from akimat_desk.ui.thumbnails import HEIGHT, WIDTH, Thumbnails

DPI = 150


class Paperwork(Protocol):
    """What the tab asks when a paper is to be seen."""

    @property
    def thumbnails(self) -> Thumbnails: ...

    def open_file(self, file: FileLine) -> None: ...

    def open_receipt(self, made: ReceiptLine) -> None: ...


def documents_tab(card: CardReading, papers: Paperwork) -> QWidget:
    files: list[QWidget] = [FileTile(one, papers) for one in card.files]
    shown = files or [empty(tr("No files. Drop one here, or attach it."))]
    receipts = [
        opening(
            _receipt(one),
            signed_words(one.signed),
            lambda made=one: papers.open_receipt(made),  # type: ignore[misc]
        )
        for one in card.receipts
    ] or [empty(tr("No receipt was printed yet."))]
    left = [_inventory(card)]
    back = [one.paper for one in card.papers if one.paper.to_return]
    if back:
        lines = [told("", one.title, sheets_words(one.sheets)) for one in back]
        left.append(section(tr("To be returned to the applicant"), stacked(lines, 8)))
    right = stacked(
        [
            section(tr("Scans and files"), stacked(shown, 8)),
            section(tr("Receipts"), stacked(receipts, 4)),
        ]
    )
    return page(Beside(stacked(left), right, (1, 1)))


def _inventory(card: CardReading) -> QWidget:
    """What was taken in, by number, as the receipt lists it; the total in the title."""
    lines = [_paper(number, one) for number, one in enumerate(card.papers, 1)]
    total = sheets_words(sum(one.paper.sheets for one in card.papers))
    shown = lines or [empty(tr("No papers were taken in."))]
    return section(joined(tr("Papers taken in"), total), stacked(shown, 8))


class FileTile(QWidget):
    """The first page in small, the title that opens it, and who brought it in."""

    def __init__(self, file: FileLine, papers: Paperwork) -> None:
        super().__init__()
        self._file, self._papers = file, papers
        self._picture = QLabel()
        self._build()
        papers.thumbnails.made.connect(self._take)
        self._show_picture()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(8))
        self._picture.setFixedSize(look().px(WIDTH), look().px(HEIGHT))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("role", "desk")
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        file, open_file = self._file, self._papers.open_file
        words = opening(file.title, _file(file), lambda: open_file(file))
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)

    def _take(self, digest: bytes) -> None:
        if digest == self._file.digest:
            self._show_picture()

    def _show_picture(self) -> None:
        """A sign where the file has no picture, or none yet."""
        found = self._papers.thumbnails.find(self._file.digest)
        if found is None or found.isNull():
            sign = icon("file-document-outline").pixmap(look().px(24), look().px(24))
            self._picture.setPixmap(sign)
        else:
            self._picture.setPixmap(QPixmap.fromImage(found))


def documents_count(card: CardReading) -> int:
    return len(card.papers) + len(card.files)


def _paper(number: int, one: PaperLine) -> QWidget:
    paper = one.paper
    kind = tr("original") if paper.original else tr("copy")
    under = joined(kind, sheets_words(paper.sheets), shown_day(one.received_on))
    return told("", tr("{n}. {question}", n=number, question=paper.title), under)


def _file(one: FileLine) -> str:
    size = tr("{size} KB", size=max(1, one.size // 1024))
    return joined(size, sheets_words(one.sheets), signed_words(one.signed))


def _receipt(one: ReceiptLine) -> str:
    form = dict(receipt_forms()).get(one.form, one.form)
    copy = tr("copy {n}", n=one.copy) if one.copy else ""
    void = tr("replaced, no longer valid") if one.is_replaced else ""
    return joined(form, language_words(one.language), copy, void)


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
