"""A centre as its own process, and desks that are enrolled at it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from cli.program_runs import Run, called

from akimat_desk.central import cli as central_cli
from akimat_desk.domain.moments import BISHKEK
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
        """One command, told within this process and beside the one that serves."""
        out, wrong = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(wrong):
            code = central_cli.run(self._told(*arguments))
        assert code == 0, wrong.getvalue()
        return json.loads(out.getvalue()) if out.getvalue().strip() else {}

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "akimat_desk.central"),
                *self._told("serve", "--port", str(self._port)),
            ],
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

    def _told(self, *arguments: str) -> list[str]:
        return ["--training", "--json", "--files", str(self.folder), *arguments]


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


def called_now(folder: Path, *told: str, given: bytes | str = b"") -> Run:
    """A desk's command within this process, at the time that it is: the centre's clock is real."""
    now = datetime.now(BISHKEK).isoformat()
    wanted = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_NOW": now}
    return called(folder, *told, "--json", given=given, **wanted)
