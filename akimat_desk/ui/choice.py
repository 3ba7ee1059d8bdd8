"""A field that chooses from a list by typing any part of the words, letters folded."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from akimat_desk.domain.collation import folded
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import LineField
from akimat_desk.ui.icons import icon

FOLDED_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2


class Choice(NamedTuple):
    """`also` holds other words by which it is found: the other language, a number, an old name."""

    id: str
    words: str
    also: str = ""


class ChoiceField(LineField):
    """Down or Alt+Down opens the whole list; a part that only one choice has is completed.

    Its value is the id, "" when nothing fits. With `is_free` other words may be typed too: then
    `value` is "" and `raw` holds them.
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[Choice] = (), *, is_free: bool = False) -> None:
        super().__init__()
        self._is_free = is_free
        self._choices: tuple[Choice, ...] = ()
        self._model = QStandardItemModel(self)
        completer = _Folding(self._model, self)
        completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        self._completer = completer
        self.line.setCompleter(completer)
        self.line.installEventFilter(self)
        opening = QAction(icon("chevron-down"), tr("Open the list"), self.line)
        opening.triggered.connect(self.open_list)
        self.line.addAction(opening, QLineEdit.ActionPosition.TrailingPosition)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        self._choices = tuple(choices)
        self._model.clear()
        for choice in choices:
            item = QStandardItem(choice.words)
            item.setData(folded(f"{choice.words} {choice.also}"), FOLDED_ROLE)
            item.setData(choice.id, ID_ROLE)
            self._model.appendRow(item)

    def choose(self, id_: str) -> None:
        """Raises KeyError for an id that is not offered."""
        words = {choice.id: choice.words for choice in self._choices}
        self.line.setText(words[id_])
        self.line.setCursorPosition(0)

    def value(self) -> str:
        typed = folded(self.raw())
        return next((c.id for c in self._choices if typed and folded(c.words) == typed), "")

    def tidied(self, text: str) -> str:
        typed = folded(text)
        fitting = [c for c in self._choices if typed and typed in folded(f"{c.words} {c.also}")]
        is_sure = len(fitting) == 1 and not self._is_free
        return fitting[0].words if is_sure else " ".join(text.split())

    def problem(self) -> str:
        is_unknown = self.raw().strip() and not self.value() and not self._is_free
        return tr("Choose one from the list.") if is_unknown else ""

    def advice(self) -> str:
        is_new = self.raw().strip() and not self.value() and self._is_free
        return tr("Not in the list; it will be written as typed.") if is_new else ""

    def open_list(self) -> None:
        self.line.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(ID_ROLE))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down
            if is_down and not self._completer.list.isVisible():
                self.open_list()
                return True
        return super().eventFilter(watched, event)


class _Folding(QCompleter):
    """Compares folded words and puts the real ones into the field."""

    def __init__(self, model: QStandardItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(FOLDED_ROLE)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(9)
        self.list: Final = QListView()
        self.list.setProperty("role", "menu")
        self.list.setUniformItemSizes(True)
        self.setPopup(self.list)

    # Qt overrides

    def splitPath(self, path: str) -> list[str]:
        return [folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))
