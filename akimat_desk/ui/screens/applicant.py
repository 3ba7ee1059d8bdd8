"""The card of an applicant: all their cases and records, correcting, comparing, joining."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from akimat_desk.domain.access_notes import PERSON
from akimat_desk.services.desk import Desk
from akimat_desk.services.person_cards import PersonCard
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.access_ways import note_opening, note_unmasked
from akimat_desk.ui.background import Background
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.applicant_compare import Side, comparison, side_of
from akimat_desk.ui.screens.applicant_correct import correction
from akimat_desk.ui.screens.applicant_face import (
    ANOTHER,
    COMPARE,
    CORRECT,
    REGISTER,
    SHOW_PIN,
    ApplicantFace,
    key_lines,
    may_change,
)
from akimat_desk.ui.screens.applicant_parting import Parting
from akimat_desk.ui.screens.applicant_words import draft_for
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look


class ApplicantPlace(Place):
    """Empty until `show_person`. A form takes the place of the tabs and is put away by Esc."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._person_id = ""
        self._wanted: Callable[[], None] | None = None
        self._tab = 0
        self._is_arriving = False
        self._today = date.min
        self.card: PersonCard | None = None
        self.face: ApplicantFace | None = None
        self._parting = Parting(self)
        self._page = QWidget()
        self.turning: Final = Turning(self._page, background, ways)
        self._column = QVBoxLayout(self)
        self._inside = QVBoxLayout(self._page)
        self._build()

    def _build(self) -> None:
        for layout in (self._column, self._inside):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(look().px(10))
        self._column.addWidget(self.turning, 1)
        self.turning.turned.connect(self._turned)
        self.turning.written.connect(self.ways.changed)
        for keys, run in (
            (CORRECT, self.correct),
            (COMPARE, self.compare_first),
            (ANOTHER, self.seek),
            (SHOW_PIN, self.show_pin),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._page)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(run)

    # What the window asks

    def show_person(self, person_id: str, beside: str = "") -> None:
        """With `beside`, side by side with that one."""
        self._wanted = partial(self.compare, beside) if beside else None
        if person_id != self._person_id:
            self.turning.close_panel()
            self._clear()
            self._tab, self._person_id, self.card = 0, person_id, None
        note_opening(self, PERSON, person_id)
        self._is_arriving = True

    def when_read(self, run: Callable[[], None]) -> None:
        """Once the card that was asked for is there."""
        self._wanted = run

    def open_tab(self, number: int) -> None:
        """Of the card that is shown, or of the next one."""
        self._tab = number
        if self.face is not None:
            self.face.tabs.setCurrentIndex(number)

    def title(self) -> str:
        return tr("Applicant")

    def main_action(self) -> MainAction | None:
        if self.turning.panel is not None:
            return self.turning.panel.main_action()
        # Translators: main button: register a case of the applicant whose card this is
        return MainAction(tr("Register for this applicant"), REGISTER, self.register)

    def keys(self) -> tuple[KeyLine, ...]:
        return key_lines()

    def shown(self) -> None:
        if self._person_id:
            self._load()

    def left(self) -> None:
        self._is_arriving = True
        if self.face is not None:
            self.face.header.hide_pin()

    # Loading

    def _load(self) -> None:
        desk, person_id = self.desk, self._person_id
        self.background.run(
            lambda: (desk.people.open(person_id), desk.cases.today()),
            self._show,
            owner=self,
            key="card",
        )

    def _show(self, read: tuple[PersonCard, date]) -> None:
        card, self._today = read
        is_other = card != self.card
        self.card = card
        if is_other:
            self._is_arriving = self._is_arriving or self._is_free()
            self._show_card(card)
        self._ask_cases()
        if self._is_arriving:
            self._focus_cases()
        self._is_arriving = False
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _is_free(self) -> bool:
        """Nobody is typing in another part of the window."""
        busy = QApplication.focusWidget()
        return busy is None or busy is self or self.isAncestorOf(busy)

    def _show_card(self, card: PersonCard) -> None:
        self._clear()
        face = ApplicantFace(
            card, self.background, lambda: self._today, self._parting.part, self.compare
        )
        if may_change(card):
            face.add_button(tr("Correct"), CORRECT, "pencil-outline", self.correct)
            words = tr("Compare with another")
            face.add_button(words, ANOTHER, "account-multiple-outline", self.seek)
        face.cases.opened.connect(self.ways.open_case)
        face.header.unmasked.connect(self._note_unmasked)
        face.put_into(self._inside)
        face.tabs.setCurrentIndex(self._tab)
        face.tabs.currentChanged.connect(self._keep_tab)
        self.face = face
        self.ways.retitle()

    def _ask_cases(self) -> None:
        desk, person_id = self.desk, self._person_id
        if self.face is not None:
            self.face.cases.ask(
                lambda cursor: desk.lists.page(desk.cases.filter_of(person=person_id), cursor)
            )

    def _clear(self) -> None:
        if self.face is not None:
            self.face.remove()
        self.face = None

    def _keep_tab(self, number: int) -> None:
        self._tab = number

    # What is done here

    def register(self) -> None:
        if self.card is not None:
            self.ways.open_register(draft_for(self.card))

    def correct(self) -> None:
        if self._may_change() and self.card is not None:
            self._note_unmasked()
            self.turning.open(correction(self.desk, self.card, self._today))

    def show_pin(self) -> None:
        """Until the card is left, or once more hides it."""
        if self.face is not None:
            self.face.header.turn_pin()

    def _note_unmasked(self) -> None:
        """In the form for corrections the number stands whole as well."""
        if self.card is not None and self.card.whole.pin:
            note_unmasked(self, self.card.id)

    def compare_first(self) -> None:
        """With the likeliest, or with whoever is sought next."""
        if self._may_change() and self.card is not None and self.card.maybe_same:
            self.compare(self.card.maybe_same[0].id)
        else:
            self.seek()

    def seek(self) -> None:
        if self._may_change() and self.card is not None:
            self.ways.seek_applicant(self.card.id, self.card.whole.name)

    def compare(self, person_id: str) -> None:
        desk, mine = self.desk, self._person_id
        self.background.run(
            lambda: (side_of(desk, mine), side_of(desk, person_id)),
            self._show_both,
            owner=self,
            key="compare",
        )

    def _show_both(self, sides: tuple[Side, Side]) -> None:
        self.turning.open(comparison(self.desk, *sides))

    def _may_change(self) -> bool:
        return self.card is not None and may_change(self.card)

    def _turned(self) -> None:
        self.ways.retitle()
        self._focus_cases()

    def _focus_cases(self) -> None:
        """The first of the tabs; an open form has its own focus."""
        if self.turning.panel is None and self.face is not None:
            self.face.tabs.currentWidget().setFocus()
