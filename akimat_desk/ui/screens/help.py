"""Help: the first five steps, and the keys that work now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import card, head, plain, scrolled, soft, strong, wrapped
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look


class HelpPlace(Place):
    """`keys` answers what works in the window now."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        ways: Ways,
        keys: Callable[[], Sequence[KeyLine]],
    ) -> None:
        super().__init__(desk, background, ways)
        self._keys = keys
        self._grid = QGridLayout()
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(look().px(16))
        top = Qt.AlignmentFlag.AlignTop
        columns.addWidget(self._build_steps(), 3, top)
        columns.addWidget(self._build_keys(), 2, top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def _build_steps(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(12))
        grid.setColumnStretch(1, 1)
        for number, words in enumerate(steps(), 1):
            grid.addWidget(strong(f"{number}"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped(plain(words)), number, 1)
        box = card(head(tr("The first five steps")))
        _add_grid(box, grid)
        return box

    def _build_keys(self) -> QWidget:
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(4))
        self._grid.setColumnStretch(1, 1)
        box = card(head(tr("Keys")))
        _add_grid(box, self._grid)
        return box

    def title(self) -> str:
        return tr("Help")

    def shown(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        lines = self._keys()
        for group in dict.fromkeys(line.group for line in lines):
            self._grid.addWidget(soft(group), self._grid.rowCount(), 0, 1, 2)
            for line in lines:
                if line.group == group:
                    number = self._grid.rowCount()
                    self._grid.addWidget(strong(line.keys), number, 0)
                    self._grid.addWidget(wrapped(plain(line.words)), number, 1)


def steps() -> tuple[str, ...]:
    return (
        tr(
            "Press F4 when somebody brings a paper or comes to speak. Type the PIN or the name:"
            " whoever has been here before is filled in by itself."
        ),
        tr(
            "Say what it is about and which papers you take. The strip below shows by when the"
            " answer is due and who answers; Ctrl+Enter opens the check page."
        ),
        tr(
            "On the check page F9 gives the number and prints the receipt. The applicant takes it"
            " home, a signed copy stays here."
        ),
        tr(
            "Begin the day with Today: what is late stands first. Enter opens a case, its main"
            " button is the next step."
        ),
        tr(
            "Everything is saved at once on this computer and goes to the server by itself when"
            " the line is up; F5 sends it now."
        ),
    )


def _add_grid(box: QWidget, grid: QGridLayout) -> None:
    layout = box.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addLayout(grid)
