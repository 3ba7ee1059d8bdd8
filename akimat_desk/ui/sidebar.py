"""The sidebar: the office, the places one can be, and how much waits in each."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import draw_icon
from akimat_desk.ui.labels import soft, strong, wrapped
from akimat_desk.ui.theme import CAPTION_PT, Tone, look

WIDE: Final = 190
NARROW: Final = 52


class Section(NamedTuple):
    """One place in the program; `title` is asked for when the window is built."""

    id: str
    title: Callable[[], str]
    icon: str


class SectionButton(QAbstractButton):
    """Icon, word and how many things somebody must do there."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._icon = section.icon
        self._count = 0
        self._is_narrow = False
        self.setText(section.title())
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._name()

    def show_count(self, count: int) -> None:
        self._count = count
        self._name()
        self.update()

    def narrow(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self._name()
        self.update()

    def _name(self) -> None:
        words = self.text()
        if self._count:
            words = tr("{section}: {count} to do", section=words, count=self._count)
        self.setAccessibleName(words)
        self.setToolTip(words if self._is_narrow else "")

    def _paint_ground(self, painter: QPainter) -> None:
        theme, area = look().theme, QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.tint(Tone.ACCENT, 0.10))
            painter.drawRoundedRect(area, 4, 4)
            painter.setBrush(theme.colour(Tone.ACCENT))
            painter.drawRect(QRectF(0, 0, 3, area.height()))
        elif self.underMouse():
            painter.setBrush(theme.tint(Tone.INK, 0.05))
            painter.drawRoundedRect(area, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Tone.ACCENT), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._count:
            return
        theme = look().theme
        words = str(self._count) if self._count < 1000 else "999+"
        font = look().font(CAPTION_PT, is_bold=True)
        metrics = QFontMetrics(font)
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(words) + look().px(10))
        right = self.width() - look().px(3 if self._is_narrow else 8)
        top = look().px(1) if self._is_narrow else (self.height() - height) // 2
        box = QRectF(right - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent) if self.isChecked() else theme.tint(Tone.INK, 0.12))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(theme.on_accent if self.isChecked() else theme.ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_word(self, painter: QPainter, left: int) -> None:
        font = look().font(is_bold=self.isChecked())
        width = self.width() - left - look().px(36 if self._count else 4)
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(QColor(look().theme.ink))
        painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(look().px(NARROW - 16), look().lines(2.0))

    def minimumSizeHint(self) -> QSize:
        """On a small screen with large letters the places move nearer to each other."""
        return QSize(look().px(NARROW - 16), look().lines(1.15))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        theme, side = look().theme, look().px(20)
        tone = Tone.ACCENT if self.isChecked() else Tone.SOFT
        left = (self.width() - side) // 2 if self._is_narrow else look().px(12)
        place = QRect(left, (self.height() - side) // 2, side, side)
        draw_icon(painter, self._icon, place, theme.colour(tone))
        if not self._is_narrow:
            self._paint_word(painter, left + side + look().px(10))
        self._paint_badge(painter)


class Sidebar(QFrame):
    """One tab stop; arrows move between the places. `chosen` carries the id of a place."""

    chosen = Signal(str)

    def __init__(self, office: str, office_kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self.setAccessibleName(tr("Places"))
        self._office = wrapped(strong(office))
        self._kind = wrapped(soft(office_kind))
        self._buttons: dict[str, SectionButton] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        side = look().px(8)
        self._layout.setContentsMargins(side, look().px(14), side, side)
        self._layout.setSpacing(look().px(2))
        self._layout.addWidget(self._office)
        self._layout.addWidget(self._kind)
        self._layout.addSpacing(look().px(10))
        self._layout.addStretch()
        self.narrow(is_narrow=False)

    def add(self, section: Section) -> None:
        button = SectionButton(section)
        self._buttons[section.id] = button
        self._group.addButton(button)
        self._layout.insertWidget(self._layout.count() - 1, button)
        button.clicked.connect(lambda: self.chosen.emit(section.id))

    def show_count(self, section_id: str, count: int) -> None:
        self._buttons[section_id].show_count(count)

    def mark(self, section_id: str) -> None:
        self._buttons[section_id].setChecked(True)

    def narrow(self, *, is_narrow: bool) -> None:
        self.setFixedWidth(look().px(NARROW if is_narrow else WIDE + 16))
        self._office.setVisible(not is_narrow)
        self._kind.setVisible(not is_narrow)
        for button in self._buttons.values():
            button.narrow(is_narrow=is_narrow)
