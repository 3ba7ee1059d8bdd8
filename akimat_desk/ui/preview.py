"""Shows a paper as it will be printed: pages, zoom, printing."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, quiet
from akimat_desk.ui.pages import PaperShape, page_image, shape_of
from akimat_desk.ui.printing import print_paper
from akimat_desk.ui.theme import look

SCREEN_DPI: Final = 96
STEP: Final = 1.25
LEAST, MOST = 0.25, 4.0
GAP: Final = 12


class PageColumn(QWidget):
    """The pages one under the other, white on the desk's ground."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: tuple[QSize, ...] = ()
        self._images: dict[int, QImage] = {}

    def show_sizes(self, sizes: tuple[QSize, ...]) -> None:
        self._sizes, self._images = sizes, {}
        height = sum(size.height() + look().px(GAP) for size in sizes)
        self.setMinimumSize(max((s.width() for s in sizes), default=0), height)
        self.update()

    def show_page(self, number: int, image: QImage) -> None:
        self._images[number] = image
        self.update()

    def top_of(self, number: int) -> int:
        return sum(size.height() + look().px(GAP) for size in self._sizes[:number])

    # Qt overrides

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, size in enumerate(self._sizes):
            left = max(0, (self.width() - size.width()) // 2)
            place = QRect(left, self.top_of(number), size.width(), size.height())
            painter.fillRect(place, QColor("white"))
            if number in self._images:
                painter.drawImage(place, self._images[number])
            painter.setPen(QPen(QColor(look().theme.line), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))


class Preview(QFrame):
    """Fits the width until somebody zooms; Page Up and Page Down go from page to page."""

    printed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "desk")
        self._background = background
        self._pdf = b""
        self._name = ""
        self._shape = PaperShape(())
        self._zoom: float | None = None
        self._column = PageColumn()
        self._scroll = QScrollArea()
        self._pages = caption()
        self._build()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))
        self._scroll.setWidget(self._column)
        self._scroll.setWidgetResizable(True)
        # Always there: if it came and went, the width to fit would change with it.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The area would paint its own ground under the pages.
        self._scroll.viewport().setAutoFillBackground(False)
        self._column.setAutoFillBackground(False)
        self._scroll.verticalScrollBar().valueChanged.connect(self._say_page)
        bar = QHBoxLayout()
        bar.addWidget(self._pages)
        bar.addStretch()
        for words, sign, act in (
            (tr("Smaller"), "magnify-minus-outline", partial(self.zoom_by, 1 / STEP)),
            (tr("Larger"), "magnify-plus-outline", partial(self.zoom_by, STEP)),
            (tr("Whole width"), "arrow-expand-horizontal", self.fit_width),
            (tr("Print"), "printer-outline", self.print_it),
        ):
            button = quiet(words, sign)
            button.clicked.connect(partial(_call, act))
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look().px(12), look().px(8), look().px(12), look().px(12))
        layout.setSpacing(look().px(8))
        layout.addLayout(bar)
        layout.addWidget(self._scroll, 1)

    def show_paper(self, pdf: bytes, name: str) -> None:
        """`name` is the title of the print job."""
        self._pdf, self._name = pdf, name
        self._zoom = None
        self._background.run(lambda: shape_of(pdf), self._show_shape, owner=self, key="shape")

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._scale() * factor, LEAST), MOST)
        self._lay_out()

    def fit_width(self) -> None:
        self._zoom = None
        self._lay_out()

    def print_it(self) -> None:
        if self._pdf and print_paper(self._pdf, self._name, self):
            self.printed.emit()

    def go_to(self, number: int) -> None:
        last = len(self._shape.sizes) - 1
        self._scroll.verticalScrollBar().setValue(self._column.top_of(min(max(number, 0), last)))

    def page(self) -> int:
        """The number, from 0, of the page in the upper half of the view."""
        line = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 3
        tops = [self._column.top_of(number) for number in range(len(self._shape.sizes))]
        return max((number for number, top in enumerate(tops) if top <= line), default=0)

    def _show_shape(self, shape: PaperShape) -> None:
        self._shape = shape
        self._scroll.verticalScrollBar().setValue(0)
        self._lay_out()

    def _scale(self) -> float:
        if self._zoom is not None or not self._shape.sizes:
            return self._zoom or 1.0
        widest = max(size.width() for size in self._shape.sizes)
        room = self._scroll.viewport().width() - look().px(2)
        return max(LEAST, room / (widest / 25.4 * SCREEN_DPI))

    def _lay_out(self) -> None:
        scale = self._scale()
        self._column.show_sizes(tuple(_pixels(size, scale) for size in self._shape.sizes))
        self._say_page()
        pdf, dpi = self._pdf, SCREEN_DPI * scale * self.devicePixelRatioF()
        for number in range(len(self._shape.sizes)):
            self._background.run(
                partial(page_image, pdf, number, dpi),
                partial(self._column.show_page, number),
                owner=self,
                key=f"page {number}",
            )

    def _say_page(self) -> None:
        count = len(self._shape.sizes)
        words = tr("Page {n} of {count}", n=self.page() + 1, count=count) if count else ""
        self._pages.setText(words)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None and self._shape.sizes:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to(self.page() + 1)
            case Qt.Key.Key_PageUp:
                self.go_to(self.page() - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / STEP)
            case _:
                super().keyPressEvent(event)


def _pixels(size: QSizeF, scale: float) -> QSize:
    return (size / 25.4 * SCREEN_DPI * scale).toSize()


def _call(act: Callable[[], None], *_: object) -> None:
    act()
