"""The page of copies and the list of what the server refused, by the keyboard alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from services.test_outbox import refuse_newest, set_aside
from services.working_desks import CHEAP, PASSWORD, a_complaint, again, new_desk
from ui.driving_settings import Administrator
from ui.driving_window import Started, own_settings, press, words_on

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.backup_runner import lead_to_copies
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.screens.backups import BackupsPage
from akimat_desk.ui.screens.restore import RestorePage
from akimat_desk.ui.screens.settings_exchange import ExchangePage
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.sections import SETTINGS
from akimat_desk.ui.signed import sign_in

F2 = Qt.Key.Key_F2


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


def words(page: QWidget | None) -> str:
    assert page is not None
    return words_on(page)


def test_a_copy_is_made_by_one_key_and_said_to_be_verified(admin, tmp_path) -> None:
    admin.to_page("backups")
    assert "Резервной копии ещё нет" in words(admin.page)
    kept.keep_backup_folder(str(tmp_path / "stick"))
    admin.to_page("office").to_page("backups")
    admin.settle()
    assert admin.desk.backup_days.standing().folder == str(tmp_path / "stick")
    admin.key(F2)
    admin.settle()
    last = admin.desk.backups.last()
    assert last is not None
    assert Path(last.file).parent == tmp_path / "stick"
    assert "Копия сделана сегодня." in words(admin.page)
    assert admin.strip.startswith("Копия создана и проверена")


def test_a_folder_that_will_not_do_is_said_on_the_page(admin, folder) -> None:
    admin.to_page("backups")
    admin.settle()
    page = admin.page
    assert isinstance(page, BackupsPage)
    page.folder.restore(str(folder / "copies"))
    admin.key(F2)
    admin.settle()
    assert "находится внутри рабочей папки" in words(admin.page)
    assert admin.desk.backups.last() is None


def test_without_a_named_folder_the_copy_lies_beside_the_register(admin, folder) -> None:
    admin.to_page("backups").key(F2)
    admin.settle()
    last = admin.desk.backups.last()
    assert last is not None
    assert Path(last.file).parent == folder.with_name("desk-copies")


def test_the_copy_of_the_day_is_seen_on_its_page_while_it_is_made(admin) -> None:
    admin.to_page("backups")
    page = admin.page
    assert isinstance(page, BackupsPage)
    assert "сегодня, в свободную минуту" in words(page)
    runner = lead_to_copies(admin.window, admin.desk)
    runner.make()
    assert page.progress.is_running
    assert page.main_action() is None, "one copy at a time"
    admin.settle()
    assert not page.progress.is_running
    assert page.main_action() is not None
    assert "завтра, в свободную минуту" in words(page)
    assert "Копия сделана сегодня." in words(page)


def test_a_copy_is_asked_for_from_the_page_and_the_register_is_given_back(
    qtbot, desk, folder
) -> None:
    desk.backup_days.make_due()
    desk.close()
    kept.keep_language("ru", "admin")
    running = Started(qtbot, folder)
    try:
        running.settle()
        running.program._welcome(sign_in(folder, "", PASSWORD))
        window = running.wait_for_main()
        window.show_section(SETTINGS)
        window.places.settings.show_page("backups")
        running.settle()
        page = window.places.settings.page()
        page.back.setFocus()
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: isinstance(running.program.window, RestorePage), timeout=60_000)
        restoring = running.program.window
        running.settle()
        assert "Файл цел." in words(restoring)
        assert "ни один номер не выдаётся дважды" in words(restoring)
        again(folder).close()
        back = [one for one in restoring.findChildren(QPushButton) if "входу" in one.text()]
        back[0].setFocus()
        press(Qt.Key.Key_Space)
        assert isinstance(running.program.window, SignIn)
        running.settle()
    finally:
        running.program.close()


def test_whoever_is_no_administrator_reads_and_makes_none(qtbot, desk, folder, tmp_path) -> None:
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.close()
    kept.keep_backup_folder(str(tmp_path / "stick"))
    other = Administrator(qtbot, again(folder, login="mamyt"))
    try:
        other.to_page("backups").key(F2)
        assert "Копии делает администратор." in words(other.page)
        assert not (tmp_path / "stick").exists()
    finally:
        other.close()


def test_a_refused_text_is_read_and_taken_off_the_list(admin, tmp_path) -> None:
    desk = admin.desk
    case = desk.registration.register(a_complaint(1)).case
    desk.cases.do(case, "note", {"text": "Айыл өкмөтүнө чалдым"})
    refuse_newest(desk)
    set_aside(desk, "chain")
    admin.to_page("exchange")
    page = admin.page
    assert isinstance(page, ExchangePage)
    admin.settle()
    (row,) = page.refused.list.table.rows()
    assert (row.refusal, row.state) == ("number_outside_series", "refused")
    assert page.refused.list.view.isVisible()
    page.refused.list.view.setFocus()
    admin.key(Qt.Key.Key_Home).press_button("Убрать из списка")
    admin.settle()
    assert desk.outbox.refused() == []
    assert not page.refused.list.isVisible()
    admin.press_button("&Запросить отложенное снова")
    admin.settle()
    assert desk.outbox.aside() == []
    page.refused.save_support(tmp_path / "support.json")
    admin.settle()
    text = (tmp_path / "support.json").read_text(encoding="utf-8")
    assert json.loads(text)["refused"]
    assert "Айыл" not in text


def test_a_long_path_is_cut_in_its_middle_and_told_whole(qtbot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    path = Path("/", *["Кара-Суу районунун мамлекеттик администрациясы"] * 4, "2026-11-23.backup")
    facts.show_lines([("Файл", path)])
    facts.resize(480, 60)
    facts.show()
    (value,) = facts.findChildren(OneLine)
    assert value.text().startswith("/Кара")
    assert value.text().endswith(".backup")
    assert "\N{HORIZONTAL ELLIPSIS}" in value.text()
    assert value.fontMetrics().horizontalAdvance(value.text()) <= value.width()
    assert value.toolTip() == str(path)
    assert value.accessibleName() == f"Файл: {path}"
