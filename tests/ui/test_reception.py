"""Reception by the keyboard: a card while somebody speaks, one key an outcome, number and code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.test_receptions import a_card, person
from ui.driving_reception import ENTER, ESCAPE, Receptionist, an_office_that_receives
from ui.driving_window import CONTROL, focused, words_on

from akimat_desk.services.access_log import AccessFilter
from akimat_desk.services.desk import Desk
from akimat_desk.ui.screens.reception_drafts import begun

F2, F4, F6, F9 = Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F9
DAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return an_office_that_receives(tmp_path)


@pytest.fixture
def clerk(qtbot: QtBot, desk: Desk) -> Iterator[Receptionist]:
    found = Receptionist(qtbot, desk)
    found.go()
    yield found
    found.close()


def test_a_card_is_typed_while_the_person_speaks(clerk: Receptionist, desk: Desk) -> None:
    clerk.insert().fill_in("Жумабаева Айзада", "", "0555112233").at_questions()
    clerk.question("су", "Суу жок", "1").question("до", "Жол бузулган", "2")
    clerk.fill_in("Пландалган").question("", "Чырак күйбөйт", "3")
    clerk.fill_in("Оңдоо", "мамыт").write("+5").finish()
    (card,) = desk.receptions.day("akim", DAY)
    assert (card.applicant, card.phone, card.stage) == (
        "Жумабаева Айзада", "+996555112233", "closed"
    )  # fmt: skip
    assert (card.place.ky, card.place.ru) == ("Кара-Таш, мектеп", "Кара-Таш, школа")
    assert [(one.topic, one.outcome, one.words) for one in card.questions] == [
        ("water", "settled_on_the_spot", ""),
        ("roads", "explained", "Пландалган"),
        ("", "instruction", "Оңдоо"),
    ]
    promised = card.questions[2]
    assert (promised.executor, promised.due_on) == ("mamyt", date(2026, 11, 30))
    assert desk.cases.open(promised.case).case.registered.number == promised.case_number
    assert clerk.reception.face.card == card
    assert begun(desk) == ()


def test_number_and_code_are_there_to_be_dictated_and_insert_is_the_next_person(
    clerk: Receptionist, desk: Desk
) -> None:
    clerk.reception.board.kind.restore("телефон доверия")
    clerk.insert().at_questions().question("", "Пара сурашты", "1").finish()
    (card,) = desk.receptions.day("akim", DAY)
    assert (card.is_anonymous, card.form) == (True, "hotline")
    said = words_on(clerk.reception.face)
    told = desk.receptions.dictation(card.id, "ru")
    assert told.sentence in said
    assert {told.number, told.code} <= set(said.splitlines())
    clerk.key(F9)
    assert clerk.window.shown_screen() is clerk.window.places.paper
    clerk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    clerk.insert()
    assert clerk.reception.shown_page is clerk.reception.page
    assert clerk.reception.page.raw() is None


def test_a_known_applicant_is_taken_from_the_list(clerk: Receptionist, desk: Desk) -> None:
    known = desk.receptions.take(
        {"official": "akim", "applicant": person(), "questions": [
            {"text": "Жол", "outcome": "explained", "words": "Айтылды"}]}
    )  # fmt: skip
    clerk.insert().write("Жумабаева0")
    page = clerk.reception.page
    clerk._qtbot.waitUntil(
        lambda: page.who._known is not None and page.who._known.list.isVisible(), timeout=5_000
    )
    clerk.hit(Qt.Key.Key_Down).hit(ENTER).settle()
    clerk.question("", "Суу", "1").finish()
    cards = desk.receptions.day("akim", DAY)
    assert {one.person for one in cards} == {known.person}
    assert len(cards) == 2


def test_a_written_appeal_goes_to_registration_and_the_card_says_which_case_it_became(
    clerk: Receptionist, desk: Desk
) -> None:
    clerk.insert().fill_in("Жумабаева Айзада", "", "0555112233").at_questions()
    clerk.question("жер", "Участок сурайт", "4").finish()
    clerk.key(F4)
    register = clerk.window.places.register
    assert clerk.window.shown_screen() is register
    assert register.form.field("subject").raw() == "Участок сурайт"
    register.form.choose("kind", "application")
    clerk.key(Qt.Key.Key_Return, CONTROL).key(F9)
    (card,) = desk.receptions.day("akim", DAY)
    (row,) = desk.cases.newest(5)
    (question,) = card.questions
    assert (question.outcome, question.case_number) == ("written_appeal", row.number)
    assert desk.drafts.all() == ()
    desk.integrity.verify()


def test_what_was_typed_outlives_the_window_and_waits_in_the_day(
    qtbot: QtBot, clerk: Receptionist, desk: Desk
) -> None:
    clerk.insert().fill_in("Жумабаева Айзада", "", "0555112233").at_questions()
    clerk.question("су", "Суу жок", "1").fill_in("до", "Жол")
    qtbot.waitUntil(lambda: bool(begun(desk)), timeout=5_000)
    clerk.key(ESCAPE)
    (row,) = clerk.reception.board.list.table.rows()
    assert (row.kind, row.about) == ("draft", "Суу жок; Жол")
    clerk.key(ENTER)
    page = clerk.reception.page
    assert page.question.raw()["text"] == "Жол"
    assert page.list.count() == 1
    clerk.press_alt(1)
    clerk.finish()
    (card,) = desk.receptions.day("akim", DAY)
    assert [one.text for one in card.questions] == ["Суу жок", "Жол"]
    assert begun(desk) == ()


def test_somebody_signs_up_comes_and_is_received(clerk: Receptionist, desk: Desk) -> None:
    clerk.key(F2).fill_in("Асанов Бек", "1010", "0555112233", "Көпүрө").key(F9)
    (row,) = clerk.reception.board.list.table.rows()
    assert (row.kind, row.time, row.who, row.stage) == ("sign_up", "10:10", "Асанов Бек", "waiting")
    clerk.key(ENTER)
    assert clerk.reception.page.who.form.values()["name"] == "Асанов Бек"
    clerk.press_alt(1)
    clerk.finish()
    (line,) = desk.reception_days.day("akim", DAY).sign_ups
    assert line.standing == "came"
    clerk.key(ESCAPE)
    (row,) = clerk.reception.board.list.table.rows()
    assert (row.kind, row.about) == ("card", "Көпүрө")
    clerk.key(F6)
    assert clerk.window.shown_screen() is clerk.window.places.paper


def test_what_is_missing_is_said_beside_its_field(clerk: Receptionist, desk: Desk) -> None:
    clerk.insert().finish()
    assert focused() is clerk.reception.page.who.form.field("name").editor
    clerk.fill_in("Жумабаева Айзада").finish()
    assert focused() is clerk.reception.page.question.form.field("text").editor
    clerk.fill_in("Суу").write("3").settle()
    clerk.finish()
    assert focused() is clerk.reception.page.question.form.field("words").editor
    assert desk.receptions.day("akim", DAY) == ()


def test_the_schedule_is_entered_and_hangs_on_the_door(clerk: Receptionist, desk: Desk) -> None:
    clerk.reception.show_schedule()
    clerk.key(F2)
    panel = clerk.reception.planning.panel
    assert panel is not None
    clerk.fill_in("сапар")
    for key, words in {
        "weekday": "среда", "opens": "14", "closes": "17", "place_ky": "10-каана",
    }.items():  # fmt: skip
        panel.form.field(key).setFocus()
        clerk.write(words).hit(Qt.Key.Key_Tab)
    clerk.key(F9)
    found = [one for one in desk.reception_days.schedules() if one.weekday is not None]
    assert [(one.weekday, one.opens, one.closes) for one in found] == [(2, "14:00", "17:00")]
    clerk.key(F9)
    assert clerk.window.shown_screen() is clerk.window.places.paper


def test_the_report_stands_among_the_others(clerk: Receptionist, desk: Desk) -> None:
    clerk.insert().fill_in("Жумабаева Айзада", "", "0555112233").at_questions()
    clerk.question("", "Суу", "1").finish()
    clerk.window.show_section("reports")
    clerk.settle()
    reports = clerk.window.places.reports
    reports.form.what.choose("reception_report")
    clerk.settle()
    reports.form.part.choose("akim")
    clerk.key(F9)
    assert reports.preview.isVisible()


def test_a_card_that_is_opened_from_the_day_stands_in_the_access_log(
    clerk: Receptionist, desk: Desk
) -> None:
    card = a_card(desk, {"text": "Суу жок", "outcome": "explained", "words": "Айтылды"})
    clerk.reception.shown()
    clerk.settle()
    for times in (1, 2):
        clerk.reception.board.list.view.setFocus()
        clerk.key(ENTER)
        assert clerk.reception.face.card == card
        (row,) = desk.access_log.rows(AccessFilter(what="opened"))
        assert (row.kind, row.subject, row.times) == ("reception", card.id, times)
        # What stands there already is told anew without being looked at anew.
        clerk.reception.shown()
        clerk.settle()
        assert not desk.access_log.is_waiting
        clerk.reception.show_day()
        clerk.settle()
