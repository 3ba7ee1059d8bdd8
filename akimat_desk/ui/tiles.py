"""A figure with its words, to be pressed: it opens the list of what it counts."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.theme import FACT_PT, Tone, look


class Tile(QAbstractButton):
    """A count of nothing is soft: it asks for no attention."""

    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self._count: int | None = None
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def show_count(self, count: int) -> None:
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def count(self) -> int:
        return self._count or 0

    def _name(self) -> None:
        self.setAccessibleName(tr("{what}: {count}", what=self.text(), count=self._figure()))

    def _figure(self) -> str:
        return "\N{EN DASH}" if self._count is None else str(self._count)

    def _figure_width(self) -> int:
        return QFontMetrics(look().font(FACT_PT, is_bold=True)).horizontalAdvance(self._figure())

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look().font()).horizontalAdvance(self.text())
        return QSize(self._figure_width() + words + look().px(36), look().lines(2.4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = look().theme, QRectF(self.rect())
        is_lit = self.underMouse() or self.isDown()
        line = theme.colour(Tone.ACCENT) if self.hasFocus() else QColor(theme.line)
        painter.setPen(QPen(line, 2 if self.hasFocus() else 1))
        painter.setBrush(theme.tint(Tone.INK, 0.04) if is_lit else QColor(theme.surface))
        inset = 1.0 if self.hasFocus() else 0.5
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 4, 4)
        left, middle = look().px(13), Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look().font(FACT_PT, is_bold=True))
        painter.setPen(theme.colour(self._tone if self._count else Tone.SOFT))
        width = self._figure_width()
        painter.drawText(QRect(left, 0, width, self.height()), middle, self._figure())
        painter.setFont(look().font())
        painter.setPen(theme.colour(Tone.SOFT))
        left += width + look().px(9)
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), middle, self.text())
