"""What is loaded before something can be seen: Qt, the window's own rooms, and little else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from ui.driving_window import NOW, a_full_office

STARTING = Path(__file__).with_name("starting.py")
ROOT = STARTING.parents[2]
QT = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
LIGHT = {"akimat_desk", "fontpkg_pt_sans", "platformdirs"}
# What only papers, files, lines and cases of a language need.
LATER = {"reportlab", "pypdfium2", "httpx2", "segno", "kyrgyz", "petrovich", "xlsxwriter",
         "python_calamine", "litestar", "uvicorn", "qtawesome"}  # fmt: skip


def started(moment: str, folder: Path, password: str = "") -> dict[str, Any]:
    """With settings of its own: what the window remembers is not the developer's."""
    own = {name: str(folder.parent / "settings") for name in ("XDG_CONFIG_HOME", "APPDATA")}
    ran = subprocess.run(
        [sys.executable, str(STARTING), moment, repr(perf_counter()), str(folder), password],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **own, "AKIMAT_DESK_NOW": NOW, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "desk"
    a_full_office(folder)
    return folder


def test_the_first_paint_waits_for_qt_and_the_windows_own_rooms_alone(office: Path) -> None:
    found = set(started("paint", office)["foreign"])
    bare = set(started("bare", office)["foreign"])
    assert found - bare - LIGHT - QT == set()


def test_today_waits_for_nothing_that_only_papers_and_lines_need(office: Path) -> None:
    told = started("today", office)
    assert told["entered"] > 0
    assert LATER & set(told["foreign"]) == set()
