"""The first page: the paper at the left, the conversation at the right, the live strip below."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.attachments import HeldFile, held_in
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.reception_links import LINK
from akimat_desk.ui.background import Background
from akimat_desk.ui.pasting import PasteWatch
from akimat_desk.ui.scans import Brought
from akimat_desk.ui.screens.register_drafts import UnfinishedOffer
from akimat_desk.ui.screens.register_form import RegisterForm
from akimat_desk.ui.screens.register_paper_side import PaperSide
from akimat_desk.ui.screens.register_secret import is_secret, secret_raw
from akimat_desk.ui.screens.register_strip import LiveStrip
from akimat_desk.ui.theme import look

_NARROW: Final = 950
_CODED: Final = ("language", "channel", "topic", "soate")


class FormPage(QWidget):
    """What is typed and the scans beside it are one: kept, cleared and filled together."""

    edited = Signal()
    check_asked = Signal()

    def __init__(self, desk: Desk, background: Background, today: Callable[[], date]) -> None:
        super().__init__()
        self._envelope: Mapping[str, Any] | None = None
        self._apart: set[str] = set()
        self._reception = ""
        self.form: Final = RegisterForm(today)
        self.paper: Final = PaperSide(desk.attachments, background)
        self.strip: Final = LiveStrip()
        self.offer: Final = UnfinishedOffer()
        self._halves = QHBoxLayout()
        self._build()
        self._order_tabs()

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("role", "card")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.form)
        halves = self._halves
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
        self.form.changed.connect(lambda: self.paper.setHidden(is_secret(self.form)))
        PasteWatch(self).pasted.connect(self._bring)

    def _order_tabs(self) -> None:
        """As the eye goes: the offer, the paper, the form, the strip."""
        form = self.form
        chain = (
            self.offer.go_on,
            self.offer.away,
            self.offer.back,
            *self.paper.stops(),
            form.field("paper_on").editor,
            form.field("paper_at").editor,
            form.field("who").editor,
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        ending = (form.field("responsible").editor, self.strip.why, self.strip.compare)
        for before, after in pairwise(ending):
            QWidget.setTabOrder(before, after)

    def _bring(self, found: Brought) -> None:
        """Nothing is scanned where there is no place for it."""
        if not self.paper.isHidden():
            self.paper.bring(found)

    def scans(self) -> tuple[HeldFile, ...]:
        """What goes into the case."""
        return () if is_secret(self.form) else self.paper.scans

    def raw(self) -> dict[str, Any] | None:
        """For a draft; None where nothing is worth keeping."""
        if is_secret(self.form):
            return secret_raw(self.form)
        if self._envelope is None and self.form.is_blank() and not self.paper.scans:
            return None
        told = {} if self._envelope is None else {"envelope": dict(self._envelope)}
        apart = {"apart": " ".join(sorted(self._apart))} if self._apart else {}
        card = {LINK: self._reception} if self._reception else {}
        return {**self.form.raw(), **self.paper.raw(), **told, **apart, **card}

    def tell_apart(self, *case_ids: str) -> None:
        """Somebody looked at these and they are not the same: the strip is silent of them."""
        self._apart |= set(case_ids)
        self.strip.tell_apart(self._apart)

    @property
    def is_envelope(self) -> bool:
        """It came by post and was taken in before."""
        return self._envelope is not None

    def clear(self) -> None:
        self._envelope, self._reception = None, ""
        self._apart = set()
        self.tell_apart()
        self.form.clear()
        self.paper.clear()

    def fill(self, draft: Mapping[str, Any], *, is_kept: bool) -> None:
        """From what `raw` gave (`is_kept`), or from a draft in the shape of registration."""
        if not is_kept:
            self.form.restore_told(draft)
            self.paper.show_held(held_in(draft))
            return
        self._envelope, self._reception = draft.get("envelope"), str(draft.get(LINK) or "")
        self.form.restore(draft)
        if self._reception:
            self._choose(draft)
        self.tell_apart(*str(draft.get("apart") or "").split())
        self.paper.oral.setChecked(draft.get("oral") == "1")
        self.paper.show_held(held_in(draft))
        # Drafts of an older program name files.
        self.paper.add([one for one in draft.get("scans") or () if isinstance(one, str)])

    def _choose(self, draft: Mapping[str, Any]) -> None:
        """A card of reception tells codes where a form that was typed has the words of a list."""
        for key in _CODED:
            if not self.form.field(key).value():
                self.form.choose(key, str(draft.get(key) or ""))

    def look_again(self, draft: Draft | None) -> None:
        """Meanwhile the post may have put another scan into the envelope."""
        if draft is not None and self.is_envelope:
            self.paper.show_held(held_in(draft.form))

    def put_in_shape(self) -> None:
        """Ctrl+Enter comes before the field is left, so its words are still as they were typed."""
        for key in (*self.form.talk.keys(), *self.form.answer.keys()):
            field = self.form.field(key)
            # What was taken into a list of several has its shape already.
            is_line = hasattr(field, "tidied") and not hasattr(field, "taken")
            if is_line and field.tidied(field.raw()) != field.raw():
                field.restore(field.tidied(field.raw()))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen the fields need the room more than the paper."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < look().px(_NARROW)
        for place, stretch in enumerate((1, 3) if is_narrow else (3, 4)):
            self._halves.setStretch(place, stretch)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to this page; then it has been done."""
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.check_asked.emit()
        elif key == Qt.Key.Key_F2:
            self.offer.take_up()
        elif key == Qt.Key.Key_F6:
            self.strip.ask_compare()
        else:
            return not self.paper.isHidden() and self.paper.takes(event)
        return True
