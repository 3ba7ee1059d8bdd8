"""Pictures of the mail, and of the register with the scan of an envelope."""

from collections.abc import Callable, Iterator

from akimat_desk.services.desk import Desk
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.post_ways import may_take_in
from akimat_desk.ui.screens.post import SECTION

Go = Callable[[MainWindow], None]


def screens_of_post(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Names and ways to come there; an envelope is opened only where one with a scan waits."""
    if not may_take_in(desk):
        return
    yield "post", lambda window: window.show_section(SECTION)
    scanned = [one for one in desk.post.waiting() if one.files]
    if scanned:
        yield "register-scan", lambda window: window.open_register({"draft": scanned[-1].id})
