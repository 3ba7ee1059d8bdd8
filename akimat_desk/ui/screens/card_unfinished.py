"""What somebody began to type on this case and did not finish, to go on with or to throw away."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import FlowLayout
from akimat_desk.ui.labels import quiet, secondary, soft
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.actions import Action
from akimat_desk.ui.screens.card_drafts import CardDrafts
from akimat_desk.ui.theme import look


class Unfinished(QWidget):
    """One line above the tabs; hidden where there is nothing."""

    opened = Signal(str)
    thrown = Signal()

    def __init__(self, actions: Mapping[str, Action], drafts: CardDrafts, ways: Ways) -> None:
        super().__init__()
        self._actions, self._drafts, self._ways = actions, drafts, ways
        self._case_id = ""
        self._row = FlowLayout(8)
        self.setLayout(self._row)
        self.hide()

    def show_case(self, case_id: str, open_form: str = "") -> None:
        """What is open at the moment is left out; unknown forms are of a newer program."""
        self._case_id = case_id
        names = self._drafts.unfinished(case_id)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        known = [name for name in names if name in self._actions and name != open_form]
        if known:
            self._row.addWidget(soft(tr("Unfinished:")))
        for name in known:
            self._row.addWidget(self._chip(name))
        self.setVisible(bool(known))
        self.updateGeometry()

    def _chip(self, name: str) -> QWidget:
        words = self._actions[name].title()
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(2))
        go_on = secondary(words, self._actions[name].icon)
        # Translators: {form} is the title of a form, for example: Prepare the answer
        go_on.setAccessibleName(tr("Go on with: {form}", form=words))
        go_on.clicked.connect(lambda *_: self.opened.emit(name))
        away = quiet(tr("Throw away what was typed: {form}", form=words), "close")
        away.clicked.connect(lambda *_: self._throw_away(name))
        row.addWidget(go_on)
        row.addWidget(away)
        return whole

    def _throw_away(self, name: str) -> None:
        case_id, was = self._case_id, self._drafts.drop(self._case_id, name)
        words = tr("What was typed is thrown away.")
        self._ways.say_undoable(words, partial(self._bring_back, case_id, name, was))
        self.show_case(case_id)
        self.thrown.emit()

    def _bring_back(self, case_id: str, name: str, was: dict[str, str]) -> None:
        self._drafts.bring_back(case_id, name, was)
        self.show_case(self._case_id)
