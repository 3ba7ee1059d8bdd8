"""A training centre as a process of its own, on this computer alone, gone when the demo is."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from akimat_desk.domain.errors import Unavailable
from akimat_desk.domain.moments import BISHKEK

_PATIENCE = 60
"""Seconds for one command of the centre, and for it to stop when told to."""


@dataclass(eq=False)
class CentreFailed(Unavailable):
    """The centre did not do what was asked; its own words are in the log file."""

    command: str
    log: str


class DemoCentre:
    """The program `akimat-central` working in a folder; time there is told with each command."""

    def __init__(self, program: tuple[str, ...], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._program = (*program, "--training", "--json", "--files", str(folder))
        self._log = folder / "centre.log"
        self._port = 0

    def add_offices(self, offices: Sequence[str], at: int) -> None:
        self._each(at, ("office", "add"), offices)

    def codes(self, offices: Sequence[str], at: int) -> list[str]:
        """A one-time code for one workstation of each office named; one may be named again."""
        return [str(answer["code"]) for answer in self._each(at, ("enrol",), offices)]

    def digests(self, offices: Sequence[str], at: int) -> dict[str, str]:
        """By office, of what the centre has folded."""
        answers = self._each(at, ("digest",), offices)
        return {office: str(one["digest"]) for office, one in zip(offices, answers, strict=True)}

    @contextmanager
    def serving(self, at: int) -> Iterator[str]:
        """The address while it serves, each time the same one; ended whatever happens here."""
        with self._log.open("ab") as log, _told_to_end():
            process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [*self._program, "serve", "--host", "127.0.0.1", "--port", str(self._port)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(at),
            )
            try:
                yield self._address(process)
            finally:
                _end(process)

    def _address(self, process: "subprocess.Popen[bytes]") -> str:
        first = b"" if process.stdout is None else process.stdout.readline()
        if not first:
            raise CentreFailed("serve", str(self._log))
        address = str(json.loads(first)["address"])
        self._port = int(address.rpartition(":")[2])
        return address

    def _each(
        self, at: int, command: tuple[str, ...], offices: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Starting the program is what takes long, so two run side by side."""
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda office: self._answer(at, *command, office), offices))

    def _answer(self, at: int, *told: str) -> dict[str, Any]:
        with self._log.open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own program, no shell
                [*self._program, *told],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(at),
                timeout=_PATIENCE,
                check=False,
            )
        if done.returncode != 0:
            raise CentreFailed(told[0], str(self._log))
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def centre_program() -> tuple[str, ...] | None:
    """How the centre is started here; None where it is not installed, as in the built desk."""
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent
        found = shutil.which("akimat-central") or shutil.which("akimat-central", path=beside)
        return None if found is None else (found,)
    is_here = importlib.util.find_spec("akimat_desk.central.__main__") is not None
    if is_here and all(importlib.util.find_spec(name) for name in ("litestar", "uvicorn")):
        return (sys.executable, "-m", "akimat_desk.central")
    return None


def _environment(at: int) -> dict[str, str]:
    told = datetime.fromtimestamp(at / 1000, BISHKEK).isoformat()
    return os.environ | {"AKIMAT_CENTRAL_NOW": told, "PYTHONUTF8": "1"}


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Whoever ends the demo ends the centre too: the signal becomes an orderly way out."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
