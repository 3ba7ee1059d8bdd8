"""The preview of a scan, stored already or still in the scanner's folder: all its pages."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal

from akimat_desk.services.attachments import Attachments, HeldFile
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.scans import as_pdf
from akimat_desk.ui.watch_folder_look import NewScan, read_again

_REMEMBERED: Final = 3


class ScanView(Preview):
    """`unshown` names a scan that cannot be shown: lost, changed, or of a rare make."""

    unshown = Signal(str)

    def __init__(self, attachments: Attachments, background: Background) -> None:
        super().__init__(background, attachments.prints.sent)
        self._read = attachments.read
        self._lanes = background
        self._pages_of: OrderedDict[bytes, bytes] = OrderedDict()
        # It lies on a surface of its own already; a frame in a frame would be one too many.
        self.setProperty("role", "")
        self.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]

    def show_file(self, file: HeldFile) -> None:
        self._show(file.digest, file.title, partial(self._read, file.digest), Lane.LONG)

    def show_new(self, scan: NewScan) -> None:
        self._show(scan.digest, scan.name, partial(read_again, scan), Lane.FILES)

    def _show(self, digest: bytes, name: str, read: Callable[[], bytes], lane: Lane) -> None:
        known = self._pages_of.get(digest)
        if known is not None:
            self.show_paper(known, name)
            return
        self._lanes.run(
            lambda: as_pdf(read()),
            partial(self._take, digest, name),
            owner=self,
            failed=lambda _: self.unshown.emit(name),
            lane=lane,
            key="scan",
        )

    def _take(self, digest: bytes, name: str, pdf: bytes) -> None:
        if not pdf:
            self.unshown.emit(name)
            return
        self._pages_of[digest] = pdf
        while len(self._pages_of) > _REMEMBERED:
            self._pages_of.popitem(last=False)
        self.show_paper(pdf, name)
