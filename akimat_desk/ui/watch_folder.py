"""The scanner's folder: looked into while a form that can take scans is open, and only then."""

import time
from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from akimat_desk.services.attachments import Attachments
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.watch_folder_look import Look, NewScan, Seen, look_into

# Shares of a network send no notices, so it is asked.
EVERY_MS: Final = 1500


class WatchFolder(QObject):
    """`changed` comes when other scans lie there than before, or when the folder went or came.

    Files stay where the scanner put them: what was taken is known by its digest.
    """

    changed = Signal()

    def __init__(self, attachments: Attachments, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._untaken = attachments.untaken
        self._background = background
        self._folder = ""
        self._seen: Mapping[str, Seen] = {}
        self._is_looking = False
        self.scans: tuple[NewScan, ...] = ()
        self.is_there = True
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.look)

    @property
    def folder(self) -> str:
        """ "" while nothing is watched."""
        return self._folder

    def begin(self) -> None:
        """The setting is read each time: it may have been changed meanwhile."""
        folder = kept.watch_folder()
        if folder != self._folder:
            self._folder, self._seen = folder, {}
            self._show((), is_there=True)
        if folder:
            self._clock.start()
            self.look()

    def rest(self) -> None:
        self._clock.stop()

    def look(self) -> None:
        """At most one look at a time: on a slow share they would pile up."""
        if self._is_looking or not self._folder:
            return
        self._is_looking = True
        folder = self._folder
        self._background.run(
            partial(look_into, folder, self._seen, time.time(), self._untaken),
            partial(self._take, folder),
            owner=self,
            failed=lambda _: self._take(folder, Look(is_there=True)),
            lane=Lane.FILES,
        )

    def _take(self, folder: str, found: Look) -> None:
        self._is_looking = False
        if folder == self._folder:
            self._seen = found.seen
            self._show(found.scans, is_there=found.is_there)

    def _show(self, scans: tuple[NewScan, ...], *, is_there: bool) -> None:
        if (scans, is_there) != (self.scans, self.is_there):
            self.scans, self.is_there = scans, is_there
            self.changed.emit()
