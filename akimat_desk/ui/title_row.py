"""The row over a screen: the way back, its title, the search field and its one main button."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import primary, quiet
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.shortcuts import Shortcuts
from akimat_desk.ui.theme import look


class TitleRow(QWidget):
    """The key of the main button lives as long as the button is shown."""

    def __init__(self, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self._action: QAction | None = None
        self._title = OneLine("", "head")
        self.search: Final = SearchLine()
        self.primary: Final = primary("")
        self.back: Final = quiet(tr("Back  Alt+Left"), "arrow-left")
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        self.search.setFixedWidth(look().px(300))
        self.primary.hide()
        self.back.hide()
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        row.addWidget(self.search)
        row.addWidget(self.primary)

    def set_title(self, words: str) -> None:
        self._title.say(words)

    def set_primary(self, words: str, keys: str, run: Callable[[], object]) -> None:
        """The main button of a screen and its key; the key stands on the button."""
        self.clear_primary()
        self.primary.setText(tr("{verb}  {keys}", verb=words, keys=keys))
        self.primary.setAccessibleName(words)
        self._action = self._shortcuts.add(keys, words, run, tr("On this screen"))
        self.primary.show()
        self.primary.clicked.connect(self._action.trigger)

    def clear_primary(self) -> None:
        if self._action is not None:
            self.primary.clicked.disconnect(self._action.trigger)
            self._shortcuts.remove(self._action)
            self._action = None
        self.primary.hide()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def narrow(self, *, is_narrow: bool) -> None:
        self.search.setFixedWidth(look().px(280 if is_narrow else 300))
