"""What the card of an applicant shows of one reading: head, who may be the same, tabs, buttons."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Final

from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from akimat_desk.services.person_cards import JoinLine, PersonCard
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.screens.applicant_header import ApplicantHeader, same_strip
from akimat_desk.ui.screens.applicant_tabs import build_tabs, cases_of
from akimat_desk.ui.shortcuts import KeyLine

REGISTER, CORRECT, COMPARE, ANOTHER, SHOW_PIN = "F4", "F2", "F6", "F7", "F8"


class ApplicantFace:
    """Built anew when the card is another than before; `remove` takes it off the screen."""

    def __init__(
        self,
        card: PersonCard,
        background: Background,
        today: Callable[[], date],
        part: Callable[[JoinLine], None],
        compare: Callable[[str], None],
    ) -> None:
        self.header: Final = ApplicantHeader(card)
        self.cases: Final = cases_of(background, today)
        self.tabs: Final = build_tabs(card, self.cases, part)
        strip = same_strip(card, compare if may_change(card) else None)
        self._buttons: Final = flow()
        every = (self.header, strip, self.tabs, self._buttons)
        self._parts = [one for one in every if one is not None]

    def add_button(self, words: str, keys: str, sign: str, run: Callable[[], None]) -> None:
        button = secondary(tr("{verb}  {keys}", verb=words, keys=keys), sign)
        button.setAccessibleName(words)
        button.clicked.connect(lambda *_: run())
        layout = self._buttons.layout()
        if layout is not None:
            layout.addWidget(button)

    def put_into(self, column: QVBoxLayout) -> None:
        for part in self._parts:
            column.addWidget(part, int(isinstance(part, QTabWidget)))
            # Only what is seen can take the focus, and layouts show what is new a moment later.
            part.show()
        self._order()

    def _order(self) -> None:
        """For Tab, as for the eye: the head, the tabs and what stands in them, the buttons."""
        stops: list[QWidget] = []
        for part in self._parts:
            is_tabs = part is self.tabs
            inside: list[QWidget] = [*part.findChildren(QPushButton)]
            stops += [self.tabs.tabBar(), self.cases.view] if is_tabs else inside
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def remove(self) -> None:
        for widget in self._parts:
            widget.hide()
            widget.deleteLater()


def may_change(card: PersonCard) -> bool:
    return card.may_change and not card.is_read_only


def key_lines() -> tuple[KeyLine, ...]:
    """For the keyboard map."""
    group = tr("On this screen")
    return (
        KeyLine(group, CORRECT, tr("Correct")),
        KeyLine(group, COMPARE, tr("Compare with who may be the same")),
        KeyLine(group, ANOTHER, tr("Compare with another")),
        KeyLine(group, SHOW_PIN, tr("Show the PIN")),
    )
