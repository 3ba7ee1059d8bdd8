"""The same on a real screen: the whole journey once more, and the program as it is started."""

import os
import re
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


# What the rest of the department does all day.
DEPARTMENT = ("field_reception", "blackout_pad", "silent_body")
# A list of suggestions takes the focus with it where no window manager gives it back; these
# walk through such lists and are driven offscreen alone.
THROUGH_LISTS = "several_questions or executor_without or named_by_order or typed_before"


LONG = pytest.mark.skipif(not os.environ.get("AKIMAT_LONG"), reason="a long run")


@pytest.mark.parametrize(
    ("journeys", "least"),
    [
        (["journeys/test_counter.py"], 3),
        (["journeys/test_pen_sheet.py"], 3),
        pytest.param([f"journeys/test_{one}.py" for one in DEPARTMENT], 5, marks=LONG),
        pytest.param(
            ["ui/test_post.py", "ui/test_watch_folder.py", "ui/test_register_matters.py"],
            30,
            marks=LONG,
        ),
        (["crash/test_draft_after_kill.py"], 1),
        pytest.param(
            ["ui/test_cases_bulk.py", "ui/test_applicants.py", "ui/test_resolution.py"],
            25,
            marks=LONG,
        ),
    ],
    ids=["counter", "pen", "department", "intake", "draft", "lists"],
)
def test_the_journeys_pass_on_a_screen(screen: Screen, journeys: list[str], least: int) -> None:
    """At least so many tests, so that a renamed file is missed."""
    tests = [str(HERE.parent / one) for one in journeys]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", f"not ({THROUGH_LISTS})", *tests],
        env=screen.environment, cwd=HERE.parents[1],
        capture_output=True, text=True, check=False, timeout=500,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"(\d+) passed", ran.stdout)
    assert passed is not None
    assert int(passed[1]) >= least


def test_the_program_registers_what_is_typed_on_its_screen(screen: Screen, tmp_path: Path) -> None:
    folder = a_training_desk(tmp_path)
    a_case_typed_in(screen, [sys.executable, "-m", "akimat_desk"], folder, screen.environment)
