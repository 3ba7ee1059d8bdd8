"""A centre as its own process, and desks that are enrolled at it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.trust.wraps import Cost

OFFICE, OTHER = "41706242000000-district-1", "41706246000000-district-1"
PASSWORD = "secret-word"


class Centre:
    """`akimat-central serve` as its own process, on a port that stays over restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            self._command(*arguments), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command("serve", "--port", str(self._port)),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = json.loads(self._process.stdout.readline())["address"]
        self._port = int(self.url.rsplit(":", 1)[1])

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        code = self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
        return code

    def _command(self, *arguments: str) -> list[str]:
        start = [sys.executable, "-m", "akimat_desk.central", "--training", "--json"]
        return [*start, "--files", str(self.folder), *arguments]


@contextmanager
def working_desk(
    folder: Path, centre: Centre | None = None, office: str = OFFICE
) -> Iterator[Desk]:
    if not folder.exists():
        setup = Setup(office=office, is_training=True, password=PASSWORD)
        make_workspace(folder, setup, cost=Cost(8, 1, 1))
    desk = open_desk(folder, password=PASSWORD)
    try:
        if centre is not None:
            desk.exchange.enrol(centre.url, centre.run("enrol", office)["code"])
        yield desk
    finally:
        desk.close()
