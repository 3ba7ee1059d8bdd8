"""What is done on a case: a panel inside the card with its fields, its verb and its refusals."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.duties import Dates
from akimat_desk.domain.errors import (
    AnswerMissing,
    ControlNotReported,
    DateOutOfPlace,
    DeskError,
    FieldWrong,
    InternalTooLate,
    RuleLengthMissing,
)
from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.forms import Form
from akimat_desk.ui.labels import (
    danger,
    plain,
    primary,
    quiet,
    scrolled,
    secondary,
    soft,
    strong,
    wrapped,
)
from akimat_desk.ui.messages import problem_words, sentence
from akimat_desk.ui.place import Ways
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.theme import look

WHAT_IF_PAUSE_MS: Final = 250
Wish = dict[str, Any]


class Seat(NamedTuple):
    """What every form of the card has at hand."""

    desk: Desk
    background: Background
    ways: Ways
    card: CardReading
    choices: Choices

    @property
    def today(self) -> date:
        return self.card.term.today


class OneDoing:
    """The id of what a form does, drawn when it opens: Enter twice writes once."""

    def __init__(self, seat: Seat) -> None:
        self._once, self._id = seat.desk.cards.once, uuid.uuid4().hex

    def doing(self, work: Callable[[], object]) -> Callable[[], object]:
        once, action_id = self._once, self._id
        return lambda: once.run(action_id, work)


def _nothing(_form: Form, _seat: Seat) -> None:
    """An action that needs no word more."""


def _no_wish(_form: Form, _seat: Seat) -> Wish:
    return {}


def _do(desk: Desk, case_id: str, name: str, wish: Wish) -> object:
    return desk.cases.do(case_id, name, wish)


def _said(seat: Seat, _result: Any) -> str:
    return tr("Case {number}: done.", number=seat.card.header.number)


class Lasting(NamedTuple):
    """What may take minutes: the words over its bar, and the work that tells how far it is."""

    words: Callable[[], str]
    work: Callable[[Desk, str, Wish, Tally], object]


class Action(NamedTuple):
    """One thing that can be done. `work` runs off the window's thread, `after` on it.

    `codes` says beside which field a refusal stands; `instead` names the other answer there is.
    With `lasting` the work is that one's.
    """

    name: str
    title: Callable[[], str]
    icon: str
    keys: str = ""
    verb: Callable[[], str] | None = None
    advice: Callable[[Seat], str] | None = None
    fill: Callable[[Form, Seat], None] = _nothing
    wish: Callable[[Form, Seat], Wish] = _no_wish
    work: Callable[[Desk, str, str, Wish], object] = _do
    after: Callable[[Seat, Any], None] | None = None
    said: Callable[[Seat, Any], str] = _said
    codes: dict[str, str] = {}
    instead: tuple[str, Callable[[], str]] | None = None
    has_what_if: bool = False
    is_grave: bool = False
    lasting: Lasting | None = None


class ActionPanel(QFrame):
    """Stays open with its text when refused; nothing typed is lost.

    `done(words)` when it is on record, `put_away()` at Esc, `asked(name)` for another action.
    """

    done = Signal(str)
    put_away = Signal()
    asked = Signal(str)

    def __init__(self, action: Action, seat: Seat, context: Mapping[str, str]) -> None:
        """`context` goes into the wish beside what the form says."""
        super().__init__()
        self.action: Final = action
        self.seat: Final = seat
        self.form: Final = Form()
        self._context = context
        self._once: Final = OneDoing(seat)
        self._help = ""
        self._helper = secondary("")
        self._helper.clicked.connect(lambda *_: self.asked.emit(self._help))
        self._what_if = wrapped(plain())
        self.progress: Final = Progress()
        self._button = self._verb_button()
        self._pause = QTimer(self)
        self._build()

    def start(self) -> None:
        """Focus on what is to be filled in first."""
        if self.form.values():
            self.form.start()
        else:
            self._button.setFocus()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(self.action.title())
        self.action.fill(self.form, self.seat)
        self.form.fill()
        self.form.finished.connect(self.submit)
        self.form.changed.connect(lambda _: self._typed())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look().px(side) for side in (16, 8, 8, 12)))
        outer.setSpacing(look().px(6))
        outer.addLayout(panel_head(self.action.title(), self.put_away.emit))
        if self.action.advice is not None and (words := self.action.advice(self.seat)):
            outer.addWidget(wrapped(soft(words)))
        outer.addWidget(scrolled(_padded(self.form)), 1)
        outer.addWidget(self._what_if)
        outer.addWidget(self.progress)
        outer.addLayout(self._buttons())
        self._what_if.hide()
        self._helper.hide()
        if self.action.has_what_if:
            self._pause.setSingleShot(True)
            self._pause.setInterval(WHAT_IF_PAUSE_MS)
            self._pause.timeout.connect(self._ask_what_if)
            self._pause.start()

    def _verb_button(self) -> Any:
        verb = (self.action.verb or self.action.title)()
        words = tr("{verb}  {keys}", verb=verb, keys="Ctrl+Enter")
        button = danger(words) if self.action.is_grave else primary(words)
        button.setAccessibleName(verb)
        button.clicked.connect(lambda *_: self.submit())
        return button

    def _buttons(self) -> QHBoxLayout:
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(lambda *_: self.put_away.emit())
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        row.addWidget(self._button)
        if self.action.instead is not None:
            row.addWidget(self._instead(*self.action.instead))
        row.addWidget(away)
        row.addWidget(self._helper)
        row.addStretch(1)
        return row

    def _instead(self, name: str, words: Callable[[], str]) -> QPushButton:
        button = secondary(words())
        button.clicked.connect(lambda *_: self.asked.emit(name))
        return button

    def _typed(self) -> None:
        self._helper.hide()
        if self.action.has_what_if:
            self._pause.start()

    # Doing it

    def submit(self) -> None:
        if not self._button.isEnabled() or not self.form.check():
            return
        self._button.setEnabled(False)
        desk, case_id, action = self.seat.desk, self.seat.card.id, self.action
        wish = action.wish(self.form, self.seat) | dict(self._context)
        if action.lasting is not None:
            self._last(action.lasting, wish)
            return
        self.seat.background.run(
            self._once.doing(lambda: action.work(desk, case_id, action.name, wish)),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _last(self, lasting: Lasting, wish: Wish) -> None:
        desk, case_id, once = self.seat.desk, self.seat.card.id, self._once
        self.progress.run(
            self.seat.background, lasting.words(),
            lambda tally: once.doing(lambda: lasting.work(desk, case_id, wish, tally))(),
            self._on_record, failed=self._refused, lane=Lane.WRITE,
        )  # fmt: skip

    def _on_record(self, result: Any) -> None:
        if self.action.after is not None:
            self.action.after(self.seat, result)
        self.done.emit(self.action.said(self.seat, result))

    def _refused(self, error: DeskError) -> None:
        self._button.setEnabled(True)
        key, words = beside(error, self.action.codes)
        if key in self.form.values():
            self.form.show_problems({key: words})
        self.seat.ways.refuse(error)
        self._offer_help(error)

    def _offer_help(self, error: DeskError) -> None:
        """The action that clears the way, where this person may do it."""
        helps = {
            ControlNotReported: ("report", tr("Record the report")),
            AnswerMissing: ("reply", tr("Prepare the answer")),
            RuleLengthMissing: ("length", tr("Enter the length")),
        }
        name, words = helps.get(type(error), ("", ""))
        if name not in self.seat.card.offered and not (
            name == "length" and self.seat.card.may_enter_lengths
        ):
            return
        rule = error.rule if isinstance(error, RuleLengthMissing) else ""
        self._helper.setText(words)
        self._helper.setAccessibleName(words)
        self._help = f"{name} {rule}".strip()
        self._helper.show()
        self._helper.setFocus()

    # What if

    def _ask_what_if(self) -> None:
        if self.form.problems():
            self._what_if.hide()
            return
        desk, case_id, name = self.seat.desk, self.seat.card.id, self.action.name
        wish = self.action.wish(self.form, self.seat)
        self.seat.background.run(
            lambda: desk.cases.what_if(case_id, name, wish),
            self._show_what_if,
            failed=lambda _: self._what_if.hide(),
            owner=self,
            key="what_if",
        )

    def _show_what_if(self, dates: tuple[Dates, Dates]) -> None:
        self._what_if.setText(what_if_words(*dates))
        self._what_if.show()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and (is_ctrl or self._button.hasFocus()):
            self.submit()
        else:
            super().keyPressEvent(event)


def what_if_words(before: Dates, after: Dates) -> str:
    """The statutory date before and after."""
    return tr("By law {before}; after this: {after}.", before=_due(before), after=_due(after))


def _due(dates: Dates) -> str:
    end = dates.statutory
    if end is None or end.earliest is None:
        return tr("not established")
    day = shown_day(end.earliest)
    return tr("not before {day}", day=day) if end.is_open_pause else day


def beside(error: DeskError, codes: dict[str, str]) -> tuple[str, str]:
    """The field a refusal belongs to, and the words beside it."""
    match error:
        case FieldWrong(field=field, reason=reason, limit=limit):
            return _last(field), problem_words(reason, limit)
        case InternalTooLate(latest=day):
            return "internal_on", tr("At the latest {day}.", day=shown_day(day))
        case DateOutOfPlace(field=field, earliest=date() as day):
            return field, tr("Not before {day}.", day=shown_day(day))
        case DateOutOfPlace(field=field, latest=date() as day):
            return field, tr("At the latest {day}.", day=shown_day(day))
        case _:
            return codes.get(error.code, ""), sentence(error)


def _last(path: str) -> str:
    """`applicant.person.phone` is the field phone; `papers.0.title` belongs to papers."""
    head, *rest = path.split(".")
    return head if head in ("papers", "answers") or not rest else rest[-1]


def panel_head(title: str, close: Callable[[], None]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(strong(title))
    row.addStretch(1)
    away = quiet(tr("Put away"), "close")
    away.clicked.connect(lambda *_: close())
    row.addWidget(away)
    return row


def _padded(widget: QWidget) -> QWidget:
    """Room at the right for the scroll bar."""
    widget.setContentsMargins(0, 0, look().px(10), 0)
    return widget
