"""Applicants the office knows: pages of them, one in full, correcting, joining, taking apart."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import joining
from akimat_desk.domain.applications import (
    ApplicantTold,
    applicant_of,
    demand_applicant,
    told_as,
)
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.joining import JoinUnknown, KindsDiffer, PersonReadOnly, PersonUnknown
from akimat_desk.domain.people import (
    Address,
    Applicant,
    CaseCounts,
    PersonCorrected,
    PersonsParted,
)
from akimat_desk.domain.rights import may
from akimat_desk.domain.same_person import is_body
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.person_cards import (
    Opened,
    PersonCard,
    card_of,
    text_of,
    union_of,
)
from akimat_desk.storage import applicants, journal
from akimat_desk.storage.database import Connection

PAGE = 50
CHANGE = "people"


class ApplicantRow(msgspec.Struct, frozen=True, kw_only=True):
    """An applicant of the list; `pin` holds the last four digits, `records` counts the joined."""

    id: str
    name: str
    is_organisation: bool
    pin: str
    phone: str
    records: int
    open_cases: int
    all_cases: int
    last_on: date | None


class ApplicantPage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows and the cursor of the next page, None at the end."""

    rows: tuple[ApplicantRow, ...]
    next_cursor: Any | None


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """What was joined: `join` is what taking it apart needs, `leader` who leads now."""

    join: str
    leader: str


class People:
    """Reading is for everybody; what is written needs the right "people"."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def page(
        self, typed: str = "", cursor: tuple[str, int] | None = None, limit: int = PAGE
    ) -> ApplicantPage:
        """By name; one row for all records that are joined."""
        with self._core.read() as (connection, _):
            found = applicants.page(connection, typed, cursor, limit)
            leaders = [row.stream for row in found.rows]
            records = applicants.member_counts(connection, leaders)
            counts = applicants.case_counts(connection, leaders)
        return ApplicantPage(
            rows=tuple(
                _row(line, records[line.stream], counts.get(line.stream, CaseCounts()))
                for line in found.rows
            ),
            next_cursor=found.after,
        )

    def open(self, person_id: str) -> PersonCard:
        """The applicant that this record is of; raises PersonUnknown."""
        actor = self._core.actor
        with self._core.read() as (connection, lens):
            union = union_of(connection, _leader(connection, person_id))
            may_change = actor is not None and may(actor.roles, CHANGE)
            return card_of(connection, lens.office, union, may_change=may_change)

    def correct(self, person_id: str, told: Mapping[str, Any], reason: str = "") -> None:
        """The record as it should read from now on; an address that is not told stays.

        What stood there is replaced only with a reason; what was empty is filled in without one.
        Raises PersonUnknown, PersonReadOnly, KindsDiffer, FieldWrong, UnknownKeys.
        """
        shaped: ApplicantTold = told_as(dict(told), ApplicantTold)
        reason = told_as({"reason": reason}, _Reason).reason
        demand_applicant(shaped)
        with self._core.write(CHANGE) as writing:
            found = _writable(writing, person_id)
            before = found.record.applicant
            after = applicant_of(shaped)
            if is_body(after) != is_body(before) or after.is_anonymous:
                raise KindsDiffer
            after = _with_address(after, before, told)
            if after == before and not found.record.is_disputed:
                raise FieldWrong("applicant", "nothing_to_correct")
            if not reason and _replaces(before, after):
                raise FieldWrong("reason", "empty")
            event = PersonCorrected(applicant=after, reason=reason)
            writing.append(found.stream, found.folded, event)

    def join(self, one: str, other: str, reason: str = "") -> Joined:
        """Both are one applicant from now on, in all lists and on the register.

        Raises PersonUnknown, PersonReadOnly, JoinedWithItself, AlreadyJoined, KindsDiffer,
        PinsDiffer.
        """
        reason = told_as({"reason": reason}, _Reason).reason
        with self._core.write(CHANGE) as writing:
            first, second = _side(writing, one), _side(writing, other)
            on, event = joining.join(first, second, reason)
            found = _writable(writing, on)
            after = writing.append(found.stream, found.folded, event)
            leader = _leader(writing.connection, on)
        return Joined(join=after.heads[0].hex(), leader=text_of(leader))

    def part(self, join: str, reason: str = "") -> tuple[str, str]:
        """Take a join back, and with it every other of the same pair; the ids of the two records.

        Raises JoinUnknown, PersonReadOnly.
        """
        reason = told_as({"reason": reason}, _Reason).reason
        with self._core.write(CHANGE) as writing:
            standing = applicants.find_join(writing.connection, _reference(join))
            if not standing:
                raise JoinUnknown(join)
            stream, _, other = standing[0]
            found = _writable(writing, text_of(stream))
            events = (PersonsParted(join=entry, reason=reason) for _, entry, _ in standing)
            writing.append(stream, found.folded, *events)
        return text_of(stream), text_of(other)


class _Reason(msgspec.Struct, frozen=True):
    reason: str


def _row(line: Any, records: int, counts: CaseCounts) -> ApplicantRow:
    return ApplicantRow(
        id=text_of(line.stream),
        name=line.name,
        is_organisation=bool(line.is_organisation),
        pin=line.pin[-4:],
        phone=line.phone,
        records=records,
        open_cases=counts.open,
        all_cases=counts.every,
        last_on=counts.last_on,
    )


def _leader(connection: Connection, person_id: str) -> bytes:
    try:
        row = applicants.find(connection, uuid.UUID(person_id).bytes)
    except ValueError:
        row = None
    if row is None:
        raise PersonUnknown(person_id)
    leader: bytes = row.leader
    return leader


def _writable(writing: Writing, person_id: str) -> Opened:
    leader = _leader(writing.connection, person_id)
    stream = uuid.UUID(person_id).bytes
    folded = journal.load(writing.connection, stream)
    if folded.unknown:
        raise PersonReadOnly(person_id)
    return Opened(stream=stream, leader=leader, folded=folded, entries=())


def _side(writing: Writing, person_id: str) -> joining.Union:
    leader = _leader(writing.connection, person_id)
    union = union_of(writing.connection, leader)
    return joining.Union(
        id=str(uuid.UUID(person_id)),
        leader=text_of(leader),
        applicants=tuple(one.record.applicant for one in union),
    )


def _reference(join: str) -> bytes:
    try:
        return bytes.fromhex(join)
    except ValueError:
        raise JoinUnknown(join) from None


def _with_address(after: Applicant, before: Applicant, told: Mapping[str, Any]) -> Applicant:
    """A form that shows the address as one line does not tell the parts that stay."""
    kind = "organisation" if is_body(after) else "person"
    if "address" in told[kind]:
        return after
    known: Any = after.person or after.organisation
    kept = msgspec.structs.replace(known, address=before.address)
    return msgspec.structs.replace(after, **{kind: kept})


def _replaces(before: Applicant, after: Applicant) -> bool:
    """Something that stood there reads otherwise or is gone."""
    was: Any = before.person or before.organisation
    now: Any = after.person or after.organisation
    if was is None:
        return False
    empty = ("", None, Address())
    return any(
        value not in empty and value != getattr(now, field)
        for field, value in msgspec.structs.asdict(was).items()
    )
