"""What must hold of the exchange: I1 to I10 of its design, asked of all nodes of a history."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from exchange.nodes import CentreNode, DeskNode

from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.journal.fold import fold

BEGUN = 1_700_000_000_000


class Violation(AssertionError):
    """An invariant does not hold; the message begins with its name."""


@dataclass
class Machine:
    """A workstation: its disk, its clock, its copies, and what its witness saw."""

    node: DeskNode
    clock: int = BEGUN
    backups: list[DeskNode] = field(default_factory=list)
    seen: dict[bytes, int] = field(default_factory=dict)
    acknowledged: set[bytes] = field(default_factory=set)


@dataclass
class Outcome:
    """What a history came to."""

    acts: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    rounds: int = 0
    calls: int = 0
    clashes: int = 0
    lost: int = 0
    under_moved: int = 0
    """Entries with a parent inside a moved branch."""
    told: Counter[str] = field(default_factory=Counter)
    """The facts that were stated where offices hand cases on to each other."""


class Demands:
    """I8 holds by the way the nodes are made: an answer is taken in whole or not at all."""

    rng: random.Random
    machines: list[Machine]
    centre: CentreNode
    ever: set[bytes]
    lost: set[bytes]
    outcome: Outcome
    written_in: set[bytes]
    """The origins that desks wrote; all others are branches that moved, or the centre's."""

    def union(self) -> set[bytes]:
        known = [machine.node.journal.known for machine in self.machines]
        return self.centre.journal.known.union(*known)

    def destroy(self, known: set[bytes]) -> None:
        """A disk is gone: what it alone held is gone with it."""
        self.lost |= known - self.union()

    def demand_union(self) -> None:
        """I2: nothing but a destroyed disk takes anything away. What comes back is there again."""
        union = self.union()
        self.lost -= union
        missing = self.ever - self.lost - union
        if missing:
            raise Violation(f"I2: {len(missing)} entries are nowhere")

    def demand_no_gap(self, node: DeskNode) -> None:
        """I9, I10: who reads the feed at a place has seen all before it."""
        server, centre = node.server, self.centre
        if server.epoch != centre.epoch or not server.cursor:
            return
        if centre.digest_at(server.cursor) != server.feed:
            return  # put back from a copy and not found out yet: demanded again at rest
        for run, _, _ in centre.feed[: server.cursor]:
            entries = centre.journal.origins[run.origin][run.first - 1 : run.last]
            if not {e.content_id for e in entries} <= node.journal.known:
                raise Violation("I9: a desk passed over what it never got")

    def demand_everything(self) -> None:
        """At rest."""
        nodes = [machine.node for machine in self.machines]
        self.demand_union()
        expected = self.ever - self.lost
        for journal in (self.centre.journal, *(node.journal for node in nodes)):
            journal.demand_whole()
            if journal.known != expected or journal.ids() != expected:
                raise Violation(f"I3: {len(expected ^ journal.known)} entries are not everywhere")
        if len({node.origin for node in nodes}) != len(nodes):
            raise Violation("I6: two desks write one origin")
        for machine in self.machines:
            self.demand_received(machine)
        if self.centre.quarantined:
            raise Violation("what nobody forged was found forged")
        self.demand_same_folds()
        self.demand_numbers(expected)
        self.outcome.entries, self.outcome.lost = len(self.ever), len(self.lost)
        self.outcome.under_moved = self.count_under_moved()

    def demand_received(self, machine: Machine) -> None:
        node, centre = machine.node, self.centre
        if not machine.acknowledged <= centre.journal.known | self.lost:
            raise Violation("I5: what was acknowledged to a living desk is not at the centre")
        if node.server.feed != centre.digest_at(node.server.cursor):
            raise Violation("I10: the feed of a desk is not the centre's")
        for origin in node.own:
            held = node.journal.origins.get(origin)
            receipt = node.receipts.get(origin)
            if held and (receipt is None or receipt.seq < len(held)):
                raise Violation("I4: at rest without receipts")

    def count_under_moved(self) -> int:
        """Entries that desks wrote behind one that stands where no desk ever wrote it."""
        journal = self.centre.journal
        moved = {
            entry.reference
            for origin in journal.origins.keys() - self.written_in
            if journal.stations.get(origin) != STATION
            for entry in journal.origins[origin]
        }
        return sum(
            not moved.isdisjoint(entry.envelope.parents)
            for origin in journal.origins.keys() & self.written_in
            for entry in journal.origins[origin]
        )

    def demand_same_folds(self) -> None:
        """I3: the same set folds to the same state, wherever its entries stand."""
        other = self.any_machine().node.journal
        if folds(self.centre.journal) != folds(other):
            raise Violation("I3: one set of entries, two states")

    def demand_numbers(self, expected: set[bytes]) -> None:
        """A number given twice is reported by every node that can see it."""
        first = self.centre.journal.clashes()
        self.outcome.clashes = len(first)
        for machine in self.machines:
            if machine.node.journal.clashes() != first:
                raise Violation("numbers: a clash that a desk keeps silent about")
        assert all(ids <= expected for ids in first.values())


def folds(journal: Any) -> list[object]:
    """The folded states of all streams, as `digest` reckons them."""
    by_stream: dict[bytes, list[Any]] = {}
    for entries in journal.origins.values():
        for entry in entries:
            by_stream.setdefault(entry.envelope.stream, []).append(entry)
    told = []
    for stream, entries in sorted(by_stream.items()):
        folded = fold(entries)
        told.append((stream, folded.canonical(), folded.heads, folded.waiting))
    return told
