"""Long work made visible: words, how far, how long already, and Cancel.

The interface is small. On the window's thread:

    progress = Progress()              # hidden, takes no room; put it where the work was asked for
    progress.begin(words, total)       # total None: nobody knows how much it will be
    progress.at(done)                  # or at(done, total) when the total is known later
    progress.end()                     # done, refused or cancelled: it goes
    progress.cancelled                 # signal: the person asked to stop

Work on a lane is given a `Tally` and asks it from its own thread; the widget reads it:

    progress.run(
        background, words, lambda tally: service.verify(tally.report, tally.is_cancelled),
        done, failed=refused,
    )

which puts it on the LONG lane, shows how far it is, and stops it when the window goes. What is
cancelled ends in the refusal that the service raises (`WorkCancelled`): nothing was changed.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import caption, plain, secondary, wrapped
from akimat_desk.ui.theme import look

Answer = TypeVar("Answer")
# What is over sooner is not worth a flicker; anything over a second is seen well before that.
GRACE_MS: Final = 400
_LOOK_MS: Final = 100


class Tally:
    """How far the work is and whether it should stop; plain values, safe on any thread."""

    def __init__(self) -> None:
        self._done = 0
        self._total: int | None = None
        self._is_cancelled = False

    def report(self, done: int, total: int | None = None) -> None:
        """From the worker; a total that is not told stays as it was."""
        self._done = done
        if total is not None:
            self._total = total

    def is_cancelled(self) -> bool:
        """From the worker, often: whoever hears True leaves everything as it was before."""
        return self._is_cancelled

    def cancel(self) -> None:
        self._is_cancelled = True

    @property
    def reached(self) -> tuple[int, int | None]:
        return self._done, self._total


class Progress(QFrame):
    """A calm strip; it appears when the work takes longer than a blink."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = wrapped(plain())
        self._reached = caption()
        self._elapsed = caption()
        self._bar = QProgressBar()
        self._cancel = secondary(tr("Cancel"), "close")
        self._tally: Tally | None = None
        self._total = 0
        self._begun = 0.0
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.setProperty("strip", "info")
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(look().px(6))
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        beside = QHBoxLayout()
        beside.setSpacing(look().px(12))
        beside.addWidget(self._reached)
        beside.addStretch()
        beside.addWidget(self._elapsed)
        told = QVBoxLayout()
        told.setSpacing(look().px(4))
        told.addWidget(self._words)
        told.addWidget(self._bar)
        told.addLayout(beside)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look().px(12), look().px(8), look().px(12), look().px(8))
        layout.setSpacing(look().px(16))
        layout.addLayout(told, 1)
        layout.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self._cancel.clicked.connect(self._ask_to_stop)
        self._grace.timeout.connect(self._appear)
        self._clock.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        return self._clock.isActive()

    def begin(self, words: str, total: int | None = None) -> None:
        """Something long begins; what was shown before gives way."""
        self._tally = None
        self._begun = monotonic()
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._cancel.setAccessibleDescription(words)
        self._cancel.setEnabled(True)
        self._total = 0
        self.at(0, total)
        self._show_elapsed()
        self._clock.start()
        self._grace.start()

    def follow(self, words: str, tally: Tally) -> None:
        """The same, read from what the worker tells; Cancel tells the worker to stop."""
        self.begin(words)
        self._tally = tally

    def at(self, done: int, total: int | None = None) -> None:
        """So much is done; without a total ever told the bar only says that it goes on."""
        if total is not None:
            self._total = max(0, total)
        self._bar.setRange(0, self._total)
        self._bar.setValue(min(done, self._total))
        self._reached.setText(_reached_words(done, self._total))
        self._bar.setAccessibleDescription(self._reached.text())

    def end(self) -> None:
        self._clock.stop()
        self._grace.stop()
        self._tally = None
        self.hide()

    def run(
        self,
        background: Background,
        words: str,
        work: Callable[[Tally], Answer],
        done: Callable[[Answer], None],
        *,
        failed: Callable[[DeskError], None],
        lane: Lane = Lane.LONG,
    ) -> None:
        """Something that may take minutes, off the lane that serves typing.

        What writes in one transaction goes on the WRITE lane: other writes wait for it in order.
        """
        tally = Tally()
        self.follow(words, tally)
        self.destroyed.connect(tally.cancel)
        background.closing.connect(tally.cancel)

        def ended(answer: Answer) -> None:
            background.closing.disconnect(tally.cancel)
            self.end()
            done(answer)

        def refused(error: DeskError) -> None:
            background.closing.disconnect(tally.cancel)
            self.end()
            failed(error)

        background.run(lambda: work(tally), ended, failed=refused, owner=self, lane=lane)

    def _appear(self) -> None:
        if self.is_running:
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))

    def _look(self) -> None:
        if self._tally is not None:
            self.at(*self._tally.reached)
        self._show_elapsed()

    def _show_elapsed(self) -> None:
        minutes, seconds = divmod(int(monotonic() - self._begun), 60)
        self._elapsed.setText(f"{minutes}:{seconds:02}")

    def _ask_to_stop(self) -> None:
        if not self.is_running or not self._cancel.isEnabled():
            return
        self._cancel.setEnabled(False)
        self._words.setText(tr("Stopping…"))
        if self._tally is not None:
            self._tally.cancel()
        self.cancelled.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._ask_to_stop()
        else:
            super().keyPressEvent(event)


def _reached_words(done: int, total: int) -> str:
    """Thousands are parted by a narrow space, as the office writes them."""
    if total <= 0:
        return _parted(done) if done else ""
    return tr(
        # Translators: how far a long work is: 3 200 of 12 000, 26 %
        "{done} of {total}, {percent} %",
        done=_parted(done),
        total=_parted(total),
        percent=min(100, done * 100 // total),
    )


def _parted(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
