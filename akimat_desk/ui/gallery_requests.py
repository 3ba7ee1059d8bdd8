"""How pictures come to the request: a paper that may be asked, and one that the state holds."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

_OFTEN = 20


def screens_of_requests(
    case_id: str, go: Callable[["MainWindow"], None]
) -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Of a case that is open; `go` opens the form of its request."""
    yield "request", lambda window: _filled(window, case_id, go, "household_data")
    yield "request-guard", lambda window: _filled(window, case_id, go, "passport", "birth_data")


def _filled(
    window: "MainWindow", case_id: str, go: Callable[["MainWindow"], None], *papers: str
) -> None:
    from akimat_desk.ui.screens.request import RequestPanel  # noqa: PLC0415

    go(window)

    def fill() -> None:
        panel = window.places.card.findChild(RequestPanel, "request")
        if panel is None or panel.seat.card.id != case_id:
            QTimer.singleShot(_OFTEN, window, fill)
            return
        panel.form.restore({"documents": "\n".join((*papers, ""))})
        panel.form.restore({"ground": panel.seat.card.header.subject})
        panel.start()

    fill()
