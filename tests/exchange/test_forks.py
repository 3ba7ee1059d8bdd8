"""A batch against what is held: new, known, with a gap, forked, forged."""

import msgspec
import pytest
from exchange.nodes import Journal, bytes_of, closed, key_of, signer_of, written
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.exchange import batches, forks
from akimat_desk.exchange.desk_side import Stretch
from akimat_desk.exchange.forks import Forged, Parked, Settled, fork_origin, settle
from akimat_desk.exchange.messages import Batch, Head, MessageUnreadable
from akimat_desk.trust.commitments import chain_link

ORIGIN = bytes_of("origin")
STREAMS = [bytes_of("stream", n) for n in range(3)]


def journal(*texts: str, station: str = "a") -> Journal:
    made = Journal(stations={ORIGIN: station})
    for n, text in enumerate(texts):
        written(made, ORIGIN, STREAMS[n % 3], text)
    return made


def batch(of: Journal, first: int, last: int, station: str = "a") -> Batch:
    return closed(of, Stretch(ORIGIN, first, last), station)


def holding(of: Journal, last: int) -> Journal:
    here = Journal()
    if last:
        here.keep(settled(settle(batch(of, 1, last), here, signer_of("a"))))
    return here


def settled(outcome: object) -> Settled:
    assert isinstance(outcome, Settled), outcome
    return outcome


@given(st.integers(1, 12), st.data())
def test_a_batch_gives_back_the_very_entries_wherever_it_is_cut(count, data) -> None:
    made = journal(*map(str, range(count)))
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    here = holding(made, first - 1)
    found = settled(settle(batch(made, first, last), here, signer_of("a")))
    assert list(found.entries) == made.origins[ORIGIN][first - 1 : last]


@given(st.integers(0, 6), st.integers(1, 6), st.integers(1, 6))
def test_known_entries_are_dropped_and_a_gap_is_parked(held, first, length) -> None:
    made = journal(*map(str, range(12)))
    here, last = holding(made, held), first + length - 1
    outcome = settle(batch(made, first, last), here, signer_of("a"))
    if first > held + 1:
        assert isinstance(outcome, Parked)
        return
    here.keep(settled(outcome))
    assert here.origins[ORIGIN] == made.origins[ORIGIN][: max(held, last)]


def test_an_incumbent_stays_and_the_branch_moves_to_where_every_node_moves_it() -> None:
    here = holding(journal("1", "2", "3"), 3)
    other = journal("1", "two", "three")
    found = settled(settle(batch(other, 1, 3), here, signer_of("a")))
    second = other.origins[ORIGIN][1]
    assert found.origin == fork_origin(ORIGIN, 2, second.chain)
    assert [e.content_id for e in found.entries] == [
        e.content_id for e in other.origins[ORIGIN][1:]
    ]
    assert [e.seq for e in found.entries] == [1, 2]
    here.keep(found)
    here.demand_whole()
    again = settled(settle(batch(other, 1, 3), here, signer_of("a")))
    assert again.entries == ()
    assert again.origin == found.origin


def test_a_branch_of_a_branch_moves_once_more() -> None:
    here = holding(journal("1", "2", "3"), 3)
    for texts in (("1", "x", "y"), ("1", "x", "z"), ("1", "x", "z", "w")):
        other = journal(*texts)
        here.keep(settled(settle(batch(other, 1, len(texts)), here, signer_of("a"))))
    here.demand_whole()
    assert sorted(len(entries) for entries in here.origins.values()) == [2, 2, 3]
    assert len(here.ids()) == 7


def test_a_moved_branch_proves_itself_to_the_next_node_by_the_old_signature() -> None:
    here = holding(journal("1", "2", "3"), 3)
    found = settled(settle(batch(journal("1", "x", "y"), 1, 3), here, signer_of("a")))
    here.keep(found)
    handed_on = closed(here, Stretch(found.origin, 1, 2), "", found.head)
    there = Journal()
    taken = settled(settle(handed_on, there, signer_of("a")))
    assert taken.entries == found.entries
    wrong = msgspec.structs.replace(
        found.head, branch=msgspec.structs.replace(found.head.branch, first=1)
    )
    moved = closed(here, Stretch(found.origin, 1, 2), "", wrong)
    assert settle(moved, Journal(), signer_of("a")) == Forged("head")


def test_a_batch_that_begins_inside_a_branch_is_parked_until_its_beginning_is_known() -> None:
    here = holding(journal("1", "2", "3"), 3)
    other = journal("1", "x", "y", "z")
    assert isinstance(settle(batch(other, 3, 4), here, signer_of("a")), Parked)


FORGERIES = {
    "text": lambda b: msgspec.structs.replace(b, bodies=(b"\x80", *b.bodies[1:])),
    "time": lambda b: msgspec.structs.replace(b, at=(b.at[0] + 1, *b.at[1:])),
    "actor": lambda b: msgspec.structs.replace(b, actors=(bytes(16),)),
    "role": lambda b: msgspec.structs.replace(b, roles=("head",)),
    "salt": lambda b: msgspec.structs.replace(b, salts={0: bytes(16)}),
    "shorter": lambda b: msgspec.structs.replace(
        b, **{name: getattr(b, name)[:-1] for name in
              ("stream", "actor", "role", "type", "at", "hlc", "parents", "bodies")}
    ),
    "index": lambda b: msgspec.structs.replace(b, stream=(9, *b.stream[1:])),
    "negative": lambda b: msgspec.structs.replace(b, stream=(-1, *b.stream[1:])),
    "parent": lambda b: msgspec.structs.replace(b, parents=((1,), *b.parents[1:])),
    "uneven": lambda b: msgspec.structs.replace(b, role=b.role[:-1]),
    "bodiless": lambda b: msgspec.structs.replace(b, bodies=(None, *b.bodies[1:])),
    "origin": lambda b: msgspec.structs.replace(b, origin=b"short"),
    "signature": lambda b: msgspec.structs.replace(
        b, head=Head(b.head.key_id, bytes(64))
    ),
    "office": lambda b: msgspec.structs.replace(b, office="other"),
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_whatever_is_changed_on_the_way_is_found(forgery) -> None:
    made = journal("1", "2", "3", "4")
    changed = FORGERIES[forgery](batch(made, 1, 4))
    outcome = settle(changed, Journal(), signer_of("a"))
    assert isinstance(outcome, Forged | Parked), outcome


@pytest.mark.parametrize(
    "spoilt",
    [
        {"schema": 0},
        {"at": -1, "hlc": 0},
        {"hlc": -1},
        {"parents": (b"b" * 16, b"a" * 16)},
        {"parents": (b"a" * 16, b"a" * 16)},
    ],
    ids=str,
)
def test_an_unsound_entry_is_forged_however_well_it_is_signed(spoilt) -> None:
    made = journal("1", "2")
    first, last = made.origins[ORIGIN]
    envelope = msgspec.structs.replace(last.envelope, **spoilt)
    content_id = envelope.content_id()
    chain = chain_link(first.chain, content_id)
    made.origins[ORIGIN][1] = msgspec.structs.replace(
        last, envelope=envelope, content_id=content_id, chain=chain
    )
    here = Journal()
    assert settle(batch(made, 1, 2), here, signer_of("a")) == Forged("entry")
    assert settled(settle(batch(made, 1, 1), here, signer_of("a"))).entries == (first,)


def test_a_station_cannot_write_on_in_the_origin_of_another() -> None:
    made = journal("1", "2")
    here = holding(made, 1)
    here.stations[ORIGIN] = "a"
    outcome = settle(batch(made, 2, 2, station="b"), here, signer_of("b"))
    assert outcome == Forged("station_of_another")


def test_an_unknown_key_proves_nothing() -> None:
    assert settle(batch(journal("1"), 1, 1), Journal(), None) == Forged("station_unknown")


def test_an_erased_body_keeps_its_place_by_its_commitment() -> None:
    made = journal("1", "2", "3")
    entries = made.origins[ORIGIN]
    made.origins[ORIGIN] = [msgspec.structs.replace(entries[0], body=None), *entries[1:]]
    lean = batch(made, 1, 3)
    del made.salted[STREAMS[0]]
    found = settled(settle(lean, Journal(), signer_of("a")))
    assert found.entries[0].body is None
    assert found.entries[0].content_id == entries[0].content_id


def test_a_batch_does_not_carry_ids_chains_or_commitments() -> None:
    made = journal(*map(str, range(30)))
    lean = msgspec.msgpack.encode(batch(made, 1, 30))
    for entry in made.origins[ORIGIN]:
        assert entry.content_id not in lean
        assert entry.chain not in lean
        assert entry.envelope.commitment not in lean


def test_opening_says_what_is_uneven() -> None:
    made = batch(journal("1"), 1, 1)
    with pytest.raises(MessageUnreadable):
        batches.demand_even(msgspec.structs.replace(made, bodies=()))
    assert len(fork_origin(ORIGIN, 1, bytes(32))) == forks.ORIGIN_SIZE
    assert key_of("a").public != key_of("b").public


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12), st.integers(1, 40))
def test_batches_are_bounded_by_their_bodies_too_and_nothing_falls_between(sizes, limit) -> None:
    entries = journal(*("x" * size for size in sizes)).origins[ORIGIN]
    parts = batches.parts(entries, limit)
    assert [entry for part in parts for entry in part] == entries
    for part in parts:
        assert len(part) == 1 or sum(len(entry.body or b"") for entry in part) <= limit
