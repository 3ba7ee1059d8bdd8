"""How the window leads to the blackout pads, and from a blank to its registration."""

from typing import TYPE_CHECKING, cast

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_clock_ways import CaseClockWays
from akimat_desk.ui.sections import REGISTER

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

PAD_KEYS = "Ctrl+B"


def may_use_pads(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "register")


def lead_to_pads(window: "MainWindow", group: str) -> None:
    """A key for whoever registers."""
    if window.places.may_use_pads:
        window.shortcuts.add(PAD_KEYS, tr("Blackout pad"), window.open_pads, group)


class PadWays(CaseClockWays):
    """The part of Ways that is about blank receipts."""

    def open_pads(self) -> None:
        window = cast("MainWindow", self)
        self._show_place(window.places.pads, REGISTER)
