"""Entries to list tables, in the same transaction: a reading is never behind the journal."""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

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
from akimat_desk.storage.list_columns import list_columns


def _insert(table: Any) -> tuple[str, tuple[str, ...]]:
    columns = tuple(column.name for column in table.columns if column.name != "id")
    statement = table.insert().values(dict.fromkeys(columns))
    return str(statement.compile(dialect=sqlite.dialect())), columns


_NEW_CASE, _CASE_COLUMNS = _insert(tables.case_line)
_NEW_PERSON, _PERSON_COLUMNS = _insert(tables.person_line)
_CHANGE_CASE = (
    f"UPDATE case_line SET {', '.join(f'{name}=?' for name in _CASE_COLUMNS)}"  # noqa: S608
    " WHERE id=?"
)
# Who leads a union is no matter of one record: `unions.follow` says it.
_PERSON = f"{_NEW_PERSON} ON CONFLICT (stream) DO UPDATE SET " + ", ".join(
    f"{name}=excluded.{name}" for name in _PERSON_COLUMNS if name != "leader"
)
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
_CASE_ROW = "SELECT id FROM case_line WHERE stream=?"
_WORDS = "INSERT INTO case_words (rowid, words) VALUES (?,?)"
_NUMBERS = "INSERT INTO case_numbers (rowid, number_key) VALUES (?,?)"


class Lens(msgspec.Struct, frozen=True, kw_only=True):
    """What derived values are seen through: the office, its rule packs and its calendar."""

    office_id: str
    office: Office
    references: References


def project(
    connection: Connection, stream: bytes, folded: Folded, lens: Lens, *, is_new: bool = False
) -> None:
    """Bring all readings of one stream up to its fold; a new stream has none yet."""
    _project_stream(connection, stream, folded)
    if folded.is_erased:
        erasing.erase(connection, stream)
        for given in erasing.taken(journal.entries_of(connection, stream)):
            note_series(connection, given)
    if folded.kind == codec.CASE:
        _project_case(connection, stream, folded, lens, is_new=is_new)
    elif folded.kind == codec.PERSON:
        _project_person(connection, stream, folded, is_new=is_new)
    elif folded.kind == codec.ACT:
        _project_act(connection, stream, folded)
    elif folded.kind in KIND_BY_NAME:
        record_lines.note(connection, stream, folded.kind, folded.state)


def state_digest(folded: Folded) -> bytes:
    """SHA-256 over the folded state alone."""
    return hashlib.sha256(folded.canonical()).digest()


def _project_stream(connection: Connection, stream: bytes, folded: Folded) -> None:
    driver(connection).execute(
        _STREAM,
        (
            stream,
            folded.kind,
            b"".join(folded.heads),
            folded.count,
            folded.hlc,
            state_digest(folded),
            len(folded.waiting),
            len(folded.unknown),
            aside(folded),
        ),
    )


def aside(folded: Folded) -> int:
    """How much of a stream is set aside."""
    return len(folded.set_aside) + len(getattr(folded.state, "set_aside", ()))


def note_taken(connection: Connection, origin: bytes, event: Event) -> None:
    """The series that the fact took a number of goes on from there."""
    taken = series_taken(event)
    if taken is not None:
        note_series(connection, (origin, *taken))


def note_series(connection: Connection, given: tuple[bytes, str, int, int]) -> None:
    """(origin, journal, year, number): the series stands at least there."""
    driver(connection).execute(_SERIES, given)


def _project_case(
    connection: Connection, stream: bytes, folded: Folded, lens: Lens, *, is_new: bool
) -> None:
    raw = driver(connection)
    found = None if is_new else _case_row(connection, stream)
    case: Case | None = folded.state
    dossiers.note(connection, stream, case, lens.office_id, lens.office)
    if case is None or not is_listed(case, lens.office_id, lens.office):
        if found is not None:
            _forget_case(connection, found)
            addresses.forget_letter(connection, stream)
            act_lines.forget(connection, stream)
            body_lines.forget(connection, stream)
        return
    line = case_line(stream, case, lens)
    values = tuple(line[name] for name in _CASE_COLUMNS)
    if found is None:
        found = raw.execute(_NEW_CASE, values).lastrowid
    else:
        raw.execute(_CHANGE_CASE, (*values, found))
        _forget_words(connection, found)
    raw.execute(_WORDS, (found, case_words(case)))
    raw.execute(_NUMBERS, (found, numbers_text(line)))
    case_labels.note(connection, found, case, is_new=is_new)
    addresses.note_letter(connection, stream, case.registered)
    ours = own_acts(case, lens.office_id, lens.office)
    _note_acts(connection, ours)
    act_lines.note(connection, stream, ours, number_at(case, lens.office_id))
    body_lines.note(connection, stream, case, is_new=is_new)


def own(folded: Folded, lens: Lens) -> Any:
    """The state with the office's own acts alone."""
    if folded.kind != codec.CASE or folded.state.opened is None:
        return folded.state
    return own_acts(folded.state, lens.office_id, lens.office)


def is_listed_in(folded: Folded, lens: Lens) -> bool:
    case: Case | None = folded.state
    return case is not None and is_listed(case, lens.office_id, lens.office)


def incoming_lines(stream: bytes, folded: Folded, lens: Lens) -> list[dossiers.Line]:
    case: Any = folded.state if folded.kind == codec.CASE else None
    if case is None or case.opened is None:
        return []
    return dossiers.lines(stream, case, lens.office_id, lens.office)


def _project_act(connection: Connection, stream: bytes, folded: Folded) -> None:
    if folded.state is None:
        act_lines.forget(connection, stream)
        return
    _note_acts(connection, folded.state)
    act_lines.note(connection, stream, folded.state, "")


def _case_row(connection: Connection, stream: bytes) -> int | None:
    row = driver(connection).execute(_CASE_ROW, (stream,)).fetchone()
    return None if row is None else int(row[0])


def _note_acts(connection: Connection, case: HoldsActs) -> None:
    """Office-wide series go on from the highest number any desk gave."""
    for given in act_numbers(case):
        note_series(connection, given)


def act_numbers(case: HoldsActs) -> Iterator[tuple[bytes, str, int, int]]:
    """(origin, journal, year, number) of each act, as the series have them."""
    for key in case.keys("act:"):
        for entry in case.slot(key):
            act = entry.event
            if isinstance(act, case_events.ActIssued | case_events.ActNumbered) and act.sequence:
                yield tables.OFFICE_WIDE, act.journal, act.year, act.sequence


def numbers_text(line: Mapping[str, Any]) -> str:
    """The keys a case is found by, for the index of numbers."""
    return " ".join(key for key in (line["number_key"], line["incoming_key"]) if key)


def _forget_words(connection: Connection, row: int) -> None:
    for name in tables.FULL_TEXT_NAMES:
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE rowid=?", (row,))  # noqa: S608


def _forget_case(connection: Connection, row: int) -> None:
    _forget_words(connection, row)
    case_labels.forget(connection, row)
    connection.exec_driver_sql("DELETE FROM case_line WHERE id=?", (row,))


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
        "is_open": int(case.ending_at(lens.office_id) is None),
        "is_disputed": int(bool(case.disputes)),
        "received_on": _iso(legal_day(event.received_at)),
        "registered_on": _iso(ours.registered_on),
        "registered_at": event.registered_at if incoming is None else incoming.accepted_at,
        "ended_on": _iso(case.ended_on_at(lens.office_id)),
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


def due_columns(case: Case, lens: Lens) -> dict[str, Any]:
    """The columns that another calendar or rule pack changes, and nothing else does."""
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


def _project_person(connection: Connection, stream: bytes, folded: Folded, *, is_new: bool) -> None:
    record: PersonRecord | None = folded.state
    if record is None:
        person_words.forget(connection, stream)
        connection.exec_driver_sql("DELETE FROM person_line WHERE stream=?", (stream,))
        addresses.note(connection, stream, Address(), is_new=is_new)
        unions.follow(connection, stream, None)
        return
    line = {**person_line(stream, record), "leader": stream}
    if not is_new:
        person_words.forget(connection, stream)
    driver(connection).execute(_PERSON, tuple(line[name] for name in _PERSON_COLUMNS))
    person_words.note(connection, stream, record)
    unions.follow(connection, stream, record)
    addresses.note(connection, stream, record.applicant.address, is_new=is_new)


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
