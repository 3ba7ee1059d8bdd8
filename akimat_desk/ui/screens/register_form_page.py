"""The first page: the paper at the left, the conversation at the right, the live strip below."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.ui.background import Background
from akimat_desk.ui.screens.register_drafts import UnfinishedOffer
from akimat_desk.ui.screens.register_form import RegisterForm
from akimat_desk.ui.screens.register_paper_side import PaperSide
from akimat_desk.ui.screens.register_strip import LiveStrip
from akimat_desk.ui.theme import look


class FormPage(QWidget):
    """What is typed and the scans beside it are one: kept, cleared and filled together."""

    edited = Signal()
    check_asked = Signal()

    def __init__(self, background: Background, today: Callable[[], date]) -> None:
        super().__init__()
        self.form: Final = RegisterForm(today)
        self.paper: Final = PaperSide(background)
        self.strip: Final = LiveStrip()
        self.offer: Final = UnfinishedOffer()
        self._build()
        self._order_tabs()

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("role", "card")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.form)
        halves = QHBoxLayout()
        halves.setSpacing(look().px(14))
        halves.addWidget(self.paper, 3)
        halves.addWidget(surface, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(10))
        layout.addWidget(self.offer)
        layout.addLayout(halves, 1)
        layout.addWidget(self.strip)
        self.form.changed.connect(self.edited)
        self.paper.changed.connect(self.edited)
        self.form.check_asked.connect(self.check_asked)

    def _order_tabs(self) -> None:
        """As the eye goes: the offer, the paper, the form, the strip."""
        form = self.form
        chain = (
            self.offer.go_on,
            self.offer.away,
            self.offer.back,
            self.paper.add_button,
            self.paper.oral,
            form.field("who").editor,
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        ending = (form.field("responsible").editor, self.strip.why, self.strip.compare)
        for before, after in pairwise(ending):
            QWidget.setTabOrder(before, after)

    def raw(self) -> dict[str, Any] | None:
        """For a draft; None where nothing is worth keeping."""
        if self.form.is_blank() and not self.paper.scans:
            return None
        return {**self.form.raw(), **self.paper.raw()}

    def clear(self) -> None:
        self.form.clear()
        self.paper.clear()

    def fill(self, draft: Mapping[str, Any], *, is_kept: bool) -> None:
        """From what `raw` gave (`is_kept`), or from a draft in the shape of registration."""
        if not is_kept:
            self.form.restore_told(draft)
            return
        self.form.restore(draft)
        self.paper.oral.setChecked(draft.get("oral") == "1")
        scans = draft.get("scans")
        self.paper.add([str(path) for path in scans] if isinstance(scans, list | tuple) else [])

    def put_in_shape(self) -> None:
        """Ctrl+Enter comes before the field is left, so its words are still as they were typed."""
        for key in (*self.form.talk.keys(), *self.form.answer.keys()):
            field = self.form.field(key)
            if hasattr(field, "tidied") and field.tidied(field.raw()) != field.raw():
                field.restore(field.tidied(field.raw()))

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to this page; then it has been done."""
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.check_asked.emit()
        elif key == Qt.Key.Key_F2:
            self.offer.take_up()
        elif key == Qt.Key.Key_F6:
            self.strip.ask_compare()
        elif is_ctrl and key == Qt.Key.Key_O:
            self.paper.choose()
        else:
            return False
        return True
