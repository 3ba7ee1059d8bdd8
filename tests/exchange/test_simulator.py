"""Thousands of whole histories from seeds: whatever goes wrong, nothing is lost and all agree.

The time is set by AKIMAT_SIMULATOR_MINUTES; `.ci/run` takes three, a plain run some seconds.
"""

import os
import sys

import pytest
from exchange.ablations import ABLATIONS, HANDING_ABLATIONS, GivesNoLease
from exchange.between import Between
from exchange.books import bytes_of
from exchange.demands import Violation
from exchange.searching import (
    Found,
    first_between,
    first_violation,
    histories,
    known_failures,
    search,
    violation,
)
from exchange.simulator import World

SECONDS = 60 * float(
    os.environ.get("AKIMAT_SIMULATOR_MINUTES")
    or (3 if os.environ.get("AKIMAT_ALL_TESTS") == "1" else 0.2)
)
# The suite runs on both cores already.
PROCESSES = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2
MOST = 600
MOST_DIRECTED = 50


def say(capfd: pytest.CaptureFixture[str], told: object) -> None:
    with capfd.disabled():
        print(f"simulator: {told}", file=sys.stderr, flush=True)


def test_no_history_loses_doubles_or_hides_anything(capfd) -> None:
    found = search(SECONDS, PROCESSES)
    say(capfd, found)
    assert not found.failures, f"add these to failing_seeds.txt: {found.failures}"
    assert found.seeds > 0
    assert found.told["entries"] > found.seeds


def test_entries_stand_behind_moved_branches_and_cases_go_to_and_fro(capfd) -> None:
    found = Found()
    seeds = [seed for seed in range(60) if len(histories(seed)) > 1]
    assert [violation(seed, found) for seed in seeds] == [""] * len(seeds)
    say(capfd, found)
    assert found.told["parents in a moved branch"] > 0
    assert min(found.told[one] for one in ("CaseForwarded", "CaseAccepted", "CaseReturned")) > 0
    assert found.told["CaseReopened"] > 0


@pytest.mark.parametrize("seed", known_failures())
def test_a_history_that_once_found_a_fault_never_finds_it_again(seed) -> None:
    assert violation(seed, Found()) == ""


@pytest.mark.parametrize("idea", ABLATIONS)
def test_the_simulator_catches_a_protocol_without_one_of_its_ideas(idea, capfd) -> None:
    caught = first_violation(MOST, **ABLATIONS[idea])
    say(capfd, f"where {idea}, caught at seed {caught}")
    assert caught is not None


@pytest.mark.parametrize("idea", HANDING_ABLATIONS)
def test_the_simulator_catches_a_centre_without_one_idea_of_handing_on(idea, capfd) -> None:
    caught = first_between(MOST, hub=HANDING_ABLATIONS[idea])
    say(capfd, f"where {idea}, caught at seed {caught}")
    assert caught is not None


class TwoClones(World):
    """Directed: a copied disk lives on beside its original, and they exchange in turn."""

    def run(self) -> object:
        one = self.machines[0]
        del self.machines[1:]
        self.write_one(one)
        self.clean_exchange(one)
        self.clone_unaware()
        for turn in range(self.rng.randint(2, 12)):
            machine = self.machines[turn % 2]
            if self.rng.random() < 0.3:
                self.write_one(machine)
            self.clean()
        self.end()
        return self.outcome

    def clone_unaware(self) -> None:
        twin = type(self.machines[0])(self.machines[0].node.clone(self.rng.randbytes))
        self.machines.append(twin)


def caught_at(centre: type | None = None) -> int | None:
    for seed in range(MOST_DIRECTED):
        try:
            TwoClones(seed, **({"centre": centre} if centre else {})).run()
        except AssertionError:
            return seed
    return None


def test_living_clones_are_told_apart_and_without_a_lease_they_are_not(capfd) -> None:
    assert caught_at() is None
    seed = caught_at(GivesNoLease)
    say(capfd, f"without a lease, two clones are caught at seed {seed}")
    assert seed is not None


def test_a_seed_tells_the_same_history_each_time() -> None:
    one, two = World(17), World(17)
    assert one.run() == two.run()
    assert one.centre.journal.known == two.centre.journal.known


def test_a_seed_of_several_offices_tells_the_same_history_each_time() -> None:
    one, two = Between(17), Between(17)
    assert one.run() == two.run()
    assert [s.centre.journal.known for s in one.sides] == [
        s.centre.journal.known for s in two.sides
    ]


def test_the_check_sees_a_lost_entry_and_a_silent_clash() -> None:
    world = World(3)
    world.run()
    node, stream = world.machines[0].node, bytes_of("stream", 0)
    lost = node.write(stream, "written, and then nowhere")
    world.ever.add(lost.content_id)
    world.demand_union()
    node.journal.known.discard(lost.content_id)
    with pytest.raises(Violation, match="I2"):
        world.demand_union()
    world.ever.discard(lost.content_id)
    node.journal.numbers[b"1-1"] = {b"one", b"other"}
    with pytest.raises(Violation, match="numbers"):
        world.demand_numbers(world.ever | {b"one", b"other"})
