"""The forms of the card: one at a time beside its tabs, with what was typed into them."""

from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout

from akimat_desk.ui.screens.actions import Seat
from akimat_desk.ui.screens.actions_all import Panel, all_actions, panel_for
from akimat_desk.ui.screens.card_drafts import CardDrafts

# Forms that another form may ask for in between.
DETOURS: Final = ("length", "correct", "report", "reply")


class Card(Protocol):
    """What the forms need of the place they stand in."""

    def seat(self) -> Seat | None:
        """None until the case is read."""

    def open_action(self, asked: str) -> None: ...


class CardForms(QObject):
    """`arranged` when a form came or went; `done(words)` when what it told is on record."""

    arranged = Signal()
    put_away = Signal()
    done = Signal(str)

    def __init__(self, place: Card, drafts: CardDrafts, beside: QHBoxLayout) -> None:
        super().__init__(drafts.parent())
        self.actions: Final = all_actions()
        self.panel: Panel | None = None
        self._place, self._drafts, self._beside = place, drafts, beside
        self._detour_from = ""

    def open(self, name: str, rule: str = "") -> None:
        """`rule` is the id of the one whose length is to be entered."""
        seat = self._place.seat()
        if seat is None:
            return
        before = "" if self.panel is None else self.panel.objectName()
        self.close()
        # A detour comes back to the form it was made from.
        self._detour_from = before if name in DETOURS else ""
        panel = panel_for(self.actions[name], seat, rule)
        panel.setObjectName(name)
        self._drafts.follow(seat.card.id, name, panel.form)
        panel.put_away.connect(self._put_away)
        panel.done.connect(self._done)
        panel.asked.connect(self._place.open_action)
        self.panel = panel
        self._beside.addWidget(panel, 10)
        # Only what is seen can take the focus, and layouts show what is new a moment later.
        panel.show()
        self.arranged.emit()
        panel.start()

    def close(self) -> None:
        """What was typed stays in its draft."""
        self._drafts.leave()
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel = None

    def coming_back(self) -> str:
        """The form that a detour was made from, once."""
        name, self._detour_from = self._detour_from, ""
        return name

    def _put_away(self) -> None:
        self.close()
        self.arranged.emit()
        self.put_away.emit()

    def _done(self, words: str) -> None:
        self._drafts.done()
        self.close()
        self.arranged.emit()
        self.done.emit(words)
