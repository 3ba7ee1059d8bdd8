"""Applicants: how one stands on a paper, and the office's own record of one."""

from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.facts import Event, Fact, SetAside, stored_name
from akimat_desk.domain.slots import DisputeSettled, Slot, held_event, put_in, settled_in


class Address(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Oblast and district or city from the territory list (`soate`), the rest as typed."""

    soate: str = ""
    aimak: str = ""
    village: str = ""
    street: str = ""
    house: str = ""
    text: str = ""

    def line(self) -> str:
        """The parts below the district in the order of documents (Resolution 610)."""
        parts = (self.aimak, self.village, self.street, self.house, self.text)
        return ", ".join(part for part in parts if part)


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A natural person as on the paper; an entrepreneur has a trade name or an INN of the trade."""

    surname: str
    given: str
    patronymic: str = ""
    pin: str = ""
    born_on: date | None = None
    phone: str = ""
    phone_of: str = ""
    address: Address = Address()
    trade_name: str = ""
    inn: str = ""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)


class Organisation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A legal entity as on the paper."""

    name: str
    inn: str = ""
    head: str = ""
    phone: str = ""
    address: Address = Address()


class Applicant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who applies: a person, an organisation, or nobody named."""

    person: Person | None = None
    organisation: Organisation | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.person is None and self.organisation is None

    @property
    def name(self) -> str:
        """As printed; empty when anonymous."""
        if self.person is not None:
            return self.person.full_name
        return self.organisation.name if self.organisation is not None else ""

    @property
    def pin(self) -> str:
        """The personal number, or the INN of an organisation."""
        if self.person is not None:
            return self.person.pin
        return self.organisation.inn if self.organisation is not None else ""

    @property
    def phone(self) -> str:
        known = self.person or self.organisation
        return known.phone if known is not None else ""

    @property
    def address(self) -> Address:
        known = self.person or self.organisation
        return known.address if known is not None else Address()


class Representative(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who acts for the applicant, and on what ground (a power of attorney, a parent's right)."""

    person: Person
    ground: str = ""


class CaseCounts(msgspec.Struct, frozen=True):
    """How often an applicant came, all their records together."""

    every: int = 0
    open: int = 0
    last_on: date | None = None


_DETAILS = "details"


class PersonRegistered(Event, frozen=True, kw_only=True):
    """The office's record of an applicant begins."""

    applicant: Applicant


class PersonCorrected(Event, frozen=True, kw_only=True):
    """The record as it should read from now on."""

    applicant: Applicant
    reason: str = ""


class PersonsJoined(Event, frozen=True, kw_only=True):
    """Two records are one applicant; a union, the smallest id leads (domain/unions.py).

    Stands on the record with the smaller id of the two and names the other.
    """

    other: str
    reason: str = ""


class PersonsParted(Event, frozen=True, kw_only=True):
    """A join of the same record is taken back; what was joined again later stays joined."""

    join: bytes
    reason: str = ""


class PersonRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Folded state of a person's stream. `joins` are the references of joins that hold."""

    slots: dict[str, Slot] = {}
    joins: tuple[tuple[bytes, str], ...] = ()
    parted: tuple[bytes, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def applicant(self) -> Applicant:
        shown: PersonRegistered | PersonCorrected | None = held_event(self.slots, _DETAILS)
        return Applicant() if shown is None else shown.applicant

    @property
    def is_disputed(self) -> bool:
        """Two desks wrote different details; the next correction says which hold."""
        return _DETAILS in self.slots and self.slots[_DETAILS].is_disputed

    @property
    def standing(self) -> tuple[tuple[bytes, str], ...]:
        """The joins that nobody has taken back: their references and whom they name."""
        return tuple((join, other) for join, other in self.joins if join not in self.parted)

    @property
    def joined_with(self) -> tuple[str, ...]:
        return tuple(sorted(other for _, other in self.standing))


def apply(state: PersonRecord | None, fact: Fact) -> PersonRecord:
    """Total: what makes no sense is set aside with a reason."""
    record = state or PersonRecord()
    replace = msgspec.structs.replace
    match fact.event:
        case PersonRegistered() | PersonCorrected():
            return replace(record, slots=put_in(record.slots, _DETAILS, fact))
        case DisputeSettled() as settled:
            return _settle(record, settled, fact)
        case PersonsJoined(other=other):
            return replace(record, joins=tuple(sorted((*record.joins, (fact.id, other)))))
        case PersonsParted(join=join):
            return replace(record, parted=tuple(sorted({*record.parted, join})))
        case _:
            return _aside(record, fact, "not_of_a_person")


def _settle(record: PersonRecord, settled: DisputeSettled, fact: Fact) -> PersonRecord:
    slots = settled_in(record.slots, settled, fact)
    if slots is None:
        return _aside(record, fact, "nothing_to_settle")
    return msgspec.structs.replace(record, slots=slots)


def _aside(record: PersonRecord, fact: Fact, reason: str) -> PersonRecord:
    aside = SetAside(fact.id, stored_name(type(fact.event)), reason)
    return msgspec.structs.replace(record, set_aside=(*record.set_aside, aside))


PERSON_EVENTS: tuple[type[Any], ...] = (
    PersonRegistered,
    PersonCorrected,
    PersonsJoined,
    PersonsParted,
)
