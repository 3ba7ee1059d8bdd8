"""The term bar at full width on the card: names underneath, dates above, opens the explanation."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from akimat_desk.domain.term_bars import StopKind, TermBar
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.term_bar import TermBarPainter, cell_rects, edge_of, runs
from akimat_desk.ui.term_words import cell_words, holder_words, spoken, stop_words
from akimat_desk.ui.theme import CAPTION_PT, Tone, look


class TermBarWidget(QWidget):
    """Click, Enter and Space ask for the explanation of the term."""

    explained = Signal()

    def __init__(self, bar: TermBar | None = None) -> None:
        super().__init__()
        self._bar: TermBar | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Term"))
        if bar is not None:
            self.show_bar(bar)

    def show_bar(self, bar: TermBar) -> None:
        self._bar = bar
        self.setAccessibleDescription(spoken(bar))
        self.updateGeometry()
        self.update()

    def _caption_height(self) -> float:
        return QFontMetricsF(look().font(CAPTION_PT)).lineSpacing()

    def _band(self) -> QRectF:
        side = look().px(6)
        top = self._caption_height() + look().px(14)
        return QRectF(side, top, self.width() - 2 * side, look().px(18))

    def _paint_stops(self, painter: QPainter, bar: TermBar, band: QRectF) -> None:
        """Dates stand above their marks; where two would meet, the later one moves to the right."""
        metrics = QFontMetricsF(painter.font())
        rects = cell_rects(bar, band)
        free_from = 0.0
        for stop in sorted(bar.stops, key=lambda stop: stop.day):
            x = edge_of(bar, rects, stop.day)
            if x is None:
                continue
            words = stop_words(stop)
            width = metrics.horizontalAdvance(words)
            left = min(max(x - width / 2, free_from), self.width() - width)
            if left < free_from:
                continue
            free_from = left + width + look().px(12)
            is_control = stop.kind is StopKind.CONTROL
            painter.setPen(look().theme.colour(Tone.BAD if is_control else Tone.INK))
            painter.drawText(QPointF(left, metrics.ascent() + 1), words)

    def _paint_names(self, painter: QPainter, bar: TermBar, band: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        places = dict(zip((cell.day for cell in bar.cells), cell_rects(bar, band), strict=True))
        painter.setPen(look().theme.colour(Tone.SOFT))
        held = runs(bar)
        starts = [places[run[0].day].left() for run in held] + [float(self.width())]
        y = band.bottom() + look().px(11) + metrics.ascent()
        for run, (left, right) in zip(held, pairwise(starts), strict=True):
            room = right - left - look().px(6)
            name = holder_words(run[0])
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            # A stump of a name says nothing; the tooltip has it whole.
            if words == name or len(words) > 6:
                painter.drawText(QPointF(left, y), words)

    def _day_at(self, x: float) -> str:
        if self._bar is None:
            return ""
        rects = cell_rects(self._bar, self._band())
        met = (c for c, r in zip(self._bar.cells, rects, strict=True) if r.left() <= x < r.right())
        cell = next(met, None)
        return cell_words(cell) if cell else ""

    # Qt overrides

    def sizeHint(self) -> QSize:
        height = self._band().bottom() + look().px(13) + self._caption_height()
        return QSize(look().px(480), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._bar is None:
            return
        painter = QPainter(self)
        painter.setFont(look().font(CAPTION_PT))
        band = self._band()
        TermBarPainter(painter, look().theme, self._bar, band).paint()
        self._paint_stops(painter, self._bar, band)
        self._paint_names(painter, self._bar, band)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look().theme.colour(Tone.ACCENT), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = "\n\n".join(filter(None, (self._day_at(event.pos().x()), self._spoken())))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.explained.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.explained.emit()
        else:
            super().keyPressEvent(event)

    def _spoken(self) -> str:
        return spoken(self._bar) if self._bar else ""
