"""Works at a workspace until it is killed, and prints a line for all that it has done.

Run as a program: python crashing.py WORK WORKSPACE PLACE
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from services.test_act_desk import an_order
from services.working_desks import CHEAP, PASSWORD, a_complaint

from akimat_desk.paths import witness_folder
from akimat_desk.services.clock import SystemClock
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.services.restoring import Opening, Place, restore

Told = dict[str, Any]


def say(told: Told) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def opened(folder: Path) -> Desk:
    return open_desk(folder, login="admin", password=PASSWORD, clock=SystemClock())


def registered(desk: Desk) -> Iterator[Told]:
    for place in count():
        done = desk.registration.register(a_complaint(place % 97))
        yield {"number": done.number, "case": done.case}
        # So that a life is not a thousand cases long.
        time.sleep(0.01)


def issued(desk: Desk) -> Iterator[Told]:
    for place in count():
        done = desk.act_desk.issue(an_order(f"Жолду ачуу жөнүндө {place}"))
        yield {"act": done.act, "act_number": done.number, "paper": done.paper.digest.hex()}


def exchanged(desk: Desk) -> Iterator[Told]:
    while True:
        for place in range(4):
            done = desk.registration.register(a_complaint(place))
            yield {"number": done.number, "case": done.case}
        desk.exchange.sync()
        yield {"synced": True}


def copied(desk: Desk, place: Path) -> Iterator[Told]:
    while True:
        yield {"backup": desk.backups.make(place).file}


def rebuilt(desk: Desk) -> Iterator[Told]:
    while True:
        yield {"streams": desk.integrity.rebuild()}


def put_back(backup: Path, place: Path) -> Iterator[Told]:
    opening = Opening(login="admin", password=PASSWORD)
    told = Place(
        backup=backup, folder=place, witness=witness_folder(), clock=SystemClock(), cost=CHEAP
    )
    yield {"restored": restore(told, opening).entries}


def opens(folder: Path) -> Iterator[Told]:
    desk = opened(folder)
    yield {"opened": True}
    desk.close()


def works(folder: Path, place: Path) -> dict[str, Callable[[], Iterator[Told]]]:
    return {
        "register": lambda: registered(opened(folder)),
        "act": lambda: issued(opened(folder)),
        "sync": lambda: exchanged(opened(folder)),
        "backup": lambda: copied(opened(folder), place),
        "rebuild": lambda: rebuilt(opened(folder)),
        "restore": lambda: put_back(folder, place),
        "upgrade": lambda: opens(folder),
    }


if __name__ == "__main__":
    work, folder, place = sys.argv[1:]
    if work in ("restore", "upgrade"):
        say({"begun": work})
        doing = works(Path(folder), Path(place))[work]()
    else:
        doing = works(Path(folder), Path(place))[work]()
        say({"begun": work})
    for told in doing:
        say(told)
