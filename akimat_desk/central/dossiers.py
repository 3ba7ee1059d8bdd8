"""Hands cases on: a dossier to the office they were forwarded to, its word to the one before.

What is due is marked in the very transaction that keeps the entries, and worked off afterwards;
a process that is killed in between goes on where the marks are.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import FileNotHere
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.handovers import CentreOrigins, Handovers
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.named_files import file_named
from akimat_desk.central.store.register import Register
from akimat_desk.exchange import centre_origins, dossiers
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.dossiers import Owed
from akimat_desk.exchange.forks import Settled, Signer
from akimat_desk.exchange.messages import Batch
from akimat_desk.journal.envelope import Entry

_TOGETHER = 100
"""Cases handed on in one transaction; an office that is merged forwards all it has at once."""


class Marks:
    """What one exchange brings that other offices have to hear of."""

    def __init__(self, centre: Centre, office: str) -> None:
        self._centre, self._office = centre, office
        self._known: tuple[Connection, set[bytes]] | None = None

    def note(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """In the transaction that keeps them."""
        handovers = Handovers(connection)
        if self._known is None or self._known[0] is not connection:
            # Another exchange may have handed something on since the last transaction.
            self._known = connection, handovers.streams(self._office)
        streams = dossiers.to_mark(entries, self._known[1])
        if streams:
            handovers.mark(self._office, sorted(streams))
            self._centre.hands_on = True


class Writer:
    """The centre's own hand in the feed of one office; its ledger is locked."""

    def __init__(self, centre: Centre, connection: Connection, ledger: Ledger) -> None:
        self._centre, self._connection, self._ledger = centre, connection, ledger
        self._epoch = centre.epoch()

    def write(self, author: str, entries: Sequence[Entry], salts: dict[bytes, bytes]) -> None:
        """Entries of one author, as batches of the centre's own; `salts` of all their streams."""
        centre, ledger = self._centre, self._ledger
        origin = CentreOrigins(self._connection, ledger.office).open(
            author, self._epoch, centre.random
        )
        for part in centre_origins.in_parts(entries):
            rows = centre_origins.placed(part, origin, ledger.place(origin))
            known = ledger.salts(list({row.envelope.stream for row in rows}))
            settled = Settled(
                station=STATION,
                origin=origin,
                entries=rows,
                salts=centre_origins.fresh_salts(rows, salts, known),
                head=centre_origins.signed(rows, centre.key),
            )
            ledger.keep(settled, centre.clock())


def signer(centre: Centre, office: str, batch: Batch) -> Signer | None:
    """The centre itself, where a desk brings back what it wrote in a life it has forgotten."""
    key = centre.key
    if batch.head.key_id != key.key_id:
        return None
    return Signer(station=STATION, office=office, public=key.public, is_centre=True)


def follow(centre: Centre) -> None:
    """Everything that is due; nothing of it twice, however often it is called."""
    while centre.hands_on:
        # What is handed on may be for others in their turn.
        _follow_all(centre)


def _follow_all(centre: Centre) -> None:
    centre.epoch()
    centre.hands_on = False
    with centre.store.read() as connection:
        due = Handovers(connection).due()
    for office, rows in groupby(due, key=lambda one: one[0]):
        streams = [stream for _, stream in rows]
        for start in range(0, len(streams), _TOGETHER):
            with centre.store.write() as connection:
                _follow(centre, connection, office, streams[start : start + _TOGETHER])


def file_office(centre: Centre, office: str, digest: bytes) -> str:
    """In whose folder a file lies that the office may have: its own, or where the case came from.

    Its own also where it is nowhere.
    """
    with centre.store.read() as connection:
        sources = Handovers(connection).file_sources(office, digest)
    return next((one for one in (office, *sources) if _has(centre, one, digest)), office)


def _has(centre: Centre, office: str, digest: bytes) -> bool:
    try:
        centre.files.size(office, digest)
    except FileNotHere:
        return False
    return True


class _Case(msgspec.Struct, frozen=True):
    """One case of an office's books, and who has to hear of it."""

    key: bytes
    salt: dict[bytes, bytes]
    owed: Owed


def _follow(centre: Centre, connection: Connection, office: str, streams: Sequence[bytes]) -> None:
    """Offices are locked in one order, so that two who hand on to each other never wait."""
    offices = set(Register(connection).offices())
    found = [_case(Ledger(connection, office), key) for key in streams]
    concerned = {office}.union(*(one.owed.others for one in found)) & offices
    ledgers = {one: Ledger.locked(connection, one) for one in sorted(concerned)}
    cases = [_case(ledgers[office], key) for key in streams]
    for case in cases:
        # Also where a desk brought back what a restored database had forgotten.
        for sender in case.owed.senders:
            Handovers(connection).note(sender, case.key, office)
    for other, ledger in ledgers.items():
        if other != office:
            _hand_on(centre, connection, ledger, office, cases)
    done = [one.key for one in cases if one.owed.others <= ledgers.keys()]
    Handovers(connection).done(office, done)
    if any(one.owed.others & offices - ledgers.keys() for one in cases):
        # Somebody pushed between the two readings: the next call sees it.
        centre.hands_on = True


def _case(ledger: Ledger, key: bytes) -> _Case:
    return _Case(key, dict(ledger.salts([key])), Owed(ledger.entries_of(key), ledger.office))


def _hand_on(
    centre: Centre, connection: Connection, ledger: Ledger, office: str, cases: Iterable[_Case]
) -> None:
    """To the office of this ledger, what it lacks of these cases of `office`."""
    handovers = Handovers(connection)
    lacking: list[Entry] = []
    salts: dict[bytes, bytes] = {}
    for case in cases:
        if ledger.office not in case.owed.others:
            continue
        if ledger.office in case.owed.targets:
            handovers.note(office, case.key, ledger.office)
        held = ledger.entries_of(case.key)
        came = case.owed.to(ledger.office, held)
        if came and dossiers.is_concerned(held, ledger.office):
            handovers.mark(ledger.office, [case.key])
            centre.hands_on = True
        lacking += came
        salts |= case.salt
    for entry in lacking:
        named = file_named(entry)
        if named is not None:
            handovers.note_file(ledger.office, named, office)
    writer = Writer(centre, connection, ledger)
    for author, written in dossiers.by_author(lacking):
        writer.write(author, written, salts)
