"""The live strip: by when, who answers, what it may repeat; asked anew while one is typing."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from akimat_desk.services.foresight import Foreseen
from akimat_desk.services.likely_repeats import Earlier
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import caption, link, retone, strong, wrapped
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.register_words import (
    answerer_fact,
    answerer_ground,
    control_is_first,
    due_fact,
    due_ground,
    earlier_state,
    earlier_words,
    why_words,
    why_words_of,
)
from akimat_desk.ui.theme import Tone, look


class LiveStrip(QFrame):
    """`compare_asked`: the clerk wants to see what this may repeat side by side."""

    compare_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._due, self._due_under = strong(), wrapped(caption())
        self._who, self._who_under = strong(), wrapped(caption())
        self._same, self._same_under = strong(), wrapped(caption())
        self._same_head = caption()
        self._why_words = wrapped(caption())
        # Translators: link beside a due date, opens its reckoning
        self.why: Final = link(tr("why?"))
        # Translators: link, shows the earlier case beside this one
        self.compare: Final = link(tr("compare  F6"))
        self._foreseen: Foreseen | None = None
        self._apart: frozenset[str] = frozenset()
        self._build()
        self.show_foreseen(None)

    def _build(self) -> None:
        self.setProperty("role", "live")
        columns = QHBoxLayout()
        columns.setSpacing(look().px(24))
        for head, fact, under, button, stretch in (
            (caption(tr("Due")), self._due, self._due_under, self.why, 4),
            (caption(tr("Who answers")), self._who, self._who_under, None, 4),
            (self._same_head, self._same, self._same_under, self.compare, 4),
        ):
            columns.addLayout(_column(head, fact, under, button), stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look().px(16), look().px(6), look().px(16), look().px(6))
        layout.setSpacing(look().px(4))
        layout.addLayout(columns)
        layout.addWidget(self._why_words)
        self._why_words.hide()
        self.why.setCheckable(True)
        self.why.toggled.connect(self._show_why)
        self.compare.clicked.connect(self.ask_compare)

    def show_foreseen(self, foreseen: Foreseen | None) -> None:
        self._foreseen = foreseen
        due = None if foreseen is None else foreseen.due
        answerer = None if foreseen is None else foreseen.answerer
        self._due.setText(due_fact(due))
        retone(self._due, Tone.WARN if control_is_first(due) else None if due else Tone.SOFT)
        self._due_under.setText(due_ground(due))
        self.why.setVisible(foreseen is not None and foreseen.explanation is not None)
        self._who.setText(answerer_fact(answerer) if foreseen else "")
        retone(self._who, Tone.WARN if answerer is None else None)
        self._who_under.setText(answerer_ground(answerer) if foreseen else "")
        self._show_earlier(self.earlier)
        self._show_why(is_asked=self.why.isChecked())

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """What this may repeat, without what somebody has told apart already."""
        found = self._foreseen.earlier if self._foreseen else ()
        return tuple(one for one in found if one.id not in self._apart)

    def tell_apart(self, case_ids: Iterable[str]) -> None:
        """These were looked at and are not the same."""
        self._apart = frozenset(case_ids)
        self._show_earlier(self.earlier)

    def ask_compare(self) -> None:
        if self.earlier:
            self.compare_asked.emit()

    def _show_earlier(self, earlier: tuple[Earlier, ...]) -> None:
        is_repeat = bool(earlier) and earlier[0].is_probable
        # Translators: heading over an earlier case of the same applicant with a like subject
        repeat = tr("A repeated one?")
        # Translators: heading over the latest case of the same applicant
        self._same_head.setText(repeat if is_repeat else tr("Came before"))
        self.compare.setVisible(bool(earlier))
        if not earlier:
            self._same.setText(tr("nothing like it"))
            self._same_under.setText("")
            retone(self._same, Tone.SOFT)
            return
        first = earlier[0]
        more = f" +{len(earlier) - 1}" if len(earlier) > 1 else ""
        self._same.setText(f"{first.number}{more}")
        self._same.setToolTip(earlier_words(first))
        retone(self._same, Tone.WARN if is_repeat else None)
        self._same_under.setText(joined(why_words_of(first), first.subject, earlier_state(first)))

    def _show_why(self, is_asked: bool) -> None:  # noqa: FBT001
        explanation = self._foreseen.explanation if self._foreseen else None
        self._why_words.setVisible(is_asked and explanation is not None)
        if is_asked and explanation is not None:
            self._why_words.setText(why_words(explanation))


def _column(head: QLabel, fact: QLabel, under: QLabel, button: QPushButton | None) -> QBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(look().px(8))
    line.addStrut(look().row_height)
    line.addWidget(head)
    line.addStretch()
    if button is not None:
        line.addWidget(button)
    fact.setWordWrap(True)
    for widget in (fact, under):
        widget.setMinimumWidth(look().px(90))
    column.addLayout(line)
    column.addWidget(fact)
    column.addWidget(under)
    column.addStretch()
    return column
