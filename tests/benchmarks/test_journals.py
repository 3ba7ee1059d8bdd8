"""Journals of 1,000 to 10,000 rows and the report over 100,000 cases: how long, how much memory.

Each journal is written by a process of its own, so that its peak of memory is its own.
"""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from benchmarks.large_office import NOW, large_office
from benchmarks.timing import taken
from services.working_desks import HandClock, again

from akimat_desk.domain.moments import milliseconds
from akimat_desk.services.desk import open_desk

_ALONE = """
import sys, time
from datetime import date, datetime
from pathlib import Path
from services.working_desks import HandClock, again
from akimat_desk.domain.moments import milliseconds
from akimat_desk.services.journals import JournalWish
folder, out, first, last, columns = sys.argv[1:]
clock = HandClock(milliseconds(datetime.fromisoformat("NOW")))
desk = again(Path(folder), clock=clock, password="")


def peak():
    # Of this program alone: getrusage tells also of the one it was started by.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


before = peak()
wish = JournalWish(
    kind="registration", from_on=date.fromisoformat(first), until_on=date.fromisoformat(last),
    format=out.rpartition(".")[2], columns=tuple(columns.split(",")) if columns else (),
    reason="paper",
)
start, worked = time.perf_counter(), time.process_time()
made = desk.journals.write(Path(out), wish)
taken, worked = time.perf_counter() - start, time.process_time() - worked
print(f"{made.rows:6} rows: {taken:5.1f} s (processor {worked:.1f} s,"
      f" {worked / made.rows * 1000:.2f} ms a row), peak {peak()} MB (before {before} MB)")
desk.close()
""".replace("NOW", NOW)
_PLAIN = "place,number,registered_on,applicant,phone,subject,kind,channel,topic,responsible,stage"
_MANY = 10_000


def alone(*told: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, *told],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin"},
        text=True,
    )
    return done.stdout.strip()


def first_days(folder: Path, counts: tuple[int, ...]) -> list[str]:
    """The last day of a journal that has so many rows from the first case on."""
    desk = open_desk(folder)
    try:
        with desk.core.database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT registered_on FROM case_line ORDER BY registered_at, id"
            ).fetchall()
    finally:
        desk.close()
    return [str(rows[min(count, len(rows)) - 1][0]) for count in counts]


@pytest.mark.benchmark
@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_journal_of_ten_thousand_rows(ending, tmp_path):
    folder = large_office()
    for name, columns in (("usual columns", ""), ("without folds", _PLAIN)):
        for until in first_days(folder, (1000, 5000, _MANY)):
            file = str(tmp_path / f"journal.{ending}")
            print(f"{ending}, {name}: {alone(str(folder), file, '2024-01-01', until, columns)}")


@pytest.mark.benchmark
def test_the_statistical_report():
    folder = large_office()
    clock = HandClock(milliseconds(datetime.fromisoformat(NOW)))
    desk = again(folder, clock=clock, password="")
    try:
        for period in ("2026", "2026-Q3", "2026-10"):
            found = desk.statistics.of(period)
            counted = taken(desk.statistics.of, [period] * 5, warm=1)
            drawn = taken(lambda one: desk.statistics.paper(one, "ky"), [found] * 5, warm=1)
            print(f"report of {period}, {found.total.count} cases: {counted}; its paper {drawn}")
    finally:
        desk.close()
