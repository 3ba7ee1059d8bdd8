"""How the window leads to the post: the count at the side, and whoever may take it in."""

from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.due_count import DueCount
from akimat_desk.ui.sections import POST
from akimat_desk.ui.side_count import SideCount

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def may_take_in(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "register")


def lead_to_post(window: "MainWindow", desk: Desk, due: DueCount) -> None:
    """Counted whenever the due cases are; nothing stands at the side of whoever may not."""
    if not may_take_in(desk):
        return
    side = SideCount(lambda: len(desk.post.waiting()), window.background, window)
    side.counted.connect(partial(window.show_count, POST))

    def ask() -> None:
        place = window.places.built("post")
        side.ask() if place is None else place.ask_count()

    due.counted.connect(lambda *_: ask())
    window.places.when_built("post", lambda place: place.counted.connect(side.counted))
