"""The window killed while somebody types: the draft comes back, and its scan with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from crash.typing_clerk import NAME
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.scan_samples import a_pdf
from services.working_desks import new_desk
from ui.driving_post import Mailroom
from ui.driving_window import Started, own_settings

NOW = "2026-11-23T09:00:00"
HERE = Path(__file__).parent


def killed_while_typing(folder: Path, scan: Path) -> None:
    """Once the desk says that the draft is on the disk, and some letters later."""
    clerk = subprocess.Popen(
        [sys.executable, HERE / "typing_clerk.py", folder, scan],
        env=os.environ
        | {
            "AKIMAT_DESK_NOW": NOW,
            "PYTHONPATH": os.pathsep.join((str(HERE.parent), str(HERE.parents[1]))),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said = clerk.stdout.readline()
    clerk.send_signal(signal.SIGKILL)
    _, told = clerk.communicate()
    assert said == b"kept\n", told.decode()
    assert clerk.returncode == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_draft_and_its_scan_are_offered_again_after_kill_minus_nine(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKIMAT_DESK_NOW", NOW)
    own_settings(tmp_path)
    folder, scan = tmp_path / "desk", tmp_path / "кат.pdf"
    new_desk(folder, training=True, password="").close()
    scan.write_bytes(a_pdf(pages=2))
    killed_while_typing(folder, scan)
    scan.unlink()

    running = Started(qtbot, folder)
    running.wait_for_main()
    room = Mailroom(qtbot, running, folder)
    room.press(Qt.Key.Key_F4).settle()
    assert room.register.offer.isVisible()
    assert room.register.form.field("name").raw() == ""
    room.press(Qt.Key.Key_F2).settle()
    assert room.register.form.field("name").raw().startswith(NAME)
    (held,) = room.paper.scans
    assert (held.title, held.pages) == ("кат.pdf", 2)
    assert room.desk.attachments.read(held.digest) == a_pdf(pages=2)
    assert len(room.paper._view._shape.sizes) == 2
    assert len(room.desk.drafts.all()) == 1
    room.desk.integrity.verify()
    running.program.close()
