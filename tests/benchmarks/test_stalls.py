"""How long the window's thread gives no answer while 100,000 cases are searched, synced, printed.

The limit of 50 ms is told beside the figures; tests/ui/test_watchdog.py fails at a second.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from benchmarks.large_office import copy_of, large_office
from journeys.test_sync import OFFICE, Centre
from ui.busy_window import TYPED, BusyWindow, enrolled
from ui.driving_window import Started, _training_day  # noqa: F401
from ui.watchdog import Stall, Watchdog

ROWS, SINCE = 10_000, date(2026, 8, 12)
IDLE_MS = 5_000


@pytest.fixture
def busy(qtbot, tmp_path: Path) -> Iterator[BusyWindow]:
    folder = copy_of(large_office(), "busy")
    centre = Centre(tmp_path / "centre")
    centre.run("office", "add", OFFICE)
    centre.start()
    enrolled(folder, centre.url, centre.run("enrol", OFFICE)["code"])
    running = Started(qtbot, folder)
    running.wait_for_main()
    yield BusyWindow(qtbot, running)
    running.program.close()
    centre.kill()


def told(name: str, stalls: list[Stall], idle: float) -> None:
    longest, second = stalls[0], stalls[min(1, len(stalls) - 1)]
    over = sum(stall.seconds > 0.05 for stall in stalls)
    print(
        f"{name}: longest stall {longest.seconds * 1000:.0f} ms, then {second.seconds * 1000:.0f};"
        f" {over} over 50 ms of {len(stalls)} beats; ratio to idle {longest.seconds / idle:.1f}"
        f" ({longest.where})"
    )


@pytest.mark.benchmark
def test_the_longest_stall_of_the_window(busy: BusyWindow, tmp_path: Path):
    watchdog, rows = Watchdog(), busy.journal(ROWS)
    busy.search("асанов")  # what is loaded at the first use is loaded

    def watched(work: Callable[[], object]) -> list[Stall]:
        with watchdog.watching() as stalls:
            work()
        return stalls

    def printed(start: Callable[[Path], None], name: str) -> Callable[[], object]:
        def work() -> None:
            busy.done.clear()
            busy.runner.ask(by_hand=True)
            start(tmp_path / name)
            letters = busy.search(until=lambda: bool(busy.done))
            print(f"  ({letters} letters typed meanwhile)")

        return work

    idle = watched(lambda: busy.rest(IDLE_MS))
    least = max(idle[0].seconds, 0.001)
    told("idle", idle, least)
    told("searching", watched(lambda: busy.search(*TYPED)), least)
    busy.runner.ask(by_hand=True)
    told("searching while it syncs", watched(lambda: busy.search(*TYPED)), least)
    in_process = printed(lambda path: busy.print_in_a_process(path, rows), "process.pdf")
    told(f"and {ROWS} rows are printed in a process", watched(in_process), least)
    in_thread = printed(lambda path: busy.print_in_a_thread(path, SINCE), "thread.pdf")
    told("and as many are exported in a thread", watched(in_thread), least)
    print(f"  ({busy.done})")
