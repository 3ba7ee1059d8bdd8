"""The field of files in the form that attaches them: dropped, pasted, chosen or just scanned."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from akimat_desk.services.attachments import Attachments, HeldFile
from akimat_desk.ui.background import Background
from akimat_desk.ui.fields import Field
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.pasting import PasteWatch
from akimat_desk.ui.screens.register_paper_side import Beside, PaperSide
from akimat_desk.ui.theme import look

_PART: Final = "|"
_FILE: Final = "\n"
_HEIGHT: Final = 255
_PARTS: Final = 5


class ScansField(Field):
    """Each is stored at once and seen before it is attached; a draft names it by its digest.

    `restore` takes a path too: what was dropped on the card comes that way.
    """

    def __init__(
        self,
        attachments: Attachments,
        background: Background,
        say: Callable[[Weight, str], None],
    ) -> None:
        self.paper: Final = PaperSide(attachments, background, beside=Beside.CASE)
        super().__init__(self.paper)
        self.paper.setFocusProxy(self.paper.add_button)
        self.paper.setMinimumHeight(look().px(_HEIGHT))
        self.paper.changed.connect(self.changed)
        self.paper.said.connect(say)
        PasteWatch(self).pasted.connect(self.paper.bring)

    def files(self) -> tuple[HeldFile, ...]:
        return self.paper.scans

    def raw(self) -> str:
        return _FILE.join(map(_line, self.paper.scans))

    def restore(self, text: str) -> None:
        files = [_held(line) for line in text.splitlines()]
        held = [one for one in files if one is not None]
        if len(held) == len(files):
            self.paper.show_held(held)
        else:
            self.paper.add([text])

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and event.key() == Qt.Key.Key_O:
            self.paper.choose()
        else:
            super().keyPressEvent(event)


def _line(file: HeldFile) -> str:
    """The title last: it may hold anything but a new line."""
    parts: Sequence[object] = (file.digest.hex(), file.media, file.size, file.pages, file.title)
    return _PART.join(map(str, parts))


def _held(line: str) -> HeldFile | None:
    """None for what is no line of ours."""
    parts = line.split(_PART, _PARTS - 1)
    try:
        digest, media, size, pages, title = parts
        return HeldFile(
            digest=bytes.fromhex(digest), title=title, media=media, size=int(size), pages=int(pages)
        )
    except ValueError:
        return None
