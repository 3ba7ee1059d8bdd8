"""The card of one case: who answers, by when, what was said and done, and what to do next."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.screens.actions_all import Panel, all_actions, panel_for, takes_whole_width
from akimat_desk.ui.screens.card_buttons import CardButtons
from akimat_desk.ui.screens.card_copy import draft_from
from akimat_desk.ui.screens.card_header import CardHeader
from akimat_desk.ui.screens.card_tabs import TERMS, build_tabs
from akimat_desk.ui.screens.card_typed import Typed
from akimat_desk.ui.theme import look

NEXT_KEY: Final = "F2"
NARROW_UNDER: Final = 900
LOW_UNDER: Final = 560
# Forms that another form may ask for in between.
DETOURS: Final = ("length", "correct", "report", "reply")


class CardPlace(Place):
    """Empty until `show_case`. A form opens inside it; what is typed there outlives leaving."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._case_id = ""
        self._card: CardReading | None = None
        self._choices: Choices | None = None
        self._actions = all_actions()
        self._panel: Panel | None = None
        self._typed = Typed()
        self._header: CardHeader | None = None
        self._tabs: QTabWidget | None = None
        self._buttons: CardButtons | None = None
        self._detour_from = self._wanted = ""
        self._is_arriving = False
        self._column = QVBoxLayout(self)
        self._middle = QHBoxLayout()
        self._build()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(10))
        self._middle.setSpacing(look().px(12))
        self._column.addLayout(self._middle, 1)

    # What the window asks

    def show_case(self, case_id: str) -> None:
        if case_id != self._case_id:
            self._close_panel()
            self._clear()
            self._case_id, self._card, self._wanted = case_id, None, ""
            self._is_arriving = True
        self._load()

    def title(self) -> str:
        return tr("Case")

    def main_action(self) -> MainAction | None:
        """None while a form is open: its own verb is the primary button then."""
        name = "" if self._card is None else self._card.next_action
        if not name or self._panel is not None:
            return None
        return MainAction(self._actions[name].title(), NEXT_KEY, partial(self.open_action, name))

    def shown(self) -> None:
        if self._case_id:
            self._load()

    def left(self) -> None:
        if self._panel is not None:
            self._typed.keep(self._panel)

    def open_tab(self, number: int) -> None:
        if self._tabs is not None:
            self._tabs.setCurrentIndex(number)
            self._tabs.currentWidget().setFocus()

    # Loading

    def _load(self) -> None:
        desk, case_id = self.desk, self._case_id
        self.background.run(
            lambda: (desk.cards.card(case_id), desk.cards.choices()),
            self._show,
            owner=self,
            key="card",
        )

    def _show(self, read: tuple[CardReading, Choices]) -> None:
        card, self._choices = read
        if card.id == self._case_id and card != self._card:
            self._card = card
            self._show_card(card)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.open_action(wanted)

    def _show_card(self, card: CardReading) -> None:
        tab = 0 if self._tabs is None else self._tabs.currentIndex()
        self._clear()
        self._header = CardHeader(card, partial(self.open_tab, TERMS))
        self._tabs = build_tabs(card, self, partial(self.open_action, "deliver"))
        self._tabs.setCurrentIndex(tab)
        self._buttons = CardButtons(card, self._actions, self.open_action)
        self._column.insertWidget(0, self._header)
        self._middle.insertWidget(0, self._tabs, 11)
        self._column.addWidget(self._buttons)
        self._arrange()
        self._take_focus(self._tabs)
        self.ways.retitle()

    def _take_focus(self, tabs: QTabWidget) -> None:
        """When a case is opened; later only if nobody is busy elsewhere in the window."""
        self.setFocusProxy(tabs.tabBar())
        if self._panel is None and (self._is_arriving or _is_free(self)):
            tabs.show()
            tabs.tabBar().setFocus()
        self._is_arriving = False

    def _clear(self) -> None:
        for widget in (self._header, self._tabs, self._buttons):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._header = self._tabs = self._buttons = None

    # Forms

    def open_action(self, asked: str) -> None:
        """`asked` is the name of an action, with a rule's id after it where it needs one."""
        name, _, rule = asked.partition(" ")
        card, choices = self._card, self._choices
        if card is None or choices is None:
            return
        if name == "new":
            self.ways.open_register(draft_from(card))
            return
        before = "" if self._panel is None else self._panel.objectName()
        self._close_panel()
        # A detour comes back to the form it was made from.
        self._detour_from = before if name in DETOURS else ""
        seat = Seat(self.desk, self.background, self.ways, card, choices)
        panel = panel_for(self._actions[name], seat, rule)
        panel.setObjectName(name)
        self._typed.bring_back(panel)
        panel.put_away.connect(self._put_away)
        panel.done.connect(self._done)
        panel.asked.connect(self.open_action)
        self._panel = panel
        self._middle.addWidget(panel, 10)
        # Only what is seen can take the focus, and layouts show what is new a moment later.
        panel.show()
        self._arrange()
        self.ways.retitle()
        panel.start()

    def _close_panel(self) -> None:
        self.left()
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = None

    def _put_away(self) -> None:
        self._close_panel()
        self._arrange()
        self.ways.retitle()
        if self._tabs is not None:
            self._tabs.tabBar().setFocus()

    def _done(self, words: str) -> None:
        panel = self._panel
        self._close_panel()
        if panel is not None:
            self._typed.forget(panel)
        self._arrange()
        self._wanted, self._detour_from = self._detour_from, ""
        self._is_arriving = True
        self.ways.say(Weight.GOOD, words)
        self.ways.changed()
        self.ways.retitle()
        self._load()

    def _arrange(self) -> None:
        """A form stands beside the tabs, or in their place where there is no room for both."""
        panel = self._panel
        is_narrow, is_low = _tight(self.size())
        wants_two = panel is not None and takes_whole_width(panel)
        if self._header is not None and self._tabs is not None and self._buttons is not None:
            self._tabs.setVisible(panel is None or not (is_narrow or wants_two))
            self._buttons.setVisible(panel is None)
            wants_room = wants_two or (is_low and panel is not None)
            self._header.small(is_small=wants_room, is_low=is_low)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        may_attach = self._card is not None and "attach" in self._card.offered
        if may_attach and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The form opens with the file in it: how many sheets it has only people know."""
        path = _dropped(event)
        if not path:
            self.ways.refuse(FieldWrong("file", "unknown"))
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.open_action("attach")
        if self._panel is not None:
            self._panel.form.restore({"file": path})


def _dropped(event: QDropEvent) -> str:
    """The first file of what was dropped; empty where it is none of this computer."""
    local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return local[0] if local and Path(local[0]).is_file() else ""


def _tight(size: QSize) -> tuple[bool, bool]:
    """Whether it is too narrow for two columns, too low for a high header."""
    return size.width() < look().px(NARROW_UNDER), size.height() < look().px(LOW_UNDER)


def _is_free(place: QWidget) -> bool:
    """Nobody is typing in another part of the window."""
    busy = QApplication.focusWidget()
    return busy is None or busy is place or place.isAncestorOf(busy)
