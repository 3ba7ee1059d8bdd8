"""How pictures come to the head's folder: the head's screen, the sheets that are out, one open."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.services.desk import Desk
from akimat_desk.ui.head_ways import may_look
from akimat_desk.ui.resolution_ways import may_resolve

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_head(desk: Desk) -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is written."""
    if may_look(desk):
        yield "head", lambda window: window.open_head()
    if not may_resolve(desk):
        return
    yield "pen-sheets", lambda window: window.open_pen()
    sheets = desk.pen_sheets.open_sheets()
    if sheets and desk.cards.choices().head is not None:
        yield "pen", partial(_open, sheets[0].sheet)


def _open(sheet: str, window: "MainWindow") -> None:
    window.open_pen()
    window.places.pen.open(sheet)
