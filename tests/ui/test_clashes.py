"""One number on several papers in the window: seen in list, card and exchange, and dealt with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from services.clashing_desk import OTHER_CODE, two_papers
from ui.driving_card import Card, an_office
from ui.driving_settings import Administrator
from ui.driving_window import focused, own_settings, press, type_words, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.offers import case_search
from akimat_desk.ui.paged_table import CELL_ROLE
from akimat_desk.ui.places import CASES
from akimat_desk.ui.screens.clashes import ClashesBox
from akimat_desk.ui.screens.settings import EXCHANGE
from akimat_desk.ui.screens.today import CLASHES, TodayPlace
from akimat_desk.ui.sections import TODAY

_SHOWN = f"код {OTHER_CODE[:3]} {OTHER_CODE[3:]}"


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return an_office(tmp_path / "desk")


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    yield found
    found.close()


def test_the_card_names_the_other_paper_and_a_press_leads_to_it_and_back(
    card: Card, desk: Desk
) -> None:
    first, other = two_papers(desk)
    card.open(first.case)
    for wanted in (other, first.case):
        (link,) = links(card)
        link.setFocus()
        card.key(Qt.Key.Key_Space)
        assert card.reading.id == wanted
    assert OTHER_CODE[:3] in links(card)[0].text()
    card.open(desk.registration.register({"kind": "complaint", **_anonymous()}).case)
    assert links(card) == []


def _anonymous() -> dict[str, object]:
    return {
        "channel": "post",
        "language": "ky",
        "subject": "Суу жок",
        "applicant": {"anonymous": True},
    }


def links(card: Card) -> list[QPushButton]:
    header = card.place.face.header
    return [one for one in header.findChildren(QPushButton) if ", код " in one.text()]


def test_the_list_marks_both_and_the_search_tells_them_apart(card: Card, desk: Desk) -> None:
    first, other = two_papers(desk)
    card.window.show_section(CASES)
    card.settle()
    table = card.window.places.cases._list.table
    cells = [table.index(row, 0).data(CELL_ROLE) for row in range(table.rowCount())]
    marked = [cell for cell in cells if cell.text == first.number]
    assert len(marked) == 2
    assert _SHOWN in {cell.note for cell in marked}
    assert all(cell.icon for cell in marked)
    assert not [cell for cell in cells if cell.text != first.number and cell.icon]
    look_up, show = case_search(desk, card.window.open_case)
    assert [row.id for row in look_up(f"{first.number} {OTHER_CODE}")] == [other]
    offered = [item.words for item in show(look_up(first.number))]
    assert sorted(one.split("   ")[0] for one in offered) == sorted(
        f"{first.number} {code}" for code in (first.receipt_code, OTHER_CODE)
    )


def test_the_exchange_shows_both_until_somebody_says_what_was_done(
    qtbot: QtBot, desk: Desk
) -> None:
    first, other = two_papers(desk)
    admin = Administrator(qtbot, desk)
    try:
        admin.to_page(EXCHANGE)
        (box,) = admin.window.findChildren(ClashesBox)
        assert box.isVisible()
        assert "Один номер на нескольких бумагах" in words_on(box)
        notes = {box.list.table.index(row, 0).data(CELL_ROLE).note for row in range(2)}
        assert _SHOWN in notes
        dealt = next(one for one in box.findChildren(QPushButton) if one.text() == "Меры приняты")
        box.list.view.setFocus()
        admin.key(Qt.Key.Key_Home)
        dealt.setFocus()
        admin.key(Qt.Key.Key_Space)
        assert focused() is box.form.field("reason").editor, "it is asked what was done"
        type_words("сообщено обоим")
        while focused() is not dealt:
            press(Qt.Key.Key_Tab)
        admin.key(Qt.Key.Key_Space)
        assert not box.isVisible()
        assert [one.is_settled for one in desk.number_clashes.all()] == [True]
        history = [line.type for line in desk.cases.history(other)]
        assert "NumberClashSettled" in history
        assert "NumberClashSettled" in [one.type for one in desk.cases.history(first.case)]
    finally:
        admin.close()


def test_today_counts_it_and_a_press_leads_to_the_list_of_the_papers(
    card: Card, desk: Desk
) -> None:
    first, _ = two_papers(desk)
    card.window.show_section(TODAY)
    card.settle()
    today = card.window.shown_screen()
    assert isinstance(today, TodayPlace)
    tile = today._tiles[CLASHES]
    assert (tile.isVisible(), tile.count()) == (True, 1)
    tile.setFocus()
    card.key(Qt.Key.Key_Space)
    (box,) = card.window.findChildren(ClashesBox)
    assert focused() is box.list.view
    assert box.list.view.current_row().paper.number == first.number
    assert not box.list.visibleRegion().isEmpty()
    desk.number_clashes.settle(first.number, "сообщено обоим")
    card.window.show_section(TODAY)
    card.settle()
    assert not tile.isVisible()
