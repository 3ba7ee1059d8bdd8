"""How pictures come to a paper that went to the printer: did it come out, and why it did not."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_papers(
    sheet: bytes, number: str
) -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is printed."""
    yield "paper", lambda window: window.show_paper(sheet, number)
    yield "paper-printed", partial(_show_question, sheet, number)
    yield "paper-not-printed", partial(_show_failure, sheet, number)


def _show_question(sheet: bytes, number: str, window: "MainWindow") -> None:
    window.show_paper(sheet, number)
    window.places.paper.ask()


def _show_failure(sheet: bytes, number: str, window: "MainWindow") -> None:
    window.show_paper(sheet, number)
    window.places.paper.preview.print_on("1020")
