"""A card that is written down: number and code to be dictated, outcomes, and what is printed."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from akimat_desk.services.reception_readings import CardReading
from akimat_desk.services.receptions import Dictation
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import (
    card,
    fact,
    head,
    link,
    plain,
    scrolled,
    secondary,
    soft,
    strong,
    wrapped,
)
from akimat_desk.ui.screens.card_words import joined, named
from akimat_desk.ui.screens.reception_words import about_words, question_outcome
from akimat_desk.ui.theme import look

CARD_PAPER, SLIP = "card", "slip"


class CardFace(QWidget):
    """`paper_asked` carries which paper, `case_asked` the id of a case, `appeal_asked` of a draft.

    F9 is the paper that this kind of reception hands out: at a field reception the slip of the
    small printer, else the card.
    """

    paper_asked = Signal(str)
    case_asked = Signal(str)
    appeal_asked = Signal(str)
    next_asked = Signal()
    put_away = Signal()
    annul_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card: CardReading | None = None
        self._drafts: tuple[str, ...] = ()
        self._about = wrapped(soft())
        self._number, self._code = fact(), fact()
        self._sentence = wrapped(head())
        self._who = wrapped(strong())
        self._questions = QVBoxLayout()
        self._first: Final = secondary("", "printer-outline")
        self._other: Final = secondary("", "printer-outline")
        self.next: Final = secondary(tr("{verb}  {keys}", verb=tr("Next person"), keys="Ins"))
        # Translators: button: the card was made in error
        self._annul: Final = secondary(tr("Annul the card…"), "cancel")
        self._back: Final = secondary(tr("To the day  Esc"), "arrow-left")
        self._build()

    def _build(self) -> None:
        number, code = soft(tr("Number")), soft(tr("Code"))
        for label in (number, self._number, code, self._code):
            label.setMinimumHeight(look().lines(2))
        for label in (self._number, self._code):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = card(self._about, self._who)
        inside = said.layout()
        if inside is not None:
            inside.addWidget(flow(number, self._number, code, self._code, gap=12))
            inside.addWidget(self._sentence)
        questions = QWidget()
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(look().px(6))
        questions.setLayout(self._questions)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        column.addWidget(said)
        column.addWidget(card(questions))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(scrolled(whole), 1)
        layout.addWidget(flow(self._first, self._other, self.next, self._annul, self._back))
        runs: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self._first, self.print_first),
            (self._other, self.print_other),
            (self.next, self.next_asked.emit),
            (self._annul, self.annul_asked.emit),
            (self._back, self.put_away.emit),
        )
        for button, run in runs:
            button.clicked.connect(lambda *_, run=run: run())

    # What is shown

    @property
    def card(self) -> CardReading | None:
        return self._card

    def show_card(self, told: CardReading, dictation: Dictation, drafts: Sequence[str]) -> None:
        self._card, self._drafts = told, tuple(drafts)
        place = named(told.place)
        self._about.setText(about_words(told.official_name, told.form, told.on, place))
        who = told.applicant or tr("anonymous")
        annulled = (
            tr("annulled: {reason}", reason=told.annulled_for) if told.stage == "annulled" else ""
        )
        self._who.setText(joined(who, told.phone, told.address, annulled))
        self._number.setText(dictation.number)
        self._code.setText(dictation.code)
        self._sentence.setText(dictation.sentence)
        self._show_questions(told)
        first, other = self._papers()
        for button, paper, keys in ((self._first, first, "F9"), (self._other, other, "F7")):
            words = _paper_words(paper)
            button.setText(tr("{verb}  {keys}", verb=words, keys=keys))
            button.setAccessibleName(words)
        # Else it is the main button.
        self.next.setVisible(self.has_appeal)
        self._annul.setVisible(
            told.stage != "annulled" and not any(one.case for one in told.questions)
        )

    @property
    def has_appeal(self) -> bool:
        return bool(self._drafts)

    def start(self) -> None:
        self._first.setFocus()

    # What is done

    def print_first(self) -> None:
        self.paper_asked.emit(self._papers()[0])

    def print_other(self) -> None:
        self.paper_asked.emit(self._papers()[1])

    def open_appeal(self) -> None:
        if self._drafts:
            self.appeal_asked.emit(self._drafts[0])

    # Inside

    def _papers(self) -> tuple[str, str]:
        is_field = self._card is not None and self._card.form == "field"
        return (SLIP, CARD_PAPER) if is_field else (CARD_PAPER, SLIP)

    def _show_questions(self, told: CardReading) -> None:
        while (item := self._questions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in told.questions:
            topic = named(one.topic_name)
            words = joined(f"{one.question}. {topic}" if topic else f"{one.question}.", one.text)
            self._questions.addWidget(wrapped(plain(words)))
            self._questions.addWidget(wrapped(soft(question_outcome(one))))
            if one.case:
                button = link(tr("Case {number}", number=one.case_number))
                button.clicked.connect(lambda *_, case=one.case: self.case_asked.emit(case))
                self._questions.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_F9: self.print_first,
            Qt.Key.Key_F7: self.print_other,
            Qt.Key.Key_Escape: self.put_away.emit,
        }
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            acts |= dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), focused.click)
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


def _paper_words(paper: str) -> str:
    # Translators: button: the card of one who was received, on paper
    card_words = tr("Print the card")
    # Translators: button: the small paper of the 80 mm printer
    return tr("Print the slip") if paper == SLIP else card_words
