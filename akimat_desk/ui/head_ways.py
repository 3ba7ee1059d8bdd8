"""How the window leads to the head's screen and folder, and from its panels to whole lists."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.incoming_ways import IncomingWays
from akimat_desk.ui.sections import CASES, DUTIES, RESOLUTIONS, TODAY

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.head import HeadPlace
    from akimat_desk.ui.screens.today import TodayPlace


def may_look(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "head")


def begins_here(desk: Desk) -> bool:
    """The day of a head who does not register begins on their own screen."""
    me = desk.office.me
    return me is not None and "head" in me.roles and "registrar" not in me.roles


class HeadWays(IncomingWays):
    """The part of Ways that is about the head's pen."""

    def open_head(self) -> None:
        self._show_place(cast("MainWindow", self).places.head, TODAY)

    def open_pen(self) -> None:
        """*Enter resolutions*, at the field for the scanner."""
        pen = cast("MainWindow", self).places.pen
        self._show_place(pen, RESOLUTIONS)
        pen.begin()

    def open_late(self, login: str = "") -> None:
        """The overdue cases of one official, or of all."""
        window = cast("MainWindow", self)
        window.show_section(CASES)
        window.clear_search()
        window.places.cases.show_filter(f"overdue {login}".strip())


def lead_to_head(window: "MainWindow", desk: Desk) -> None:
    if not may_look(desk):
        return

    def follow_today(place: "TodayPlace") -> None:
        place.head_asked.connect(window.open_head)

    def follow_head(place: "HeadPlace") -> None:
        place.asked.connect(partial(_show_list, window))

    window.places.when_built(TODAY, follow_today)
    window.places.when_built("head", follow_head)
    if begins_here(desk):
        QTimer.singleShot(0, window, partial(_begin, window))


def _begin(window: "MainWindow") -> None:
    """Unless somebody has gone on already."""
    if window.shown_screen() is window.places.built(TODAY):
        window.open_head()


def _show_list(window: "MainWindow", name: str, login: str) -> None:
    match name:
        case "resolve":
            window.show_section(RESOLUTIONS)
        case "sign":
            window.open_acts()
            window.places.acts.board.choose("to_sign")
        case "control":
            window.show_section(DUTIES)
            window.places.duties.choose("control")
        case "overdue":
            window.open_late(login)
        case _:
            pass
