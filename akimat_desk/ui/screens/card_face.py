"""What the card shows of one reading: its head, its tabs and the buttons under them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from akimat_desk.services.card_readings import CardReading
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.actions import Action
from akimat_desk.ui.screens.actions_all import Panel, takes_whole_width
from akimat_desk.ui.screens.card_buttons import CardButtons
from akimat_desk.ui.screens.card_header import CardHeader
from akimat_desk.ui.screens.card_keys import turn_tabs
from akimat_desk.ui.screens.card_tabs import TERMS, build_tabs
from akimat_desk.ui.theme import look

NARROW_UNDER: Final = 900
LOW_UNDER: Final = 560


class CardFace:
    """Built anew when the case is another than before; `remove` takes it off the screen."""

    def __init__(
        self,
        card: CardReading,
        place: Place,
        actions: Mapping[str, Action],
        open_action: Callable[[str], None],
    ) -> None:
        self.header: Final = CardHeader(
            card,
            partial(self.open_tab, TERMS),
            _way_to_applicant(place, card.header.person),
            place.ways.open_case,
        )
        self.tabs: Final = build_tabs(card, place, partial(open_action, "deliver"))
        self.buttons: Final = CardButtons(card, actions, open_action)
        turn_tabs(self.tabs)

    def put_into(self, column: QVBoxLayout, middle: QHBoxLayout) -> None:
        column.insertWidget(0, self.header)
        middle.insertWidget(0, self.tabs, 11)
        column.addWidget(self.buttons)

    def remove(self) -> None:
        for widget in (self.header, self.tabs, self.buttons):
            widget.hide()
            widget.deleteLater()

    def open_tab(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        self.tabs.currentWidget().setFocus()

    def arrange(self, size: QSize, panel: Panel | None) -> None:
        """A form stands beside the tabs, or in their place where there is no room for both."""
        is_narrow = size.width() < look().px(NARROW_UNDER)
        is_low = size.height() < look().px(LOW_UNDER)
        wants_two = panel is not None and takes_whole_width(panel)
        self.tabs.setVisible(panel is None or not (is_narrow or wants_two))
        self.buttons.setVisible(panel is None)
        wants_room = wants_two or (is_low and panel is not None)
        self.header.small(is_small=wants_room, is_low=is_low)


def _way_to_applicant(place: Place, person: str) -> Callable[[], None] | None:
    """None in a window that has no cards of applicants."""
    open_applicant = getattr(place.ways, "open_applicant", None)
    return None if open_applicant is None else partial(open_applicant, person)
