"""Erasing a case in its card: what goes is told, the number is typed once more, the list comes."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui.driving_card import Card, a_case, an_office
from ui.driving_window import CONTROL, press, words_on

from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.services.desk import Desk
from akimat_desk.services.integrity import Cancelled, Report
from akimat_desk.services.offices import StaffTold
from akimat_desk.storage.queries import CaseFilter
from akimat_desk.ui.screens.actions import ActionPanel


@pytest.fixture(name="desk")
def a_desk_with_a_head(tmp_path: Path) -> Iterator[Desk]:
    desk = an_office(tmp_path / "desk")
    desk.office.add_staff(
        StaffTold(login="akim", surname="Осмонов", given="Канат", post_ky="аким", roles=("head",))
    )
    yield desk
    desk.close()


@pytest.fixture(name="card")
def a_card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    yield found
    found.window.close()
    found._background.close()


def numbers(desk: Desk) -> list[str]:
    return [row.number for row in desk.lists.page(CaseFilter(), with_bars=False).rows]


def test_a_case_is_erased_after_its_number_was_typed_once_more(card: Card, desk: Desk) -> None:
    case_id = a_case(desk)
    card.open(case_id).more("erase")
    number = card.reading.header.number
    card.fill(ground="№ 4, 01.02.2026", ordered_by="Осмонов К.")
    card.submit()
    assert card.beside("number")
    card.fill(number="К1-00999/26-1").submit()
    assert card.beside("number")
    assert numbers(desk) == [number]
    card.fill(number=number).submit()
    assert numbers(desk) == []
    assert number in card.window.strip.words()
    assert card.window.shown_screen() is not card.place
    (line,) = desk.erasing.all()
    assert (line.number, line.ground) == (number, "№ 4, 01.02.2026")


def test_put_away_it_erases_nothing(card: Card, desk: Desk) -> None:
    card.open(a_case(desk)).more("erase")
    card.fill(ground="№ 4").key(Qt.Key.Key_Escape)
    assert card.open_form == ""
    assert len(numbers(desk)) == 1


def test_the_copy_before_it_is_seen_and_can_be_stopped(
    card: Card, desk: Desk, qtbot: QtBot
) -> None:
    """The copy of a big register, as the desk makes it: it tells how far it is and waits here."""
    is_over = Event()

    def copying(step: str, report: Report, cancelled: Cancelled) -> None:
        assert step == "erase"
        report(3_200, 12_000)
        while not cancelled() and not is_over.wait(0.01):
            pass
        if cancelled():
            raise WorkCancelled

    desk.core.before_risk = copying
    case_id = a_case(desk)
    card.open(case_id).more("erase")
    number = card.reading.header.number
    card.fill(ground="№ 4", ordered_by="Осмонов К.", number=number)
    panel = card.place.findChild(ActionPanel)
    assert panel is not None
    try:
        press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(panel.progress.isVisible, timeout=20_000)
        qtbot.waitUntil(lambda: "26 %" in words_on(panel.progress), timeout=20_000)
        panel.progress.findChild(QPushButton).click()
        card.settle()
    finally:
        is_over.set()
    assert numbers(desk) == [number]
    assert not panel.progress.isVisible()
    card.submit()
    assert numbers(desk) == []
