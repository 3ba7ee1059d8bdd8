"""The view of a paged table: rows by lines of text, keyboard first."""

from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.cell_delegate import PAD, CellDelegate
from akimat_desk.ui.column_widths import Wish, shared_out
from akimat_desk.ui.paged_table import Column, Kind, PagedTable
from akimat_desk.ui.row_marks import BOX, BOX_GAP, MarkingHand
from akimat_desk.ui.sort_header import SortHeader
from akimat_desk.ui.term_bar import ROW_WIDTH
from akimat_desk.ui.theme import HEAD_PT, Tone, look


class TableView(QTableView):
    """Enter and a double click choose a row; a click on its button, or Ctrl+Enter, acts on it.

    Where rows have ids they can be marked (ui/row_marks.py). `sort_asked(order)` when the head of
    a column was pressed.
    """

    chosen = Signal(object)
    acted = Signal(object)
    sort_asked = Signal(str)

    def __init__(self, model: PagedTable[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._empty = ("", "")
        self._is_hugging = False
        self._hand = MarkingHand(self, model)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model, self))
        self._set_behaviour()
        self._set_header()
        model.modelReset.connect(self._arrange)
        model.marks.changed.connect(lambda _: self.viewport().update())
        self.doubleClicked.connect(lambda index: self.chosen.emit(model.row(index.row())))
        self.clicked.connect(self._click)

    def say_when_empty(self, words: str, advice: str = "") -> None:
        """An empty list says what it means and what to do next."""
        self._empty = (words, advice)
        self.viewport().update()

    def hug_rows(self) -> None:
        """No higher than its rows: for short lists that other things stand under."""
        self._is_hugging = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._table.loaded.connect(lambda *_: self.updateGeometry())

    def current_row(self) -> Any | None:
        index = self.currentIndex()
        return self._table.row(index.row()) if index.isValid() else None

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # One tab stop for the whole list; arrows move inside it.
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)

    def _set_header(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        header = self._heads = SortHeader(self._table, self)
        header.asked.connect(self.sort_asked)
        header.left.connect(self.setFocus)
        self.setHorizontalHeader(header)
        self._set_height()

    def _set_height(self) -> None:
        height = look().lines(3.4) if self._table.has_notes else look().row_height
        self.verticalHeader().setDefaultSectionSize(height)

    def _arrange(self) -> None:
        """Other rows, and perhaps other columns."""
        self._set_height()
        self._share_width()
        if self._table.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._table.index(0, 0))

    def _share_width(self) -> None:
        letter = QFontMetrics(look().font()).averageCharWidth()
        whole = self.viewport().width()
        shown, wishes = [], []
        for number, column in enumerate(self._table.columns):
            is_dropped = whole < look().px(column.drops_under)
            self.setColumnHidden(number, is_dropped)
            if not is_dropped:
                shown.append(number)
                wishes.append(self._wish(number, column, letter))
        for number, width in zip(shown, shared_out(wishes, whole, letter), strict=True):
            self.setColumnWidth(number, width)

    def _wish(self, number: int, column: Column[Any], letter: int) -> Wish:
        box = look().px(BOX + BOX_GAP) if self._table.can_mark and number == 0 else 0
        is_stiff = column.is_stiff or column.kind is Kind.TERM
        fixed = _fixed_width(column, letter)
        return Wish(fixed + box if fixed else 0, column.weight, is_stiff)

    def _click(self, index: QModelIndex) -> None:
        if self._table.columns[index.column()].kind is Kind.ACTION:
            self.acted.emit(self._table.row(index.row()))

    # Qt overrides

    def sizeHint(self) -> QSize:
        if not self._is_hugging:
            return super().sizeHint()
        rows = max(3, self._table.rowCount()) * self.verticalHeader().defaultSectionSize()
        height = rows + self.horizontalHeader().sizeHint().height() + 3
        return QSize(super().sizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._hand.takes_press(event):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._hand.takes_key(event):
            return
        row = self.current_row()
        match event.key():
            case Qt.Key.Key_Up if self.currentIndex().row() <= 0 and self._heads.can_sort:
                self._heads.setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                is_action = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                (self.acted if is_action else self.chosen).emit(row)
            case Qt.Key.Key_Home if self._table.rowCount():
                self.setCurrentIndex(self._table.index(0, 0))
            case Qt.Key.Key_End if self._table.rowCount():
                self.setCurrentIndex(self._table.index(self._table.rowCount() - 1, 0))
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._table.rowCount() == 0:
            self._paint_empty()

    def _paint_empty(self) -> None:
        words, advice = self._empty
        if self._table.is_waiting:
            words, advice = tr("Loading…"), ""
        painter = QPainter(self.viewport())
        theme, area = look().theme, self.viewport().rect()
        middle = QRect(
            area.left(), area.center().y() - look().lines(2), area.width(), look().lines(2)
        )
        painter.setPen(theme.colour(Tone.INK))
        painter.setFont(look().font(HEAD_PT, is_bold=True))
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(theme.colour(Tone.SOFT))
        painter.setFont(look().font())
        painter.drawText(
            middle.translated(0, look().lines(1.6)), Qt.AlignmentFlag.AlignCenter, advice
        )


def _fixed_width(column: Column[Any], letter: int) -> int:
    if column.kind is Kind.TERM:
        return look().px(ROW_WIDTH + 2 * PAD)
    return column.chars * letter + look().px(2 * PAD) if column.chars else 0
