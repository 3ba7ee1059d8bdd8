"""Whatever zone and season a computer believes in, its dates are those of Asia/Bishkek."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from services.working_desks import HandClock, a_complaint, again, new_desk

from akimat_desk.domain.moments import milliseconds
from akimat_desk.services.desk import Desk

# Where clocks change in spring and autumn, where never, and both ends of the calendar day.
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago")
# Around the changes of 2026 in Berlin and New York, midnight here, and the turn of the year.
INSTANTS = [
    milliseconds(datetime.fromisoformat(f"{told}+00:00"))
    for told in (
        "2026-10-25T00:59:59", "2026-10-25T01:00:00", "2026-10-25T17:59:59",
        "2026-10-25T18:00:00", "2026-11-01T05:59:59", "2026-11-01T06:00:01",
    )
]  # fmt: skip
NEW_YEAR = milliseconds(datetime.fromisoformat("2026-12-31T18:00:00+00:00"))
MADE_AT = INSTANTS[0] - 60_000
_IN_THE_ZONE = "import sys; from services.test_time_zones import told_here; told_here(sys.argv[1])"


def all_cases(desk: Desk) -> Iterator[tuple[str, Any]]:
    rows = desk.cases.page(desk.cases.filter_of()).rows
    for row in sorted(rows, key=lambda row: row.number):
        case = desk.cases.find(row.number)
        folded = desk.cases.open(case).folded.canonical()
        yield case, [row.number, row.next_on, hashlib.sha256(repr(folded).encode()).hexdigest()]


def told_of(desk: Desk) -> list[Any]:
    """Every date a desk shows of its cases, and a digest of what each was folded to."""
    told: list[Any] = [desk.cases.today()]
    for case, shown in all_cases(desk):
        found = desk.cases.explain(case)
        told.append(shown)
        told.append([duty.due_on for duty in found.duties])
        told.append([(one.day, one.holder.kind) for one in found.bookings])
        told.append([line.day for line in found.explanation.lines if line.is_counted])
        told.append([line.at for line in desk.cases.history(case)])
    return json.loads(json.dumps(told, default=str))


def gone_on(desk: Desk) -> list[Any]:
    """The dates of what is done from here on."""
    desk.trusted_time.confirm(desk.cases.today())
    done = desk.registration.register(a_complaint(99))
    paused = desk.cases.do(done.case, "pause", {"category": "court", "ground": "сот"})
    resumed = desk.cases.do(done.case, "resume", {})
    dates = [str(found.dates.statutory.earliest) for found in (paused, resumed)]
    return [done.registered_at, str(done.due_on), *dates]


def told_here(folder: str) -> None:
    """In a process of its own, which took up its zone when it began."""
    desk = again(Path(folder), clock=HandClock(NEW_YEAR))
    desk.integrity.rebuild()
    print(json.dumps([told_of(desk), gone_on(desk)]))
    desk.close()


def in_zone(zone: str, folder: Path) -> Any:
    told = {"TZ": zone, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-c", _IN_THE_ZONE, str(folder)],
        env={**os.environ, **told}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_on_other_machines_in_other_zones_the_same_entries_give_the_same_dates(tmp_path) -> None:
    clock = HandClock(MADE_AT)
    desk = new_desk(tmp_path / "here", clock=clock)
    for place, at in enumerate(INSTANTS):
        clock.at = at
        done = desk.registration.register(a_complaint(place))
        if place % 2:
            desk.cases.do(done.case, "pause", {"category": "court", "ground": "сот"})
    desk.close()
    for place in range(len(ZONES)):
        shutil.copytree(tmp_path / "here", tmp_path / str(place))
    told = [in_zone(zone, tmp_path / str(place)) for place, zone in enumerate(ZONES)]
    here = again(tmp_path / "here", clock=HandClock(NEW_YEAR))
    expected = [told_of(here), gone_on(here)]
    here.close()
    assert len(expected[0]) == 1 + 5 * len(INSTANTS)
    assert expected[1][0] == "2027-01-01T00:00:00+06:00"
    for zone, found in zip(ZONES, told, strict=True):
        assert found == expected, zone
