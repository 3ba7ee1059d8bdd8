"""Rows that were marked to be dealt with together, and the keys and clicks that mark them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTableView

from akimat_desk.ui.theme import look

if TYPE_CHECKING:
    from akimat_desk.ui.paged_table import PagedTable

# How far from the left edge of a row its box begins and how wide it is, before scaling.
BOX_AT: Final = 12
BOX: Final = 16
BOX_GAP: Final = 8
_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}

# Pressed before the key that is meant.
_NO_KEYS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)


class RowMarks(QObject):
    """Ids in the order in which they were marked; they outlive a new answer to the same question.

    `changed(count)` after each change.
    """

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[str, None] = {}

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> tuple[str, ...]:
        return tuple(self._ids)

    def toggle(self, id_: str) -> None:
        """Marks what is not marked, and the other way about."""
        if id_ in self._ids:
            self.put(one for one in self.ids() if one != id_)
        else:
            self.put((*self._ids, id_))

    def put(self, ids: Iterable[str]) -> None:
        """These and no others."""
        wanted = dict.fromkeys(ids)
        if list(wanted) != list(self._ids):
            self._ids = wanted
            self.changed.emit(len(wanted))

    def clear(self) -> None:
        self.put(())


class MarkingHand:
    """Space, Shift with the arrows, Ctrl+A and Esc; Ctrl and Shift with a click, or the box."""

    def __init__(self, view: QTableView, table: "PagedTable[Any]") -> None:
        self._view = view
        self._table = table
        self._anchor: int | None = None
        self._before: tuple[str, ...] = ()

    def takes_key(self, event: QKeyEvent) -> bool:
        """True when the key was for marking and nothing else is to be done."""
        if not self._table.can_mark or event.key() in _NO_KEYS:
            return False
        modifiers, key = event.modifiers(), Qt.Key(event.key())
        is_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and not is_ctrl and key in _STEPS:
            self._stretch_to(self._here() + _STEPS[key])
            return True
        self._anchor = None
        return self._toggle(self._here()) if key is Qt.Key.Key_Space else self._of_all(key, is_ctrl)

    def _of_all(self, key: Qt.Key, is_ctrl: bool) -> bool:  # noqa: FBT001
        """Ctrl+A marks what is loaded, Esc takes every mark away."""
        marks = self._table.marks
        if key is Qt.Key.Key_A and is_ctrl:
            marks.put((*marks.ids(), *self._table.ids()))
        elif key is Qt.Key.Key_Escape and len(marks):
            marks.clear()
        else:
            return False
        return True

    def takes_press(self, event: QMouseEvent) -> bool:
        """The same for a press of the mouse."""
        index = self._view.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if not self._table.can_mark or not is_left or not index.isValid():
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._stretch_to(index.row())
            return True
        self._anchor = None
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not is_ctrl and not self._is_on_box(event.position().toPoint()):
            return False
        self._view.setCurrentIndex(index)
        return self._toggle(index.row())

    def _here(self) -> int:
        return self._view.currentIndex().row()

    def _is_on_box(self, at: QPoint) -> bool:
        return 0 <= at.x() < look().px(BOX_AT + BOX + BOX_GAP // 2)

    def _toggle(self, number: int) -> bool:
        if not 0 <= number < self._table.rowCount():
            return False
        self._table.marks.toggle(self._table.ids()[number])
        return True

    def _stretch_to(self, number: int) -> None:
        """All rows from where one began; going back unmarks them again."""
        ids = self._table.ids()
        here = self._here()
        if not ids or here < 0:
            return
        if self._anchor is None:
            self._anchor, self._before = here, self._table.marks.ids()
        end = min(max(number, 0), len(ids) - 1)
        column = max(0, self._view.currentIndex().column())
        self._view.setCurrentIndex(self._table.index(end, column))
        self._table.marks.put((*self._before, *_between(ids, self._anchor, end)))


def _between(ids: Sequence[str], first: int, last: int) -> Sequence[str]:
    low, high = sorted((first, last))
    return ids[low : high + 1]
