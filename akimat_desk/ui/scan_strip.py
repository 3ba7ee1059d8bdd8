"""Scans side by side: a small picture, the name, how many pages; one stop of Tab."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from akimat_desk.ui.icons import draw_icon
from akimat_desk.ui.theme import CAPTION_PT, Tone, look
from akimat_desk.ui.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
_ITEM: Final = int(Qt.ItemDataRole.UserRole)
PICTURE: Final = QSize(36, 46)
_ROOM: Final = 190
_BROKEN: Final = "file-alert-outline"
_MAKING: Final = "file-outline"


class StripItem(NamedTuple):
    """`digest` is empty for what cannot be shown as a picture."""

    digest: bytes
    name: str
    note: str = ""
    tone: Tone = Tone.SOFT


def paint_picture(painter: QPainter, picture: QImage | None, room: QRect) -> None:
    """A first page in the middle of its room; a sign while it is being made or where it cannot."""
    theme = look().theme
    if picture is None or picture.isNull():
        side = min(room.width(), room.height(), look().px(24))
        place = QRect(QPoint(0, 0), QSize(side, side))
        place.moveCenter(room.center())
        sign, tone = (_MAKING, Tone.SOFT) if picture is None else (_BROKEN, Tone.BAD)
        draw_icon(painter, sign, place, theme.colour(tone))
        return
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(place, QColor("white"))
    painter.drawImage(place, picture)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place.adjusted(0, 0, -1, -1))


class ScanStrip(QListWidget):
    """`chosen` carries the place of the one that is to be shown, `entered` that of Enter."""

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, thumbnails: Thumbnails, name: str) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._is_filling = False
        self.setAccessibleName(name)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(look().px(PICTURE.height() + 14))
        self.currentRowChanged.connect(self._tell)
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))
        thumbnails.made.connect(lambda _: self.viewport().update())

    def show_items(self, items: Sequence[StripItem], place: int = -1) -> None:
        """`place` is marked without a word; -1 marks none."""
        self._is_filling = True
        self.clear()
        for one in items:
            item = QListWidgetItem(one.name)
            item.setData(_ITEM, one)
            words = ", ".join(filter(None, (one.name, one.note)))
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), words)
            item.setToolTip(words)
            self.addItem(item)
        self.setCurrentRow(place)
        self._is_filling = False

    def mark(self, place: int) -> None:
        """Without telling anybody."""
        self._is_filling = True
        self.setCurrentRow(place)
        self._is_filling = False

    def picture(self, index: Index) -> QImage | None:
        item: StripItem = index.data(_ITEM)
        return self._thumbnails.find(item.digest) if item.digest else QImage()

    def _tell(self, place: int) -> None:
        if place >= 0 and not self._is_filling:
            self.chosen.emit(place)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_enter and is_plain and self.currentRow() >= 0:
            self.entered.emit(self.currentRow())
        elif is_enter:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    def __init__(self, strip: ScanStrip) -> None:
        super().__init__(strip)
        self._strip = strip

    # Qt overrides

    def sizeHint(self, _: QStyleOptionViewItem, __: Index) -> QSize:
        return QSize(look().px(_ROOM), look().px(PICTURE.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: StripItem = index.data(_ITEM)
        painter.save()
        area = QRect(option.rect).adjusted(2, 1, -4, -1)
        _ground(painter, option, area, has_focus=self._strip.hasFocus())
        room = QRect(area.topLeft(), QSize(1, 1) * look().px(PICTURE.width()))
        room.setHeight(look().px(PICTURE.height()))
        room.moveTop(area.center().y() - room.height() // 2)
        room.moveLeft(area.left() + look().px(5))
        paint_picture(painter, self._strip.picture(index), room)
        words = area.adjusted(room.width() + look().px(12), look().px(4), -look().px(4), 0)
        half = look().lines(1.25)
        upper = QRect(words.left(), area.center().y() - half, words.width(), half)
        _line(painter, item.name, upper, QColor(look().theme.ink), look().font())
        if item.note:
            tone, font = look().theme.colour(item.tone), look().font(CAPTION_PT)
            _line(painter, item.note, upper.translated(0, half), tone, font)
        painter.restore()


def _ground(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, *, has_focus: bool
) -> None:
    theme = look().theme
    is_chosen = bool(QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.tint(Tone.ACCENT, 0.10) if is_chosen else QColor(theme.surface))
    is_ringed = is_chosen and has_focus
    painter.setPen(QPen(theme.colour(Tone.ACCENT) if is_chosen else QColor(theme.line), 1))
    if is_ringed:
        painter.setPen(QPen(theme.colour(Tone.ACCENT), 2))
    painter.drawRoundedRect(area, 4, 4)


def _line(painter: QPainter, words: str, room: QRect, colour: QColor, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
