"""How the window leads to the acts, and to the form of a new one."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from akimat_desk.ui.file_ways import FileWays
from akimat_desk.ui.sections import ACTS, CASES

if TYPE_CHECKING:
    from akimat_desk.domain.act_wishes import ActTold
    from akimat_desk.ui.main_window import MainWindow


class ActWays(FileWays):
    """The part of Ways that is about papers made by forms. `key_change_asked(Change)` and
    `copy_asked` close the register for it."""

    key_change_asked = Signal(object)
    copy_asked = Signal()

    def leave_case(self) -> None:
        window = cast("MainWindow", self)
        window.places.card.show_case("")
        window.show_section(CASES)

    def open_acts(self) -> None:
        cast("MainWindow", self).show_section(ACTS)

    def open_act_form(self, case_id: str = "", replaces: str = "") -> None:
        window = cast("MainWindow", self)
        window.places.act_form.begin(case_id, replaces)
        self._show_place(window.places.act_form, ACTS)

    def open_act_filled(self, case_id: str, told: "ActTold") -> None:
        cast("MainWindow", self).places.act_form.open_filled(told)
        self.open_act_form(case_id)
