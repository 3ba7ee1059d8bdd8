"""The part about volumes: closed, printed, handed over; and where a case lies."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.volumes import VolumeReading, WhereFiled
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.screens.files_tab import FilesTab
from akimat_desk.ui.screens.settings_list import RowAction
from akimat_desk.ui.screens.volumes_board import SEEK, VolumesBoard
from akimat_desk.ui.screens.volumes_forms import (
    close_change,
    hand_over_change,
    ready_for_archive,
)
from akimat_desk.ui.screens.volumes_words import volume_words

_Found = tuple[WhereFiled, VolumeReading] | None


class VolumesTab(FilesTab):
    """Closing and handing over have their forms; every paper is shown before it is printed."""

    right = "volumes"

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._act = ""
        self._files = secondary(tr("List of volumes of the year"), "printer-outline")
        self._hand_over = secondary(tr("Hand over to the archive…"), "archive-arrow-up-outline")
        self._selection = secondary(tr("Selection act, a draft"), "printer-outline")
        buttons = (self._files, self._hand_over, self._selection)
        self.board: Final = VolumesBoard(
            self.archive.volumes, background, self._actions(), buttons, ways.open_case
        )
        self.take_place(self.board)
        self._follow()

    def _follow(self) -> None:
        self._files.clicked.connect(self.print_year)
        self._hand_over.clicked.connect(self.hand_over)
        self._selection.clicked.connect(self.print_selection)
        self._hand_over.setVisible(self.may)
        self._selection.setVisible(self.may)
        self.board.currentChanged.connect(lambda _: self.retitled.emit())
        self.board.list.shown.connect(self._mark)
        self.board.sought.connect(self.seek)

    def _actions(self) -> tuple[RowAction, ...]:
        def paper(which: str, words: str, keys: str) -> RowAction:
            shown = tr("{verb}  {keys}", verb=words, keys=keys)
            run: Callable[[VolumeReading], None] = partial(self.print_volume, which)
            return RowAction(shown, "printer-outline", run, lambda _: True)

        return (
            paper("inventory", tr("Inner inventory"), "F6"),
            paper("certifying", tr("Certifying sheet"), "F7"),
            paper("cover", tr("Cover"), "F8"),
        )

    def first(self) -> QWidget:
        return self.board.cases.list.view if self.board.is_inside else self.board.list.view

    def ask(self, year: int) -> None:
        if year != self.year:
            self.board.setCurrentIndex(0)
        self.year = year
        self.board.ask(year)

    def main_action(self) -> MainAction | None:
        if self.board.is_inside or not self.may:
            return None
        # Translators: main button: the volumes of the file one stands on are closed
        return MainAction(tr("Close the volume…"), "F9", self.close_volume)

    def keys(self) -> Mapping[Qt.Key, tuple[str, Callable[[], None]]]:
        def of_current(which: str) -> Callable[[], None]:
            def run() -> None:
                found = self.board.current()
                if found is not None:
                    self.print_volume(which, found)

            return run

        return {
            Qt.Key.Key_F6: (tr("Inner inventory"), of_current("inventory")),
            Qt.Key.Key_F7: (tr("Certifying sheet"), of_current("certifying")),
            Qt.Key.Key_F8: (tr("Cover"), of_current("cover")),
        }

    def _mark(self) -> None:
        rows = self.board.list.table.rows()
        self._files.setEnabled(bool(rows))
        self._hand_over.setEnabled(bool(ready_for_archive(rows)))

    # What is done

    def close_volume(self) -> None:
        found = self.board.current()
        if found is None:
            return
        if found.volume.is_closed:
            self.ways.say(Weight.INFO, tr("This volume is closed already."))
            return
        rows = self.board.list.table.rows()
        self.form_asked.emit(close_change(self.archive.volumes, found, rows))

    def hand_over(self) -> None:
        found = self.board.list.table.rows()
        if ready_for_archive(found):
            self.form_asked.emit(hand_over_change(self.archive.papers, found, self._keep))

    def _keep(self, act: str) -> None:
        self._act = act

    def written(self) -> None:
        super().written()
        act, self._act = self._act, ""
        if act:
            work = partial(self.archive.papers.archive_act, act, self.language)
            self.show_paper(work, tr("Act of hand-over to the archive"))

    def print_volume(self, which: str, found: VolumeReading) -> None:
        work = partial(self.archive.papers.of_volume, which, found.volume.place, self.language)
        self.show_paper(work, volume_words(found.volume))

    def print_year(self) -> None:
        work = partial(self.archive.papers.of_year, "file-list", self.year, self.language)
        self.show_paper(work, tr("List of volumes of {year}", year=self.year))

    def print_selection(self) -> None:
        """A draft for the commission: nothing is selected by it."""
        work = partial(self.archive.papers.selection, self.language)
        self.show_paper(work, tr("Selection act, a draft"))

    # Where a case lies

    def seek(self, number: str) -> None:
        cases = self.desk.cases
        self._show_where(lambda: cases.find(number))

    def show_filed(self, case_id: str) -> None:
        self._show_where(lambda: case_id)

    def _show_where(self, find: Callable[[], str]) -> None:
        volumes = self.archive.volumes

        def look() -> _Found:
            where = volumes.where(find())
            return None if where is None else (where, volumes.one(where.volume.place))

        self.background.run(look, self._show, failed=self.ways.refuse, owner=self, key="where")

    def _show(self, found: _Found) -> None:
        if found is None:
            words = tr("The case is open still: it lies in no volume.")
            self.ways.say(Weight.INFO, words)
            return
        self.board.form.restore({SEEK: ""})
        where, volume = found
        if self.year != volume.volume.year:
            self.year_asked.emit(volume.volume.year)
        self.board.show_case(where, volume)
