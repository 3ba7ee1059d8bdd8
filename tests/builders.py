"""Pasts for tests: a registered case, an office and its people, entries of several desks."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec
from terms import kyrgyz_calendar, kyrgyz_rules, shipped

from akimat_desk.domain import cases, offices
from akimat_desk.domain import office_events as office
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.cases import Case
from akimat_desk.domain.catalogues import (
    Document,
    Kind,
    Outcome,
    PauseGround,
    Row,
    Service,
    parse_rows,
)
from akimat_desk.domain.duties import References
from akimat_desk.domain.facts import Event, EverythingBefore, Fact, stored_name
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import Applicant, Person
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.registering import Catalogues
from akimat_desk.domain.rules import RulePack
from akimat_desk.domain.situations import Situation
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry, Envelope
from akimat_desk.journal.fold import Folded, fold
from akimat_desk.trust.commitments import body_commitment, chain_link, chain_start

OFFICE_ID, OTHER_OFFICE = "41706242000000-district-1", "41706246000000-district-1"
MONDAY = date(2026, 6, 1)
PACK, CALENDAR = b"pack".ljust(16, b"."), b"calendar".ljust(16, b".")
HEAD, CLERK, ASANOV, BEKOVA = (str(uuid.UUID(int=number)) for number in (1, 2, 3, 4))
ALL = EverythingBefore()


@cache
def catalogues() -> Catalogues:
    """The shipped ones."""

    def rows(name: str, shape: type[Any]) -> Any:
        return parse_rows(shipped(f"catalogue/{name}.json"), shape)

    return Catalogues(
        kinds=rows("kinds", Kind),
        channels=rows("channels", Row),
        topics=rows("topics", Row),
        categories=rows("categories", Row),
        services=rows("services", Service),
        outcomes=rows("outcomes", Outcome),
        pause_grounds=rows("pause_grounds", PauseGround),
        documents=rows("documents", Document),
    )


@cache
def references(*packs: RulePack, calendar: Calendar | None = None) -> References:
    return References(
        packs={PACK: packs[0] if packs else kyrgyz_rules()},
        calendar=calendar or kyrgyz_calendar(),
        calendar_id=CALENDAR,
    )


def an_application(**changes: Any) -> dict[str, Any]:
    """The least that can be registered, as JSON gives it."""
    return {
        "kind": "application",
        "channel": "in_person",
        "language": "ky",
        "subject": "Жер участогу жөнүндө",
        "applicant": {"person": {"surname": "Асанова", "given": "Айгүл"}},
        **changes,
    }


def a_registration(**changes: Any) -> CaseRegistered:
    told = CaseRegistered(
        number="К1-00042/26-8",
        journal="К",
        mark="1",
        sequence=42,
        year=2026,
        kind="application",
        channel="in_person",
        language="ky",
        received_at=1_780_282_800_000,
        registered_at=1_780_282_800_000,
        registered_on=MONDAY,
        receipt_code="123456",
        subject="Жер участогу жөнүндө",
        applicant=Applicant(person=Person(surname="Асанова", given="Айгүл")),
        rule="appeal",
        pack=PACK,
        calendar=CALENDAR,
        due_on=date(2026, 6, 19),
    )
    return msgspec.structs.replace(told, **changes)


def a_registered_case(*then: Event, **changes: Any) -> Case:
    """A case with what happened since, told by people who had seen all of it."""
    return a_case(a_registration(**changes), *then)


def a_case(*told: Event) -> Case:
    state: Case | None = None
    for fact in facts(told):
        state = cases.apply(state, fact)
    return state or Case()


def with_more(case: Case, *told: Event) -> Case:
    """The case after more was said by somebody who had seen all of it."""
    for place, event in enumerate(told):
        case = cases.apply(case, Fact(b"\xfe" * 15 + bytes([place]), ALL, event))
    return case


def facts(told: Iterable[Event]) -> list[Fact]:
    return [a_fact(place, event, ALL) for place, event in enumerate(told, start=1)]


def a_fact(number: int, event: Event, seen: Collection[int] | EverythingBefore = ()) -> Fact:
    """The fact with that number as its reference; `seen` are numbers of other facts."""
    known = (
        seen if isinstance(seen, EverythingBefore) else frozenset(reference(one) for one in seen)
    )
    return Fact(reference(number), known, event)


def reference(number: int) -> bytes:
    return number.to_bytes(16, "big")


def a_member(staff: str, login: str, surname: str, *roles: str, **changes: Any) -> Event:
    told = office.StaffRecorded(
        staff=staff,
        login=login,
        surname=surname,
        given="Азамат",
        patronymic="Токтогулович",
        post=Bilingual(ky="адис", ru="специалист"),
        roles=roles,
    )
    return msgspec.structs.replace(told, **changes)


def an_office(*more: Event, has_head: bool = True) -> Office:
    """A head, a clerk and two executors; topics are Asanov's."""
    told: list[Event] = [
        a_member(HEAD, "akim", "Токтогулов", "head"),
        a_member(CLERK, "clerk", "Жумабаева", "registrar"),
        a_member(ASANOV, "asanov", "Асанов", "executor"),
        a_member(BEKOVA, "bekova", "Бекова", "executor", "registrar"),
        office.ResponsibilitySet(staff=ASANOV, from_on=date(2020, 1, 1), order="№ 5"),
    ]
    if has_head:
        told.append(office.PostHeld(post="head", staff=HEAD, from_on=date(2020, 1, 1)))
    state: Office | None = None
    for fact in facts((*told, *more)):
        state = offices.apply(state, fact)
    return state or Office()


def a_situation(login: str = "akim", today: date = MONDAY, **changes: Any) -> Situation:
    """Somebody at the desk of that office on that day."""
    known: Office = changes.pop("office", None) or an_office()
    actor = known.find_login(login)
    assert actor is not None
    told = Situation(
        actor=actor,
        office_id=OFFICE_ID,
        office=known,
        references=references(),
        catalogues=catalogues(),
        today=today,
    )
    return msgspec.structs.replace(told, **changes)


class Stream:
    """One stream as several desks write it; who writes sees what `after` names, or everything."""

    def __init__(self, name: str = "case", salt: bytes = b"salt" * 4) -> None:
        self.id = uuid.uuid5(uuid.NAMESPACE_URL, name).bytes
        self.entries: list[Entry] = []
        self._salt = salt
        self._origin = b"origin".ljust(16, b".")
        self._chain = chain_start(self._origin)

    def write(self, event: Event, after: Sequence[Entry] | None = None, **changes: Any) -> Entry:
        return self.write_body(
            stored_name(type(event)), 1, codec.encode(event), after=after, **changes
        )

    def write_body(
        self,
        name: str,
        schema: int,
        body: bytes,
        after: Sequence[Entry] | None = None,
        **changes: Any,
    ) -> Entry:
        """An entry of any type; `changes` are fields of the envelope."""
        envelope = Envelope(
            office=OFFICE_ID,
            stream=self.id,
            parents=self._heads(self.entries if after is None else after),
            type=name,
            schema=schema,
            actor=uuid.UUID(CLERK).bytes,
            role="registrar",
            at=1_780_282_800_000,
            hlc=(1_780_282_800_000 << 16) + len(self.entries),
            commitment=body_commitment(self._salt, body),
        )
        envelope = msgspec.structs.replace(envelope, **changes)
        self._chain = chain_link(self._chain, envelope.content_id())
        entry = Entry(
            origin=self._origin,
            seq=len(self.entries) + 1,
            envelope=envelope,
            content_id=envelope.content_id(),
            chain=self._chain,
            body=body,
            salt=None if envelope.parents else self._salt,
        )
        self.entries.append(entry)
        return entry

    def fold(self) -> Folded:
        return fold(self.entries)

    def _heads(self, seen: Sequence[Entry]) -> tuple[bytes, ...]:
        """The latest of what the author had seen, ancestors of the named ones left out."""
        known = {entry.reference: entry for entry in self.entries}
        overtaken: set[bytes] = set()
        waiting = [parent for entry in seen for parent in entry.envelope.parents]
        while waiting:
            one = waiting.pop()
            if one not in overtaken:
                overtaken.add(one)
                waiting.extend(known[one].envelope.parents if one in known else ())
        return tuple(sorted({entry.reference for entry in seen} - overtaken))
