"""A window led through all its screens in a process of its own; prints what memory it takes.

`python walk_all.py FOLDER`: one line of JSON, megabytes by where the window had been until then.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex

from akimat_desk.ui import window
from akimat_desk.ui.main_window import MainWindow

PAGES = 40
TYPED = ("асанов", "суу жок", "К1-000", "жайыт жол", "крыши")


def memory() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


class Walk:
    def __init__(self, folder: Path) -> None:
        self.app = window._application()
        self.program = window.Program(self.app, folder)
        self.program.start()
        self.seen: dict[str, float] = {"sign-in": memory()}
        self._until(lambda: isinstance(self.program.window, MainWindow))
        self.settle()

    @property
    def main(self) -> Any:
        return self.program.window

    def note(self, where: str) -> None:
        self.settle()
        self.seen[where] = memory()

    def settle(self) -> None:
        for _ in range(3):
            self._until(lambda: self.program._background.is_idle)

    def _until(self, there: Any) -> None:
        ends = perf_counter() + 60
        while not there() and perf_counter() < ends:
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def go(self) -> None:
        self.note("today")
        for section in list(self.main._sections):
            self.main.show_section(section)
            self.note(section)
        self.scroll()
        for text in TYPED:
            self.main.places.cases.search(text)
            self.note(f"search {text}")
        for row in self.main.places.cases._list.table.rows()[:10]:
            self.main.open_case(row.id)
            self.settle()
        self.note("ten cards")

    def scroll(self) -> None:
        """As far down as nobody goes by hand."""
        self.main.show_section("cases")
        self.settle()
        table = self.main.places.cases._list.table
        for _ in range(PAGES):
            table.fetchMore(QModelIndex())
            self.settle()
        self.note(f"{len(table.rows())} rows of a list")


if __name__ == "__main__":
    walk = Walk(Path(sys.argv[1]))
    walk.go()
    print(json.dumps(walk.seen), flush=True)
    os._exit(0)
