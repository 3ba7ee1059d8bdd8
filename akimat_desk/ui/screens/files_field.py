"""Which file an ended case goes into: offered from the year's list, typed where there is none."""

from collections.abc import Sequence

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.screens.files_words import file_name

_DASH = " \N{EN DASH} "


class FileIndexField(ChoiceField):
    """Free until it has learned that the year has a list; its value is the index alone."""

    def __init__(self) -> None:
        super().__init__(is_free=True)

    def learn(self, rows: Sequence[FileListed], index: str = "") -> None:
        """What was typed already stays; an empty field gets `index`, where the list has it."""
        known = {row.index: file_name(row) for row in rows}
        self.offer(
            [Choice(row.index, file_name(row), f"{row.title.ky} {row.title.ru}") for row in rows]
        )
        self._is_free = not rows
        typed = self.value() or index
        if typed in known:
            self.choose(typed)
        elif index and not rows and not self.raw().strip():
            self.restore(index)

    def value(self) -> str:
        chosen = super().value()
        if chosen:
            return chosen
        typed = self.raw().split(_DASH, maxsplit=1)[0].strip()
        is_known = any(choice.id == typed for choice in self._choices)
        return typed if self._is_free or is_known else ""

    def tidied(self, text: str) -> str:
        """The index alone is enough, whatever others begin with it."""
        index = text.split(_DASH, maxsplit=1)[0].strip()
        whole = next((one.words for one in self._choices if one.id == index), "")
        return whole or super().tidied(text)

    def advice(self) -> str:
        return ""
