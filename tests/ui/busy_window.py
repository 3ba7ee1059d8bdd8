"""A window at its busiest: somebody types into the search, the desk syncs, a journal is printed."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot
from ui import heavy_jobs
from ui.driving_window import Started, focused

from akimat_desk.services.desk import open_desk
from akimat_desk.services.list_export import ExportWish
from akimat_desk.ui.background import Lane
from akimat_desk.ui.exchange_runner import ExchangeRunner
from akimat_desk.ui.main_window import MainWindow

TYPED = ("асанов", "суу жок", "К1-000", "Токтогул", "жайыт жол", "крыши", "Президент", "айгүл")
BETWEEN_KEYS_MS = 60


class BusyWindow:
    """All that goes on at once does so in the background; the hands are on the keyboard."""

    def __init__(self, qtbot: QtBot, running: Started) -> None:
        self._qtbot, self._running = qtbot, running
        self.done: list[Any] = []

    @property
    def window(self) -> MainWindow:
        return self._running.main

    @property
    def runner(self) -> ExchangeRunner:
        return self.window.runner

    def rest(self, milliseconds: int) -> None:
        self._qtbot.wait(milliseconds)

    def search(self, *texts: str, until: Callable[[], bool] = lambda: True) -> int:
        """Letter by letter, again and again until there is nothing to wait for. Counts letters."""
        letters = 0
        while True:
            for text in texts or TYPED:
                self.window.focus_search()
                for letter in text:
                    focused().insert(letter)  # as typing does, without a key the layout may lack
                    letters += 1
                    self.rest(BETWEEN_KEYS_MS)
                self.window.clear_search()
            if until():
                return letters

    def print_in_a_thread(self, path: Path, since: date) -> None:
        """As the list of cases does it: a filter goes in, a file comes out."""
        desk = self.window._desk
        wanted = desk.cases.filter_of(registered_from=since)
        wish = ExportWish(format="pdf", reason="Жылдык отчёт")
        self._running.program._background.run(
            lambda: desk.list_export.write(path, wanted, wish),
            self.done.append,
            owner=self.window,
            lane=Lane.LONG,
        )

    def print_in_a_process(self, path: Path, rows: Sequence[Sequence[str]]) -> None:
        self._running.program._background.run_heavy(
            heavy_jobs.print_journal,
            (str(path), [list(row) for row in rows]),
            self.done.append,
            lambda _: None,
            self.window,
        )

    def journal(self, rows: int) -> list[tuple[str, ...]]:
        """Number, applicant, subject, day and state of so many cases."""
        desk, found, after = self.window._desk, [], None
        while len(found) < rows:
            page = desk.lists.page(desk.cases.filter_of(), after, with_bars=False)
            found += [
                (row.number, row.applicant, row.subject, f"{row.registered_on}", row.stage)
                for row in page.rows
            ]
            after = page.next_cursor
            if after is None:
                break
        return found[:rows]


def enrolled(folder: Path, url: str, code: str) -> None:
    """The workspace at a centre, before its window opens."""
    desk = open_desk(folder)
    try:
        desk.exchange.enrol(url, code)
    finally:
        desk.close()
