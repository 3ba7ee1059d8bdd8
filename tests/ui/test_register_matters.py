"""At the counter with the keyboard alone: rarer matters, addresses, and what was here before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from services.working_desks import OFFICE
from ui.driving_register import (  # noqa: F401
    CONTROL,
    ENTER,
    OMURBEKOV,
    PIN,
    SHIFT,
    Clerk,
    Sit,
    a_background,
    a_clerk,
    a_seat,
    an_office_desk,
    cases,
    seen,
    the_case,
)

from akimat_desk.services.desk import Desk

SPACE, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Down


def a_complaint_of(clerk: Clerk, name: str = "Асанов Бакыт") -> Clerk:
    return clerk.fill(name).to("kind").fill("жалоба").to("subject").fill("Суу жок")


# Several questions


def test_several_questions_each_with_its_executor(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("several").press(SPACE).enter()
    assert clerk.at() == "question 0"
    clerk.type("Когда дадут воду").press(ENTER, SHIFT).fill("на улице Ленина?").fill("мамыт")
    assert clerk.at() == "question 2"
    clerk.fill("Кто ответит за аварию?").enter()
    assert clerk.at() == "question 4"
    clerk.enter()
    assert clerk.at() == "paper 0"
    clerk.check()
    said = clerk.place.check_page.text()
    assert "1. Когда дадут воду" in said
    assert "Мамытова А." in said
    clerk.register()
    questions = desk.cards.card(cases(desk)[0].id).questions
    assert [one.text for one in questions] == [
        "Когда дадут воду\nна улице Ленина?",
        "Кто ответит за аварию?",
    ]
    assert questions[0].assignment is not None
    assert questions[1].assignment is None


def test_an_executor_without_a_question_is_told_beside_it(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("several").press(SPACE).enter().press(Qt.Key.Key_Tab)
    clerk.type("мамыт").press(ENTER, CONTROL).wait_idle()
    assert (clerk.page(), clerk.at()) == (0, "question 0")
    assert "Заполните" in seen(clerk.place.form.questions)
    assert cases(desk) == []


def test_a_question_list_that_is_folded_away_is_not_registered(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("several").press(SPACE).enter().type("Когда?")
    clerk.to("several").press(SPACE).check().register()
    assert the_case(desk).questions == ()


# Whom it is about, who was named


def test_the_accused_is_not_offered_as_the_one_who_acts(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("accuses").press(SPACE).to("against")
    clerk.fill("Токтоналиев Бакыт").to("responsible").type("tokton").press(ENTER, CONTROL)
    clerk.wait_idle()
    assert (clerk.page(), clerk.at()) == (0, "responsible")
    clerk.press(Qt.Key.Key_A, CONTROL).type("mamyt").press(ENTER, CONTROL).wait_page(1)
    clerk.register()
    case = the_case(desk)
    assert (case.against, case.named_by) == ("Токтоналиев Бакыт", "registrar")


def test_the_table_naming_the_accused_is_told_on_the_check_page(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("accuses").press(SPACE).to("against").type("Токтоналиев")
    clerk.check()
    assert "выберите другого" in seen(clerk.place.check_page)


def test_an_official_may_be_named_by_order(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).to("responsible").fill("mamyt")
    assert clerk.at() == "ordered_by"
    clerk.type("аким").check().register()
    assert (the_case(desk).named_by, the_case(desk).ordered_by) == ("order", "аким")


# A barrier report, an oral appeal


def test_a_barrier_report_of_an_entrepreneur(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("препятств")
    assert clerk.place.title().startswith("Обращение предпринимателя о препятствиях")
    clerk.to("subject").fill("Третья проверка за месяц").to("born_on").fill("15.03.1990")
    clerk.fill("Береке").check()
    assert "предприниматель" in clerk.place.check_page.text()
    clerk.register()
    case = the_case(desk)
    assert (case.kind, case.topic, case.categories) == (
        "barrier_report",
        "business_barriers",
        ("entrepreneur",),
    )
    person = case.applicant.person
    assert (str(person.born_on), person.trade_name) == ("1990-03-15", "Береке")


def test_what_was_spoken_is_written_down(clerk: Clerk, desk: Desk) -> None:
    clerk.place.paper.oral.setFocus()
    clerk.press(SPACE)
    assert clerk.at() == "text"
    assert clerk.value("channel") == "на личном приёме"
    a_complaint_of(clerk.press(Qt.Key.Key_Backtab, times=14)).check()
    assert "не записано" in seen(clerk.place.check_page)
    clerk.press(Qt.Key.Key_Escape).to("text").type("Воды нет с весны").check()
    assert "не записано" not in seen(clerk.place.check_page)
    clerk.register()
    assert (the_case(desk).channel, the_case(desk).text) == ("reception", "Воды нет с весны")


# The address


def test_a_street_that_was_typed_before_is_offered(clerk: Clerk, desk: Desk) -> None:
    told = {**OMURBEKOV, "applicant": {"person": dict(OMURBEKOV["applicant"]["person"])}}
    told["applicant"]["person"]["address"] = {
        "soate": OFFICE,
        "village": "Көк-Бел",
        "street": "Токтогул",
    }
    desk.registration.register(told)
    clerk.fill("Асанов Бакыт").to("village").wait_idle().fill("кок бел").wait_idle()
    assert clerk.value("village") == "Көк-Бел"
    assert clerk.at() == "street"
    clerk.press(DOWN).press(DOWN).enter()
    assert clerk.value("street") == "Токтогул"
    assert clerk.said_beside("village") == clerk.said_beside("street") == ""


def test_an_unknown_village_is_taken_and_told(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk.fill("Асанов Бакыт").to("village").fill("Жаңы-Айыл").wait_idle())
    clerk.qtbot.waitUntil(lambda: clerk.said_beside("village") == "Набрано, в списке нет.")
    assert clerk.said_beside("street") == ""
    clerk.check()
    assert "нет в списке" in seen(clerk.place.check_page)
    clerk.register()
    assert the_case(desk).applicant.address.village == "Жаңы-Айыл"


def test_another_district_is_found_by_either_language(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").to("soate").press(Qt.Key.Key_A, CONTROL).type("өзгөн району")
    clerk.press(Qt.Key.Key_Tab)
    assert clerk.value("soate") == "Узгенский район"
    a_complaint_of(clerk.to("name").press(Qt.Key.Key_A, CONTROL)).check().register()
    assert the_case(desk).applicant.address.soate.startswith("41706")


def test_the_offices_own_district_alone_is_no_address(clerk: Clerk, desk: Desk) -> None:
    a_complaint_of(clerk).check().register()
    assert the_case(desk).applicant.address.soate == ""


# What was here before


@pytest.fixture
def first(desk: Desk) -> str:
    """A case that is there already; its number."""
    return desk.registration.register(OMURBEKOV).number


def returning(clerk: Clerk) -> Clerk:
    """The same applicant asks for the same."""
    clerk.type(PIN[:8]).wait_known().press(DOWN).enter()
    clerk.qtbot.waitUntil(lambda: clerk.at() == "kind")
    clerk.fill("жалоба").to("subject").type("Ленин көчөсүндө суу жок")
    clerk.qtbot.waitUntil(lambda: bool(clerk.place.strip.earlier))
    return clerk


def comparing(clerk: Clerk) -> Clerk:
    returning(clerk).press(Qt.Key.Key_F6).wait_page(3)
    clerk.qtbot.waitUntil(lambda: clerk.place.deciding.page.is_read)
    return clerk


def test_side_by_side_shows_enough_to_decide(clerk: Clerk, desk: Desk, first: str) -> None:
    comparing(clerk)
    for words in (first, "23.11.2026", "Токтоналиев Б.", "зарегистрировано", "ответа ещё нет"):
        assert words in clerk.compared()
    assert "тот же заявитель" in clerk.compared()


def test_a_repeated_one_names_the_earlier(clerk: Clerk, desk: Desk, first: str) -> None:
    comparing(clerk).press(Qt.Key.Key_1)
    assert (clerk.page(), clerk.value("previous")) == (0, first)
    clerk.check()
    assert first in clerk.place.check_page.text()
    clerk.register()
    assert [desk.cases.open(row.id).case.registered.previous for row in cases(desk)] == ["", first]


def test_what_is_not_the_same_is_asked_about_once(clerk: Clerk, desk: Desk, first: str) -> None:
    comparing(clerk).press(Qt.Key.Key_3).wait_page(0)
    assert clerk.place.strip.earlier == ()
    clerk.to("text").type("Уже месяц").wait_idle()
    assert clerk.place.strip.earlier == ()
    clerk.check().register()
    assert len(cases(desk)) == 2


def test_the_same_paper_is_not_registered_again(
    clerk: Clerk, desk: Desk, first: str, tmp_path: Path
) -> None:
    picture = QImage(400, 560, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    path = tmp_path / "кат.png"
    assert picture.save(str(path))
    clerk.place.paper.add([str(path)])
    comparing(clerk.wait_idle()).press(Qt.Key.Key_2).wait_page(0).wait_idle()
    (row,) = cases(desk)
    assert clerk.ways.opened == [row.id]
    assert [file.title for file in desk.cards.card(row.id).files] == ["кат.png"]
    assert desk.drafts.all() == ()
    assert (clerk.value("name"), clerk.place.paper.scans) == ("", ())
    clerk.ways.undo()
    clerk.wait_idle()
    assert [draft.form["subject"] for draft in desk.drafts.all()] == ["Ленин көчөсүндө суу жок"]


def test_page_down_goes_to_the_next_one_and_escape_decides_nothing(
    clerk: Clerk, desk: Desk, first: str
) -> None:
    second = desk.registration.register({**OMURBEKOV, "subject": "Жайыт жолу"}).number
    comparing(clerk)
    assert (first in clerk.compared(), second in clerk.compared()) == (True, False)
    clerk.press(Qt.Key.Key_PageDown)
    clerk.qtbot.waitUntil(lambda: second in clerk.compared())
    clerk.press(Qt.Key.Key_PageUp).press(Qt.Key.Key_Escape)
    assert (clerk.page(), clerk.at(), clerk.value("previous")) == (0, "subject", "")


# Drafts


def test_a_draft_keeps_every_new_field_letter_for_letter(sit: Sit, desk: Desk) -> None:
    typed = {
        "soate": "Узген р",
        "aimak": " Жазы ",
        "village": "көк-бел",
        "street": "?",
        "house": "14/",
        "address": "2-батир",
        "signatories": "1x",
        "also_signed": "Асанов\nБекова ",
        "accuses": "1",
        "against": "токто",
        "repeats": "1",
        "previous": "К1-",
        "more": "1",
        "born_on": "31.02",
        "trade_name": "Береке",
        "categories": "entrepreneur\nпенс",
        "several": "1",
        "responsible": "нет такого",
        "ordered_by": "аким",
    }
    questions = [["Качан?\nКим?", "ток"], ["", "никто"]]
    clerk = sit()
    clerk.place.form.restore({**typed, "questions": questions, "name": "Асанов Бакыт"})
    clerk.place.page.tell_apart("one", "two")
    clerk.place.left()
    clerk.wait_idle()
    again = sit()
    again.press(Qt.Key.Key_F2).wait_idle()
    assert {key: again.value(key) for key in typed} == typed
    raw = again.place.page.raw()
    assert raw is not None
    assert (raw["questions"], raw["apart"]) == (questions, "one two")


def test_new_from_a_case_takes_the_parts_of_the_address_along(clerk: Clerk, desk: Desk) -> None:
    told = {**OMURBEKOV, "applicant": {"person": dict(OMURBEKOV["applicant"]["person"])}}
    address = {"soate": OFFICE, "village": "Көк-Бел", "street": "Ленин", "house": "14"}
    told["applicant"]["person"]["address"] = address
    clerk.ways.open_register({**told, "papers": [{"title": "Арыз", "sheets": 2}]})
    clerk.wait_idle()
    assert clerk.value("soate") == "Ноокатский район"
    assert [clerk.value(key) for key in ("village", "street", "house")] == [
        "Көк-Бел",
        "Ленин",
        "14",
    ]
    assert clerk.value("phone") == "0555 12 34 56"
    clerk.check().register()
    assert the_case(desk).applicant.address.house == "14"
    assert [paper.title for paper in the_case(desk).papers] == ["Арыз"]
