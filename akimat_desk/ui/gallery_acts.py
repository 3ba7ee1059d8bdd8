"""How pictures come to the acts: the list, the form of a new one, and one that lacks its parts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.paths import RESOURCES
from akimat_desk.services.templates import read_template
from akimat_desk.ui.sections import ACTS

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.acts import ActsPlace


def screens_of_acts() -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """Nothing is issued, and nothing typed is kept."""
    yield "acts", lambda window: window.show_section(ACTS)
    yield "acts-forms", lambda window: window.open_act_form()
    yield "act-form", partial(_show_form, "residence-certificate")
    yield "act-form-missing", partial(_show_form, "hand-over-act", is_filled=False)
    yield "act-deliver", _show_delivery


def _show_form(template: str, window: "MainWindow", *, is_filled: bool = True) -> None:
    """With the words of the form's own sample."""
    own = read_template(RESOURCES / "templates" / template)[1] if is_filled else {}
    window.places.act_form.open_filled(ActTold(template=template, told=own.get("ky", {})))
    window.open_act_form()


def _show_delivery(window: "MainWindow") -> None:
    place: ActsPlace = window.places.acts
    window.show_section(ACTS)

    def show(*_: object) -> None:
        row = place.board.current()
        if row is not None:
            place.open_step("deliver", row)

    place.board.list.shown.connect(show, Qt.ConnectionType.SingleShotConnection)
