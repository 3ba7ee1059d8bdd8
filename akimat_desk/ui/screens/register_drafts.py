"""What is being typed survives a power cut: kept every two seconds and on leaving."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from akimat_desk.domain.moments import local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import REGISTER, Draft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.draft_lines import told
from akimat_desk.ui.labels import link, plain, wrapped
from akimat_desk.ui.theme import look

EVERY_MS: Final = 2000


class DraftKeeper(QObject):
    """Writes the form as it stands; `form` gives None where nothing is worth keeping.

    One draft at a time: its id is drawn once and it is never kept again after it was registered.
    """

    def __init__(
        self,
        desk: Desk,
        background: Background,
        form: Callable[[], dict[str, Any] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._form = form
        self._kept: dict[str, Any] | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.keep)
        self.id = ""
        self.begin()

    def begin(self, draft_id: str = "") -> None:
        """Another draft from now on: a new one, or one that was taken up again."""
        self._clock.stop()
        self._kept = None
        self.id = draft_id or f"{REGISTER}-{uuid.uuid4().hex}"

    def touch(self) -> None:
        """Something was typed; while somebody types on, it is written every two seconds."""
        if not self._clock.isActive():
            self._clock.start()

    def keep(self) -> None:
        self._clock.stop()
        form = self._form()
        if form is None or form == self._kept:
            return
        self._kept = form
        desk, draft_id = self._desk, self.id
        self._write(lambda: desk.drafts.keep(draft_id, form))

    def settle(self) -> None:
        """What stands in the form is what is kept: opening alone does not write it anew."""
        self._clock.stop()
        self._kept = self._form()

    def load(self, take: Callable[[Draft | None], None]) -> None:
        """The open draft as it was last written, after everything that was written before."""
        desk, draft_id = self._desk, self.id

        def given(draft: Draft | None) -> None:
            if self.id == draft_id:
                take(draft)

        work = partial(desk.drafts.find, draft_id)
        self._background.run(work, given, owner=self, lane=Lane.WRITE)

    def drop(self) -> None:
        """Registered, or thrown away."""
        self._clock.stop()
        self.drop_one(self.id)
        self.begin()

    def drop_one(self, draft_id: str) -> None:
        desk = self._desk
        self._write(lambda: desk.drafts.drop(draft_id))
        self._background.run(desk.attachments.sweep, lambda _: None, owner=self, lane=Lane.LONG)

    def restore(self, draft: Draft) -> None:
        """A draft that was thrown away comes back."""
        desk = self._desk
        self._write(lambda: desk.drafts.keep(draft.id, draft.form))

    def _write(self, work: Callable[[], None]) -> None:
        self._background.run(work, lambda _: None, owner=self, lane=Lane.WRITE)


def unfinished(desk: Desk, but: str) -> tuple[Draft, ...]:
    """Drafts of registrations, the newest first, without the one that is open."""
    return tuple(draft for draft in desk.drafts.all(REGISTER) if draft.id != but)


class UnfinishedOffer(QFrame):
    """Says that something was left unfinished; one line, for the newest of them."""

    taken_up = Signal(object)
    thrown_away = Signal(object)
    brought_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._drafts: tuple[Draft, ...] = ()
        self._gone: Draft | None = None
        self._words = wrapped(plain())
        # Translators: goes on with a draft; F2 is the key
        self.go_on: Final = link(tr("Continue  F2"))
        # Translators: button: delete a draft
        self.away: Final = link(tr("Throw away"))
        # Translators: button in the message strip, takes back what was just done
        self.back: Final = link(tr("Undo"))
        self._build()
        self.offer(())

    def _build(self) -> None:
        self.setProperty("strip", "info")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look().px(12), look().px(2), look().px(8), look().px(2))
        layout.addWidget(self._words, 1)
        for button in (self.go_on, self.away, self.back):
            layout.addWidget(button)
        self.go_on.clicked.connect(self.take_up)
        self.away.clicked.connect(self._throw)
        self.back.clicked.connect(self._bring_back)

    def offer(self, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts
        self.setVisible(bool(drafts) or self._gone is not None)
        self.go_on.setVisible(bool(drafts) and self._gone is None)
        self.away.setVisible(bool(drafts) and self._gone is None)
        self.back.setVisible(self._gone is not None)
        if self._gone is not None:
            self._words.setText(tr("The draft is thrown away."))
        elif drafts:
            self._words.setText(_words(drafts))

    def take_up(self) -> None:
        draft = self.newest()
        if draft is not None:
            self.taken_up.emit(draft)

    def newest(self) -> Draft | None:
        return self._drafts[0] if self._drafts and self._gone is None else None

    def forget_thrown(self) -> None:
        self._gone = None
        self.offer(self._drafts)

    def _throw(self) -> None:
        self._gone = self._drafts[0]
        self.thrown_away.emit(self._gone)
        self.offer(self._drafts[1:])
        self.back.setFocus()

    def _bring_back(self) -> None:
        draft, self._gone = self._gone, None
        if draft is not None:
            self.brought_back.emit(draft)
            self.offer((draft, *self._drafts))


def _words(drafts: tuple[Draft, ...]) -> str:
    newest = drafts[0]
    saved = local_time(newest.saved_at)
    what = told(newest.form) or tr("a draft without words")
    words = tr("Unfinished: {what}, {moment}", what=what, moment=f"{saved:%d.%m.%Y %H:%M}")
    if len(drafts) == 1:
        return words
    return tr("{words} (and {count} more on Today)", words=words, count=len(drafts) - 1)
