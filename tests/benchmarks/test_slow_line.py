"""500 cases with their whole history over the lines of the mountains, up and down.

64 kbit/s, 300 ms, a reset every ten seconds: against the time that the bytes alone need. Then
with every fifth packet lost. AKIMAT_SLOW_CASES=500 is the size of the issue (some minutes).
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from benchmarks import lossy_line, servers
from benchmarks.large_office import PASSWORD, copy_of, large_office
from benchmarks.slow_line import SlowLine
from services.working_desks import CHEAP

from akimat_desk.services.desk import Setup, make_workspace, open_desk
from akimat_desk.storage import exchange

CASES = int(os.environ.get("AKIMAT_SLOW_CASES", "40"))
SPEED, ONE_WAY, RESET_EVERY, LOSS = 8000.0, 0.15, 10.0, 0.2
_Exchanged = Callable[[Path], dict[str, Any]]


class Pair:
    """A centre with an office that lies on one desk, and a second desk with nothing yet."""

    def __init__(self, tmp_path: Path, name: str) -> None:
        self.folder = tmp_path / "centre"
        self.address = servers.address_of("sqlite", self.folder)
        self.full = copy_of(large_office(CASES), name)
        self.fresh = tmp_path / "fresh"
        desk = open_desk(self.full)
        self.office = desk.office.id
        desk.close()
        setup = Setup(office=self.office, is_training=True, password=PASSWORD)
        make_workspace(self.fresh, setup, cost=CHEAP)
        servers.central(self.folder, self.address, "office", "add", self.office)

    def enrol(self, folder: Path, url: str) -> None:
        (told,) = servers.central(self.folder, self.address, "enrol", self.office)
        desk = open_desk(folder, password=PASSWORD)
        desk.exchange.enrol(url, json.loads(told)["code"])
        desk.close()

    def point_at(self, url: str) -> None:
        for folder in (self.full, self.fresh):
            desk = open_desk(folder, password=PASSWORD)
            with desk.core.database.write() as connection:
                exchange.change_server(connection, url=url)
            desk.close()


@contextmanager
def a_pair(tmp_path: Path, name: str) -> Iterator[tuple[Pair, servers.Served]]:
    pair = Pair(tmp_path, name)
    with servers.centre(pair.folder, pair.address) as served:
        pair.enrol(pair.full, served.address)
        pair.enrol(pair.fresh, served.address)
        yield pair, served


def exchanged(folder: Path, *before: str) -> dict[str, Any]:
    command = [*before, sys.executable, "-m", "benchmarks.syncing_desk", str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=servers._environment("")
    )
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["problem"], told["unsent"]) == ("", 0), told
    return told


def both_ways(pair: Pair, line: SlowLine) -> tuple[int, float, int, float, int]:
    """Bytes and seconds up, bytes and seconds down, resets."""
    pair.point_at(line.url)
    up = exchanged(pair.full)
    went = line.up
    line.down = 0
    down = exchanged(pair.fresh)
    assert down["cases"] == CASES
    return went, up["seconds"], line.down, down["seconds"], line.resets


@pytest.mark.benchmark
def test_a_slow_line_that_breaks_every_ten_seconds(tmp_path: Path) -> None:
    with (
        a_pair(tmp_path / "clean", "clean-line") as (pair, served),
        closing(SlowLine(int(served.address.rsplit(":", 1)[1]))) as line,
    ):
        up, _, down, _, _ = both_ways(pair, line)
    for every in (0.0, RESET_EVERY):
        name = f"slow-line-{every:.0f}"
        with a_pair(tmp_path / name, name) as (pair, served):
            port = int(served.address.rsplit(":", 1)[1])
            line = SlowLine(port, speed=SPEED, delay=ONE_WAY, reset_every=every)
            with closing(line):
                went, rising, came, falling, resets = both_ways(pair, line)
        print(
            f"\n{CASES} cases, reset every {every:.0f} s ({resets}): up {went} of {up} B"
            f" in {rising:.1f} s, ratio {rising * SPEED / up:.2f};"
            f" down {came} of {down} B in {falling:.1f} s, ratio {falling * SPEED / down:.2f}"
        )


@pytest.mark.benchmark
@pytest.mark.skipif(not lossy_line.is_possible(), reason="needs root, TUN devices and ip")
def test_a_line_that_loses_every_fifth_packet(tmp_path: Path) -> None:
    with a_pair(tmp_path, "lossy-line") as (pair, _):
        pass
    with closing(lossy_line.LossyLine(speed=SPEED, delay=ONE_WAY, loss=LOSS)) as line:
        with _centre_behind(line, pair) as url:
            pair.point_at(url)
            up = exchanged(pair.full, *line.in_near)
            down = exchanged(pair.fresh, *line.in_near)
        assert down["cases"] == CASES
        print(
            f"\n{CASES} cases, 20 % of packets lost (CUBIC; {line.dropped} dropped):"
            f" up {up['seconds']:.0f} s in {up['tries']} tries,"
            f" down {down['seconds']:.0f} s in {down['tries']} tries"
        )


@contextmanager
def _centre_behind(line: lossy_line.LossyLine, pair: Pair) -> Iterator[str]:
    command = servers._central(pair.folder, "serve", "--host", lossy_line.FAR, "--port", "0")
    with servers._running([*line.in_far, *command], pair.address) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["address"]
