"""What the scanner has just put into its folder: looked at first, then taken into the open form."""

from collections.abc import Iterable
from typing import Final

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.attachments import Attachments
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import caption, retone, secondary, wrapped
from akimat_desk.ui.scan_strip import ScanStrip, StripItem
from akimat_desk.ui.scan_words import pages_words, refusal_words
from akimat_desk.ui.scans import Refused
from akimat_desk.ui.theme import Tone, look
from akimat_desk.ui.thumbnails import Thumbnails
from akimat_desk.ui.watch_folder import WatchFolder
from akimat_desk.ui.watch_folder_look import NewScan, read_again

_ROOMY: Final = 400


class NewScans(QFrame):
    """`looked` carries the scan to be shown, `asked` the one to be taken; both a NewScan.

    F7 shows the newest, F7 once more takes what is shown: nothing is taken unseen.
    """

    looked = Signal(object)
    asked = Signal(object)
    refused = Signal(str)
    came_or_went = Signal()

    def __init__(
        self, attachments: Attachments, background: Background, take_words: str, name: str
    ) -> None:
        super().__init__()
        self._watch: Final = WatchFolder(attachments, background, self)
        self._known: dict[bytes, NewScan] = {}
        self._taken: frozenset[bytes] = frozenset()
        self._claimed: set[bytes] = set()
        self._scans: tuple[NewScan, ...] = ()
        self._looked: NewScan | None = None
        self._came_from: QWidget | None = None
        thumbnails = Thumbnails(self._read, background, self, Lane.FILES)
        self.strip: Final = ScanStrip(thumbnails, name)
        self.take_button: Final = secondary(take_words, "tray-arrow-up")
        self._words = wrapped(caption())
        self._build()
        self._follow()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.take_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(4))
        layout.addLayout(row)
        layout.addWidget(self.strip)
        self.hide()

    def _follow(self) -> None:
        self._watch.changed.connect(self._show)
        self.strip.chosen.connect(self._look_at)
        self.strip.entered.connect(lambda _: self.press())
        self.take_button.clicked.connect(self.press)

    def begin(self) -> None:
        """The form is open: scans that come now may belong to it."""
        self._watch.begin()

    def rest(self) -> None:
        self._watch.rest()

    def leave_out(self, digests: Iterable[bytes]) -> None:
        """What lies in the form already; it is new again when it is taken out of there."""
        self._taken = frozenset(digests)
        self._show()

    @property
    def scans(self) -> tuple[NewScan, ...]:
        """The newest first; what cannot be taken stands among them."""
        return self._scans

    def sure_ones(self) -> tuple[NewScan, ...]:
        return tuple(one for one in self._scans if not one.problem)

    def claim(self) -> NewScan | None:
        """The one that is shown, or the only one; it is offered no more, and stored by others."""
        sure = self.sure_ones()
        found = self._looked if self._looked in sure else None
        if found is None and len(sure) == 1:
            (found,) = sure
        if found is not None:
            self._claimed.add(found.digest)
            self._show()
        return found

    def release(self, digest: bytes) -> None:
        """It was not taken after all."""
        self._claimed.discard(digest)
        self._show()

    def press(self) -> None:
        if self._looked in self._scans and self._looked is not None:
            self._ask(self._looked)
        elif self._scans:
            self._came_from = QApplication.focusWidget()
            self.strip.setCurrentRow(0)
            self._look_at(0)
            self.strip.setFocus()

    def look_away(self) -> None:
        """Something else is shown."""
        self._looked = None
        self.strip.mark(-1)

    def _ask(self, scan: NewScan) -> None:
        if scan.problem:
            self.refused.emit(refusal_words(Refused(scan.name, scan.problem)))
        else:
            self.asked.emit(scan)
            self._go_back()

    def _go_back(self) -> None:
        """Whoever took a scan goes on where they were typing."""
        before, self._came_from = self._came_from, None
        if self.strip.hasFocus() and before is not None and shiboken6.isValid(before):
            before.setFocus()

    def _look_at(self, place: int) -> None:
        scan = self._scans[place]
        self._looked = scan
        if scan.problem:
            self.refused.emit(refusal_words(Refused(scan.name, scan.problem)))
        else:
            self.looked.emit(scan)

    def _show(self) -> None:
        # A claim ends when the folder's look knows that the scan is taken.
        self._claimed &= {one.digest for one in self._watch.scans}
        gone = self._taken | self._claimed
        self._scans = tuple(one for one in self._watch.scans if one.digest not in gone)
        self._known.update({one.digest: one for one in self._scans})
        if self._looked not in self._scans:
            self._looked = None
        place = self._scans.index(self._looked) if self._looked is not None else -1
        self.strip.show_items([_item(one) for one in self._scans], place)
        is_lost = not self._watch.is_there
        self._words.setText(_lost(self._watch.folder) if is_lost else _found(len(self._scans)))
        retone(self._words, Tone.WARN if is_lost else Tone.SOFT)
        self.strip.setVisible(bool(self._scans))
        self.take_button.setVisible(bool(self._scans))
        self.setVisible(bool(self._scans) or is_lost)
        self._fit()
        self.came_or_went.emit()

    def _read(self, digest: bytes) -> bytes:
        """Off the window's thread, from the folder."""
        return read_again(self._known[digest])

    def _fit(self) -> None:
        """Beside a narrow paper the strip itself says how many there are."""
        is_roomy = self.width() >= look().px(_ROOMY) or not self._scans
        self._words.setVisible(is_roomy)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _item(scan: NewScan) -> StripItem:
    if scan.problem:
        return StripItem(b"", scan.name, tr("cannot be taken"), Tone.BAD)
    return StripItem(scan.digest, scan.name, pages_words(scan.pages))


def _found(count: int) -> str:
    return tr_many("{count} new scan in the folder", "{count} new scans in the folder", count)


def _lost(folder: str) -> str:
    return tr("The scan folder cannot be reached: {folder}", folder=folder)
