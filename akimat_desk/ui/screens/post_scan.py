"""The scan that goes with an envelope: claimed with its key, put in when it has been read."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.held_scans import held_again
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.scan_words import refusal_words
from akimat_desk.ui.scans import Brought, Refused, Taken
from akimat_desk.ui.screens.register_paper_side import PaperSide
from akimat_desk.ui.watch_folder_look import NewScan


class PostScan(QObject):
    """Only a scan that is sure goes along by itself: the one that is shown, or the only new one.

    `put_in` comes when an envelope holds it.
    """

    put_in = Signal()

    def __init__(
        self, desk: Desk, background: Background, paper: PaperSide, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk: Final = desk
        self._background = background
        self._paper = paper

    def claim(self) -> NewScan | None:
        """From now on it belongs to the envelope that is being taken in."""
        tray = self._paper.new_scans
        scan = tray.claim()
        count = len(tray.sure_ones())
        if scan is None and count:
            words = tr_many(
                "{count} new scan was not put in: show the right one with F7, F7 puts it in.",
                "{count} new scans were not put in: show the right one with F7, F7 puts it in.",
                count,
            )
            self._paper.said.emit(Weight.INFO, words)
        return scan

    def put_into(self, envelope: str, scan: NewScan | None) -> None:
        if scan is not None:
            self._background.run(
                partial(held_again, self._desk.attachments, scan),
                partial(self._held, envelope, scan),
                owner=self,
                lane=Lane.FILES,
            )

    def bring(self, found: Brought) -> None:
        """Pasted, wherever on the screen the focus is."""
        if self._paper.isEnabled():
            self._paper.bring(found)
        else:
            self._paper.said.emit(Weight.INFO, tr("Take in an envelope first; then its scan."))

    def _held(self, envelope: str, scan: NewScan, found: list[Taken]) -> None:
        for one in found:
            if isinstance(one, Refused):
                self._paper.new_scans.release(scan.digest)
                self._paper.said.emit(Weight.WARN, refusal_words(one))
        files = tuple(one for one in found if isinstance(one, HeldFile))
        if files:
            work = partial(self._desk.post.put_in, envelope, files)
            self._background.run(work, lambda _: self.put_in.emit(), owner=self, lane=Lane.WRITE)
