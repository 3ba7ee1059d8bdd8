"""What one of the databases could not hold is refused as unreadable, alike by both."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from central.signed_calls import OFFICE, Caller, body, centre_with_office
from exchange.nodes import bytes_of
from litestar.testing import TestClient

from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.storable import MOST_ORIGINS
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.readings import Readings
from akimat_desk.exchange.messages import Branch, Head, Place, pack


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
    with TestClient(application(centre)) as client:
        yield client


def told(line: TestClient, *messages: bytes) -> tuple[int, str]:
    answer = line.post("/v1/sync", content=body(*messages))
    is_json = answer.headers["content-type"] == "application/json"
    return answer.status_code, answer.json().get("reason", "") if is_json else ""


def held(centre: Centre, origin: bytes) -> Place | None:
    with centre.store.read() as connection:
        return Ledger(connection, OFFICE).place(origin)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mark": "1\0"}, "text"),
        ({"mark": "1" * 5000}, "text"),
        ({"station": "a\0"}, "text"),
        ({"office": "\0"}, "text"),
        ({"origin": b"short"}, "size"),
        ({"origin": bytes(5000)}, "size"),
        ({"nonce": bytes(5000)}, "size"),
        ({"lease": bytes(5000)}, "size"),
        ({"cursor": 2**64 - 1}, "number"),
        ({"cursor": -1}, "number"),
        ({"directory": 2**63}, "number"),
        ({"published": 2**63}, "number"),
        ({"max_bytes": -(2**63)}, "number"),
        ({"have": {bytes_of("o"): Place(2**64 - 1, bytes(32))}}, "number"),
        ({"have": {b"o": Place(1, bytes(32))}}, "size"),
        ({"have": {bytes_of(n): Place(1, bytes(32)) for n in range(MOST_ORIGINS + 1)}}, "many"),
    ],
    ids=lambda told: str(told)[:40],
)
def test_a_request_that_no_column_holds_is_unreadable(line, caller, change, reason) -> None:
    assert told(line, caller.head(**change)) == (400, reason)
    assert told(line, caller.head()) == (200, "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"types": (("Note\0Added", 1),)}, "text"),
        ({"types": (("N" * 5000, 1),)}, "text"),
        ({"types": (("NoteAdded", 2**31),)}, "number"),
        ({"types": (("NoteAdded", -(2**31) - 1),)}, "number"),
        ({"roles": ("\0",)}, "text"),
        ({"office": "\0"}, "text"),
        ({"first": 2**31}, "number"),
        ({"first": -1}, "number"),
        ({"streams": tuple(bytes_of(n) for n in range(70_000))}, "many"),
        ({"head": Head(bytes(16), bytes(64), Branch(bytes(16), 2**63, bytes(32)))}, "number"),
        ({"head": Head(bytes(16), bytes(64), Branch(bytes(9), 1, bytes(32)))}, "size"),
    ],
    ids=lambda told: str(told)[:40],
)
def test_a_batch_that_no_column_holds_is_unreadable(centre, line, caller, change, reason) -> None:
    batch = caller.write(3)
    bad = msgspec.structs.replace(batch, **change)
    assert told(line, caller.head(), pack(bad)) == (400, reason)
    assert held(centre, caller.origin) is None
    assert told(line, caller.head(), pack(batch)) == (200, "")
    assert held(centre, caller.origin) == caller.journal.place(caller.origin)


@pytest.mark.parametrize("column", ["at", "hlc"])
@pytest.mark.parametrize("value", [2**64 - 1, -(2**63)])
def test_instants_outside_of_their_column_are_set_aside(
    centre, line, caller, column, value
) -> None:
    batch = caller.write(2)
    bad = msgspec.structs.replace(batch, **{column: (value, 0)})
    assert told(line, caller.head(), pack(bad)) == (200, "")
    assert held(centre, caller.origin) is None


def test_one_mad_registration_does_not_stop_the_index_of_cases(centre) -> None:
    with centre.store.write() as connection:
        Readings(connection).keep(OFFICE, bytes_of("s"), "K" * 9000, "12\0" + "3" * 9000)
    with centre.store.read() as connection:
        assert [row.office for row in Readings(connection).by_number("K" * 9000)] == [OFFICE]
