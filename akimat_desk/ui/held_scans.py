"""The scans that lie beside an open form: stored as they come, each only once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QDateTime, QObject, Signal

from akimat_desk.services.attachments import Attachments, HeldFile
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.scan_words import already_here, came_late, pasted_name, refusal_words
from akimat_desk.ui.scans import Brought, Refused, Taken, hold, take_in
from akimat_desk.ui.watch_folder_look import NewScan, read_again


class HeldScans(QObject):
    """`came` after something was brought, whether taken or not; `said` carries a Weight and words.

    What was not taken is said in a sentence; the rest is on the disk, so that a draft outlives
    the files it came from.
    """

    came = Signal()
    said = Signal(object, str)

    def __init__(self, attachments: Attachments, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._attachments = attachments
        self._background = background
        self._round = 0
        self.files: tuple[HeldFile, ...] = ()

    def bring(self, found: Brought) -> None:
        """Dropped, pasted or chosen; read, looked over and stored off the window's thread."""
        if found != Brought():
            name = pasted_name(QDateTime.currentDateTime().toString("dd.MM.yyyy HH.mm.ss"))
            self._ask(partial(take_in, self._attachments, found, name))

    def bring_new(self, scan: NewScan) -> None:
        """From the scanner's folder, and only what was looked at."""
        self._ask(partial(held_again, self._attachments, scan))

    def put(self, files: Sequence[HeldFile]) -> None:
        """Stored already: they come from a draft. What is still being read belongs elsewhere."""
        self._round += 1
        self.files = tuple(files)

    def take_out(self, place: int) -> None:
        self.files = self.files[:place] + self.files[place + 1 :]

    def _ask(self, work: Callable[[], list[Taken]]) -> None:
        done = partial(self._take, self._round)
        self._background.run(work, done, owner=self, lane=Lane.FILES)

    def _take(self, asked_in: int, found: Sequence[Taken]) -> None:
        if asked_in != self._round:
            self._say_late(found)
            return
        doubled = []
        for one in found:
            if isinstance(one, Refused):
                self.said.emit(Weight.WARN, refusal_words(one))
            elif one.digest in {file.digest for file in self.files}:
                doubled.append(one.title)
            else:
                self.files = (*self.files, one)
        if doubled:
            self.said.emit(Weight.INFO, already_here(doubled))
        self.came.emit()

    def _say_late(self, found: Sequence[Taken]) -> None:
        """Another form is open by now, and nobody knows whether it belongs there."""
        names = [one.title for one in found if isinstance(one, HeldFile)]
        if names:
            self.said.emit(Weight.WARN, came_late(names))


def held_again(attachments: Attachments, scan: NewScan) -> list[Taken]:
    """Off the window's thread. Another file under the same name is not what was looked at."""
    data = read_again(scan)
    return [hold(attachments, data, scan.name) if data else Refused(scan.name, "changed")]
