"""The settings by the keyboard: people, the table of responsibility, the office, health."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, a_complaint, again, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import CONTROL, focused, own_settings, press

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.background import Lane
from akimat_desk.ui.screens.settings import PAGES
from akimat_desk.ui.screens.settings_health import HealthPage
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.screens.settings_panel import Turning

F2, F9, ESCAPE = Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Escape
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own_settings(tmp_path)
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path) -> Desk:
    speak("ru")
    return new_desk(folder)


@pytest.fixture
def admin(qtbot: QtBot, desk: Desk) -> Iterator[Administrator]:
    found = Administrator(qtbot, desk)
    yield found
    found.close()


def executor_of(qtbot: QtBot, desk: Desk, folder: Path) -> Administrator:
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.close()
    return Administrator(qtbot, again(folder, login="mamyt"))


# People


def test_somebody_is_added_to_the_staff(admin: Administrator) -> None:
    admin.to_page("people").key(F2)
    admin.fill(
        surname="Исмаилов",
        given="Шерзод",
        login="Ismailov",
        post_ky="жер боюнча адис",
        post_ru="специалист по земле",
        roles="исполнитель",
        room="17",
        phone="03230 5-00-07",
    ).key(F9)
    assert not admin.has_form
    assert admin.strip.startswith("Записано")
    found = admin.desk.office.now.find_login("ismailov")
    assert found is not None
    assert (found.full_name, found.roles, found.room) == ("Исмаилов Шерзод", ("executor",), "17")
    assert "Исмаилов Шерзод" in [row.name for row in admin.page._list.table.rows()]  # type: ignore[attr-defined]


def test_a_login_in_use_changes_nobody_else(admin: Administrator) -> None:
    admin.to_page("people").key(F2)
    admin.fill(surname="Башка", given="Адам", login="mamyt", post_ky="адис", roles="исполн")
    admin.key(F9)
    assert admin.has_form
    assert "Мамытова Айнура" in admin.words
    found = admin.desk.office.now.find_login("mamyt")
    assert found is not None
    assert found.surname == "Мамытова"


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    admin: Administrator,
) -> None:
    admin.to_page("people").key(F2).fill(surname="Исмаилов").key(F9)
    assert admin.has_form
    assert admin.form.values()["surname"] == "Исмаилов"
    assert "given" in admin.form.problems()
    admin.key(ESCAPE)
    assert not admin.has_form
    assert admin.primary == "Добавить сотрудника"


def test_a_leaving_is_recorded_and_taken_back_at_once(admin: Administrator) -> None:
    admin.to_page("people").into_page().choose_row("Мамытова")
    admin.press_button("Записать уход").key(F9)
    found = admin.desk.office.now.find_login("mamyt")
    assert found is not None
    assert found.ended_on == admin.desk.office.today
    admin.key(Qt.Key.Key_Z, CONTROL)
    found = admin.desk.office.now.find_login("mamyt")
    assert found is not None
    assert found.ended_on is None


def test_a_password_is_set_and_must_be_typed_twice_alike(
    admin: Administrator, folder: Path
) -> None:
    admin.to_page("people").into_page().choose_row("Мамытова")
    admin.press_button("Задать пароль здесь")
    admin.fill(new=PASSWORD, again="башкача сөз").key(F9)
    assert "Пароли не совпадают." in admin.words
    admin.fill(again=PASSWORD).key(F9)
    assert not admin.has_form
    assert {one.login for one in admin.desk.office.book.people() if one.has_account} == {
        "admin",
        "mamyt",
    }


# The office


def test_the_office_gets_another_phone_from_a_day_on(admin: Administrator) -> None:
    later = admin.desk.office.today + 10 * DAY
    admin.to_page("office").key(F2)
    admin.fill(phone="03230 5-77-77", from_on=f"{later:%d.%m.%Y}").key(F9)
    book = admin.desk.office.book
    now, then = book.record().letterhead, book.record(later).letterhead
    assert now is not None
    assert then is not None
    assert (now.phone, then.phone) == ("03230 5-11-22", "03230 5-77-77")
    assert then.address == now.address
    assert admin.desk.office.now.all("name") == ()
    assert f"{later:%d.%m.%Y}" in admin.words


def test_the_head_of_a_paper_is_seen_while_it_is_typed(admin: Administrator) -> None:
    admin.to_page("office").key(F2).fill(name_ru="Ноокатская администрация")
    assert admin.words.count("Ноокатская администрация") == 1
    assert "03230 5-11-22" in admin.words


# Who answers, posts


def test_a_line_of_the_table_is_set_and_ended(admin: Administrator) -> None:
    admin.to_page("answers").key(F2)
    admin.fill(matter="Земельный вопрос (тема)", login="mamyt", order="№ 21").key(F9)
    office = admin.desk.office
    row = office.book.answer_table().rows[1]
    assert (row.id, row.login, row.order) == ("land", "mamyt", "№ 21")
    admin.into_page().choose_row("Земельный вопрос").press_button("Прекратить строку").key(F9)
    assert office.book.answer_table().rows[1].is_ended
    admin.key(Qt.Key.Key_Z, CONTROL)
    assert office.book.answer_table().rows[1].official == "Мамытова Айнура"


def test_what_nobody_answers_for_is_said(admin: Administrator) -> None:
    admin.desk.office.book.end_responsible(topic="", service="", from_on=admin.desk.office.today)
    admin.to_page("answers")
    assert "Никто не отвечает: " in admin.words


def test_an_acting_head_is_appointed_and_a_substitute_named(admin: Administrator) -> None:
    office, today = admin.desk.office, admin.desk.office.today
    admin.to_page("posts").key(F2)
    admin.fill(login="mamyt", order="№ 5")
    admin._go_to(admin.form.field("acting").editor)
    admin.key(Qt.Key.Key_Space).key(F9)
    held = office.now.post_holder("head", today)
    assert held is not None
    assert held.acting
    assert held.order == "№ 5"
    admin.into_page().press_button("Назначить замещающего")
    until = today + 5 * DAY
    admin.fill(absent="tokton", substitute="tokton", until_on=f"{until:%d.%m.%Y}").key(F9)
    assert "Никто не замещает самого себя." in admin.words
    admin.fill(substitute="mamyt").key(F9)
    (row,) = office.book.stand_ins()
    assert (row.substitute, row.until_on) == ("Мамытова Айнура", until)


# Reading without rights


def test_who_may_not_change_sees_why_and_no_button(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    reader = executor_of(qtbot, desk, folder)
    try:
        for page in ("office", "people", "posts", "answers"):
            reader.to_page(page)
            assert reader.primary == ""
            assert "меняют только" in reader.words
            buttons = [b.text() for b in reader.page.findChildren(QPushButton) if b.isVisible()]
            assert buttons == []
    finally:
        reader.close()


# Health


def test_everything_is_checked(admin: Administrator) -> None:
    admin.to_page("health").key(F2)
    assert "Всё в целости." in admin.words


def test_a_check_is_stopped_by_the_keyboard(qtbot: QtBot, admin: Administrator) -> None:
    """Another long work holds the lane, so that there is time to press."""
    admin.to_page("health")
    page, go_on = admin.page, Event()
    assert isinstance(page, HealthPage)
    admin.background.run(go_on.wait, lambda _: None, owner=page, lane=Lane.LONG)
    try:
        press(F2)
        qtbot.waitUntil(page.progress.isVisible, timeout=5_000)
        assert admin.primary == ""
        page.progress._cancel.setFocus()
        press(Qt.Key.Key_Space)
    finally:
        go_on.set()
    admin.settle()
    assert "Остановлено." in admin.words
    assert not page.progress.isVisible()
    assert admin.primary == "Проверить всё"


def test_typing_does_not_wait_behind_a_long_work(qtbot: QtBot, admin: Administrator) -> None:
    go_on, answered = Event(), []
    admin.background.run(go_on.wait, lambda _: None, owner=admin.place, lane=Lane.LONG)
    try:
        desk = admin.desk
        admin.background.run(desk.cases.today, answered.append, owner=admin.place)
        qtbot.waitUntil(lambda: bool(answered), timeout=5_000)
    finally:
        go_on.set()
    admin.settle()


def test_lists_are_made_anew_by_the_administrator(admin: Administrator) -> None:
    admin.desk.registration.register(a_complaint())
    admin.to_page("health").into_page().press_button("Составить списки заново")
    assert "Списки составлены заново" in admin.words
    assert admin.desk.integrity.verify()


# This workstation, and all pages


def test_the_form_of_the_receipt_is_remembered_on_this_computer(admin: Administrator) -> None:
    admin.to_page("workstation").into_page()
    for _ in range(20):
        widget = focused()
        if isinstance(widget, QPushButton) and widget.text() == "А5, один экземпляр":
            break
        admin.key(Qt.Key.Key_Tab)
    admin.key(Qt.Key.Key_Right).key(Qt.Key.Key_Space)
    assert kept.receipt_form() == "a4x2"


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_form_has_two_fields_behind_one_letter(qtbot: QtBot, desk: Desk, language: str) -> None:
    today = desk.office.today
    desk.office.hold_post("head", "tokton", from_on=today - DAY)
    desk.office.substitute("tokton", "mamyt", from_on=today, until_on=today, ground="")
    speak(language)
    sitting = Administrator(qtbot, desk)
    try:
        seen = 0
        for page in PAGES:
            sitting.to_page(page)
            for change in _changes(sitting):
                change()
                letters = _letters(sitting)
                assert len(letters) == len(set(letters)), (page, letters)
                seen += bool(letters)
                sitting.key(ESCAPE)
        assert seen >= 8
    finally:
        sitting.close()


def _changes(sitting: Administrator) -> list:
    """What opens a form on the page that is shown."""
    page = sitting.page
    lists = [one for one in vars(page).values() if isinstance(one, ShortList)]
    found = [
        lambda one=one, action=action: one._run(action)
        for one in lists
        for action, _ in one._actions
    ]
    main = page.main_action()
    turns = page.findChild(Turning) is not None
    more = [main.run] if main is not None and turns else []
    for name in ("_change_password",):
        more += [getattr(page, name)] if hasattr(page, name) else []
    if hasattr(page, "_may_instead"):
        more.append(page.name_substitute)
    return [*found, *more] if turns else []


def _letters(sitting: Administrator) -> list[str]:
    if not sitting.has_form:
        return []
    labels = [one.text() for one in sitting.form.findChildren(QLabel) if one.buddy() is not None]
    assert all("&" in label for label in labels), labels
    return [label[label.index("&") + 1].lower() for label in labels]


def test_an_open_form_waits_while_one_looks_elsewhere(admin: Administrator) -> None:
    admin.to_page("office").key(F2).fill(phone="03230 5-77-77")
    admin.window.show_section("today")
    admin.settle()
    admin.window.show_section("settings")
    admin.settle()
    assert admin.form.values()["phone"] == "03230 5-77-77"
    assert admin.primary == "Сохранить"


def test_the_days_of_a_name_are_told(admin: Administrator) -> None:
    day = date(2027, 1, 1)
    admin.desk.office.set_names(Bilingual(ky="Жаңы"), Bilingual(ky="Жаңы"), day)
    admin.to_page("office")
    assert "С 01.01.2027 уже записано другое." in admin.words
