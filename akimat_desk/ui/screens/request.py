"""Asking for papers: the guard, the new date, and the letter to the applicant as it will be."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.duties import Dates
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.requests import Judged
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import plain, primary, retone, scrolled, secondary, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.screens.actions import (
    OneDoing,
    Seat,
    Wish,
    beside,
    panel_head,
    what_if_words,
)
from akimat_desk.ui.screens.request_form import APPLICANT, RequestForm
from akimat_desk.ui.screens.request_guard import RequestGuard
from akimat_desk.ui.theme import Tone, look

LOOK_PAUSE_MS: Final = 300
NARROW_UNDER: Final = 860
_BESIDE: Final = {
    "state_holds_it": "documents",
    "request_not_listed": "documents",
    "override_not_by_head": "on_behalf_of",
}


class Look(NamedTuple):
    """What the request would be now: `refusal` says why it cannot be yet."""

    judged: tuple[Judged, ...]
    dates: tuple[Dates, Dates] | None = None
    letter: bytes = b""
    refusal: DeskError | None = None


class RequestPanel(QFrame):
    """The same signals as an ActionPanel. A recorded letter is shown to be printed."""

    done = Signal(str)
    put_away = Signal()
    asked = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat: Final = seat
        self.guard: Final = RequestGuard()
        self.form: Final = RequestForm(seat, self.guard)
        self.preview: Final = Preview(seat.background, seat.desk.prints.sent)
        self._area: Final = scrolled(self.form)
        self._once: Final = OneDoing(seat)
        self._told = wrapped(plain())
        self._button = primary(tr("{verb}  {keys}", verb=tr("Ask"), keys="Ctrl+Enter"))
        self._pause = QTimer(self)
        self._has_letter = False
        self._build()

    def start(self) -> None:
        self.form.field("documents").setFocus()
        # A draft may stand in the fields already.
        self._look()

    # Building

    def _build(self) -> None:
        title = tr("Ask for papers")
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        column = QVBoxLayout()
        column.setSpacing(look().px(6))
        column.addLayout(panel_head(title, self.put_away.emit))
        self.form.setContentsMargins(0, 0, look().px(10), 0)
        column.addWidget(self._area, 1)
        column.addWidget(self._told)
        column.addWidget(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look().px(side) for side in (16, 8, 12, 12)))
        row.setSpacing(look().px(12))
        row.addLayout(column, 6)
        row.addWidget(self.preview, 5)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.form.finished.connect(self.submit)
        self.form.changed.connect(self._typed)
        self.guard.instead.connect(self._ask_registers)
        self.guard.withdrawn.connect(self._withdraw)

    def _buttons(self) -> QWidget:
        self._button.setAccessibleName(tr("Ask"))
        self._button.clicked.connect(lambda *_: self.submit())
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(lambda *_: self.put_away.emit())
        return flow(self._button, *self.guard.buttons, away)

    # Looking ahead

    def _typed(self, key: str) -> None:
        if key == "of":
            self.form.arrange(is_blocked=self.guard.is_blocking)
        self._pause.start()

    def _look(self) -> None:
        desk, case_id = self.seat.desk, self.seat.card.id
        wish, pauses = self.form.wish(), self.form.pauses
        self.seat.background.run(
            lambda: looked(desk, case_id, wish, pauses=pauses),
            self._show_look,
            failed=self.seat.ways.refuse,
            owner=self,
            key="look",
        )

    def _show_look(self, found: Look) -> None:
        is_applicant = self.form.of == APPLICANT
        self.guard.show_judged(found.judged, is_applicant=is_applicant)
        self.form.arrange(is_blocked=self.guard.is_blocking)
        # The letter beside them gives way to the fields, never the other way round.
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self.form.minimumSizeHint().width() + bar)
        self._say(found)
        self._has_letter = bool(found.letter)
        self.preview.setVisible(self._has_letter and self._has_room())
        if found.letter:
            self.preview.show_paper(found.letter, tr("Request for papers"))

    def _say(self, found: Look) -> None:
        """What the guard says is not said twice, and what is still empty is no refusal."""
        refusal = None if self.guard.is_blocking else found.refusal
        words, tone = "", Tone.WARN
        if refusal is not None and not isinstance(refusal, FieldWrong):
            words = beside(refusal, {})[1]
        elif found.dates is not None:
            words, tone = what_if_words(*found.dates), Tone.INK
        self._told.setText(words)
        self._told.setVisible(bool(words))
        retone(self._told, tone)

    # Doing it

    def submit(self) -> None:
        if not self._button.isEnabled() or not self.form.check():
            return
        self._hold(is_busy=True)
        desk, case_id = self.seat.desk, self.seat.card.id
        wish, pauses = self.form.wish(), self.form.pauses
        self._run(
            self._once.doing(lambda: asked_with_letter(desk, case_id, wish, pauses=pauses)),
            self._on_record,
        )

    def _on_record(self, made: Any) -> None:
        letter, refusal = made
        if letter:
            self.seat.ways.show_paper(letter, tr("Request for papers"))
        self.done.emit(tr("Case {number}: done.", number=self.seat.card.header.number))
        if refusal is not None:
            self.seat.ways.refuse(refusal)

    def _ask_registers(self, papers: tuple[Judged, ...]) -> None:
        desk, case_id, language = self.seat.desk, self.seat.card.id, spoken().language

        def on_record(made: Any) -> None:
            bodies = ", ".join(one.body for one in made)
            self._without(papers, tr("The register is asked instead: {bodies}.", bodies=bodies))

        ids = tuple(one.document for one in papers)
        self._hold(is_busy=True)
        once = OneDoing(self.seat)
        self._run(once.doing(lambda: desk.requests.instead(case_id, ids, language)), on_record)

    def _withdraw(self, papers: tuple[Judged, ...]) -> None:
        desk, case_id = self.seat.desk, self.seat.card.id

        def on_record(_: Any) -> None:
            self._without(papers, tr("The applicant is not asked for it."))

        ids = tuple(one.document for one in papers)
        self._hold(is_busy=True)
        once = OneDoing(self.seat)
        self._run(once.doing(lambda: desk.requests.withdraw(case_id, ids)), on_record)

    def _without(self, papers: tuple[Judged, ...], words: str) -> None:
        """What may be asked stays in the form; where nothing is left the form is done."""
        self.form.leave_out(told for one in papers for told in one.told)
        self._hold(is_busy=False)
        if not self.form.papers.taken():
            self.done.emit(words)
            return
        self.seat.ways.say(Weight.GOOD, words)
        self.seat.ways.changed()
        self.form.field("documents").setFocus()

    def _run(self, work: Callable[[], object], on_record: Callable[[Any], None]) -> None:
        self.seat.background.run(work, on_record, failed=self._refused, owner=self, lane=Lane.WRITE)

    def _hold(self, *, is_busy: bool) -> None:
        self._button.setEnabled(not is_busy)
        self.guard.hold(is_busy=is_busy)

    def _refused(self, error: DeskError) -> None:
        self._hold(is_busy=False)
        key, words = beside(error, _BESIDE)
        if key in self.form.values():
            self.form.show_problems({key: words})
        self.seat.ways.refuse(error)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self._has_room() and self._has_letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif event.key() == Qt.Key.Key_F7:
            self.guard.ask_registers()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)

    def _has_room(self) -> bool:
        return self.width() >= look().px(NARROW_UNDER)


def looked(desk: Desk, case_id: str, wish: Wish, *, pauses: bool) -> Look:
    """What the guard says, the date that would follow, and the letter; nothing is written."""
    judged = desk.requests.judge(case_id, wish["documents"])
    try:
        dates = desk.requests.what_if(case_id, wish, pauses=pauses) if judged else None
        is_letter = bool(judged) and wish["of"] == APPLICANT
        letter = desk.requests.preview(case_id, wish, pauses=pauses) if is_letter else b""
    except DeskError as wrong:
        return Look(judged, refusal=wrong)
    return Look(judged, dates=dates if pauses else None, letter=letter)


def asked_with_letter(
    desk: Desk, case_id: str, wish: Wish, *, pauses: bool
) -> tuple[bytes, DeskError | None]:
    """On record first: a letter that cannot be drawn undoes no request."""
    made = desk.requests.ask(case_id, wish, pauses=pauses)
    if made.of != APPLICANT:
        return b"", None
    try:
        return desk.requests.letter(case_id, made.request), None
    except DeskError as wrong:
        return b"", wrong
