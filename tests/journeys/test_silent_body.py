"""A land registry outside the programme does not answer: asked, told to the applicant, reminded on
the day, answered at last; by keys and a scanner alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from documents.reading_paper import squeezed, text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, GoingClock
from ui.driving_card import Card, a_case, an_office
from ui.driving_window import own_settings, type_words

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.body_events import BodyAnswered
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.screens.duties import AWAITED, PEOPLE, DutiesPlace
from akimat_desk.ui.screens.paper import PaperPlace

Key = Qt.Key
DAY = 24 * 3600 * 1000
REGISTRY = "Ноокатский кадастр"
ARTICLE = "Земельный кодекс, статья 12"


@pytest.fixture(autouse=True)
def _russian(tmp_path: Path) -> None:
    own_settings(tmp_path)
    speak("ru")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return an_office(tmp_path / "desk", clock=GoingClock(MONDAY_MORNING))


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[Card]:
    found = Card(qtbot, desk)
    yield found
    found.close()


def a_land_case(desk: Desk) -> str:
    case_id = a_case(desk, language="ru")
    desk.cases.do(case_id, "assign", {"executor": "admin", "accepted": True})
    return case_id


def asked(card: Card, case_id: str) -> None:
    card.open(case_id).more("ask-body")
    card.fill(
        body=REGISTRY, about="границы участка", ground=ARTICLE, expected_on="27.11.2026"
    ).submit()


def paper(card: Card) -> str:
    """The words of the paper that is shown."""
    shown = card.window.shown_screen()
    assert isinstance(shown, PaperPlace)
    return squeezed(text(shown._pdf))


def says(words: str, *wanted: str) -> list[str]:
    return [one for one in wanted if squeezed(one) not in words]


def at_terms(card: Card, key: str) -> DutiesPlace:
    card.window.show_section("duties")
    card.settle()
    place = card.window.shown_screen()
    assert isinstance(place, DutiesPlace)
    place.choose(key)
    card.settle()
    return place


def rows(place: DutiesPlace) -> list[str]:
    table = place.lists[place.chosen].table
    return [
        " ".join(table.cell(row, column).text for column in range(len(table.columns)))
        for row in range(table.rowCount())
    ]


def test_a_land_registry_that_does_not_answer(card: Card, desk: Desk) -> None:
    case_id = a_land_case(desk)
    asked(card, case_id)
    # Our letter, numbered and with its QR, is on the screen to be printed.
    assert not says(paper(card), REGISTRY, "границы участка", ARTICLE, "27 ноября 2026")
    # The applicant's notice names the body and the article.
    notice = squeezed(text(desk.course_notices.paper(case_id, "asking")))
    assert not says(notice, REGISTRY, ARTICLE, "Срок ответа Вам при этом не приостановлен.")

    # Nothing presses the day before; on the day it stands in the terms, and prints.
    desk.core.clock.turn(3 * DAY)
    assert not any(REGISTRY in row for row in rows(at_terms(card, PEOPLE)))
    desk.core.clock.turn(DAY)
    assert any("Напомнить органу" in row for row in rows(at_terms(card, PEOPLE)))
    (row,) = rows(at_terms(card, AWAITED))
    assert REGISTRY in row
    card.key(Key.Key_F9)
    assert card.open_form == "remind-body"
    card.fill(expected_on="04.12.2026").submit()
    (made,) = desk.body_asks.of(case_id)
    number = desk.act_desk.state(made.letter).number
    assert not says(paper(card), REGISTRY, f"№ {number}", "до 4 декабря 2026")

    # Every working day since the letter is the registry's, and the term has not moved.
    booked = desk.cases.explain(case_id).bookings
    assert {(one.holder.kind, one.holder.name) for one in booked} == {("body", REGISTRY)}
    assert len(booked) == 4
    its_answer_comes_by_the_qr(card, desk, made.letter)
    assert rows(at_terms(card, AWAITED)) == []
    desk.integrity.verify()


def its_answer_comes_by_the_qr(card: Card, desk: Desk, letter: str) -> None:
    desk.core.clock.turn(3 * DAY)
    place = at_terms(card, AWAITED)
    issued = desk.act_desk.state(letter).issued
    card._go_to(place.awaited.letter.field("letter").editor)
    type_words(msgspec.json.decode(issued.reading, type=ActReading).qr)
    card.key(Key.Key_Return)
    assert card.open_form == "body-answered"
    card.fill(number="04-17/311", dated_on="29.11.2026").submit()
    ((_, made),) = desk.cases.open(card.reading.id).case.each(BodyAnswered)
    assert (made.number, made.dated_on) == ("04-17/311", date(2026, 11, 29))


def test_the_same_by_our_number_and_a_number_of_nobody_is_refused(card: Card, desk: Desk) -> None:
    case_id = a_land_case(desk)
    asked(card, case_id)
    (made,) = desk.body_asks.of(case_id)
    place = at_terms(card, AWAITED)
    card._go_to(place.awaited.letter.field("letter").editor)
    type_words("999/2026")
    card.key(Key.Key_Return)
    assert "999/2026" in card.strip
    place.awaited.letter.restore({"letter": ""})
    type_words(desk.act_desk.state(made.letter).number)
    card.key(Key.Key_Return)
    assert card.open_form == "body-answered"
    card.submit()
    assert not desk.body_asks.of(case_id)[0].is_open


def test_part_of_the_questions_goes_with_its_letter_and_the_case_stays(
    card: Card, desk: Desk
) -> None:
    case_id = a_case(desk, language="ru", questions=["О границе участка", "О дороге"])
    desk.cases.do(case_id, "assign", {"executor": "admin", "accepted": True})
    card.open(case_id).more("forward")
    field = card.form.field("letter")
    card.fill(body=REGISTRY, ground=ARTICLE, questions="1. О границе участка")
    card._go_to(field.editor)
    card.key(Key.Key_Space).submit()
    assert not says(paper(card), REGISTRY, "О границе участка", ARTICLE)
    found = desk.cases.open(case_id)
    assert found.case.ended_on is None
    notice = squeezed(text(desk.course_notices.paper(case_id, "forwarding")))
    assert not says(notice, REGISTRY, "Направленные вопросы: О границе участка.", ARTICLE)
