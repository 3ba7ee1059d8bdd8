"""Real processes on loopback: centre and desks, with processes that are killed at any moment."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest
from journeys.cutting_line import CuttingLine
from journeys.real_centre import OFFICE, OTHER, PASSWORD, Centre, called_now, working_desk

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.storage import exchange as stored
from akimat_desk.transport import ServerRefused

pytestmark = pytest.mark.journey

KILLS = 4
ROUNDS = range(6 if os.environ.get("AKIMAT_LONG") else 1)
APPLICATION = {
    "kind": "complaint",
    "channel": "post",
    "language": "ky",
    "subject": "Жайыт жолун бөгөө",
    "text": "Айылдын жайытына чыккан жолду тосуп койгон. " * 6,
    "applicant": {"person": {"surname": "Өмүрбеков", "given": "Чыңгыз"}},
}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre")
    for office in (OFFICE, OTHER):
        made.run("office", "add", office)
    made.start()
    yield made
    made.kill()


def register(desk: Desk, count: int, said: str = "") -> None:
    told = [{**APPLICATION, "subject": f"Жайыт {said} {n}"} for n in range(count)]
    assert not [one for one in desk.registration.register_group(told) if isinstance(one, DeskError)]


def demand_level(centre: Centre, *desks: Desk, office: str = OFFICE) -> None:
    digests = {desk.integrity.digest() for desk in desks}
    assert digests == {centre.run("digest", office)["digest"]}
    for desk in desks:
        desk.integrity.verify()
        assert desk.exchange.state().unsent == 0


def test_two_desks_of_one_office_and_one_of_another(tmp_path, centre) -> None:
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "two", centre) as two,
        working_desk(tmp_path / "other", centre, OTHER) as other,
    ):
        for desk, said in ((one, "a"), (two, "b"), (other, "c")):
            register(desk, 5, said)
            desk.exchange.sync()
        one.exchange.sync()
        demand_level(centre, one, two)
        demand_level(centre, other, office=OTHER)
        assert one.integrity.digest() != other.integrity.digest()
        assert len(one.cases.newest(limit=99)) == 10
        assert len(other.cases.newest(limit=99)) == 5
        assert centre.run("verify")["offices"] == 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_killed_server_loses_nothing_it_acknowledged(tmp_path, centre, turn) -> None:
    with (
        working_desk(tmp_path / "one", centre) as first,
        working_desk(tmp_path / "two", centre) as two,
    ):
        one, cut = first, 0
        one.exchange.sync()
        for kill in range(KILLS):
            register(one, 150, f"kill {kill}")
            pushing = _pushing(tmp_path / "one", one)
            with pushing as process:
                time.sleep(0.2 * kill / KILLS + 0.01 * turn)
                centre.kill()
                cut += process.wait(60) != 0
            centre.start()
            one = pushing.reopened
            entries = centre.run("verify")["entries"]
            assert entries >= _acknowledged(one)
        for desk in (one, two, one):
            desk.exchange.sync()
        assert cut, "no kill came in time"
        demand_level(centre, one, two)
        assert len(two.cases.newest(limit=9999)) == 150 * KILLS
        one.close()


class _pushing:  # noqa: N801
    """One desk's sync in a process of its own; the desk is opened again afterwards."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder = folder
        self._desk = desk
        self.reopened = desk

    def __enter__(self) -> subprocess.Popen[bytes]:
        self._desk.close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "akimat_desk", "--data", str(self._folder), "sync", "--json"],
            env={**os.environ, "AKIMAT_DESK_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self._process

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self.reopened = open_desk(self._folder, password=PASSWORD)


def _acknowledged(desk: Desk) -> int:
    with desk.core.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT coalesce(sum(r.seq), 0) FROM server_receipt r"
            " JOIN origin o ON o.origin = r.origin"
        )
        return int(rows.scalar_one())


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_desk_killed_while_it_exchanges_loses_and_doubles_nothing(tmp_path, centre, turn) -> None:
    with (
        working_desk(tmp_path / "one", centre) as first,
        working_desk(tmp_path / "two", centre) as two,
    ):
        one, cut = first, 0
        for kill in range(KILLS):
            register(one, 60, f"kill {kill}")
            register(two, 60, f"other {kill}")
            two.exchange.sync()
            pushing = _pushing(tmp_path / "one", one)
            with pushing as process:
                time.sleep(0.3 * kill / KILLS + 0.02 * turn)
                cut += process.poll() is None
                process.kill()
            one = pushing.reopened
            one.integrity.verify()
        for desk in (one, two, one):
            desk.exchange.sync()
        assert cut, "no kill came in time"
        demand_level(centre, one, two)
        assert len(one.cases.newest(limit=9999)) == 120 * KILLS
        one.close()


def test_the_command_line_tells_what_the_centre_refuses(tmp_path, centre) -> None:
    with working_desk(tmp_path / "one"):
        pass

    def desk(*arguments: str) -> tuple[int, dict[str, Any]]:
        done = called_now(tmp_path / "one", *arguments)
        return done.code, done.lines[0] if done.out else {}

    assert desk("sync") == (1, {"error": "not_enrolled"})
    code = centre.run("enrol", OTHER)["code"]
    assert desk("enrol", centre.url, code)[1] == {
        "error": "server_refused", "refusal": "code_wrong",
    }  # fmt: skip
    assert desk("enrol", "http://127.0.0.1:9", code)[0] == 3
    code = centre.run("enrol", OFFICE)["code"]
    status, told = desk("enrol", centre.url, code)
    assert (status, told["mark"]) == (0, "1")
    assert desk("outbox")[1]["entries"] > 0
    status, told = desk("sync")
    assert (status, told["unsent"]) == (0, 0)
    assert desk("outbox") == (0, {})
    centre.run("revoke", centre.run("stations", OFFICE)["station"])
    assert desk("sync")[1] == {"error": "server_refused", "refusal": "station_revoked"}


def test_the_server_stops_in_order_and_answers_for_its_health(centre) -> None:
    health = httpx2.get(f"{centre.url}/health").json()
    assert health["status"] == "ok"
    assert health["training"] is True
    assert httpx2.get(f"{centre.url}/v1/stations/{OFFICE}").status_code == 200
    missing = httpx2.get(f"{centre.url}/v1/stations/nowhere")
    assert (missing.status_code, missing.json()["error"]) == (404, "office_unknown")
    for content in (b"", b"\0\0\0\5hello", b"\xff" * 99):
        bad = httpx2.post(f"{centre.url}/v1/sync", content=content)
        assert (bad.status_code, bad.json()["error"]) == (400, "request_unreadable")
    assert centre.stop() == 0
    epoch = health["epoch"]
    centre.start()
    assert httpx2.get(f"{centre.url}/health").json()["epoch"] == epoch


def test_a_line_that_never_opened_is_told_as_such(tmp_path, centre) -> None:
    with working_desk(tmp_path / "one", centre) as one:
        register(one, 1)
        centre.stop()
        with pytest.raises(DeskError) as down:
            one.exchange.sync()
        assert down.value.code == "line_down"
        assert down.value.exit_code == 3
        assert one.exchange.state().last_error == "line_down"
        centre.start()
        one.exchange.sync()
        assert one.exchange.state().last_error == ""
        assert not isinstance(down.value, ServerRefused)


@pytest.mark.parametrize("limit", [9_000, 16_000])
def test_a_line_that_breaks_every_few_kilobytes_carries_everything_all_the_same(
    tmp_path, centre, limit
) -> None:
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "two", centre) as two,
    ):
        register(one, 300)
        line = CuttingLine(int(centre.url.rsplit(":", 1)[1]), limit)
        try:
            for desk in (one, two):
                _move(desk, line.url)
                desk.exchange.sync()
                _move(desk, centre.url)
        finally:
            line.close()
        assert line.cuts > 2
        one.exchange.sync()
        demand_level(centre, one, two)


def _move(desk: Desk, url: str) -> None:
    with desk.core.database.write() as connection:
        stored.change_server(connection, url=url)
