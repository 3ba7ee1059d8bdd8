"""How the window leads to the resolutions: the count at the side, and whoever may enter them."""

from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.due_count import DueCount
from akimat_desk.ui.head_ways import lead_to_head
from akimat_desk.ui.sections import RESOLUTIONS
from akimat_desk.ui.side_count import SideCount

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.resolution import ResolutionPlace


def may_resolve(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "assign")


def lead_to_resolutions(window: "MainWindow", desk: Desk, due: DueCount) -> None:
    """Counted whenever the due cases are; nothing stands at the side of whoever may not resolve."""
    lead_to_head(window, desk)
    if not may_resolve(desk):
        return
    side = SideCount(desk.cards.resolutions.count, window.background, window)
    side.counted.connect(partial(window.show_count, RESOLUTIONS))
    due.counted.connect(lambda *_: side.ask())

    def follow(place: "ResolutionPlace") -> None:
        window.section_shown.connect(place.heed)
        place.counted.connect(side.counted)
        place.pen_asked.connect(window.open_pen)

    window.places.when_built("resolution", follow)
