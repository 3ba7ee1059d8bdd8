"""The same on a real screen: the whole journey once more, and the program as it is started."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.at_a_screen import a_case_typed_in, a_training_desk
from journeys.real_screen import Screen, a_screen

pytestmark = [pytest.mark.journey, pytest.mark.needs("screen")]

HERE = Path(__file__).parent


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


def test_the_program_registers_what_is_typed_on_its_screen(screen: Screen, tmp_path: Path) -> None:
    folder = a_training_desk(tmp_path)
    a_case_typed_in(screen, [sys.executable, "-m", "akimat_desk"], folder, screen.environment)
