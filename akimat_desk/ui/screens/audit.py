"""The auditor's view: is everything whole, who wrote what, who looked at what."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.audit_check import CheckPage
from akimat_desk.ui.screens.audit_lists import AccessBoard, EntriesBoard
from akimat_desk.ui.theme import look

CHECK, ENTRIES, ACCESS = "check", "entries", "access"


class AuditPlace(Place):
    """Three parts, one of them shown. Nothing can be changed here."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        given = (desk, background, ways)
        self.check: Final = CheckPage(*given)
        self.entries: Final = EntriesBoard(*given)
        self.access: Final = AccessBoard(*given)
        self.parts: Final[dict[str, CheckPage | EntriesBoard | AccessBoard]] = {
            CHECK: self.check,
            ENTRIES: self.entries,
            ACCESS: self.access,
        }
        self._chips = {key: chip(words) for key, words in _words().items()}
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(partial(self.choose, key))
            self._stack.addWidget(self.parts[key])
        self._chips[CHECK].setChecked(True)
        stop_at_chosen(group)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addWidget(flow(*self._chips.values()))
        layout.addWidget(self._stack, 1)
        self.begin_at(self._chips[CHECK])
        self.check.retitled.connect(self.ways.retitle)

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    def choose(self, key: str, *_: object) -> None:
        """Brings one of the parts to the front."""
        self._chips[key].setChecked(True)
        self._stack.setCurrentWidget(self.parts[key])
        self.begin_at(self._chips[key])
        self._chips[key].setFocus()
        self.ways.retitle()
        self.parts[key].ask()

    def title(self) -> str:
        return tr("Audit")

    def main_action(self) -> MainAction | None:
        return self.check.main_action() if self.chosen == CHECK else None

    def shown(self) -> None:
        self.parts[self.chosen].ask()


def _words() -> dict[str, str]:
    return {
        CHECK: tr("Whether all is whole"),
        ENTRIES: tr("Who wrote what"),
        ACCESS: tr("Who looked at what"),
    }
