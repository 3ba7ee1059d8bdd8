"""The window's program in a process of its own, up to a moment that is asked for; see `MOMENTS`.

`python starting.py MOMENT STARTED_AT [FOLDER]` prints one JSON object when the moment has come:
milliseconds since STARTED_AT (of this machine's own clock), processor time, memory and the names
of the foreign packages that are loaded. The bare window is what all else is measured against.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTableWidget, QTableWidgetItem

MOMENTS = ("bare", "paint", "today", "password")
MOMENT, STARTED_AT = sys.argv[1], float(sys.argv[2])
FOLDER, PASSWORD = sys.argv[3:4], sys.argv[4:5]


def tell(**more: object) -> None:
    foreign = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
    told = {
        "wall": (perf_counter() - STARTED_AT) * 1000,
        "cpu": process_time() * 1000,
        "memory": memory(),
        "foreign": sorted(name for name in foreign if not name.startswith("_")),
        "modules": len(sys.modules),
    }
    print(json.dumps(told | more), flush=True)
    # What comes after the moment is nobody's business, and a worker may still be loading.
    os._exit(0)


def memory() -> float:
    """Megabytes in use; none where the system does not tell it this way."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


class NextPaint(QObject):
    """Calls back when a window has been painted once more."""

    def __init__(self, app: QApplication, done: Any) -> None:
        super().__init__()
        self._app, self._done = app, done
        app.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self._done)
        return False


def bare() -> None:
    """A table of 50 x 8 in a main window, figures at the right: what Qt itself costs here."""
    app = QApplication(["bare"])
    window, table = QMainWindow(), QTableWidget(50, 8)
    for row in range(50):
        for column in range(8):
            item = QTableWidgetItem(f"{row} {column}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
            table.setItem(row, column, item)
    window.setCentralWidget(table)
    window.resize(1366, 768)
    watching = NextPaint(app, tell)
    window.show()
    app.exec()
    del watching


def ours() -> None:
    """As the command `akimat-desk --data FOLDER` starts it."""
    from akimat_desk.ui import window  # noqa: PLC0415

    app = window._application()
    if MOMENT == "paint":
        watching: Any = NextPaint(app, tell)
    else:
        watching = Until(app)
    sys.argv = ["akimat-desk", "--data", *FOLDER]
    from akimat_desk.__main__ import main  # noqa: PLC0415

    main()
    del watching


class Until(QObject):
    """Looks every few milliseconds, types the password where one is asked, then tells."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._entered = 0.0
        self._asked = 0.0
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._look)
        self._clock.start(5)

    def _look(self) -> None:
        for window in self._app.topLevelWidgets():
            places = getattr(window, "places", None)
            today = None if places is None else places.built("today")
            if today is not None and today._list.table.rowCount():
                self._clock.stop()
                self._watching = NextPaint(self._app, self._told)
                today._list.view.viewport().update()
            elif MOMENT == "password" and not self._entered and window.isVisible():
                self._enter(window)

    def _enter(self, window: Any) -> None:
        """A clerk needs two seconds for a password; meanwhile the program loads."""
        form = getattr(window, "_form", None)
        if form is None:
            return
        self._asked = self._asked or perf_counter()
        if perf_counter() - self._asked > 2.0:
            form.findChildren(QLineEdit)[0].setText(PASSWORD[0])
            self._entered = perf_counter()
            window.submit()

    def _told(self) -> None:
        since = self._entered or STARTED_AT
        asked = (self._asked - STARTED_AT) * 1000 if self._asked else 0.0
        tell(entered=(perf_counter() - since) * 1000, asked=asked)


if __name__ == "__main__":
    bare() if MOMENT == "bare" else ours()
