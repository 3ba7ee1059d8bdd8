"""The left half: the paper as it was scanned, or the word that there is none."""

from collections.abc import Sequence
from enum import Enum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.services.attachments import Attachments, HeldFile, as_told
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.held_scans import HeldScans
from akimat_desk.ui.labels import caption, plain, quiet, retone, secondary, soft, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.new_scans import NewScans
from akimat_desk.ui.scan_strip import ScanStrip, StripItem
from akimat_desk.ui.scan_view import ScanView
from akimat_desk.ui.scan_words import pages_words
from akimat_desk.ui.scans import SUFFIXES, Brought, brought
from akimat_desk.ui.theme import Tone, look
from akimat_desk.ui.thumbnails import Thumbnails
from akimat_desk.ui.watch_folder_look import NewScan

_LOW: Final = 330


class Beside(Enum):
    """What the scans lie beside."""

    FORM = "form"
    ENVELOPE = "envelope"
    CASE = "case"


class PaperSide(QFrame):
    """Scans are dropped here, pasted, chosen, or taken from the scanner's folder.

    Each is stored at once, so that a draft outlives the file it came from. `said` carries a
    Weight and a sentence about what was not taken.
    """

    changed = Signal()
    said = Signal(object, str)

    def __init__(
        self, attachments: Attachments, background: Background, beside: Beside = Beside.FORM
    ) -> None:
        super().__init__()
        self._held: Final = HeldScans(attachments, background, self)
        self._count = caption()
        self._strip = ScanStrip(Thumbnails(attachments.read, background, self), tr("Scans"))
        self._stack = QStackedWidget()
        self._view = ScanView(attachments, background)
        self._empty: Final = _Empty()
        # Translators: button; Ctrl+O is the key
        self.add_button: Final = secondary(tr("Add a scan  Ctrl+O"), "file-plus-outline")
        self.oral: Final = _oral_button(is_possible=beside is Beside.FORM)
        self._away = quiet(tr("Take out"), "file-remove-outline")
        self._buttons = flow(self.add_button, self.oral, self._away)
        self.new_scans: Final = _new_scans(attachments, background, beside)
        self._build()
        self._follow()
        self._show()

    def _build(self) -> None:
        self.setProperty("role", "desk")
        self.setAcceptDrops(True)
        head = QHBoxLayout()
        # Translators: heading over the scanned paper
        head.addWidget(strong(tr("Paper")))
        head.addStretch()
        head.addWidget(self._count)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (14, 10, 14, 12)))
        layout.setSpacing(look().px(8))
        layout.addLayout(head)
        layout.addWidget(self._strip)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.new_scans)
        layout.addWidget(self._buttons)

    def _follow(self) -> None:
        self._held.came.connect(self._came)
        self._held.said.connect(self.said)
        self.oral.toggled.connect(lambda _: self._switched())
        self.add_button.clicked.connect(self.choose)
        self._away.clicked.connect(self._take_out)
        self._strip.chosen.connect(self._turn_to)
        self._view.unshown.connect(self._say_unshown)
        self.new_scans.looked.connect(self._look_at_new)
        self.new_scans.asked.connect(self._held.bring_new)
        self.new_scans.refused.connect(partial(self.said.emit, Weight.WARN))
        self.new_scans.came_or_went.connect(self._fit)

    # What the form asks

    @property
    def scans(self) -> tuple[HeldFile, ...]:
        return self._held.files

    def choose(self) -> None:
        """The system's own dialog for files."""
        self.add(_chosen_files(self))

    def add(self, paths: Sequence[str]) -> None:
        self.bring(Brought(tuple(paths)))

    def bring(self, found: Brought) -> None:
        """Dropped or pasted."""
        self._held.bring(found)

    def show_held(self, files: Sequence[HeldFile]) -> None:
        """From a draft: they are stored already."""
        if tuple(files) != self.scans:
            self._held.put(files)
            self._show(len(files) - 1)

    def clear(self) -> None:
        self._held.put(())
        self.oral.setChecked(False)
        self._show()

    def raw(self) -> dict[str, Any]:
        """A draft names the scans by their digests."""
        return {"scans": as_told(self.scans), "oral": "1" if self.oral.isChecked() else ""}

    def stops(self) -> list[QWidget]:
        """What Tab comes to, as the eye goes."""
        tray = self.new_scans
        shown = (self._strip, self._view, *self._view.findChildren(QPushButton))
        return [*shown, tray.take_button, tray.strip, self.add_button, self.oral, self._away]

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to the scans; then it has been done."""
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self.isEnabled():
            return False
        if event.key() == Qt.Key.Key_F7:
            self.new_scans.press()
        elif is_ctrl and event.key() == Qt.Key.Key_O:
            self.choose()
        else:
            return False
        return True

    # Coming and going

    def _came(self) -> None:
        if self.scans:
            self.oral.setChecked(False)
        self._show(len(self.scans) - 1)
        self.changed.emit()

    def _take_out(self) -> None:
        place = self._strip.currentRow()
        if 0 <= place < len(self.scans):
            self._held.take_out(place)
            self._show(min(place, len(self.scans) - 1))
            self.changed.emit()

    def _look_at_new(self, scan: NewScan) -> None:
        """Shown before it belongs to anything, and the words say so."""
        self._strip.mark(-1)
        self._away.setEnabled(False)
        self._stack.setCurrentIndex(1)
        self._count.setText(tr("not taken yet: {name}", name=scan.name))
        retone(self._count, Tone.WARN)
        self._view.show_new(scan)

    # Showing

    def _switched(self) -> None:
        self._show(self._strip.currentRow())
        self.changed.emit()

    def _show(self, place: int = 0) -> None:
        items = [StripItem(one.digest, one.title, pages_words(one.pages)) for one in self.scans]
        self._strip.show_items(items, place if self.scans else -1)
        self._strip.setVisible(len(self.scans) > 1)
        self._away.setVisible(bool(self.scans))
        self.oral.setVisible(not self.scans and self.oral.isEnabled())
        self._empty.say(is_oral=self.oral.isChecked())
        self.new_scans.leave_out(one.digest for one in self.scans)
        self._turn_to(place)

    def _turn_to(self, place: int) -> None:
        is_there = 0 <= place < len(self.scans)
        self._stack.setCurrentIndex(1 if is_there else 0)
        self._away.setEnabled(is_there)
        self._count.setText("")
        retone(self._count, Tone.SOFT)
        self.new_scans.look_away()
        if is_there:
            scan, count = self.scans[place], len(self.scans)
            words = tr("scan {n} of {count}", n=place + 1, count=count)
            self._count.setText(f"{words} · {scan.title}" if count == 1 else words)
            self._view.show_file(scan)

    def _fit(self) -> None:
        """On a low screen the paper needs the room while new scans lie under it."""
        is_low = self.height() < look().px(_LOW)
        self._buttons.setVisible(not (is_low and self.new_scans.scans))

    def _say_unshown(self, name: str) -> None:
        self.said.emit(Weight.WARN, tr("{name} cannot be shown.", name=name))

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.bring(brought(event.mimeData()))
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.new_scans.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.new_scans.rest()


def _oral_button(*, is_possible: bool) -> QPushButton:
    """Only the counter hears what is on no paper."""
    # Translators: button that stays pressed: nothing was handed in on paper
    button = secondary(tr("No paper: oral"), "account-voice")
    button.setCheckable(True)
    button.setEnabled(is_possible)
    return button


def _chosen_files(parent: QWidget) -> list[str]:
    pattern = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
    names, _ = QFileDialog.getOpenFileNames(
        parent, tr("Add a scan"), "", tr("Scans ({pattern})", pattern=pattern)
    )
    return names


class _Empty(QFrame):
    """Says what to do while no scan is there."""

    def __init__(self) -> None:
        super().__init__()
        self._hint, self._kinds = wrapped(plain()), soft("PDF, JPEG, PNG, TIFF")
        self.setProperty("role", "card")
        inside = QVBoxLayout(self)
        inside.addStretch()
        for label in (self._hint, self._kinds):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        inside.addStretch()

    def say(self, *, is_oral: bool) -> None:
        self._kinds.setVisible(not is_oral)
        self._hint.setText(_hint(is_oral=is_oral))


def _new_scans(attachments: Attachments, background: Background, beside: Beside) -> NewScans:
    words = {
        # Translators: button; F7 is the key
        Beside.FORM: tr("Put into this form  F7"),
        # Translators: button; F7 is the key
        Beside.ENVELOPE: tr("Put into this envelope  F7"),
        Beside.CASE: tr("Put to these files"),
    }
    return NewScans(attachments, background, words[beside], tr("New scans"))


def _hint(*, is_oral: bool) -> str:
    if is_oral:
        return tr("An oral appeal: write what was said into the text.")
    return tr("Drop a scan, paste it (Ctrl+V) or add it (Ctrl+O).")
