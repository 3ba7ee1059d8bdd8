"""The heads of a list's columns: a press on one, or Enter, asks for the list in that order."""

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import draw_icon
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.row_marks import BOX, BOX_GAP
from akimat_desk.ui.theme import CAPTION_PT, Tone, look

_PAD: Final = 12
_ARROW: Final = 14


class SortHeader(QHeaderView):
    """Up on the first row leads to the heads, arrows move between them, Down leads back (`left`).

    No stop of Tab: the list and its heads are one group.
    """

    asked = Signal(str)
    left = Signal()

    def __init__(self, table: PagedTable[Any], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = table
        self._place = -1
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def can_sort(self) -> bool:
        """Only where the list says by what it is sorted can it be asked for otherwise."""
        return bool(self._table.sorted_by and self._stops())

    def _stops(self) -> list[int]:
        """Heads that can be pressed, as they stand."""
        return [
            number
            for number, column in enumerate(self._table.columns)
            if column.sort and not self.isSectionHidden(number)
        ]

    def _here(self) -> int:
        """The head that the keyboard is on: at first the one by which the list is sorted."""
        stops = self._stops()
        if self._place in stops:
            return self._place
        ordered = [n for n in stops if self._column(n).sort == self._table.sorted_by]
        return next(iter([*ordered, *stops]), -1)

    def _column(self, number: int) -> Column[Any]:
        return self._table.columns[number]

    def _step(self, by: int) -> None:
        stops = self._stops()
        place = stops.index(self._here()) + by
        self._place = stops[min(max(place, 0), len(stops) - 1)]
        self._name()

    def _name(self) -> None:
        """A reader hears the head that the keyboard is on."""
        role = Qt.ItemDataRole.AccessibleTextRole
        words = self._table.headerData(self._here(), Qt.Orientation.Horizontal, int(role))
        self.setAccessibleName(tr("Order of the list: {head}", head=words))
        self.viewport().update()

    def _ask(self, number: int) -> None:
        is_head = 0 <= number < len(self._table.columns)
        if is_head and self.can_sort and self._column(number).sort:
            self._place = number
            self.asked.emit(self._column(number).sort)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look().lines(1.7))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._ask(self._here())
            case Qt.Key.Key_Down | Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place = -1
        self._name()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask(self.logicalIndexAt(event.position().toPoint()))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        theme, column = look().theme, self._column(number)
        painter.save()
        painter.fillRect(rect, QColor(theme.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.line))
        inner = rect.adjusted(look().px(_PAD), 0, -look().px(_PAD), 0)
        if self._table.can_mark and number == 0:
            inner.adjust(look().px(BOX + BOX_GAP), 0, 0, 0)
        is_order = bool(column.sort) and column.sort == self._table.sorted_by
        font = look().font(CAPTION_PT)
        side = look().px(_ARROW) if is_order else 0
        words = QFontMetrics(font).elidedText(
            str(self._table.headerData(number, Qt.Orientation.Horizontal)),
            Qt.TextElideMode.ElideRight,
            inner.width() - side,
        )
        painter.setFont(font)
        painter.setPen(theme.colour(Tone.INK if is_order else Tone.SOFT))
        painter.drawText(inner, column.align.value | Qt.AlignmentFlag.AlignVCenter, words)
        if is_order:
            left = inner.left() + QFontMetrics(font).horizontalAdvance(words) + look().px(2)
            arrow = QRect(left, rect.center().y() - side // 2, side, side)
            draw_icon(painter, "arrow-down", arrow, theme.colour(Tone.INK))
        if self.hasFocus() and number == self._here():
            painter.setPen(QPen(theme.colour(Tone.ACCENT), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()
