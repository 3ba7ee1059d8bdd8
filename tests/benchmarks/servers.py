"""The centre and the floor as processes, each on a database of its own, and how much they took."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import httpx2
from central.databases import databases

from akimat_desk.exchange.messages import END, framed

TESTS = Path(__file__).parents[1]


class Served:
    """`post` sends a row of messages; `peak` is the most memory it ever held, in MB."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.client = httpx2.Client(base_url=address, timeout=120)

    def post(self, messages: Sequence[bytes]) -> bytes:
        body = b"".join(framed(message) for message in messages) + END
        answer = self.client.post("/v1/sync", content=body)
        assert answer.status_code == 200, answer.text
        return answer.content

    def processor(self) -> float:
        """Seconds of the processor it used so far; other programs disturb them less."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self.client.close()

    def peak(self) -> float:
        told = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in told.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


def central(folder: Path, address: str, *arguments: str) -> list[str]:
    """The words after `--json --files FOLDER`; the answer's lines."""
    done = subprocess.run(
        _central(folder, *arguments), capture_output=True, text=True, check=True,
        env=_environment(address),
    )  # fmt: skip
    return done.stdout.splitlines()


@contextmanager
def centre(folder: Path, address: str) -> Iterator[Served]:
    with _running(_central(folder, "serve", "--port", "0"), address) as process:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["address"]
        with closing(Served(process, address)) as served:
            yield served


@contextmanager
def floor(folder: Path, kind: str) -> Iterator[Served]:
    folder.mkdir(parents=True, exist_ok=True)
    address = address_of(kind, folder) or f"sqlite:///{folder}/floor.db"
    command = [sys.executable, "-m", "benchmarks.floor_server", address]
    with _running(command, "") as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        with closing(Served(process, address)) as served:
            yield served


def address_of(kind: str, folder: Path) -> str:
    databases.kind = kind
    return databases.address(folder)


def _central(folder: Path, *arguments: str) -> list[str]:
    start = [sys.executable, "-m", "akimat_desk.central", "--training", "--json"]
    return [*start, "--files", str(folder), *arguments]


def _environment(address: str) -> dict[str, str]:
    roots = os.pathsep.join((str(TESTS.parent), str(TESTS)))
    return {**os.environ, "AKIMAT_CENTRAL_DATABASE": address, "PYTHONPATH": roots}


@contextmanager
def _running(command: list[str], address: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=_environment(address),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        assert process.stdout is not None
        process.stdout.close()
