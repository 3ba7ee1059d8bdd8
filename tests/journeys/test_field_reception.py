"""A field reception in a village without a line: sixty questions, and every paper says the same.

All sixty are typed at the card form by keys alone. The minutes, the lists and the report are then
asked for in the window and read as a person reads them.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from documents.reading_paper import squeezed, text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.driving_reception import ESCAPE, Receptionist, an_office_that_receives

from akimat_desk.services.desk import Desk

pytestmark = pytest.mark.journey
PEOPLE, QUESTIONS = 21, 60
ON_THE_SPOT, EXPLAINED, INSTRUCTIONS, APPEALS = 25, 15, 12, 8
DIGITS = "1" * ON_THE_SPOT + "2" * EXPLAINED + "3" * INSTRUCTIONS + "4" * APPEALS
DAY = date(2026, 11, 23)
EXECUTORS = ("мамыт", "токтон")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return an_office_that_receives(tmp_path, form="field")


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Iterator[Receptionist]:
    found = Receptionist(qtbot, desk)
    found.go()
    yield found
    found.close()


def asked_by(person: int) -> list[int]:
    """The numbers of the questions of one person: three, and the last ones fewer."""
    return list(range(person, QUESTIONS, PEOPLE))


def receive(clerk: Receptionist, person: int) -> None:
    """From Insert to the number on the screen."""
    clerk.insert()
    if person:
        clerk.fill_in(f"Жумабаева{person} Айзада", "", f"0555 11 22 {person:02d}")
    else:
        # The first has only a name to tell.
        clerk.fill_in("Асанов Бек")
    clerk.at_questions()
    for number in asked_by(person):
        clerk.question("су", f"Маселе {number}.", DIGITS[number])
        if DIGITS[number] == "2":
            clerk.fill_in("Айтылды")
        elif DIGITS[number] == "3":
            clerk.fill_in("Текшерүү", EXECUTORS[number % 2], "+5")
    clerk.finish()


def test_sixty_questions_are_typed_and_every_paper_says_the_same(
    clerk: Receptionist, desk: Desk, tmp_path: Path
) -> None:
    for person in range(PEOPLE):
        receive(clerk, person)
    cards = desk.receptions.day("akim", DAY)
    assert [len(card.questions) for card in cards] == [len(asked_by(p)) for p in range(PEOPLE)]
    assert len({card.number for card in cards}) == PEOPLE
    assert {(card.form, card.place.ru, card.stage) for card in cards} == {
        ("field", "Кара-Таш, школа", "closed")
    }
    total = desk.reception_reports.of("2026-11").total
    assert (total.cards, total.persons, total.questions) == (PEOPLE, PEOPLE, QUESTIONS)
    assert (total.settled_on_the_spot, total.explained) == (ON_THE_SPOT, EXPLAINED)
    assert (total.instruction, total.open, total.written_appeal) == (
        INSTRUCTIONS, INSTRUCTIONS, APPEALS
    )  # fmt: skip
    assert_minutes(clerk)
    assert_instructions(clerk, desk)
    assert_report(clerk, desk, tmp_path)
    # What waits of the appeals lies at the counter, and nothing else is left half typed.
    assert {draft.kind for draft in desk.drafts.all()} == {"register"}
    assert len(desk.drafts.all()) == APPEALS
    desk.integrity.verify()


def assert_minutes(clerk: Receptionist) -> None:
    minutes = shown_by(clerk, Qt.Key.Key_F6)
    assert f"Принято: {PEOPLE}. Вопросов: {QUESTIONS}. Решено на месте: {ON_THE_SPOT}." in (
        " ".join(minutes.split())
    )
    assert minutes.count("ешено на месте") == ON_THE_SPOT + 1
    squeezed_minutes = squeezed(minutes)
    assert all(squeezed(f"Маселе {number}.") in squeezed_minutes for number in range(QUESTIONS))


def assert_instructions(clerk: Receptionist, desk: Desk) -> None:
    listed = shown_by(clerk, Qt.Key.Key_F7)
    promises = desk.receptions.promises(official="akim")
    assert {one.case_number for one in promises} == {row.number for row in desk.cases.newest(50)}
    assert len(promises) == INSTRUCTIONS
    assert all(one.case_number in listed for one in promises)
    assert {one.due_on for one in promises} == {date(2026, 11, 30)}


def assert_report(clerk: Receptionist, desk: Desk, tmp_path: Path) -> None:
    """As the Reports screen saves it, for this official."""
    clerk.window.show_section("reports")
    clerk.settle()
    place = clerk.window.places.reports
    place.form.what.choose("reception_report")
    clerk.settle()
    place.form.part.choose("akim")
    span = place.form.span()
    assert span is not None
    place.save(tmp_path / "report.pdf", span, "report")
    clerk._qtbot.waitUntil(lambda: not place.form.progress.is_running, timeout=20_000)
    clerk.settle()
    told = " ".join(text((tmp_path / "report.pdf").read_bytes()).split())
    figures = f"{PEOPLE} {PEOPLE} {QUESTIONS} {ON_THE_SPOT} {EXPLAINED} {INSTRUCTIONS} 0 0"
    assert f"Всего {figures} {INSTRUCTIONS} {APPEALS}" in told
    assert "Сапарбекова Г." in told


def shown_by(clerk: Receptionist, key: Qt.Key) -> str:
    """The paper that a key of the day shows, as text."""
    clerk.window.show_section("reception")
    clerk.settle()
    if clerk.reception.shown_page is clerk.reception.face:
        clerk.key(ESCAPE)
    clerk.key(key)
    assert clerk.window.shown_screen() is clerk.window.places.paper
    return text(clerk.window.places.paper._pdf)
