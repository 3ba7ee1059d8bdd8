"""kill -9 at random moments of everything that writes: nothing acknowledged is ever lost.

Two hundred and ten kills: AKIMAT_CRASHES=210 python -m pytest tests/crash/test_crash_matrix.py
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from crash.crashing import opened
from journeys.real_centre import Centre
from services.working_desks import CHEAP, PASSWORD, a_complaint, new_desk

from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.paths import witness_folder
from akimat_desk.services.clock import SystemClock
from akimat_desk.services.desk import Desk
from akimat_desk.services.restoring import Opening, Place, restore
from akimat_desk.storage import backup_file, exchange, migrations, share_tables
from akimat_desk.storage.database import Database
from akimat_desk.storage.workspace import DATABASE

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here"),
]
WORKS = ("register", "act", "sync", "backup", "rebuild", "restore", "upgrade")
_LONG = 210 if os.environ.get("AKIMAT_LONG") else 7
CRASHES = int(os.environ.get("AKIMAT_CRASHES", _LONG))
OFFICE = "41706242000000-district-1"


@dataclass
class Promised:
    """All that was printed, over all lives."""

    cases: dict[str, str] = field(default_factory=dict)
    acts: dict[str, tuple[str, str]] = field(default_factory=dict)
    backups: list[str] = field(default_factory=list)
    kills_that_came_in_time: int = 0

    def hear(self, told: dict) -> None:
        if "number" in told:
            assert told["number"] not in self.cases, "a number was given twice"
            self.cases[told["number"]] = told["case"]
        elif "act_number" in told:
            assert told["act_number"] not in self.acts, "an act's number was given twice"
            self.acts[told["act_number"]] = (told["act"], told["paper"])
        elif "backup" in told:
            self.backups.append(told["backup"])


class Matrix:
    """One office, its centre, and what was promised; each crash is followed by a look."""

    def __init__(self, root: Path, centre: Centre, key: bytes) -> None:
        self.root, self.centre, self.key = root, centre, key
        self.folder = root / "desk"
        self.promised = Promised()
        self.backup = Path()

    def crash(self, work: str, turn: int, moment: float) -> None:
        place = self.root / ("stick" if work != "restore" else f"back{turn}")
        subject = self.backup if work == "restore" else self.folder
        if work == "upgrade":
            self._make_old()
        # A life of a counter is a few lines long at least; what takes long is cut anywhere.
        waits = (1, 0, 3)[turn // len(WORKS) % 3] if work in ("register", "act") else 0
        is_over = self._live((work, str(subject), str(place)), waits, moment)
        self.promised.kills_that_came_in_time += not is_over
        if work == "restore":
            self._look_at_restored(place, is_over=is_over)
        if work == "sync":
            self._look_at_centre()
        self.look()

    def _live(self, told: tuple[str, str, str], waits: int, moment: float) -> bool:
        tests = Path(__file__).parents[1]
        process = subprocess.Popen(
            [sys.executable, str(tests / "crash" / "crashing.py"), *told],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": f"{tests.parent}:{tests}"},
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        begun = process.stdout.readline()
        assert begun, process.stderr.read()
        assert json.loads(begun) == {"begun": told[0]}
        first = [process.stdout.readline() for _ in range(waits)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.send_signal(signal.SIGKILL)
        lines = [*first, *process.stdout.readlines()]
        troubles = process.stderr.read()
        code = process.wait(60)
        process.stdout.close()
        process.stderr.close()
        assert code in (0, -signal.SIGKILL), troubles
        for line in lines:
            if line.endswith("\n"):
                self.promised.hear(json.loads(line))
        return code == 0

    def look(self) -> None:
        """It opens, everything in it is proven, and all that was promised is there once."""
        desk = opened(self.folder)
        try:
            desk.integrity.verify()
            demand_cases(desk, self.promised)
            for number, (act, paper) in self.promised.acts.items():
                assert desk.act_desk.paper(act).digest.hex() == paper, number
        finally:
            desk.close()
        for file in self.promised.backups[-2:]:
            backup_file.demand_whole(Path(file))
        for path, _ in backup_file.backups_in(self.root / "stick"):
            backup_file.demand_whole(path)

    def _look_at_restored(self, place: Path, *, is_over: bool) -> None:
        """Whole, or not there at all and begun anew without anybody's help."""
        if not (place / DATABASE).exists():
            assert not is_over
            told = Place(
                backup=self.backup, folder=place, witness=witness_folder(),
                clock=SystemClock(), cost=CHEAP,
            )  # fmt: skip
            restore(told, Opening(login="admin", password=PASSWORD))
        with contextlib.closing(opened(place)) as back:
            back.integrity.verify()
            fresh = back.registration.register(a_complaint(1)).number
            assert fresh not in self.promised.cases

    def _look_at_centre(self) -> None:
        found = self.centre.run("verify")["entries"]
        with contextlib.closing(opened(self.folder)) as desk:
            assert found >= receipts(desk)
            desk.exchange.sync()
            assert self.centre.run("verify")["entries"] >= receipts(desk)

    def _make_old(self) -> None:
        """As a program of before left the tables."""
        database = Database(self.folder / DATABASE, self.key)
        try:
            with database.write() as connection:
                for table in share_tables.SHARE:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
                step = migrations.STEPS.index(share_tables.add_to_tables)
                connection.exec_driver_sql(f"PRAGMA user_version={step}")
        finally:
            database.close()


def receipts(desk: Desk) -> int:
    """Entries that the server's own signed receipts cover."""
    with desk.core.database.read() as connection:
        told = exchange.receipts(connection, desk.core.identity.station)
        return sum(one.seq for one in told)


def demand_cases(desk: Desk, promised: Promised) -> None:
    here: dict[str, str] = {}
    after = None
    while True:
        page = desk.cases.page(desk.cases.filter_of(), after, 1000)
        for row in page.rows:
            assert row.number not in here, "two cases bear one number"
            here[row.number] = row.stream.hex()
        after = page.after
        if after is None:
            break
    for number, case in promised.cases.items():
        assert here[number] == case.replace("-", ""), f"{number} is lost"


@pytest.fixture
def matrix(tmp_path: Path) -> Iterator[Matrix]:
    centre = Centre(tmp_path / "centre")
    centre.run("office", "add", OFFICE)
    centre.start()
    desk = new_desk(tmp_path / "desk", clock=SystemClock(), training=True)
    desk.office.hold_post("head", "asanova", order="№ 1")
    desk.exchange.enrol(centre.url, centre.run("enrol", OFFICE)["code"])
    with desk.core.write("keeper") as writing:
        writing.append_office(
            KeeperNamed(journal="orders", station=desk.core.identity.station, last_number=0, year=0)
        )
    desk.registration.register(a_complaint(1))
    found = Matrix(tmp_path, centre, desk.core.database.key)
    found.backup = Path(desk.backups.make(tmp_path / "first").file)
    desk.close()
    yield found
    centre.kill()


def test_whatever_is_cut_off_nothing_acknowledged_is_lost(matrix) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    begun = time.monotonic()
    for turn in range(CRASHES):
        matrix.crash(WORKS[turn % len(WORKS)], turn, chance.random() * 0.9)
    print(
        f"{CRASHES} kills, {matrix.promised.kills_that_came_in_time} in time,"
        f" {len(matrix.promised.cases)} cases, {len(matrix.promised.acts)} acts,"
        f" {time.monotonic() - begun:.0f} s"
    )
    assert matrix.promised.kills_that_came_in_time >= CRASHES // 2
    assert matrix.promised.cases
