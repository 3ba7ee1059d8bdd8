"""Who holds what waits: colleagues by their own word, the server by its receipt alone."""

from contextlib import closing
from pathlib import Path

import pytest
from central import direct_line
from journeys.sharing_desks import a_desk, join, register, settle

from akimat_desk.services.desk import Desk
from akimat_desk.storage import holders


@pytest.fixture
def office(tmp_path: Path):
    for name in ("shared", "stick"):
        (tmp_path / name).mkdir()
    one, two = a_desk(tmp_path / "one", "1"), a_desk(tmp_path / "two", "2")
    with closing(one), closing(two):
        yield one, two


def share(one: Desk, two: Desk, root: Path) -> None:
    one.share.choose(root / "shared")
    join(one, two, root / "stick", root / "shared")
    settle(one, two)


def held(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {row.number: row.held_by for row in desk.exchange.outbox() if row.number}


def test_without_a_share_nobody_else_holds_anything(office):
    one, _ = office
    (number,) = register(one)
    assert held(one) == {number: ()}
    with one.core.database.read() as connection:
        assert holders.of_unreceived(connection) == {}
        assert holders.received(connection) == {}


def test_what_a_colleague_said_to_hold_is_held_by_them_until_more_is_written(office, tmp_path):
    one, two = office
    share(one, two, tmp_path)
    first, second = register(one, 2)
    assert held(one) == {first: (), second: ()}
    one.share.exchange()
    assert held(one) == {first: (), second: ()}, "written is not yet held"
    two.share.exchange()
    one.share.exchange()
    assert held(one) == {first: ("2",), second: ("2",)}
    one.cases.do(one.cases.find(first), "note", {"text": "телефон чалынды"})
    assert held(one) == {first: (), second: ("2",)}


def test_what_a_colleague_lacks_is_told_with_the_servers_receipt(office, tmp_path):
    one, two = office
    share(one, two, tmp_path)
    (number,) = register(one)
    (before,) = (row for row in one.share.outbox() if row.number == number)
    assert (before.held_by, before.is_received) == ((), False)
    direct_line.join(one, direct_line.Direct(direct_line.centre_in(tmp_path / "centre")))
    one.exchange.sync()
    (after,) = (row for row in one.share.outbox() if row.number == number)
    assert (after.held_by, after.is_received) == ((), True)
    assert held(one) == {}
