"""The schedule of reception: who receives when and where, and the sheet for the door."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.reception_days import ScheduleRow
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import secondary, soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.reception_changes import weekday_words
from akimat_desk.ui.screens.reception_words import form_words
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look


class SchedulePage(QWidget):
    """`end_asked` carries a row that is to hold no longer."""

    paper_asked = Signal()
    put_away = Signal()
    end_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, *, may_change: bool) -> None:
        super().__init__()
        self._desk = desk
        self._may_change = may_change
        self.list: Final[ShortList[ScheduleRow]] = ShortList(
            _columns(), background, (self._ending(),), tr("Schedule of reception")
        )
        self._build()

    def _ending(self) -> RowAction:
        # Translators: button: an official no longer receives at that time
        words, may_change = tr("It ends…"), self._may_change
        return RowAction(
            words, "calendar-remove-outline", self.end_asked.emit, lambda _: may_change
        )

    def _build(self) -> None:
        paper = secondary(
            tr("{verb}  {keys}", verb=tr("Schedule for the door"), keys="F9"), "printer-outline"
        )
        back = secondary(tr("To the day  Esc"), "arrow-left")
        paper.clicked.connect(lambda *_: self.paper_asked.emit())
        back.clicked.connect(lambda *_: self.put_away.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(wrapped(soft(tr("What holds today and what is still to come."))))
        layout.addWidget(flow(paper, back))
        layout.addWidget(self.list, 1)
        self.list.view.say_when_empty(tr("No schedule was entered yet."))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Passed on to the list: a focus proxy would take the page for a single stop of Tab."""
        self.list.view.setFocus(reason)

    def ask(self) -> None:
        self.list.ask(self._desk.reception_days.schedules)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_F9: self.paper_asked.emit,
            Qt.Key.Key_Escape: self.put_away.emit,
        }
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()


def _columns() -> list[Column[ScheduleRow]]:
    return [
        Column(
            title=lambda: tr("Who receives"),
            text=lambda row: row.official_name,
            note=lambda row: named(row.official_post),
            weight=2,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("When"),
            text=_when,
            note=lambda row: f"{row.opens}\N{EN DASH}{row.closes}",
            weight=1,
        ),
        Column(
            title=lambda: tr("Form, where"),
            text=lambda row: form_words(row.form),
            note=lambda row: named(row.place),
            weight=2,
        ),
    ]


def _when(row: ScheduleRow) -> str:
    if row.on is not None:
        return shown_day(row.on)
    until = "" if row.until_on is None else tr("until {day}", day=shown_day(row.until_on))
    return joined(weekday_words(row.weekday or 0), until)
