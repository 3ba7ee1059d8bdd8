"""The same on a real screen: the whole journey once more, and the program as it is started."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.real_screen import Screen, a_screen
from services.working_desks import new_desk

from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.services.desk import Desk, open_desk

pytestmark = [pytest.mark.journey, pytest.mark.needs("screen")]

HERE = Path(__file__).parent
PASSWORD = "counter word 7"
NAME, PIN = "Asanov Bakyt", "20101198054321"


@pytest.fixture
def screen() -> Iterator[Screen]:
    with a_screen() as found:
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
        register_one(screen, folder)
        screen.press("alt+F4")
    finally:
        program.terminate()
        program.wait(60)
    desk = open_desk(folder, password=PASSWORD)
    (row,) = desk.cases.newest()
    case = desk.cases.open(str(row.id)).case
    assert case.registered.applicant.name == NAME
    assert case.registered.applicant.pin == PIN
    assert [made.copy for _, made in case.each(ReceiptIssued)] == [0]
    desk.integrity.verify()
    desk.close()
