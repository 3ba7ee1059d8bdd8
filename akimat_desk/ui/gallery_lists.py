"""States of the list of cases for the pictures: marked rows, unfolded filters, chosen columns."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from akimat_desk.ui.places import CASES
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.cases_panels import COLUMNS
from akimat_desk.ui.screens.cases_question import Question

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]
_MANY: Final = ("number", "applicant", "kind", "channel", "topic", "registered", "labels", "left")


def screens_of_lists() -> Iterator[tuple[str, Go]]:
    """Nothing is written; a panel is only opened."""
    yield "cases-marked", partial(_after_loading, act=partial(_mark, panel="assign"))
    yield "cases-chosen", partial(_after_loading, act=partial(_mark, panel=""))
    yield "cases-filters", partial(_after_loading, act=_unfold)
    yield "cases-columns", partial(_after_loading, act=_choose_columns)
    yield "cases-export", partial(_after_loading, act=partial(_mark, panel="export"))


def _after_loading(window: "MainWindow", act: Callable[[CasesPlace], None]) -> None:
    cases = window.places.cases
    todo = [act]

    def go(*_: object) -> None:
        if todo:
            QTimer.singleShot(0, cases, partial(todo.pop(), cases))

    window.show_section(CASES)
    cases.loaded.connect(go)


def _mark(cases: CasesPlace, panel: str) -> None:
    cases.mark_first(4)
    if panel:
        cases.open_panel(panel)


def _unfold(cases: CasesPlace) -> None:
    cases.ask(Question(state="all").narrowed_by(channel="post", registered_from="2026-11-01"))
    cases.unfold()


def _choose_columns(cases: CasesPlace) -> None:
    cases.use_columns(_MANY)
    cases.ask(Question(sort="registered").narrowed_by(channel="post"))
    cases.open_panel(COLUMNS)
