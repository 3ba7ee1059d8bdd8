"""How the window leads to the clock of a case, and back."""

from typing import TYPE_CHECKING, cast

from akimat_desk.ui.head_ways import HeadWays
from akimat_desk.ui.sections import CASES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


class CaseClockWays(HeadWays):
    """The part of Ways that is about the clock of one case."""

    def open_clock(self, case_id: str) -> None:
        window = cast("MainWindow", self)
        window.places.clock.show_case(case_id)
        self._show_place(window.places.clock, CASES)
