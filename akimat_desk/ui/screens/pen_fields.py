"""Fields for what the pen wrote: a day or so many working days, a sentence or its number."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtGui import QKeyEvent

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.date_entry import read_date, stepped
from akimat_desk.ui.fields import DateField, TextField

_AHEAD: Final = re.compile(r"\+\s*([0-9]{1,2})")
_DAY: Final = re.compile(r"[0-9]{1,2}")


class PenDateField(DateField):
    """Also "+5", five working days from today, and a bare day: of this month, or of the next one
    where it is over. `workdays` are those that follow today."""

    def __init__(self, today: Callable[[], date], workdays: Callable[[], Sequence[date]]) -> None:
        super().__init__(today)
        self._workdays = workdays
        self.line.setPlaceholderText(tr("day, or +5"))

    def value(self) -> date | None:
        typed, today = self.raw().strip(), self._today()
        ahead = _AHEAD.fullmatch(typed)
        if ahead is not None:
            days = self._workdays()
            place = int(ahead[1])
            return days[place - 1] if 1 <= place <= len(days) else None
        day = read_date(typed, today)
        if day is not None and _DAY.fullmatch(typed) and day < today:
            following = stepped(day.replace(day=1), months=1)
            return read_date(f"{typed}.{following:%m.%Y}", today)
        return day

    def tidied(self, text: str) -> str:
        day = self.value()
        return f"{day:%d.%m.%Y}" if day else text.strip()

    def _stepped(self, event: QKeyEvent) -> date | None:
        """Plus begins a count of days while no date stands there."""
        is_count = not self.raw() or self.raw().startswith("+")
        return None if event.text() == "+" and is_count else super()._stepped(event)


class PenWordsField(TextField):
    """A number alone stands for the sentence with that number."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: tuple[str, ...] = ()

    def value(self) -> str:
        return self.tidied(self.raw())

    def tidied(self, text: str) -> str:
        typed = " ".join(text.split())
        is_number = typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self.sentences)
        return self.sentences[int(typed) - 1] if is_number else typed
