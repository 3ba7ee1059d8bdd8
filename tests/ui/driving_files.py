"""Drives files and archive by keys alone: parts, years, forms, and the panel that closes a case."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from ui.driving_acts import Secretary
from ui.driving_window import focused, words_on

from akimat_desk.ui.forms import Form
from akimat_desk.ui.screens.files import FilesPlace
from akimat_desk.ui.sections import FILES


class Archivist(Secretary):
    """Keeps the files of the office; begins at the list of this year."""

    def looked(self) -> "Archivist":
        self.settle()
        return self

    @property
    def place(self) -> FilesPlace:
        return self.window.places.files

    @property
    def form(self) -> Form:
        panel = self.place.turning.panel
        assert panel is not None
        return panel.form

    @property
    def said(self) -> str:
        """All words of the place."""
        return words_on(self.place)

    @property
    def main(self) -> str:
        action = self.place.main_action()
        return "" if action is None else action.words

    def go(self) -> "Archivist":
        self.window.show_section(FILES)
        self.settle()
        return self

    def part(self, words: str) -> "Archivist":
        """A chip of the top by Tab and arrows."""
        return self._chip(words)

    def year(self, year: int) -> "Archivist":
        return self._chip(str(year))

    def _chip(self, words: str) -> "Archivist":
        """Tab to the chosen chip of its group, then arrows; the arrow itself chooses."""
        for _ in range(80):
            widget = focused()
            if isinstance(widget, QPushButton) and widget.isCheckable():
                for _ in range(8):
                    here = focused()
                    assert isinstance(here, QPushButton)
                    if here.text() == words:
                        self.key(Qt.Key.Key_Space)
                        return self
                    self.key(Qt.Key.Key_Right)
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"no chip {words}")

    def rows(self, of: str) -> list[str]:
        """The first cell of each row of a list."""
        lists = {
            "files": self.place.list.board.list,
            "volumes": self.place.volumes.board.list,
            "cases": self.place.volumes.board.cases.list,
            "parts": self.place.year_end.board.parts,
            "details": self.place.year_end.board.details,
        }
        table = lists[of].table
        return [table.cell(row, 0).text for row in range(table.rowCount())]
