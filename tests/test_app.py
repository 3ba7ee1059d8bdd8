"""What a person reads where the window cannot be shown, or the command line is used wrongly."""

import os
import subprocess
import sys
from pathlib import Path


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "akimat_desk", "--data", str(folder), *arguments],
        capture_output=True,
        text=True,
        env={**bare, **environment},
        timeout=60,
        check=False,
    )


def test_without_a_display_one_sentence_names_the_demo(tmp_path: Path) -> None:
    found = started(tmp_path)
    assert found.returncode == 3
    assert found.stderr.count("\n") == 1
    assert "demo --no-window" in found.stderr


def test_a_missing_system_library_is_one_sentence_that_names_the_packages(tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "PySide6"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("", encoding="utf-8")
    (broken / "QtWidgets.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')", encoding="utf-8"
    )
    found = started(
        tmp_path,
        QT_QPA_PLATFORM="offscreen",
        PYTHONPATH=f"{broken.parent}{os.pathsep}{Path.cwd()}",
    )
    assert found.returncode == 3
    assert found.stderr.count("\n") == 1
    assert "libEGL.so.1" in found.stderr
    assert "apt-get install libegl1" in found.stderr


def test_a_wrong_command_is_wrong_usage_and_help_lists_only_what_works(tmp_path: Path) -> None:
    assert started(tmp_path, "no-such-command").returncode == 2
    shown = started(tmp_path, "--help")
    assert shown.returncode == 0
    assert "register" in shown.stdout
