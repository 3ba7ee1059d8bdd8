"""A year as twelve small months: what a day is shows by shape and pattern, not by colour alone."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from akimat_desk.services.calendar_readings import CalendarRow, CalendarYear
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.dates import month_name
from akimat_desk.ui.date_entry import stepped
from akimat_desk.ui.screens.calendar_words import day_kind, day_words
from akimat_desk.ui.theme import CAPTION_PT, Tone, look

_WEEKS, _DAYS = 6, 7
_GAP: Final = 14.0
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (-7, 0),
    Qt.Key.Key_Down: (7, 0),
    Qt.Key.Key_PageUp: (0, -1),
    Qt.Key.Key_PageDown: (0, 1),
}


class YearView(QWidget):
    """Arrows walk the days, Page Up and Page Down the months; Enter asks to change the day.

    `stood` tells the day one stands on, again whenever it moves on the screen; one that lies in
    another year asks for that year first.
    """

    stood = Signal(object)
    asked = Signal(object)
    year_asked = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = self._day = today
        self._across = 4
        self._shown: CalendarYear | None = None
        self._rows: Mapping[date, CalendarRow] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Days of the year"))

    @property
    def day(self) -> date:
        return self._day

    def show_year(self, shown: CalendarYear) -> None:
        self._shown = shown
        self._rows = {row.day: row for row in shown.rows}
        if self._day.year != shown.year:
            self._day = stepped(self._day, months=12 * (shown.year - self._day.year))
        self._tell()
        self.update()

    def stand_on(self, day: date) -> None:
        """The day becomes the chosen one, wherever the choice came from."""
        if day == self._day:
            return
        self._day = day
        if self._shown is not None and day.year != self._shown.year:
            self.year_asked.emit(day.year)
            return
        self._tell()
        self.update()

    def words(self) -> str:
        """The chosen day as it is read out; empty before the year has come."""
        if self._shown is None:
            return ""
        return day_words(self._shown.calendar, self._rows.get(self._day), self._day)

    def _tell(self) -> None:
        words = self.words()
        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.stood.emit(self._day)

    # Where things stand

    def _month(self, month: int) -> QRectF:
        gap = look().px(_GAP)
        wide = (self.width() - gap * (self._across - 1) - 4) / self._across
        downward = 12 // self._across
        high = (self.height() - gap * (downward - 1) - 4) / downward
        down, along = divmod(month - 1, self._across)
        return QRectF(2 + along * (wide + gap), 2 + down * (high + gap), wide, high)

    def cell_of(self, day: date) -> QRectF:
        """Where a day is painted."""
        month = self._month(day.month)
        wide, high = month.width() / _DAYS, month.height() / (_WEEKS + 1)
        before = date(day.year, day.month, 1).weekday()
        down, along = divmod(before + day.day - 1, _DAYS)
        top = month.top() + high * (down + 1)
        return QRectF(month.left() + along * wide, top, wide, high).adjusted(1, 1, -1, -1)

    def _day_at(self, point: QPointF) -> date | None:
        if self._shown is None:
            return None
        days = (day for month in range(1, 13) for day in _days(self._shown.year, month))
        return next((day for day in days if self.cell_of(day).contains(point)), None)

    def _paint_month(self, painter: QPainter, shown: CalendarYear, month: int) -> None:
        area = self._month(month)
        painter.setFont(look().font(CAPTION_PT, is_bold=True))
        painter.setPen(look().theme.colour(Tone.INK))
        title = month_name(month, spoken().language)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        high = area.height() / (_WEEKS + 1)
        painter.drawText(QRectF(area.left() + 4, area.top(), area.width(), high), flags, title)
        for day in _days(shown.year, month):
            kind = day_kind(shown.calendar, self._rows.get(day), day)
            is_sure = shown.calendar.is_sure(day) or kind == "working"
            paint_day(painter, self.cell_of(day), str(day.day), kind, is_sure=is_sure)

    def _paint_marks(self, painter: QPainter, shown: CalendarYear) -> None:
        """Today has a caret; the chosen day a ring."""
        painter.setBrush(look().theme.colour(Tone.ACCENT))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._today.year == shown.year:
            cell = self.cell_of(self._today)
            x, y, side = cell.center().x(), cell.bottom() + 1, look().px(4)
            caret = [QPointF(x, y - side), QPointF(x - side, y), QPointF(x + side, y)]
            painter.drawPolygon(QPolygonF(caret))
        if self._day.year == shown.year:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tone = Tone.ACCENT if self.hasFocus() else Tone.SOFT
            painter.setPen(QPen(look().theme.colour(tone), 2))
            painter.drawRoundedRect(self.cell_of(self._day), 3, 3)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(look().px(620), look().px(420))

    def minimumSizeHint(self) -> QSize:
        """A line of small print for each week, and a little air."""
        line = QFontMetricsF(look().font(CAPTION_PT)).lineSpacing()
        downward = 12 // self._across
        high = downward * ((_WEEKS + 1) * (line + look().px(2)) + look().px(_GAP)) + 4
        return QSize(look().px(300), round(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three months beside one another where four would press the days together."""
        super().resizeEvent(event)
        least = QFontMetricsF(look().font(CAPTION_PT, is_bold=True)).horizontalAdvance("28") * 1.5
        month = (self.width() - 3 * look().px(_GAP)) / 4
        across = 4 if month / _DAYS >= least else 3
        if across != self._across:
            self._across = across
            self.updateGeometry()
        if self._shown is not None:
            self.stood.emit(self._day)

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, self._shown, month)
        self._paint_marks(painter, self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if step is not None:
            self.stand_on(stepped(self._day, days=step[0], months=step[1]))
        elif key == Qt.Key.Key_Home:
            self.stand_on(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None:
            self.stand_on(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._day_at(event.position()) == self._day:
            self.asked.emit(self._day)


def _days(year: int, month: int) -> list[date]:
    last = calendar.monthrange(year, month)[1]
    return [date(year, month, day) for day in range(1, last + 1)]


def paint_day(
    painter: QPainter, cell: QRectF, number: str, kind: str, *, is_sure: bool = True
) -> None:
    """A day, or a sample of its kind: filled, hatched, framed, dashed or underlined."""
    theme = look().theme
    ink = theme.colour(Tone.SOFT if kind == "weekend" else Tone.INK)
    painter.setPen(Qt.PenStyle.NoPen)
    shape = cell.adjusted(1, 1, -1, -1)
    if kind in ("holiday", "break"):
        painter.setBrush(theme.tint(Tone.BAD, 0.34 if kind == "holiday" else 0.16))
        painter.drawRoundedRect(shape, 3, 3)
    elif kind == "ait":
        painter.setBrush(theme.tint(Tone.PAUSE, 0.14))
        painter.drawRoundedRect(shape, 3, 3)
        painter.setBrush(QBrush(theme.tint(Tone.PAUSE, 0.6), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(shape, 3, 3)
    elif kind in ("extra", "local"):
        painter.setBrush(theme.tint(Tone.WARN, 0.12))
        style = Qt.PenStyle.SolidLine if kind == "extra" else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour(Tone.WARN), 1.2, style))
        painter.drawRoundedRect(shape, 3, 3)
    is_named_work = kind in ("worked", "working_holiday", "shorter", "usual")
    font = look().font(CAPTION_PT, is_bold=kind not in ("working", "weekend"))
    font.setUnderline(is_named_work)
    font.setStrikeOut(kind == "usual")
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, number)
    if not is_sure and kind not in ("weekend", "working"):
        painter.setPen(theme.colour(Tone.WARN))
        painter.setFont(look().font(7.0, is_bold=True))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(cell.adjusted(0, -1, 0, 0), flags, "?")
