"""Keys of the card that no button of it shows: from tab to tab, and the list of all of them."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget

from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.actions import Action
from akimat_desk.ui.screens.card_buttons import MORE_KEY
from akimat_desk.ui.screens.card_terms import CLOCK_KEY
from akimat_desk.ui.screens.files_actions import with_key
from akimat_desk.ui.shortcuts import KeyLine

NEXT_TAB: Final = "Ctrl+Tab"
TAB_BEFORE: Final = "Ctrl+Shift+Tab"


def turn_tabs(tabs: QTabWidget) -> None:
    """From wherever the focus is on the card; the last tab is followed by the first."""
    for keys, step in ((NEXT_TAB, 1), (TAB_BEFORE, -1)):
        shortcut = QShortcut(QKeySequence(keys), tabs)
        shortcut.activated.connect(lambda step=step: _turn(tabs, step))


def _turn(tabs: QTabWidget, step: int) -> None:
    tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())
    tabs.tabBar().setFocus()


def key_lines(card: CardReading | None, actions: Mapping[str, Action]) -> Iterator[KeyLine]:
    """For the keyboard map: only what this person may do on this case now."""
    group = tr("On this screen")
    offered = () if card is None else card.offered
    for name in offered:
        action = with_key(actions[name], offered) if name in actions else None
        if action is not None and action.keys:
            yield KeyLine(group, action.keys, action.title())
    yield KeyLine(group, MORE_KEY, tr("More"))
    yield KeyLine(group, CLOCK_KEY, tr("Clock of the case"))
    yield KeyLine(group, NEXT_TAB, tr("next tab"))
    yield KeyLine(group, TAB_BEFORE, tr("tab before"))
    yield KeyLine(group, "Esc", tr("put the form away; what was typed is kept"))
