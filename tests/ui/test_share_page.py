"""The exchange without a line by the keyboard, and what the status line says of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journeys.sharing_desks import a_desk, join, register, settle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.driving_settings import Administrator
from ui.driving_window import CONTROL, focused, own_settings, press, type_words

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.desk import Desk
from akimat_desk.services.share import Colleague, ShareState
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.share_runner import ShareRunner
from akimat_desk.ui.share_words import share_words
from akimat_desk.ui.theme import Tone

AT = 1_795_401_000_000  # 2026-11-23T08:30+06:00
TODAY = legal_day(AT)


def state(**changes: object) -> ShareState:
    two = Colleague(station="2", mark="2", at=AT, lacks=0)
    return ShareState(**{"is_member": True, "is_on": True, "colleagues": (two,), **changes})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _russian() -> None:
    speak("ru")


@pytest.mark.parametrize(
    ("changes", "tone", "words"),
    [
        ({}, Tone.GOOD, "Есть у рабочего места 2: 08:30"),
        ({"unheld": 3}, Tone.WARN, "Только на этом компьютере: 3 записи"),
        ({"colleagues": ()}, Tone.WARN, "Только на этом компьютере: 0 записей"),
        ({"last_error": "folder_unreachable", "unheld": 1}, Tone.WARN, "Общая папка недоступна"),
    ],
)
def test_held_by_a_colleague_is_never_called_received(
    changes: dict[str, object], tone: Tone, words: str
) -> None:
    told = share_words(state(**changes), TODAY)
    assert told is not None
    assert told.tone is tone
    assert told.words.startswith(words)
    assert "сервер" not in told.words.lower()


def test_who_does_not_share_is_told_nothing_of_it() -> None:
    assert share_words(ShareState(is_member=False), TODAY) is None
    assert share_words(state(is_on=False), TODAY) is None
    assert share_words(None, TODAY) is None


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks; the first one is to be driven, the second one works elsewhere."""
    own_settings(tmp_path)
    for name in ("shared", "stick"):
        (tmp_path / name).mkdir()
    one, two = a_desk(tmp_path / "one", "1"), a_desk(tmp_path / "two", "2")
    yield one, two
    two.close()


def typed(admin: Administrator, field: str, words: str) -> None:
    editor = getattr(admin.page, field).editor
    for _ in range(60):
        if focused() is editor:
            break
        press(Qt.Key.Key_Tab)
    assert focused() is editor
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    type_words(words)
    admin.settle()


def test_an_office_begins_a_share_and_lets_another_workstation_in(
    qtbot: QtBot, office: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, two = office
    asked = two.joining.ask(tmp_path / "stick")
    admin = Administrator(qtbot, one)
    try:
        admin.to_page("share").into_page()
        assert admin.primary == ""
        typed(admin, "folder", str(tmp_path / "shared"))
        admin.press_button("Обмениваться через эту папку")
        assert admin.primary == "Посмотреть сейчас"
        typed(admin, "stick", str(tmp_path / "stick"))
        typed(admin, "code", asked.code)
        admin.press_button("Подключить")
        assert admin.strip.startswith("Рабочее место 2 подключено")
        two.joining.take(tmp_path / "stick", tmp_path / "shared")
        number = register(two)[0]
        two.share.exchange()
        admin.key(Qt.Key.Key_F5)
        assert number in [row.number for row in one.cases.newest(limit=9)]
        assert "Рабочее место 2" in admin.words
    finally:
        admin.close()


def test_a_wrong_code_and_a_missing_folder_are_said(
    qtbot: QtBot, office: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, two = office
    two.joining.ask(tmp_path / "stick")
    admin = Administrator(qtbot, one)
    try:
        admin.to_page("share").into_page()
        typed(admin, "folder", str(tmp_path / "nowhere"))
        admin.press_button("Обмениваться через эту папку")
        assert admin.strip.startswith("Папки")
        typed(admin, "stick", str(tmp_path / "stick"))
        typed(admin, "code", "AAAA-CCCC-EEEE")
        admin.press_button("Подключить")
        assert admin.strip == "Этим кодом не открывается ни один запрос на флешке."
        assert not one.share.state().is_member
    finally:
        admin.close()


def test_the_window_looks_by_itself_and_tells_what_came(
    qtbot: QtBot, office: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, two = office
    one.share.choose(tmp_path / "shared")
    join(one, two, tmp_path / "stick", tmp_path / "shared")
    settle(one, two)
    register(two, 2)
    two.share.exchange()
    background = Background()
    with closing(one), closing(background):
        runner = ShareRunner(one, background)
        with qtbot.waitSignal(runner.pulled, timeout=20_000) as pulled:
            runner.ask()
        assert pulled.args[0] > 0
        qtbot.waitUntil(lambda: background.is_idle)
        with qtbot.waitSignal(runner.looked, timeout=20_000):
            (tmp_path / "shared").rename(tmp_path / "away")
            runner.ask()
        assert one.share.state().last_error == "folder_unreachable"
        qtbot.waitUntil(lambda: background.is_idle)
