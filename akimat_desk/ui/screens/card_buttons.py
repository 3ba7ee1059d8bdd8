"""The quiet buttons under the card: the usual actions with their keys, the rest behind one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import FlowLayout
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.screens.actions import Action
from akimat_desk.ui.screens.files_actions import with_key

MORE_KEY: Final = "F10"
# So many stand side by side even where fewer have a key; the rest is behind the last button.
AT_LEAST: Final = 3

# The other answer to what is at the top of the screen.
BESIDE: Final = ("decline", "reply", "deliver")


class CardButtons(QWidget):
    """Only what this person may do and what makes sense now."""

    def __init__(
        self, card: CardReading, actions: Mapping[str, Action], run: Callable[[str], None]
    ) -> None:
        """The next action stands at the top of the screen; its own key works here all the same."""
        super().__init__()
        self._run = run
        self.menu: Final = QMenu(self)
        primary = card.next_action
        if primary and actions[primary].keys:
            self._key(actions[primary].keys, partial(self._chosen, primary))
        known = [actions[name] for name in card.offered if name in actions and name != primary]
        self._build([with_key(action, card.offered) for action in known])

    def _build(self, known: Sequence[Action]) -> None:
        front = [one for one in known if one.keys or one.name in BESIDE]
        front += [one for one in known if one not in front][: max(0, AT_LEAST - len(front))]
        row = FlowLayout()
        self.setLayout(row)
        for action in front:
            row.addWidget(self._button(action))
        rest = [one for one in known if one not in front]
        self._fill_menu(rest)
        if rest:
            row.addWidget(self._more())

    def _button(self, action: Action) -> QPushButton:
        words = action.title()
        shown = tr("{verb}  {keys}", verb=words, keys=action.keys) if action.keys else words
        button = secondary(shown, action.icon)
        button.setAccessibleName(words)
        button.setObjectName(action.name)
        button.clicked.connect(partial(self._chosen, action.name))
        if action.keys:
            self._key(action.keys, button.click)
        return button

    def _fill_menu(self, rest: Sequence[Action]) -> None:
        for action in rest:
            line = self.menu.addAction(icon(action.icon), action.title())
            line.setObjectName(action.name)
            line.triggered.connect(partial(self._chosen, action.name))

    def _more(self) -> QPushButton:
        words = tr("More")
        button = secondary(tr("{verb}  {keys}", verb=words, keys=MORE_KEY), "dots-horizontal")
        button.setAccessibleName(words)
        button.clicked.connect(lambda *_: self._open(button))
        self._key(MORE_KEY, button.click)
        return button

    def _key(self, keys: str, run: Callable[[], object]) -> None:
        # The button's own shortcut would wait a tenth of a second to look pressed.
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(run)

    def _open(self, button: QPushButton) -> None:
        height = self.menu.sizeHint().height()
        self.menu.popup(button.mapToGlobal(QPoint(0, -height)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _chosen(self, name: str, *_: object) -> None:
        self._run(name)
