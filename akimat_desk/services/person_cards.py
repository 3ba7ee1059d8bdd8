"""The card of an applicant, assembled in one snapshot: all their records, cases and namesakes."""

import uuid
from collections.abc import Iterable
from functools import reduce
from typing import Any

import msgspec

from akimat_desk.domain.collation import folded
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import (
    Applicant,
    CaseCounts,
    PersonCorrected,
    PersonRecord,
    PersonRegistered,
    PersonsJoined,
    Representative,
)
from akimat_desk.domain.registering import merged
from akimat_desk.domain.same_person import grounds, pins_differ, strength
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.services.card_readings import Signed
from akimat_desk.services.signatures import event_of, signed_by
from akimat_desk.storage import applicants, journal, queries
from akimat_desk.storage.database import Connection
from akimat_desk.storage.queries import CaseFilter

_LATEST_CASES = 10


class RecordLine(msgspec.Struct, frozen=True, kw_only=True):
    """One of the records an applicant is made of."""

    id: str
    applicant: Applicant
    is_disputed: bool


class MaybeSame(msgspec.Struct, frozen=True, kw_only=True):
    """Another applicant who may be this one; `id` is of the record that leads theirs.

    `grounds` are the codes of domain.same_person, the strongest first.
    """

    id: str
    applicant: Applicant
    grounds: tuple[str, ...]
    counts: CaseCounts
    pins_differ: bool = False


class JoinLine(msgspec.Struct, frozen=True, kw_only=True):
    """A join that stands; `id` is what taking it apart needs."""

    id: str
    one: str
    other: str
    reason: str
    signed: Signed


class PersonEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of one of the records. `event` is None for what this program cannot read."""

    record: str
    type: str
    event: Event | None
    signed: Signed


class PersonCard(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant as the office knows them.

    `whole` is what the leading record says, filled up from the others. `spellings` are the other
    names under which they stand in records and on papers. `names` gives the name of every record
    that a history line speaks of.
    """

    id: str
    whole: Applicant
    records: tuple[RecordLine, ...]
    spellings: tuple[str, ...]
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    representatives: tuple[Representative, ...]
    counts: CaseCounts
    maybe_same: tuple[MaybeSame, ...]
    joins: tuple[JoinLine, ...]
    history: tuple[PersonEntry, ...]
    names: dict[str, str]
    may_change: bool
    is_read_only: bool = False

    @property
    def is_disputed(self) -> bool:
        return any(record.is_disputed for record in self.records)


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it is written on: its row's leader, its entries and their fold."""

    stream: bytes
    leader: bytes
    folded: Folded
    entries: tuple[Entry, ...]

    @property
    def record(self) -> PersonRecord:
        state: PersonRecord = self.folded.state
        return state

    @property
    def id(self) -> str:
        return text_of(self.stream)


def text_of(stream: bytes) -> str:
    return str(uuid.UUID(bytes=stream))


def union_of(connection: Connection, leader: bytes) -> tuple[Opened, ...]:
    """All records of a union, the one that leads first."""
    return tuple(
        _opened(connection, row.stream, leader) for row in applicants.members(connection, leader)
    )


def _opened(connection: Connection, stream: bytes, leader: bytes) -> Opened:
    entries = tuple(journal.entries_of(connection, stream))
    return Opened(stream=stream, leader=leader, folded=fold(entries), entries=entries)


def card_of(
    connection: Connection, office: Office, union: tuple[Opened, ...], *, may_change: bool
) -> PersonCard:
    """Of the union of records that were opened."""
    leader = union[0].leader
    whole = whole_of(one.record.applicant for one in union)
    told = _told(union)
    streams = [one.stream for one in union]
    names = [known.name for known in told] + applicants.names_on_cases(connection, streams)
    joins = _joins(office, union, applicants.standing_joins(connection, streams))
    counts = applicants.case_counts(connection, [leader])
    return PersonCard(
        id=text_of(leader),
        whole=whole,
        records=tuple(
            RecordLine(
                id=one.id, applicant=one.record.applicant, is_disputed=one.record.is_disputed
            )
            for one in union
        ),
        spellings=tuple(name for name in _once(names) if name != whole.name),
        phones=_once((whole.phone, *(known.phone for known in told))),
        addresses=_alike_once(known.address.line() for known in (whole, *told)),
        representatives=_representatives(connection, text_of(leader)),
        counts=counts.get(leader, CaseCounts()),
        maybe_same=_maybe_same(connection, union),
        joins=joins,
        history=_history(office, union),
        names=_names(connection, union),
        may_change=may_change,
        is_read_only=any(one.folded.unknown for one in union),
    )


def whole_of(known: Iterable[Applicant]) -> Applicant:
    """The first record's word, and where it is silent that of the next."""
    return reduce(lambda first, other: merged(other, first), known)


def _told(union: tuple[Opened, ...]) -> list[Applicant]:
    """Everything the records ever said, the latest first."""
    entries = sorted(
        (entry for one in union for entry in one.entries),
        key=lambda entry: (entry.envelope.hlc, entry.content_id),
        reverse=True,
    )
    return [
        event.applicant
        for event in map(event_of, entries)
        if isinstance(event, PersonRegistered | PersonCorrected)
    ]


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _alike_once(values: Iterable[str]) -> tuple[str, ...]:
    """The first spelling of those that differ in nothing but letters people mix up."""
    found: dict[str, str] = {}
    for value in values:
        if value:
            found.setdefault(folded(value), value)
    return tuple(found.values())


def _representatives(connection: Connection, person: str) -> tuple[Representative, ...]:
    """Who acted for them in their latest cases."""
    rows = queries.newest_cases(connection, CaseFilter(person=person), None, _LATEST_CASES)
    found: dict[str, Representative] = {}
    for row in rows:
        case: Any = journal.load(connection, row.stream).state
        told = None if case is None else case.field("representative")
        if told is not None:
            found.setdefault(folded(told.person.full_name), told)
    return tuple(found.values())


def _maybe_same(connection: Connection, union: tuple[Opened, ...]) -> tuple[MaybeSame, ...]:
    rows = applicants.members(connection, union[0].leader)
    found = applicants.alike(connection, rows, union[0].leader)
    counts = applicants.case_counts(connection, list(found))
    ours = [one.record.applicant for one in union]
    maybe = []
    for leader, alike in found.items():
        for row in alike:
            known = journal.load(connection, row.stream).state.applicant
            on = _grounds(ours, known)
            if on:
                maybe.append(
                    MaybeSame(
                        id=text_of(leader),
                        applicant=known,
                        grounds=on,
                        counts=counts.get(leader, CaseCounts()),
                        pins_differ=all(pins_differ(one, known) for one in ours),
                    )
                )
                break
    return tuple(sorted(maybe, key=lambda one: (*strength(one.grounds), one.id)))


def _grounds(ours: list[Applicant], known: Applicant) -> tuple[str, ...]:
    """The strongest that any of our records gives."""
    found = [on for one in ours if (on := grounds(one, known))]
    return min(found, key=strength) if found else ()


def _joins(
    office: Office, union: tuple[Opened, ...], standing: list[tuple[bytes, bytes, bytes]]
) -> tuple[JoinLine, ...]:
    entries = {entry.reference: entry for one in union for entry in one.entries}
    lines = []
    for stream, reference, other in standing:
        entry = entries[reference]
        event = event_of(entry)
        reason = event.reason if isinstance(event, PersonsJoined) else ""
        lines.append(
            JoinLine(
                id=reference.hex(),
                one=text_of(stream),
                other=text_of(other),
                reason=reason,
                signed=signed_by(office, entry),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.signed.at, line.id)))


def _history(office: Office, union: tuple[Opened, ...]) -> tuple[PersonEntry, ...]:
    """The newest first, by the display clock."""
    lines = [(one.id, entry) for one in union for entry in one.entries]
    lines.sort(key=lambda line: (line[1].envelope.hlc, line[1].content_id), reverse=True)
    return tuple(
        PersonEntry(
            record=record,
            type=entry.envelope.type,
            event=event_of(entry),
            signed=signed_by(office, entry),
        )
        for record, entry in lines
    )


def _names(connection: Connection, union: tuple[Opened, ...]) -> dict[str, str]:
    """Of our records and of those they were ever joined with."""
    names = {one.id: one.record.applicant.name for one in union}
    for other in {other for one in union for _, other in one.record.joins} - names.keys():
        row = applicants.find(connection, _stream_of(other))
        names[other] = "" if row is None else row.name
    return names


def _stream_of(person: str) -> bytes:
    try:
        return uuid.UUID(person).bytes
    except ValueError:
        return b""
