"""One centre with the books of several offices in memory, and desks that hand cases on."""

import random
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from exchange.books import CENTRE_KEY, OFFICE, STATIONS, find_signer_in
from exchange.nodes import CentreNode, Chance, DeskNode

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.custody import hand_over_to
from akimat_desk.domain.dossiers import accepted_elsewhere, offer, own_incoming
from akimat_desk.exchange import centre_origins, dossiers
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.forks import Settled, Signer, settle
from akimat_desk.exchange.messages import Batch
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import CENTRE_ROLE, Entry
from akimat_desk.journal.fold import Folded

DAY = date(2026, 3, 2)


class OfficeDesk(DeskNode):
    """A desk of whichever office has that workstation."""

    def __init__(self, station: str, chance: Chance | None = None) -> None:
        self.office = next(office for office, names in STATIONS.items() if station in names)
        super().__init__(station, chance)

    def find_signer(self, key_id: bytes) -> Signer | None:
        return find_signer_in(self.office)(key_id)


class OfficeBooks(CentreNode):
    """The books of one office at the centre."""

    def __init__(
        self, chance: Chance | None = None, office: str = OFFICE, hub: "Hub | None" = None
    ) -> None:
        super().__init__(chance)
        self.office, self.hub = office, hub

    def mint(self) -> None:
        assert self.hub is not None
        self.hub.mint()

    def settled(self, batch: Batch) -> object:
        return settle(batch, self.journal, find_signer_in(self.office)(batch.head.key_id))

    def keep(self, outcome: Settled) -> None:
        super().keep(outcome)
        if self.hub is not None:
            self.hub.mark(self.office, outcome.entries)


class Kept(msgspec.Struct):
    """What the centre's database holds besides the books: all of it is put back together."""

    due: set[tuple[str, bytes]] = msgspec.field(default_factory=set)
    handed: set[tuple[str, bytes, str]] = msgspec.field(default_factory=set)
    origins: dict[tuple[str, str, bytes], bytes] = msgspec.field(default_factory=dict)

    def copied(self) -> "Kept":
        return Kept(set(self.due), set(self.handed), dict(self.origins))


Copy = tuple[dict[str, OfficeBooks], Kept]


class Hub:
    """The centre of several offices: what its database keeps, and what it hands on."""

    owed: type[dossiers.Owed] = dossiers.Owed

    def __init__(self, chance: Chance, offices: Iterable[str]) -> None:
        self.chance = chance
        self.books = {one: OfficeBooks(chance, one, self) for one in offices}
        self.kept = Kept()
        self.hands_on = True
        self.told: dict[bytes, bytes] = {}
        """The original of each entry that was told back, by their references; for the demands."""
        self.mint()

    @property
    def epoch(self) -> bytes:
        return self._any.epoch

    @property
    def starts(self) -> int:
        return self._any.starts

    @property
    def _any(self) -> OfficeBooks:
        return next(iter(self.books.values()))

    def mint(self) -> None:
        fresh = self.chance(16)
        for one in self.books.values():
            one.epoch = fresh

    def count_start(self) -> None:
        self.hands_on = True
        for one in self.books.values():
            one.starts += 1

    def copied(self) -> Copy:
        return {office: one.copied() for office, one in self.books.items()}, self.kept.copied()

    def put_back(self, copy: Copy) -> None:
        books, kept = copy
        for office, one in self.books.items():
            one.put_back(books[office])
        self.kept, self.hands_on = kept.copied(), True

    def mark(self, office: str, entries: Iterable[Entry]) -> None:
        """In the transaction that keeps them."""
        known = {s for one, s, target in self.kept.handed if office in (one, target)}
        streams = dossiers.to_mark(entries, known)
        self.kept.due |= {(office, stream) for stream in streams}
        self.hands_on = self.hands_on or bool(streams)

    def follow(self) -> None:
        """Everything that is due; what is marked meanwhile too."""
        while self.hands_on:
            self.hands_on = False
            for office, stream in sorted(self.kept.due):
                self._follow(office, stream)

    def _follow(self, office: str, stream: bytes) -> None:
        owed = self.owed(self.books[office].journal.of_stream(stream), office)
        self.kept.handed |= {(sender, stream, office) for sender in owed.senders}
        for other in sorted(owed.others & self.books.keys()):
            if other in owed.targets:
                self.kept.handed.add((office, stream, other))
            held = self.books[other].journal.of_stream(stream)
            came = owed.to(other, held)
            if came and dossiers.is_concerned(held, other):
                self.kept.due.add((other, stream))
                self.hands_on = True
            self.hand_on(office, other, came)
        self.kept.due.discard((office, stream))

    def hand_on(self, office: str, other: str, lacking: list[Entry]) -> None:
        for entry in lacking:
            if entry.envelope.role == CENTRE_ROLE and entry.envelope.office == other:
                self.told.setdefault(entry.reference, self._original(office, entry))
        for author, written in dossiers.by_author(lacking):
            self._write(other, author, written)

    def _original(self, office: str, told: Entry) -> bytes:
        kept, said = self.books[office].journal, _said(told)
        for one in kept.of_stream(told.envelope.stream):
            if one.envelope.role != CENTRE_ROLE:  # noqa: SIM102
                if _said(one) == said:
                    return one.reference
        return b""

    def _write(self, office: str, author: str, entries: list[Entry]) -> None:
        """As the centre's program does it."""
        books, key = self.books[office], (office, author, self.epoch)
        if key not in self.kept.origins:
            nonce = self.chance(centre_origins.NONCE_SIZE)
            self.kept.origins[key] = centre_origins.origin_of(nonce, office, author)
        origin = self.kept.origins[key]
        for part in centre_origins.in_parts(entries):
            rows = centre_origins.placed(part, origin, books.journal.place(origin))
            known = books.journal.salts([row.envelope.stream for row in rows])
            CentreNode.keep(
                books,
                Settled(
                    station=STATION, origin=origin, entries=rows,
                    salts=centre_origins.fresh_salts(rows, self._salts(), known),
                    head=centre_origins.signed(rows, CENTRE_KEY),
                ),
            )  # fmt: skip

    def _salts(self) -> dict[bytes, bytes]:
        return {s: salt for one in self.books.values() for s, salt in one.journal.salted.items()}


def _said(entry: Entry) -> tuple[object, ...]:
    told = entry.envelope
    return told.commitment, told.at, told.hlc


# What a clerk may do with a case as it stands at this desk.


def choices(folded: Folded, office: str, others: list[str], *, is_home: bool) -> list[Any]:
    """The facts that the program would let the office state now; some often, some rarely."""
    case = folded.state
    if not isinstance(case, Case) or case.opened is None:
        return []
    handed = offer(case, office)
    if handed is not None:
        return [*3 * [accepted(office, handed.id)], returned(office)]
    own = own_incoming(case, office)
    if own is None and not is_home:
        return []
    note = events.NoteAdded(text="note")
    if case.ending_at(office) is None:
        handing = [forwarded(other) for other in others]
        back = [returned(office)] if own and hand_over_to(case.slot(OUTCOME), office) else []
        return [*4 * [note], *handing, *handing, *back, _closed(), _withdrawn()]
    reopened = events.CaseReopened(reopened_on=DAY, ground="mistake")
    return [*6 * [note], *([] if accepted_elsewhere(case, office) else [reopened])]


def registered(rng: random.Random, office: str) -> events.CaseRegistered:
    sequence = rng.randrange(10**9)
    return events.CaseRegistered(
        number=f"{office[:8]}-{sequence}", journal="A", mark="1", sequence=sequence, year=2026,
        kind="application", channel="post", language="ky", received_at=0, registered_at=0,
        registered_on=DAY, receipt_code="", subject=rng.randbytes(3).hex(),
    )  # fmt: skip


def sealed(event: Any, rng: random.Random) -> tuple[str, bytes]:
    """Type and body; no two of these say the same."""
    fresh = {"text": "note", "number": "1"}
    told = {
        name: rng.randbytes(4).hex() for name in fresh if getattr(event, name, "") == fresh[name]
    }
    event = msgspec.structs.replace(event, **told)
    return type(event).__name__, codec.encode(event)


def accepted(office: str, hand_over: bytes) -> events.CaseAccepted:
    return events.CaseAccepted(
        office=office, number="1", journal="A", mark="1", sequence=1, year=2026, accepted_at=0,
        registered_on=DAY, hand_over=hand_over,
    )  # fmt: skip


def returned(office: str) -> events.CaseReturned:
    return events.CaseReturned(office=office, returned_on=DAY, reason="not ours")


def forwarded(office: str) -> events.CaseForwarded:
    return events.CaseForwarded(body="body", forwarded_on=DAY, ground="law", to_office=office)


def _closed() -> events.CaseClosed:
    return events.CaseClosed(outcome="satisfied", closed_on=DAY)


def _withdrawn() -> events.CaseWithdrawn:
    return events.CaseWithdrawn(withdrawn_on=DAY, ground="said so")
