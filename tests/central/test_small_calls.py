"""What keeps the centre quick: few statements a call, one transaction, a line that never waits."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY

import pytest
from central.signed_calls import Caller, centre_with_office
from sqlalchemy import event

from akimat_desk.central import enrolment
from akimat_desk.central.ahead import Group, together
from akimat_desk.central.calls import Call
from akimat_desk.central.centre import Centre, open_centre
from akimat_desk.central.errors import DatabaseFailed, RequestUnreadable, StationRevoked
from akimat_desk.central.serving import Listening
from akimat_desk.central.store.statements import Statement
from akimat_desk.exchange.messages import SyncAnswer, pack, unpack

MOST_STATEMENTS = 20
"""Of a call with one batch by somebody the centre does not know yet; others make fewer."""


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return centre_with_office(tmp_path / "centre")


@pytest.fixture
def caller(centre) -> Caller:
    found = Caller()
    found.enrol(centre)
    return found


def answered(centre: Centre, *messages: bytes) -> SyncAnswer:
    call = Call(centre)
    call.take(Group(list(messages), is_last=True))
    return unpack(call.answer, SyncAnswer)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_small_call_makes_few_statements_in_two_transactions(centre, caller) -> None:
    known = answered(centre, caller.head(), pack(caller.write(1)))
    told: list[str] = []
    event.listen(
        centre.store._engine, "checkout", lambda raw, *_: raw.set_trace_callback(told.append)
    )
    assert known.directory is not None
    head = caller.head(
        lease=known.lease, epoch=known.epoch, cursor=known.cursor, knows=1,
        directory=known.directory.release,
    )  # fmt: skip
    answered(centre, head, pack(caller.write(1)))
    words = [one.split()[0] for one in told]
    assert words.count("COMMIT") <= 2
    assert len(words) - words.count("BEGIN") - words.count("COMMIT") <= MOST_STATEMENTS


def test_the_last_group_is_known_for_what_it_is_where_all_came_at_once() -> None:
    async def source(*, is_cut: bool) -> AsyncIterator[bytes]:
        for message in (b"1", b"2"):
            yield message
        if is_cut:
            raise RequestUnreadable("cut")

    async def groups(*, is_cut: bool) -> list[Group]:
        return [group async for group in together(source(is_cut=is_cut))]

    assert asyncio.run(groups(is_cut=False)) == [Group([b"1", b"2"], is_last=True)]
    with pytest.raises(RequestUnreadable):
        asyncio.run(groups(is_cut=True))


def test_batches_before_an_unreadable_one_are_kept_though_they_came_last(centre, caller) -> None:
    call = Call(centre)
    with pytest.raises(RequestUnreadable):
        call.take(Group([caller.head(), pack(caller.write(2)), b"?"], is_last=True))
    assert call.answer == b""
    known = answered(centre, caller.head(have={caller.origin: caller.journal.place(caller.origin)}))
    assert known.have[caller.origin].seq == 2


def test_a_station_revoked_by_another_process_is_refused_though_its_card_is_known(
    tmp_path, centre, caller
) -> None:
    answered(centre, caller.head(), pack(caller.write(1)))
    other = open_centre(
        centre.folder,
        centre.store._engine.url.render_as_string(hide_password=False),
        is_training=True,
    )
    try:
        enrolment.revoke(other, caller.station)
    finally:
        other.close()
    with pytest.raises(StationRevoked):
        answered(centre, caller.head())


def test_an_answer_leaves_at_once() -> None:
    """A small packet that waits for the one before to be acknowledged costs a page 40 ms."""

    async def told() -> int:
        listening = Listening("127.0.0.1", 0)
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def seen(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            line = writer.get_extra_info("socket")
            found.set_result(line.getsockopt(IPPROTO_TCP, TCP_NODELAY))
            writer.close()

        server = await asyncio.start_server(seen, sock=listening.socket)
        async with server:
            _, writer = await asyncio.open_connection("127.0.0.1", listening.port)
            is_sent_at_once = await asyncio.wait_for(found, 30)
            writer.close()
        return is_sent_at_once

    assert asyncio.run(told())


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_writers_of_one_file_come_one_after_the_other(centre) -> None:
    inside, most = 0, 0

    def write() -> None:
        nonlocal inside, most
        for _ in range(5):
            with centre.store.write():
                inside += 1
                most = max(most, inside)
                inside -= 1

    workers = [threading.Thread(target=write) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (inside, most) == (0, 1)


def test_what_the_driver_refuses_is_told_as_the_databases_fault(centre) -> None:
    with pytest.raises(DatabaseFailed), centre.store.read() as connection:
        Statement("SELECT 1 FROM nowhere WHERE 1 = ?").rows(connection, 1)
