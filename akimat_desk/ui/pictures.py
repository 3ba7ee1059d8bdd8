"""Pictures of widgets for looking at: screens, themes, languages, and contact sheets of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QEventLoop, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.qt_words import speak_qt
from akimat_desk.ui.theme import CAPTION_PT, apply, dark, light, look

SCREEN: Final = QSize(1366, 768)
CALM_LOOKS: Final = 5


class Shot(NamedTuple):
    """`zoom` is the system's scale: at 1.5 an old screen holds only 911 x 512 points."""

    language: str = "ky"
    is_dark: bool = False
    zoom: float = 1.0
    text: float = 1.0

    @property
    def name(self) -> str:
        shade = "dark" if self.is_dark else "light"
        return f"{self.language}-{shade}-{round(self.zoom * 100)}-{round(self.text * 100)}"


USUAL: Final = (
    Shot("ky"),
    Shot("ky", is_dark=True),
    Shot("ru"),
    Shot("ru", is_dark=True, zoom=1.5),
    Shot("ky", zoom=1.5),
    Shot("ru", text=1.4),
)


def dress(shot: Shot) -> None:
    """The language and the theme; widgets must be built after it."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        speak(shot.language)
        speak_qt()
        apply(app, dark() if shot.is_dark else light(), shot.text)


def take(
    widget: QWidget, shot: Shot, screen: QSize = SCREEN, settled: Callable[[], bool] = lambda: True
) -> QImage:
    """The widget as it looks on a screen of so many pixels at that zoom, once it has `settled`."""
    widget.resize(round(screen.width() / shot.zoom), round(screen.height() / shot.zoom))
    widget.show()
    # One answer often asks the next question: it is settled when it stays so for a while.
    calm = 0
    for _ in range(200):
        _wait(20)
        calm = calm + 1 if settled() else 0
        if calm == CALM_LOOKS:
            break
    image = QImage(widget.size() * shot.zoom, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(shot.zoom)
    image.fill(QColor(look().theme.ground))
    widget.render(image, QPoint(0, 0))
    return image


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def take_all(
    build: Callable[[], QWidget],
    name: str,
    folder: Path,
    shots: Sequence[Shot] = USUAL,
    screen: QSize = SCREEN,
    settled: Callable[[], bool] = lambda: True,
) -> list[Path]:
    """Builds the widget anew for each shot, writes the pictures and a contact sheet of them."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[tuple[str, QImage]] = []
    written = []
    for shot in shots:
        dress(shot)
        widget = build()
        taken.append((f"{name}  {shot.name}", take(widget, shot, screen, settled)))
        widget.close()
        widget.deleteLater()
        written.append(folder / f"{name}-{shot.name}.png")
        taken[-1][1].save(str(written[-1]))
    written.append(folder / f"{name}-sheet.png")
    contact_sheet(taken).save(str(written[-1]))
    return written


def contact_sheet(
    pictures: Sequence[tuple[str, QImage]], columns: int = 2, width: int = 720
) -> QImage:
    """Pictures side by side, each under its caption."""
    gap, line = 12, look().lines(1.2)
    heights = [round(width * image.height() / image.width()) for _, image in pictures]
    rows = [heights[start : start + columns] for start in range(0, len(heights), columns)]
    total = sum(max(row) + line + gap for row in rows) + gap
    sheet = QImage(columns * (width + gap) + gap, total, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(look().font(CAPTION_PT))
    painter.setPen(QColor("white"))
    y = gap
    for row in range(len(rows)):
        part = pictures[row * columns : (row + 1) * columns]
        for column, (words, image) in enumerate(part):
            x = gap + column * (width + gap)
            painter.drawText(QRectF(x, y, width, line), Qt.AlignmentFlag.AlignLeft, words)
            height = rows[row][column]
            painter.drawImage(QRectF(x, y + line, width, height), image)
        y += max(rows[row]) + line + gap
    painter.end()
    return sheet
