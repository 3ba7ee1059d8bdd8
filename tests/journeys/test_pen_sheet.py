"""Twelve matters go to the head on one sheet and come back: scanned, typed, and on record.

Keys are counted as a person presses them. What a scanner types and the letters of names are not
the clerk's keystrokes; everything else is, the keys that open the place and close the work too.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services.scan_samples import a_png
from services.working_desks import CHEAP, MONDAY_MORNING, PASSWORD, GoingClock, again
from ui.driving_card import Card, a_case, an_office
from ui.driving_window import CONTROL, NONE, focused, own_settings, press, type_words

from akimat_desk.domain.pen_sheets import row_code
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.pen import PenPlace
from akimat_desk.ui.sections import RESOLUTIONS

pytestmark = pytest.mark.journey
MATTERS = 12
AT_MOST = 150
EXECUTORS = ("мамыт", "токтон")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A registrar at the desk; another holds the head's post."""
    own_settings(tmp_path)
    speak("ru")
    found = an_office(tmp_path / "desk", clock=GoingClock(MONDAY_MORNING))
    for place in range(MATTERS):
        a_case(found, place)
    found.office.enable_account("asanova", PASSWORD, CHEAP)
    found.close()
    return again(tmp_path / "desk", login="asanova")


class Clerk(Card):
    """Counts the keys that are pressed; names and scans are not counted."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        super().__init__(qtbot, desk)
        self.keys = 0

    @property
    def pen(self) -> PenPlace:
        found = self.window.places.pen
        assert isinstance(found, PenPlace)
        return found

    def hit(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key; a modifier held down with it is one more."""
        self.keys += 1 + (modifiers != NONE)
        press(key, modifiers)
        QApplication.processEvents()

    def name(self, letters: str) -> None:
        type_words(letters)
        QApplication.processEvents()

    def write(self, signs: str) -> None:
        self.keys += len(signs)
        type_words(signs)

    def scan(self, code: str) -> None:
        """A scanner types quickly and ends with Enter."""
        type_words(code)
        press(Qt.Key.Key_Return)
        self.settle()

    def go(self) -> None:
        self.settle()
        number = list(self.window._sections).index(RESOLUTIONS) + 1
        self.hit(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        self.settle()
        self.hit(Qt.Key.Key_F7)
        self.settle()

    def enter(self, row: int, sheet: str) -> None:
        """Whom, with nobody, in five working days, by the first usual sentence."""
        # The pen did not go from the top down.
        if row == 5:
            self.scan(row_code(sheet, 7))
            assert self.pen.board.row == 7
            self.scan(row_code(sheet, 5))
        assert self.pen.board.row == row
        self.name(EXECUTORS[row % 2])
        self.hit(Qt.Key.Key_Return)
        self.hit(Qt.Key.Key_Return)
        self.write("+5")
        self.hit(Qt.Key.Key_Return)
        self.write("1")
        self.hit(Qt.Key.Key_Return)
        self.settle()


def test_twelve_resolutions_from_one_sheet(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    made = desk.pen_sheets.print(language="ru")
    cases = [row.case for row in desk.pen_sheets.sheet(made.sheet).rows]
    clerk = Clerk(qtbot, desk)
    clerk.go()
    clerk.scan(row_code(made.sheet, 0))
    scan = tmp_path / "лист.png"
    scan.write_bytes(a_png())
    clerk.pen.board.scans.restore(str(scan))
    clerk.settle()
    for row in range(1, MATTERS + 1):
        clerk.enter(row, made.sheet)
    clerk.hit(Qt.Key.Key_F9)
    clerk.settle()
    assert clerk.strip.startswith("12 резолюций внесено.")
    assert clerk.keys <= AT_MOST, clerk.keys
    assert_entered(desk, cases)
    # Taken back by one key, all twelve wait again.
    clerk.hit(Qt.Key.Key_Z, CONTROL)
    clerk.settle()
    assert desk.pen_sheets.sheet(made.sheet).waiting == MATTERS
    clerk.close()


def assert_entered(desk: Desk, cases: list[str]) -> None:
    """Each by the registrar in the head's name, with one scan as ground."""
    head, registrar = "admin", "asanova"
    digest = desk.cases.history(cases[0])[-2].event["digest"]
    for place, case in enumerate(cases, start=1):
        attached, told = desk.cases.history(case)[-2:]
        assert attached.event["digest"] == digest
        assert (told.actor, told.on_behalf_of) == (registrar, head)
        assert (told.event["scan"], told.event["resolution"]) == (
            digest,
            "Рассмотреть и ответить в срок.",
        )
        assert told.event["internal_on"] == "2026-11-30"
        login = desk.cards.card(case).assignment.executor.login
        assert login == ("tokton" if place % 2 else "mamyt")


def test_what_was_typed_outlives_the_window(qtbot: QtBot, desk: Desk) -> None:
    made = desk.pen_sheets.print()
    clerk = Clerk(qtbot, desk)
    clerk.go()
    clerk.scan(row_code(made.sheet, 3))
    assert clerk.pen.board.row == 3
    clerk.name("мамыт")
    clerk.hit(Qt.Key.Key_Return)
    # The next bar code takes what was begun along.
    clerk.scan(row_code(made.sheet, 9))
    assert clerk.pen.board.row == 9
    clerk.hit(Qt.Key.Key_Escape)
    clerk.settle()
    clerk.go()
    clerk.scan(row_code(made.sheet, 0))
    work = clerk.pen.work
    assert work is not None
    assert [line.executor for line in work.lines()] == ["mamyt"]
    assert desk.pen_sheets.sheet(made.sheet).waiting == MATTERS
    clerk.close()


def test_a_strange_code_is_refused_in_words(qtbot: QtBot, desk: Desk) -> None:
    clerk = Clerk(qtbot, desk)
    clerk.go()
    assert focused() is clerk.pen.code
    clerk.scan("1234567800")
    assert clerk.strip.startswith("Листа резолюций № 12345678 здесь нет.")
    clerk.close()
