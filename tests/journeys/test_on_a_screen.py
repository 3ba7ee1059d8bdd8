"""The same on a real screen: the whole journey once more, and the program as it is started."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.real_screen import WAITING, Screen, a_screen, wait_until
from services.working_desks import new_desk

from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.services.desk import open_desk
from akimat_desk.storage.queries import CaseFilter

pytestmark = [pytest.mark.journey, pytest.mark.needs("screen")]

HERE = Path(__file__).parent
PASSWORD = "counter word 7"
NAME, PIN = "Asanov Bakyt", "20101198054321"
SUBJECT = "No water in Lenin street"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with a_screen(tmp_path) as found:
        yield found


def test_the_journey_at_the_counter_passes_on_a_screen(screen: Screen) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(HERE / "test_counter.py")],
        env=screen.environment, cwd=HERE.parents[1],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "desk"
    new_desk(place, training=True, password=PASSWORD).close()
    return place


def test_the_program_registers_what_is_typed_on_its_screen(
    screen: Screen, folder: Path, tmp_path: Path
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "akimat_desk", "--data", str(folder)],
        env={
            **screen.environment,
            "AKIMAT_DESK_NOW": "2026-11-23T09:00:00",
            "XDG_CONFIG_HOME": str(tmp_path / "settings"),
        },
    )
    try:
        screen.focus("^Akimat Desk$")
        sign_in(screen)
        register_one(screen, folder)
        assert program.poll() is None
    finally:
        # As at the end of a working day when the computer is switched off: nothing is lost.
        program.terminate()
        program.wait(WAITING)
    demand_the_receipt(folder)


def sign_in(screen: Screen) -> None:
    """The main window takes the keyboard by itself."""
    screen.wait_until_still()
    screen.type(PASSWORD)
    screen.press("Return")
    main = screen.window(". Akimat Desk$")
    wait_until(lambda: screen.do("getwindowfocus") == main)
    screen.wait_until_still()


def register_one(screen: Screen, folder: Path) -> None:
    """Each field is ended with Enter; Down opens a list and Down again takes its first line."""
    screen.press("F4")
    screen.wait_until_still()
    for words in (NAME, PIN, "0555123456", "Kok-Bel"):
        screen.type(words)
        screen.press("Return")
    screen.press("Down", "Down", "Return", "Return", "Return", "Return")
    screen.type(SUBJECT)
    screen.press("ctrl+Return")
    screen.wait_until_still()
    screen.press("F9")
    wait_until(lambda: any(path.is_file() for path in (folder / "files").rglob("*")))
    screen.wait_until_still()


def demand_the_receipt(folder: Path) -> None:
    desk = open_desk(folder, password=PASSWORD)
    (row,) = desk.lists.page(CaseFilter(), with_bars=False).rows
    case = desk.cases.open(row.id).case
    assert (case.registered.applicant.name, case.registered.subject) == (NAME, SUBJECT)
    assert case.registered.applicant.pin == PIN
    assert [made.copy for _, made in case.each(ReceiptIssued)] == [0]
    assert desk.papers.receipt(row.id).data.startswith(b"%PDF-")
    desk.integrity.verify()
    desk.close()
