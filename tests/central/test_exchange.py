"""Real desks and a real centre in one process: every fault the line and the disks can have."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from central import direct_line
from central.databases import databases
from central.direct_line import (
    OFFICE,
    OTHER,
    PASSWORD,
    Direct,
    centre_in,
    desk_in,
    join,
    numbers,
    register,
)

from akimat_desk.central import enrolment, folding
from akimat_desk.exchange import batches
from akimat_desk.exchange.messages import Batch, Head, SyncAnswer, pack, unpack
from akimat_desk.services.desk import Desk, open_desk
from akimat_desk.services.exchange import NotEnrolled, Pace, PageUnusable
from akimat_desk.services.exchange_answer import ServerNotGenuine
from akimat_desk.storage import exchange as stored
from akimat_desk.storage import tables
from akimat_desk.storage.projections import project
from akimat_desk.transport import LineDown, ServerRefused
from akimat_desk.trust.commitments import chain_link
from akimat_desk.trust.signing import head_message


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre", OFFICE, OTHER)
    yield Direct(centre)
    centre.close()


@pytest.fixture
def desks(tmp_path: Path, line: Direct) -> Iterator[list[Desk]]:
    made = [desk_in(tmp_path / name, line) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.close()


def demand_level(line: Direct, *desks: Desk) -> None:
    digests = {desk.integrity.digest() for desk in desks}
    digests.add(folding.digest(line.centre.store, OFFICE).hex())
    assert len(digests) == 1
    for desk in desks:
        desk.integrity.verify()
        assert desk.exchange.state().unsent == 0
        assert desk.exchange.outbox() == []
    folding.verify(line.centre.store)


def test_two_desks_that_were_set_up_apart_end_with_one_digest(desks, line) -> None:
    one, two = desks
    register(one, 3, "a")
    register(two, 4, "b")
    assert one.exchange.sync().pushed > 0
    assert two.exchange.sync().pulled > 0
    one.exchange.sync()
    assert len(numbers(one)) == 7
    assert numbers(one) == numbers(two)
    demand_level(line, one, two)


def test_a_readings_rebuild_changes_nothing_after_a_pull(desks, line) -> None:
    one, two = desks
    register(one, 3)
    one.exchange.sync()
    two.exchange.sync()
    before = two.integrity.verify()
    two.integrity.rebuild()
    assert two.integrity.verify() == before


def test_work_goes_on_in_a_case_of_the_other_desk(desks, line) -> None:
    one, two = desks
    number = register(one)[0]
    one.exchange.sync()
    two.exchange.sync()
    case = two.cases.find(number)
    two.cases.do(case, "note", {"text": "Экинчи терезеден"})
    two.exchange.sync()
    one.exchange.sync()
    assert one.cases.history(one.cases.find(number)) == two.cases.history(case)
    demand_level(line, one, two)


def test_another_office_gets_nothing_of_it(tmp_path, desks, line) -> None:
    register(desks[0], 3)
    desks[0].exchange.sync()
    other = desk_in(tmp_path / "other", line, OTHER)
    try:
        assert other.exchange.sync().pulled == 0
        assert numbers(other) == []
    finally:
        other.close()


def test_received_is_said_only_with_a_receipt_in_hand(desks, line) -> None:
    one = desks[0]
    register(one, 2)
    unsent = one.exchange.state().unsent
    assert unsent > 2
    assert one.exchange.state().last_receipt_at is None
    outgoing = one.exchange.prepare()
    answer = one.exchange.send(outgoing, line)
    assert one.exchange.state().unsent == unsent
    forged = msgspec.structs.replace(
        answer,
        receipts=tuple(msgspec.structs.replace(r, signature=bytes(64)) for r in answer.receipts),
    )
    one.exchange.absorb(answer)
    one.exchange.sync()
    assert one.exchange.state().unsent == 0
    register(one)
    outgoing = one.exchange.prepare()
    answer = one.exchange.send(outgoing, line)
    forged = msgspec.structs.replace(
        answer,
        receipts=tuple(msgspec.structs.replace(r, seq=r.seq + 9) for r in answer.receipts),
    )
    with pytest.raises(ServerNotGenuine):
        one.exchange.absorb(forged)
    assert one.exchange.state().unsent > 0


def test_a_line_cut_after_any_batch_goes_on_where_it_was(desks, line) -> None:
    one, two = desks
    one.exchange.sync()
    register(one, 10)
    one.exchange._pace = Pace(entries=3)
    before = len(line.sent)
    for arrives in (0, 1, 0, 2):
        line.arrives = arrives
        outgoing = one.exchange.prepare()
        assert len(outgoing.messages) > arrives + 1
        with pytest.raises(LineDown):
            one.exchange.send(outgoing, line)
        line.arrives = None
        # After a lost answer the desk asks first, and then pushes only what is missing.
        asked = one.exchange.prepare()
        assert len(asked.messages) == 1
        one.exchange.absorb(one.exchange.send(asked, line))
    lengths = [len(told) - 1 for told in line.sent[before:] if len(told) > 1]
    assert lengths == [lengths[0], lengths[0], lengths[0] - 1, lengths[0] - 1]
    for desk in (one, two, one):
        desk.exchange.sync()
    demand_level(line, one, two)


def test_a_line_that_dies_on_every_push_is_down_though_it_answers_empty_calls(desks, line) -> None:
    one = desks[0]
    one.exchange.sync()
    register(one)
    unsent, line.arrives = one.exchange.state().unsent, 0
    for _ in range(3):
        with pytest.raises(LineDown):
            one.exchange.sync()
        assert one.exchange.state().unsent == unsent
        assert one.exchange.state().last_error == "line_down"
    # The first call only asks; that it was answered is no success yet.
    one.exchange.absorb(one.exchange.send(one.exchange.prepare(), line))
    assert one.exchange.state().last_error == "line_down"
    line.arrives = None
    assert one.exchange.sync().pushed == unsent
    assert one.exchange.state().last_error == ""
    demand_level(line, one)


def test_lost_answers_are_harmless_and_keep_the_lease(desks, line) -> None:
    one, two = desks
    before = one.exchange.state().mark
    register(one, 2)
    line.loses_answers = 3
    one.exchange.sync()
    assert one.exchange.state().mark == before
    two.exchange.sync()
    one.exchange.sync()
    demand_level(line, one, two)


def test_a_late_repeated_request_changes_nothing(desks, line) -> None:
    one, two = desks
    register(one, 2)
    one.exchange.sync()
    two.exchange.sync()
    one.exchange.sync()
    register(one, 1)
    one.exchange.sync()
    before = folding.digest(line.centre.store, OFFICE)
    for told in list(line.sent):
        line.sync(iter(told))
    assert folding.digest(line.centre.store, OFFICE) == before
    mark = one.exchange.state().mark
    one.exchange.sync()
    two.exchange.sync()
    assert one.exchange.state().mark == mark
    demand_level(line, one, two)


def test_a_taken_mark_opens_another_and_given_numbers_stay(desks, line) -> None:
    one, two = desks
    assert one.exchange.state().mark == "1"
    mark = two.exchange.state().mark
    assert mark.startswith("1")
    assert len(mark) == 4
    given = register(two)[0]
    assert mark in given
    one.exchange.sync()
    two.exchange.sync()
    one.exchange.sync()
    demand_level(line, one, two)


def test_numbers_given_before_enrolment_keep_even_where_both_desks_gave_them(
    tmp_path, line
) -> None:
    one, two = desk_in(tmp_path / "one"), desk_in(tmp_path / "two")
    try:
        assert register(one, 2, "a") == register(two, 2, "b")
        join(one, line)
        join(two, line)
        for desk in (one, two, one):
            desk.exchange.sync()
        assert numbers(one) == numbers(two)
        assert len(numbers(one)) == 4
        assert len(set(numbers(one))) == 2
        demand_level(line, one, two)
    finally:
        one.close()
        two.close()


def test_a_copied_disk_is_found_and_both_keep_working(tmp_path, desks, line) -> None:
    one, two = desks
    register(one, 2, "before")
    one.exchange.sync()
    one.close()
    shutil.copytree(tmp_path / "one", tmp_path / "twin")
    one = open_desk(tmp_path / "one", password=PASSWORD)
    twin = open_desk(tmp_path / "twin", password=PASSWORD)
    go_on_in(twin, own_origin(one))
    try:
        for desk in (one, twin):
            desk.exchange = type(desk.exchange)(desk.core, line)
        register(one, 2, "one")
        register(twin, 3, "twin")
        for desk in (one, twin, one, two, twin, one, two):
            desk.exchange.sync()
        assert len(numbers(one)) == 7
        assert one.exchange.state().mark != twin.exchange.state().mark
        demand_level(line, one, twin, two)
        register(twin, 1, "after")
        for desk in (twin, one, two):
            desk.exchange.sync()
        demand_level(line, one, twin, two)
    finally:
        one.close()
        twin.close()


def own_origin(desk: Desk) -> bytes:
    with desk.core.database.read() as connection:
        return stored.journal.own_origin(connection).origin


def go_on_in(desk: Desk, origin: bytes) -> None:
    """A disk image comes back with machine and inode alike: undo what opening noticed."""
    with desk.core.database.write() as connection:
        opened = stored.journal.own_origin(connection).origin
        if opened == origin:
            return
        for table in (tables.entry, tables.origin, tables.series):
            connection.execute(table.delete().where(table.c.origin == opened))
        connection.execute(
            tables.origin.update().where(tables.origin.c.origin == origin).values(is_open=1)
        )
        stream = desk.core.office_stream
        folded = stored.journal.load(connection, stream)
        project(connection, stream, folded, desk.core.lens(folded.state))


def put_back(line: Direct, folder: Path, copy: Path) -> None:
    """The copy knows nothing of the `epoch` file, which lies where it lay."""
    witness = (folder / "epoch").read_bytes()
    line.centre.close()
    databases.copy(copy, folder)
    (folder / "epoch").write_bytes(witness)
    line.centre = databases.open(folder)
    line.centre.start()


def saved(line: Direct, folder: Path, copy: Path) -> None:
    line.centre.close()
    databases.copy(folder, copy)
    line.centre = databases.open(folder)
    line.centre.start()


def test_a_centre_and_a_desk_put_back_together_lose_nothing_another_desk_holds(
    tmp_path, desks, line
) -> None:
    one, two = desks
    register(one, 2, "before")
    for desk in (one, two, one):
        desk.exchange.sync()
    origin = own_origin(one)
    saved(line, tmp_path / "centre", tmp_path / "copy")
    one.close()
    shutil.copytree(tmp_path / "one", tmp_path / "image")
    one = open_desk(tmp_path / "one", password=PASSWORD)
    one.exchange = type(one.exchange)(one.core, line)
    lost = []
    for said in ("lost", "lost too"):
        lost += register(one, 2, said)
        one.exchange.sync()
    two.exchange.sync()
    one.close()
    put_back(line, tmp_path / "centre", tmp_path / "copy")
    image = open_desk(tmp_path / "image", password=PASSWORD)
    image.exchange = type(image.exchange)(image.core, line)
    go_on_in(image, origin)
    try:
        register(image, 2, "other")
        for desk in (image, two, image, two):
            desk.exchange.sync()
        assert {*lost} <= {*numbers(image)}
        demand_level(line, image, two)
        register(image, 1, "later")
        for desk in (image, two):
            desk.exchange.sync()
        demand_level(line, image, two)
    finally:
        image.close()


def test_a_centre_put_back_from_a_copy_gets_everything_again(tmp_path, desks, line) -> None:
    one, two = desks
    register(one, 2, "before")
    one.exchange.sync()
    two.exchange.sync()
    saved(line, tmp_path / "centre", tmp_path / "copy")
    register(one, 3, "after")
    one.exchange.sync()
    two.exchange.sync()
    put_back(line, tmp_path / "centre", tmp_path / "copy")
    one.close()
    # The desk that wrote them is gone; the one that pulled them hands them on.
    assert two.exchange.sync().pulled == 0
    assert folding.digest(line.centre.store, OFFICE).hex() == two.integrity.digest()


def test_a_silent_restore_is_shown_by_the_centres_own_receipt(tmp_path, desks, line) -> None:
    one, two = desks
    one.exchange.sync()
    two.exchange.sync()
    one.exchange.sync()
    folder, copy = tmp_path / "centre", tmp_path / "copy"
    line.centre.close()
    databases.copy(folder, copy)
    line.centre = databases.open(folder)
    register(one, 3)
    one.exchange.sync()
    before = line.centre.epoch()
    line.centre.close()
    databases.copy(copy, folder)
    line.centre = databases.open(folder)
    assert line.centre.epoch() == before
    mark = one.exchange.state().mark
    one.exchange.sync()
    assert line.centre.epoch() != before
    assert one.exchange.state().mark == mark
    two.exchange.sync()
    one.exchange.sync()
    demand_level(line, one, two)


def test_a_forged_batch_is_set_aside_and_the_rest_goes_on(desks, line) -> None:
    one = desks[0]
    one.exchange.sync()
    register(one, 2)
    outgoing = one.exchange.prepare()
    good = unpack(outgoing.messages[1], Batch)
    bad = pack(msgspec.structs.replace(good, actors=(bytes(16),) * len(good.actors)))
    call = direct_line.CentralExchange(line.centre, outgoing.messages[0])
    call.accept(bad)
    call.accept(outgoing.messages[1])
    assert call.counted.quarantined == 1
    assert call.counted.accepted == len(good.bodies)
    one.exchange.absorb(unpack(call.answer(), SyncAnswer))
    assert one.exchange.state().unsent == 0


def test_a_page_that_proves_nothing_is_not_taken_in(desks, line) -> None:
    one, two = desks
    register(one, 2)
    one.exchange.sync()
    answer = two.exchange.send(two.exchange.prepare(), line)
    assert answer.page
    forged = tuple(
        msgspec.structs.replace(batch, bodies=(b"\x80", *batch.bodies[1:])) for batch in answer.page
    )
    before = two.integrity.digest()
    done = two.exchange.absorb(msgspec.structs.replace(answer, page=forged))
    assert done.problem == "page_forged"
    assert two.integrity.digest() == before
    assert two.exchange.state().quarantined == 1
    two.exchange.sync()
    one.exchange.sync()
    demand_level(line, one, two)


def unsound(desk: Desk, batch: Batch) -> Batch:
    """The same with a last entry no desk writes, under a good signature of its station."""
    *others, last = batches.opened(batch, {})
    envelope = msgspec.structs.replace(last.envelope, schema=0)
    content_id = envelope.content_id()
    chain = chain_link(others[-1].chain, content_id)
    last = msgspec.structs.replace(last, envelope=envelope, content_id=content_id, chain=chain)
    with desk.core.database.read() as connection:
        key = desk.core.station_key(connection)
    return batches.closed(
        [*others, last],
        before=batch.before,
        salts=batches.salts_of(batch),
        head=Head(key.key_id, key.sign(head_message(last.origin, last.seq, chain))),
    )


def test_an_unsound_entry_is_taken_in_neither_by_the_centre_nor_by_a_desk(desks, line) -> None:
    one, two = desks
    for desk in (one, two, one, two):
        desk.exchange.sync()
    register(one)
    outgoing = one.exchange.prepare()
    good = unpack(outgoing.messages[1], Batch)
    call = direct_line.CentralExchange(line.centre, outgoing.messages[0])
    call.accept(pack(unsound(one, good)))
    assert (call.counted.quarantined, call.counted.accepted) == (1, 0)
    call.accept(outgoing.messages[1])
    one.exchange.absorb(unpack(call.answer(), SyncAnswer))
    answer = two.exchange.send(two.exchange.prepare(), line)
    page = tuple(unsound(one, batch) for batch in answer.page)
    assert len(page) == 1
    before = two.integrity.digest()
    assert two.exchange.absorb(msgspec.structs.replace(answer, page=page)).problem == "page_forged"
    assert two.integrity.digest() == before
    two.exchange.sync()
    demand_level(line, one, two)


def test_a_page_with_a_gap_is_asked_for_from_the_start(desks, line) -> None:
    one, two = desks
    one.exchange.sync()
    two.exchange.sync()
    register(one, 1)
    one.exchange.sync()
    answer = two.exchange.send(two.exchange.prepare(), line)
    gap = tuple(msgspec.structs.replace(batch, first=batch.first + 1) for batch in answer.page)
    assert two.exchange.absorb(msgspec.structs.replace(answer, page=gap)).problem == "page_gap"
    two.exchange.sync()
    one.exchange.sync()
    demand_level(line, one, two)


def test_a_desk_that_never_gets_a_good_page_says_so(desks, line) -> None:
    one, two = desks
    register(one, 1)
    one.exchange.sync()

    class Liar(Direct):
        def sync(self, messages):
            answer = unpack(super().sync(messages), SyncAnswer)
            page = tuple(msgspec.structs.replace(b, roles=("x",)) for b in answer.page)
            return pack(msgspec.structs.replace(answer, page=page))

    two.exchange = type(two.exchange)(two.core, Liar(line.centre))
    with pytest.raises(PageUnusable):
        two.exchange.sync()
    assert two.exchange.state().last_error == "page_unusable"
    # Its own entries were received all the same.
    assert two.exchange.state().unsent == 0


def test_a_revoked_station_neither_pushes_nor_pulls(desks, line) -> None:
    one, two = desks
    one.exchange.sync()
    enrolment.revoke(line.centre, one.core.identity.station)
    register(one)
    with pytest.raises(ServerRefused) as refused:
        one.exchange.sync()
    assert refused.value.refusal == "station_revoked"
    assert one.exchange.state().last_error == "station_revoked"
    two.exchange.sync()
    assert two.exchange.state().unsent == 0


def test_a_desk_that_is_not_enrolled_says_so(tmp_path) -> None:
    desk = desk_in(tmp_path / "desk")
    try:
        assert not desk.exchange.state().is_enrolled
        with pytest.raises(NotEnrolled):
            desk.exchange.sync()
    finally:
        desk.close()
