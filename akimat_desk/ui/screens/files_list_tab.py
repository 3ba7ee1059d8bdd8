"""The part about the list of files of a year: what is done with it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.nomenclature import FileDiff
from akimat_desk.services.desk import Desk
from akimat_desk.services.nomenclature import ForwardPreview
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.files_forms import (
    begin_change,
    drop_change,
    forward_change,
    import_change,
    row_change,
    take_in_change,
)
from akimat_desk.ui.screens.files_list import FilesList
from akimat_desk.ui.screens.files_tab import FilesTab


class FilesListTab(FilesTab):
    """Each change has its form; lists of many rows show first what they change."""

    right = "nomenclature"

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._book: Final = self.archive.nomenclature
        self._read: tuple[Sequence[FileListed], FileDiff] | None = None
        self.board: Final = FilesList(self._book, background, may=self.may)
        self.take_place(self.board)
        self.board.change_asked.connect(self._ask_row)
        self.board.drop_asked.connect(self._drop)
        self.board.begin_asked.connect(self._begin)
        self.board.copy_asked.connect(self.copy_forward)
        self.board.import_asked.connect(self.read_table)
        self.board.print_asked.connect(self.print_list)

    def first(self) -> QWidget:
        return self.board.list.view

    def ask(self, year: int) -> None:
        self.year = year
        self.board.ask(year)

    def main_action(self) -> MainAction | None:
        # Translators: main button: a new row in the list of files
        return MainAction(tr("Add a file"), "F2", self.add) if self.may else None

    def keys(self) -> Mapping[Qt.Key, tuple[str, Callable[[], None]]]:
        printing = {Qt.Key.Key_F8: (tr("Print the list"), self.print_list)}
        if not self.may:
            return printing
        return {
            Qt.Key.Key_F6: (tr("Copy into the next year"), self.copy_forward),
            Qt.Key.Key_F7: (tr("From a table"), self.read_table),
        } | printing

    # Rows

    def add(self) -> None:
        self._ask_row(None)

    def _ask_row(self, row: FileListed | None) -> None:
        """The topics it may be offered for are read first."""
        cards = self.desk.cards
        self.background.run(
            lambda: cards.choices().topics,
            partial(self._open_row, row),
            failed=self.ways.refuse,
            owner=self,
            key="topics",
        )

    def _open_row(self, row: FileListed | None, topics: Sequence[Row]) -> None:
        offered = [Choice(one.id, named(one.name)) for one in topics]
        self.form_asked.emit(row_change(self._book, offered, self.year, row))

    def _drop(self, row: FileListed) -> None:
        self.form_asked.emit(drop_change(self._book, row))

    # The whole list

    def _begin(self) -> None:
        self.form_asked.emit(begin_change(self._book, self.year))

    def copy_forward(self) -> None:
        if not self.board.list.table.rows():
            return
        book, year = self._book, self.year
        self.background.run(
            lambda: book.preview_forward(year),
            self._open_forward,
            failed=self.ways.refuse,
            owner=self,
            key="forward",
        )

    def _open_forward(self, told: ForwardPreview) -> None:
        self.form_asked.emit(forward_change(self._book, told, self.background))

    def read_table(self) -> None:
        self._read = None
        self.form_asked.emit(import_change(self._book, self.year, self._keep))

    def _keep(self, rows: Sequence[FileListed], diff: FileDiff) -> None:
        self._read = rows, diff

    def written(self) -> None:
        """A table that was read is shown before it is written."""
        read, self._read = self._read, None
        super().written()
        if read is not None:
            change = take_in_change(self._book, self.year, *read, self.background)
            self.form_asked.emit(change)

    def print_list(self) -> None:
        if not self.board.list.table.rows():
            return
        papers, year, language = self.archive.papers, self.year, self.language
        self.show_paper(
            lambda: papers.of_year("nomenclature", year, language),
            tr("List of files for {year}", year=year),
        )
