"""How pictures come to other bodies: what is awaited of them, and the forms of the card."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.sections import DUTIES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]


def screens_of_bodies(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is written."""
    yield "bodies-awaited", _awaited
    rows = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    asked = [one.case for one in desk.body_asks.awaited() if one.is_case_open]
    me = desk.office.me
    if rows and me is not None and may(me.roles, "ask-body"):
        yield "bodies-ask", partial(_form, rows[0].id, "ask-body")
    if asked:
        yield "bodies-answered", partial(_form, asked[0], "body-answered")
    if asked and me is not None and may(me.roles, "remind-body"):
        yield "bodies-remind", partial(_form, asked[0], "remind-body")


def _awaited(window: "MainWindow") -> None:
    window.show_section(DUTIES)
    window.places.duties.choose("awaited")


def _form(case_id: str, action: str, window: "MainWindow") -> None:
    window.places.card.open_when_read(action)
    window.open_case(case_id)
