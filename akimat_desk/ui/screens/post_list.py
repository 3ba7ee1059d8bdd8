"""The envelopes that wait: what must be registered first stands first."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from akimat_desk.domain.moments import local_time
from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.post import Envelope
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.paged_table import ROW_ROLE, Column, PagedTable
from akimat_desk.ui.scan_strip import PICTURE, paint_picture
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import CAPTION_PT, Tone, look
from akimat_desk.ui.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
_SCANS: Final = 3


class Waiting(NamedTuple):
    """All at once: a morning's post is no long list."""

    rows: Sequence[Envelope]
    next_cursor: None = None


class PostList(TableView):
    """`thrown` comes with Delete; `settled` when another row is current, or rows came anew."""

    thrown = Signal(object)
    settled = Signal()

    def __init__(self, background: Background, thumbnails: Thumbnails) -> None:
        self._wanted = ""
        self._is_loading = False
        self.table: Final = PagedTable(_columns(), background)
        super().__init__(self.table)
        self.table.setParent(self)
        self.setItemDelegateForColumn(_SCANS, _Pictures(self, thumbnails))
        self.setAccessibleName(tr("Envelopes to register"))
        self.say_when_empty(
            tr("No envelope waits."), tr("Insert takes one in; Enter registers the chosen one.")
        )
        thumbnails.made.connect(lambda _: self.viewport().update())
        self.table.loaded.connect(lambda *_: self._back_to_row())
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    def show_waiting(self, found: Waiting, chosen: str = "") -> None:
        """The row that was current is so again, unless another one is `chosen`."""
        row = self.current_row()
        self._wanted = chosen or (row.id if row is not None else "")
        self._is_loading = True
        self.table.show(lambda _: found)

    def envelope(self) -> Envelope | None:
        found = self.current_row()
        return found if isinstance(found, Envelope) else None

    def _tell(self) -> None:
        """While rows come anew the first is current for a moment, whatever was before."""
        if not self._is_loading:
            self.settled.emit()

    def _back_to_row(self) -> None:
        for number, row in enumerate(self.table.rows()):
            if row.id == self._wanted:
                index = self.table.index(number, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
        self._is_loading = False
        self.settled.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.envelope()
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.thrown.emit(row)
        else:
            super().keyPressEvent(event)


def _columns() -> list[Column[Envelope]]:
    return [
        Column(
            title=lambda: tr("Register by"),
            text=_by,
            note=_by_note,
            tone=lambda row: Tone.BAD if row.is_late else None,
            icon=lambda row: "alert-circle-outline" if row.is_late else "calendar-clock-outline",
            chars=17,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Received"),
            text=lambda row: f"{local_time(row.received_at):%d.%m.%Y %H:%M}",
            note=lambda row: row.channel_name[spoken().language],
            chars=18,
        ),
        Column(
            title=lambda: tr("From whom, about what"),
            text=lambda row: row.from_whom or row.about or tr("nothing noted"),
            note=_note,
            is_strong=True,
        ),
        Column(title=lambda: tr("Scan"), text=lambda row: scans_words(row.files), chars=9),
    ]


def _by(row: Envelope) -> str:
    return "\N{EM DASH}" if row.register_by is None else f"{row.register_by:%d.%m.%Y}"


def _by_note(row: Envelope) -> str:
    if row.register_by is None:
        return tr("no rule says by when")
    return tr("the day has passed") if row.is_late else ""


def _note(row: Envelope) -> str:
    about = row.about if row.from_whom else ""
    begun = tr("begun in the form") if row.is_begun else ""
    return " · ".join(filter(None, (about, begun)))


def scans_words(files: Sequence[HeldFile]) -> str:
    return tr_many("{count} scan", "{count} scans", len(files)) if files else tr("no scan")


class _Pictures(QStyledItemDelegate):
    """The first page of the first scan, and how many scans there are."""

    def __init__(self, view: PostList, thumbnails: Thumbnails) -> None:
        super().__init__(view)
        self._thumbnails = thumbnails

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Any = index.data(ROW_ROLE)
        theme, area = look().theme, QRect(option.rect)
        painter.save()
        if QStyle.StateFlag(option.state) & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.tint(Tone.ACCENT, 0.10))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.line))
        inside = area.adjusted(look().px(12), look().px(4), -look().px(8), -look().px(5))
        room = QRect(inside.topLeft(), PICTURE * look().scale)
        room.setHeight(min(room.height(), inside.height()))
        room.moveTop(inside.center().y() - room.height() // 2)
        if row.files:
            paint_picture(painter, self._thumbnails.find(row.files[0].digest), room)
        words = "" if len(row.files) == 1 else _count(row.files)
        painter.setFont(look().font(CAPTION_PT))
        painter.setPen(theme.colour(Tone.SOFT))
        left = inside.left() if not row.files else room.right() + look().px(8)
        place = QRect(left, inside.top(), inside.right() - left, inside.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _count(files: Sequence[HeldFile]) -> str:
    return f"\N{MULTIPLICATION SIGN}{len(files)}" if files else tr("no scan")
