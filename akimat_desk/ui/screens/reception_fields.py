"""Fields of a card that is typed while somebody speaks: letters, one key, a day or so many days."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget

from akimat_desk.domain.collation import folded
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import Field
from akimat_desk.ui.screens.pen_fields import PenDateField
from akimat_desk.ui.theme import look


class LettersField(ChoiceField):
    """The first letters of a word are enough: the first choice that begins with them is meant.

    With `is_sure` they must belong to one choice alone, as the name of an official does.
    """

    def __init__(self, choices: Sequence[Choice] = (), *, is_sure: bool = False) -> None:
        super().__init__(choices)
        self._is_sure = is_sure

    def tidied(self, text: str) -> str:
        typed = folded(text)
        if not typed or any(folded(one.words) == typed for one in self._choices):
            return super().tidied(text)
        begin = [one for one in self._choices if folded(one.words).startswith(typed)]
        begin = begin or [one for one in self._choices if _begins_a_word(one, typed)]
        if len(begin) == 1 or (begin and not self._is_sure):
            return begin[0].words
        return super().tidied(text)


def _begins_a_word(one: Choice, typed: str) -> bool:
    return any(word.startswith(typed) for word in folded(f"{one.words} {one.also}").split())


class OutcomeList(QListWidget):
    """One stop of Tab; the digit of a row chooses it. `picked` when somebody chose, by any key."""

    picked = Signal()

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "menu")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for number, one in enumerate(words, start=1):
            self.addItem(f"{number}   {one}")
        self.setFixedHeight(len(words) * look().lines(1.6) + look().px(14))
        self.itemClicked.connect(lambda _: self.picked.emit())

    def choose(self, row: int) -> None:
        self.setCurrentRow(row)
        self.picked.emit()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here chooses nothing: by itself Qt takes the first row."""
        was_chosen = self.currentRow() >= 0
        self.blockSignals(not was_chosen)
        super().focusInEvent(event)
        if not was_chosen:
            self.setCurrentRow(-1)
        self.blockSignals(False)  # noqa: FBT003

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isdigit():
            if 1 <= int(typed) <= self.count():
                self.choose(int(typed) - 1)
            return
        super().keyPressEvent(event)


class OutcomeField(Field):
    """What came of a question; empty until one is chosen."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._ids: Final = tuple(one.id for one in choices)
        self.list: Final = OutcomeList([one.words for one in choices])
        super().__init__(self.list)
        self.list.currentRowChanged.connect(lambda _: self.changed.emit())

    def raw(self) -> str:
        row = self.list.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def restore(self, text: str) -> None:
        self.list.setCurrentRow(self._ids.index(text) if text in self._ids else -1)

    def press(self, number: int) -> None:
        """As if the digit was typed there."""
        self.list.choose(number - 1)


class PromisedField(PenDateField):
    """The day that is promised: a day of the month, a whole date, or +5 working days."""

    def __init__(self) -> None:
        super().__init__(self._day, self._ahead)
        self._promised_from: Callable[[], date] = lambda: date.min
        self._days: Sequence[date] = ()

    def offer(self, today: date, workdays: Sequence[date]) -> None:
        self._promised_from = lambda: today
        self._days = workdays

    def _day(self) -> date:
        return self._promised_from()

    def _ahead(self) -> Sequence[date]:
        return self._days
