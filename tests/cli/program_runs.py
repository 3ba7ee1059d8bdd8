"""The real program in a process of its own, as a script would call it."""

import io
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from services.working_desks import MONDAY_MORNING, GoingClock

from akimat_desk.cli import program
from akimat_desk.domain.moments import BISHKEK
from akimat_desk.text import catalogue

PROGRAM = (sys.executable, "-m", "akimat_desk")


class _Passed:
    """How many commands were called in this process, a minute for each."""

    minutes = 0


class Run(msgspec.Struct, frozen=True):
    """What came of one run."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one(self) -> dict[str, Any]:
        (found,) = self.lines
        return found


def begin_again() -> None:
    """The next command is called on the first day again: on a workspace of its own."""
    _Passed.minutes = 0


def a_day_before() -> GoingClock:
    """For a workspace that commands are called on: a clock long behind theirs asks for the date."""
    days = 7 + _Passed.minutes // (24 * 60)
    return GoingClock(MONDAY_MORNING + days * 86_400_000)


def surroundings(**more: str) -> dict[str, str]:
    """This process's environment without the developer's own office; each time a minute later."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("AKIMAT_")}
    now = datetime(2026, 12, 1, 10, tzinfo=BISHKEK) + timedelta(minutes=_Passed.minutes)
    _Passed.minutes += 1
    return kept | {"AKIMAT_DESK_NOW": now.isoformat()} | more


def run(folder: Path, *told: str, given: bytes | str = b"", **more: str) -> Run:
    """One command on the workspace in `folder`; `more` is set in its environment."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [*PROGRAM, "--data", folder, *told],
        input=data,
        capture_output=True,
        check=False,
        timeout=120,
        env=surroundings(**more),
    )
    found = Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in found.err, found.err
    assert 0 <= found.code <= 4, found
    return found


def called(folder: Path, *told: str, given: bytes | str = b"", **more: str) -> Run:
    """The same within this process, for many calls: what is raised is a bug of the program."""
    data = given.encode() if isinstance(given, str) else given
    kept = (sys.stdin, sys.stdout, sys.stderr, dict(os.environ), catalogue._Window.texts)
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.BytesIO(one), encoding="utf-8") for one in (data, b"", b"")
    )
    wanted = surroundings(**more)
    os.environ.clear()
    os.environ.update(wanted)
    try:
        code = program.run(["--data", str(folder), *told], open_window=_no_window)
        shown = [stream.flush() or stream.buffer.getvalue() for stream in (sys.stdout, sys.stderr)]
    finally:
        os.environ.clear()
        os.environ.update(kept[3])
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        catalogue._Window.texts = kept[4]
    assert 0 <= code <= 4
    return Run(code, shown[0].decode("utf-8"), shown[1].decode("utf-8"))


def _no_window(_folder: str, _login: str) -> int:
    raise AssertionError("a command opens no window")


def as_lines(*objects: Any) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in objects)
