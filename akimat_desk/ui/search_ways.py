"""The search field of the frame leads to the list of cases, wherever one is."""

from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.ui.sections import CASES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def lead_to_cases(window: "MainWindow") -> None:
    """While one types the list narrows; Enter opens the case where one alone is meant."""
    window.searched.connect(partial(_search, window))
    window.search_entered.connect(partial(_search_and_open, window))


def _search(window: "MainWindow", text: str) -> None:
    if not _is_at_cases(window):
        if not text.strip():
            return
        window.show_section(CASES, keeps_focus=True)
    window.places.cases.search(text)


def _search_and_open(window: "MainWindow", text: str) -> None:
    if not text.strip():
        return
    if not _is_at_cases(window):
        window.show_section(CASES, keeps_focus=True)
    window.places.cases.search_and_open(text)


def _is_at_cases(window: "MainWindow") -> bool:
    shown = window.shown_screen()
    return shown is not None and shown is window.places.built(CASES)
