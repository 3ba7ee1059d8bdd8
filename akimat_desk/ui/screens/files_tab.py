"""One of the three parts of files and archive: what each of them answers to the place."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.place import MainAction, Ways


class FilesTab(QWidget):
    """`form_asked` carries the Change whose form is to open; `retitled` when the main action is
    another now; `year_asked` carries a year to go to."""

    form_asked = Signal(object)
    retitled = Signal()
    year_asked = Signal(int)
    right: ClassVar[str]

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self.desk, self.background, self.ways = desk, background, ways
        self.archive = desk.files_archive
        self.year = 0

    def take_place(self, board: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(board)

    @property
    def may(self) -> bool:
        me = self.desk.office.me
        return me is not None and may(me.roles, self.right)

    @property
    def language(self) -> Literal["ky", "ru"]:
        return "ru" if spoken().language == "ru" else "ky"

    def first(self) -> QWidget:
        """Where the keyboard goes."""
        raise NotImplementedError

    def ask(self, year: int) -> None:
        raise NotImplementedError

    def written(self) -> None:
        """A form of this part is on record."""
        self.ask(self.year)

    def main_action(self) -> MainAction | None:
        return None

    def keys(self) -> Mapping[Qt.Key, tuple[str, Callable[[], None]]]:
        """What each key does, in words and in deed."""
        return {}

    def show_paper(self, work: Callable[[], bytes], name: str) -> None:
        self.background.run(
            work,
            lambda pdf: self.ways.show_paper(pdf, name),
            failed=self.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
        )
