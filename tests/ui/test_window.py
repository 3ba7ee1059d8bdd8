"""The whole window: one per workspace, its places, the ways between them, language and return."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import new_desk
from ui.driving_window import (
    ALT,
    CONTROL,
    Started,
    _training_day,  # noqa: F401
    a_full_office,
    press,
    started,
    type_words,
    words_on,
)

from akimat_desk.services.desk import open_desk
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.main_window import MainWindow, two_lines
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.help import HelpPlace
from akimat_desk.ui.screens.paper import PaperPlace
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.settings import SettingsPlace
from akimat_desk.ui.screens.today import TodayPlace
from akimat_desk.ui.single import Single, name_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_full_office(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def running(qtbot: QtBot, folder: Path) -> Iterator[Started]:
    yield from started(qtbot, folder)


@pytest.fixture
def window(running: Started) -> MainWindow:
    return running.wait_for_main()


def shown(window: MainWindow) -> QWidget | None:
    return window.shown_screen()


def test_it_opens_on_today_with_the_names_of_office_person_and_point(window: MainWindow) -> None:
    assert isinstance(shown(window), TodayPlace)
    assert "Учебный режим" in words_on(window) or "Үйрөнүү режими" in words_on(window)
    assert "admin" in words_on(window.status)
    assert window.windowTitle().startswith("Ноокат")


def key_of(window: MainWindow, section: str) -> Qt.Key:
    """By its number at the side; the settings have the nought."""
    place = 0 if section == "settings" else list(window._sections).index(section) + 1
    return Qt.Key(Qt.Key.Key_0 + place)


def test_keys_lead_to_every_place_and_back(running: Started, window: MainWindow) -> None:
    for key, modifiers, place in (
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, RegisterPlace),
        (key_of(window, "cases"), CONTROL, CasesPlace),
        (key_of(window, "settings"), CONTROL, SettingsPlace),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, HelpPlace),
    ):
        press(key, modifiers)
        running.settle()
        assert isinstance(shown(window), place)
    for place in (SettingsPlace, CasesPlace, RegisterPlace, TodayPlace):
        press(Qt.Key.Key_Left, ALT)
        running.settle()
        assert isinstance(shown(window), place)


def test_enter_opens_the_case_and_back_finds_the_row_again(
    running: Started, window: MainWindow
) -> None:
    press(Qt.Key.Key_Down)
    today = shown(window)
    assert isinstance(today, TodayPlace)
    row = today._list.view.current_row()
    press(Qt.Key.Key_Return)
    running.settle()
    assert isinstance(shown(window), CardPlace)
    window.back_asked.emit()
    running.settle()
    assert shown(window) is today
    assert today._list.view.current_row().id == row.id


def test_the_search_field_lists_as_one_types_and_enter_opens_the_only_case(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F3)
    type_words("өмүрбеков3")
    qtbot.waitUntil(lambda: isinstance(shown(window), CasesPlace))
    running.settle()
    cases = shown(window)
    assert isinstance(cases, CasesPlace)
    assert [row.applicant for row in cases._list.table.rows()] == ["Өмүрбеков3 Чыңгыз Төлөгөнович"]
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(shown(window), CardPlace))


def test_the_palette_opens_a_case_by_its_applicant(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_K, CONTROL)
    type_words("Омурбеков2")
    items = window.palette_.list.model()
    qtbot.waitUntil(lambda: "Өмүрбеков2" in str(items.index(0, 0).data()))
    press(Qt.Key.Key_Return)
    running.settle()
    assert isinstance(shown(window), CardPlace)


def test_a_paper_is_shown_with_its_name_and_the_print_key(
    running: Started, window: MainWindow
) -> None:
    window.show_paper(b"", "Расписка")
    assert isinstance(shown(window), PaperPlace)
    assert (window.primary_button().accessibleName(), window.isVisible()) == ("Басып чыгаруу", True)


def test_the_language_belongs_to_the_account(
    qtbot: QtBot, running: Started, window: MainWindow, folder: Path
) -> None:
    assert spoken().language == "ky"
    window.language_chosen.emit("ru")
    running.settle()
    assert spoken().language == "ru"
    assert running.main is not window
    assert isinstance(shown(running.main), SettingsPlace)
    running.program.close()
    once_more = Started(qtbot, folder)
    once_more.wait_for_main()
    assert spoken().language == "ru"
    once_more.program.close()


def test_signing_out_gives_the_workspace_back(
    running: Started, window: MainWindow, folder: Path
) -> None:
    window.left_account.emit()
    # A training workspace without a password opens at once again, so it was free.
    assert running.wait_for_main() is not window
    running.program.close()
    open_desk(folder).close()


def test_the_figure_beside_today_counts_what_is_due(running: Started, window: MainWindow) -> None:
    counts = running.program._signed.desk.cases.counts()  # type: ignore[union-attr]
    due = counts["overdue"] + counts["today"] + counts["soon"]
    button = window.sidebar._buttons["today"]
    assert str(due) in button.accessibleName()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    new_desk(tmp_path / "desk", training=True, password="").close()
    first = Single(tmp_path / "desk")
    assert first.is_first()
    command = [sys.executable, "-m", "akimat_desk", "--data", str(tmp_path / "desk")]
    with qtbot.waitSignal(first.raised, timeout=60_000):
        second = subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert second.wait(60) == 0
    first.close()


def test_a_window_that_was_killed_does_not_keep_others_out(
    tmp_path: Path, qapp: QApplication
) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from akimat_desk.ui.single import Single;"
        "assert Single(Path(sys.argv[1])).is_first(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    after = Single(tmp_path)
    assert after.is_first()
    after.close()


def test_an_office_name_is_set_in_two_lines() -> None:
    assert two_lines("Ноокат районунун мамлекеттик администрациясы") == (
        "Ноокат районунун",
        "мамлекеттик администрациясы",
    )
    assert two_lines("Мэрия") == ("Мэрия", "")


def test_one_folder_has_one_name_however_it_is_written(tmp_path: Path) -> None:
    assert name_for(tmp_path / "a" / ".." / "b") == name_for(tmp_path / "b")
    assert name_for(tmp_path / "a") != name_for(tmp_path / "b")
    assert len(name_for(tmp_path)) < 60
