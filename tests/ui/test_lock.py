"""The locked window: nothing of the office to be seen, the work behind it goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import CHEAP, PASSWORD, again
from ui.driving_window import (
    CONTROL,
    Started,
    _training_day,  # noqa: F401
    a_full_office,
    press,
    started,
    type_words,
    words_on,
)

from akimat_desk.services.errors import SignInRefused
from akimat_desk.ui import kept
from akimat_desk.ui.idle import IdleWatch, Instant, passed_s
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.locked import Locked
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.today import TodayPlace

OTHER = "башка ачкыч 7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "desk"
    a_full_office(found, password=PASSWORD)
    desk = again(found, login="admin")
    desk.office.enable_account("asanova", OTHER, CHEAP)
    desk.close()
    return found


@pytest.fixture
def running(qtbot: QtBot, folder: Path) -> Iterator[Started]:
    yield from started(qtbot, folder, login="admin")


@pytest.fixture
def window(running: Started, qtbot: QtBot) -> MainWindow:
    sign_in = running.sign_in
    qtbot.waitUntil(lambda: sign_in._form is not None, timeout=20_000)
    sign_in.activateWindow()
    running.settle()
    type_words(PASSWORD)
    press(Qt.Key.Key_Return)
    return running.wait_for_main()


def locked(running: Started, qtbot: QtBot) -> Locked:
    page = running.program.window
    assert isinstance(page, Locked)
    qtbot.waitUntil(lambda: page._form is not None, timeout=20_000)
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or page))
    return page


def unlock(password: str) -> None:
    type_words(password)
    press(Qt.Key.Key_Return)


def seen() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def test_ctrl_l_hides_the_window_and_shows_a_page_that_names_nothing_of_the_office(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    office, people = window.windowTitle(), ("Өмүрбеков", "К1-", "Ноокат", "Учебный")
    press(Qt.Key.Key_L, CONTROL)
    page = locked(running, qtbot)
    assert seen() == [page]
    assert page.windowTitle() == "Akimat Desk"
    told = "\n".join(label.text() + label.toolTip() for label in page.findChildren(QLabel))
    assert not any(word in told for word in (office, *people))
    assert "admin" in words_on(page)


def test_dialogs_go_with_it_and_none_opens_over_it(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_keys()
    assert len(seen()) == 2
    window.lock_asked.emit()
    page = locked(running, qtbot)
    assert seen() == [page]
    window.show_keys()
    qtbot.waitUntil(lambda: seen() == [page])


def test_the_same_person_finds_everything_as_it_was(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F4)
    running.settle()
    shown = window.shown_screen()
    assert isinstance(shown, RegisterPlace)
    type_words("Асанов")
    line = QApplication.focusWidget()
    press(Qt.Key.Key_L, CONTROL)
    locked(running, qtbot)
    unlock(PASSWORD)
    qtbot.waitUntil(lambda: running.program.window is window, timeout=20_000)
    assert seen() == [window]
    assert window.shown_screen() is shown
    assert line is not None
    assert "Асанов" in line.property("text")


def test_a_wrong_password_opens_nothing_and_says_so(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    window.lock_asked.emit()
    page = locked(running, qtbot)
    unlock("жаңылыш сөз")
    qtbot.waitUntil(lambda: page._strip.words() == sentence(SignInRefused()), timeout=20_000)
    assert seen() == [page]
    unlock(PASSWORD)
    qtbot.waitUntil(lambda: running.program.window is window, timeout=20_000)


def test_the_exchange_and_the_key_stay_behind_the_lock(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    window.lock_asked.emit()
    locked(running, qtbot)
    told = []
    window.runner.told.connect(told.append)
    window.runner.look()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    signed = running.program._signed
    assert signed is not None
    assert signed.desk.cases.newest(1)


def test_somebody_else_begins_with_screens_of_their_own_and_writes_in_their_name(
    running: Started, window: MainWindow, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_F4)
    running.settle()
    type_words("Асанов")
    window.lock_asked.emit()
    locked(running, qtbot)
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    unlock(OTHER)
    qtbot.waitUntil(lambda: isinstance(running.program.window, MainWindow), timeout=20_000)
    fresh = running.wait_for_main()
    assert fresh is not window
    assert isinstance(fresh.shown_screen(), TodayPlace)
    assert "Асанова" in words_on(fresh.status)
    signed = running.program._signed
    assert signed is not None
    desk = signed.desk
    assert desk.office.me is not None
    assert desk.office.me.login == "asanova"
    assert desk.drafts.all(), "what was half typed is a draft"
    case = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows[0].id
    desk.cases.do(case, "note", {"text": "кимдин колу"})
    assert desk.cases.history(case)[-1].actor == "asanova"


def test_closing_the_locked_window_ends_the_program_with_the_drafts_kept(
    running: Started, window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    press(Qt.Key.Key_F4)
    running.settle()
    type_words("Асанов")
    window.lock_asked.emit()
    locked(running, qtbot)
    running.program.close()
    desk = again(folder, login="admin")
    assert desk.drafts.all()
    desk.close()


def test_nobody_there_for_the_minutes_that_were_chosen_locks(qapp: QApplication) -> None:
    at = Instant(100.0, 1_000.0)
    watch = IdleWatch(lambda: 60, qapp, lambda: at)
    heard: list[bool] = []
    watch.idle.connect(lambda: heard.append(True))
    watch.start()
    at = Instant(159.0, 1_059.0)
    watch.look()
    assert heard == []
    at = Instant(160.0, 1_060.0)
    watch.look()
    assert heard == [True]
    watch.deleteLater()


def test_a_key_or_the_mouse_begins_the_wait_anew(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    at = Instant(0.0, 0.0)
    watch = IdleWatch(lambda: 60, window, lambda: at)
    heard: list[bool] = []
    watch.idle.connect(lambda: heard.append(True))
    watch.start()
    at = Instant(59.0, 59.0)
    QApplication.sendEvent(
        window.windowHandle(),
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"),
    )
    at = Instant(100.0, 100.0)
    watch.look()
    assert heard == []
    QTest.mouseMove(window.windowHandle())
    at = Instant(159.0, 159.0)
    watch.look()
    assert heard == []


def test_a_computer_that_slept_was_left_alone_and_a_clock_set_back_helps_nobody() -> None:
    assert passed_s(Instant(5.0, 1_000.0), Instant(6.0, 9_000.0)) == 8_000.0
    assert passed_s(Instant(5.0, 1_000.0), Instant(905.0, 0.0)) == 900.0


def test_the_minutes_are_this_computers_and_never_none(
    running: Started, window: MainWindow
) -> None:
    assert kept.lock_minutes() == 10
    kept.keep_lock_minutes(0)
    assert kept.lock_minutes() == 5
    kept.keep_lock_minutes(30)
    assert kept.lock_minutes() == 30
