"""How pictures come to the terms: one's own, everybody's, and what other bodies control."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.ui.sections import DUTIES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_duties() -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is written."""
    yield "duties", partial(_show, "mine")
    yield "duties-people", partial(_show, "people")
    yield "duties-control", partial(_show, "control")


def _show(key: str, window: "MainWindow") -> None:
    window.show_section(DUTIES)
    window.places.duties.choose(key)
