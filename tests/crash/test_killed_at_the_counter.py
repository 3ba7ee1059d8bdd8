"""A program killed at any moment loses no line it has printed and gives no number twice."""

import contextlib
import json
import os
import random
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from cli.program_runs import PROGRAM, as_lines, surroundings
from services.working_desks import GoingClock, a_complaint, again, new_desk

KILLS, LINES = 50 if os.environ.get("AKIMAT_LONG") else 12, 3000
LATER = 1_830_000_000_000
YEAR_END = 1_798_600_000_000  # two days before the first kill


def start_writing(folder: Path, first: int, now: str) -> tuple[subprocess.Popen, threading.Thread]:
    """`register -` with lines coming in for as long as it lives."""
    program = subprocess.Popen(
        [*PROGRAM, "--data", folder, "register", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(AKIMAT_DESK_NOW=now),
    )
    feeder = threading.Thread(target=_feed, args=(program, first), daemon=True)
    feeder.start()
    return program, feeder


def _feed(program: subprocess.Popen, first: int) -> None:
    try:
        for place in range(first, first + LINES):
            program.stdin.write(as_lines(a_complaint(place % 97, subject=f"Сызык {place}")))
            program.stdin.flush()
    except (OSError, ValueError):
        return


def killed_at(
    program: subprocess.Popen, feeder: threading.Thread, line: int, moment: float
) -> list[dict]:
    """Everything printed until the kill, which comes a moment after the given line."""
    printed = [program.stdout.readline() for _ in range(line)]
    time.sleep(moment)
    program.send_signal(signal.SIGKILL)
    printed += program.stdout.readlines()
    told = program.stderr.read().decode()
    assert program.wait() == -signal.SIGKILL, told
    feeder.join()
    for end in (program.stdin, program.stdout, program.stderr):
        with contextlib.suppress(BrokenPipeError):
            end.close()
    assert not told
    # A last line without its end was cut while it was being printed.
    return [json.loads(line) for line in printed if line.endswith(b"\n")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_kill_minus_nine_at_fifty_moments_loses_no_printed_line(tmp_path):
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    clock = GoingClock(YEAR_END)
    new_desk(tmp_path, clock=clock, training=True, password="").close()
    printed: dict[str, str] = {}
    for kill in range(KILLS):
        now = f"2027-{1 + kill // 28:02d}-{1 + kill % 28:02d}T08:00:00"
        program, feeder = start_writing(tmp_path, kill * LINES, now)
        line = chance.choice((1, 1, 2, 3, 4, 8, 20, 60))
        for told in killed_at(program, feeder, line, chance.random() * 0.12):
            assert told["number"] not in printed, "a number was given twice"
            printed[told["number"]] = told["case"]
    desk = again(tmp_path, clock=GoingClock(LATER), password="")
    desk.integrity.verify()
    lines, after = {}, None
    while True:
        page = desk.cases.page(desk.cases.filter_of(), after, 1000)
        for row in page.rows:
            assert row.number not in lines, "two cases bear one number"
            lines[row.number] = row.stream.hex()
        after = page.after
        if after is None:
            break
    lost = {
        number for number, case in printed.items() if lines.get(number) != case.replace("-", "")
    }
    assert not lost
    assert len(printed) >= KILLS
    for year in ("27",):
        given = sorted(int(number[3:8]) for number in lines if number[9:11] == year)
        assert given == list(range(1, len(given) + 1)), "a number is missing in the series"
    before = desk.integrity.digest()
    desk.integrity.rebuild()
    assert desk.integrity.digest() == before
    desk.close()
