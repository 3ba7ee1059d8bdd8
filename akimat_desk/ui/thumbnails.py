"""Small pictures of first pages: made off the window's thread, kept by digest."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.scans import thumbnail
from akimat_desk.ui.theme import look

WIDTH: Final = 60
HEIGHT: Final = 80
# Twice the size on the window, so that it stays sharp at 150 and 200 %.
SHARPNESS: Final = 2
MOST: Final = 300


class Thumbnails(QObject):
    """`made` carries the digest of a picture that is there now.

    `find` gives what is known and asks for the rest; a file that cannot be shown gets a null
    picture. `read` runs off the window's thread and gives the file's bytes.
    """

    made = Signal(object)

    def __init__(
        self,
        read: Callable[[bytes], bytes],
        background: Background,
        parent: QObject,
        lane: Lane = Lane.LONG,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._background = background
        self._lane = lane
        self._pictures: OrderedDict[bytes, QImage] = OrderedDict()
        self._asked: set[bytes] = set()

    def find(self, digest: bytes) -> QImage | None:
        """None while it is being made."""
        found = self._pictures.get(digest)
        if found is not None:
            self._pictures.move_to_end(digest)
        elif digest not in self._asked:
            self._ask(digest)
        return found

    def _ask(self, digest: bytes) -> None:
        self._asked.add(digest)
        room = QSize(look().px(WIDTH), look().px(HEIGHT)) * SHARPNESS
        self._background.run(
            partial(_made, self._read, digest, room),
            partial(self._take, digest),
            owner=self,
            failed=lambda _: self._take(digest, QImage()),
            lane=self._lane,
        )

    def _take(self, digest: bytes, picture: QImage) -> None:
        self._asked.discard(digest)
        self._pictures[digest] = picture
        while len(self._pictures) > MOST:
            self._pictures.popitem(last=False)
        self.made.emit(digest)


def _made(read: Callable[[bytes], bytes], digest: bytes, room: QSize) -> QImage:
    picture = thumbnail(read(digest), room)
    picture.setDevicePixelRatio(SHARPNESS)
    return picture
