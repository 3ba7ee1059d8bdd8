"""Shows a paper as it will be printed: pages, zoom, printing."""

from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import caption, plain, quiet, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.pages import PaperShape, page_image, shape_of
from akimat_desk.ui.printing import Job, PrinterNotReady, ask, job_for
from akimat_desk.ui.theme import Tone, look

SCREEN_DPI: Final = 96
STEP: Final = 1.25
LEAST, MOST = 0.25, 4.0
GAP: Final = 12

Sent = Callable[[bytes, str], None]
"""What is told of a print: the bytes, and the name of the paper."""


class PageColumn(QWidget):
    """The pages one under the other, white on the desk's ground."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: tuple[QSize, ...] = ()
        self._tops: tuple[int, ...] = ()
        self._images: dict[int, QImage] = {}

    def show_sizes(self, sizes: tuple[QSize, ...]) -> None:
        self._sizes, self._images = sizes, {}
        heights = [size.height() + look().px(GAP) for size in sizes]
        self._tops = tuple(accumulate(heights, initial=0))
        self.setMinimumSize(max((s.width() for s in sizes), default=0), self._tops[-1])
        self.update()

    def show_page(self, number: int, image: QImage) -> None:
        self._images[number] = image
        self.update()

    def top_of(self, number: int) -> int:
        return self._tops[number] if number < len(self._tops) else 0

    def between(self, top: int, bottom: int) -> range:
        """The numbers of the pages that are seen between these lines."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, min(len(self._sizes), bisect_right(self._tops, bottom)))

    def keep(self, numbers: range) -> None:
        """Pictures of other pages are let go: a journal has hundreds of them."""
        self._images = {n: image for n, image in self._images.items() if n in numbers}

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
    """Fits the width until somebody zooms; Page Up and Page Down go from page to page.

    `sent` is told of each print, behind the window: the access log must know. `on_print` is what
    the print button does where that is more than asking for the printer.
    """

    printed = Signal()

    def __init__(
        self,
        background: Background,
        sent: Sent,
        *,
        on_print: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._sent, self._on_print = sent, on_print or self.print_it
        self.setProperty("role", "desk")
        self._background = background
        self._pdf = b""
        self._name = ""
        self._shape = PaperShape(())
        self._zoom: float | None = None
        self._column = PageColumn()
        self._scroll = QScrollArea()
        self._pages = caption()
        self._failure = wrapped(plain("", Tone.BAD))
        self._build()

    def _build(self) -> None:
        self._asked: set[int] = set()
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
        self._scroll.verticalScrollBar().valueChanged.connect(self._look_at_pages)
        bar = QHBoxLayout()
        bar.addWidget(self._pages)
        bar.addStretch()
        for words, sign, act in (
            (tr("Smaller"), "magnify-minus-outline", partial(self.zoom_by, 1 / STEP)),
            (tr("Larger"), "magnify-plus-outline", partial(self.zoom_by, STEP)),
            (tr("Whole width"), "arrow-expand-horizontal", self.fit_width),
            (tr("Print"), "printer-outline", self._on_print),
        ):
            button = quiet(words, sign)
            button.clicked.connect(partial(_call, act))
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look().px(12), look().px(8), look().px(12), look().px(12))
        layout.setSpacing(look().px(8))
        layout.addLayout(bar)
        layout.addWidget(self._failure)
        self._failure.hide()
        layout.addWidget(self._scroll, 1)

    def show_paper(self, pdf: bytes, name: str) -> None:
        """`name` is the title of the print job."""
        self._pdf, self._name = pdf, name
        self._zoom = None
        self._failure.hide()
        self._background.run(lambda: shape_of(pdf), self._show_shape, owner=self, key="shape")

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._scale() * factor, LEAST), MOST)
        self._lay_out()

    def fit_width(self) -> None:
        self._zoom = None
        self._lay_out()

    def print_it(self) -> None:
        """Asks for the printer; what is printed goes out while the window works on."""
        job = ask(self._pdf, self._name, self) if self._pdf else None
        if job is not None:
            self._start(job)

    def print_on(self, printer: str) -> None:
        """At once, without a question."""
        try:
            self._start(job_for(printer, self._pdf, self._name))
        except PrinterNotReady as error:
            self.show_failure(error)

    def show_failure(self, error: DeskError) -> None:
        self._failure.setText(sentence(error))
        self._failure.show()

    def failure(self) -> str:
        return self._failure.text() if self._failure.isVisibleTo(self) else ""

    def _start(self, job: Job) -> None:
        self._failure.hide()
        pdf, name = self._pdf, self._name

        def work() -> None:
            job.run()
            self._sent(pdf, name)

        self._background.run(
            work,
            lambda _: self.printed.emit(),
            owner=self,
            failed=self.show_failure,
            lane=Lane.LONG,
        )

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
        self._asked.clear()
        self._look_at_pages()

    def _look_at_pages(self, *_: object) -> None:
        """Those in sight and their neighbours are drawn, the others when somebody comes there."""
        self._say_page()
        line, seen = self._scroll.verticalScrollBar().value(), self._scroll.viewport().height()
        near = self._column.between(line - 2 * seen, line + 3 * seen)
        self._column.keep(near)
        wanted, self._asked = set(near) - self._asked, set(near)
        pdf, dpi = self._pdf, SCREEN_DPI * self._scale() * self.devicePixelRatioF()
        for number in sorted(wanted):
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
