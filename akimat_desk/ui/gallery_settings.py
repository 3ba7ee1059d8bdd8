"""Pictures of every page of the settings, of its forms, and of the topics of the help."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from akimat_desk.ui.gallery_disputes import screens_of_disputes
from akimat_desk.ui.places import HELP, SETTINGS
from akimat_desk.ui.screens.settings import PAGES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]
TOPICS: Final = ("bar", "states", "keys", "trouble", "words")
# The main button of these pages opens a form.
FORMS: Final = ("office", "people", "posts", "history", "answers", "bodies")
# Its main button waits for what the page has to ask first.
ASKED_MS: Final = 100
OPENS: Final = "F2"


def screens_of_settings() -> Iterator[tuple[str, Go]]:
    for page in PAGES[1:]:
        yield f"settings-{page}", partial(_page, page)
    yield from screens_of_disputes()
    for page in FORMS:
        yield f"settings-{page}-form", partial(_form, page)
    for topic in TOPICS:
        yield f"help-{topic}", partial(_topic, topic)


def _page(page: str, window: "MainWindow") -> None:
    window.places.settings.show_page(page)
    window.show_section(SETTINGS)


def _form(page: str, window: "MainWindow") -> None:
    """Nothing is written: the form is only opened."""
    _page(page, window)
    QTimer.singleShot(ASKED_MS, window, partial(_open, window))


def _open(window: "MainWindow") -> None:
    action = window.places.settings.main_action()
    # Another picture may be on its way by now: what opens a form is F2, what writes is not.
    if action is not None and action.keys == OPENS:
        action.run()


def _topic(topic: str, window: "MainWindow") -> None:
    window.places.help.show_topic(topic)
    window.show_section(HELP)
