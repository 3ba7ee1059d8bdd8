"""Draws the cells of lists: text with its note, state with icon, term bar, the row's button."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from akimat_desk.ui.icons import draw_icon
from akimat_desk.ui.paged_table import CELL_ROLE, Cell, Column, Kind, PagedTable
from akimat_desk.ui.row_marks import BOX, BOX_GAP
from akimat_desk.ui.term_bar import ROW_HEIGHT, ROW_WIDTH, TermBarPainter
from akimat_desk.ui.theme import Tone, look

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 12


class CellDelegate(QStyledItemDelegate):
    """Paints text with its note, state with icon and colour, the term bar and the row's button."""

    def __init__(self, model: PagedTable[Any], view: QTableView) -> None:
        super().__init__(view)
        self._table = model
        self._view = view

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = look().theme, _rect(option)
        is_chosen = bool(_state(option) & QStyle.StateFlag.State_Selected)
        is_marked = self._table.is_marked(index.row())
        if is_chosen or is_marked:
            painter.fillRect(rect, theme.tint(Tone.ACCENT, 0.10 if is_chosen else 0.05))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.line))
        if is_chosen and index.column() == 0:
            width = 3 if self._view.hasFocus() else 2
            painter.fillRect(
                QRect(rect.left(), rect.top(), width, rect.height()), theme.colour(Tone.ACCENT)
            )

    def _box(self, painter: QPainter, rect: QRect, *, is_marked: bool) -> None:
        """A tick and not only a colour tells that the row is marked."""
        side = look().px(BOX)
        place = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        name = "checkbox-marked" if is_marked else "checkbox-blank-outline"
        theme = look().theme
        colour = theme.colour(Tone.ACCENT) if is_marked else theme.tint(Tone.SOFT, 0.6)
        draw_icon(painter, name, place, colour)

    def _text(self, painter: QPainter, column: Column[Any], cell: Cell, rect: QRect) -> None:
        theme = look().theme
        align = column.align.value
        upper = rect
        if cell.note:
            half = look().lines(1.25)
            upper = QRect(rect.left(), rect.center().y() - half, rect.width(), half)
            lower = upper.translated(0, half)
            self._line(painter, cell.note, lower, theme.colour(Tone.SOFT), look().font(), align)
        if cell.icon:
            side = look().px(16)
            place = QRect(upper.left(), upper.center().y() - side // 2, side, side)
            draw_icon(painter, cell.icon, place, theme.colour(cell.tone or Tone.SOFT))
            upper = upper.adjusted(side + look().px(6), 0, 0, 0)
        font = look().font(is_bold=column.is_strong)
        self._line(painter, cell.text, upper, theme.colour(cell.tone or Tone.INK), font, align)

    def _line(
        self,
        painter: QPainter,
        words: str,
        rect: QRect,
        colour: QColor,
        font: QFont,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _bar(self, painter: QPainter, cell: Cell, rect: QRect) -> None:
        if cell.bar is not None:
            width, height = look().px(ROW_WIDTH), look().px(ROW_HEIGHT)
            band = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
            TermBarPainter(painter, look().theme, cell.bar, band).paint()

    def _button(self, painter: QPainter, cell: Cell, rect: QRect, *, is_hovered: bool) -> None:
        if not cell.text:
            return
        theme = look().theme
        height = min(look().row_height, rect.height() - look().px(4))
        box = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(Tone.ACCENT) if is_hovered else QColor(theme.line), 1))
        painter.setBrush(theme.tint(Tone.INK, 0.04) if is_hovered else QColor(theme.surface))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = box.toRect().adjusted(look().px(8), 0, -look().px(8), 0)
        ink = theme.colour(cell.tone or Tone.INK)
        self._line(painter, cell.text, inner, ink, look().font(), Qt.AlignmentFlag.AlignHCenter)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        column = self._table.columns[index.column()]
        painter.save()
        self._ground(painter, option, index)
        rect = _rect(option).adjusted(look().px(PAD), 0, -look().px(PAD), -1)
        if self._table.can_mark and index.column() == 0:
            self._box(painter, rect, is_marked=self._table.is_marked(index.row()))
            rect.adjust(look().px(BOX + BOX_GAP), 0, 0, 0)
        match column.kind:
            case Kind.TEXT:
                self._text(painter, column, cell, rect)
            case Kind.TERM:
                self._bar(painter, cell, rect)
            case Kind.ACTION:
                is_hovered = bool(_state(option) & QStyle.StateFlag.State_MouseOver)
                self._button(painter, cell, rect, is_hovered=is_hovered)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _: Index) -> QSize:
        return QSize(_rect(option).width(), look().row_height)


def _rect(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return QStyle.StateFlag(option.state)
