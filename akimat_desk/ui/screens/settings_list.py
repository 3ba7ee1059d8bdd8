"""A list inside the settings: a few rows at once, what can be done with the row one stands on."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import look

Row = TypeVar("Row")


class Whole(NamedTuple):
    """All rows at once: settings are short."""

    rows: Sequence[Any]
    next_cursor: Any | None = None


class RowAction(NamedTuple):
    """A button under the list; `fits` says for which rows it can be pressed."""

    words: str
    icon: str
    run: Callable[[Any], None]
    fits: Callable[[Any], bool]


class ShortList(QWidget, Generic[Row]):
    """Enter is the first action that fits the row. `shown` when its rows have come."""

    shown = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        background: Background,
        actions: Sequence[RowAction],
        name: str,
    ) -> None:
        super().__init__()
        self.table: Final = PagedTable(columns, background)
        self.view: Final = TableView(self.table)
        self._actions = [(one, self._button(one)) for one in actions]
        self.view.setAccessibleName(name)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self.view, 1)
        if self._actions:
            layout.addWidget(flow(*(button for _, button in self._actions)))
        self.setFocusProxy(self.view)
        self.view.chosen.connect(self._choose)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._mark())
        self.table.modelReset.connect(self._mark)
        self.table.loaded.connect(lambda *_: self.shown.emit())

    def ask(self, fetch: Callable[[], Sequence[Row]]) -> None:
        self.table.show(lambda _: Whole(fetch()))

    def refresh_buttons(self) -> None:
        """What fits a row may have changed without the rows."""
        self._mark()

    def _button(self, action: RowAction) -> QPushButton:
        button = secondary(action.words, action.icon)
        button.clicked.connect(lambda *_: self._run(action))
        return button

    def _run(self, action: RowAction) -> None:
        row = self.view.current_row()
        if row is not None and action.fits(row):
            action.run(row)

    def _choose(self, row: Any) -> None:
        for action, _ in self._actions:
            if action.fits(row):
                action.run(row)
                return

    def _mark(self, *_: object) -> None:
        row = self.view.current_row()
        for action, button in self._actions:
            button.setEnabled(row is not None and action.fits(row))
