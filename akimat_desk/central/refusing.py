"""What the centre refuses of what was pushed: by an entry of its own that every node folds.

The refused entry stays where it stands, with its text; it is set aside on every node alike, and
nothing around it is stopped. What the centre cannot know it does not refuse.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from weakref import WeakKeyDictionary

import msgspec

from akimat_desk.central.centre import Centre
from akimat_desk.central.dossiers import Writer
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.doubts import Doubt, Doubts, of_office_stream
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.case_events import ActIssued
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.office_events import SeriesOpened, StaffRecorded
from akimat_desk.domain.offices import Office, office_stream
from akimat_desk.domain.series_taken import series_taken
from akimat_desk.domain.stream_events import EntryRefused
from akimat_desk.domain.templates import missing_fields
from akimat_desk.exchange.centre_origins import STATION
from akimat_desk.exchange.forks import Settled
from akimat_desk.exchange.messages import Card
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import (
    CENTRE_ROLE,
    NOBODY,
    Entry,
    Envelope,
    sealing_salt,
    stream_salt,
)
from akimat_desk.journal.fold import fold
from akimat_desk.services.templates import TemplateNotFound, of_digest
from akimat_desk.trust.commitments import body_commitment

STATION_REVOKED: Final = "station_revoked"
ACTOR_UNKNOWN: Final = "actor_unknown"
NUMBER_OUTSIDE: Final = "number_outside_series"
BODY_WRONG: Final = "body_wrong"
PART_MISSING: Final = "part_missing"
CODES: Final = (STATION_REVOKED, ACTOR_UNKNOWN, NUMBER_OUTSIDE, BODY_WRONG, PART_MISSING)
_REFUSED = stored_name(EntryRefused)


class _Known(msgspec.Struct):
    """Of one office: who ever worked there, and which marks each station said it prints."""

    actors: set[bytes]
    marks: set[tuple[str, str]]


_KNOWN: WeakKeyDictionary[Centre, dict[str, _Known]] = WeakKeyDictionary()


class Judge:
    """Of one exchange. Judges what was just kept, in the transaction that keeps it."""

    def __init__(self, centre: Centre, station: str) -> None:
        self._centre, self._station = centre, station

    def hear(
        self, connection: Connection, ledger: Ledger, settled: Settled, card: Card | None
    ) -> None:
        """`card` is of the key that signed it."""
        entries = settled.entries
        if not entries or settled.station == STATION:
            return
        if card is not None and card.revoked_at is not None:
            self._refuse(connection, ledger, [(entry, STATION_REVOKED) for entry in entries])
            return
        found = list(self._wrong(connection, ledger, settled))
        self._refuse(connection, ledger, found)
        strangers = self._strangers(connection, ledger, entries)
        Doubts(connection, ledger.office).note(
            Doubt(entry.origin, entry.seq, settled.station) for entry in strangers
        )

    def conclude(self, connection: Connection, ledger: Ledger) -> None:
        """The station has nothing left to say: whom it did not make known, nobody knows."""
        doubts = Doubts(connection, ledger.office)
        told = doubts.of_station(self._station)
        if not told:
            return
        entries = [
            one for doubt in told for one in ledger.entries(doubt.origin, doubt.seq, doubt.seq)
        ]
        wrong = self._strangers(connection, ledger, entries)
        self._refuse(connection, ledger, [(entry, ACTOR_UNKNOWN) for entry in wrong])
        doubts.forget(self._station)

    def _wrong(
        self, connection: Connection, ledger: Ledger, settled: Settled
    ) -> Iterator[tuple[Entry, str]]:
        for entry in settled.entries:
            if entry.body is None:
                continue
            try:
                event = codec.decode(entry.envelope.type, entry.envelope.schema, entry.body)
            except codec.BodyUnreadable:
                yield entry, BODY_WRONG
                continue
            if event is None:
                continue
            if self._is_outside(connection, ledger, event, settled.station):
                yield entry, NUMBER_OUTSIDE
            elif isinstance(event, ActIssued) and _lacks_parts(ledger, event):
                yield entry, PART_MISSING

    def _is_outside(
        self, connection: Connection, ledger: Ledger, event: Event, station: str
    ) -> bool:
        """A mark that this station never said it prints. A clash of two that did is no such."""
        mark = getattr(event, "mark", "")
        if not mark or series_taken(event) is None:
            return False
        said = (station, mark)
        return said not in self._known(ledger).marks and (
            said not in self._known(ledger, connection).marks
        )

    def _strangers(
        self, connection: Connection, ledger: Ledger, entries: Sequence[Entry]
    ) -> list[Entry]:
        actors = {entry.envelope.actor for entry in entries} - {NOBODY}
        if actors <= self._known(ledger).actors:
            return []
        known = self._known(ledger, connection).actors
        return [one for one in entries if one.envelope.actor not in known | {NOBODY}]

    def _known(self, ledger: Ledger, connection: Connection | None = None) -> _Known:
        """As remembered; with a connection as it is now. People and marks only ever come."""
        offices = _KNOWN.setdefault(self._centre, {})
        if connection is not None or ledger.office not in offices:
            offices[ledger.office] = _Known(set(), set())
        known = offices[ledger.office]
        if connection is not None:
            ledger.write()
            _learn(known, connection, ledger.office)
        return known

    def _refuse(
        self, connection: Connection, ledger: Ledger, found: Sequence[tuple[Entry, str]]
    ) -> None:
        """What was refused before is not refused again."""
        wrong = [(entry, code) for entry, code in found if entry.envelope.type != _REFUSED]
        if not wrong:
            return
        streams = list({entry.envelope.stream for entry, _ in wrong})
        salts = ledger.salts(streams)
        before = _refused_before(ledger, streams)
        told = [
            _refusal(entry, code, salts.get(entry.envelope.stream), self._centre.clock())
            for entry, code in wrong
            if entry.reference not in before
        ]
        if told:
            Writer(self._centre, connection, ledger).write(ledger.office, told, {})


def _learn(known: _Known, connection: Connection, office: str) -> None:
    types = (stored_name(StaffRecorded), stored_name(SeriesOpened))
    for name, schema, body in of_office_stream(connection, office, types):
        try:
            event = codec.decode(name, schema, body)
        except codec.BodyUnreadable:
            continue
        if isinstance(event, StaffRecorded):
            known.actors |= _uuid(event.staff)
        elif isinstance(event, SeriesOpened):
            known.marks.add((event.station, event.mark))


def _uuid(told: str) -> set[bytes]:
    try:
        return {bytes.fromhex(told.replace("-", ""))}
    except ValueError:
        return set()


def _refused_before(ledger: Ledger, streams: Sequence[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for stream in streams:
        for entry in ledger.entries_of(stream):
            if entry.envelope.type == _REFUSED and entry.body is not None:
                found |= set(entry.envelope.parents)
    return found


def _refusal(entry: Entry, code: str, salt: bytes | None, at: int) -> Entry:
    """Said after the refused entry alone: it waits where that one waits."""
    told, stream = entry.envelope, entry.envelope.stream
    body = codec.encode(EntryRefused(entry=entry.reference, refusal=code))
    sealed = sealing_salt(_REFUSED, stream, salt or stream_salt(stream))
    envelope = Envelope(
        office=told.office,
        stream=stream,
        parents=(entry.reference,),
        type=_REFUSED,
        schema=codec.SCHEMAS[_REFUSED],
        actor=NOBODY,
        role=CENTRE_ROLE,
        at=at,
        hlc=max(at << 16, told.hlc + 1),
        commitment=body_commitment(sealed, body),
    )
    return Entry(
        origin=entry.origin,
        seq=entry.seq,
        envelope=envelope,
        content_id=envelope.content_id(),
        chain=entry.chain,
        body=body,
    )


def _lacks_parts(ledger: Ledger, event: ActIssued) -> bool:
    """By the very release it was made by; of one that is not known here nothing is said."""
    if not event.template_digest or not event.reading:
        return False
    try:
        reading = msgspec.json.decode(event.reading, type=ActReading)
    except (msgspec.MsgspecError, RecursionError):
        return True
    for office in _offices(ledger):
        try:
            form = of_digest(office, event.kind, event.template_digest)
        except TemplateNotFound:
            continue
        return bool(missing_fields(form, reading.told))
    return False


def _offices(ledger: Ledger) -> Iterator[Office]:
    """First without what the office itself adopted: its own stream is long."""
    yield Office()
    stream: Any = fold(ledger.entries_of(office_stream(ledger.office).bytes)).state
    yield stream or Office()
