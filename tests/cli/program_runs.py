"""The real program in a process of its own, as a script would call it."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.moments import BISHKEK

PROGRAM = (sys.executable, "-m", "akimat_desk")
_minutes = count()


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


def surroundings(**more: str) -> dict[str, str]:
    """This process's environment without the developer's own office; each time a minute later."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("AKIMAT_")}
    now = datetime(2026, 12, 1, 10, tzinfo=BISHKEK) + timedelta(minutes=next(_minutes))
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


def as_lines(*objects: Any) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in objects)
