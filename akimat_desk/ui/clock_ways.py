"""How the window comes to ask for the date: when it opens, and when a number was refused for it."""

from typing import TYPE_CHECKING, Final

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

ASKED_FOR: Final = "clock_ahead"


def lead_to_date(window: "MainWindow", desk: Desk) -> None:
    """Asked of whoever gives numbers, as soon as the window opens."""
    me = desk.office.me
    if me is None or not may(me.roles, "register"):
        return
    window.places.when_built("clock_date", lambda place: place.confirmed.connect(window.back_asked))

    def told(trouble: DeskError | None) -> None:
        if trouble is not None and trouble.code == ASKED_FOR:
            window.refuse(trouble)

    window.background.run(desk.trusted_time.trouble, told, owner=window)
