"""Whatever a certified desk or a stranger sends: an answer, no failure of ours, nothing kept.

Three fuzzers, each from a seed: one mutates decoded messages and signs them again as a desk that
went mad would; one signs its batches' heads as well, so that whatever is kept must be sound; one
flips raw bytes. AKIMAT_FUZZ_SECONDS says how long each of them goes on.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from central.signed_calls import OFFICE, Caller, body, centre_with_office
from litestar.testing import TestClient
from sqlalchemy import func, select

from akimat_desk.central import folding
from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.store import tables
from akimat_desk.exchange import batches
from akimat_desk.exchange.messages import Batch, MessageUnreadable, pack, plain
from akimat_desk.trust.signing import head_message

SECONDS = float(os.environ.get("AKIMAT_FUZZ_SECONDS", "4"))
SEED = int(os.environ.get("AKIMAT_FUZZ_SEED", "8"))
REFUSED = {200, 400, 403, 404, 409, 429}
_ODD: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1, -(2**63), 1.5, "", "\0",
    "Ө" * 300, b"", b"\0", bytes(16), bytes(32), b"x" * 5000, [], [[]], {}, {"a": {}}, {0: b""},
)  # fmt: skip


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return centre_with_office(tmp_path / "centre")


@pytest.fixture
def caller(centre: Centre) -> Caller:
    made = Caller()
    made.enrol(centre)
    return made


@pytest.fixture
def line(centre: Centre) -> Iterator[TestClient]:
    with TestClient(application(centre), raise_server_exceptions=False) as client:
        yield client


def held(centre: Centre) -> int:
    with centre.store.read() as connection:
        found = connection.execute(select(func.count()).select_from(tables.entry)).scalar()
    return int(found or 0)


def mutated(value: Any, chance: random.Random) -> Any:
    """One place of it, somewhere, is another value, gone, or there twice."""
    goes_down = chance.random() < 0.85
    match value:
        case list() if value and goes_down:
            return _mutated_list(list(value), chance)
        case dict() if value and goes_down:
            key = chance.choice(list(value))
            rest = {name: told for name, told in value.items() if name != key}
            return rest if chance.random() < 0.15 else {**rest, key: mutated(value[key], chance)}
        case bytes() if value and chance.random() < 0.5:
            place = chance.randrange(len(value))
            return value[:place] + bytes([chance.randrange(256)]) + value[place + 1 :]
        case int() if chance.random() < 0.5:
            moved = value + chance.choice((-1, 1, 1000, 2**31, 2**62))
            return max(-(2**63), min(moved, 2**64 - 1))
    return chance.choice(_ODD)


def _mutated_list(told: list[Any], chance: random.Random) -> list[Any]:
    place, how = chance.randrange(len(told)), chance.random()
    if how < 0.7:
        told[place] = mutated(told[place], chance)
    elif how < 0.85:
        del told[place]
    else:
        told.insert(place, told[place])
    return told


def loosened(message: Any) -> Any:
    return msgspec.msgpack.decode(plain(message))


def rounds(seconds: float) -> Iterator[int]:
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        yield number
        number += 1


def sent(line: TestClient, content: bytes) -> int:
    answer = line.post("/v1/sync", content=content)
    assert answer.status_code in REFUSED, answer.text
    return answer.status_code


def test_mutated_requests_and_batches_of_a_certified_desk_keep_nothing(
    centre, caller, line
) -> None:
    chance, good = random.Random(SEED), caller.write(6)
    assert sent(line, body(caller.head(), pack(good))) == 200
    more, before = caller.write(5), held(centre)
    told: set[int] = set()
    for _ in rounds(SECONDS):
        request, batch = loosened(caller.request()), loosened(more)
        for _ in range(chance.choice((1, 1, 2, 4))):
            if chance.random() < 0.5:
                request = mutated(request, chance)
            else:
                batch = mutated(batch, chance)
        if batch == loosened(more):
            batch = mutated(batch, chance)
        told.add(sent(line, body(caller.sealed(plain(request)), pack(batch))))
        if held(centre) != before:
            # Only what the head does not cover was changed: then it is the very batch.
            assert folding.verify(centre.store).entries == held(centre) == before + 5
            more, before = caller.write(5), held(centre)
    assert {200, 400} <= told
    folding.verify(centre.store)


def signed_again(caller: Caller, batch: Any) -> bytes:
    """With a head that proves the mutated entries, where they are any at all."""
    try:
        read = msgspec.msgpack.decode(plain(batch), type=Batch)
        batches.demand_even(read)
        entries = batches.opened(read, caller.journal.salted)
    except (msgspec.DecodeError, MessageUnreadable, UnicodeDecodeError):
        return pack(batch)
    if entries[-1].seq >= 2**64:
        return pack(batch)
    signed = head_message(read.origin, entries[-1].seq, entries[-1].chain)
    head = msgspec.structs.replace(read.head, signature=caller.key.sign(signed))
    return pack(msgspec.structs.replace(read, head=head))


def test_whatever_a_mad_desk_signs_is_kept_whole_or_not_at_all(centre, caller, line) -> None:
    chance, good = random.Random(SEED + 1), caller.write(6)
    assert sent(line, body(caller.head(), pack(good))) == 200
    for number in rounds(SECONDS):
        batch = mutated(loosened(good), chance)
        sent(line, body(caller.head(), signed_again(caller, batch)))
        if number % 20 == 0:
            folding.verify(centre.store)
            folding.digest(centre.store, OFFICE)
    folding.verify(centre.store)
    assert line.get("/health").status_code == 200
    assert sent(line, body(caller.head(), pack(good))) == 200


def flipped(content: bytes, chance: random.Random) -> bytes:
    told = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        told[chance.randrange(len(told))] = chance.randrange(256)
    if chance.random() < 0.2:
        del told[chance.randrange(len(told)) :]
    return bytes(told)


@pytest.mark.parametrize("path", ["/v1/sync", "/v1/enrol"])
def test_flipped_bytes_keep_nothing(centre, caller, line, path) -> None:
    chance, batch = random.Random(SEED + 2), caller.write(5)
    whole = body(caller.head(), pack(batch)) if path == "/v1/sync" else caller.sealed(b"x" * 80)
    for _ in rounds(SECONDS / 2):
        content = flipped(whole, chance)
        if content == whole:
            continue
        answer = line.post(path, content=content)
        assert answer.status_code in REFUSED, answer.text
        if held(centre):
            # The bytes that were flipped stood behind the batch: it had come whole before.
            assert path == "/v1/sync"
            assert folding.verify(centre.store).entries == 5
            batch = caller.write(5)
            whole = body(caller.head(), pack(batch))
            break
    assert line.get("/health").status_code == 200


_CALLS: tuple[tuple[str, str], ...] = (
    ("GET", "/v1/stations/{odd}"), ("GET", "/v1/files/{odd}"), ("GET", "/v1/files/{odd}/state"),
    ("PATCH", "/v1/files/{odd}"), ("POST", "/v1/enrol"), ("POST", "/v1/sync"), ("GET", "/health"),
    ("POST", "/status"), ("GET", "/status"), ("GET", "/metrics"),
)  # fmt: skip


def odd_words(chance: random.Random) -> str:
    alphabet = "aZ09%/\\.;:'\"<>&= \u0000\u04e9\ud7ff\u202e" + OFFICE
    return "".join(chance.choice(alphabet) for _ in range(chance.choice((0, 1, 8, 64, 700))))


def test_odd_words_in_addresses_headers_and_forms_fail_nowhere(line) -> None:
    from urllib.parse import quote  # noqa: PLC0415

    chance = random.Random(SEED + 3)
    make: Callable[[], str] = lambda: odd_words(chance)  # noqa: E731
    for _ in rounds(SECONDS):
        method, path = chance.choice(_CALLS)
        address = path.replace("{odd}", quote(make(), safe="")) + f"?lang={quote(make())}"
        shown = make().encode("ascii", "ignore").replace(b"\0", b"").decode()
        headers = {
            "authorization": f"Akimat {shown}",
            "range": f"bytes={shown}",
            "upload-offset": shown,
        }
        form = f"number={quote(make())}&code={quote(make())}".encode()
        answer = line.request(
            method, address, headers=headers, content=form if method != "GET" else None
        )
        assert answer.status_code < 500, (method, address, answer.text)
