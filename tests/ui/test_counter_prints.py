"""What the counter prints of a case: the receipt, the corrected one in its place, the stamp."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from documents.reading_paper import page_sizes, squeezed, text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, GoingClock
from ui.driving_card import Card, a_case, an_office
from ui.driving_register import (  # noqa: F401
    OMURBEKOV,
    PIN,
    Clerk,
    a_background,
    a_clerk,
    a_seat,
    an_office_desk,
    cases,
)
from ui.driving_window import CONTROL, own_settings

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.card_words import receipt_forms

MM = 72 / 25.4
VOID = "заменена, недействительна"
RIGHT = "Мал айдоо жолун бөгөө"


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> Iterator[Card]:
    found = Card(qtbot, an_office(tmp_path / "card", clock=GoingClock(MONDAY_MORNING)))
    yield found
    found.close()


def says(card: Card, words: str) -> bool:
    """The paper that is shown."""
    return squeezed(words) in squeezed(text(card.window.places.paper._pdf))


def with_a_wrong_receipt(card: Card) -> str:
    case_id = a_case(card.desk, channel="in_person")
    card.desk.papers.receipt(case_id)
    card.desk.cases.do(case_id, "correct", {"subject": RIGHT, "reason": "описка"})
    return case_id


def test_a_wrong_receipt_is_replaced_from_the_card_by_keys(card: Card) -> None:
    case_id = with_a_wrong_receipt(card)
    card.open(case_id).more("corrected-receipt").submit()
    assert card.open_form == "corrected-receipt"
    card.fill(reason="описка в предмете").submit()
    assert says(card, RIGHT)
    card.open(case_id)
    assert [one.is_replaced for one in card.reading.receipts] == [True, False]
    assert "corrected-receipt" not in card.buttons()
    assert "описка в предмете" in [line.event.get("reason") for line in
                                   card.desk.cases.history(case_id)]  # fmt: skip


def test_who_prints_the_old_receipt_is_told_that_the_case_says_something_else(card: Card) -> None:
    case_id = with_a_wrong_receipt(card)
    card.open(case_id).key(Qt.Key.Key_F9)
    assert "исправленная" in card.words
    fresh = a_case(card.desk, 1)
    card.open(fresh).key(Qt.Key.Key_F9)
    assert "исправленная" not in card.words
    assert "corrected-receipt" not in card.buttons()


def test_the_old_receipt_is_shown_again_as_it_was_given_out(card: Card) -> None:
    case_id = with_a_wrong_receipt(card)
    card.desk.papers.correct_receipt(case_id, reason="описка")
    words = " · ".join((dict(receipt_forms())["a5"], "кыргызский", VOID))
    card.open(case_id).key(Qt.Key.Key_Tab, CONTROL).press_button(words)
    assert not says(card, RIGHT)
    assert says(card, "Жайыт жолун бөгөө 0")


def test_the_stamp_of_a_case_is_a_label_of_its_own(card: Card) -> None:
    case_id = a_case(card.desk)
    card.open(case_id).more("stamp").submit()
    ((width, height),) = page_sizes(card.window.places.paper._pdf)
    assert (round(width / MM), round(height / MM)) == (60, 30)
    assert says(card, card.reading.header.number)


def test_after_registration_the_stamp_is_a_few_keys_away(clerk: Clerk, desk: Desk) -> None:
    desk.registration.register(OMURBEKOV)
    clerk.type(PIN).wait_known().press(Qt.Key.Key_Down).enter()
    clerk.qtbot.waitUntil(lambda: clerk.at() == "kind")
    clerk.fill("заявление").enter().fill("водосн").enter().type("Дагы эле суу жок")
    clerk.check().register().press(Qt.Key.Key_Tab).enter()
    clerk.qtbot.waitUntil(lambda: bool(clerk.ways.papers), timeout=10_000)
    ((label, name),) = clerk.ways.papers
    assert clerk.ways.prints_now
    number = clerk.number()
    assert number in {row.number for row in cases(desk)}
    assert number in name
    assert squeezed(number) in squeezed(text(label))
