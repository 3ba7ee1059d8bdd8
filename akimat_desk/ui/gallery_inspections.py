"""Pictures of the journal of inspections and of the forms of commission visits."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from akimat_desk.services.desk import Desk

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]
_VISITS: Final = ("visit-order", "visit-made")


def screens_of_inspections(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is written."""
    yield "inspections", lambda window: window.open_inspections()
    yield "inspection-new", _new
    found = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    if found:
        for action in _VISITS:
            yield action, partial(_visit, found[0].id, action)


def _new(window: "MainWindow") -> None:
    window.open_inspections()
    window.places.inspections.open_new()


def _visit(case_id: str, action: str, window: "MainWindow") -> None:
    window.places.card.open_when_read(action)
    window.open_case(case_id)
