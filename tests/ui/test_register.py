"""At the counter, with the keyboard alone: from the first letter of a name to the receipt."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from services.working_desks import MONDAY_MORNING, OFFICE
from ui.driving_register import (  # noqa: F401
    CONTROL,
    ENTER,
    OMURBEKOV,
    PIN,
    SHIFT,
    Clerk,
    Sit,
    WaysInShell,
    a_background,
    a_clerk,
    a_seat,
    an_office_desk,
    cases,
    seen,
    the_case,
)

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.shell import Shell

FOLDS = ("through", "rep", "earlier", "accuses", "repeats", "more", "several")


# Journeys


def test_a_new_applicant_is_registered_with_the_keyboard_alone(clerk: Clerk, desk: Desk) -> None:
    assert clerk.at() == "name"
    clerk.fill("Мамытова Жаңыл Кубанычевна").fill(PIN).fill("0700 11 22 33").enter(2)
    clerk.fill("Көк-Бел").fill("Ленин").fill("14").enter()
    clerk.fill("жалоба").fill("кырг").fill("водосн").enter().fill("Нет воды на улице Ленина")
    clerk.to("paper 0").type("Заявление").enter().press(Qt.Key.Key_Space).enter().enter()
    assert clerk.at() == "paper 3"
    clerk.fill("Список соседей").enter().type("12").enter().enter()
    assert clerk.at() == "responsible"
    clerk.check().register()
    case = the_case(desk)
    assert case.applicant.person.full_name == "Мамытова Жаңыл Кубанычевна"
    assert (case.applicant.pin, case.applicant.phone) == (PIN, "+996700112233")
    address = case.applicant.address
    assert (address.soate, address.line()) == (OFFICE, "Көк-Бел, Ленин, 14")
    assert (case.kind, case.topic, case.channel) == ("complaint", "water", "in_person")
    assert [(p.title, p.original, p.sheets) for p in case.papers] == [
        ("Заявление", True, 1),
        ("Список соседей", False, 12),
    ]
    assert clerk.number() == case.number
    assert case.responsible
    clerk.enter()
    assert clerk.ways.papers[0][0].startswith(b"%PDF-")
    assert clerk.ways.prints_now


def test_a_returning_applicant_needs_few_keys(
    clerk: Clerk, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.registration.register(OMURBEKOV)
    subject = "Ленин көчөсүндө дагы эле суу жок"
    clerk.type(PIN[:8]).wait_known()
    clerk.press(Qt.Key.Key_Down).enter()
    clerk.qtbot.waitUntil(lambda: clerk.at() == "kind")
    assert clerk.value("name") == "Өмүрбеков Чыңгыз Төлөгөнович"
    clerk.fill("заявление").enter().fill("водосн").enter().type(subject)
    clerk.check().register().enter()
    keys = clerk.counted.keys - len(subject)
    with capsys.disabled():
        print(f"\na returning applicant: {keys} keys besides the subject")
    assert keys <= 40
    first, second = (desk.cases.open(row.id).case.registered for row in cases(desk))
    assert first.person == second.person
    assert len(desk.lists.persons("омурбеков")) == 1
    assert len(clerk.ways.papers) == 1


def test_a_whole_pin_is_taken_with_enter_alone(clerk: Clerk, desk: Desk) -> None:
    desk.registration.register(OMURBEKOV)
    clerk.enter()
    assert clerk.at() == "pin"
    clerk.type(PIN).wait_known().enter()
    clerk.qtbot.waitUntil(lambda: clerk.value("address") != "")
    assert clerk.place.form.record == desk.lists.persons(PIN)[0].id


def test_a_phone_as_it_is_dictated_finds_its_owner(clerk: Clerk, desk: Desk) -> None:
    desk.registration.register(OMURBEKOV)
    clerk.enter(2).type("0555 12 34 56").wait_known()
    words = clerk.place.known.list.item(0).text()
    assert "Өмүрбеков Чыңгыз Төлөгөнович" in words
    assert "Ленин көчөсүндө суу жок" in words


def test_another_name_typed_over_a_known_one_is_another_applicant(clerk: Clerk, desk: Desk) -> None:
    desk.registration.register(OMURBEKOV)
    clerk.type("Өмүр").wait_known().press(Qt.Key.Key_Down).enter()
    clerk.qtbot.waitUntil(lambda: clerk.place.form.record != "")
    clerk.press(Qt.Key.Key_Backtab, times=9)
    assert clerk.at() == "name"
    clerk.press(Qt.Key.Key_A, CONTROL).type("Асанов Бакыт")
    assert clerk.place.form.record == ""


def test_a_collective_complaint_through_the_presidents_administration(
    clerk: Clerk, desk: Desk
) -> None:
    clerk.fill("Өмүрбеков Чыңгыз").to("kind").fill("жалоба").to("channel")
    clerk.press(Qt.Key.Key_A, CONTROL).fill("по почте").fill("Перекрыта дорога")
    clerk.to("signatories").fill("14").press(Qt.Key.Key_Space).enter()
    assert clerk.at() == "also_signed"
    clerk.type("Асанов Бакыт").press(ENTER, SHIFT).fill("Бекова Нурзат")
    assert clerk.at() == "body"
    clerk.fill("Администрация Президента").fill("12-148/3").fill("16.11").fill("30.11")
    clerk.press(ENTER, CONTROL).wait_page(1)
    said = clerk.place.check_page.text()
    assert "30.11.2026, понедельник" in said
    assert "12-148/3" in said
    clerk.register()
    case = the_case(desk)
    assert (case.signatories, case.also_signed) == (14, ("Асанов Бакыт", "Бекова Нурзат"))
    assert case.came_through.body == "Администрация Президента"
    assert (str(case.came_through.dated_on), str(case.came_through.control_on)) == (
        "2026-11-16",
        "2026-11-30",
    )


def test_an_organisation_applies(clerk: Clerk, desk: Desk) -> None:
    clerk.press(Qt.Key.Key_Backtab).press(Qt.Key.Key_Right).enter()
    assert clerk.at() == "org_name"
    clerk.fill("ОсОО «Ак-Терек»").fill("01234567890123").fill("03230 5-55-55").fill("Алиев Н.")
    clerk.to("village").fill("г. Ноокат").to("kind").fill("предложение").to("subject")
    clerk.type("Торговый узел")
    clerk.check().register()
    body = the_case(desk).applicant.organisation
    assert (body.name, body.inn, body.head) == ("ОсОО «Ак-Терек»", "01234567890123", "Алиев Н.")
    assert (body.address.soate, body.address.village) == (OFFICE, "г. Ноокат")


def test_an_anonymous_call_to_the_hotline(clerk: Clerk, desk: Desk) -> None:
    clerk.press(Qt.Key.Key_Backtab).press(Qt.Key.Key_Right, times=2).enter()
    assert clerk.at() == "kind"
    clerk.fill("жалоба").to("channel").press(Qt.Key.Key_A, CONTROL).fill("телефону доверия")
    clerk.fill("Свалка у школы").type("Мусор не вывозят месяц")
    clerk.check().register()
    case = the_case(desk)
    assert case.applicant.is_anonymous
    assert (case.channel, case.text) == ("hotline", "Мусор не вывозят месяц")


# Refusals


def test_a_wrong_pin_is_told_beside_it_and_nothing_is_lost(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").fill("2150319").to("kind").fill("жалоба").to("subject")
    clerk.type("Суу жок").press(ENTER, CONTROL).wait_idle()
    assert (clerk.page(), clerk.at()) == (0, "pin")
    assert clerk.said_beside("pin") == "ПИН состоит из 14 цифр."
    assert (clerk.value("pin"), clerk.value("subject")) == ("2150319", "Суу жок")
    assert cases(desk) == []


def test_a_control_date_before_the_letter_is_told_beside_it(clerk: Clerk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").fill("Суу жок")
    clerk.to("through").press(Qt.Key.Key_Space).enter().fill("Прокуратура").enter()
    clerk.fill("16.11").fill("10.11").press(ENTER, CONTROL)
    clerk.qtbot.waitUntil(lambda: clerk.said_beside("control_on") != "")
    assert (clerk.page(), clerk.at()) == (0, "control_on")
    assert clerk.value("body") == "Прокуратура"


def test_a_date_that_is_none_is_told_beside_it(clerk: Clerk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").fill("Суу жок")
    clerk.to("through").press(Qt.Key.Key_Space).enter().fill("Прокуратура").enter()
    clerk.fill("31.02").press(ENTER, CONTROL).wait_idle()
    assert (clerk.page(), clerk.at()) == (0, "body_date")
    assert clerk.value("body_date") == "31.02"


def test_a_day_to_come_is_no_day_of_receipt(clerk: Clerk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").fill("Суу жок")
    clerk.to("earlier").press(Qt.Key.Key_Space).enter().fill("30.11").fill("930")
    clerk.press(ENTER, CONTROL)
    clerk.qtbot.waitUntil(lambda: clerk.said_beside("received_on") != "")
    assert clerk.at() == "received_on"


def test_pressing_f9_twice_registers_once(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").type("Суу жок").check()
    clerk.press(Qt.Key.Key_F9, times=2)
    clerk.wait_page(2).wait_idle().press(Qt.Key.Key_F9).wait_idle()
    assert len(cases(desk)) == 1


def test_escape_leads_from_the_check_back_to_the_form(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").type("Суу жок").check()
    clerk.press(Qt.Key.Key_Escape)
    assert (clerk.page(), clerk.at(), clerk.value("subject")) == (0, "subject", "Суу жок")
    assert cases(desk) == []


# What is foretold is what is done


def test_the_strip_tells_due_date_official_and_the_repeated_matter(
    clerk: Clerk, desk: Desk
) -> None:
    first = desk.registration.register(OMURBEKOV)
    clerk.type("Өмүр").wait_known().press(Qt.Key.Key_Down).enter()
    clerk.qtbot.waitUntil(lambda: clerk.at() == "kind")
    clerk.fill("жалоба").to("subject").type("Суу жок: Ленин көчөсү")
    shown = clerk.place.strip
    clerk.qtbot.waitUntil(lambda: first.number in seen(shown))
    clerk.qtbot.waitUntil(lambda: "11.12.2026, пятница" in seen(shown))
    assert "Токтоналиев Бакыт, специалист" in seen(shown)
    clerk.press(Qt.Key.Key_F6).wait_page(3)
    clerk.qtbot.waitUntil(lambda: "Ленин көчөсүндө суу жок" in clerk.compared())


def test_what_was_checked_is_what_is_registered(desk: Desk) -> None:
    checked = desk.registration.check(OMURBEKOV)
    assert cases(desk) == []
    registered = desk.registration.register(OMURBEKOV)
    case = the_case(desk)
    assert checked.foreseen.due is not None
    assert checked.foreseen.due.due_on == registered.due_on == case.due_on
    assert checked.registered.applicant == case.applicant
    assert checked.registered.responsible == case.responsible
    assert checked.foreseen.findings == ()


def test_a_form_half_filled_in_is_foreseen_without_refusal(desk: Desk) -> None:
    for told in ({}, {"kind": "none such"}, {"kind": "complaint", "applicant": {"person": {}}}):
        assert desk.registration.preview(told).answerer is not None
    assert desk.registration.preview({"responsible": "nobody"}).answerer is None


# Drafts


def test_a_draft_is_offered_when_the_place_is_built_anew(sit: Sit, desk: Desk) -> None:
    clerk = sit()
    clerk.fill("Асанов Бакыт").type("2150").to("subject").type("Суу жо")
    clerk.place.left()
    clerk.wait_idle()
    again = sit()
    assert again.place.offer.isVisible()
    again.press(Qt.Key.Key_F2).wait_idle()
    assert (again.value("name"), again.value("pin"), again.value("subject")) == (
        "Асанов Бакыт",
        "2150",
        "Суу жо",
    )
    assert not again.place.offer.isVisible()
    assert len(desk.drafts.all()) == 1


def test_what_is_typed_is_kept_while_one_types(clerk: Clerk, desk: Desk) -> None:
    clerk.type("Асанов")
    clerk.qtbot.waitUntil(lambda: bool(desk.drafts.all()), timeout=6_000)
    assert desk.drafts.all()[0].form["name"] == "Асанов"


def test_a_registered_draft_is_gone(clerk: Clerk, desk: Desk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").type("Суу жок")
    clerk.place.left()
    clerk.wait_idle()
    assert len(desk.drafts.all()) == 1
    clerk.check().register().wait_idle()
    assert desk.drafts.all() == ()


def test_a_new_registration_begins_empty(clerk: Clerk) -> None:
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").type("Суу жок")
    clerk.check().register().press(Qt.Key.Key_F4).wait_page(0).wait_idle()
    assert (clerk.at(), clerk.value("name"), clerk.value("subject")) == ("name", "", "")
    assert not clerk.place.offer.isVisible()


def test_a_thrown_away_draft_can_be_brought_back(sit: Sit, desk: Desk) -> None:
    clerk = sit()
    clerk.type("Асанов Бакыт").place.left()
    clerk.wait_idle()
    again = sit()
    again.place.offer.away.setFocus()
    again.press(Qt.Key.Key_Space).wait_idle()
    assert desk.drafts.all() == ()
    again.press(Qt.Key.Key_Space).wait_idle()
    assert [draft.form["name"] for draft in desk.drafts.all()] == ["Асанов Бакыт"]


def test_new_from_a_case_takes_the_applicant_along(clerk: Clerk, desk: Desk) -> None:
    clerk.ways.open_register(OMURBEKOV)
    clerk.wait_idle()
    assert clerk.value("name") == "Өмүрбеков Чыңгыз Төлөгөнович"
    assert (clerk.value("kind"), clerk.value("channel")) == ("заявление", "по почте")
    clerk.check().register()
    assert the_case(desk).applicant.address.text == "Көк-Бел айылы, Ленин көчөсү, 14"


# The paper at the left


def test_a_scan_goes_with_the_case_it_lay_beside(clerk: Clerk, desk: Desk, tmp_path: Path) -> None:
    picture = QImage(400, 560, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    path = tmp_path / "кат.png"
    assert picture.save(str(path))
    clerk.place.paper.add([str(path), str(tmp_path / "жок.png")])
    clerk.wait_idle()
    assert [scan.title for scan in clerk.place.paper.scans] == ["кат.png"]
    assert "жок.png" in clerk.ways.shell.strip.words()
    clerk.fill("Асанов Бакыт").to("kind").fill("жалоба").to("subject").type("Суу жок")
    clerk.check().register().wait_idle()
    events = [line.event for line in desk.cases.history(cases(desk)[0].id)]
    assert [event["title"] for event in events if "media" in event] == ["кат.png"]


# The form itself


def test_tab_reaches_every_field_in_the_order_of_the_form(clerk: Clerk) -> None:
    wanted = ["name", "pin", "phone", "soate", "aimak", "village", "street", "house", "address"]
    wanted += ["kind", "language", "topic", "channel", "subject", "text"]
    wanted += ["signatories", "through", "rep", "earlier", "accuses", "repeats", "more", "several"]
    wanted += ["paper 0", "paper 1", "paper 2", "responsible"]
    passed = []
    for _ in wanted:
        passed.append(clerk.at())
        clerk.press(Qt.Key.Key_Tab)
    assert passed == wanted


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_two_labels_in_sight_share_an_alt_key(
    language: str, desk: Desk, background: Background, qtbot: QtBot
) -> None:
    speak(language)
    shell = Shell("", "", background)
    qtbot.addWidget(shell)
    place = RegisterPlace(desk, background, WaysInShell(shell))
    for who in ("person", "organisation", "anonymous"):
        place.form.field("who").restore(who)
        for fold in FOLDS:
            place.form.field(fold).restore("1")
        keys = alt_keys(place)
        assert len(keys) == len(set(keys)), (language, who, sorted(keys))
        assert len(keys) >= 12
    qtbot.waitUntil(lambda: background.is_idle)
    shiboken6.delete(place)


def alt_keys(place: RegisterPlace) -> list[str]:
    form = place.form
    words = [
        label.text()
        for label in form.findChildren(QLabel)
        if label.buddy() is not None and not label.isHidden()
    ]
    words += [form.field(key).box.text() for key in FOLDS if form.talk.is_shown(key)]
    return [text[text.index("&") + 1].lower() for text in words if "&" in text]


def test_every_field_has_a_name_for_the_reader(clerk: Clerk) -> None:
    form = clerk.place.form
    for one in (form.talk, form.answer):
        assert all(one.field(key).editor.accessibleName() for key in one.values())
    assert all(editor.accessibleName() for editor in form.papers.editors())


def test_a_pin_typed_where_the_name_goes_finds_its_place(clerk: Clerk) -> None:
    clerk.fill(PIN)
    assert (clerk.value("name"), clerk.value("pin")) == ("", PIN)


def test_the_title_names_the_day_of_the_desk(clerk: Clerk) -> None:
    assert legal_day(MONDAY_MORNING).isoformat() == "2026-11-23"
    assert clerk.place.title() == "Регистрация, 23.11.2026"
