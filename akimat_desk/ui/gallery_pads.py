"""How pictures come to the blackout pads: the list, its forms, and a blank being registered."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from akimat_desk.domain.pads import Pad
from akimat_desk.services.desk import Desk
from akimat_desk.ui.pad_ways import may_use_pads

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_pads(desk: Desk) -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is written: a form is filled in and left."""
    if not may_use_pads(desk):
        return
    yield "pads", lambda window: window.open_pads()
    yield "pads-print", _show_form
    number = next(_left(desk.pads.all()), "")
    if number:
        yield "register-blank", lambda window: window.open_register({"pad_number": number})


def _show_form(window: "MainWindow") -> None:
    window.open_pads()
    window.places.pads.print_new()


def _left(pads: tuple[Pad, ...]) -> Iterator[str]:
    for pad in pads:
        yield from (blank.number for blank in pad.blanks if blank.stage == "left")
