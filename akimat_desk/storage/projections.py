"""Entries to list tables, in the same transaction: a reading is never behind the journal."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from akimat_desk.domain import case_events
from akimat_desk.domain.act_states import HoldsActs
from akimat_desk.domain.cases import OUTCOME, Case
from akimat_desk.domain.collation import folded as search_folded
from akimat_desk.domain.collation import sort_key
from akimat_desk.domain.dossiers import as_here, is_listed, number_at, own_acts, own_incoming
from akimat_desk.domain.duties import References, dates, responsible, stage
from akimat_desk.domain.facts import Event
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import Address, PersonRecord
from akimat_desk.domain.record_kinds import KIND_BY_NAME
from akimat_desk.domain.series_taken import series_taken
from akimat_desk.journal import codec
from akimat_desk.journal.fold import Folded
from akimat_desk.storage import (
    act_lines,
    addresses,
    body_lines,
    case_labels,
    dossiers,
    erasing,
    journal,
    person_words,
    record_lines,
    tables,
    unions,
)
from akimat_desk.storage.database import driver
from akimat_desk.storage.gathered import Gathered
from akimat_desk.storage.list_columns import list_columns


def _statements(name: str, columns: tuple[str, ...]) -> tuple[str, str, str]:
    """To put, to change and to drop a row by its id, which comes last."""
    put = f"INSERT INTO {name} ({', '.join(columns)}, id) VALUES ({'?,' * len(columns)}?)"  # noqa: S608
    change = f"UPDATE {name} SET {', '.join(f'{column}=?' for column in columns)} WHERE id=?"  # noqa: S608
    return put, change, f"DELETE FROM {name} WHERE id=?"  # noqa: S608


def _columns(table: Any) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name != "id")


_CASE_COLUMNS = _columns(tables.case_line)
_PUT_CASE, _CHANGE_CASE, _DROP_CASE = _statements("case_line", _CASE_COLUMNS)
# Who leads a union is no matter of one record: `unions.follow` says it, after the row is there.
_PERSON_COLUMNS = _columns(tables.person_line)
_PUT_PERSON, _, _DROP_PERSON = _statements("person_line", _PERSON_COLUMNS)
_OF_PERSON = tuple(name for name in _PERSON_COLUMNS if name != "leader")
_CHANGE_PERSON = _statements("person_line", _OF_PERSON)[1]
_STREAM = (
    "INSERT INTO stream (stream, kind, heads, count, hlc, state_digest, waiting, unknown, aside)"
    " VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (stream) DO UPDATE SET kind=excluded.kind,"
    " heads=excluded.heads, count=excluded.count, hlc=excluded.hlc,"
    " state_digest=excluded.state_digest, waiting=excluded.waiting, unknown=excluded.unknown,"
    " aside=excluded.aside"
)
_SERIES = (
    "INSERT INTO series (origin, journal, year, last) VALUES (?,?,?,?) ON CONFLICT"
    " (origin, journal, year) DO UPDATE SET last=max(last, excluded.last)"
)
_WORDS = "INSERT INTO case_words (rowid, words) VALUES (?,?)"
_NUMBERS = "INSERT INTO case_numbers (rowid, number_key) VALUES (?,?)"
_NO_WORDS, _NO_NUMBERS = (
    f"DELETE FROM {name} WHERE rowid=?"  # noqa: S608
    for name in tables.FULL_TEXT_NAMES
)
_NOTHING_DUE: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("statutory_on", "control_on", "internal_on", "next_on")),
    "next_kind": "",
}
Given = tuple[bytes, str, int, int]
"""(origin, journal, year, number)."""
Brought = tuple[bytes, Folded, bool]
"""A stream, its fold, and whether it is new: then it has no readings yet."""


class Lens(msgspec.Struct, frozen=True, kw_only=True):
    """What derived values are seen through: the office, its rule packs and its calendar."""

    office_id: str
    office: Office
    references: References


def project(
    connection: Connection, stream: bytes, folded: Folded, lens: Lens, *, is_new: bool = False
) -> None:
    """Bring all readings of one stream up to its fold; a new stream has none yet."""
    project_each(connection, [(stream, folded, is_new)], lens)


def project_each(connection: Connection, brought: Iterable[Brought], lens: Lens) -> None:
    """The same for many streams, each of them once: a pass for each table, not for each stream."""
    projecting = _Projecting(connection, lens)
    for stream, folded, is_new in brought:
        projecting.add(stream, folded, is_new=is_new)
    projecting.write()


class _Projecting:
    """Gathers the rows of every stream first."""

    def __init__(self, connection: Connection, lens: Lens) -> None:
        self._connection = connection
        self._lens = lens
        self._gathered = Gathered(connection)
        self._records: list[tuple[bytes, PersonRecord | None]] = []
        self._given: list[Given] = []

    def write(self) -> None:
        self._gathered.write()
        note_series(self._connection, self._given)
        unions.follow_each(self._connection, self._records)

    def add(self, stream: bytes, folded: Folded, *, is_new: bool) -> None:
        self._gathered.put(_STREAM, _stream_row(stream, folded))
        if folded.is_erased:
            erasing.erase(self._connection, stream)
            self._given += erasing.taken(journal.entries_of(self._connection, stream))
        if folded.kind == codec.CASE:
            self._add_case(stream, folded.state, is_new=is_new)
        elif folded.kind == codec.PERSON:
            self._add_person(stream, folded.state, is_new=is_new)
        elif folded.kind == codec.ACT:
            self._add_act(stream, folded.state, is_new=is_new)
        elif folded.kind in KIND_BY_NAME:
            state = folded.state
            record_lines.gather(self._gathered, stream, folded.kind, state, is_new=is_new)

    def _add_case(self, stream: bytes, case: Case | None, *, is_new: bool) -> None:
        gathered, lens = self._gathered, self._lens
        incoming = _incoming(stream, case, lens)
        dossiers.gather(gathered, stream, incoming, is_new=is_new)
        row = None if is_new else gathered.row_of("case_line", stream)
        if case is None or not is_listed(case, lens.office_id, lens.office):
            if row is not None:
                self._forget_case(stream, row)
            return
        line = case_line(stream, case, lens)
        values = tuple([line[name] for name in _CASE_COLUMNS])
        if row is None:
            row = gathered.new_row("case_line")
            gathered.put(_PUT_CASE, (*values, row))
        else:
            gathered.put(_CHANGE_CASE, (*values, row))
            self._forget_words(row)
        gathered.put(_WORDS, (row, case_words(case)))
        gathered.put(_NUMBERS, (row, numbers_text(line)))
        case_labels.gather(gathered, row, case, is_new=is_new)
        addresses.gather_letter(gathered, stream, case.registered)
        body_lines.gather(gathered, stream, case, is_new=is_new)
        ours = own_acts(case, lens.office_id, lens.office)
        self._given += act_numbers(ours)
        number = number_at(case, lens.office_id)
        act_lines.gather(gathered, stream, ours, number, is_new=is_new)

    def _forget_case(self, stream: bytes, row: int) -> None:
        gathered = self._gathered
        gathered.drop(_DROP_CASE, row)
        self._forget_words(row)
        case_labels.forget(gathered, row)
        addresses.forget_letter(gathered, stream)
        act_lines.forget(gathered, stream)
        body_lines.forget(gathered, stream)

    def _forget_words(self, row: int) -> None:
        self._gathered.drop(_NO_WORDS, row)
        self._gathered.drop(_NO_NUMBERS, row)

    def _add_act(self, stream: bytes, state: Any, *, is_new: bool) -> None:
        if state is None:
            act_lines.forget(self._gathered, stream)
            return
        self._given += act_numbers(state)
        act_lines.gather(self._gathered, stream, state, "", is_new=is_new)

    def _add_person(self, stream: bytes, record: PersonRecord | None, *, is_new: bool) -> None:
        gathered = self._gathered
        self._records.append((stream, record))
        row = None if is_new else gathered.row_of("person_line", stream)
        if row is not None:
            person_words.forget(gathered, row)
        address = Address() if record is None else record.applicant.address
        addresses.gather(gathered, stream, address, is_new=is_new)
        if record is None:
            if row is not None:
                gathered.drop(_DROP_PERSON, row)
            return
        line = person_line(stream, record)
        values = [line[name] for name in _OF_PERSON]
        if row is None:
            row = gathered.new_row("person_line")
            gathered.put(_PUT_PERSON, (*values, stream, row))
        else:
            gathered.put(_CHANGE_PERSON, (*values, row))
        person_words.gather(gathered, row, record)


def state_digest(folded: Folded) -> bytes:
    """SHA-256 over the folded state alone."""
    return hashlib.sha256(folded.canonical()).digest()


def _stream_row(stream: bytes, folded: Folded) -> tuple[Any, ...]:
    return (
        stream,
        folded.kind,
        b"".join(folded.heads),
        folded.count,
        folded.hlc,
        state_digest(folded),
        len(folded.waiting),
        len(folded.unknown),
        aside(folded),
    )


def aside(folded: Folded) -> int:
    """How much of a stream is set aside."""
    return len(folded.set_aside) + len(getattr(folded.state, "set_aside", ()))


def note_taken(connection: Connection, taken: Iterable[tuple[bytes, Event]]) -> None:
    """(origin, fact): the series that a fact took a number of goes on from there."""
    told = ((origin, series_taken(event)) for origin, event in taken)
    note_series(connection, ((origin, *found) for origin, found in told if found is not None))


def note_series(connection: Connection, given: Iterable[Given]) -> None:
    """Each of these series stands at least at the number given."""
    last: dict[tuple[bytes, str, int], int] = {}
    for origin, letter, year, number in given:
        key = (origin, letter, year)
        last[key] = max(number, last.get(key, 0))
    driver(connection).executemany(_SERIES, [(*key, number) for key, number in last.items()])


def own(folded: Folded, lens: Lens) -> Any:
    """The state with the office's own acts alone."""
    if folded.kind != codec.CASE or folded.state.opened is None:
        return folded.state
    return own_acts(folded.state, lens.office_id, lens.office)


def is_listed_in(folded: Folded, lens: Lens) -> bool:
    case: Case | None = folded.state
    return case is not None and is_listed(case, lens.office_id, lens.office)


def incoming_lines(stream: bytes, folded: Folded, lens: Lens) -> list[dossiers.Line]:
    return _incoming(stream, folded.state, lens) if folded.kind == codec.CASE else []


def _incoming(stream: bytes, case: Case | None, lens: Lens) -> list[dossiers.Line]:
    if case is None or case.opened is None:
        return []
    return dossiers.lines(stream, case, lens.office_id, lens.office)


def act_numbers(case: HoldsActs) -> Iterator[Given]:
    """Of each act, as the series have them: they go on from the highest that any desk gave."""
    for key in case.keys("act:"):
        for entry in case.slot(key):
            act = entry.event
            if isinstance(act, case_events.ActIssued | case_events.ActNumbered) and act.sequence:
                yield tables.OFFICE_WIDE, act.journal, act.year, act.sequence


def numbers_text(line: Mapping[str, Any]) -> str:
    """The keys a case is found by, for the index of numbers."""
    return " ".join(key for key in (line["number_key"], line["incoming_key"]) if key)


def case_line(stream: bytes, case: Case, lens: Lens) -> dict[str, Any]:
    """One row of the list of cases, by column name.

    A case that came from another office stands under our number and the day it was accepted here;
    `incoming_key` is what the sender's papers name it by.
    """
    case = as_here(case, lens.office_id)
    event = case.registered
    applicant = case.applicant
    incoming = own_incoming(case, lens.office_id)
    ours = event if incoming is None else incoming
    outcome = case.slot(OUTCOME).held
    is_open = case.ending_at(lens.office_id) is None
    return {
        "stream": stream,
        "number": ours.number,
        "number_key": number_key(ours.number),
        "incoming_key": None if incoming is None else number_key(event.number),
        "kind": event.kind,
        "channel": event.channel,
        "topic": case.field("topic"),
        "service": case.field("service"),
        "stage": stage(case, lens.office_id),
        "outcome": "" if outcome is None else getattr(outcome.event, "outcome", ""),
        "is_open": int(is_open),
        "is_disputed": int(bool(case.disputes)),
        "received_on": _iso(legal_day(event.received_at)),
        "registered_on": _iso(ours.registered_on),
        "registered_at": event.registered_at if incoming is None else incoming.accepted_at,
        "ended_on": None if is_open else _iso(case.ended_on_at(lens.office_id)),
        **due_columns(case, lens),
        "responsible": responsible(case),
        "person": ours.person,
        # Nobody is named of a matter that nothing is told of; "anonymous" would say something else.
        "applicant": "\N{EM DASH}" if event.secrecy else applicant.name,
        "applicant_sort": sort_key(applicant.name),
        "pin": applicant.pin,
        "phone": applicant.phone,
        "subject": case.field("subject"),
        "came_through": "" if event.came_through is None else event.came_through.body,
        "receipt_code": event.receipt_code,
        **list_columns(case, lens.office_id),
    }


def due_columns(case: Case, lens: Lens) -> Mapping[str, Any]:
    """The columns that another calendar or rule pack changes, and nothing else does.

    Only what is still open stands in them, so there is nothing to reckon of a case that ended.
    """
    if case.ending_at(lens.office_id) is not None:
        return _NOTHING_DUE
    due = dates(case, lens.office, lens.office_id, lens.references)
    following = due.next
    return {
        "statutory_on": _iso(_first(due.of_kind("statutory"))),
        "control_on": _iso(_first(due.of_kind("control"))),
        "internal_on": _iso(_first(due.of_kind("internal"))),
        "next_on": None if following is None else _iso(following.due_on),
        "next_kind": "" if following is None else following.kind,
    }


def case_words(case: Case) -> str:
    """What a clerk can find a case by, folded: applicant, trade name, address, subject, body."""
    applicant, event = case.applicant, case.registered
    trade = "" if applicant.person is None else applicant.person.trade_name
    through = "" if event.came_through is None else event.came_through.body
    parts = (applicant.name, trade, applicant.address.line(), case.field("subject"), through)
    return search_folded(" ".join(part for part in parts if part))


def person_line(stream: bytes, record: PersonRecord) -> dict[str, Any]:
    """One row of the list of applicants, by column name."""
    applicant = record.applicant
    return {
        "stream": stream,
        "name": applicant.name,
        "name_sort": sort_key(applicant.name),
        "name_folded": search_folded(applicant.name),
        "pin": applicant.pin,
        "phone": applicant.phone,
        "is_organisation": int(applicant.organisation is not None),
    }


def case_stream(case_id: str) -> bytes:
    """Streams are UUID bytes in storage and UUID text everywhere else."""
    return uuid.UUID(case_id).bytes


def _first(duties: tuple[Any, ...]) -> date | None:
    known = [duty.due_on for duty in duties if duty.is_open and duty.due_on is not None]
    return min(known, default=None)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
