"""Terms by the keyboard: the calm line, one's own list, everybody's, the control list, paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk
from ui.driving_window import Started, focused, milliseconds_of, own_settings, press

from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.duty_ways import Caller
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.duties import CONTROL, MINE, PEOPLE, DutiesPlace
from akimat_desk.ui.screens.paper import PaperPlace

Key = Qt.Key
NOW = "2026-11-23T09:00:00"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three cases: the controlled one of the head's own, one of Mamytova's, one that is calm."""
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    own_settings(tmp_path)
    kept.keep_language("ru")
    speak("ru")
    clock = HandClock(milliseconds_of("2026-11-20T09:00:00"))
    desk = new_desk(tmp_path / "desk", clock=clock, training=True, password="")
    desk.office.hold_post("head", "admin", order="№ 1")
    for place, executor in enumerate(("admin", "mamyt", "tokton")):
        case = desk.registration.register(a_complaint(place)).case
        desk.cases.do(case, "assign", {"executor": executor, "accepted": True})
        if place < 2:
            control = {"body": "Жогорку Кеңеш", "due_on": f"2026-11-2{4 + place}", "number": "7"}
            desk.cases.do(case, "control", control)
    desk.close()
    return tmp_path / "desk"


class AtTheTerms:
    """Somebody at the window; every key is pressed for real."""

    def __init__(self, running: Started) -> None:
        self.running = running

    def key(self, key: Key, modifiers: Qt.KeyboardModifier | None = None) -> "AtTheTerms":
        press(key) if modifiers is None else press(key, modifiers)
        self.running.settle()
        return self

    def go(self) -> "AtTheTerms":
        place = list(self.window._sections).index("duties") + 1
        return self.key(Key(Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)

    def press_button(self, words: str) -> "AtTheTerms":
        for _ in range(40):
            widget = focused()
            if isinstance(widget, QPushButton) and widget.text().replace("&", "") == words:
                return self.key(Key.Key_Space)
            self.key(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {words}")

    @property
    def window(self) -> MainWindow:
        return self.running.main

    @property
    def place(self) -> DutiesPlace:
        shown = self.window.shown_screen()
        assert isinstance(shown, DutiesPlace)
        return shown

    def rows(self) -> list[list[str]]:
        table = self.place.lists[self.place.chosen].table
        return [
            [table.cell(row, column).text for column in range(len(table.columns))]
            for row in range(table.rowCount())
        ]

    @property
    def strip(self) -> str:
        return self.window.strip.words() if self.window.strip.isVisible() else ""

    @property
    def beside(self) -> str:
        return self.window.sidebar._buttons["duties"].accessibleName()


@pytest.fixture
def clerk(qtbot: QtBot, folder: Path) -> Iterator[AtTheTerms]:
    running = Started(qtbot, folder)
    running.wait_for_main()
    running.settle()
    yield AtTheTerms(running)
    running.program.close()


def test_what_waits_is_called_out_once_in_one_calm_line(clerk: AtTheTerms) -> None:
    assert clerk.strip == "Вас ждёт 1 дело."
    assert "1" in clerk.beside
    clerk.window.strip.put_away()
    clerk.window.changed()
    clerk.running.settle()
    assert clerk.strip == ""
    assert "1" in clerk.beside


def test_the_line_leads_to_the_list(clerk: AtTheTerms) -> None:
    clerk.press_button("Показать сроки")
    assert clerk.place.chosen == MINE
    assert [row[0][:8] for row in clerk.rows()] == ["К1-00001"]
    assert clerk.rows()[0][2:] == ["остался 1 рабочий день", "Ответить и отчитаться"]


def test_the_line_goes_when_somebody_goes_on_to_another_screen(clerk: AtTheTerms) -> None:
    clerk.go()
    assert clerk.strip == ""
    clerk.window.say(Weight.GOOD, "Сделано.")
    clerk.key(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert clerk.strip == "Сделано."


def test_before_and_after_work_nothing_is_called_out(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKIMAT_DESK_NOW", "2026-11-23T18:01:00")
    running = Started(qtbot, folder)
    running.wait_for_main()
    running.settle()
    clerk = AtTheTerms(running)
    assert clerk.strip == ""
    assert "1" in clerk.beside
    running.program.close()


def test_another_message_is_never_covered(clerk: AtTheTerms) -> None:
    strip = clerk.window.strip
    strip.put_away()
    caller = clerk.window.findChild(Caller)
    assert isinstance(caller, Caller)
    caller._told.clear()
    caller._hour = None
    clerk.window.say_undoable("Сделано.", lambda: None)
    caller.ask()
    clerk.running.settle()
    assert clerk.strip == "Сделано."
    strip.put_away()
    caller.ask()
    clerk.running.settle()
    assert clerk.strip == "Вас ждёт 1 дело."


def test_arrows_choose_among_the_lists_and_enter_opens_the_case(clerk: AtTheTerms) -> None:
    clerk.go()
    assert focused() is clerk.place.lists[MINE].view
    clerk.key(Key.Key_Backtab)
    clerk.key(Key.Key_Right)
    clerk.key(Key.Key_Space)
    assert clerk.place.chosen == PEOPLE
    assert [row[0] for row in clerk.rows()] == ["admin", "Мамытова А."]
    clerk.key(Key.Key_Tab)
    clerk.key(Key.Key_Down).key(Key.Key_Return)
    assert isinstance(clerk.window.shown_screen(), CardPlace)


def test_the_control_list_leads_to_the_form_of_the_report(clerk: AtTheTerms) -> None:
    clerk.go()
    clerk.place.choose(CONTROL)
    clerk.running.settle()
    assert [row[2][:8] for row in clerk.rows()] == ["К1-00001", "К1-00002"]
    assert clerk.rows()[0][1] == "Жогорку Кеңеш, № 7"
    clerk.place.lists[CONTROL].view.setFocus()
    clerk.press_button("Записать отчёт…")
    card = clerk.window.shown_screen()
    assert isinstance(card, CardPlace)
    assert card._panel is not None
    assert card._panel.objectName() == "report"


@pytest.mark.parametrize("key", [MINE, PEOPLE, CONTROL])
def test_f9_shows_the_list_as_it_is_printed(clerk: AtTheTerms, key: str) -> None:
    clerk.go()
    clerk.place.choose(key)
    clerk.running.settle()
    clerk.key(Key.Key_F9)
    paper = clerk.window.shown_screen()
    assert isinstance(paper, PaperPlace)
    assert paper.title() == ("Контрольный список" if key == CONTROL else "Список сроков")


def test_an_empty_list_prints_nothing_and_says_so(clerk: AtTheTerms) -> None:
    desk = clerk.window._desk
    for row in desk.control_list.rows():
        control = desk.cases.open(row.case).case.keys("control:")[0].removeprefix("control:")
        desk.cases.do(row.case, "lift", {"control": control, "by": "ЖК", "ground": "№ 9"})
    clerk.go()
    clerk.key(Key.Key_F9)
    assert clerk.strip == "Печатать нечего."
    assert clerk.rows() == []
