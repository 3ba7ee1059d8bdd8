"""The end of a year in one screen: what it does, part by part, before it is done."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.year_end import YearPlan
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import plain, wrapped
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.year_end_words import (
    CARRIED,
    FILES,
    JOURNALS,
    VOLUMES,
    Detail,
    PartLine,
    detail_columns,
    details,
    headline,
    part_columns,
    part_lines,
)
from akimat_desk.ui.theme import look

_EMPTY: Final = {
    CARRIED: lambda: tr("No case goes over."),
    JOURNALS: lambda: tr("Nothing was entered in the journals."),
    VOLUMES: lambda: tr("Every volume is closed."),
    FILES: lambda: tr("Every row goes over as it is."),
}


class YearEndBoard(QWidget):
    """`learned` when the plan has come."""

    learned = Signal()

    def __init__(
        self,
        background: Background,
        buttons: Sequence[QWidget],
        open_case: Callable[[str], None],
    ) -> None:
        """`buttons` print the papers of a closed year."""
        super().__init__()
        self.plan: YearPlan | None = None
        self._words = wrapped(plain())
        self.parts: Final[ShortList[PartLine]] = ShortList(
            part_columns(), background, (), tr("What the end of the year does")
        )
        self.details: Final[ShortList[Detail]] = ShortList(
            detail_columns(), background, (_look_at(open_case),), tr("In detail")
        )
        self._buttons = flow(*buttons)
        self._build()

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(look().px(12))
        middle.addWidget(self.parts, 1)
        middle.addWidget(self.details, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._words)
        layout.addLayout(middle, 1)
        layout.addWidget(self._buttons)
        self.parts.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_part())
        self.parts.shown.connect(self._show_part)
        self.parts.view.chosen.connect(lambda _: self.details.view.setFocus())

    def show_plan(self, plan: YearPlan) -> None:
        self.plan = plan
        self._words.setText(headline(plan))
        self._buttons.setEnabled(plan.is_closed)
        lines = part_lines(plan)
        self.parts.ask(lambda: lines)
        self.learned.emit()

    def words(self) -> str:
        return self._words.text()

    def _show_part(self) -> None:
        part = self.parts.view.current_row()
        if part is None or self.plan is None:
            return
        self.details.view.say_when_empty(_EMPTY[part.name]())
        rows = details(self.plan, part.name)
        self.details.ask(lambda: rows)


def _look_at(open_case: Callable[[str], None]) -> RowAction:
    return RowAction(
        tr("Open the case"),
        "folder-open-outline",
        lambda row: open_case(row.case),
        lambda row: bool(row.case),
    )
