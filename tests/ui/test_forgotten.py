"""A forgotten password at the sign-in: the code, the new password twice, and in."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, GoingClock, again, setup
from ui.driving_window import _training_day, press, type_words, words_on  # noqa: F401

from akimat_desk.services.desk import make_workspace
from akimat_desk.services.errors import ResetRefused, SecretMistyped
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.sign_in import SignIn

NEW = "жаңы сыр сөз 7"


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    speak("ru")
    made = Background()
    yield made
    made.close()


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    made = make_workspace(tmp_path / "desk", setup(), clock=GoingClock(), cost=CHEAP)
    return tmp_path / "desk", made.head_codes


@pytest.fixture
def page(qtbot: QtBot, office: tuple[Path, tuple[str, ...]], background: Background) -> SignIn:
    shown = SignIn(office[0], "admin", background)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: not shown._state.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: background.is_idle, timeout=20_000)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert shown._lost is not None
    return shown


def fill(code: str, new: str, again_: str) -> None:
    """Enter leads from one field to the next and sends in the last."""
    for words in (code, new, again_):
        type_words(words)
        press(Qt.Key.Key_Return)


def said(page: SignIn) -> str:
    return page._strip.words()


def test_a_code_sets_a_new_password_by_keys_alone_and_signs_nobody_in(
    qtbot: QtBot, page: SignIn, office: tuple[Path, tuple[str, ...]], background: Background
) -> None:
    fill(office[1][1].lower(), NEW, NEW)
    qtbot.waitUntil(lambda: "№ 2" in said(page), timeout=20_000)
    assert page._lost is None
    type_words(NEW)
    with qtbot.waitSignal(page.signed_in, timeout=20_000) as told:
        press(Qt.Key.Key_Return)
    told.args[0].desk.close()


def test_passwords_that_differ_use_no_code_up(
    qtbot: QtBot, page: SignIn, office: tuple[Path, tuple[str, ...]], background: Background
) -> None:
    fill(office[1][0], NEW, "башка")
    assert "Пароли не совпадают." in words_on(page)
    assert background.is_idle
    assert page._lost is not None
    page._lost._again.line.clear()
    type_words(NEW)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "№ 1" in said(page), timeout=20_000)


def test_what_is_wrong_with_the_code_is_said_and_the_fields_stay(
    qtbot: QtBot, page: SignIn, background: Background
) -> None:
    for typed, error in (("12", SecretMistyped()), ("0000-0000-0000", ResetRefused())):
        lost = page._lost
        assert lost is not None
        for line in lost.findChildren(QLineEdit):
            line.clear()
        lost.setFocus()
        fill(typed, NEW, NEW)
        qtbot.waitUntil(lambda error=error: said(page) == sentence(error), timeout=20_000)
        assert lost._new.line.text() == NEW


def test_the_way_back_leads_to_the_old_password(
    qtbot: QtBot, page: SignIn, office: tuple[Path, tuple[str, ...]]
) -> None:
    back = [one for one in page.findChildren(QPushButton) if one.text() == "Назад ко входу"]
    back[0].setFocus()
    press(Qt.Key.Key_Space)
    type_words(PASSWORD)
    with qtbot.waitSignal(page.signed_in, timeout=20_000) as told:
        press(Qt.Key.Key_Return)
    told.args[0].desk.close()
    with closing(again(office[0], login="admin")):
        pass
