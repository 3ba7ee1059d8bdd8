"""A page that comes in parts: what came before a cut is kept, and nothing comes twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import OFFICE, Direct, centre_in, desk_in, numbers, register
from central.parted_line import Parted
from central.signed_calls import Caller, body, centre_with_office
from litestar.testing import TestClient

from akimat_desk.central import folding
from akimat_desk.central.app import application
from akimat_desk.central.cut_short import CutShort
from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import MEDIA_TYPE, SyncAnswer, framed, pack, plain, unpack
from akimat_desk.exchange.parts import Begun, Packer, Part, Taking
from akimat_desk.services.carrying import answers, carry
from akimat_desk.services.desk import Desk
from akimat_desk.services.exchange_answer import absorb_part
from akimat_desk.services.pace import Pace

SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Parted]:
    centre = centre_in(tmp_path / "centre", OFFICE)
    yield Parted(centre)
    centre.close()


@pytest.fixture
def desks(tmp_path: Path, line: Parted) -> Iterator[list[Desk]]:
    """One whose entries are many small runs at the centre, and one level but for their page."""
    writer, reader = (desk_in(tmp_path / name, line) for name in ("writer", "reader"))
    reader.exchange.sync()
    writer.exchange._pace = Pace(entries=10)
    register(writer, 90)
    writer.exchange.sync()
    line.known.clear()
    yield [writer, reader]
    for desk in (writer, reader):
        desk.close()


def held(desk: Desk) -> int:
    with desk.core.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def call(desk: Desk, line: Parted, pieces: int | None) -> int:
    """The entries that one call brought; the line is cut after so many pieces of its answer."""
    line.pieces = pieces
    carried = carry(desk.core, line, desk.exchange.prepare(), desk.exchange.absorb, lambda _: True)
    line.pieces = None
    assert carried.is_cut == (pieces is not None)
    return 0 if carried.absorbed is None else carried.absorbed.pulled


def demand_level(line: Direct, *desks: Desk) -> None:
    for desk in desks:
        desk.exchange.sync()
    digests = {desk.integrity.digest() for desk in desks}
    digests.add(folding.digest(line.centre.store, OFFICE).hex())
    assert len(digests) == 1
    for desk in desks:
        desk.integrity.verify()
        assert numbers(desk) == numbers(desks[0])


@pytest.mark.parametrize(
    ("page", "cuts"),
    [(12_000, (0, 1, 2, 3, 3, 4, 3)), (2_000_000, (0, 1, 2, 3, 2))],
    ids=["between", "inside"],
)
def test_a_cut_at_any_place_of_an_answer_takes_nothing_that_came(desks, line, page, cuts) -> None:
    writer, reader = desks
    reader.exchange._pace = Pace(page=page)
    before = held(reader)
    due = held(writer) - before
    pulled = [call(reader, line, pieces) for pieces in (*cuts, None)]
    # Each entry came once: what was taken is not given again.
    assert sum(pulled) == held(reader) - before == due
    if page == 12_000:
        assert all(pulled[3:])
    else:
        # Nor what was half way: the last two calls were given the rest.
        assert pulled == [*([0] * len(cuts)), due]
        assert line.known[-1] == line.known[-2] > 30_000
        assert not any(line.known[:-2])
    demand_level(line, reader, writer, reader)


@SQLITE
def test_a_part_that_changed_meanwhile_is_given_whole(desks, line) -> None:
    writer, reader = desks
    reader.exchange._pace = Pace(page=2_000_000)
    assert call(reader, line, 3) == 0
    assert line.held
    reader.exchange._pace = Pace(page=12_000)
    due = held(writer) - held(reader)
    assert call(reader, line, None) == due
    assert line.known == [0, 0]
    demand_level(line, reader, writer, reader)


@SQLITE
def test_a_part_is_dropped_where_somebody_asked_in_between(desks, line) -> None:
    writer, reader = desks
    reader.exchange._pace = Pace(page=12_000)
    coming = answers(line, reader.exchange.prepare())
    first = next(coming)
    reader.exchange.absorb(first)
    part = next(coming)
    before = held(reader)
    reader.exchange.prepare()
    assert absorb_part(reader.core, part, first) is None
    assert held(reader) == before
    # As the call that is waited for has still to be answered.
    line.held = b""
    reader.exchange.sync()
    assert absorb_part(reader.core, part, first) is None
    demand_level(line, reader, writer)


@SQLITE
def test_who_stops_has_what_came(desks, line) -> None:
    writer, reader = desks
    reader.exchange._pace = Pace(page=12_000)
    due, heard = held(writer) - held(reader), []
    stopped = reader.exchange.sync(heard.append, lambda: len(heard) > 2)
    assert 0 < stopped.pulled < due
    assert reader.exchange.sync().pulled == due - stopped.pulled
    demand_level(line, reader, writer)


# The forms on the wire.


@pytest.fixture
def http(tmp_path: Path) -> Iterator[TestClient]:
    centre = centre_with_office(tmp_path / "http")
    with TestClient(application(centre)) as client:
        yield client


@pytest.fixture
def callers(http: TestClient) -> tuple[Caller, Caller]:
    centre = http.app.state.centre
    one, two = Caller("a"), Caller("b")
    one.enrol(centre)
    two.enrol(centre, "2")
    told = http.post("/v1/sync", content=body(one.head(), *(pack(one.write(40)) for _ in range(9))))
    assert told.headers["accept-post"] == parts.MEDIA_TYPE
    return one, two


def asked(http: TestClient, caller: Caller, have: Any = None, **headers: str) -> Any:
    epoch = http.app.state.centre.epoch()
    head = caller.head(mark="2", epoch=epoch, max_bytes=20_000, have=have or {})
    return http.post("/v1/sync", content=body(head), headers=headers)


def test_a_desk_of_before_gets_one_answer(http, callers) -> None:
    told = asked(http, callers[1])
    assert told.headers["content-type"] == MEDIA_TYPE
    answer = unpack(told.content, SyncAnswer)
    assert answer.page
    assert answer.more


def test_a_desk_that_takes_parts_gets_the_same_pages_with_one_call(http, callers) -> None:
    told = asked(http, callers[1], accept=f"{parts.MEDIA_TYPE}, {MEDIA_TYPE}")
    assert told.headers["content-type"] == parts.MEDIA_TYPE
    taking = Taking(b"")
    first, *rest = taking.feed(told.content)
    assert taking.is_ended
    assert unpack(first, SyncAnswer).page == ()
    pages = [unpack(message, Part) for message in rest]
    assert len(pages) > 2
    assert [one.more for one in pages] == [True] * (len(pages) - 1) + [False]
    found = [batch for part in pages for batch in part.page]
    assert [(batch.first, batch.last) for batch in found] == [
        (first, first + 39) for first in range(1, 361, 40)
    ]


def test_where_little_waits_one_answer_is_enough(http, callers) -> None:
    one, two = callers
    have = {one.origin: one.journal.place(one.origin)}
    http.post("/v1/sync", content=body(one.head(), pack(one.write(2))))
    told = asked(http, two, have, accept=parts.MEDIA_TYPE)
    assert told.headers["content-type"] == MEDIA_TYPE
    assert [len(batch.bodies) for batch in unpack(told.content, SyncAnswer).page] == [2]


def streamed(*messages: bytes) -> list[bytes]:
    packer = Packer()
    return [b"".join(packer.packed(message)) for message in messages] + [packer.end()]


def test_batches_go_up_in_one_stream_and_a_cut_keeps_those_before_it(http, callers) -> None:
    one = callers[0]
    place = one.journal.place(one.origin)
    head = plain(unpack(one.head(have={one.origin: place}), object))
    new = [plain(one.write(40)) for _ in range(3)]
    pieces = streamed(head, *new)
    told = {"content-type": parts.MEDIA_TYPE}
    for count, seq in ((3, 440), (5, 480)):
        answer = http.post("/v1/sync", content=b"".join(pieces[:count]), headers=told)
        assert answer.status_code == (200 if count == len(pieces) else 400)
        known = http.post("/v1/sync", content=body(one.head(have={one.origin: place})))
        assert unpack(known.content, SyncAnswer).have[one.origin].seq == seq


@SQLITE
def test_a_part_goes_on_in_a_stream_that_looks_back_where_the_desk_says_it_can(
    http, callers
) -> None:
    told = asked(http, callers[1], accept=parts.MEDIA_TYPE)
    _, whole, *_ = Taking(b"").feed(told.content)
    held = whole[:-10]
    headers = {"accept": parts.MEDIA_TYPE, parts.HELD: Begun.of(held).told()}
    anew = asked(http, callers[1], **headers)
    primed = asked(http, callers[1], **headers, **{parts.PRIMES: "1"})
    assert parts.PRIMED not in anew.headers
    assert primed.headers[parts.PRIMED] == str(len(held))
    assert len(primed.content) < len(anew.content)
    found = [
        list(Taking(held).feed(anew.content)),
        list(Taking(held, len(held)).feed(primed.content)),
    ]
    assert found[0][1] == found[1][1] == whole
    assert found[0][2:] == found[1][2:]


STREAM = {"content-type": parts.MEDIA_TYPE}


def plain_head(caller: Caller) -> bytes:
    have = {caller.origin: caller.journal.place(caller.origin)}
    return plain(unpack(caller.head(have=have), object))


def cut_in_its_batch(http: TestClient, caller: Caller) -> tuple[bytes, str]:
    """A batch of which some came before the line was cut, and what the next answer tells of it."""
    batch = plain(caller.write(1500))
    packer = Packer()
    row = [piece for one in (plain_head(caller), batch) for piece in packer.packed(one)]
    assert len(row) > 2
    assert http.post("/v1/sync", content=b"".join(row[:2]), headers=STREAM).status_code == 400
    return batch, kept(http, caller)


def kept(http: TestClient, caller: Caller) -> str:
    return str(http.post("/v1/sync", content=body(caller.head())).headers.get(parts.HELD, ""))


def gone_on(http: TestClient, caller: Caller, batch: bytes, told: str) -> Any:
    begun = Begun.read(told)
    assert begun is not None
    packer = Packer(batch[: begun.length])
    row = (plain_head(caller), batch[begun.length :])
    content = b"".join(piece for one in row for piece in packer.packed(one)) + packer.end()
    return http.post("/v1/sync", content=content, headers={**STREAM, parts.GOES_ON: told})


def seq_at(http: TestClient, caller: Caller) -> int:
    place = caller.journal.place(caller.origin)
    answer = http.post("/v1/sync", content=body(caller.head(have={caller.origin: place})))
    found = unpack(answer.content, SyncAnswer).have[caller.origin]
    return found.seq


@SQLITE
def test_a_batch_that_was_cut_goes_on_where_it_was_and_nothing_of_it_counts_before(
    http, callers
) -> None:
    one, two = callers
    batch, told = cut_in_its_batch(http, one)
    begun = Begun.read(told)
    assert begun is not None
    assert begun.is_of(batch)
    # It is neither held nor acknowledged, and of no other station's concern.
    assert seq_at(http, one) == 360
    assert kept(http, two) == ""
    assert gone_on(http, one, batch, told).status_code == 200
    assert seq_at(http, one) == 1860
    assert kept(http, one) == ""
    again = gone_on(http, one, batch, told)
    assert (again.status_code, again.json()["error"]) == (400, "request_unreadable")


@SQLITE
def test_a_batch_that_is_cut_twice_keeps_both_pieces(http, callers) -> None:
    one = callers[0]
    batch, told = cut_in_its_batch(http, one)
    begun = Begun.read(told)
    assert begun is not None
    assert len(batch) < begun.length + 32_000
    packer = Packer(batch[: begun.length])
    head = b"".join(packer.packed(plain_head(one)))
    rest = framed(batch[begun.length :])
    # Two pieces of the rest, of which one comes.
    come = packer._zstd.compress(rest[:5000], packer._zstd.FLUSH_BLOCK)
    headers = {**STREAM, parts.GOES_ON: told}
    assert http.post("/v1/sync", content=head + come, headers=headers).status_code == 400
    longer = kept(http, one)
    assert Begun.read(longer) == Begun.of(batch[: begun.length + 5000 - 4])
    assert gone_on(http, one, batch, longer).status_code == 200
    assert seq_at(http, one) == 1860


@SQLITE
def test_what_is_kept_of_batches_has_an_end() -> None:
    cut = CutShort(most=10_000)
    for n in range(5):
        cut.keep(("office", str(n)), bytes([n]) * 4000)
    assert [bool(cut.told(("office", str(n)))) for n in range(5)] == [False] * 3 + [True] * 2
    assert cut.find(Begun.of(bytes([4]) * 4000)) == bytes([4]) * 4000
    assert cut.find(Begun.of(bytes([0]) * 4000)) == b""
    cut.keep(("office", "4"), b"too little")
    assert cut.find(Begun.of(bytes([4]) * 4000)) == b""
    cut.keep(("office", "5"), bytes(20_000))
    assert not cut.told(("office", "5"))


@SQLITE
@pytest.mark.parametrize("told", ["", "x", "40 " + "0" * 32, "-1 00", "9" * 3000])
def test_who_goes_on_from_nothing_is_refused_or_heard_as_usual(http, callers, told) -> None:
    row = streamed(plain_head(callers[0]))
    headers = {**STREAM, parts.GOES_ON: told}
    answer = http.post("/v1/sync", content=b"".join(row), headers=headers)
    assert answer.status_code == (400 if Begun.read(told) else 200)


@pytest.mark.parametrize(
    "content",
    [b"", b"no stream", b"".join(streamed(b"\xc1")), body(b"\xc1"), framed(b"x")],
    ids=["empty", "rubbish", "no message", "the other form", "half"],
)
def test_what_is_no_stream_is_refused(http, content) -> None:
    answer = http.post("/v1/sync", content=content, headers={"content-type": parts.MEDIA_TYPE})
    assert (answer.status_code, answer.json()["error"]) == (400, "request_unreadable")
