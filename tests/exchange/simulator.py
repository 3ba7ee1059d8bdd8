"""Whole histories from one seed: desks, a centre, and all that goes wrong, by the real steps.

One thread, no clock, no chance but the seed's. After each act the cheap invariants of the exchange
are demanded, at the end, after clean exchanges, all of them.
"""

import random
from dataclasses import dataclass
from typing import Any

from exchange.books import bytes_of
from exchange.demands import BEGUN, Demands, Machine, Outcome, Violation
from exchange.nodes import CentreNode, DeskNode

from akimat_desk.exchange import central_side
from akimat_desk.exchange.desk_steps import Asking
from akimat_desk.exchange.messages import Batch, SyncAnswer, SyncRequest

STREAMS = [bytes_of("stream", n) for n in range(4)]
"""The last is the office's own: settings in slots, where forks would show as disputes."""
YEAR = 365 * 24 * 3600 * 1000
ROUNDS = 8
"""Clean exchanges of each desk after which everything has to be at rest."""
CALLS = 200
TRIES = 5


@dataclass
class Letter:
    """Something under way: a request with its batches, or an answer to a station."""

    station: str
    request: SyncRequest | None = None
    batches: tuple[Batch, ...] = ()
    answer: SyncAnswer | None = None


class World(Demands):
    """One history."""

    def __init__(self, seed: int, **kinds: type) -> None:
        self.rng = random.Random(seed)
        desk, centre = kinds.get("desk", DeskNode), kinds.get("centre", CentreNode)
        names = "abcd"[: self.rng.randint(2, 4)]
        self.machines = [Machine(desk(name, self.rng.randbytes)) for name in names]
        self.centre = centre(self.rng.randbytes)
        self.centre.mint()
        self.witness = (self.centre.starts, self.centre.epoch.hex())
        self.copies: list[CentreNode] = [self.centre.copied()]
        self.under_way: list[Letter] = []
        self.ever: set[bytes] = set()
        self.lost: set[bytes] = set()
        self.written_in: set[bytes] = set()
        self.outcome = Outcome()

    # The story.

    def run(self) -> Outcome:
        weights = self.swarm()
        for _ in range(self.rng.randint(30, 110)):
            act = self.rng.choices(NAMES, weights)[0]
            if getattr(self, act)():
                self.outcome.acts[act] += 1
                self.demand_union()
        self.end()
        return self.outcome

    def swarm(self) -> list[float]:
        """Each history has faults of its own: what happens all the time hides what is rare."""
        tempers = [self.rng.choice((0, 0.3, 1, 1, 3)) for _ in NAMES]
        return [
            w * (t or name in DAILY) for w, t, name in zip(WEIGHTS, tempers, NAMES, strict=True)
        ]

    def end(self) -> None:
        """The faults stop; some of what was under way arrives, the rest never does."""
        for _ in range(self.rng.randint(0, len(self.under_way))):
            self.deliver()
        self.under_way.clear()
        self.demand_union()
        self.settle_down()
        self.demand_everything()

    def settle_down(self) -> None:
        for round_ in range(1, ROUNDS + 1):
            before = self.standing()
            for machine in self.machines:
                self.clean_exchange(machine)
            # A clone is found at its second exchange at the latest, so two are not rest yet.
            if self.standing() == before and round_ > 2:
                self.outcome.rounds = round_ - 1
                return
        raise Violation(f"I4: not at rest after {ROUNDS} exchanges of each desk")

    def standing(self) -> list[object]:
        """Without the leases, which change with each call."""
        nodes = [machine.node for machine in self.machines]
        told = [(n.origin, n.server.epoch, n.server.cursor, len(n.journal.known)) for n in nodes]
        return [*told, self.centre.epoch, len(self.centre.feed), len(self.centre.journal.known)]

    def clean_exchange(self, machine: Machine) -> None:
        """As the desk does it: on and on until both sides are level."""
        idle = 0
        for _ in range(CALLS):
            answer = self.called(machine, self.rng.choice((1, 5, 1000)))
            ended = self.absorb(machine, answer)
            idle = 0 if ended.has_moved else idle + 1
            if not ended.goes_on or idle >= TRIES:
                return
        raise Violation("I4: an exchange that never ends")

    # Calls.

    def prepared(self, machine: Machine, *, is_carried: bool = False) -> Letter:
        asking = Asking(
            limit=self.rng.choice((1, 3, 1000)), entries=self.rng.choice((1, 2, 3, 500)),
            is_carried=is_carried,
        )  # fmt: skip
        request, batches = machine.node.prepare(asking)
        return Letter(machine.node.station, request, tuple(batches))

    def arrive(self, letter: Letter, most: int, page: int) -> SyncAnswer | None:
        """None where the line was cut before the end: what had come stays."""
        assert letter.request is not None
        have = self.centre.met(letter.request)
        self.note_epoch()
        for batch in letter.batches[:most]:
            self.centre.accept(batch, have)
        if most < len(letter.batches):
            return None
        return self.centre.answer(letter.request, have, page)

    def called(self, machine: Machine, page: int) -> SyncAnswer:
        self.outcome.calls += 1
        answer = self.arrive(self.prepared(machine), 10_000, page)
        assert answer is not None
        return answer

    def absorb(self, machine: Machine, answer: SyncAnswer) -> Any:
        node = machine.node
        ended = node.absorb(answer)
        for origin, receipt in node.receipts.items():
            held = node.journal.origins.get(origin, ())
            machine.acknowledged |= {e.content_id for e in held[: receipt.seq]}
        self.demand_no_gap(node)
        return ended

    def deliver(self) -> bool:
        """Any of what is under way, in any order; a letter may come once more later."""
        if not self.under_way:
            return False
        letter = self.rng.choice(self.under_way)
        if self.rng.random() < 0.7:
            self.under_way.remove(letter)
        if letter.answer is not None:
            twins = [m for m in self.machines if m.node.station == letter.station]
            if twins:
                self.absorb(self.rng.choice(twins), letter.answer)
            return bool(twins)
        most = 10_000 if self.rng.random() < 0.7 else self.rng.randint(0, 3)
        answer = self.arrive(letter, most, self.page())
        if answer is not None and self.rng.random() < 0.7:
            self.under_way.append(Letter(letter.station, answer=answer))
        return True

    def page(self) -> int:
        return self.rng.choice((1, 4, 1000))

    def any_machine(self) -> Machine:
        return self.rng.choice(self.machines)

    def note_epoch(self) -> None:
        """The witness beside the database is written with each new epoch."""
        if self.witness[1] != self.centre.epoch.hex():
            self.witness = (self.centre.starts, self.centre.epoch.hex())

    # Acts. Each says whether it could be done.

    def write(self) -> bool:
        machine = self.any_machine()
        for _ in range(self.rng.randint(1, 4)):
            self.write_one(machine)
        return True

    def write_one(self, machine: Machine) -> None:
        node, stream = machine.node, self.rng.choice(STREAMS)
        machine.clock += self.rng.randint(0, 60_000)
        how = {"at": machine.clock, "hlc": max(machine.clock << 16, node.hlc + 1)}
        if stream == STREAMS[-1]:
            how |= {"type_": "SettingSet", "key": self.rng.choice("xy")}
            entry = node.write(stream, self.rng.randbytes(3).hex(), **how)
        elif self.rng.random() < 0.4:
            entry = node.register(stream, **how)
        else:
            entry = node.write(stream, self.rng.randbytes(4).hex(), **how)
        self.ever.add(entry.content_id)
        self.written_in.add(entry.origin)
        machine.seen[entry.origin] = max(machine.seen.get(entry.origin, 0), entry.seq)

    def clean(self) -> bool:
        machine = self.any_machine()
        self.absorb(machine, self.called(machine, self.page()))
        return True

    def level(self) -> bool:
        self.clean_exchange(self.any_machine())
        return True

    def cut(self) -> bool:
        """The line breaks after some batches."""
        letter = self.prepared(self.any_machine())
        if letter.batches:
            self.arrive(letter, self.rng.randint(0, len(letter.batches) - 1), self.page())
        return True

    def answer_lost(self) -> bool:
        """Also: the desk is killed before it takes the answer in."""
        self.called(self.any_machine(), self.page())
        return True

    def killed(self) -> bool:
        """The desk had its nonce on the disk, and nothing left it."""
        self.prepared(self.any_machine())
        return True

    def delayed(self) -> bool:
        """The desk gives the call up; the request, or only its answer, comes later all the same."""
        machine = self.any_machine()
        letter = self.prepared(machine)
        if self.rng.random() < 0.5:
            self.under_way.append(letter)
            return True
        answer = self.arrive(letter, 10_000, self.page())
        self.under_way.append(Letter(machine.node.station, answer=answer))
        return True

    def doubled(self) -> bool:
        """A request arrives twice; the desk gets one of the answers, or both."""
        machine = self.any_machine()
        letter = self.prepared(machine)
        answers = [self.arrive(letter, 10_000, self.page()) for _ in "12"]
        self.rng.shuffle(answers)
        for answer in answers[: self.rng.randint(1, 2)]:
            assert answer is not None
            self.absorb(machine, answer)
        return True

    def stick(self) -> bool:
        """A courier takes a request along, and may come soon, late, twice or never."""
        self.under_way.append(self.prepared(self.any_machine(), is_carried=True))
        return True

    def jump(self) -> bool:
        self.any_machine().clock = BEGUN + self.rng.randint(-10, 10) * YEAR
        return True

    def copy_centre(self) -> bool:
        self.copies.append(self.centre.copied())
        return True

    def restart_centre(self) -> bool:
        self.start_centre()
        return True

    def start_centre(self) -> None:
        """A start counts, and finds a database that is older than its witness."""
        centre = self.centre
        reason = central_side.reason_to_mint(centre.epoch.hex(), centre.starts, self.witness)
        centre.starts += 1
        if reason:
            centre.mint()
        self.witness = (centre.starts, centre.epoch.hex())

    def put_centre_back(self) -> set[bytes]:
        known = self.centre.journal.known
        self.centre.put_back(self.rng.choice(self.copies))
        return known

    def restore_announced(self) -> bool:
        known = self.put_centre_back()
        self.centre.mint()
        self.note_epoch()
        self.destroy(known)
        return True

    def restore_raw(self) -> bool:
        """The files are put back by hand; the witness beside them stays, and the server starts."""
        known = self.put_centre_back()
        self.start_centre()
        self.destroy(known)
        return True

    def restore_silent(self) -> bool:
        """The witness was put back with the rest: only the desks can tell."""
        known = self.put_centre_back()
        self.witness = (self.centre.starts, self.centre.epoch.hex())
        self.destroy(known)
        return True

    def copy_desk(self) -> bool:
        machine = self.any_machine()
        machine.backups.append(machine.node.clone(self.rng.randbytes))
        return True

    def restore_desk(self) -> bool:
        """Found by the witness, where that was not lost as well; else it writes on unaware."""
        copied = [machine for machine in self.machines if machine.backups]
        if not copied:
            return False
        machine = self.rng.choice(copied)
        known = machine.node.journal.known
        machine.node = self.rng.choice(machine.backups).clone(self.rng.randbytes)
        machine.acknowledged &= machine.node.journal.known
        if self.rng.random() < 0.6:
            place = machine.node.journal.place(machine.node.origin)
            if machine.seen.get(machine.node.origin, 0) > (place.seq if place else 0):
                machine.node.open_origin()
        self.destroy(known)
        return True

    def clone_desk(self) -> bool:
        """A copied disk in another machine; its fingerprint may be the same."""
        if len(self.machines) > 5:
            return False
        machine = self.any_machine()
        twin = Machine(machine.node.clone(self.rng.randbytes), machine.clock)
        twin.acknowledged = set(machine.acknowledged)
        if self.rng.random() < 0.3:
            twin.node.open_origin()
        self.machines.append(twin)
        return True

    def lose_desk(self) -> bool:
        if len(self.machines) < 2:
            return False
        machine = self.any_machine()
        self.machines.remove(machine)
        self.destroy(machine.node.journal.known)
        return True


_WEIGHTED = {
    World.write: 24, World.clean: 14, World.level: 5, World.cut: 8, World.answer_lost: 6,
    World.killed: 2, World.delayed: 6, World.doubled: 4, World.deliver: 10, World.stick: 4,
    World.jump: 2, World.copy_centre: 4, World.restart_centre: 1, World.restore_announced: 2,
    World.restore_raw: 1, World.restore_silent: 1, World.copy_desk: 3, World.restore_desk: 2,
    World.clone_desk: 2, World.lose_desk: 1,
}  # fmt: skip
ACTS = {act.__name__: act for act in _WEIGHTED}
NAMES, WEIGHTS = list(ACTS), list(_WEIGHTED.values())
DAILY = ("write", "clean")
"""Acts that no history is without."""
