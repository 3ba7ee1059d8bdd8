"""The list of files of a year: what is in it, and the buttons that change and print it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.services.nomenclature import Nomenclature
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.screens.files_words import file_columns
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

COPY_KEY: Final = "F6"
IMPORT_KEY: Final = "F7"
PRINT_KEY: Final = "F8"


class FilesList(QWidget):
    """`change_asked` and `drop_asked` carry a row; the others speak of the whole list."""

    change_asked = Signal(object)
    drop_asked = Signal(object)
    begin_asked = Signal()
    copy_asked = Signal()
    import_asked = Signal()
    print_asked = Signal()

    def __init__(self, book: Nomenclature, background: Background, *, may: bool) -> None:
        super().__init__()
        self._book, self._may = book, may
        self.list: Final[ShortList[FileListed]] = ShortList(
            file_columns(), background, self._actions(), tr("List of files")
        )
        self._begin = secondary(tr("Begin with the list of the program"), "playlist-plus")
        self._copy = secondary(tr("Copy into the next year  F6"), "content-copy")
        self._import = secondary(tr("From a table  F7"), "table-arrow-down")
        self._print = secondary(tr("Print the list  F8"), "printer-outline")
        self._build()

    def _actions(self) -> tuple[RowAction, ...]:
        if not self._may:
            return ()
        return (
            RowAction(tr("Change"), "pencil-outline", self.change_asked.emit, lambda _: True),
            RowAction(tr("Drop…"), "close", self.drop_asked.emit, lambda _: True),
        )

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        buttons = (self._begin, self._copy, self._import, self._print)
        asked = (self.begin_asked, self.copy_asked, self.import_asked, self.print_asked)
        for button, signal in zip(buttons, asked, strict=True):
            button.clicked.connect(signal)
        layout.addWidget(flow(*buttons))
        for button in buttons[:3]:
            button.setVisible(self._may)
        layout.addWidget(self.list, 1)
        self.list.view.say_when_empty(
            tr("This year has no list of files yet."),
            tr("Begin with the list of the program, take a table, or add files one by one."),
        )
        self.list.shown.connect(self._mark)

    def ask(self, year: int) -> None:
        self.list.ask(lambda: self._book.rows(year))

    def _mark(self) -> None:
        """What is there is copied and printed; only where nothing is can a list be begun."""
        is_there = bool(self.list.table.rows())
        self._begin.setVisible(self._may and not is_there)
        for button in (self._copy, self._print):
            button.setEnabled(is_there)
