"""The first screen: who is there, the password, what is said when something is wrong."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListWidget
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, a_desk, again, new_desk
from ui.driving_window import _training_day, press, type_words, words_on  # noqa: F401

from akimat_desk.services.errors import SignInRefused
from akimat_desk.services.logins import logins
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.signed import Signed

OTHER = "башка ачкыч 7"


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    speak("ru")
    made = Background()
    yield made
    made.close()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace that two people can open."""
    folder = tmp_path / "desk"
    with a_desk(folder) as desk:
        desk.office.enable_account("tokton", OTHER, CHEAP)
    return folder


def page(qtbot: QtBot, folder: Path, background: Background, login: str = "") -> SignIn:
    shown = SignIn(folder, login, background)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: not shown._state.isVisible(), timeout=20_000)
    # What signing in will need is loaded meanwhile.
    qtbot.waitUntil(lambda: background.is_idle, timeout=20_000)
    return shown


def names(shown: SignIn) -> list[str]:
    lists = shown.findChildren(QListWidget)
    return [found.item(row).text() for found in lists for row in range(found.count())]


def test_those_who_may_open_this_computer_are_offered(
    qtbot: QtBot, office: Path, background: Background
) -> None:
    shown = page(qtbot, office, background, "tokton")
    assert names(shown) == ["admin", "tokton"] == list(logins(office).names)
    assert shown.chosen_login() == "tokton"


def test_the_right_password_opens_the_workspace_by_keys_alone(
    qtbot: QtBot, office: Path, background: Background
) -> None:
    shown = page(qtbot, office, background, "tokton")
    type_words(OTHER)
    with qtbot.waitSignal(shown.signed_in, timeout=20_000) as told:
        press(Qt.Key.Key_Return)
    found: Signed = told.args[0]
    assert (found.login, found.person, found.point) == ("tokton", "Токтоналиев Б.", "1")
    found.desk.close()


def test_a_wrong_password_is_said_and_the_field_is_ready_again(
    qtbot: QtBot, office: Path, background: Background
) -> None:
    shown = page(qtbot, office, background, "admin")
    type_words("ката сөз")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: strip_words(shown) == sentence(SignInRefused()))
    type_words(PASSWORD)
    with qtbot.waitSignal(shown.signed_in, timeout=20_000) as told:
        press(Qt.Key.Key_Return)
    told.args[0].desk.close()


def test_no_password_is_not_tried(qtbot: QtBot, office: Path, background: Background) -> None:
    shown = page(qtbot, office, background)
    press(Qt.Key.Key_Return)
    assert "Введите пароль." in words_on(shown)
    assert background.is_idle


def test_a_workspace_in_use_is_told(qtbot: QtBot, office: Path, background: Background) -> None:
    with closing(again(office, login="admin")):
        shown = page(qtbot, office, background, "admin")
        type_words(PASSWORD)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: str(office) in strip_words(shown))


def strip_words(shown: SignIn) -> str:
    return shown._strip.words()


def test_caps_lock_and_cyrillic_letters_are_told(
    qtbot: QtBot, office: Path, background: Background
) -> None:
    shown = page(qtbot, office, background)
    type_words("А")
    assert "Включён Caps Lock." in words_on(shown)
    assert "кириллица" in words_on(shown)
    type_words("k")
    assert "Caps Lock" not in words_on(shown)
    assert "латиница" in words_on(shown)


def test_without_a_workspace_the_page_says_how_to_make_one_and_finds_it_then(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    folder = tmp_path / "new"
    shown = page(qtbot, folder, background)
    assert f"akimat-desk init --office ID --data {folder}" in words_on(shown)
    new_desk(folder).close()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: names(shown) == ["admin"])


def test_a_training_workspace_without_a_password_opens_at_once(
    qtbot: QtBot, tmp_path: Path, background: Background
) -> None:
    new_desk(tmp_path / "desk", training=True, password="").close()
    shown = SignIn(tmp_path / "desk", "", background)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.signed_in, timeout=20_000) as told:
        shown.show()
    assert told.args[0].is_training
    told.args[0].desk.close()


def test_choosing_a_language_asks_for_another_page(
    qtbot: QtBot, office: Path, background: Background
) -> None:
    shown = page(qtbot, office, background)
    (kyrgyz,) = (b for b in shown.findChildren(QAbstractButton) if b.text() == "Кыргызча")
    with qtbot.waitSignal(shown.language_chosen) as told:
        kyrgyz.setFocus()
        press(Qt.Key.Key_Space)
    assert told.args == ["ky"]
