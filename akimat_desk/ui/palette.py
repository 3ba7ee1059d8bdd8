"""The command palette (Ctrl+K): every action, and every case, by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.collation import folded
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.icons import draw_icon
from akimat_desk.ui.theme import Tone, look

PAUSE_MS: Final = 150
MOST_ROWS: Final = 12
ITEM_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PaletteItem:
    """Something to do or to open; `note` and `keys` stand at the right."""

    words: str
    run: Callable[[], None] = field(compare=False)
    icon: str = "chevron-right"
    note: str = ""
    keys: str = ""


Actions = Callable[[], Sequence[PaletteItem]]
# The first half runs in the background and answers plain values, the second makes items of them.
Search = tuple[Callable[[str], Any], Callable[[Any], Sequence[PaletteItem]]]


def fits(item: PaletteItem, typed: str) -> bool:
    """Every typed part begins a word of the item; letters are folded."""
    words = folded(f"{item.words} {item.note}").split()
    return all(any(word.startswith(part) for word in words) for part in folded(typed).split())


class _Items(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: tuple[PaletteItem, ...] = ()

    def put(self, items: Sequence[PaletteItem]) -> None:
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "  ".join(filter(None, (item.words, item.note, item.keys)))
        return item if role == ITEM_ROLE else None


class Palette(QFrame):
    """Opens over the window; Enter runs, Esc closes, arrows choose while one goes on typing."""

    def __init__(self, window: QWidget, background: Background) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self._background = background
        self._actions: list[Actions] = []
        self._searches: list[Search] = []
        self._found: dict[int, Sequence[PaletteItem]] = {}
        self._before: QWidget | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._items = _Items(self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("A command, a number, a name, a PIN"))
        self.line.setAccessibleName(tr("Commands"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._items)
        self.list.setItemDelegate(_ItemDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Commands"))
        self.list.clicked.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(8),) * 4)
        layout.setSpacing(look().px(6))
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(look().px(32))
        shadow.setOffset(0, look().px(8))
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)

    def provide_actions(self, actions: Actions) -> None:
        """Asked each time the palette opens, so that only what is possible is offered."""
        self._actions.append(actions)

    def provide_search(
        self, look_up: Callable[[str], Any], show: Callable[[Any], Sequence[PaletteItem]]
    ) -> None:
        """`look_up(text)` runs in the background; `show(answer)` makes items of its answer."""
        self._searches.append((look_up, show))

    def open(self) -> None:
        self._before = self.window().focusWidget()
        self.line.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def put_away(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _place(self) -> None:
        window = self.window()
        width = min(look().px(560), window.width() - look().px(48))
        rows = min(max(1, self._items.rowCount()), MOST_ROWS)
        row = max(self.list.sizeHintForRow(0), look().row_height)
        height = rows * row + self.line.sizeHint().height() + look().px(26)
        height = min(height, window.height() - look().px(96))
        self.setGeometry((window.width() - width) // 2, look().px(64), width, height)

    def _typed(self, text: str) -> None:
        self._found.clear()
        self._show()
        self._pause.start() if len(text.strip()) > 1 else self._pause.stop()

    def _search(self) -> None:
        text = self.line.text().strip()
        for number, (look_up, show) in enumerate(self._searches):
            self._ask(number, text, look_up, show)

    def _ask(
        self,
        number: int,
        text: str,
        look_up: Callable[[str], Any],
        show: Callable[[Any], Sequence[PaletteItem]],
    ) -> None:
        def done(answer: Any) -> None:
            if self.line.text().strip() == text:
                self._found[number] = show(answer)
                self._show()

        self._background.run(lambda: look_up(text), done, owner=self, key=f"search {number}")

    def _show(self) -> None:
        typed = self.line.text()
        actions = [item for offer in self._actions for item in offer() if fits(item, typed)]
        found = [item for number in sorted(self._found) for item in self._found[number]]
        self._items.put([*found, *actions])
        self.list.setCurrentIndex(self._items.index(0, 0))
        self._place()

    def _run(self, index: Index) -> None:
        item = self._items.data(index, ITEM_ROLE)
        if item is not None:
            self.put_away()
            item.run()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and not self.list.hasFocus():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Escape:
                self.put_away()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.list.currentIndex())
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.list.event(event)
            case _:
                return super().eventFilter(watched, event)
        return True


class _ItemDelegate(QStyledItemDelegate):
    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: PaletteItem = index.data(ITEM_ROLE)
        theme, rect = look().theme, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.tint(Tone.ACCENT, 0.12))
        side = look().px(16)
        inner = rect.adjusted(look().px(10), 0, -look().px(10), 0)
        place = QRect(inner.left(), rect.center().y() - side // 2, side, side)
        draw_icon(painter, item.icon, place, theme.colour(Tone.SOFT))
        inner.adjust(side + look().px(10), 0, 0, 0)
        metrics = QFontMetrics(look().font())
        painter.setFont(look().font())
        aside = "   ".join(filter(None, (item.note, item.keys)))
        painter.setPen(theme.colour(Tone.SOFT))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        inner.adjust(0, 0, -metrics.horizontalAdvance(aside) - look().px(12), 0)
        painter.setPen(QColor(theme.ink))
        words = metrics.elidedText(item.words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
