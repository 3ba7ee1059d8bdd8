"""Erasing a case in its card: what goes is told, the number is typed once more, the list comes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.driving_card import Card, a_case, an_office

from akimat_desk.services.desk import Desk
from akimat_desk.services.offices import StaffTold
from akimat_desk.storage.queries import CaseFilter


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
