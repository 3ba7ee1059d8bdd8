"""What a node in memory holds: entries by origin, and the runs that others' came in."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from akimat_desk.exchange import batches, pages
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.desk_side import Held, Stretch
from akimat_desk.exchange.forks import Fork, Settled, Signer, rehomed
from akimat_desk.exchange.messages import Batch, Head, Place
from akimat_desk.journal.envelope import Entry, Envelope
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start
from akimat_desk.trust.signing import StationKey, head_message

OFFICE = "41706242000000-district-1"
OTHER, THIRD = "41706255000000-district-1", "41706226000000-district-1"
STATIONS = {OFFICE: "abcdef", OTHER: "ghijkl", THIRD: "mnopqr"}
CENTRE = "the centre"
NUMBERED = "№".encode()
"""What the text of a registration begins with; the number follows."""


def bytes_of(*told: object, size: int = 16) -> bytes:
    return hashlib.sha256(repr(told).encode()).digest()[:size]


def key_of(station: str) -> StationKey:
    return StationKey.from_seed(bytes_of("key", station, size=32))


def signer_of(station: str) -> Signer:
    office = next((one for one, names in STATIONS.items() if station in names), OFFICE)
    return Signer(station=station, office=office, public=key_of(station).public)


_KEYS = {name: key_of(name) for names in STATIONS.values() for name in names}
_STATIONS = {key.key_id: signer_of(name) for name, key in _KEYS.items()}
CENTRE_KEY = key_of(CENTRE)


def find_signer(key_id: bytes) -> Signer | None:
    return _STATIONS.get(key_id)


def find_signer_in(office: str) -> Callable[[bytes], Signer | None]:
    """As a node of one office finds it: a station of that office, or the centre itself."""

    def find(key_id: bytes) -> Signer | None:
        if key_id == CENTRE_KEY.key_id:
            return Signer(station=STATION, office=office, public=CENTRE_KEY.public, is_centre=True)
        found = _STATIONS.get(key_id)
        return found if found is not None and found.office == office else None

    return find


@dataclass
class Journal:
    """Entries by origin, with salts and owners: what `settle` asks for."""

    origins: dict[bytes, list[Entry]] = field(default_factory=dict)
    salted: dict[bytes, bytes] = field(default_factory=dict)
    stations: dict[bytes, str] = field(default_factory=dict)
    known: set[bytes] = field(default_factory=set)
    tips: dict[bytes, set[bytes]] = field(default_factory=dict)
    overtaken: set[bytes] = field(default_factory=set)
    numbers: dict[bytes, set[bytes]] = field(default_factory=dict)

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
            self.add(entry)
        if settled.entries:
            self.salted.update(settled.salts)
            self.stations.setdefault(settled.origin, settled.station)

    def add(self, entry: Entry) -> None:
        kept = self.origins.setdefault(entry.origin, [])
        before = kept[-1].chain if kept else chain_start(entry.origin)
        assert entry.seq == len(kept) + 1, "I1: a gap was stored"
        assert entry.chain == chain_link(before, entry.content_id), "I1: a chain is broken"
        kept.append(entry)
        self.note(entry)

    def note(self, entry: Entry) -> None:
        """What is asked of all entries together; the same entry may stand in two places."""
        self.known.add(entry.content_id)
        tips = self.tips.setdefault(entry.envelope.stream, set())
        self.overtaken.update(entry.envelope.parents)
        tips.difference_update(entry.envelope.parents)
        if entry.reference not in self.overtaken:
            tips.add(entry.reference)
        _, sign, number = (entry.body or b"").partition(NUMBERED)
        if sign:
            self.numbers.setdefault(number, set()).add(entry.content_id)

    def of_stream(self, stream: bytes) -> list[Entry]:
        kept = self.origins.values()
        return [one for entries in kept for one in entries if one.envelope.stream == stream]

    def ids(self) -> set[bytes]:
        return {entry.content_id for entries in self.origins.values() for entry in entries}

    def before(self, origin: bytes, first: int) -> bytes:
        return chain_start(origin) if first == 1 else self.origins[origin][first - 2].chain

    def clashes(self) -> dict[bytes, set[bytes]]:
        """Numbers that more than one registration bears, as this node can tell."""
        return {number: ids for number, ids in self.numbers.items() if len(ids) > 1}

    def copied(self) -> "Journal":
        return Journal(**self._copied())

    def _copied(self) -> dict[str, object]:
        return {
            "origins": {origin: list(entries) for origin, entries in self.origins.items()},
            "salted": dict(self.salted),
            "stations": dict(self.stations),
            "known": set(self.known),
            "tips": {stream: set(tips) for stream, tips in self.tips.items()},
            "overtaken": set(self.overtaken),
            "numbers": {number: set(ids) for number, ids in self.numbers.items()},
        }

    def demand_whole(self) -> None:
        for origin, entries in self.origins.items():
            chain = chain_start(origin)
            for seq, entry in enumerate(entries, 1):
                chain = chain_link(chain, entry.content_id)
                assert (entry.origin, entry.seq, entry.chain) == (origin, seq, chain), "I1"
                assert entry.envelope.content_id() == entry.content_id, "I1"


@dataclass
class DeskBooks(Journal):
    """A desk's: the runs that entries of others came in, and the server's word."""

    station: str = ""
    own: set[bytes] = field(default_factory=set)
    runs: dict[bytes, dict[int, pages.Run]] = field(default_factory=dict)
    places: dict[bytes, Place | None] = field(default_factory=dict)
    is_late: bool = False

    def copied(self) -> "DeskBooks":
        return DeskBooks(
            **self._copied(),
            station=self.station,
            own=set(self.own),
            runs={origin: dict(runs) for origin, runs in self.runs.items()},
            places=dict(self.places),
        )

    def keep(self, settled: Settled) -> None:
        super().keep(settled)
        if not settled.entries or settled.head is None:
            return
        last = settled.entries[-1]
        if settled.station == self.station:
            self.own.add(last.origin)
        self._keep_run(settled.entries, settled.station, settled.head)
        if not self.is_late:
            self.places[last.origin] = Place(last.seq, last.chain)

    def give_way(self, fork: Fork) -> None:
        origin, seq = fork.origin, fork.seq
        entries = self.origins[origin]
        moved = rehomed(entries[seq - 1 :], origin, self)
        came = sorted(self.runs.get(origin, {}).values(), key=lambda run: run.last)
        runs = pages.moved_runs(
            [run for run in came if run.last >= seq], fork, moved,
            before=lambda first: self.before(origin, first),
            ids=lambda first, last: [e.content_id for e in entries[first - 1 : last]],
        )  # fmt: skip
        self.origins[origin] = entries[: seq - 1]
        self.runs[origin] = {run.last: run for run in came if run.last < seq}
        if moved.entries:
            self.origins.setdefault(moved.origin, []).extend(moved.entries)
            self.stations.setdefault(moved.origin, self.stations[origin])
            if origin in self.own:
                self.own.add(moved.origin)
        for told in runs:
            self._keep_run(*told)

    def set_aside(self, batch: Batch, reason: str) -> None:  # noqa: ARG002
        raise AssertionError(f"what nobody forged was found forged: {reason}")

    def _keep_run(self, entries: Sequence[Entry], station: str, head: Head) -> None:
        first, last = entries[0], entries[-1]
        run = pages.Run(first=first.seq, last=last.seq, station=station, head=head)
        self.runs.setdefault(last.origin, {}).setdefault(last.seq, run)

    def held(self, is_open: bytes) -> dict[bytes, Held]:
        """As the desk's storage tells it, the oldest lineages first."""
        found = {}
        for origin in sorted(self.origins, key=lambda one: (one == is_open, one)):
            place = self.place(origin)
            if place is not None:
                found[origin] = Held(
                    origin=origin, place=place, is_own=origin in self.own,
                    is_open=origin == is_open, runs=self._stretches(origin),
                )  # fmt: skip
        return found

    def _stretches(self, origin: bytes) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for run in sorted(self.runs.get(origin, {}).values(), key=lambda run: run.last):
            after = found[-1][1] + 1 if found else 1
            found.append((after if run.head.branch is None else run.first, run.last))
        return tuple(found)

    def batch(self, stretch: Stretch) -> Batch:
        if stretch.origin in self.own:
            return closed(self, stretch, self.station)
        return closed(self, stretch, "", self.runs[stretch.origin][stretch.last].head)


def written(
    journal: Journal, origin: bytes, stream: bytes, text: str, *, at: int = 0, hlc: int = 0,
    type_: str = "NoteAdded", key: str = "",
) -> Entry:  # fmt: skip
    """One entry more at the end of an origin, after what is here of its stream."""
    told = {"text": text} if type_ == "NoteAdded" else {"key": key, "value": text}
    body = msgspec.msgpack.encode(told)
    parents = journal.tips.get(stream, ())
    return appended(journal, origin, stream, (type_, body), parents=parents, at=at, hlc=hlc)


def appended(
    journal: Journal, origin: bytes, stream: bytes, said: tuple[str, bytes], *,
    parents: Iterable[bytes], at: int, hlc: int, office: str = OFFICE,
) -> Entry:  # fmt: skip
    """One entry more at the end of an origin; `said` is its type and its body."""
    salt = journal.salted.setdefault(stream, bytes_of("salt", stream))
    place = journal.place(origin) or Place(0, chain_start(origin))
    type_, body = said
    at = at or 1_700_000_000_000 + place.seq
    envelope = Envelope(
        office=office,
        stream=stream,
        parents=tuple(sorted(parents)),
        type=type_,
        schema=1,
        actor=bytes_of("actor"),
        role="registrar",
        at=at,
        hlc=hlc or at << 16,
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
    journal.add(entry)
    return entry


def closed(journal: Journal, stretch: Stretch, station: str, head: Head | None = None) -> Batch:
    entries = journal.origins[stretch.origin][stretch.first - 1 : stretch.last]
    last = entries[-1]
    if head is None:
        key = _KEYS[station]
        head = Head(key.key_id, key.sign(head_message(last.origin, last.seq, last.chain)))
    touched = {e.envelope.stream for e in journal.origins[stretch.origin][: stretch.first - 1]}
    streams = {e.envelope.stream for e in entries} - touched
    return batches.closed(
        entries,
        before=journal.before(stretch.origin, stretch.first),
        salts={stream: journal.salted[stream] for stream in streams},
        head=head,
    )
