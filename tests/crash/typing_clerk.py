"""A clerk in a process of her own: types a registration with a scan until somebody kills her."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui.driving_post import Mailroom
from ui.driving_window import CONTROL, Started, own_settings

from akimat_desk.services.attachments import held_in

NAME = "Асанова Гүлнара"


class Patience:
    """Waits as the tests do, without a test around it."""

    def waitUntil(self, is_so: Callable[[], bool], *, timeout: int = 5000) -> None:  # noqa: N802
        end = time.monotonic() + timeout / 1000
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.005)


def type_until_killed(folder: Path, scan: Path) -> None:
    application = QApplication([])
    own_settings(folder.parent)
    patience = Patience()
    running = Started(patience, folder)  # type: ignore[arg-type]
    running.wait_for_main()
    room = Mailroom(patience, running, folder)  # type: ignore[arg-type]
    room.press(Qt.Key.Key_F4).settle()
    room.wait(room.register.form.field("name").editor.hasFocus)
    room.type(NAME).copy_files(scan).press(Qt.Key.Key_V, CONTROL)
    desk = room.desk
    room.wait(
        lambda: any(
            draft.form["name"] == NAME and held_in(draft.form) for draft in desk.drafts.all()
        )
    )
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    while application is not None:
        room.type("х")


if __name__ == "__main__":
    type_until_killed(Path(sys.argv[1]), Path(sys.argv[2]))
