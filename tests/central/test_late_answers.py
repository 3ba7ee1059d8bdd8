"""Answers that come when nobody waits for them, and a centre put back without a word: real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from central import direct_line
from central.databases import databases
from central.direct_line import OFFICE, Direct, centre_in, desk_in, numbers, register

from akimat_desk.central import folding
from akimat_desk.exchange.messages import SyncAnswer, unpack
from akimat_desk.services.desk import Desk
from akimat_desk.services.exchange import Outgoing
from akimat_desk.storage import exchange as stored
from akimat_desk.storage import journal


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre", OFFICE)
    line = Direct(centre)
    yield line
    line.centre.close()


@pytest.fixture
def desks(tmp_path: Path, line: Direct) -> Iterator[list[Desk]]:
    made = [desk_in(tmp_path / name, line) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.close()


def carried(line: Direct, outgoing: Outgoing) -> SyncAnswer:
    """What a courier brings there and back."""
    call = direct_line.CentralExchange(line.centre, outgoing.messages[0])
    for message in outgoing.messages[1:]:
        call.accept(message)
    return unpack(call.answer(), SyncAnswer)


def standing(desk: Desk) -> tuple[object, ...]:
    """What only an answer that is waited for may change."""
    with desk.core.database.read() as connection:
        row = stored.find_server(connection)
        assert row is not None
        own = journal.own_origin(connection).origin
    return own, row.epoch, row.cursor, row.feed, row.lease, row.nonce, row.call, row.is_sure


def test_a_courier_that_comes_back_after_the_line_brings_what_there_is_and_decides_nothing(
    desks, line
) -> None:
    one, two = desks
    for desk in (one, two, one):
        desk.exchange.sync()
    register(one, 2)
    outgoing = one.exchange.prepare_carried()
    assert outgoing.entries
    register(two, 1)
    two.exchange.sync()
    answer = carried(line, outgoing)
    for _ in range(3):
        one.exchange.prepare()
    before = standing(one)
    absorbed = one.exchange.absorb(answer)
    assert standing(one) == before
    assert absorbed.pushed > 0
    assert len(numbers(one)) == 3
    for desk in (one, two, one):
        desk.exchange.sync()
    stale = carried(line, outgoing)
    assert stale.must_open
    before = standing(one)
    one.exchange.absorb(stale)
    assert standing(one) == before
    assert one.integrity.digest() == two.integrity.digest()
    one.integrity.verify()


def test_a_centre_put_back_with_its_witness_gets_again_what_only_a_reader_still_has(
    tmp_path, desks, line
) -> None:
    """Nobody has a receipt for it: its writer is gone. The reader's place in the feed tells."""
    one, two = desks
    for desk in (one, two, one, two):
        desk.exchange.sync()
    line.centre.close()
    databases.copy(tmp_path / "centre", tmp_path / "copy")
    line.centre = databases.open(tmp_path / "centre")
    register(one, 1)
    one.exchange.sync()
    two.exchange.sync()
    known = numbers(two)
    line.centre.close()
    databases.copy(tmp_path / "copy", tmp_path / "centre")
    line.centre = databases.open(tmp_path / "centre")
    two.exchange.sync()
    assert numbers(two) == known
    assert folding.digest(line.centre.store, OFFICE).hex() == two.integrity.digest()
