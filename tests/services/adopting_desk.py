"""A desk in a process of its own: adopts a day off and stops half-way until somebody kills it."""

import sys
import time
from datetime import date
from pathlib import Path

from services.working_desks import MONDAY_MORNING, HandClock, again

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.calendar_readings import DayTold, Proposal


def wait_half_way(done: int, total: int) -> None:
    """At the very end: the entry is appended and the lists are rewritten, nothing is committed."""
    wait_half_way.looks += 1
    if done == total and wait_half_way.looks > total + 1:
        sys.stdout.write("half\n")
        sys.stdout.flush()
        time.sleep(600)


wait_half_way.looks = 0


def adopt(folder: Path, day: date) -> None:
    desk = again(folder, clock=HandClock(MONDAY_MORNING + 60_000))
    named = Bilingual(ky="Айт", ru="Айт")
    proposal = Proposal(days=(DayTold(day=day, kind="ait", name=named),))
    desk.calendars.adopt(proposal, Watch(report=wait_half_way))


if __name__ == "__main__":
    adopt(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
