"""Scans on their way in: read from files or the clipboard, looked over, stored, made to be seen."""

import contextlib
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QMimeData,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QImage,
    QImageIOHandler,
    QImageReader,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.attachments import Attachments, HeldFile
from akimat_desk.services.scan_kinds import LIMIT, PDF, media_of
from akimat_desk.ui.pages import PaperUnreadable, page_image, shape_of

SUFFIXES: Final = ("pdf", "png", "jpg", "jpeg", "tif", "tiff")
# A picture without a resolution of its own is taken for one from a scanner.
SCAN_DPI: Final = 200
_MM_PER_INCH: Final = 25.4
# An A3 sheet in colour at 600 dpi needs 280 MB while it is read; Qt's own limit is 256.
_MOST_MEGABYTES: Final = 512
_WHOLE: Final = Qt.AspectRatioMode.KeepAspectRatio
_QUARTER: Final = QImageIOHandler.Transformation.TransformationRotate90


class Brought(NamedTuple):
    """What was dropped or pasted: paths of files, and a picture that has no file."""

    paths: tuple[str, ...] = ()
    picture: QImage | None = None


class Refused(NamedTuple):
    """`reason` is a word of FieldWrong, or "gone", "folder", "changed"."""

    name: str
    reason: str


Taken = HeldFile | Refused


def brought(mime: QMimeData, *, with_picture: bool = True) -> Brought:
    """On the window's thread: the clipboard and what is dragged belong to it."""
    paths = tuple(url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    picture = mime.imageData() if with_picture and not paths and mime.hasImage() else None
    return Brought(paths, picture if isinstance(picture, QImage) else None)


# Off the window's thread


def take_in(attachments: Attachments, found: Brought, name: str = "") -> list[Taken]:
    """Each file is read, looked over and stored; `name` is for a picture that has none."""
    taken = [_taken(attachments, path) for path in found.paths]
    if found.picture is not None:
        taken.append(hold(attachments, _as_png(found.picture), name))
    return taken


def hold(attachments: Attachments, data: bytes, name: str) -> Taken:
    try:
        if data and len(data) <= LIMIT and media_of(data) not in ("", PDF) and not is_shown(data):
            return Refused(name, "damaged")
        return attachments.hold(data, name)
    except FieldWrong as wrong:
        return Refused(name, wrong.reason)


def _taken(attachments: Attachments, path: str) -> Taken:
    """Nothing larger than the limit is read at all."""
    file = Path(path)
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            return Refused(file.name, "folder")
        if found.st_size > LIMIT:
            return Refused(file.name, "too_long")
        data = file.read_bytes()
    except OSError:
        return Refused(file.name, "gone")
    return hold(attachments, data, file.name)


def _as_png(picture: QImage) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(picture)
    return bytes(target.data().data())


def is_shown(data: bytes) -> bool:
    """Whether the first picture in it can be drawn."""
    return not thumbnail(data, QSize(64, 64)).isNull()


def thumbnail(data: bytes, room: QSize) -> QImage:
    """The first page, no larger than the room; null where it cannot be shown."""
    if media_of(data) == PDF:
        return _pdf_thumbnail(data, room)
    with _reading(data) as reader:
        size = reader.size()
        if size.isValid():
            is_turned = bool(reader.transformation() & _QUARTER)
            within = room.transposed() if is_turned else room
            reader.setScaledSize(size.scaled(within, _WHOLE).expandedTo(QSize(1, 1)))
        return reader.read()


def _pdf_thumbnail(data: bytes, room: QSize) -> QImage:
    try:
        (first, *_) = shape_of(data).sizes
        dpi = min(room.width() / first.width(), room.height() / first.height()) * _MM_PER_INCH
        return page_image(data, 0, max(dpi, 1))
    except (PaperUnreadable, ValueError):
        return QImage()


def as_pdf(data: bytes) -> bytes:
    """Pictures as pages of their own size, so that one preview shows everything; else empty."""
    if media_of(data) == PDF:
        return data
    pages = []
    with _reading(data) as reader:
        # Asked before anything is read: only then does Qt find the later pictures of a TIFF.
        for number in range(max(1, reader.imageCount())):
            image = reader.read() if not number or reader.jumpToImage(number) else QImage()
            if not image.isNull():
                pages.append(image)
    return _pages(pages) if pages else b""


@contextlib.contextmanager
def _reading(data: bytes) -> Iterator[QImageReader]:
    """Turned as the camera was held."""
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    try:
        yield reader
    finally:
        # What decodes a TIFF looks at its bytes once more when it ends, so it ends first.
        reader.setDevice(None)  # type: ignore[arg-type]
        source.close()


def _pages(images: Sequence[QImage]) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(SCAN_DPI)
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
    scale = _MM_PER_INCH / (dpi if dpi >= SCAN_DPI / 2 else SCAN_DPI)
    size = QSizeF(image.width() * scale, image.height() * scale)
    return QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
