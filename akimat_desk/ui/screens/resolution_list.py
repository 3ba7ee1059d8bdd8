"""The heap: what waits for a resolution, the most urgent first."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from akimat_desk.services.desk import Desk
from akimat_desk.services.resolutions import Matter
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_words import SOON_DAYS
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.term_words import day_words
from akimat_desk.ui.theme import Tone


class MatterList(QObject):
    """`chosen` carries the id that Enter or a click asks for, `listed` comes after each answer."""

    chosen = Signal(str)
    listed = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.table: Final = PagedTable((_matter(), _left()), background, self)
        self.view: Final = TableView(self.table)
        self.view.setAccessibleName(tr("Waiting for a resolution"))
        self.view.say_when_empty(tr("Nothing waits."), tr("Every open case has its executor."))
        self.view.chosen.connect(self._tell)
        self.view.clicked.connect(lambda index: self._tell(self.table.row(index.row())))
        self.table.loaded.connect(lambda *_: self.listed.emit())

    def ask(self) -> None:
        resolutions = self._desk.cards.resolutions
        self.table.show(resolutions.page)

    def ids(self) -> list[str]:
        """Those that are loaded, in the order of the list."""
        return [row.id for row in self.table.rows()]

    def mark(self, case_id: str) -> None:
        """The row of the matter in hand; none where it is not in the list."""
        for number, row in enumerate(self.table.rows()):
            if row.id == case_id:
                self.view.setCurrentIndex(self.table.index(number, 0))
                return
        self.view.clearSelection()

    def after(self, case_id: str) -> str:
        """The matter that comes next, after the last one the first; empty where none is left."""
        ids = self.ids()
        place = ids.index(case_id) if case_id in ids else -1
        others = [*ids[place + 1 :], *ids[: max(place, 0)]]
        return others[0] if others else ""

    def _tell(self, row: Matter) -> None:
        self.chosen.emit(row.id)


def _matter() -> Column[Matter]:
    return Column(
        title=lambda: tr("Applicant, about what"),
        text=lambda row: row.applicant or tr("anonymous"),
        note=lambda row: row.subject,
        icon=lambda row: "undo-variant" if row.is_returned else "",
        is_strong=True,
    )


def _left() -> Column[Matter]:
    return Column(
        title=lambda: tr("Due"),
        text=_due,
        note=lambda row: row.number,
        tone=_tone,
        chars=14,
    )


def _due(row: Matter) -> str:
    return tr("without a date") if row.due_on is None else day_words(row.due_on)


def _tone(row: Matter) -> Tone | None:
    if row.days_left is None or row.days_left > SOON_DAYS:
        return None
    return Tone.BAD if row.days_left < 0 else Tone.WARN
