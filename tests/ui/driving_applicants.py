"""Drives the screens of applicants by keys alone, in the real window over a real desk."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabBar
from ui.driving_card import Card, an_office
from ui.driving_window import CONTROL, focused, press, type_words, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.ui.screens.applicant import ApplicantPlace
from akimat_desk.ui.screens.applicants import SECTION, ApplicantsPlace

WRITTEN = {
    "kind": "complaint",
    "channel": "post",
    "language": "ky",
    "subject": "Көпүрөнү оңдоо",
}


def an_office_with_applicants(folder: Any) -> Desk:
    """One person under two spellings, a namesake of nobody, and a firm."""
    desk = an_office(folder)
    person = {"surname": "Өмүрбекова", "given": "Айгүл", "patronymic": "Төлөгөновна"}
    for applicant in (
        {"person": person | {"pin": "11503199012345", "phone": "0555 12 34 56"}},
        {"person": person | {"surname": "Омурбекова", "phone": "0555 12 34 56", "patronymic": ""}},
        {"person": {"surname": "Токтосунов", "given": "Бек", "pin": "20101198512345"}},
        {"organisation": {"name": "ЖЧК «Дыйкан»", "inn": "01234567890123"}},
    ):
        desk.registration.register(WRITTEN | {"applicant": applicant})
    return desk


class Applicants(Card):
    """Begins in the list of applicants; what is asserted is what the window shows."""

    @property
    def room(self) -> ApplicantsPlace:
        found: ApplicantsPlace = self.window.places.applicants
        return found

    @property
    def card(self) -> ApplicantPlace:
        found: ApplicantPlace = self.window.places.applicant
        return found

    @property
    def shown(self) -> Any:
        return self.window.shown_screen()

    def go(self) -> "Applicants":
        """To the section, as Ctrl and its digit does."""
        self.settle()
        self.window.show_section(SECTION)
        self.settle()
        return self

    def find(self, words: str) -> "Applicants":
        """Types into the line that has the focus and waits until nothing is asked any more."""
        assert focused() is self.room.line
        press(Qt.Key.Key_A, CONTROL)
        press(Qt.Key.Key_Delete)
        type_words(words)
        self._qtbot.waitUntil(lambda: not self.room.line._pause.isActive(), timeout=5_000)
        self.settle()
        return self

    def names(self) -> list[str]:
        return [row.name for row in self.room.table.rows()]

    def open_found(self, words: str) -> "Applicants":
        """By typing and Enter; one is meant, and it opens."""
        self.find(words)
        self.key(Qt.Key.Key_Return)
        assert self.shown is self.card, self.names()
        return self

    def type_into(self, field: str, words: str) -> "Applicants":
        """In the form that stands in the place of the card."""
        panel = self.card.turning.panel
        assert panel is not None
        self._go_to(panel.form.field(field).editor)
        press(Qt.Key.Key_A, CONTROL)
        if words:
            type_words(words)
        else:
            press(Qt.Key.Key_Delete)
        return self

    def beside_field(self, field: str) -> str:
        panel = self.card.turning.panel
        assert panel is not None
        return str(panel.form.field(field).editor.accessibleDescription())

    def to_tab(self, number: int) -> "Applicants":
        """With Ctrl+Tab, as often as it takes."""
        for _ in range(5):
            bars = [bar for bar in self.card.findChildren(QTabBar) if bar.isVisible()]
            if bars[0].currentIndex() == number:
                return self
            self.key(Qt.Key.Key_Tab, CONTROL)
        raise AssertionError("Ctrl+Tab does not lead there")

    @property
    def seen(self) -> str:
        """All words of the shown screen, buttons included."""
        buttons = [b.text() for b in self.shown.findChildren(QPushButton) if b.isVisible()]
        return "\n".join([words_on(self.shown), *buttons])

    def cases(self) -> list[str]:
        """The subjects of the cases that are listed."""
        assert self.card.face is not None
        return [row.subject for row in self.card.face.cases.table.rows()]
