"""Choosing the columns of the list of cases and their order."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_columns import ALWAYS, USUAL
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import quiet, secondary
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.cases_panel import SidePanel
from akimat_desk.ui.theme import Tone, look

_ID: Final = int(Qt.ItemDataRole.UserRole)
_IS_SHOWN: Final = _ID + 1


class ColumnsPanel(SidePanel):
    """`chosen(ids)` at the verb; Space ticks, Alt with the arrows moves a column."""

    chosen = Signal(tuple)

    def __init__(self, known: Mapping[str, Column[Any]], shown: Sequence[str], ways: Ways) -> None:
        # Translators: button: show the list with the chosen columns
        super().__init__(tr("Columns of the list"), tr("Show so"), ways)
        self._known = known
        self.list: Final = QListWidget()
        self.advise(tr("Space shows or hides a column, Alt with the arrows moves it."))
        self.add(self._build_list())
        self.add(self._build_moves())
        self._fill(shown)
        self.submitted.connect(lambda: self.chosen.emit(self.ids()))

    def ids(self) -> tuple[str, ...]:
        """The ticked ones, as they stand."""
        items = [self.list.item(place) for place in range(self.list.count())]
        return tuple(str(item.data(_ID)) for item in items if item.data(_IS_SHOWN))

    def start(self) -> None:
        self.list.setFocus()

    def _build_list(self) -> QWidget:
        self.list.setAccessibleName(tr("Columns of the list"))
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._toggle)
        self.list.setMinimumHeight(look().row_height * len(self._known) + look().px(4))
        return self.list

    def _build_moves(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        for words, sign, by in (
            (tr("Move the column up"), "arrow-up", -1),
            (tr("Move the column down"), "arrow-down", 1),
        ):
            button = quiet(words, sign)
            button.clicked.connect(lambda *_, by=by: self._move(by))
            row.addWidget(button)
        usual = secondary(tr("The usual columns"))
        usual.clicked.connect(lambda *_: self._fill(USUAL))
        row.addWidget(usual)
        row.addStretch(1)
        return whole

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        rest = [one for one in self._known if one not in shown]
        for id_ in (*(one for one in shown if one in self._known), *rest):
            item = QListWidgetItem(self._known[id_].title())
            item.setData(_ID, id_)
            item.setSizeHint(QSize(0, look().row_height))
            self.list.addItem(item)
            _tick(item, is_shown=id_ in shown)
        self.list.setCurrentRow(0)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        """The number always stays: by it one knows which case it is."""
        if item is not None and item.data(_ID) != ALWAYS:
            _tick(item, is_shown=not item.data(_IS_SHOWN))

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentRow(place + by)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._toggle(self.list.currentItem())
                return True
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(by)
                return True
        return super().eventFilter(watched, event)


def _tick(item: QListWidgetItem, *, is_shown: bool) -> None:
    item.setData(_IS_SHOWN, is_shown)
    sign, tone = (
        ("checkbox-marked", Tone.ACCENT) if is_shown else ("checkbox-blank-outline", Tone.SOFT)
    )
    item.setIcon(icon(sign, tone))
    words = (
        tr("shown: {name}", name=item.text())
        if is_shown
        else tr("hidden: {name}", name=item.text())
    )
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
