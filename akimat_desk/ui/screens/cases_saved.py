"""Lists that were kept under a name: their chips, and the panels that name and rename them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from akimat_desk.services.saved_lists import SavedList
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.chips import chip
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import FlowLayout
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import quiet
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.cases_panel import SidePanel
from akimat_desk.ui.tab_chain import chain
from akimat_desk.ui.theme import Tone


class SavedRow(QWidget):
    """One chip for each kept list; beside the shown one stand renaming and deleting."""

    opened = Signal(object)
    rename_asked = Signal(object)
    drop_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lists: tuple[SavedList, ...] = ()
        self._shown: int | None = None
        self._chips: dict[int, QPushButton] = {}
        self._row = FlowLayout(6)
        # Chips are made anew; this keeps their place in the way of Tab.
        self._anchor = QPushButton(self)
        self._anchor.hide()
        self.setLayout(self._row)
        self.hide()

    def show_lists(self, lists: Sequence[SavedList], shown: int | None) -> None:
        if (tuple(lists), shown) == (self.lists, self._shown):
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.lists, self._shown = tuple(lists), shown
        self._fill()
        self.setVisible(bool(lists))
        if had_focus:
            self._focus_shown()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        buttons = [self._anchor]
        self._chips = {one.id: self._chip(one) for one in self.lists}
        for one in self.lists:
            buttons.append(self._chips[one.id])
            if one.id == self._shown:
                buttons += self._beside(one)
        for button in buttons[1:]:
            self._row.addWidget(button)
        chain(*buttons)
        self.updateGeometry()

    def _chip(self, one: SavedList) -> QPushButton:
        is_shown = one.id == self._shown
        button = chip(one.name)
        button.setIcon(icon("bookmark" if is_shown else "bookmark-outline", Tone.SOFT))
        button.setChecked(is_shown)
        button.setAccessibleName(tr("List: {name}", name=one.name))
        button.setObjectName(f"saved {one.id}")
        button.clicked.connect(partial(self._open, one))
        return button

    def _beside(self, one: SavedList) -> tuple[QPushButton, ...]:
        rename = quiet(tr("Rename the list {name}", name=one.name), "pencil-outline")
        rename.clicked.connect(lambda *_: self.rename_asked.emit(one))
        drop = quiet(tr("Delete the list {name}", name=one.name), "trash-can-outline")
        drop.clicked.connect(lambda *_: self.drop_asked.emit(one))
        return rename, drop

    def _open(self, one: SavedList, *_: object) -> None:
        self.opened.emit(one)

    def _focus_shown(self) -> None:
        shown = self._chips.get(-1 if self._shown is None else self._shown)
        if shown is not None:
            shown.show()
            shown.setFocus()


class NamePanel(SidePanel):
    """`named(name)` at the verb."""

    named = Signal(str)

    def __init__(self, title: str, verb: str, name: str, ways: Ways) -> None:
        super().__init__(title, verb, ways)
        field: Final = TextField()
        self.form.row(Entry("name", tr("&Name of the list"), field, is_required=True))
        field.restore(name)
        self.submitted.connect(lambda: self.named.emit(str(field.value())))
