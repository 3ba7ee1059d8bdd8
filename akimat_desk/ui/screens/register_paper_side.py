"""The left half: the paper as it was scanned, or the word that there is none."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QSignalBlocker,
    QSizeF,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, plain, secondary, soft, strong, wrapped
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.theme import look

SUFFIXES: Final = ("pdf", "png", "jpg", "jpeg", "tif", "tiff")
LARGEST: Final = 50 * 1024 * 1024
_PDF: Final = b"%PDF-"
# A picture without a resolution of its own is taken for one from a scanner.
_SCAN_DPI: Final = 200
_MM_PER_INCH: Final = 25.4


class Scan(NamedTuple):
    """`data` is kept as it came; `pdf` is only for looking at, empty where it cannot be shown."""

    path: str
    data: bytes
    pdf: bytes

    @property
    def name(self) -> str:
        return Path(self.path).name


class Unread(NamedTuple):
    """A file that could not be taken: gone, too large, or of another kind."""

    path: str


def read_scan(path: str) -> Scan | Unread:
    """Called off the window's thread; the kind is told by the bytes when it is attached."""
    file = Path(path)
    try:
        is_fit = file.stat().st_size <= LARGEST and file.suffix.lower().lstrip(".") in SUFFIXES
        data = file.read_bytes() if is_fit else b""
    except OSError:
        data = b""
    if not data:
        return Unread(path)
    pdf = data if data.startswith(_PDF) else _as_pdf(data)
    return Scan(path, data, pdf) if pdf else Unread(path)


def read_scans(paths: Sequence[str]) -> list[Scan | Unread]:
    return [read_scan(path) for path in paths]


def _as_pdf(data: bytes) -> bytes:
    """Pictures as pages of their own size, so that one preview shows everything."""
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    pages = []
    while not (image := reader.read()).isNull():
        pages.append(image)
        if not reader.supportsAnimation() and not reader.jumpToNextImage():
            break
    return _pages(pages) if pages else b""


def _pages(images: Sequence[QImage]) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(_SCAN_DPI)
    writer.setPageMargins(QMarginsF())
    painter = QPainter()
    for place, image in enumerate(images):
        writer.setPageSize(_sheet(image))
        writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
        painter.begin(writer) if place == 0 else writer.newPage()
        painter.drawImage(painter.viewport(), image)
    painter.end()
    return bytes(target.data().data())


def _sheet(image: QImage) -> QPageSize:
    dpi = image.dotsPerMeterX() * 0.0254
    scale = _MM_PER_INCH / (dpi if dpi >= _SCAN_DPI / 2 else _SCAN_DPI)
    size = QSizeF(image.width() * scale, image.height() * scale)
    return QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)


class PaperSide(QFrame):
    """Scans are dropped here or chosen; `unread` names a file that could not be taken."""

    changed = Signal()
    unread = Signal(str)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._scans: list[Scan] = []
        self._count = caption()
        self._names = QTabBar()
        self._stack = QStackedWidget()
        self._preview = Preview(background)
        self._hint = wrapped(plain())
        # Translators: button; Ctrl+O is the key
        self.add_button: Final = secondary(tr("Add a scan  Ctrl+O"), "file-plus-outline")
        # Translators: button that stays pressed: nothing was handed in on paper
        self.oral: Final = secondary(tr("No paper: oral"), "account-voice")
        self._away = secondary(tr("Take out"))
        self._build()
        self._show()

    def _build(self) -> None:
        self.setProperty("role", "desk")
        self.setAcceptDrops(True)
        head = QHBoxLayout()
        # Translators: heading over the scanned paper
        head.addWidget(strong(tr("Paper")))
        head.addStretch()
        head.addWidget(self._count)
        self._names.setExpanding(False)
        self._names.setDrawBase(False)
        self._names.setElideMode(Qt.TextElideMode.ElideMiddle)
        self._names.currentChanged.connect(self._turn_to)
        # It lies on this desk already; a frame in a frame would be one too many.
        self._preview.setProperty("role", "")
        self._preview.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (14, 10, 14, 12)))
        layout.setSpacing(look().px(8))
        layout.addLayout(head)
        layout.addWidget(self._names)
        layout.addWidget(self._stack, 1)
        layout.addWidget(flow(self.add_button, self.oral, self._away))
        self.oral.setCheckable(True)
        self.oral.toggled.connect(lambda _: self._switched())
        self.add_button.clicked.connect(self.choose)
        self._away.clicked.connect(self._take_out)

    def _empty(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.addStretch()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self._hint)
        kinds = soft("PDF, JPEG, PNG, TIFF")
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(kinds)
        self._kinds = kinds
        inside.addStretch()
        return frame

    @property
    def scans(self) -> tuple[Scan, ...]:
        return tuple(self._scans)

    def choose(self) -> None:
        """The system's own dialog for files."""
        pattern = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("Add a scan"), "", tr("Scans ({pattern})", pattern=pattern)
        )
        self.add(names)

    def add(self, paths: Sequence[str]) -> None:
        """Files are read in the background and shown before they belong to anything."""
        held = {scan.path for scan in self._scans}
        fresh = [path for path in paths if path not in held]
        if fresh:
            self._background.run(partial(read_scans, fresh), self._take, owner=self)

    def clear(self) -> None:
        self._scans = []
        self.oral.setChecked(False)
        self._show()

    def raw(self) -> dict[str, object]:
        """A draft remembers where the files lie, not what is in them."""
        return {
            "scans": [scan.path for scan in self._scans],
            "oral": "1" if self.oral.isChecked() else "",
        }

    def _take(self, found: Sequence[Scan | Unread]) -> None:
        for one in found:
            if isinstance(one, Unread):
                self.unread.emit(Path(one.path).name)
            elif all(scan.path != one.path for scan in self._scans):
                self._scans.append(one)
        if self._scans:
            self.oral.setChecked(False)
        self._show(len(self._scans) - 1)
        self.changed.emit()

    def _take_out(self) -> None:
        place = self._names.currentIndex()
        if 0 <= place < len(self._scans):
            del self._scans[place]
            self._show(min(place, len(self._scans) - 1))
            self.changed.emit()

    def _switched(self) -> None:
        self._show(self._names.currentIndex())
        self.changed.emit()

    def _show(self, place: int = 0) -> None:
        with QSignalBlocker(self._names):
            while self._names.count():
                self._names.removeTab(0)
            for scan in self._scans:
                self._names.addTab(scan.name)
            self._names.setCurrentIndex(place)
        self._names.setVisible(len(self._scans) > 1)
        self._away.setVisible(bool(self._scans))
        self.oral.setVisible(not self._scans)
        is_oral = self.oral.isChecked()
        self._kinds.setVisible(not is_oral)
        self._hint.setText(
            tr("An oral appeal: write what was said into the text.")
            if is_oral
            else tr("Drop the scan here or add it with Ctrl+O.")
        )
        self._turn_to(place)

    def _turn_to(self, place: int) -> None:
        is_there = 0 <= place < len(self._scans)
        self._stack.setCurrentIndex(1 if is_there else 0)
        self._count.setText("")
        if is_there:
            scan = self._scans[place]
            words = tr("scan {n} of {count}", n=place + 1, count=len(self._scans))
            self._count.setText(f"{words} · {scan.name}" if len(self._scans) == 1 else words)
            self._preview.show_paper(scan.pdf, scan.name)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls: list[QUrl] = event.mimeData().urls()
        self.add([url.toLocalFile() for url in urls if url.isLocalFile()])
        event.acceptProposedAction()
