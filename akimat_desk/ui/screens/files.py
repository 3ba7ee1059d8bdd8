"""Files and archive: the list of files, the volumes, the end of the year; each of one year."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.files_list_tab import FilesListTab
from akimat_desk.ui.screens.files_tab import FilesTab
from akimat_desk.ui.screens.files_years import YearChips
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.screens.volumes_tab import VolumesTab
from akimat_desk.ui.screens.year_end_tab import YearEndTab
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

LIST, VOLUMES, YEAR_END = "list", "volumes", "year_end"
_SUMMER: Final = 7


class FilesPlace(Place):
    """One part is shown, of one year; its forms open over all of it."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        given = (desk, background, ways)
        self.list: Final = FilesListTab(*given)
        self.volumes: Final = VolumesTab(*given)
        self.year_end: Final = YearEndTab(*given)
        self.tabs: Final[dict[str, FilesTab]] = {
            LIST: self.list,
            VOLUMES: self.volumes,
            YEAR_END: self.year_end,
        }
        self._today: Final = desk.cases.today()
        self.years: Final = YearChips(self._today.year)
        self._chips = _chips()
        self._stack = QStackedWidget()
        self.turning: Final = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.turning)
        self._follow()

    def _build_page(self) -> QWidget:
        page = _Page(self)
        group = QButtonGroup(page)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(partial(self.choose, key))
            self._stack.addWidget(self.tabs[key])
        self._chips[LIST].setChecked(True)
        stop_at_chosen(group)
        top = QHBoxLayout()
        top.setSpacing(look().px(12))
        top.addWidget(flow(*self._chips.values()), 3)
        top.addWidget(self.years, 2)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        return page

    def _follow(self) -> None:
        self.begin_at(self.list.first())
        self.turning.turned.connect(self.ways.retitle)
        self.turning.written.connect(self._written)
        self.years.chosen.connect(lambda _: self._ask())
        for tab in self.tabs.values():
            tab.form_asked.connect(self.turning.open)
            tab.retitled.connect(self.ways.retitle)
            tab.year_asked.connect(self._go_to_year)

    # The place

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    @property
    def tab(self) -> FilesTab:
        return self.tabs[self.chosen]

    def choose(self, key: str, *_: object) -> None:
        """Brings one of the parts to the front; before summer a year's end is that of the last."""
        if key == YEAR_END and not self.year_end.year:
            is_early = self._today.month < _SUMMER
            self.years.choose(self._today.year - is_early)
        self._chips[key].setChecked(True)
        self._stack.setCurrentWidget(self.tab)
        self.begin_at(self.tab.first())
        self.ways.retitle()
        self._ask()

    def show_filed(self, case_id: str) -> None:
        """The volume a case lies in, standing on that case."""
        self.turning.close_panel()
        self.choose(VOLUMES)
        self.volumes.show_filed(case_id)

    def title(self) -> str:
        return tr("Files and archive")

    def main_action(self) -> MainAction | None:
        if self.turning.panel is not None:
            return self.turning.panel.main_action()
        return self.tab.main_action()

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return tuple(
            KeyLine(group, QKeySequence(key).toString(), words)
            for key, (words, _) in self.tab.keys().items()
        )

    def shown(self) -> None:
        nomenclature, volumes = (
            self.desk.files_archive.nomenclature,
            self.desk.files_archive.volumes,
        )
        self.background.run(
            lambda: {*nomenclature.years(), *volumes.years()},
            self.years.learn,
            owner=self,
            key="years",
        )
        self._ask()

    def _ask(self) -> None:
        self.tab.ask(self.years.year)

    def _go_to_year(self, year: int) -> None:
        """Without asking back: whoever leads here shows it."""
        self.years.choose(year)
        self._ask()

    def _written(self) -> None:
        self.ways.changed()
        self.tab.written()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = self.tab.keys().get(Qt.Key(event.key()))
        if found is None or self.turning.panel is not None:
            super().keyPressEvent(event)
        else:
            found[1]()


class _Page(QWidget):
    """When a form is put away the keyboard goes to the list it was opened from."""

    def __init__(self, place: FilesPlace) -> None:
        super().__init__()
        self._place = place

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._place.tab.first().setFocus(event.reason())


def _chips() -> dict[str, QPushButton]:
    words = {
        # Translators: the yearly list of files of an office
        LIST: tr("List of files"),
        VOLUMES: tr("Volumes"),
        YEAR_END: tr("End of the year"),
    }
    return {key: chip(shown) for key, shown in words.items()}
