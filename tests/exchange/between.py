"""Whole histories of several offices under one centre: what `simulator` does, and dossiers.

Each office is a world of its own; the centre's database is one, and what befalls it befalls all.
"""

import random
from typing import Any

from exchange.books import OFFICE, OTHER, STATIONS, THIRD, appended
from exchange.demands import Machine, Outcome, Violation
from exchange.handing import Copy, Hub, OfficeDesk, choices, registered, sealed
from exchange.handing_demands import Memory
from exchange.simulator import NAMES, ROUNDS, Letter, World

from akimat_desk.exchange import central_side
from akimat_desk.exchange.messages import SyncAnswer
from akimat_desk.journal.fold import fold


class Side(World):
    """One office: its desks, and the line to its books."""

    def __init__(self, between: "Between", office: str) -> None:
        self.between, self.rng, self.office = between, between.rng, office
        self.memory, self.hub = between.memory, between.hub
        names = STATIONS[office][: self.rng.randint(1, 2)]
        self.machines = [Machine(OfficeDesk(name, self.rng.randbytes)) for name in names]
        self.centre = self.hub.books[office]
        self.under_way: list[Letter] = []
        self.ever: set[bytes] = set()
        self.lost: set[bytes] = set()
        self.written_in: set[bytes] = set()
        self.outcome = between.outcome

    # What differs where there are others: whose the centre is, and what a desk writes.

    def write_one(self, machine: Machine) -> None:
        node = machine.node
        machine.clock += self.rng.randint(0, 60_000)
        stream, event = self.decided(node)
        entries = node.journal.of_stream(stream)
        folded = fold(entries)
        saw = {one.reference for one in entries} - set(folded.waiting)
        entry = appended(
            node.journal, node.origin, stream, sealed(event, self.rng), parents=folded.heads,
            at=machine.clock, hlc=max(machine.clock << 16, node.hlc + 1), office=self.office,
        )  # fmt: skip
        node.hlc = entry.envelope.hlc
        self.ever.add(entry.content_id)
        self.written_in.add(entry.origin)
        self.memory.note(entry, event, frozenset(saw))
        self.outcome.told[type(event).__name__] += 1
        machine.seen[entry.origin] = max(machine.seen.get(entry.origin, 0), entry.seq)

    def decided(self, node: Any) -> tuple[bytes, Any]:
        """Any of what may be done with the cases here, or a new one."""
        others = [one for one in self.hub.books if one != self.office]
        streams, homes = sorted(node.journal.tips), self.between.homes[self.office]
        if streams and self.rng.random() < 0.9:
            stream = self.rng.choice(streams)
            folded = fold(node.journal.of_stream(stream))
            found = choices(folded, self.office, others, is_home=stream in homes)
            if found:
                return stream, self.rng.choice(found)
        stream = self.rng.randbytes(16)
        homes.add(stream)
        return stream, registered(self.rng, self.office)

    def arrive(self, letter: Letter, most: int, page: int) -> SyncAnswer | None:
        """Whatever is handed on may be so before the answer, after it, or when others call."""
        assert letter.request is not None
        self.follow()
        have = self.centre.met(letter.request)
        self.note_epoch()
        for batch in letter.batches[:most]:
            self.centre.accept(batch, have)
            if self.rng.random() < 0.05:
                self.follow()
        if most < len(letter.batches):
            return None
        answer = self.centre.answer(letter.request, have, page)
        self.follow()
        return answer

    def follow(self) -> None:
        """The process may be killed before; another one works off what it left."""
        if self.between.is_ending or self.rng.random() < 0.8:
            self.hub.follow()

    def note_epoch(self) -> None:
        self.between.note_epoch()

    def start_centre(self) -> None:
        self.between.start_centre()

    def copy_centre(self) -> bool:
        self.between.copies.append(self.hub.copied())
        return True

    def restored(self, act: Any) -> bool:
        """All books are put back, not this office's alone."""
        between = self.between
        known = [side.centre.journal.known for side in between.sides]
        self.hub.put_back(self.rng.choice(between.copies))
        self.memory.is_restored = True
        act()
        for side, held in zip(between.sides, known, strict=True):
            side.destroy(held)
        return True

    def restore_announced(self) -> bool:
        return self.restored(lambda: (self.hub.mint(), self.note_epoch()))

    def restore_raw(self) -> bool:
        return self.restored(self.start_centre)

    def restore_silent(self) -> bool:
        return self.restored(self.between.see_nothing)

    def demand_same(self) -> None:
        """As `demand_everything`, but for what came from others: that `Memory` tells."""
        self.demand_union()
        first = self.centre.journal.known
        if not self.ever - self.lost <= first:
            raise Violation("I3: what a desk wrote is not at the centre")
        for journal in (self.centre.journal, *(one.node.journal for one in self.machines)):
            journal.demand_whole()
            if journal.known != first or journal.ids() != first:
                raise Violation(f"I3: {len(first ^ journal.known)} entries are not everywhere")
        if len({one.node.origin for one in self.machines}) != len(self.machines):
            raise Violation("I6: two desks write one origin")
        for machine in self.machines:
            self.demand_received(machine)
        if self.centre.quarantined:
            raise Violation("what nobody forged was found forged")
        self.demand_same_folds()


class Between:
    """One history of two or three offices."""

    def __init__(self, seed: int | random.Random, *, hub: type[Hub] = Hub) -> None:
        is_seed = isinstance(seed, int)
        self.rng = random.Random(f"between {seed}") if is_seed else seed
        offices = [OFFICE, OTHER, THIRD][: self.rng.choice((2, 2, 3))]
        self.hub = hub(self.rng.randbytes, offices)
        self.memory = Memory(self.hub)
        self.outcome = Outcome()
        self.homes: dict[str, set[bytes]] = {office: set() for office in offices}
        self.is_ending = False
        self.witness = (self.hub.starts, self.hub.epoch.hex())
        self.copies: list[Copy] = [self.hub.copied()]
        self.sides = [Side(self, office) for office in offices]

    def run(self) -> Outcome:
        weights = self.swarm()
        for _ in range(self.rng.randint(40, 140)):
            act, side = self.rng.choices(NAMES, weights)[0], self.rng.choice(self.sides)
            if getattr(side, act)():
                self.outcome.acts[act] += 1
                self.demand_union()
        self.end()
        return self.outcome

    def swarm(self) -> list[float]:
        """Cases come and go only where desks exchange."""
        weights = self.sides[0].swarm()
        weights[NAMES.index("level")] = self.rng.choice((5, 30, 60))
        return weights

    def demand_union(self) -> None:
        for side in self.sides:
            side.demand_union()

    def end(self) -> None:
        """The faults stop; some of what was under way arrives, the rest never does."""
        for side in self.sides:
            for _ in range(self.rng.randint(0, len(side.under_way))):
                side.deliver()
            side.under_way.clear()
        self.is_ending = True
        self.demand_union()
        self.settle_down()
        for side in self.sides:
            side.demand_same()
            self.outcome.entries += len(side.ever)
            self.outcome.lost += len(side.lost)
            self.outcome.under_moved += side.count_under_moved()
        self.memory.demand_handed()

    def settle_down(self) -> None:
        for round_ in range(1, ROUNDS + 1):
            before = [side.standing() for side in self.sides]
            for side in self.sides:
                for machine in side.machines:
                    side.clean_exchange(machine)
            if [side.standing() for side in self.sides] == before and round_ > 2:
                self.outcome.rounds = round_ - 1
                return
        raise Violation(f"I4: not at rest after {ROUNDS} exchanges of each desk")

    # The centre is one.

    def note_epoch(self) -> None:
        if self.witness[1] != self.hub.epoch.hex():
            self.see_nothing()

    def see_nothing(self) -> None:
        """The witness beside the database says what the database says."""
        self.witness = (self.hub.starts, self.hub.epoch.hex())

    def start_centre(self) -> None:
        reason = central_side.reason_to_mint(self.hub.epoch.hex(), self.hub.starts, self.witness)
        self.hub.count_start()
        if reason:
            self.hub.mint()
        self.see_nothing()
