"""Lanes, tickets and vanished windows."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui.heavy_jobs import break_down, count_to, refuse_row, wait_for_ever

from akimat_desk.domain.errors import DeskError, RuleBroken
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.heavy import WorkerBroke


@dataclass(eq=False)
class Closed(RuleBroken):
    number: str


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def refuse() -> None:
    raise Closed("17")


def test_work_runs_elsewhere_and_its_answer_arrives_here(
    qtbot: QtBot, background: Background
) -> None:
    owner, places = QObject(), []
    background.run(
        threading.get_ident,
        lambda place: places.append((place, threading.get_ident())),
        owner=owner,
    )
    qtbot.waitUntil(lambda: len(places) == 1)
    assert places[0][0] != threading.get_ident()
    assert places[0][1] == threading.get_ident()


def test_thousands_of_tasks_and_half_of_the_windows_gone(
    qtbot: QtBot, background: Background
) -> None:
    owners = [QWidget() for _ in range(200)]
    gone: set[int] = set()
    called: list[int] = []
    late: list[int] = []

    def take(number: int) -> None:
        (late if number % 200 in gone else called).append(number)

    for number in range(6000):
        background.run(
            lambda number=number: number,
            take,
            owner=owners[number % 200],
            lane=list(Lane)[number % 3],
        )
    for place in range(0, 200, 2):
        owners[place].destroyed.connect(lambda *_, place=place: gone.add(place))
        owners[place].deleteLater()
    qtbot.waitUntil(lambda: background.is_idle and len(gone) == 100, timeout=30_000)
    assert late == []
    assert [number for number in sorted(called) if number % 2] == list(range(1, 6000, 2))


def test_nobody_is_called_once_the_owner_is_gone(qtbot: QtBot, background: Background) -> None:
    owner, other = QWidget(), QWidget()
    may_go, called = threading.Event(), []
    background.run(may_go.wait, lambda _: called.append("gone"), owner=owner)
    background.run(lambda: None, lambda _: called.append("there"), owner=other)
    owner.deleteLater()
    del owner
    with qtbot.waitSignal(other.windowTitleChanged):
        other.setWindowTitle("deleted first")
    qtbot.wait(10)  # lets the deferred deletion happen
    may_go.set()
    qtbot.waitUntil(lambda: called != [])
    assert called == ["there"]


def test_the_newest_question_under_a_key_wins(qtbot: QtBot) -> None:
    interrupted: list[bool] = []
    reader = 0
    may_go = threading.Event()

    def interrupt(thread: int) -> None:
        interrupted.append(thread == reader)
        may_go.set()

    background = Background(interrupt=interrupt)
    owner, answers = QObject(), []
    asked = threading.Event()

    def first() -> str:
        nonlocal reader
        reader = threading.get_ident()
        asked.set()
        may_go.wait()
        return "first"

    background.run(first, answers.append, owner=owner, key="search")
    asked.wait()
    for word in ("second", "third"):
        background.run(lambda word=word: word, answers.append, owner=owner, key="search")
    qtbot.waitUntil(lambda: background.is_idle)
    background.close()
    assert answers == ["third"]
    assert interrupted == [True]


def test_writes_keep_their_order_and_are_finished_on_closing(qtbot: QtBot) -> None:
    background = Background()
    written: list[int] = []
    owner = QObject()
    for number in range(100):
        background.run(
            lambda number=number: written.append(number),
            lambda _: None,
            owner=owner,
            lane=Lane.WRITE,
            key="save",
        )
    background.close()
    assert written == list(range(100))


def test_a_write_of_a_vanished_window_is_still_written(
    qtbot: QtBot, background: Background
) -> None:
    owner, may_go, written = QWidget(), threading.Event(), []
    called: list[object] = []

    def write() -> None:
        may_go.wait()
        written.append(1)

    background.run(write, called.append, owner=owner, lane=Lane.WRITE)
    owner.deleteLater()
    del owner
    qtbot.wait(10)
    may_go.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert (written, called) == ([1], [])


def test_the_line_never_holds_up_the_disk(qtbot: QtBot, background: Background) -> None:
    may_go, owner, read = threading.Event(), QObject(), []
    background.run(may_go.wait, lambda _: None, owner=owner, lane=Lane.NETWORK)
    background.run(lambda: 1, read.append, owner=owner)
    qtbot.waitUntil(lambda: read == [1])
    may_go.set()


def test_a_refusal_reaches_the_one_who_asked(qtbot: QtBot, background: Background) -> None:
    owner, refused = QObject(), []
    background.run(refuse, lambda _: None, failed=refused.append, owner=owner)
    qtbot.waitUntil(lambda: len(refused) == 1)
    assert refused[0].facts() == {"number": "17"}


def test_a_refusal_nobody_waits_for_is_still_said(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    with qtbot.waitSignal(background.refused) as caught:
        background.run(refuse, lambda _: None, owner=owner, lane=Lane.WRITE)
    assert isinstance(caught.args[0], Closed)


def test_a_bug_is_raised_on_the_windows_thread(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    with qtbot.captureExceptions() as bugs:
        background.run(lambda: 1 // 0, lambda _: None, owner=owner)
        qtbot.waitUntil(lambda: len(bugs) == 1)
    assert bugs[0][0] is ZeroDivisionError


def test_heavy_work_reports_and_answers(qtbot: QtBot, background: Background) -> None:
    owner, steps, answers = QObject(), [], []
    background.run_heavy(count_to, (3,), answers.append, steps.append, owner)
    qtbot.waitUntil(lambda: answers == [3], timeout=30_000)
    assert steps == [0, 1, 2]


def test_a_refusal_of_heavy_work_keeps_its_facts(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    refused: list[DeskError] = []
    background.run_heavy(refuse_row, (), print, print, owner, refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1, timeout=30_000)
    assert refused[0].facts() == {"catalogue": "topics", "id": "x"}


def test_a_bug_in_heavy_work_is_a_bug_here(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    with qtbot.captureExceptions() as bugs:
        background.run_heavy(break_down, (), print, print, owner)
        qtbot.waitUntil(lambda: len(bugs) == 1, timeout=30_000)
    assert bugs[0][0] is WorkerBroke
    assert "ZeroDivisionError" in str(bugs[0][1])


def test_cancelled_heavy_work_ends_and_the_next_one_runs(
    qtbot: QtBot, background: Background
) -> None:
    owner, steps, answers = QObject(), [], []
    job = background.run_heavy(wait_for_ever, (), answers.append, steps.append, owner)
    qtbot.waitUntil(lambda: steps == ["started"], timeout=30_000)
    job.cancel()
    background.run_heavy(count_to, (1,), answers.append, lambda _: None, owner)
    qtbot.waitUntil(lambda: answers == [1], timeout=30_000)


def test_ten_thousand_signals_do_not_end_the_program() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to True on every emit."""
    program = (
        "from PySide6.QtCore import QObject, Signal\n"
        "class A(QObject):\n    s = Signal(bool)\n"
        "a = A()\na.s.connect(lambda x: None)\n"
        "for _ in range(10000): a.s.emit(True)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert ended.returncode == 0
