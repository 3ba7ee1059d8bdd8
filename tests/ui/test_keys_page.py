"""Codes and key in the settings: codes with the head, another key while the window gives way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import PASSWORD
from ui.driving_window import (
    Started,
    _training_day,  # noqa: F401
    a_full_office,
    press,
    started,
    type_words,
)

from akimat_desk.services.accounts import codes_left
from akimat_desk.storage.workspace import Workspace
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.key_change import KeyChangePage
from akimat_desk.ui.screens.settings_keys import KeysPage
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.sections import SETTINGS

LONG = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "desk"
    a_full_office(found, password=PASSWORD)
    return found


@pytest.fixture
def running(qtbot: QtBot, folder: Path) -> Iterator[Started]:
    yield from started(qtbot, folder, login="admin")


@pytest.fixture
def page(running: Started, qtbot: QtBot) -> KeysPage:
    sign_in = running.sign_in
    qtbot.waitUntil(lambda: sign_in._form is not None, timeout=20_000)
    sign_in.activateWindow()
    running.settle()
    type_words(PASSWORD)
    press(Qt.Key.Key_Return)
    window = running.wait_for_main()
    assert isinstance(window, MainWindow)
    window.show_section(SETTINGS)
    window.places.settings.show_page("keys")
    found = window.places.settings.page()
    assert isinstance(found, KeysPage)
    qtbot.waitUntil(found.change_button.isEnabled, timeout=20_000)
    return found


def test_new_codes_are_shown_once_and_the_page_forgets_them(
    page: KeysPage, qtbot: QtBot, folder: Path
) -> None:
    before = Workspace(folder).keys()
    action = page.main_action()
    assert action is not None
    action.run()
    panel = page._turning.panel
    assert panel is not None
    # The only account here is administrator and head at once.
    panel.form.restore({"login": "admin", "password": PASSWORD})
    panel.submit()
    qtbot.waitUntil(lambda: page._sheet is not None, timeout=LONG)
    assert page._sheet is not None
    assert page._sheet.text().count("-") >= 8
    assert page._sheet.page().startswith(b"%PDF-")
    assert Workspace(folder).keys() != before
    assert codes_left(Workspace(folder).keys()) == 8
    page.left()
    assert page._sheet is None


def test_the_key_is_changed_after_two_steps_and_the_register_opens_anew(
    page: KeysPage, qtbot: QtBot, running: Started, folder: Path
) -> None:
    before = Workspace(folder).keys()
    page.change_button.click()
    panel = page._turning.panel
    assert panel is not None
    panel.form.restore({"password": PASSWORD})
    panel.submit()
    assert page._turning.panel is panel
    assert Workspace(folder).keys() == before
    panel.form.restore({"read": "1", "password": PASSWORD})
    panel.submit()
    qtbot.waitUntil(lambda: isinstance(running.program.window, KeyChangePage), timeout=LONG)
    shown = running.program.window
    assert isinstance(shown, KeyChangePage)
    qtbot.waitUntil(lambda: shown.sheet is not None, timeout=LONG)
    assert shown.sheet is not None
    assert shown.sheet.page().startswith(b"%PDF-")
    assert Workspace(folder).keys() != before
    shown._away.click()
    assert isinstance(running.program.window, SignIn)
