"""One change to any row or file of a centre: `verify` names office, table and place; and a desk
whose whole history was written anew is told by the receipts it holds."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import OFFICE, Direct, centre_in, desk_in, register
from services.scan_samples import a_png

from akimat_desk.central import status, verifying
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import HeldAltered, ReceivedAltered
from akimat_desk.central.store import feed_marks, tables
from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.services.desk import Desk
from akimat_desk.storage.errors import EntryAltered
from akimat_desk.trust.commitments import chain_link, chain_start

# Of what tells nothing: how a page weighs, when something came, who brought an origin.
LEFT_OUT = {
    "feed": {"size", "received_at"},
    "origin": {"station"},
    "station": {"station", "certified_at", "revoked_at"},
    "feed_mark": {"office"},
}
TABLES = {
    one.name: one
    for one in (
        *(tables.entry, tables.origin, tables.salt, tables.feed, feed_marks.feed_mark),
        *(tables.named_file, tables.case_index, tables.station),
    )
}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Centre, Desk]]:
    centre = centre_in(tmp_path / "centre")
    desk = desk_in(tmp_path / "desk", Direct(centre))
    (number, *_) = register(desk, 3)
    desk.attachments.attach(desk.cases.find(number), a_png(), "a.png")
    desk.exchange.sync()
    status.catch_up(centre, OFFICE)
    yield centre, desk
    desk.close()


def rows_of(centre: Centre, table: Any) -> list[dict[str, Any]]:
    with centre.store.read() as connection:
        return [dict(row) for row in connection.execute(table.select()).mappings()]


def put(centre: Centre, table: Any, rows: list[dict[str, Any]]) -> None:
    with centre.store.write() as connection:
        connection.execute(table.delete())
        if rows:
            connection.execute(table.insert(), rows)


def other(value: Any) -> Any:
    match value:
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:] if value else b"1"
        case int():
            return value + 1000
        case None:
            return b"1"
        case _:
            return f"{value}x"


def changed(rows: list[dict[str, Any]], kind: str, chance: random.Random) -> list[dict[str, Any]]:
    rows, place = [dict(row) for row in rows], chance.randrange(len(rows))
    if kind == "remove":
        rows.pop(place)
    elif kind == "insert":
        extra = dict(rows[place])
        key = next(name for name, value in extra.items() if isinstance(value, bytes) and value)
        extra[key] = other(extra[key])
        if "number" in extra:
            extra["number"] = 999
        rows.append(extra)
    else:
        rows[place][kind] = other(rows[place][kind])
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_one_change_of_a_row_is_found_and_its_place_is_named(held, name) -> None:
    centre, _ = held
    whole = verifying.verify(centre)
    assert (whole.offices, whole.origins) == (1, 1)
    table, chance = TABLES[name], random.Random(f"{name} 1")
    rows = rows_of(centre, table)
    assert rows
    columns = [one for one in rows[0] if one not in LEFT_OUT.get(name, ())]
    for kind in ("remove", "insert", *columns):
        if (name, kind) == ("feed_mark", "remove"):
            continue  # what a centre of before never kept
        put(centre, table, changed(rows, kind, chance))
        with pytest.raises(IntegrityBroken) as found:
            verifying.verify(centre)
        assert found.value.exit_code == 4
        assert isinstance(found.value, HeldAltered | ReceivedAltered), (kind, found.value)
        put(centre, table, rows)
    assert verifying.verify(centre) == whole


def test_a_changed_file_is_found(held, tmp_path) -> None:
    centre, _ = held
    data = a_png()
    digest = next(iter(row["digest"] for row in rows_of(centre, tables.named_file)))
    centre.files.append(OFFICE, digest, 0, data)
    centre.files.finish(OFFICE, digest)
    assert verifying.verify(centre).files == 1
    path = centre.files._path(OFFICE, digest)
    path.write_bytes(data[:-1] + b"\0")
    with pytest.raises(HeldAltered) as found:
        verifying.verify(centre)
    assert found.value.facts() == {"office": OFFICE, "table": "file", "key": digest.hex()}


def rewrite(desk: Desk) -> None:
    """The whole history of a desk once more with another day in it, every link made anew."""
    with desk.core.database.write() as connection:
        rows = connection.exec_driver_sql("SELECT origin, seq, content_id FROM entry").fetchall()
        origin = rows[0].origin
        chain = chain_start(origin)
        ids = {row.seq: row.content_id for row in rows}
        last = max(ids)
        connection.exec_driver_sql("DELETE FROM entry WHERE seq=?", (last,))
        for seq in range(1, last):
            chain = chain_link(chain, ids[seq])
        connection.exec_driver_sql("UPDATE origin SET seq=?, chain=?", (last - 1, chain))
        newest = connection.exec_driver_sql("SELECT max(at), max(hlc) FROM entry").one()
        connection.exec_driver_sql("UPDATE origin SET newest_at=?, hlc=?", tuple(newest))
        connection.exec_driver_sql("DELETE FROM head_signature WHERE seq=?", (last,))
    desk.integrity.rebuild()


def test_a_history_written_anew_is_found_by_the_receipt_of_the_server(held) -> None:
    _, desk = held
    assert desk.integrity.verify()
    rewrite(desk)
    with pytest.raises(EntryAltered) as found:
        desk.integrity.verify()
    assert found.value.reason == "receipt_ahead"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE server_receipt SET chain=zeroblob(32)", "receipt_forged"),
        ("UPDATE server_receipt SET seq=seq-1", "receipt_forged"),
        ("UPDATE server_receipt SET at=at+1", "receipt_forged"),
        ("UPDATE server_receipt SET signature=zeroblob(64)", "receipt_forged"),
        ("UPDATE head_signature SET signature=zeroblob(64)", "signature"),
        ("UPDATE head_signature SET chain=zeroblob(32)", "signature"),
    ],
)
def test_a_forged_receipt_or_head_at_the_desk_is_found(held, statement, reason) -> None:
    _, desk = held
    with desk.core.database.write() as connection:
        assert connection.exec_driver_sql(statement).rowcount > 0
    with pytest.raises(EntryAltered) as found:
        desk.integrity.verify()
    assert found.value.reason == reason


def test_what_another_desk_received_is_proven_by_its_author_s_signature(held, tmp_path) -> None:
    centre, _ = held
    second = desk_in(tmp_path / "second", Direct(centre))
    try:
        second.exchange.sync()
        assert second.integrity.verify()
        with second.core.database.write() as connection:
            changed = connection.exec_driver_sql(
                "UPDATE head_signature SET signature=zeroblob(64) WHERE origin IN"
                " (SELECT origin FROM origin WHERE is_own=0)"
            )
            assert changed.rowcount > 0
        with pytest.raises(EntryAltered) as found:
            second.integrity.verify()
        assert found.value.reason == "signature"
    finally:
        second.close()
