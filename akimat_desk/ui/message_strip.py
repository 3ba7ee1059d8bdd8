"""The strip under the title: what happened, one action beside it, undo while there is time."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption, link, plain, quiet, wrapped
from akimat_desk.ui.theme import Tone, look, restyle

UNDO_SECONDS: Final = 10
UNDO_KEYS: Final = "Ctrl+Z"


class Weight(Enum):
    """How much it matters; the sign beside the words differs as well as the colour."""

    INFO = ("information-outline", Tone.ACCENT)
    GOOD = ("check-circle-outline", Tone.GOOD)
    WARN = ("alert-outline", Tone.WARN)
    BAD = ("alert-circle-outline", Tone.BAD)


class MessageStrip(QFrame):
    """One message at a time: a new one takes the place of the old. Esc puts it away.

    While something can be taken back, news that only informs waits until that time is over.
    `undoable(bool)` when that time begins and when it ends.
    """

    closed = Signal()
    undoable = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._words = wrapped(plain())
        self._left = caption()
        self._action = link("")
        self._run: Callable[[], None] | None = None
        self._seconds = 0
        self._is_undo = False
        self._next: Callable[[], None] | None = None
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
        if self._is_undo and weight is Weight.INFO:
            self._next = partial(self.say, weight, words, action, run, seconds)
            return
        self._set_undo(is_undo=False)
        name, tone = weight.value
        self._sign.setPixmap(icon(name, tone).pixmap(look().px(20), look().px(20)))
        self._words.setText(words)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._run = run
        self._seconds = seconds
        self._show_left()
        self.setProperty("strip", weight.name.lower())
        restyle(self)
        self.show()
        self._clock.start() if seconds else self._clock.stop()
        _announce(self, words)

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """It is done, and for ten seconds it can be taken back."""
        # Translators: button in the message strip, takes back what was just done
        label = tr("{verb}  {keys}", verb=tr("Undo"), keys=UNDO_KEYS)
        self.say(Weight.GOOD, words, label, undo, UNDO_SECONDS)
        self._action.setAccessibleName(tr("Undo"))
        self._set_undo(is_undo=True)

    def undo(self) -> None:
        """What the button does; nothing when the time is over."""
        if self._is_undo:
            self._act()

    def words(self) -> str:
        return self._words.text()

    def put_away(self) -> None:
        self._clock.stop()
        self._run = None
        self._set_undo(is_undo=False)
        self.hide()
        self.closed.emit()
        waiting, self._next = self._next, None
        if waiting is not None:
            waiting()

    def _set_undo(self, *, is_undo: bool) -> None:
        if is_undo != self._is_undo:
            self._is_undo = is_undo
            self.undoable.emit(is_undo)

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


def _announce(widget: QWidget, words: str) -> None:
    # Late: the names of QAccessible take longer to load than the strip to paint.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
