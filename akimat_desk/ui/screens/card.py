"""The card of one case: who answers, by when, what was said and done, and what to do next."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.access_ways import note_opening
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.screens.actions_all import Panel
from akimat_desk.ui.screens.card_copy import draft_from
from akimat_desk.ui.screens.card_drafts import CardDrafts, of_cards
from akimat_desk.ui.screens.card_face import CardFace
from akimat_desk.ui.screens.card_forms import CardForms
from akimat_desk.ui.screens.card_keys import key_lines
from akimat_desk.ui.screens.card_unfinished import Unfinished
from akimat_desk.ui.screens.control_letters import open_letter
from akimat_desk.ui.screens.files_actions import lead_away
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

NEXT_KEY: Final = "F6"
_TAB: Final = "tab "
_Read = tuple[CardReading, Choices, tuple[Draft, ...]]


class CardPlace(Place):
    """Empty until `show_case`. A form opens inside it; what is typed there outlives leaving."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._case_id = ""
        self._card: CardReading | None = None
        self._choices: Choices | None = None
        self.face: CardFace | None = None
        self._wanted = ""
        self._is_arriving = False
        self._column = QVBoxLayout(self)
        self._middle = QHBoxLayout()
        self._drafts = CardDrafts(desk, background, self)
        self._forms = CardForms(self, self._drafts, self._middle)
        self._unfinished = Unfinished(self._forms.actions, self._drafts, ways)
        self._build()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(10))
        self._middle.setSpacing(look().px(12))
        self._column.addWidget(self._unfinished)
        self._column.addLayout(self._middle, 1)
        self._forms.arranged.connect(self._arrange_and_retitle)
        self._forms.put_away.connect(self._focus_tabs)
        self._forms.done.connect(self._done)
        self._unfinished.opened.connect(self.open_action)
        self._unfinished.thrown.connect(self._focus_tabs)

    @property
    def _panel(self) -> Panel | None:
        return self._forms.panel

    # What the window asks

    def show_case(self, case_id: str) -> None:
        if case_id != self._case_id:
            self._forms.close()
            self._clear()
            self._case_id, self._card = case_id, None
            self._is_arriving = True
        note_opening(self, CASE, case_id)
        self.shown()

    def open_when_read(self, asked: str) -> None:
        """The next case that is shown comes with this form, or with a tab: "reply", "tab 1"."""
        self._wanted = asked

    def title(self) -> str:
        return tr("Case")

    def main_action(self) -> MainAction | None:
        """None while a form is open: its own verb is the primary button then."""
        name = "" if self._card is None else self._card.next_action
        if not name or self._panel is not None:
            return None
        words = self._forms.actions[name].title()
        return MainAction(words, NEXT_KEY, partial(self.open_action, name))

    def keys(self) -> Sequence[KeyLine]:
        return tuple(key_lines(self._card, self._forms.actions))

    def shown(self) -> None:
        if self._case_id:
            self._load()

    def left(self) -> None:
        self._drafts.keep()

    def open_tab(self, number: int) -> None:
        if self.face is not None:
            self.face.open_tab(number)

    # Loading

    def _load(self) -> None:
        desk, case_id = self.desk, self._case_id
        self.background.run(
            lambda: (desk.cards.card(case_id), desk.cards.choices(), of_cards(desk)),
            self._show,
            owner=self,
            key="card",
        )

    def _show(self, read: _Read) -> None:
        card, self._choices, drafts = read
        self._drafts.take(card.id, drafts)
        if card.id == self._case_id and card != self._card:
            self._card = card
            self._show_card(card)
        self._show_unfinished()
        wanted, self._wanted = self._wanted, ""
        if wanted.startswith(_TAB):
            self.open_tab(int(wanted.removeprefix(_TAB)))
        elif wanted:
            self.open_action(wanted)

    def _show_card(self, card: CardReading) -> None:
        tab = 0 if self.face is None else self.face.tabs.currentIndex()
        self._clear()
        self.face = CardFace(card, self, self._forms.actions, self.open_action)
        self.face.tabs.setCurrentIndex(tab)
        self.face.put_into(self._column, self._middle)
        self._arrange()
        self._take_focus(self.face.tabs)
        self.ways.retitle()

    def _take_focus(self, tabs: QTabWidget) -> None:
        """When a case is opened; later only if nobody is busy elsewhere in the window."""
        if self._panel is None and (self._is_arriving or _is_free(self)):
            tabs.show()
            tabs.tabBar().setFocus()
        self._is_arriving = False

    def _clear(self) -> None:
        if self.face is not None:
            self.face.remove()
        self.face = None

    # Forms

    def seat(self) -> Seat | None:
        """What a form has at hand; None until the case is read."""
        if self._card is None or self._choices is None:
            return None
        return Seat(self.desk, self.background, self.ways, self._card, self._choices)

    def open_action(self, asked: str) -> None:
        """`asked` is the name of an action, with a rule's id after it where it needs one."""
        name, _, rule = asked.partition(" ")
        if (card := self._card) is None:
            return
        match name:
            case "new":
                self.ways.open_register(draft_from(card))
            case "assign":
                self.ways.open_resolution(card.id)
            case "act" | "visit-act" | "where-filed":
                lead_away(self, card, name)
            case "body-report" | "covering":
                open_letter(self, card.id, name, rule)
            case _:
                self._forms.open(name, rule)

    def _focus_tabs(self) -> None:
        self._show_unfinished()
        if self.face is not None:
            self.face.tabs.tabBar().setFocus()

    def _done(self, words: str) -> None:
        self._wanted = self._forms.coming_back()
        self._is_arriving = True
        self.ways.say(Weight.GOOD, words)
        self.ways.changed()
        self.shown()

    def _show_unfinished(self) -> None:
        open_form = "" if self._panel is None else self._panel.objectName()
        self._unfinished.show_case(self._case_id, open_form)

    def _arrange_and_retitle(self) -> None:
        self._arrange()
        self._show_unfinished()
        self.ways.retitle()

    def _arrange(self) -> None:
        if self.face is not None:
            self.face.arrange(self.size(), self._panel)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """No focus proxy: Tab would pass over all that stands before it."""
        super().focusInEvent(event)
        if self.face is not None:
            self.face.tabs.tabBar().setFocus(event.reason())

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


def _is_free(place: QWidget) -> bool:
    """Nobody is typing in another part of the window."""
    busy = QApplication.focusWidget()
    return busy is None or busy is place or place.isAncestorOf(busy)
