"""Letters to other bodies as the forms of the card make them: asked, reminded, sent on."""

from typing import Any

from akimat_desk.services.body_asks import Made
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.actions import Seat, Wish


def ask_with_letter(desk: Desk, case_id: str, _: str, wish: Wish) -> Made:
    told = dict(wish)
    return desk.body_asks.ask(case_id, told, letter=bool(told.pop("letter", False)))


def remind_with_letter(desk: Desk, case_id: str, _: str, wish: Wish) -> Made:
    told = dict(wish)
    return desk.body_asks.remind(case_id, told, letter=bool(told.pop("letter", False)))


def forward_with_letter(desk: Desk, case_id: str, name: str, wish: Wish) -> object:
    """Without a letter of ours the case goes all the same: it may have been made by hand."""
    told = dict(wish)
    if told.pop("letter", False):
        return desk.body_asks.forward(case_id, told)
    return desk.cases.do(case_id, name, told)


def show_letter(seat: Seat, made: Any) -> None:
    """A letter that waits for its number is printed where it gets one."""
    if isinstance(made, Made) and made.letter is not None and made.letter.paper is not None:
        name = tr("Letter {number}", number=made.letter.number)
        seat.ways.show_paper(made.letter.paper.data, name)
