"""One question of a card: topic by letters, the words, and what came of it by one key."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from akimat_desk.domain.receptions import EXPLAINED, INSTRUCTION, ON_THE_SPOT, WRITTEN_APPEAL
from akimat_desk.services.reception_offers import ReceptionOffers
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import LongTextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.labels import strong
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.reception_fields import LettersField, OutcomeField, PromisedField
from akimat_desk.ui.screens.reception_words import outcome_choices
from akimat_desk.ui.screens.register_fields import FoldingForm
from akimat_desk.ui.theme import look

_FOLLOWED: Final = ("words", "executor", "due_on")
_SHOWN: Final = {
    "": (),
    ON_THE_SPOT: ("words",),
    EXPLAINED: ("words",),
    INSTRUCTION: _FOLLOWED,
    WRITTEN_APPEAL: (),
}
_AT_ONCE: Final = (ON_THE_SPOT, WRITTEN_APPEAL)
"""Nothing more has to be typed: the digit ends the question."""


class QuestionForm(QFrame):
    """`taken` when the question is complete: by the digit alone, or by Enter in the last field."""

    changed = Signal()
    taken = Signal()
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: Final = FoldingForm()
        self._head = strong()
        self._topic = LettersField()
        self._text = LongTextField(3)
        self._outcome = OutcomeField(outcome_choices())
        self._words = LongTextField(2)
        self._executor = LettersField(is_sure=True)
        self._due = PromisedField()
        self._build()
        self.clear(1)

    def _build(self) -> None:
        form = self.form
        form.row(Entry("topic", tr("&Topic"), self._topic))
        form.row(Entry("text", tr("&Question"), self._text, is_required=True))
        # Translators: label: what came of a question; keys 1 to 4 choose
        form.row(Entry("outcome", tr("&Outcome"), self._outcome, is_required=True))
        # Translators: label: what was answered, or what somebody is told to do
        form.row(Entry("words", tr("&In words"), self._words))
        form.row(Entry("executor", tr("Who d&oes it"), self._executor))
        # Translators: label: by which day an instruction is to be done
        form.row(Entry("due_on", tr("&By"), self._due))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(4))
        layout.addWidget(self._head)
        layout.addWidget(form)
        form.changed.connect(self._edited)
        form.finished.connect(self.taken)
        form.check_asked.connect(self.check_asked)
        self._outcome.list.picked.connect(self._picked)

    def offer(self, offers: ReceptionOffers) -> None:
        language = spoken().language
        other = "ky" if language == "ru" else "ru"
        self._topic.offer(
            [Choice(row.id, row.name[language], row.name[other]) for row in offers.topics]
        )
        self._executor.offer(
            [
                Choice(
                    one.login, f"{one.short_name}, {named(one.post)}", f"{one.login} {one.surname}"
                )
                for one in offers.staff
            ]
        )
        self._due.offer(offers.today, offers.workdays)

    # What the page asks

    def clear(self, number: int) -> None:
        self._head.setText(tr("Question {number}", number=number))
        self.form.restore(dict.fromkeys(self.form.keys(), ""))
        self.form.show_problems({})
        self._fold()

    def put(self, number: int, told: Mapping[str, str]) -> None:
        """A question that was taken before, to be changed."""
        self.clear(number)
        self.form.restore({key: told.get(key, "") for key in ("text", "outcome", "words")})
        for key, field in (("topic", self._topic), ("executor", self._executor)):
            if told.get(key):
                field.choose(told[key])
        if told.get("due_on"):
            self._due.put(date.fromisoformat(told["due_on"]))
        self._fold()

    def raw(self) -> dict[str, str]:
        return self.form.values()

    def restore(self, number: int, raw: Mapping[str, Any]) -> None:
        self.clear(number)
        self.form.restore({key: text for key, text in raw.items() if isinstance(text, str)})
        self._fold()

    def start(self) -> None:
        self._topic.setFocus()

    def is_blank(self) -> bool:
        return not any(text.strip() for text in self.form.values().values())

    def check(self) -> bool:
        """Shows what is missing and goes there; True when nothing is."""
        self._put_in_shape()
        problems = self._problems()
        self.form.show_problems(problems)
        return not problems

    def told(self) -> dict[str, str]:
        """As AskedTold has it, the day written as a date."""
        outcome, day = self._outcome.raw(), self._due.value()
        told = {"text": self._text.raw().strip(), "outcome": outcome, "topic": self._topic.value()}
        shown = _SHOWN[outcome]
        told |= {"words": self._words.raw().strip()} if "words" in shown else {}
        if outcome == INSTRUCTION and day is not None:
            told |= {"executor": self._executor.value(), "due_on": day.isoformat()}
        return {key: value for key, value in told.items() if value}

    def press(self, number: int) -> None:
        """The digit of an outcome, wherever the keyboard is."""
        self._outcome.press(number)

    # Inside

    def _put_in_shape(self) -> None:
        """Whoever presses a key in the middle of a field has not left it yet."""
        for field in (self._topic, self._executor, self._due):
            tidy = field.tidied(field.raw())
            if tidy != field.raw():
                field.restore(tidy)

    def _problems(self) -> dict[str, str]:
        shown = ("topic", "text", "outcome", *_SHOWN[self._outcome.raw()])
        found = {key: words for key, words in self.form.problems().items() if key in shown}
        needed = _SHOWN[self._outcome.raw()] if self._outcome.raw() not in _AT_ONCE else ()
        for key in needed:
            if not self.form.field(key).raw().strip():
                found[key] = tr("Fill this in.")
        return found

    def _edited(self, key: str) -> None:
        if key == "outcome":
            self._fold()
        self.changed.emit()

    def _picked(self) -> None:
        """After the event: the list still has the key in hand."""
        is_enough = self._outcome.raw() in _AT_ONCE
        QTimer.singleShot(0, self, self.taken.emit if is_enough else self._words.setFocus)

    def _fold(self) -> None:
        shown = _SHOWN[self._outcome.raw()]
        for key in _FOLLOWED:
            self.form.show_rows((key,), is_shown=key in shown)
