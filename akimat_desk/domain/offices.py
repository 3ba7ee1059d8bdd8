"""An office as folded from its facts: what held on which day."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import office_events as events
from akimat_desk.domain.absence_events import (
    FilesHandedOver,
    HandOverActPrinted,
    HandOverActSigned,
)
from akimat_desk.domain.account_events import ACCOUNT_SLOTS
from akimat_desk.domain.archive_events import ARCHIVE_SLOTS
from akimat_desk.domain.body_events import BODY_SLOTS
from akimat_desk.domain.calendar_events import CalendarChanged
from akimat_desk.domain.facts import Event, Fact, SetAside, stored_name
from akimat_desk.domain.pad_events import PAD_SLOTS
from akimat_desk.domain.pen_sheets import PenSheetPrinted
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import ReceptionScheduled
from akimat_desk.domain.rule_events import RuleConfirmed
from akimat_desk.domain.slots import DisputeSettled, Slot, held_event, put_in, settled_in
from akimat_desk.domain.succession_events import OfficeFilesPassed, OfficeSucceeded

_SPACE = uuid.UUID("6f2b6d3c-6b1e-5d3b-9a8f-0d1c5b7e4a10")

_BODY = "body:"
SETUP = "setup"
"""The role of the program itself, while a workspace is made."""
_SLOT_OF: dict[type[Event], Callable[[Any], str]] = {
    events.OfficeNamed: lambda e: f"name:{e.from_on}",
    events.LetterheadSet: lambda e: f"letterhead:{e.from_on}",
    events.SettingSet: lambda e: f"setting:{e.key}",
    events.DepartmentNamed: lambda e: f"department:{e.department}",
    events.StaffRecorded: lambda e: f"staff:{e.staff}",
    events.StaffEnded: lambda e: f"ended:{e.staff}",
    events.StaffReturned: lambda e: f"ended:{e.staff}",
    events.PostHeld: lambda e: f"post:{e.post}:{e.from_on}",
    events.ResponsibilitySet: lambda e: f"answers:{e.topic}:{e.service}:{e.from_on}",
    events.ResponsibilityEnded: lambda e: f"answers:{e.topic}:{e.service}:{e.from_on}",
    events.SubstitutionSet: lambda e: f"substitution:{e.substitution}",
    FilesHandedOver: lambda e: f"handover:{e.act}",
    HandOverActPrinted: lambda e: f"handover-printed:{e.act}",
    HandOverActSigned: lambda e: f"handover-signed:{e.act}",
    events.SeriesOpened: lambda e: f"series:{e.origin.hex()}",
    events.SeriesClosed: lambda e: f"closed:{e.origin.hex()}",
    events.RuleLengthEntered: lambda e: f"length:{e.rule}:{e.from_on}",
    RuleConfirmed: lambda e: f"confirmed:{e.rule}",
    events.KeeperNamed: lambda e: f"keeper:{e.journal}",
    **PAD_SLOTS,
    **BODY_SLOTS,
    **ARCHIVE_SLOTS,
    **ACCOUNT_SLOTS,
    PenSheetPrinted: lambda e: f"pen-sheet:{e.sheet}",
    ReceptionScheduled: lambda e: f"reception:{e.schedule}",
    OfficeSucceeded: lambda e: f"succession:{e.from_on}:{e.office or e.name.ky}",
    OfficeFilesPassed: lambda e: f"passed:{e.act}",
}


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff as the record reads."""

    id: str
    login: str
    surname: str
    given: str
    patronymic: str
    post: Bilingual
    department: str
    roles: tuple[str, ...]
    phone: str
    room: str
    ended_on: date | None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """Surname and initials, as lists and signatures show it."""
        initials = " ".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)
        return f"{self.surname} {initials}".strip()

    def works_on(self, day: date) -> bool:
        return self.ended_on is None or day <= self.ended_on


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """Folded state of an office's stream."""

    slots: dict[str, Slot] = {}
    adopted: dict[str, tuple[int, bytes]] = {}
    clock_corrections: int = 0
    set_aside: tuple[SetAside, ...] = ()

    def dated(self, prefix: str, day: date) -> Any:
        """The event under `prefix:<from>` with the latest start not after `day`, or None."""
        found = next(self._begun(prefix, day), None)
        return found or next(iter(reversed(tuple(self._begun(f"{SETUP}-{prefix}", day)))), None)

    def all(self, prefix: str) -> tuple[Any, ...]:
        keys = sorted(key for key in self.slots if key.startswith(f"{prefix}:"))
        return tuple(held_event(self.slots, key) for key in keys)

    def bodies(self) -> Iterator[tuple[str, bytes, bytes]]:
        """(kind, digest, JSON bytes) of the adopted objects that came with their entries."""
        for key, slot in self.slots.items():
            if key.startswith(_BODY):
                carried: Any = slot.entries[0].event
                yield carried.kind, carried.digest, carried.body

    def setting(self, key: str) -> str | None:
        event = held_event(self.slots, f"setting:{key}")
        return None if event is None else event.value

    def staff(self) -> tuple[Staff, ...]:
        """Everybody ever recorded, by surname; those who left carry their last day."""
        found = tuple(self._staff(event) for event in self.all("staff"))
        return tuple(sorted(found, key=lambda one: (one.surname, one.given, one.id)))

    def find_staff(self, staff_id: str) -> Staff | None:
        event = held_event(self.slots, f"staff:{staff_id}")
        return None if event is None else self._staff(event)

    def find_login(self, login: str) -> Staff | None:
        return next((one for one in self.staff() if one.login == login), None)

    def answers_for(self, topic: str, service: str, day: date) -> events.ResponsibilitySet | None:
        """The row of the table for a matter on a day: by service, by topic, for the rest."""
        rows = [("", service)] if service else []
        rows += [(topic, "")] if topic else []
        for row_topic, row_service in (*rows, ("", "")):
            found = self.dated(f"answers:{row_topic}:{row_service}", day)
            # A row that has ended leaves its matters to the wider ones.
            if isinstance(found, events.ResponsibilitySet):
                return found
        return None

    def stands_in_for(self, staff_id: str, day: date) -> str:
        """The substitute on that day, or the person; chains are followed, loops are not."""
        seen = {staff_id}
        while True:
            row = next(
                (
                    row
                    for row in self.all("substitution")
                    if row.absent == staff_id and row.from_on <= day <= row.until_on
                ),
                None,
            )
            if row is None or row.substitute in seen:
                return staff_id
            staff_id = row.substitute
            seen.add(staff_id)

    def post_holder(self, post: str, day: date) -> events.PostHeld | None:
        """Once an acting holder's time is over, the one they stood in for holds the post again."""
        for held in self._begun(f"post:{post}", day):
            if held.until_on is None or day <= held.until_on:
                found: events.PostHeld = held
                return found
            if not held.acting:
                return None
        return None

    def _begun(self, prefix: str, day: date) -> Iterator[Any]:
        """The events under `prefix:<from>` that begin not after `day`, the latest first."""
        head = f"{prefix}:"
        starts = {key.removeprefix(head): key for key in self.slots if key.startswith(head)}
        # An id may hold a colon of its own; what it belongs to is then another prefix.
        begun = [start for start in starts if ":" not in start and start <= day.isoformat()]
        return (held_event(self.slots, starts[start]) for start in sorted(begun, reverse=True))

    def _staff(self, event: events.StaffRecorded) -> Staff:
        ended = held_event(self.slots, f"ended:{event.staff}")
        return Staff(
            id=event.staff,
            login=event.login,
            surname=event.surname,
            given=event.given,
            patronymic=event.patronymic,
            post=event.post,
            department=event.department,
            roles=event.roles,
            phone=event.phone,
            room=event.room,
            ended_on=ended.ended_on if isinstance(ended, events.StaffEnded) else None,
        )


def office_stream(office_id: str) -> uuid.UUID:
    """Every desk of an office writes its settings into one stream, known from the office's id."""
    return uuid.uuid5(_SPACE, office_id)


def apply(state: Office | None, fact: Fact) -> Office:
    """One fact more. Total: what makes no sense is set aside with a reason."""
    office = state or Office()
    event = fact.event
    key = _SLOT_OF.get(type(event))
    if key is not None:
        slots = put_in(office.slots, _under(key(event), fact), fact)
        return msgspec.structs.replace(office, slots=slots)
    match event:
        case events.ReferenceAdopted():
            return _adopt(office, event, fact)
        case events.ClockCorrected() | events.ClockConfirmed():
            corrections = office.clock_corrections + isinstance(event, events.ClockCorrected)
            return msgspec.structs.replace(office, clock_corrections=corrections)
        case CalendarChanged():
            return msgspec.structs.replace(office, slots=_with_calendar(office, event, fact))
        case _:
            return _settle(office, fact)


def _under(key: str, fact: Fact) -> str:
    """The name a workstation was set up with is nothing that somebody told: beside one that was,
    it says nothing, whichever day the workstation was set up on."""
    is_set_up = fact.role == SETUP and isinstance(fact.event, events.OfficeNamed)
    return f"{SETUP}-{key}" if is_set_up else key


def _settle(office: Office, fact: Fact) -> Office:
    settled = fact.event
    if not isinstance(settled, DisputeSettled):
        return _aside(office, fact, "not_of_an_office")
    slots = settled_in(office.slots, settled, fact)
    if slots is None:
        return _aside(office, fact, "nothing_to_settle")
    return msgspec.structs.replace(office, slots=slots)


def _with_calendar(office: Office, changed: CalendarChanged, fact: Fact) -> dict[str, Slot]:
    """Of two sayings about one day in one entry the later holds."""
    said = {f"day:{one.day}": one for one in changed.days}
    weeks = {f"week:{one.from_on}": one for one in changed.weeks}
    slots = office.slots
    for key, one in (*said.items(), *weeks.items()):
        slots = put_in(slots, key, msgspec.structs.replace(fact, event=one))
    return slots


def _aside(office: Office, fact: Fact, reason: str) -> Office:
    aside = SetAside(fact.id, stored_name(type(fact.event)), reason)
    return msgspec.structs.replace(office, set_aside=(*office.set_aside, aside))


def _adopt(office: Office, event: events.ReferenceAdopted, fact: Fact) -> Office:
    """The highest release wins, the greater digest between equals: no order matters."""
    if event.body and hashlib.sha256(event.body).digest()[:16] == event.digest:
        slots = put_in(office.slots, f"{_BODY}{event.digest.hex()}", fact)
        office = msgspec.structs.replace(office, slots=slots)
    key = f"{event.kind}:{event.id}"
    offered = (event.release, event.digest)
    if office.adopted.get(key, (-1, b"")) >= offered:
        return office
    return msgspec.structs.replace(office, adopted={**office.adopted, key: offered})
