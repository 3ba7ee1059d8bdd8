"""The part about the end of a year: seen first, done by one key, and printed from here."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.services.year_end import YearPlan
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.screens.files_tab import FilesTab
from akimat_desk.ui.screens.year_end_board import YearEndBoard

_PAPERS: Final[Mapping[str, tuple[str, Callable[[], str]]]] = {
    "F6": ("journals", lambda: tr("Certified journals")),
    "F7": ("carried", lambda: tr("Cases that go over")),
    "F8": ("file-list", lambda: tr("List of volumes of the year")),
}
_KEYS: Final = {"F6": Qt.Key.Key_F6, "F7": Qt.Key.Key_F7, "F8": Qt.Key.Key_F8}


class YearEndTab(FilesTab):
    """Done again it says that there is nothing to do."""

    right = "year-end"

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._is_writing = False
        buttons = []
        for keys, (which, words) in _PAPERS.items():
            shown = tr("{verb}  {keys}", verb=words(), keys=keys)
            button = secondary(shown, "printer-outline")
            button.clicked.connect(partial(self.print_paper, which, words()))
            buttons.append(button)
        self.board: Final = YearEndBoard(background, buttons, ways.open_case)
        self.take_place(self.board)
        self.board.learned.connect(self.retitled)

    def first(self) -> QWidget:
        return self.board.parts.view

    def ask(self, year: int) -> None:
        self.year = year
        year_end = self.archive.year_end
        self.background.run(
            lambda: year_end.preview(year),
            self._learn,
            failed=self.ways.refuse,
            owner=self,
            key="plan",
        )

    def main_action(self) -> MainAction | None:
        plan = self.board.plan
        if plan is None or not plan.is_over or not self.may:
            return None
        # Translators: main button: volumes, journals and open cases of that year, all at once
        return MainAction(tr("Close {year}", year=plan.year), "F9", self.close_year)

    def keys(self) -> Mapping[Qt.Key, tuple[str, Callable[[], None]]]:
        plan = self.board.plan
        if plan is None or not plan.is_closed:
            return {}
        return {
            _KEYS[keys]: (words(), partial(self.print_paper, which, words()))
            for keys, (which, words) in _PAPERS.items()
        }

    def _learn(self, plan: YearPlan) -> None:
        """Not of a year that was left meanwhile."""
        if plan.year == self.year:
            self.board.show_plan(plan)

    def close_year(self) -> None:
        plan = self.board.plan
        if self._is_writing or plan is None:
            return
        self._is_writing = True
        year, year_end = plan.year, self.archive.year_end
        self.background.run(
            lambda: year_end.run(year),
            self._closed,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _closed(self, plan: YearPlan) -> None:
        self._is_writing = False
        if plan.writes:
            self.ways.say(Weight.GOOD, tr("{year} is closed.", year=plan.year))
        else:
            words = tr("{year} is closed: there is nothing to do.", year=plan.year)
            self.ways.say(Weight.INFO, words)
        self.ways.changed()
        self.ask(plan.year)

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        self.ways.refuse(error)

    def print_paper(self, which: str, name: str, *_: object) -> None:
        work = partial(self.archive.papers.of_year, which, self.year, self.language)
        self.show_paper(work, tr("{paper}, {year}", paper=name, year=self.year))
