"""Long work is seen, tells how far it is, and stops when somebody wants it to."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot
from ui.driving_window import press

from akimat_desk.domain.errors import DeskError, WorkCancelled
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.progress import Progress, Tally


@pytest.fixture
def background() -> Iterator[Background]:
    found = Background()
    yield found
    found.close()


@pytest.fixture
def progress(qtbot: QtBot) -> Progress:
    speak("ru")
    found = Progress()
    qtbot.addWidget(found)
    return found


def words(progress: Progress) -> str:
    return " ".join(label.text() for label in progress.findChildren(QLabel))


def bar(progress: Progress) -> QProgressBar:
    return progress.findChildren(QProgressBar)[0]


def unwanted(error: DeskError) -> None:
    raise AssertionError(error)


def test_what_is_over_soon_is_never_seen(qtbot: QtBot, progress: Progress) -> None:
    progress.begin("Проверка", 10)
    progress.end()
    qtbot.wait(600)
    assert not progress.isVisible()
    assert not progress.is_running


def test_what_lasts_is_seen_with_its_words_and_how_far_it_is(
    qtbot: QtBot, progress: Progress
) -> None:
    progress.begin("Проверка", 12_000)
    progress.at(3_200)
    qtbot.waitUntil(progress.isVisible)
    assert "Проверка" in words(progress)
    assert "3\u202f200 из 12\u202f000, 26 %" in words(progress)
    assert (bar(progress).value(), bar(progress).maximum()) == (3_200, 12_000)
    assert bar(progress).accessibleName() == "Проверка"
    progress.end()
    assert not progress.isVisible()


def test_without_a_total_it_only_says_that_it_goes_on(qtbot: QtBot, progress: Progress) -> None:
    progress.begin("Обмен")
    progress.at(40)
    assert bar(progress).maximum() == 0
    assert "%" not in words(progress)
    assert "40" in words(progress)
    progress.begin("Проверка", 7)
    assert bar(progress).maximum() == 7


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_the_keyboard_stops_it_once(qtbot: QtBot, progress: Progress, key: Qt.Key) -> None:
    stopped: list[int] = []
    progress.cancelled.connect(lambda: stopped.append(1))
    tally = Tally()
    progress.follow("Проверка", tally)
    qtbot.waitUntil(progress.isVisible)
    progress.activateWindow()
    progress.findChildren(QPushButton)[0].setFocus()
    qtbot.waitUntil(progress.findChildren(QPushButton)[0].hasFocus)
    press(key)
    progress._ask_to_stop()
    assert stopped == [1]
    assert tally.is_cancelled()
    assert "Останавливается" in words(progress)
    assert progress.is_running


def test_the_worker_is_read_and_told(
    qtbot: QtBot, progress: Progress, background: Background
) -> None:
    reached, go_on, answers = Event(), Event(), []

    def work(tally: Tally) -> str:
        tally.report(3, 9)
        reached.set()
        go_on.wait()
        return "whole"

    progress.run(background, "Проверка", work, answers.append, failed=unwanted)
    assert reached.wait(5)
    qtbot.waitUntil(lambda: bar(progress).value() == 3)
    assert bar(progress).maximum() == 9
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["whole"])
    assert not progress.is_running


def test_what_was_stopped_is_refused_and_the_strip_goes(
    qtbot: QtBot, progress: Progress, background: Background
) -> None:
    refused: list[DeskError] = []

    def work(tally: Tally) -> None:
        while not tally.is_cancelled():
            pass
        raise WorkCancelled

    progress.run(background, "Проверка", work, lambda _: None, failed=refused.append)
    progress._ask_to_stop()
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], WorkCancelled)
    assert not progress.is_running


def test_the_end_of_the_program_stops_it(qtbot: QtBot, progress: Progress) -> None:
    """`close` waits for what runs: it must not wait for the whole of a long work."""
    background = Background()
    stopped = Event()

    def work(tally: Tally) -> None:
        while not tally.is_cancelled():
            pass
        stopped.set()
        raise WorkCancelled

    progress.run(background, "Проверка", work, lambda _: None, failed=lambda _: None)
    background.close()
    assert stopped.is_set()


def test_a_long_work_holds_up_neither_reading_nor_writing(
    qtbot: QtBot, progress: Progress, background: Background
) -> None:
    go_on, answers = Event(), []
    progress.run(background, "Проверка", lambda _: go_on.wait(), lambda _: None, failed=unwanted)
    for lane in (Lane.READ, Lane.WRITE, Lane.NETWORK):
        background.run(lambda lane=lane: lane, answers.append, owner=progress, lane=lane)
    qtbot.waitUntil(lambda: len(answers) == 3)
    go_on.set()
    qtbot.waitUntil(lambda: background.is_idle)
