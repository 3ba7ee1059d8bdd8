"""The years whose files can be looked at: a chip for each."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import FlowLayout

_MOST = 6


class YearChips(QWidget):
    """Last year, this one and the next are always there; `chosen` carries the year."""

    chosen = Signal(int)

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._this_year = this_year
        self._chips: dict[int, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._layout = FlowLayout()
        self.setLayout(self._layout)
        self.setAccessibleName(tr("Year"))
        self._show(this_year)

    @property
    def year(self) -> int:
        return next(year for year, button in self._chips.items() if button.isChecked())

    def learn(self, years: Iterable[int]) -> None:
        """The newest of those that have something; the one that is looked at stays."""
        self._show(self.year, years)

    def choose(self, year: int) -> None:
        if year not in self._chips:
            self._show(year, self._chips)
        self._chips[year].setChecked(True)

    def _show(self, shown: int, years: Iterable[int] = ()) -> None:
        this = self._this_year
        known = sorted({*years, this - 1, this, this + 1})[-_MOST:]
        wanted = sorted({*known, shown})
        if wanted == sorted(self._chips):
            return
        had_focus = any(button.hasFocus() for button in self._chips.values())
        for button in self._chips.values():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.deleteLater()
        self._chips = {year: self._chip(year) for year in wanted}
        stop_at_chosen(self._group)
        self._chips[shown].setChecked(True)
        if had_focus:
            self._chips[shown].setFocus()
        self.updateGeometry()

    def _chip(self, year: int) -> QPushButton:
        button = chip(str(year))
        self._group.addButton(button)
        self._layout.addWidget(button)
        button.clicked.connect(lambda *_: self.chosen.emit(year))
        return button
