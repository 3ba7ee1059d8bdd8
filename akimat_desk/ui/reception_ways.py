"""How the window leads to reception and the hotline."""

from functools import cached_property
from typing import TYPE_CHECKING

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.head_places import HeadPlaces
from akimat_desk.ui.palette import PaletteItem
from akimat_desk.ui.sections import RECEPTION

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.reception import ReceptionPlace


def may_receive(desk: Desk) -> bool:
    me = desk.office.me
    return me is not None and may(me.roles, "reception")


class ReceptionPlaces(HeadPlaces):
    """The share of the window's places that belongs to reception."""

    @cached_property
    def reception(self) -> "ReceptionPlace":
        from akimat_desk.ui.screens.reception import ReceptionPlace  # noqa: PLC0415

        return self._entered(RECEPTION, ReceptionPlace(*self._given))

    @cached_property
    def may_receive(self) -> bool:
        return may_receive(self._given[0])


def offers_of_reception(window: "MainWindow") -> list[PaletteItem]:
    """For the palette: a card without going to the place first."""
    if not window.places.may_receive:
        return []
    words = tr("New reception card")
    return [PaletteItem(words, lambda: new_card(window), "account-voice", tr("command"), "Ins")]


def new_card(window: "MainWindow") -> None:
    window.show_section(RECEPTION)
    window.places.reception.begin()
