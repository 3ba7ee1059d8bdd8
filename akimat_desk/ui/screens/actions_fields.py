"""A field for several at once: each is typed by name, chosen, and stands under the line."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.collation import folded
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.flow import FlowLayout
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.theme import look

_MARK: Final = "\n"


class ManyField(ChoiceField):
    """Enter takes what is typed into the list and goes on; a press on a taken one drops it.

    `raw` holds the taken ids and what is still being typed, a line each. With `is_free` other
    words may be taken too, and stand for themselves.
    """

    def __init__(self, choices: Sequence[Choice] = (), *, is_free: bool = False) -> None:
        self._taken: list[str] = []
        self._known: dict[str, str] = {}
        super().__init__(choices, is_free=is_free)
        self._takes_free = is_free
        self._chips = FlowLayout(4)
        self._stack_chips()
        self.picked.connect(self._take_picked)
        self.line.editingFinished.connect(self._take_typed)

    def _stack_chips(self) -> None:
        """The line above, what was taken under it."""
        layout = self.layout()
        if layout is None:
            return
        layout.removeWidget(self.editor)
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look().px(4))
        inside.addWidget(self.editor)
        inside.addLayout(self._chips)
        layout.addWidget(column)

    def offer(self, choices: Sequence[Choice]) -> None:
        super().offer(choices)
        self._known = {choice.id: choice.words for choice in choices}

    def taken(self) -> tuple[str, ...]:
        """Ids, or the words themselves where they are not of the list."""
        typed = self._fits() or (self.line.text().strip() if self._takes_free else "")
        more = (typed,) if typed and typed not in self._taken else ()
        return (*self._taken, *more)

    def raw(self) -> str:
        return _MARK.join((*self._taken, self.line.text()))

    def restore(self, text: str) -> None:
        *taken, typed = text.split(_MARK)
        self._taken = [one for one in taken if one in self._known or self._takes_free]
        self.line.setText(typed)
        self._show_chips()

    def value(self) -> str:
        return self._fits()

    def tidied(self, text: str) -> str:
        return super().tidied(text)

    def problem(self) -> str:
        unknown = self.line.text().strip() and not self._fits()
        return tr("Choose one from the list.") if unknown and not self._takes_free else ""

    def advice(self) -> str:
        return ""

    def _fits(self) -> str:
        """What is being typed, without what was taken before."""
        typed = folded(self.line.text())
        return next((id_ for id_, words in self._known.items() if typed == folded(words)), "")

    def _tidy(self) -> None:
        tidy = self.tidied(self.line.text())
        if tidy != self.line.text():
            self.line.setText(tidy)

    def _take_picked(self, chosen: str) -> None:
        self._take(chosen)

    def _take_typed(self) -> None:
        typed = self._fits() or (self.line.text().strip() if self._takes_free else "")
        if typed:
            self._take(typed)

    def _take(self, one: str) -> None:
        if one not in self._taken:
            self._taken.append(one)
        self.line.clear()
        self._show_chips()
        self.changed.emit()

    def _drop(self, one: str) -> None:
        self._taken.remove(one)
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for one in self._taken:
            words = self._known.get(one, one)
            chip = secondary(words, "close")
            chip.setAccessibleName(tr("Leave out: {name}", name=words))
            chip.clicked.connect(lambda *_, name=one: self._drop(name))
            self._chips.addWidget(chip)
        self.updateGeometry()
