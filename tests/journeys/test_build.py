"""What PyInstaller makes of the project proves itself where nothing else is installed."""

import subprocess
import sys
from pathlib import Path

import pytest
from journeys.at_a_screen import a_case_typed_in, a_training_desk
from journeys.real_screen import a_screen
from services.working_desks import new_desk

pytestmark = [pytest.mark.journey, pytest.mark.needs("build")]

PROJECT = Path(__file__).parents[2]
BUILDING, WORKING = 400, 120
LOOKED_AT = 5


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once for all that is asked of it."""
    folder = tmp_path_factory.mktemp("build")
    ran = subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
            "--distpath", str(folder / "dist"), "--workpath", str(folder / "work"),
            str(PROJECT / "build.spec"),
        ],
        cwd=folder, capture_output=True, text=True, check=False, timeout=BUILDING,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return folder / "dist" / "akimat-desk" / "akimat-desk"


def nothing_but(home: Path) -> dict[str, str]:
    """The environment of a machine on which nobody has set anything."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}


def test_the_built_program_proves_itself(program: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [str(program), "selftest"],
        env=nothing_but(tmp_path), cwd=tmp_path,
        capture_output=True, text=True, check=False, timeout=WORKING,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


def test_the_built_window_opens_a_training_workspace(program: Path, tmp_path: Path) -> None:
    """What breaks inside the window is told on its standard error and in its report."""
    folder = tmp_path / "desk"
    new_desk(folder, training=True, password="").close()
    running = subprocess.Popen(
        [str(program), "--data", str(folder)],
        env=nothing_but(tmp_path), cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = running.communicate(timeout=LOOKED_AT)[1]
        pytest.fail(f"it ended by itself: {said}")
    except subprocess.TimeoutExpired:
        running.terminate()
    said = running.communicate(timeout=WORKING)[1]
    assert "Traceback" not in said
    assert not (folder / "crash.txt").exists()
    assert "login=admin" in (tmp_path / ".config" / "akimat-desk" / "window.ini").read_text("utf-8")


@pytest.mark.needs("screen")
def test_the_built_program_registers_what_is_typed_on_its_screen(
    program: Path, tmp_path: Path
) -> None:
    folder = a_training_desk(tmp_path)
    with a_screen(tmp_path) as screen:
        environment = {**nothing_but(tmp_path), "QT_QPA_PLATFORM": "xcb", "DISPLAY": screen.display}
        a_case_typed_in(screen, [str(program)], folder, environment)
