"""Keys of the whole window, working under Latin, Russian and Kyrgyz layouts alike."""

from collections.abc import Callable
from typing import Final, NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

# The Cyrillic letters of the three rows of the keyboard and the Latin ones on the same keys; the
# Kyrgyz layout has the same places and its own three letters behind AltGr.
_CYRILLIC: Final = (
    "\u0419\u0426\u0423\u041a\u0415\u041d\u0413\u0428\u0429\u0417"
    "\u0424\u042b\u0412\u0410\u041f\u0420\u041e\u041b\u0414"
    "\u042f\u0427\u0421\u041c\u0418\u0422\u042c"
)
_LATIN: Final = "QWERTYUIOPASDFGHJKLZXCVBNM"
_SAME_KEY: Final = dict(zip(map(ord, _CYRILLIC), map(ord, _LATIN), strict=True))
_CYRILLIC_BLOCK: Final = range(0x0400, 0x0530)


def latin_key(event: QKeyEvent) -> Qt.Key | None:
    """The Latin letter on the key that was pressed together with Ctrl, if it gave a Cyrillic one.

    AltGr arrives as Ctrl+Alt on Windows and types letters, so it is left alone.
    """
    modifiers = event.modifiers()
    is_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    is_alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if not is_ctrl or is_alt or event.key() not in _CYRILLIC_BLOCK:
        return None
    # Windows gives the letter of the key itself whatever the layout; X11 gives a key symbol,
    # which lies outside this range.
    native = event.nativeVirtualKey()
    code = native if ord("A") <= native <= ord("Z") else _SAME_KEY.get(event.key())
    return Qt.Key(code) if code else None


class KeyLine(NamedTuple):
    """A line of the keyboard map."""

    group: str
    keys: str
    words: str


class Shortcuts(QObject):
    """Qt handles the keys under a Latin layout; under a Cyrillic one they come to us.

    Copy, paste and undo inside fields are put right in the same way.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: list[tuple[str, QAction]] = []
        self._watched: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._move)  # type: ignore[union-attr]
        self._move(None, QApplication.focusWidget())

    def add(
        self, keys: str, words: str, run: Callable[[], object], group: str = "", *also: str
    ) -> QAction:
        """`keys` is what the map shows, for example "F9" or "Ctrl+K"; `also` work as well."""
        action = QAction(words, self._window)
        action.setShortcuts([QKeySequence(one) for one in (keys, *also)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda *_: run())
        self._window.addAction(action)
        self._actions.append((group, action))
        return action

    def remove(self, action: QAction) -> None:
        self._window.removeAction(action)
        self._actions = [(group, one) for group, one in self._actions if one is not action]

    def lines(self) -> list[KeyLine]:
        """What works now, for the keyboard map."""
        return [
            KeyLine(group, action.shortcut().toString(), action.text())
            for group, action in self._actions
            if action.isEnabled()
        ]

    def _move(self, _: QWidget | None, now: QWidget | None) -> None:
        """Only the widget with the focus is watched: a filter on everything would be slow."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        inside = (
            now is not None and shiboken6.isValid(self._window) and now.window() is self._window
        )
        self._watched = now if inside else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _trigger(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        wanted = QKeySequence(int(key) | modifiers.value)
        for _, action in self._actions:
            if action.isEnabled() and wanted in action.shortcuts():
                action.trigger()
                return True
        return False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = latin_key(event)
        if key is None:
            return False
        if not self._trigger(key, event.modifiers()):
            latin = QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers(), "")
            QApplication.sendEvent(watched, latin)
        return True
