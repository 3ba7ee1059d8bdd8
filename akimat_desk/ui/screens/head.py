"""The head's screen: to resolve, to sign, late by person, promises, control dates of the week."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.head_screen import HeadReading, HeadRow, PanelName
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import scrolled
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.head_panel import PanelFrame
from akimat_desk.ui.theme import look

PRINT_KEY: Final = "F9"
LINES: Final = 5
FEW_LINES: Final = 3
_LOW: Final = 700
# Row, column and how many columns wide, in the order of Tab.
_WIDE: Final[dict[PanelName, tuple[int, int, int]]] = {
    "resolve": (0, 0, 2),
    "sign": (0, 2, 2),
    "promises": (0, 4, 2),
    "overdue": (1, 0, 2),
    "control": (1, 2, 4),
}


class HeadPlace(Place):
    """`asked` carries the name of the panel whose whole list is wanted, and a login or nothing."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._reading: HeadReading | None = None
        self.panels: Final = self._make()
        self._build()

    def _make(self) -> dict[PanelName, PanelFrame]:
        nothing = tr("Nothing.")
        return {
            "resolve": PanelFrame(
                lambda: tr("To resolve"), tr("Every open case has its executor.")
            ),
            "sign": PanelFrame(lambda: tr("To sign"), tr("No paper waits for a signature.")),
            "promises": PanelFrame(lambda: tr("Promised at receptions"), nothing),
            "overdue": PanelFrame(lambda: tr("Overdue by person"), tr("Nothing is late.")),
            "control": PanelFrame(self._control_words, nothing),
        }

    def _build(self) -> None:
        board = QWidget()
        grid = QGridLayout(board)
        grid.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(board))
        grid.setSpacing(look().px(12))
        for name, (row, column, span) in _WIDE.items():
            frame = self.panels[name]
            grid.addWidget(frame, row, column, 1, span)
            frame.chosen.connect(partial(self._open, name))
            frame.more.connect(partial(self.asked.emit, name, ""))
        for column in range(6):
            grid.setColumnStretch(column, 1)
        for row in range(2):
            grid.setRowStretch(row, 1)

    def title(self) -> str:
        if self._reading is None:
            return tr("For the head")
        return tr("For the head, {day}", day=shown_day(self._reading.day))

    def main_action(self) -> MainAction:
        # Translators: main button: all of the head's screen on one sheet of paper
        return MainAction(tr("Print the page"), PRINT_KEY, self.print_page)

    def shown(self) -> None:
        # Where the letters are large the window holds fewer of them.
        is_low = self.window().height() < look().px(_LOW)
        read = partial(self.desk.head_screen.reading, FEW_LINES if is_low else LINES)
        self.background.run(read, self._show, owner=self, key="head")

    def print_page(self) -> None:
        screen, language = self.desk.head_screen, spoken().language
        name = tr("The head's page")
        self.background.run(
            lambda: screen.paper(language="ru" if language == "ru" else "ky"),
            lambda pdf: self.ways.show_paper(pdf, name),
            owner=self,
        )

    def _show(self, reading: HeadReading) -> None:
        self._reading = reading
        shown = [line for frame in self.panels.values() for line in frame.lines]
        had_focus = any(line.hasFocus() for line in shown)
        for name, frame in self.panels.items():
            frame.show_panel(reading.panel(name))
        lines = [line for frame in self.panels.values() for line in frame.lines]
        if lines:
            self.begin_at(lines[0])
            if had_focus or self.hasFocus():
                lines[0].setFocus()
        self.ways.retitle()

    def _control_words(self) -> str:
        if self._reading is None:
            return tr("Control dates this week")
        return tr("Control dates until {day}", day=shown_day(self._reading.week_until))

    def _open(self, name: PanelName, row: HeadRow) -> None:
        if name == "resolve":
            self.ways.open_resolution(row.case)
        elif row.case:
            self.ways.open_case(row.case)
        else:
            self.asked.emit(name, row.staff)
