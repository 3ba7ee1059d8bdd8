"""The window goes on answering while it searches, syncs with a real centre and prints."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.large_office import make_office
from journeys.test_sync import OFFICE, Centre
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from ui.busy_window import BusyWindow, enrolled
from ui.driving_window import Started, _training_day  # noqa: F401
from ui.watchdog import Watchdog

CASES, ROWS = 1_000, 500
LONGEST_S = 1.0


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre")
    made.run("office", "add", OFFICE)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def busy(qtbot: QtBot, tmp_path: Path, centre: Centre) -> Iterator[BusyWindow]:
    folder = tmp_path / "desk"
    make_office(folder, CASES)
    enrolled(folder, centre.url, centre.run("enrol", OFFICE)["code"])
    running = Started(qtbot, folder)
    running.wait_for_main()
    yield BusyWindow(qtbot, running)
    running.program.close()


def test_a_thread_that_stands_still_is_seen_and_told(qtbot: QtBot) -> None:
    watchdog = Watchdog()
    with watchdog.watching() as stalls:
        qtbot.wait(60)
        QTimer.singleShot(0, stand_still)
        qtbot.wait(250)
    assert stalls[0].seconds > 0.1
    assert "stand_still" in stalls[0].where
    assert all(stall.seconds < 0.1 for stall in stalls[1:])


def stand_still() -> None:
    threading.Event().wait(0.15)


def test_the_window_answers_while_all_goes_on_at_once(busy: BusyWindow, tmp_path: Path) -> None:
    journal = tmp_path / "journal.pdf"
    rows = busy.journal(ROWS)
    watchdog = Watchdog()
    with watchdog.watching() as stalls:
        busy.runner.ask(by_hand=True)
        busy.print_in_a_process(journal, rows)
        busy.search("асанов", "суу", until=lambda: bool(busy.done))
    assert busy.done == [ROWS]
    assert journal.read_bytes().startswith(b"%PDF")
    assert stalls[0].seconds < LONGEST_S, stalls[:3]
