"""Nodes in memory around the pure steps: desks that write, and a centre; the line is the test's."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from akimat_desk.exchange import batches, central_side, desk_side
from akimat_desk.exchange.desk_side import Held, Server, Stretch
from akimat_desk.exchange.forks import (
    Forged,
    Parked,
    Settled,
    Signer,
    rehomed,
    settle,
)
from akimat_desk.exchange.messages import Batch, Head, Place, Receipt, SyncAnswer, SyncRequest
from akimat_desk.journal.envelope import Entry, Envelope
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start
from akimat_desk.trust.signing import StationKey, head_message

OFFICE = "41706242000000-district-1"


def bytes_of(*told: object, size: int = 16) -> bytes:
    return hashlib.sha256(repr(told).encode()).digest()[:size]


def key_of(station: str) -> StationKey:
    return StationKey.from_seed(bytes_of("key", station, size=32))


def signer_of(station: str) -> Signer:
    return Signer(station=station, office=OFFICE, public=key_of(station).public)


@dataclass
class Journal:
    """Entries by origin, with salts and owners: what `settle` asks for."""

    origins: dict[bytes, list[Entry]] = field(default_factory=dict)
    salted: dict[bytes, bytes] = field(default_factory=dict)
    stations: dict[bytes, str] = field(default_factory=dict)

    def place(self, origin: bytes) -> Place | None:
        entries = self.origins.get(origin)
        return Place(entries[-1].seq, entries[-1].chain) if entries else None

    def chains(self, origin: bytes, first: int, last: int) -> Sequence[bytes]:
        return [entry.chain for entry in self.origins[origin][first - 1 : last]]

    def salts(self, streams: Sequence[bytes]) -> dict[bytes, bytes]:
        return {stream: self.salted[stream] for stream in streams if stream in self.salted}

    def station_of(self, origin: bytes) -> str | None:
        return self.stations.get(origin)

    def keep(self, settled: Settled) -> None:
        for entry in settled.entries:
            kept = self.origins.setdefault(entry.origin, [])
            assert entry.seq == len(kept) + 1, "a gap was stored"
            kept.append(entry)
        if settled.entries:
            self.salted.update(settled.salts)
            self.stations.setdefault(settled.origin, settled.station)

    def ids(self) -> set[bytes]:
        return {entry.content_id for entries in self.origins.values() for entry in entries}

    def before(self, origin: bytes, first: int) -> bytes:
        return chain_start(origin) if first == 1 else self.origins[origin][first - 2].chain

    def demand_whole(self) -> None:
        for origin, entries in self.origins.items():
            chain = chain_start(origin)
            for seq, entry in enumerate(entries, 1):
                chain = chain_link(chain, entry.content_id)
                assert (entry.origin, entry.seq, entry.chain) == (origin, seq, chain)
                assert entry.envelope.content_id() == entry.content_id


def written(journal: Journal, origin: bytes, stream: bytes, text: str) -> Entry:
    """One entry more at the end of an origin, after what is here of its stream."""
    salt = journal.salted.setdefault(stream, bytes_of("salt", stream))
    known = [e for entries in journal.origins.values() for e in entries]
    mine = {e.reference: e for e in known if e.envelope.stream == stream}
    seen = {parent for e in mine.values() for parent in e.envelope.parents}
    place = journal.place(origin) or Place(0, chain_start(origin))
    body = msgspec.msgpack.encode({"body": text})
    envelope = Envelope(
        office=OFFICE,
        stream=stream,
        parents=tuple(sorted(mine.keys() - seen)),
        type="NoteAdded",
        schema=1,
        actor=bytes_of("actor"),
        role="registrar",
        at=1_700_000_000_000 + place.seq,
        hlc=(1_700_000_000_000 + place.seq) << 16,
        commitment=body_commitment(salt, body),
    )
    content_id = envelope.content_id()
    entry = Entry(
        origin=origin,
        seq=place.seq + 1,
        envelope=envelope,
        content_id=content_id,
        chain=chain_link(place.chain, content_id),
        body=body,
    )
    journal.origins.setdefault(origin, []).append(entry)
    return entry


def closed(journal: Journal, stretch: Stretch, station: str, head: Head | None = None) -> Batch:
    entries = journal.origins[stretch.origin][stretch.first - 1 : stretch.last]
    last, key = entries[-1], key_of(station)
    signed = key.sign(head_message(last.origin, last.seq, last.chain))
    touched = {e.envelope.stream for e in journal.origins[stretch.origin][: stretch.first - 1]}
    streams = {e.envelope.stream for e in entries} - touched
    return batches.closed(
        entries,
        before=journal.before(stretch.origin, stretch.first),
        salts={stream: journal.salted[stream] for stream in streams},
        head=head or Head(key.key_id, signed),
    )


class CentreNode:
    """The centre's side in memory. `epoch` is changed by a test that restores it."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.epoch = b"epoch 1" + bytes(9)
        self.feed: list[tuple[central_side.Run, Head]] = []
        self.leases: dict[bytes, central_side.Lease] = {}
        self.count = 0
        self.quarantined = 0

    def restore(self, other: "CentreNode", number: int) -> None:
        self.journal, self.feed, self.leases = other.journal, other.feed, other.leases
        self.epoch = f"epoch {number}".encode().ljust(16, b"\0")

    def copied(self) -> "CentreNode":
        copy = CentreNode()
        copy.journal = Journal(
            {origin: list(entries) for origin, entries in self.journal.origins.items()},
            dict(self.journal.salted),
            dict(self.journal.stations),
        )
        copy.feed, copy.leases = list(self.feed), dict(self.leases)
        return copy

    def accept(self, batch: Batch, have: dict[bytes, Place]) -> None:
        outcome = settle(batch, self.journal, _signer(batch.head.key_id))
        if isinstance(outcome, Forged):
            self.quarantined += 1
        if not isinstance(outcome, Settled):
            return
        self.journal.keep(outcome)
        if outcome.entries and outcome.head is not None:
            first, last = outcome.entries[0], outcome.entries[-1]
            run = central_side.Run(
                number=len(self.feed) + 1, origin=last.origin, first=first.seq, last=last.seq,
                chain=last.chain, size=len(outcome.entries),
            )  # fmt: skip
            self.feed.append((run, outcome.head))
        if outcome.fork is None:
            chain = self.journal.chains(batch.origin, batch.last, batch.last)[0]
            have[batch.origin] = Place(batch.last, chain)

    def answer(self, request: SyncRequest, have: dict[bytes, Place], size: int) -> SyncAnswer:
        self.count += 1
        known, must_open, lease = self.leases.get(request.origin), "", b""
        if central_side.is_lease_good(known, request, self.epoch):
            fresh = central_side.next_lease(
                known, request, bytes_of("lease", self.count), self.epoch
            )
            self.leases[request.origin], lease = fresh, fresh.now
        else:
            must_open = "cloned"
        places = {origin: self.journal.place(origin) for origin in request.have}
        plan = central_side.PagePlan(runs=(), cursor=0, more=bool(self.feed))
        if request.epoch == self.epoch:
            after = central_side.cursor_of(request, self.epoch, len(self.feed))
            plan = central_side.plan_page(
                [run for run, _ in self.feed[after:]],
                after=after,
                have=have,
                agreeing=frozenset(o for o, place in have.items() if self._agrees(o, place)),
                max_bytes=size,
            )
        heads = {run.number: head for run, head in self.feed}
        return SyncAnswer(
            epoch=self.epoch,
            lease=lease,
            server_time=self.count,
            have=places,
            receipts=tuple(
                central_side.acknowledged(
                    places, station=request.station, at=self.count, epoch=self.epoch
                )
            ),
            page=tuple(
                closed(
                    self.journal, Stretch(run.origin, run.first, run.last), "", heads[run.number]
                )
                for run in plan.runs
            ),
            cursor=plan.cursor,
            more=plan.more,
            must_open=must_open,
        )

    def _agrees(self, origin: bytes, theirs: Place) -> bool:
        place = self.journal.place(origin)
        if place is None or place.seq < theirs.seq:
            return False
        return self.journal.chains(origin, theirs.seq, theirs.seq)[0] == theirs.chain


class DeskNode:
    """A desk's side in memory; `clone` is the same station on a copied disk."""

    def __init__(self, station: str) -> None:
        self.station = station
        self.journal = Journal()
        self.runs: dict[bytes, list[tuple[int, int, Head]]] = {}
        self.own: set[bytes] = set()
        self.opened = 0
        self.life = ""
        self.open_origin()
        self.epoch: bytes | None = None
        self.cursor = 0
        self.lease: bytes | None = None
        self.nonce: bytes | None = None
        self.nonces = 0
        self.places: dict[bytes, Place | None] = {}
        self.receipts: dict[bytes, Receipt] = {}
        self.is_sure = True

    def clone(self) -> "DeskNode":
        twin = DeskNode(self.station)
        twin.__dict__.update(
            {
                **self.__dict__,
                "journal": Journal(
                    {o: list(entries) for o, entries in self.journal.origins.items()},
                    dict(self.journal.salted),
                    dict(self.journal.stations),
                ),
                "runs": {o: list(runs) for o, runs in self.runs.items()},
                "own": set(self.own),
                "places": dict(self.places),
                "receipts": dict(self.receipts),
                "life": self.life + "'",
            }
        )
        return twin

    def open_origin(self) -> None:
        self.opened += 1
        self.origin = bytes_of("origin", self.station, self.life, self.opened)
        self.own.add(self.origin)
        self.journal.stations[self.origin] = self.station
        self.lease = None

    def write(self, stream: bytes, text: str) -> Entry:
        return written(self.journal, self.origin, stream, text)

    def held(self) -> list[Held]:
        found = []
        for origin in self.journal.origins:
            place = self.journal.place(origin)
            if place is not None:
                found.append(
                    Held(
                        origin=origin, place=place, is_own=origin in self.own,
                        is_open=origin == self.origin,
                        runs=tuple((a, b) for a, b, _ in self.runs.get(origin, ())),
                    )
                )  # fmt: skip
        return found

    def server(self) -> Server:
        return Server(
            epoch=self.epoch, cursor=self.cursor, lease=self.lease, places=self.places,
            is_sure=self.is_sure,
        )  # fmt: skip

    def prepare(self) -> tuple[SyncRequest, list[Batch]]:
        if self.nonce is None:
            self.nonces += 1
            self.nonce = bytes_of("nonce", self.station, self.life, self.nonces)
        server, held = self.server(), self.held()
        pushed = [self._closed(one) for one in desk_side.to_push(held, server, 1000)]
        known = {origin: receipt.seq for origin, receipt in self.receipts.items()}
        request = SyncRequest(
            station=self.station,
            office=OFFICE,
            origin=self.origin,
            mark=self.origin.hex()[:6],
            nonce=self.nonce,
            epoch=self.epoch,
            cursor=self.cursor,
            have=desk_side.named(held, server, known),
            lease=self.lease,
        )
        self.is_sure = False
        return request, pushed

    def _closed(self, stretch: Stretch) -> Batch:
        if stretch.origin in self.own:
            return closed(self.journal, stretch, self.station)
        head = next(h for _, last, h in self.runs[stretch.origin] if last == stretch.last)
        return closed(self.journal, stretch, "", head)

    def absorb(self, answer: SyncAnswer) -> None:
        if self.epoch is not None and self.epoch != answer.epoch:
            self.places, self.receipts = {}, {}
        forked = self._take_places(answer)
        has_gap, has_given_way = self._take_page(answer)
        if answer.must_open or has_given_way:
            self.open_origin()
        else:
            self.lease = answer.lease or self.lease
        is_lost = bool(forked) and not has_given_way and not answer.more
        self.epoch, self.nonce, self.is_sure = answer.epoch, None, True
        self.cursor = 0 if has_gap or is_lost else answer.cursor

    def _take_places(self, answer: SyncAnswer) -> set[bytes]:
        held = {one.origin: one for one in self.held()}
        forked = desk_side.disagreeing(answer, held, self.journal)
        for origin, place in answer.have.items():
            if origin in forked:
                self.places.pop(origin, None)
            else:
                self.places[origin] = place
        for receipt in answer.receipts:
            if receipt.origin not in forked:
                self.receipts[receipt.origin] = receipt
        return forked

    def _take_page(self, answer: SyncAnswer) -> tuple[bool, bool]:
        has_given_way = False
        for batch in answer.page:
            outcome = settle(batch, self.journal, _signer(batch.head.key_id))
            if isinstance(outcome, Settled) and outcome.fork is not None:
                has_given_way = True
                self._give_way(outcome.fork.origin, outcome.fork.seq)
                outcome = settle(batch, self.journal, _signer(batch.head.key_id))
            assert not isinstance(outcome, Forged), outcome
            if isinstance(outcome, Parked):
                return True, has_given_way
            self._keep(outcome)
        return False, has_given_way

    def _keep(self, settled: Settled) -> None:
        self.journal.keep(settled)
        if not settled.entries or settled.head is None:
            return
        first, last = settled.entries[0], settled.entries[-1]
        if settled.station == self.station:
            self.own.add(last.origin)
        self.runs.setdefault(last.origin, []).append((first.seq, last.seq, settled.head))
        self.places[last.origin] = Place(last.seq, last.chain)

    def _give_way(self, origin: bytes, seq: int) -> None:
        entries = self.journal.origins[origin]
        moved = rehomed(entries[seq - 1 :], origin, self.journal)
        assert origin in self.own, "these tests fork own origins only"
        self.journal.origins[origin] = entries[: seq - 1]
        self.journal.origins.setdefault(moved.origin, []).extend(moved.entries)
        self.own.add(moved.origin)
        self.journal.stations[moved.origin] = self.station


_STATIONS = {key_of(name).key_id: signer_of(name) for name in "abcdef"}


def _signer(key_id: bytes) -> Signer | None:
    return _STATIONS.get(key_id)


def exchange(
    desk: DeskNode, centre: CentreNode, *, arrives: int = 10_000, is_answered: bool = True,
    page: int = 10_000,
) -> bool:  # fmt: skip
    """One call; `arrives` batches reach the centre, then the line is cut. True when absorbed."""
    request, pushed = desk.prepare()
    have = dict(request.have)
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
        for desk in desks:
            exchange(desk, centre)
        if before == [(desk.cursor, desk.journal.ids(), desk.epoch) for desk in desks] and all(
            not desk_side.to_push(desk.held(), desk.server(), 1) for desk in desks
        ):
            return
    raise AssertionError("the exchange does not come to rest")
