"""Before the sign-in: a copy put in place, a damage told and mended, by the keyboard alone."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from services.test_backups import HOUR, LATER
from services.working_desks import PASSWORD, GoingClock, a_complaint, again, new_desk
from ui.driving_window import own_settings, press, type_words, words_on

from akimat_desk.storage.errors import DatabaseDamaged
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.screens.restore import RestorePage
from akimat_desk.ui.screens.sign_in import SignIn


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    speak("ru")
    made = Background()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of three cases; its copy of today has two of them."""
    own_settings(tmp_path)
    with closing(new_desk(tmp_path / "desk", clock=GoingClock(LATER), training=True)) as desk:
        for place in range(3):
            if place == 2:
                desk.backup_days.make_due()
            desk.registration.register(a_complaint(place))
    return tmp_path / "desk"


def shown(qtbot: QtBot, page: RestorePage, background: Background) -> RestorePage:
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: background.is_idle, timeout=30_000)
    return page


def submit(qtbot: QtBot, page: RestorePage, background: Background) -> None:
    page.login.setFocus()
    type_words("admin")
    page.secret.line.setFocus()
    type_words(PASSWORD)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: background.is_idle and not page.progress.is_running, timeout=60_000)


def test_the_last_copy_is_offered_and_what_is_in_it_is_told(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    page = shown(qtbot, RestorePage(folder, background), background)
    assert page.file.raw().startswith(str(folder.with_name("desk-copies")))
    assert "41706242000000-district-1" in words_on(page)
    assert "Файл цел." in words_on(page)
    assert not page.saves.isVisible()


def test_a_copy_is_put_in_place_and_what_was_there_is_kept(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    page = shown(qtbot, RestorePage(folder, background), background)
    submit(qtbot, page, background)
    assert "Журнал на месте и проверен." in words_on(page)
    assert "То, что было здесь раньше, сохранено в" in words_on(page)
    (aside,) = folder.glob("before-*")
    assert (aside / "akimat.db").exists()
    with qtbot.waitSignal(page.left, timeout=5_000):
        press(Qt.Key.Key_Space)
    with closing(again(folder, clock=GoingClock(LATER + HOUR))) as desk:
        assert len(desk.cases.newest()) == 2
        desk.integrity.verify()


def test_a_wrong_password_changes_nothing(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    page = shown(qtbot, RestorePage(folder, background), background)
    page.secret.line.setFocus()
    type_words("not the password")
    page.login.setFocus()
    type_words("admin")
    page.put.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: background.is_idle and not page.progress.is_running, timeout=60_000)
    assert page.put.isEnabled()
    with closing(again(folder, clock=GoingClock(LATER + HOUR))) as desk:
        assert len(desk.cases.newest()) == 3


def test_a_file_that_is_no_copy_is_told(qtbot: QtBot, folder: Path, background: Background) -> None:
    page = shown(qtbot, RestorePage(folder, background), background)
    page.file.restore(__file__)
    page.file.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: background.is_idle, timeout=20_000)
    assert "использовать нельзя" in words_on(page)


def test_a_damaged_register_is_told_at_the_sign_in_and_saved_with_its_copy(
    qtbot: QtBot, folder: Path, background: Background
) -> None:
    data = (folder / "akimat.db").read_bytes()
    (folder / "akimat.db").write_bytes(os.urandom(4096) + data[4096:])
    sign_in = SignIn(folder, "admin", background)
    qtbot.addWidget(sign_in)
    with qtbot.waitSignal(sign_in.damaged, timeout=30_000) as told:
        sign_in.show()
        qtbot.waitUntil(lambda: sign_in.chosen_login() == "admin", timeout=20_000)
        sign_in.setFocus()
        sign_in._open("admin", PASSWORD)
    error = told.args[0]
    assert isinstance(error, DatabaseDamaged)
    page = shown(qtbot, RestorePage(folder, background, error), background)
    assert page.saves.isChecked()
    assert page.file.raw()
    submit(qtbot, page, background)
    assert "Ничего не утрачено." in words_on(page)
    with closing(again(folder, clock=GoingClock(LATER + HOUR))) as desk:
        assert len(desk.cases.newest()) == 3, "the case after the copy was saved from the file"


def test_the_sign_in_leads_to_the_copies(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    own_settings(tmp_path)
    sign_in = SignIn(tmp_path / "nothing", "", background)
    qtbot.addWidget(sign_in)
    sign_in.show()
    sign_in.activateWindow()
    qtbot.waitUntil(lambda: sign_in.isActiveWindow() and background.is_idle, timeout=20_000)
    (link,) = [one for one in sign_in.findChildren(QAbstractButton) if "резервную" in one.text()]
    link.setFocus()
    with qtbot.waitSignal(sign_in.copy_asked, timeout=5_000):
        press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: background.is_idle, timeout=20_000)
