"""The list of inspections: narrowed by where they stand and by words."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.records import Narrowed
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.screens.inspections_words import (
    ALL,
    CHIPS,
    InspectionPage,
    InspectionRow,
    chip_words,
    inspection_columns,
    row_of,
)
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.theme import look


class InspectionsBoard(QWidget):
    """`actions` are the buttons under the list; the first that fits is what Enter does."""

    def __init__(self, desk: Desk, background: Background, actions: Sequence[RowAction]) -> None:
        super().__init__()
        self._desk = desk
        self._chips: Final = {key: chip(words) for key, words in chip_words().items()}
        self.search: Final = SearchLine()
        self.list: Final[ShortList[InspectionRow]] = ShortList(
            inspection_columns(), background, actions, tr("Inspections")
        )
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for button in self._chips.values():
            group.addButton(button)
            button.clicked.connect(self.ask)
        self._chips[ALL].setChecked(True)
        stop_at_chosen(group)
        self.search.setPlaceholderText(tr("Number, entrepreneur, body, inspector"))
        self.search.searched.connect(self.ask)
        # Enter comes before the pause after typing is over.
        self.search.entered.connect(self.ask)
        self.search.entered.connect(lambda _: self.list.view.setFocus())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(flow(*self._chips.values()))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        self.list.view.say_when_empty(tr("No inspection fits."), tr("F2 enters a new one."))

    def current(self) -> InspectionRow | None:
        row: InspectionRow | None = self.list.view.current_row()
        return row

    def ask(self, *_: object) -> None:
        """Asked again whenever a chip or the words change."""
        desk = self._desk
        chosen = next(key for key, button in self._chips.items() if button.isChecked())
        narrowed = Narrowed(stages=CHIPS[chosen], text=self.search.text())

        def page(cursor: Any | None) -> InspectionPage:
            today = desk.cases.today().isoformat()
            found = desk.inspections.page(narrowed, cursor)
            rows = tuple(row_of(line, today) for line in found.rows)
            return InspectionPage(rows=rows, next_cursor=found.next_cursor)

        self.list.table.show(page)
