"""The strip under the title: what happened, one action beside it, undo while there is time."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption, link, plain, quiet, wrapped
from akimat_desk.ui.theme import Tone, look, restyle

UNDO_SECONDS: Final = 10


class Weight(Enum):
    """How much it matters; the sign beside the words differs as well as the colour."""

    INFO = ("information-outline", Tone.ACCENT)
    GOOD = ("check-circle-outline", Tone.GOOD)
    WARN = ("alert-outline", Tone.WARN)
    BAD = ("alert-circle-outline", Tone.BAD)


class MessageStrip(QFrame):
    """One message at a time: a new one takes the place of the old. Esc puts it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._words = wrapped(plain())
        self._left = caption()
        self._action = link("")
        self._run: Callable[[], None] | None = None
        self._seconds = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._build()
        self.hide()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look().px(12), look().px(4), look().px(8), look().px(4))
        layout.setSpacing(look().px(8))
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._left)
        layout.addWidget(self._action)
        away = quiet(tr("Close the message"), "close")
        away.clicked.connect(self.put_away)
        self._action.clicked.connect(self._act)
        layout.addWidget(away)

    def say(
        self,
        weight: Weight,
        words: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        seconds: int = 0,
    ) -> None:
        """With `seconds` it goes by itself and says how long the action is still there."""
        name, tone = weight.value
        self._sign.setPixmap(icon(name, tone).pixmap(look().px(20), look().px(20)))
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._run = run
        self._seconds = seconds
        self._show_left()
        self.setProperty("strip", weight.name.lower())
        restyle(self)
        self.show()
        self._clock.start() if seconds else self._clock.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """It is done, and for ten seconds it can be taken back."""
        # Translators: button in the message strip, takes back what was just done
        self.say(Weight.GOOD, words, tr("Undo"), undo, UNDO_SECONDS)

    def words(self) -> str:
        return self._words.text()

    def put_away(self) -> None:
        self._clock.stop()
        self._run = None
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        # A double click must not act twice.
        run, self._run = self._run, None
        if run is not None:
            self.put_away()
            run()

    def _tick(self) -> None:
        self._seconds -= 1
        self._show_left()
        if self._seconds <= 0:
            self.put_away()

    def _show_left(self) -> None:
        self._left.setText(tr("{seconds} s", seconds=self._seconds) if self._seconds > 0 else "")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
