"""Laws of what an office is handed on: the past comes along, and the old office stops there."""

import pytest
from exchange.between import Between, Side
from exchange.books import appended
from exchange.handing import DAY, accepted, forwarded, registered, returned, sealed
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import OUTCOME
from akimat_desk.domain.dossiers import offer
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.exchange import dossiers
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold

CASE = b"c" * 16


class Fair(Between):
    """Desks that write and exchange, over a line that never fails."""

    def run(self) -> None:
        for _ in range(self.rng.randint(5, 40)):
            side = self.rng.choice(self.sides)
            side.level() if self.rng.random() < 0.5 else side.write()
        self.end()


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_new_office_sees_the_past_and_the_old_one_stops_at_the_hand_over(chance) -> None:
    world = Fair(chance)
    world.run()
    world.memory.demand_handed()


def a_history(seed: int) -> Between:
    world = Fair(seed)
    world.run()
    return world


HISTORIES = [a_history(seed) for seed in range(4)]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HISTORIES), st.randoms(use_true_random=False))
def test_whatever_part_of_a_case_is_here_nothing_else_is_handed_on_than_of_all(
    world, chance
) -> None:
    for office, books in world.hub.books.items():
        streams = sorted(books.journal.tips)
        if not streams:
            continue
        entries = books.journal.of_stream(chance.choice(streams))
        part = [entry for entry in entries if chance.random() < 0.8]
        for other in world.hub.books.keys() - {office}:
            assert ids(part, office, other) <= ids(entries, office, other)


def ids(entries: list[Entry], office: str, other: str) -> set[bytes]:
    return {entry.content_id for entry in dossiers.Owed(entries, office).to(other, ())}


class Two:
    """Two offices in one place: what each of them says is handed on at once where it is due."""

    def __init__(self) -> None:
        self.world = Fair(1)
        self.here, self.there = self.world.sides[:2]

    def say(self, side: Side, event: object, parents: tuple[bytes, ...] = ()) -> Entry:
        """The only desk that matters, over a line that never fails; after all it knows, unless
        `parents` are told."""
        (machine, *_), stream = side.machines, CASE
        entries = machine.node.journal.of_stream(stream)
        entry = appended(
            machine.node.journal, machine.node.origin, stream, sealed(event, self.world.rng),
            parents=parents or fold(entries).heads, at=machine.clock, hlc=machine.clock << 16,
            office=side.office,
        )  # fmt: skip
        side.ever.add(entry.content_id)
        return entry

    def forward(self) -> Entry:
        return self.say(self.here, forwarded(self.there.office))

    def sync(self, *sides: Side) -> None:
        self.world.is_ending = True
        for side in sides:
            side.clean_exchange(side.machines[0])

    def level(self) -> None:
        self.sync(self.here, self.there, self.here, self.there)

    def has(self, entry: Entry) -> bool:
        return entry.content_id in self.there.machines[0].node.journal.known


@pytest.fixture
def two() -> Two:
    found = Two()
    found.say(found.here, registered(found.world.rng, found.here.office))
    found.forward()
    found.level()
    return found


def test_what_follows_a_second_hand_over_comes_too_though_the_first_was_answered(two) -> None:
    two.say(two.there, returned(two.there.office))
    two.level()
    two.forward()
    later = two.say(two.here, events.NoteAdded(text="note"))
    two.level()
    assert two.has(later)


def test_after_it_was_taken_back_the_other_office_hears_no_more_than_that(two) -> None:
    back = two.say(two.here, events.CaseReopened(reopened_on=DAY, ground="mistake"))
    own = two.say(two.here, events.NoteAdded(text="note"))
    two.level()
    assert two.has(back)
    assert not two.has(own)


def test_after_the_head_settled_against_it_the_other_office_hears_no_more_than_that(two) -> None:
    two.say(two.there, returned(two.there.office))
    two.level()
    heads = fold(two.here.machines[0].node.journal.of_stream(CASE)).heads
    handed = two.forward()
    withdrawn = events.CaseWithdrawn(withdrawn_on=DAY, ground="said so")
    kept = two.say(two.here, withdrawn, heads)
    before = two.say(two.here, events.NoteAdded(text="note"))
    settled = DisputeSettled(slot=OUTCOME, keeps=kept.reference, drops=(handed.reference,))
    word = two.say(two.here, settled)
    after = two.say(two.here, events.NoteAdded(text="note"))
    two.level()
    assert two.has(before)
    assert two.has(word)
    assert not two.has(after)


def test_a_word_that_came_before_what_its_author_had_seen_is_told_once_that_is_there(two) -> None:
    accepted = two.say(two.there, accepted_of(two))
    closed = two.say(two.there, events.NoteAdded(text="note"))
    books = [*two.there.machines[0].node.journal.of_stream(CASE)]
    without = [one for one in books if one.envelope.type != "CaseRegistered"]
    here, there = two.here.office, two.there.office
    assert closed in books
    assert ids(without, there, here) == set()
    (told,) = dossiers.Owed(books, there).to(here, ())
    assert told.envelope.commitment == accepted.envelope.commitment


def accepted_of(two: Two) -> object:
    state = fold(two.there.machines[0].node.journal.of_stream(CASE)).state
    handed = offer(state, two.there.office)
    assert handed is not None
    return accepted(two.there.office, handed.id)
