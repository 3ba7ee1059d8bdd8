"""How the window leads to the help: F1 opens the topic of the screen one is in."""

from typing import TYPE_CHECKING

from akimat_desk.ui.sections import HELP

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

CARD = "card"


def show_help(window: "MainWindow") -> None:
    """From the help itself it leads nowhere else."""
    window.places.help.open_for(_topic(window))
    window.show_section(HELP)


def _topic(window: "MainWindow") -> str:
    """Topics bear the names of the sections; the card is a room without one."""
    shown = window.shown_screen()
    if shown is not None and shown is window.places.built(CARD):
        return CARD
    return window.places.section_of(shown)
