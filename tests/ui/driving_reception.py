"""Drives reception by keys alone: the day, the card that is typed, the card that is written."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from services.working_desks import HandClock, new_desk
from ui.driving_card import Card
from ui.driving_window import CONTROL, own_settings, press, type_words

from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.reception import ReceptionPlace

ENTER, INSERT, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Insert, Qt.Key.Key_Escape


def an_office_that_receives(tmp_path: Path, form: str = "personal") -> Desk:
    """The akim receives today, so that the day needs no choosing."""
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock())
    desk.office.add_staff(
        StaffTold(
            login="akim", surname="Сапарбекова", given="Гүлсара", roles=("head",),
            post_ky="аким", post_ru="аким",
        )
    )  # fmt: skip
    desk.office.hold_post("head", "akim")
    desk.reception_days.schedule(
        {
            "official": "akim", "form": form, "on": "2026-11-23", "opens": "09:00",
            "closes": "12:00", "place_ky": "Кара-Таш, мектеп", "place_ru": "Кара-Таш, школа",
        }
    )  # fmt: skip
    return desk


class Receptionist(Card):
    """Sits with the official; waits only where an answer is shown."""

    @property
    def reception(self) -> ReceptionPlace:
        return self.window.places.reception

    def go(self) -> "Receptionist":
        """From the palette, by the name of the place."""
        self.settle()
        self.key(Qt.Key.Key_K, CONTROL)
        type_words("Приём")
        self.settle()
        self.key(ENTER)
        return self

    def insert(self) -> "Receptionist":
        self.key(INSERT)
        return self

    def hit(self, key: Qt.Key) -> "Receptionist":
        """A key to whatever has the focus, an open list of suggestions first."""
        press(key)
        QApplication.processEvents()
        return self

    def write(self, words: str) -> "Receptionist":
        type_words(words)
        QApplication.processEvents()
        return self

    def fill_in(self, *words: str) -> "Receptionist":
        """One field after the other, Enter leads on."""
        for one in words:
            self.write(one).hit(ENTER)
        return self

    def question(self, topic: str, text: str, digit: str) -> "Receptionist":
        """Topic by its letters, the words, one key."""
        self.fill_in(topic, text)
        self.write(digit)
        QApplication.processEvents()
        return self

    def finish(self) -> "Receptionist":
        self.key(Qt.Key.Key_Return, CONTROL)
        return self

    def at_questions(self) -> "Receptionist":
        """Past phone, address and language."""
        for _ in range(12):
            if self.reception.page.question.form.field("topic").editor.hasFocus():
                return self
            self.hit(ENTER)
        raise AssertionError("Enter does not lead to the first question")

    def press_alt(self, number: int) -> "Receptionist":
        """The outcome from any field."""
        self.key(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        return self
