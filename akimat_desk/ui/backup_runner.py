"""Makes the copy of every day in a quiet moment, and says so only when there is none."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from akimat_desk.domain.errors import DeskError, WorkCancelled
from akimat_desk.services.backup_days import CopyStanding
from akimat_desk.services.backups import Backup
from akimat_desk.services.desk import Desk
from akimat_desk.text.backup_refusals import trouble_words, what_to_do
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.sections import SETTINGS

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

FIRST_MS: Final = 60_000
EVERY_MS: Final = 10_000
ASKS_EVERY: Final = 60


class BackupRunner(QObject):
    """`made(Backup)` when today's copy counts; `troubled(words)` once while none can be made or
    the last one is old; `began(Tally)` and `ended` around each try. It waits until nothing else is
    asked for: a clerk never waits for it."""

    began = Signal(object)
    ended = Signal()
    made = Signal(object)
    troubled = Signal(str)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.tally: Tally | None = None
        self._was_quiet = False
        self._said = ""
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_MS)
        self._first.timeout.connect(self._clock.start)
        background.closing.connect(self.stop)

    def start(self) -> None:
        """How it stands is said at once; the copy itself waits."""
        self._ask_standing()
        self._first.start()

    def stop(self) -> None:
        self._first.stop()
        self._clock.stop()
        if self.tally is not None:
            self.tally.cancel()

    def look(self) -> None:
        """A moment is quiet when it was so at the look before, too."""
        is_idle = self._background.is_idle
        is_quiet, self._was_quiet = is_idle and self._was_quiet, is_idle
        if is_quiet and self.tally is None:
            self._clock.setInterval(EVERY_MS * ASKS_EVERY)
            self.make()

    def make(self) -> None:
        """Today's copy, unless there is one."""
        if self.tally is not None:
            return
        self.tally = tally = Tally()
        self.began.emit(tally)
        days = self._desk.backup_days
        self._background.run(
            lambda: days.make_due(tally.report, tally.is_cancelled),
            self._done,
            failed=self._failed,
            lane=Lane.LONG,
            owner=self,
        )

    def _done(self, found: Backup | None) -> None:
        self._end()
        if found is not None:
            self.made.emit(found)
        self._ask_standing()

    def _failed(self, error: DeskError) -> None:
        self._end()
        if not isinstance(error, WorkCancelled):
            words = tr("Today's copy could not be made: {why}", why=sentence(error))
            self._say(f"{words} {what_to_do(error.code)}")

    def _end(self) -> None:
        self.tally = None
        self.ended.emit()

    def _ask_standing(self) -> None:
        days = self._desk.backup_days
        self._background.run(days.standing, self._show, owner=self, key="copies")

    def _show(self, found: CopyStanding) -> None:
        self._say(standing_words(found))

    def _say(self, words: str) -> None:
        if words and words != self._said:
            self.troubled.emit(words)
        self._said = words


def standing_words(found: CopyStanding) -> str:
    """What has to be said unasked; empty while all is well. A first day has no copy yet."""
    if found.is_away:
        return tr(
            "The folder or stick of the copies is not here: {folder}. Put the stick in; until then"
            " copies lie beside the register.",
            folder=found.folder,
        )
    if found.trouble is not None:
        wrong = found.trouble
        return trouble_words(wrong.folder, wrong.code, is_elsewhere=wrong.is_elsewhere)
    if found.days is not None and found.is_old:
        return tr_many(
            "The last good copy of the data is {count} day old. See the settings, Copies of the"
            " data.",
            "The last good copy of the data is {count} days old. See the settings, Copies of the"
            " data.",
            found.days,
        )
    return ""


def lead_to_copies(window: "MainWindow", desk: Desk) -> BackupRunner:
    runner = BackupRunner(desk, window.background, window)
    runner.troubled.connect(lambda words: window.say(Weight.WARN, words))
    window.places.when_built(SETTINGS, lambda settings: settings.follow_copies(runner))
    runner.start()
    return runner
