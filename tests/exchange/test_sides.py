"""Both sides of an exchange under loss, repetition, cuts, clones and restored servers."""

from exchange import nodes
from exchange.nodes import CentreNode, DeskNode, Journal, bytes_of, exchange, settle_down
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.exchange import batches, central_side, desk_side
from akimat_desk.exchange.messages import Place, Receipt, SyncRequest
from akimat_desk.journal.fold import fold

STREAMS = [bytes_of("stream", n) for n in range(3)]


def digest(journal: Journal) -> bytes:
    """The folded states of all streams, as `digest` reckons them."""
    by_stream: dict[bytes, list] = {}
    for entries in journal.origins.values():
        for entry in entries:
            by_stream.setdefault(entry.envelope.stream, []).append(entry)
    return bytes_of(
        [(s, fold(e).canonical(), fold(e).heads) for s, e in sorted(by_stream.items())], size=32
    )


def demand_equal(desks: list[DeskNode], centre: CentreNode, ever: set[bytes]) -> None:
    for journal in (centre.journal, *(desk.journal for desk in desks)):
        journal.demand_whole()
        assert journal.ids() == ever
    assert len({digest(desk.journal) for desk in desks} | {digest(centre.journal)}) == 1
    for desk in desks:
        assert all(
            desk.receipts[o].seq == len(desk.journal.origins[o])
            for o in desk.own
            if desk.journal.origins.get(o)
        )


acts = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 5), st.integers(0, 2), st.integers(1, 4)),
    st.tuples(st.just("sync"), st.integers(0, 5), st.integers(0, 3), st.booleans()),
)


@given(st.lists(acts, max_size=40), st.integers(1, 3))
def test_any_order_of_exchanges_cut_anywhere_ends_in_one_set_and_one_digest(story, page) -> None:
    desks, centre = [DeskNode(name) for name in "ab"], CentreNode()
    ever: set[bytes] = set()
    for n, act in enumerate(story):
        desk = desks[act[1] % 2]
        if act[0] == "write":
            for k in range(act[3]):
                ever.add(desk.write(STREAMS[act[2]], f"{n}:{k}").content_id)
        else:
            exchange(desk, centre, arrives=act[2], is_answered=act[3], page=page)
    settle_down(desks, centre)
    demand_equal(desks, centre, ever)


@given(st.lists(acts, max_size=40), st.integers(0, 20))
def test_a_copied_disk_loses_nothing_and_doubles_nothing(story, cloned_at) -> None:
    desks, centre = [DeskNode(name) for name in "ab"], CentreNode()
    ever: set[bytes] = set()
    for n, act in enumerate(story):
        if n == cloned_at:
            desks.append(desks[0].clone())
        desk = desks[act[1] % len(desks)]
        if act[0] == "write":
            for k in range(act[3]):
                ever.add(desk.write(STREAMS[act[2]], f"{n}:{k}").content_id)
        else:
            exchange(desk, centre, is_answered=act[3])
    settle_down(desks, centre)
    demand_equal(desks, centre, ever)


@given(st.lists(acts, max_size=30), st.integers(0, 12), st.integers(13, 29))
def test_a_restored_centre_gets_back_what_any_desk_holds(story, saved_at, restored_at) -> None:
    desks, centre = [DeskNode(name) for name in "ab"], CentreNode()
    saved, ever = centre.copied(), set()
    for n, act in enumerate(story):
        if n == saved_at:
            saved = centre.copied()
        if n == restored_at:
            centre.restore(saved, n)
        desk = desks[act[1] % 2]
        if act[0] == "write":
            for k in range(act[3]):
                ever.add(desk.write(STREAMS[act[2]], f"{n}:{k}").content_id)
        else:
            exchange(desk, centre, arrives=act[2], is_answered=act[3])
    settle_down(desks, centre)
    demand_equal(desks, centre, ever)


def test_what_a_dead_desk_had_handed_on_reaches_a_restored_centre() -> None:
    one, two, centre = DeskNode("a"), DeskNode("b"), CentreNode()
    empty = centre.copied()
    ids = {one.write(STREAMS[0], str(n)).content_id for n in range(7)}
    settle_down([one, two], centre)
    centre.restore(empty, 2)
    settle_down([two], centre)
    assert centre.journal.ids() == ids


@settings(max_examples=50)
@given(st.integers(1, 6))
def test_two_living_clones_are_told_apart_at_the_second_exchange(count) -> None:
    one, centre = DeskNode("a"), CentreNode()
    one.write(STREAMS[0], "before")
    settle_down([one], centre)
    twin = one.clone()
    for n in range(count):
        one.write(STREAMS[0], f"one {n}")
    exchange(one, centre)
    before = twin.origin
    exchange(twin, centre)
    assert twin.origin != before


def test_a_large_journal_goes_out_in_batches_of_bounded_length() -> None:
    place = Place(1200, bytes(32))
    held = desk_side.Held(origin=bytes(16), place=place, is_own=True, is_open=True)
    server = desk_side.Server(epoch=b"e", cursor=1, lease=None, places={bytes(16): None})
    stretches = desk_side.to_push([held], server, 100)
    assert [(s.first, s.last) for s in stretches] == [(1, 500), (501, 1000), (1001, 1200)]
    assert all(s.last - s.first < batches.MAX_ENTRIES for s in stretches)


def test_nothing_is_pushed_while_an_answer_is_missing_or_the_server_was_never_asked() -> None:
    held = desk_side.Held(origin=bytes(16), place=Place(3, bytes(32)), is_own=True)
    unsure = desk_side.Server(
        epoch=b"e", cursor=1, lease=None, places={bytes(16): None}, is_sure=False
    )
    never = desk_side.Server(epoch=b"e", cursor=1, lease=None, places={})
    assert desk_side.to_push([held], unsure, 10) == []
    assert desk_side.to_push([held], never, 10) == []
    assert held.origin in desk_side.named([held], never, {})


def test_a_receipt_for_more_than_the_server_holds_is_shown_to_it_in_the_same_life_only() -> None:
    receipt = Receipt("a", bytes(16), 9, bytes(32), 1, b"life")
    places = {bytes(16): Place(5, bytes(32))}
    same = desk_side.Server(epoch=b"life", cursor=1, lease=None, places=places)
    other = desk_side.Server(epoch=b"next", cursor=1, lease=None, places=places)
    assert desk_side.behind([receipt], same) == receipt
    assert desk_side.behind([receipt], other) is None
    assert central_side.is_behind(receipt, Place(5, bytes(32)))
    assert not central_side.is_behind(receipt, Place(9, bytes(32)))


def request(lease: bytes | None, nonce: bytes) -> SyncRequest:
    return SyncRequest(
        station="a", office=nodes.OFFICE, origin=bytes(16), mark="1", nonce=nonce, lease=lease,
        epoch=b"e",
    )  # fmt: skip


def test_a_lost_answer_is_given_again_but_a_stale_lease_is_another_life() -> None:
    first = central_side.next_lease(None, request(None, b"n1"), b"L1", b"e")
    again = central_side.next_lease(first, request(None, b"n1"), b"L2", b"e")
    assert again == first
    assert central_side.is_lease_good(first, request(b"L1", b"n2"), b"e")
    second = central_side.next_lease(first, request(b"L1", b"n2"), b"L2", b"e")
    assert not central_side.is_lease_good(second, request(None, b"n1"), b"e")
    assert not central_side.is_lease_good(second, request(b"L1", b"n9"), b"e")
    assert central_side.is_lease_good(second, request(None, b"n1"), b"another life")
