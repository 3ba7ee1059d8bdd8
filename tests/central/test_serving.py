"""The server as a process: TLS, proxies, limits, what it tells of itself, how it stops."""

import asyncio
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from central.databases import databases
from central.signed_calls import OFFICE, Caller, body, centre_with_office
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from litestar.testing import TestClient
from sqlalchemy import func, select

from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.cli import run
from akimat_desk.central.store import tables
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.watching import Watched
from akimat_desk.exchange.messages import framed, pack
from akimat_desk.transport import Line, LineDown, ServerRefused

TOKEN = "a token of the watcher"


class Process:
    """`akimat-central serve` with its log; what it wrote is read when it has ended."""

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        told = {**os.environ, "AKIMAT_CENTRAL_DATABASE": databases.address(folder), **variables}
        self._log = (folder / "log").open("w+", encoding="utf-8")
        self.running = subprocess.Popen(
            [sys.executable, "-m", "akimat_desk.central", "--training", "--json",
             "--files", str(folder), "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE, stderr=self._log, text=True, env=told,
        )  # fmt: skip
        assert self.running.stdout is not None
        self.first = json.loads(self.running.stdout.readline())
        self.address: str = self.first.get("address", "")

    def end(self) -> tuple[int, list[dict[str, Any]]]:
        self.running.send_signal(signal.SIGTERM)
        code = self.running.wait(30)
        assert self.running.stdout is not None
        self.running.stdout.close()
        with self._log as log:
            log.seek(0)
            return code, [json.loads(line) for line in log]


@contextmanager
def serving(folder: Path, *arguments: str, **variables: str) -> Iterator[Process]:
    process = Process(folder, *arguments, **variables)
    try:
        yield process
    finally:
        if process.running.poll() is None:
            process.running.kill()
            process.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    centre_with_office(tmp_path / "centre").close()
    return tmp_path / "centre"


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return centre_with_office(tmp_path / "centre")


def certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "server.pem", folder / "server.pem.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


def test_tls_by_certificate_files(tmp_path, folder) -> None:
    chain, key = certificate(tmp_path)
    with serving(folder, "--certificate", str(chain), "--key", str(key)) as server:
        assert server.address.startswith("https://")
        trusted = ssl.create_default_context(cafile=str(chain))
        address = server.address.replace("127.0.0.1", "localhost")
        with httpx2.Client(verify=trusted) as client:
            answer = client.get(f"{address}/health")
        assert answer.json()["status"] == "ok"
        assert "max-age" in answer.headers["strict-transport-security"]
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(f"{address}/health")
        # A desk trusts whom its system trusts, and nobody else.
        with pytest.raises(LineDown), closing(Line(address)) as line:
            line.enrol(b"")
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("SSL_CERT_FILE", str(chain))
            with pytest.raises(ServerRefused), closing(Line(address)) as line:
                line.enrol(b"")
        assert server.end()[0] == 0


@pytest.mark.parametrize("arguments", ["one", "missing", "no_pair"])
def test_a_certificate_that_cannot_be_used_is_said_before_anything_listens(
    tmp_path, capsys, arguments
) -> None:
    chain, _ = certificate(tmp_path)
    (tmp_path / "other").mkdir()
    other = certificate(tmp_path / "other")[1]
    told = {
        "one": ["--certificate", str(chain)],
        "missing": ["--certificate", str(chain), "--key", str(tmp_path / "nowhere")],
        "no_pair": ["--certificate", str(chain), "--key", str(other)],
    }[arguments]
    assert run(["--json", "--files", str(tmp_path / "c"), "serve", "--port", "0", *told]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "certificate_unusable"
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(("proxies", "callers"), [((), 1), (("127.0.0.1",), 2)])
def test_only_a_named_proxy_is_believed_who_the_caller_is(folder, proxies, callers) -> None:
    """Wrong tries are counted by the address that asked."""
    named = [part for proxy in proxies for part in ("--proxy", proxy)]
    with serving(folder, *named) as server, httpx2.Client(base_url=server.address) as client:
        for address in ("203.0.113.5", "203.0.113.6"):
            told = {"number": "K1-00042/26-1", "code": "123456"}
            client.post("/status", data=told, headers={"x-forwarded-for": address})
    with databases.open(folder).store.read() as connection:
        counted = connection.execute(select(func.count()).select_from(tables.status_try)).scalar()
    assert counted == 1 + callers


def test_a_push_in_hand_is_finished_before_the_server_stops(folder) -> None:
    centre = databases.open(folder)
    caller = Caller()
    caller.enrol(centre)
    messages = [caller.head(), pack(caller.write(3)), pack(caller.write(2))]
    with serving(folder) as server:
        host, port = server.address.removeprefix("http://").split(":")
        whole = body(*messages)
        with socket.create_connection((host, int(port))) as line:
            head = f"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: {len(whole)}\r\n\r\n"
            half = len(b"".join(framed(one) for one in messages[:2]))
            line.sendall(head.encode() + whole[:half])
            until = time.monotonic() + 20
            while held(centre, caller.origin) < 3 and time.monotonic() < until:
                time.sleep(0.05)
            server.running.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            line.sendall(whole[half:])
            assert line.recv(100).startswith(b"HTTP/1.1 200")
        code, log = server.end()
    assert code == 0
    assert held(centre, caller.origin) == 5
    assert [one["accepted"] for one in log if one["what"] == "sync"] == [5]


def held(centre: Centre, origin: bytes) -> int:
    with centre.store.read() as connection:
        place = Ledger(connection, OFFICE).place(origin)
    return 0 if place is None else place.seq


def test_health_tells_of_the_database_and_the_disk(centre) -> None:
    with TestClient(application(centre)) as client:
        told = client.get("/health").json()
        assert told["epoch"] == centre.epoch().hex()
        assert told["database"] == databases.kind
        assert told["disk_free"] > 0


def test_metrics_are_for_this_machine_or_a_token_and_name_nobody(centre) -> None:
    caller = Caller("a-station-of-ours")
    caller.enrol(centre)
    app = application(centre, metrics_token=TOKEN)
    with TestClient(Watched(app, app.state.measures)) as client:
        client.post("/v1/sync", content=body(caller.head(), pack(caller.write(3))))
        client.get("/a-page-somebody-made-up")
        assert client.get("/metrics").status_code == 404
        wrong = {"authorization": "Bearer wrong"}
        assert client.get("/metrics", headers=wrong).status_code == 404
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    told = dict(line.rsplit(" ", 1) for line in answer.text.splitlines())
    assert told['akimat_requests_total{route="/v1/sync",status="200"}'] == "1"
    assert told['akimat_entries_total{what="accepted"}'] == "3"
    assert int(told['akimat_bytes_total{way="taken"}']) > 300
    assert told["akimat_offices"] == told["akimat_stations"] == told["akimat_offices_behind"] == "1"
    assert told["akimat_requests_in_hand"] == "1"
    for secret in ("a-station-of-ours", OFFICE, "made-up"):
        assert secret not in answer.text


def test_metrics_of_a_server_behind_a_proxy_of_its_machine_stay_hidden(folder) -> None:
    with serving(folder) as server, httpx2.Client(base_url=server.address) as client:
        assert "akimat_disk_free_bytes" in client.get("/metrics").text
        forwarded = {"x-forwarded-for": "127.0.0.1"}
        assert client.get("/metrics", headers=forwarded).status_code == 404


def test_the_log_is_json_a_line_without_a_name_or_an_address(folder) -> None:
    with serving(folder) as server, httpx2.Client(base_url=server.address) as client:
        client.post("/status", data={"number": "K1-00042", "code": "123456"})
        client.post("/v1/sync", content=b"nonsense")
        code, log = server.end()
    assert code == 0
    assert {"refused"} <= {one["what"] for one in log}
    assert all({"at", "level", "what"} <= one.keys() for one in log)
    assert "127.0.0.1" not in json.dumps(log)
    assert "00042" not in json.dumps(log)


def test_who_says_nothing_more_is_told_so_and_holds_nobody_up(centre) -> None:
    app = application(centre)
    watched = Watched(app, app.state.measures, silence=0.2)
    told: list[Any] = []

    async def call() -> None:
        coming = [{"type": "http.request", "body": b"\0\0", "more_body": True}]

        async def receive() -> Any:
            if not coming:
                await asyncio.sleep(60)
            return coming.pop()

        async def send(message: Any) -> None:
            told.append(message)

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
            "path": "/v1/sync", "raw_path": b"/v1/sync", "query_string": b"", "headers": [],
            "scheme": "http", "server": ("x", 80), "client": ("x", 1), "root_path": "",
            "state": {},
        }  # fmt: skip
        await watched(scope, receive, send)

    asyncio.run(call())
    assert told[0]["status"] == 408
    assert json.loads(told[1]["body"]) == {"error": "too_slow"}
    assert app.state.measures.in_hand == 0


def test_a_password_is_taken_from_a_variable_or_a_file_and_from_no_argument(
    tmp_path, capsys, monkeypatch
) -> None:
    start = ["--json", "--files", str(tmp_path / "c")]
    wrong = "postgresql://clerk:a-secret@127.0.0.1:1/akimat"
    assert run([*start, "--database", wrong, "verify"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "secret_on_command_line"
    kept = tmp_path / "address"
    kept.write_text(f"{wrong}\n")
    for variable, value in (
        ("AKIMAT_CENTRAL_DATABASE", wrong),
        ("AKIMAT_CENTRAL_DATABASE_FILE", str(kept)),
    ):
        with monkeypatch.context() as patched:
            patched.setenv(variable, value)
            assert run([*start, "verify"]) == 3
        shown = capsys.readouterr()
        told = json.loads(shown.out)
        assert (told["error"], told["detail"]) == (
            "database_failed",
            "OperationalError not_listening",
        )
        assert "a-secret" not in shown.out + shown.err
    with monkeypatch.context() as patched:
        patched.setenv("AKIMAT_CENTRAL_DATABASE_FILE", str(tmp_path / "nowhere"))
        assert run([*start, "verify"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "secret_unreadable"


def test_a_database_that_is_not_there_is_said_plainly(tmp_path, capsys) -> None:
    start = ["--json", "--files", str(tmp_path / "c"), "--database"]
    for address, code, error in (
        (f"sqlite:///{tmp_path}/nowhere/x.db", 3, "database_failed"),
        ("mysql://somewhere/x", 1, "database_unsupported"),
        ("nonsense", 1, "database_unsupported"),
    ):
        assert run([*start, address, "verify"]) == code
        assert json.loads(capsys.readouterr().out)["error"] == error
