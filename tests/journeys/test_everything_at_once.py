"""Three desks, a centre on PostgreSQL, a line that cuts and throttles, and kill -9 at random.

Ten minutes: AKIMAT_LONG=1 python -m pytest tests/journeys/test_everything_at_once.py -s
What was ever committed stands in a plain file of each desk, written after the commit.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from journeys.real_centre import OFFICE, PASSWORD, working_desk
from journeys.rough_line import RoughLine
from journeys.standing_centre import StandingCentre

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.storage import exchange

pytestmark = pytest.mark.journey
LASTS = 600 if os.environ.get("AKIMAT_LONG") else 30
SEED = int(os.environ.get("AKIMAT_SEED", "20"))
DESKS = ("one", "two", "three")
CLEAN_ROUNDS = 8

WORKER = """
import json, os, random, sys, time
from pathlib import Path
from journeys.test_sync import APPLICATION
from services.scan_samples import a_png
from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import open_desk
folder, committed, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)
desk = open_desk(folder, password=sys.argv[4])
log = committed.open("a", encoding="utf-8")

def note(**told):
    log.write(json.dumps(told) + "\\n"); log.flush(); os.fsync(log.fileno())

print("open", flush=True)
while True:
    for _ in range(chance.randint(1, 4)):
        done = desk.registration.register({**APPLICATION, "subject": f"{seed} {time.time_ns()}"})
        note(number=done.number)
        if chance.random() < 0.3:
            scan = a_png() + chance.randbytes(3000)
            note(file=desk.attachments.attach(done.case, scan, "scan.png").digest.hex())
        if chance.random() < 0.5:
            rows = desk.cases.newest(limit=20)
            row = rows[chance.randrange(len(rows))]
            try:
                desk.cases.do(desk.cases.find(row.number), "note", {"text": str(time.time_ns())})
            except DeskError:
                pass
    try:
        desk.exchange.sync()
    except DeskError:
        time.sleep(0.2)
"""


class Clerk:
    """A desk in a process of its own; killed, it comes again to the same folder."""

    def __init__(self, folder: Path, committed: Path) -> None:
        self.folder, self.committed = folder, committed
        self.lives = 0
        self._process: subprocess.Popen[str] | None = None

    def start(self, seed: int) -> None:
        tests = Path(__file__).parents[1]
        self._process = subprocess.Popen(
            [
                sys.executable, "-c", WORKER, str(self.folder), str(self.committed),
                str(seed), PASSWORD,
            ],
            env={**os.environ, "PYTHONPATH": f"{tests.parent}:{tests}"},
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "open\n", "the desk did not open"
        self.lives += 1

    def kill(self) -> None:
        if self._process is None:
            return
        assert self._process.poll() is None, "the desk ended by itself"
        self._process.kill()
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[StandingCentre]:
    made = StandingCentre(tmp_path / "centre", "postgresql")
    yield made
    made.kill()


@pytest.fixture
def line(centre: StandingCentre) -> Iterator[RoughLine]:
    made = RoughLine(centre.port, speed=200_000, longest=60_000, seed=SEED)
    yield made
    made.close()


@pytest.fixture
def clerks(tmp_path: Path, centre: StandingCentre, line: RoughLine) -> Iterator[list[Clerk]]:
    made = []
    for name in DESKS:
        with working_desk(tmp_path / name, centre) as desk:
            desk.exchange.sync()
            use(desk, line.url)
        made.append(Clerk(tmp_path / name, tmp_path / f"{name}.txt"))
    yield made
    for clerk in made:
        with suppress(AssertionError):
            clerk.kill()


def use(desk: Desk, url: str) -> None:
    with desk.core.database.write() as connection:
        exchange.change_server(connection, url=url)


def oracle(clerks: list[Clerk]) -> tuple[list[str], set[str]]:
    """Numbers and files that some desk saw committed; a line cut off by a kill says nothing."""
    numbers, files = [], set()
    for clerk in clerks:
        for told in clerk.committed.read_text(encoding="utf-8").splitlines():
            with suppress(json.JSONDecodeError):
                found = json.loads(told)
                numbers += [found["number"]] if "number" in found else []
                files |= {found["file"]} if "file" in found else set()
    return numbers, files


def live(clerks: list[Clerk], centre: StandingCentre) -> int:
    """Until the time is over; the number of kills."""
    chance, kills = random.Random(SEED), 0
    for place, clerk in enumerate(clerks):
        clerk.start(SEED + place)
    ends = time.monotonic() + LASTS
    while time.monotonic() < ends:
        time.sleep(chance.uniform(0.5, 3))
        victim = chance.randrange(len(clerks) + 1)
        if victim == len(clerks):
            centre.kill()
            time.sleep(chance.uniform(0, 1))
            centre.start()
        else:
            clerks[victim].kill()
            clerks[victim].start(chance.randrange(10**9))
        kills += 1
    for clerk in clerks:
        clerk.kill()
    return kills


def test_nothing_that_was_committed_is_lost_doubled_or_forgotten(
    tmp_path, centre, line, clerks
) -> None:
    kills = live(clerks, centre)
    numbers, files = oracle(clerks)
    line.is_clean = True
    with ExitStack() as opened:
        desks = [opened.enter_context(working_desk(clerk.folder)) for clerk in clerks]
        rounds = settle(desks, centre)
        demand_everything(desks, centre, numbers, files)
    print(
        f"{kills} kills, {line.cuts} cuts, {len(numbers)} numbers, {len(files)} files,"
        f" {line.carried} bytes, level after {rounds} rounds (seed {SEED})"
    )
    assert kills >= max(2, LASTS // 30)
    assert line.cuts >= max(2, LASTS // 30)
    assert numbers
    assert files


def settle(desks: list[Desk], centre: StandingCentre) -> int:
    """Clean syncs until all sides are level."""
    for rounds in range(1, CLEAN_ROUNDS + 1):
        for desk in desks:
            with suppress(DeskError):
                desk.exchange.sync()
        digests = {desk.integrity.digest() for desk in desks}
        if digests == {centre.run("digest", OFFICE)["digest"]}:
            return rounds
    raise AssertionError(f"not level after {CLEAN_ROUNDS} clean rounds")


def demand_everything(
    desks: list[Desk], centre: StandingCentre, numbers: list[str], files: set[str]
) -> None:
    assert [number for number, count in Counter(numbers).items() if count > 1] == []
    entries = set()
    for desk in desks:
        entries.add(desk.integrity.verify().entries)
        given = [row.number for row in desk.cases.newest(limit=10**6)]
        assert sorted(set(given)) == sorted(given), "a number was given twice"
        assert set(numbers) <= set(given)
        assert desk.outbox.waiting() == []
        assert desk.exchange.state().unsent == 0
        assert desk.exchange.state().quarantined == 0
        ended = {"received", "refused", "withdrawn"}
        assert {one.state for one in desk.outbox.every(limit=10**6)} <= ended
    assert entries == {centre.run("verify")["entries"]}
    stored = {path.name for path in (centre.folder / "files").glob("*/*/*") if not path.suffix}
    assert files <= stored, "a file that was committed never came up"
    for digest in sorted(files)[:20]:
        for desk in desks:
            assert desk.core.files.holds(bytes.fromhex(digest)) or desk.exchange.fetch(
                bytes.fromhex(digest)
            )
