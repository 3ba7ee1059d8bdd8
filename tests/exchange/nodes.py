"""Nodes in memory around the real steps: desks that write, and a centre; the line is the test's."""

from collections.abc import Callable, Sequence

import msgspec
from exchange.books import (
    NUMBERED,
    OFFICE,
    STATIONS,
    DeskBooks,
    Journal,
    bytes_of,
    closed,
    find_signer,
    key_of,
    signer_of,
    written,
)

from akimat_desk.domain.numbering import mark_of
from akimat_desk.exchange import central_side, desk_side, desk_steps, pages
from akimat_desk.exchange.central_side import Run
from akimat_desk.exchange.desk_side import Held, Server, Stretch
from akimat_desk.exchange.desk_steps import Asking, Desk, Told
from akimat_desk.exchange.forks import Forged, Settled, Signer, settle
from akimat_desk.exchange.messages import Batch, Head, Place, Receipt, SyncAnswer, SyncRequest
from akimat_desk.journal.envelope import Entry

__all__ = [
    "OFFICE", "CentreNode", "DeskNode", "Journal", "bytes_of", "closed", "exchange", "key_of",
    "settle_down", "signer_of", "written",
]  # fmt: skip

Chance = Callable[[int], bytes]
MOST = 10_000


class Counter:
    """Bytes nobody had yet, the same in each run."""

    def __init__(self, *told: object) -> None:
        self._told = told
        self._count = 0

    def __call__(self, size: int) -> bytes:
        self._count += 1
        return bytes_of(*self._told, self._count, size=size)


class CentreNode:
    """The centre's side in memory."""

    def __init__(self, chance: Chance | None = None) -> None:
        self.chance = chance or Counter("centre")
        self.journal = Journal()
        self.epoch = b"epoch 1" + bytes(9)
        self.starts = 1
        self.feed: list[tuple[Run, Head, bytes]] = []
        self.leases: dict[bytes, central_side.Lease] = {}
        self.marks: dict[str, bytes] = {}
        self.clock = 0
        self.quarantined = 0

    def restore(self, other: "CentreNode", number: int) -> None:
        """The announced one: it knows that it was put back."""
        self.put_back(other)
        self.epoch = f"epoch {number}".encode().ljust(16, b"\0")

    def put_back(self, other: "CentreNode") -> None:
        copy = other.copied()
        self.journal, self.feed, self.leases = copy.journal, copy.feed, copy.leases
        self.marks, self.epoch, self.starts = copy.marks, copy.epoch, copy.starts

    def mint(self) -> None:
        self.epoch = self.chance(16)

    def copied(self) -> "CentreNode":
        copy = type(self)(self.chance)
        copy.journal = self.journal.copied()
        copy.feed, copy.leases, copy.marks = list(self.feed), dict(self.leases), dict(self.marks)
        copy.epoch, copy.starts = self.epoch, self.starts
        return copy

    def met(self, request: SyncRequest) -> dict[bytes, Place]:
        """A request's head has come: what its sender holds, before the batches come."""
        receipt = request.behind
        if receipt is not None and receipt.epoch == self.epoch:
            place = self.journal.place(receipt.origin)
            if central_side.is_behind(receipt, place):
                self.mint()
        return dict(request.have)

    def settled(self, batch: Batch) -> object:
        return settle(batch, self.journal, find_signer(batch.head.key_id))

    def accept(self, batch: Batch, have: dict[bytes, Place]) -> None:
        outcome = self.settled(batch)
        if isinstance(outcome, Forged):
            self.quarantined += 1
        if not isinstance(outcome, Settled):
            return
        self.keep(outcome)
        place = central_side.held_by_sender(batch, outcome, self.journal)
        if place is not None:
            have[batch.origin] = place

    def keep(self, outcome: Settled) -> None:
        self.journal.keep(outcome)
        if outcome.entries and outcome.head is not None:
            self._add_to_feed(outcome.entries, outcome.head)

    def _add_to_feed(self, entries: Sequence[Entry], head: Head) -> None:
        last = entries[-1]
        run = Run(
            number=len(self.feed) + 1, origin=last.origin, first=entries[0].seq, last=last.seq,
            chain=last.chain, size=len(entries),
        )  # fmt: skip
        self.feed.append((run, head, central_side.feed_digest(self.digest_at(run.number - 1), run)))

    def digest_at(self, number: int) -> bytes:
        return self.feed[number - 1][2] if 0 < number <= len(self.feed) else b""

    def known_lease(self, origin: bytes) -> central_side.Lease | None:
        return self.leases.get(origin)

    def is_of_now(self, request: SyncRequest) -> bool:
        return central_side.is_of_this_feed(request, self.epoch, len(self.feed), self.digest_at)

    def answer(self, request: SyncRequest, have: dict[bytes, Place], size: int = 0) -> SyncAnswer:
        self.clock += 1
        granted = central_side.granted(
            self.known_lease(request.origin), request, holder=self.marks.get(request.mark),
            fresh=self.chance(16), epoch=self.epoch,
        )  # fmt: skip
        self.marks.setdefault(request.mark, request.origin)
        if granted.lease is not None:
            self.leases[request.origin] = granted.lease
        is_of_now = self.is_of_now(request)
        asked = msgspec.structs.replace(request, max_bytes=size or request.max_bytes)
        plan = central_side.page_due(
            asked, [run for run, _, _ in self.feed[request.cursor :]] if is_of_now else (),
            have, self.journal, newest=len(self.feed), is_of_now=is_of_now,
        )  # fmt: skip
        places = {origin: self.journal.place(origin) for origin in request.have}
        receipts = central_side.acknowledged(
            places, station=request.station, at=self.clock, epoch=self.epoch
        )
        return SyncAnswer(
            epoch=self.epoch, lease=granted.given, server_time=self.clock, have=places,
            receipts=tuple(receipts), page=tuple(map(self._batch, plan.runs)),
            cursor=plan.cursor, more=plan.more, must_open=granted.must_open,
            call=request.call, feed=self.digest_at(plan.cursor),
        )  # fmt: skip

    def _batch(self, run: Run) -> Batch:
        head = self.feed[run.number - 1][1]
        return closed(self.journal, Stretch(run.origin, run.first, run.last), "", head)


class DeskNode:
    """A desk's side in memory; `clone` is the same station on a copied disk."""

    office = OFFICE

    def __init__(self, station: str, chance: Chance | None = None) -> None:
        self.station = station
        self.chance = chance or Counter("desk", station)
        self.journal = DeskBooks(station=station)
        self.server = Server(epoch=None, cursor=0, lease=None, places=self.journal.places)
        self.receipts: dict[bytes, Receipt] = {}
        self.registered = 0
        self.hlc = 0
        self.mark = ""
        self.open_origin(is_first=True)

    @property
    def own(self) -> set[bytes]:
        return self.journal.own

    @property
    def epoch(self) -> bytes | None:
        return self.server.epoch

    @property
    def cursor(self) -> int:
        return self.server.cursor

    def clone(self, chance: Chance | None = None) -> "DeskNode":
        twin = type(self)(self.station, chance or Counter("twin", self.station, self.chance(8)))
        twin.journal = self.journal.copied()
        twin.server = msgspec.structs.replace(self.server, places=twin.journal.places)
        twin.receipts = dict(self.receipts)
        twin.origin, twin.mark = self.origin, self.mark
        twin.registered, twin.hlc = self.registered, self.hlc
        return twin

    def open_origin(self, *, is_first: bool = False) -> None:
        self.origin = self.chance(16)
        point = str(STATIONS[self.office].index(self.station) + 1)
        self.mark = mark_of(point, self.origin, is_first=is_first)
        self.registered = 0
        self.own.add(self.origin)
        self.journal.stations[self.origin] = self.station

    def write(self, stream: bytes, text: str, **how: object) -> Entry:
        entry = written(self.journal, self.origin, stream, text, **how)
        self.hlc = max(self.hlc, entry.envelope.hlc)
        return entry

    def register(self, stream: bytes, **how: object) -> Entry:
        self.registered += 1
        return self.write(stream, f"{NUMBERED.decode()}{self.mark}-{self.registered}", **how)

    def held(self) -> list[Held]:
        return list(self.journal.held(self.origin).values())

    def state(self) -> Desk:
        return Desk(
            station=self.station, office=self.office, origin=self.origin, mark=self.mark,
            server=msgspec.structs.replace(self.server, places=dict(self.journal.places)),
            held=self.journal.held(self.origin), receipts=dict(self.receipts),
        )  # fmt: skip

    def prepare(self, asking: Asking | None = None) -> tuple[SyncRequest, list[Batch]]:
        step = desk_steps.prepared(
            self.state(), asking or Asking(limit=1000), self.journal,
            nonce=self.chance(16), call=self.chance(16),
        )  # fmt: skip
        self.server = step.server
        return step.request, [self.journal.batch(one) for one in step.stretches]

    def absorb(self, answer: SyncAnswer) -> desk_steps.Ended:
        before = self.state()
        said = desk_steps.told(before, answer, self.journal)
        self._keep_word(said)
        came = self._take_page(said, answer)
        after = self.state()
        reason = desk_steps.reason_to_open(before, after, said, answer, came)
        if reason:
            self.open_origin()
            after = self.state()
        ended = desk_steps.ended(before, after, answer, said, came, has_opened=bool(reason))
        self.server = ended.server
        return ended

    def _keep_word(self, said: Told) -> None:
        places = self.journal.places
        if said.has_new_life:
            places.clear()
            self.receipts.clear()
        for origin in said.forked:
            places.pop(origin, None)
        places.update(said.places)
        self.receipts.update({receipt.origin: receipt for receipt in said.receipts})

    def _take_page(self, said: Told, answer: SyncAnswer) -> pages.Taken:
        if said.is_late and not said.is_of_now:
            return pages.Taken()
        self.journal.is_late = said.is_late
        return pages.take(answer.page, self.journal, self.find_signer, is_late=said.is_late)

    def find_signer(self, key_id: bytes) -> Signer | None:
        return find_signer(key_id)


def exchange(
    desk: DeskNode, centre: CentreNode, *, arrives: int = MOST, is_answered: bool = True,
    page: int = MOST,
) -> bool:  # fmt: skip
    """One call; `arrives` batches reach the centre, then the line is cut. True when absorbed."""
    request, pushed = desk.prepare()
    have = centre.met(request)
    for batch in pushed[:arrives]:
        centre.accept(batch, have)
    if arrives < len(pushed):
        return False
    answer = centre.answer(request, have, page)
    if is_answered:
        desk.absorb(answer)
    return is_answered


def settle_down(desks: Sequence[DeskNode], centre: CentreNode, rounds: int = 8) -> None:
    """Clean exchanges in turn until nothing moves; fails where that takes too long."""
    for _ in range(rounds * 3):
        before = [(desk.cursor, desk.journal.ids(), desk.epoch) for desk in desks]
        # After a lost answer the first call only asks.
        is_sure = all(desk.server.is_sure for desk in desks)
        for desk in desks:
            exchange(desk, centre)
        after = [(desk.cursor, desk.journal.ids(), desk.epoch) for desk in desks]
        if (
            is_sure
            and before == after
            and all(not desk_side.to_push(desk.held(), desk.state().server, 1) for desk in desks)
        ):
            return
    raise AssertionError("the exchange does not come to rest")
