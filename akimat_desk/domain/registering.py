"""Registering: what was told and what the office has set become a case's first facts."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import msgspec

from akimat_desk.domain import applications, deadlines
from akimat_desk.domain.accused import demand_not_accused, head_instead, is_accused
from akimat_desk.domain.applications import Application, QuestionTold, questions_of
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.case_events import CaseRegistered, ControlSet, ExecutorAssigned
from akimat_desk.domain.catalogues import Catalogue, Document, Kind, Row, Service
from akimat_desk.domain.errors import (
    DateOutOfPlace,
    FieldWrong,
    ServiceNotTaken,
    StaffUnknown,
)
from akimat_desk.domain.facts import Event
from akimat_desk.domain.moments import legal_day, milliseconds
from akimat_desk.domain.numbering import Number
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.people import Address, Applicant
from akimat_desk.domain.rules import Rule
from akimat_desk.domain.secrecy import demand_bare
from akimat_desk.domain.succession import demand_standing

_Record = TypeVar("_Record", bound=msgspec.Struct)
_TEN_MINUTES = 10 * 60 * 1000
PASSED_UP = "passed_up"
"""What named the head instead of the one whom the complaint is about."""


class Catalogues(msgspec.Struct, frozen=True, kw_only=True):
    """The adopted lists that registration checks against."""

    kinds: Catalogue[Kind]
    channels: Catalogue[Row]
    topics: Catalogue[Row]
    categories: Catalogue[Row]
    services: Catalogue[Service]
    outcomes: Catalogue[Row]
    pause_grounds: Catalogue[Row]
    documents: Catalogue[Document]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when the registration stands: series, instant and what is drawn for it.

    A blank of a pad has its number, and the year of it, from the day it was printed on.
    `shown_as` is what lists and journals say of a matter that nothing may be told of.
    """

    mark: str
    point: str
    sequence: int
    at: int
    receipt_code: str
    person: str
    year: int = 0
    medium: str = ""
    pad: str = ""
    shown_as: str = ""


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """By what the term is reckoned; `rule` None for kinds without an established one."""

    rule: Rule | None
    pack: bytes
    calendar: Calendar
    calendar_id: bytes


def demand_known(told: Application, catalogues: Catalogues, on: date) -> None:
    """Raises UnknownRow for what no catalogue has, ServiceNotTaken for a closed intake."""
    catalogues.kinds.row(told.kind)
    catalogues.channels.row(told.channel)
    if told.topic:
        catalogues.topics.row(told.topic)
    for category in told.categories:
        catalogues.categories.row(category)
    if told.service:
        service = catalogues.services.row(told.service)
        if service.intake_closed_on is not None and service.intake_closed_on <= on:
            raise ServiceNotTaken(service.id, service.intake_closed_on)


def rule_id(told: Application, catalogues: Catalogues) -> str:
    """The service's own term where one is established, that of the kind otherwise."""
    return rule_of(told.kind, told.service, catalogues)


def rule_of(kind: str, service: str, catalogues: Catalogues) -> str:
    """The same by the ids of both."""
    own = catalogues.services.row(service).rule if service else ""
    return own or catalogues.kinds.row(kind).rule


def official(told: Application, office: Office, on: date) -> tuple[Staff | None, str]:
    """Who answers, and what names them: the registrar's word, the table, or nobody yet.

    Of a complaint about the one whom the table names it is the head, where there is another.
    """
    if told.responsible:
        named = office.find_login(told.responsible)
        if named is None or not named.works_on(on):
            raise StaffUnknown(told.responsible)
        return named, "order" if told.ordered_by else "registrar"
    row = office.answers_for(told.topic, told.service, on)
    if row is None:
        return None, ""
    named = office.find_staff(office.stands_in_for(row.staff, on))
    if named is None or not named.works_on(on):
        return None, ""
    above = head_instead(office, told.against, on) if is_accused(named, told.against) else None
    return (named, "table") if above is None else (above, PASSED_UP)


def _answering(told: Application, office: Office, on: date) -> tuple[Staff | None, str]:
    """The same; raises ExecutorIsAccused for whom the registrar named although it is about them."""
    answers, named_by = official(told, office, on)
    if answers is not None and told.responsible:
        demand_not_accused(answers, told.against)
    return answers, named_by


def register(
    told: Application, catalogues: Catalogues, office: Office, ground: Ground, place: Place
) -> tuple[Event, ...]:
    """The registration of a checked matter, its control, and who is to answer which question."""
    on = legal_day(place.at)
    demand_standing(office, on)
    number = _number(catalogues.kinds.row(told.kind), place, place.year or on.year)
    answers, named_by = _answering(told, office, on)
    registered = CaseRegistered(
        number=number.text(),
        journal=number.journal,
        mark=number.mark,
        sequence=number.sequence,
        year=number.year,
        kind=told.kind,
        channel=told.channel,
        language=told.language,
        received_at=_received_at(told, place.at),
        registered_at=place.at,
        registered_on=on,
        receipt_code=place.receipt_code,
        subject=_subject(told, place),
        applicant=applications.applicant_of(told.applicant),
        person=place.person,
        representative=applications.representative_of(told.representative),
        signatories=max(told.signatories, _named_signatories(told)),
        also_signed=told.also_signed,
        categories=told.categories,
        came_through=applications.came_through_of(told.came_through),
        topic=told.topic,
        against=told.against,
        text=told.text,
        questions=tuple(question.text for question in questions_of(told)),
        service=told.service,
        previous=told.previous,
        responsible="" if answers is None else answers.id,
        named_by=named_by,
        ordered_by=told.ordered_by,
        sheets=told.sheets,
        papers=applications.papers_of(told.papers),
        rule="" if ground.rule is None else ground.rule.id,
        pack=ground.pack,
        calendar=ground.calendar_id,
        due_on=due_on(on, ground),
        point=place.point,
        medium=place.medium,
        pad=place.pad,
        secrecy=told.secrecy,
    )
    return (registered, *_control(told), *_executors(told, office, on))


def _subject(told: Application, place: Place) -> str:
    """Where nothing may be told of a matter, its mark; raises ContentNotTaken for what was told."""
    if not told.secrecy:
        return told.subject
    is_nobody = told.applicant == applications.ApplicantTold(anonymous=True)
    said = msgspec.structs.asdict(told)
    demand_bare({**said, "applicant": None} if is_nobody else said)
    return place.shown_as


def _number(kind: Kind, place: Place, year: int) -> Number:
    return Number(journal=kind.journal, mark=place.mark, sequence=place.sequence, year=year)


def names_executors(told: Application) -> bool:
    """Whether the right to assign is needed beside that to register."""
    return any(question.executor for question in questions_of(told))


def _executors(told: Application, office: Office, on: date) -> Iterator[Event]:
    """The only question of a matter is the whole of it."""
    questions = questions_of(told)
    for place, question in enumerate(questions, start=1):
        if question.executor:
            named = _executor(told, question, office, on)
            number = place if len(questions) > 1 else 0
            yield ExecutorAssigned(executor=named.id, question=number, assigned_on=on)


def _executor(told: Application, question: QuestionTold, office: Office, on: date) -> Staff:
    named = office.find_login(question.executor)
    if named is None or not named.works_on(on):
        raise StaffUnknown(question.executor)
    demand_not_accused(named, told.against)
    return named


def _named_signatories(told: Application) -> int:
    return 1 + len(told.also_signed) if told.also_signed else 0


def due_on(registered_on: date, ground: Ground) -> date | None:
    """What the receipt prints; None where no length is established."""
    if ground.rule is None:
        return None
    facts = deadlines.TermFacts(started_on=registered_on, rule=ground.rule)
    return deadlines.due(facts, ground.calendar).on


def merged(known: Applicant, told: Applicant) -> Applicant:
    """The office's record with what the new paper adds; what the paper leaves out stays."""
    if known.person is not None and told.person is not None:
        return Applicant(person=_over(known.person, told.person))
    if known.organisation is not None and told.organisation is not None:
        return Applicant(organisation=_over(known.organisation, told.organisation))
    return told


def _over(known: _Record, told: _Record) -> _Record:
    # An address that tells the same district alone adds nothing to one that tells more.
    nothing = ("", None, Address(), Address(soate=getattr(known, "address", Address()).soate))
    given = {
        field: value
        for field, value in msgspec.structs.asdict(told).items()
        if value not in nothing
    }
    return msgspec.structs.replace(known, **given)


def _received_at(told: Application, at: int) -> int:
    if told.received_at is None:
        return at
    received = milliseconds(told.received_at)
    if received > at + _TEN_MINUTES:
        raise FieldWrong("received_at", "in_the_future")
    return min(received, at)


def _control(told: Application) -> tuple[Event, ...]:
    through = told.came_through
    if through is None or through.control_on is None:
        return ()
    if through.dated_on is not None and through.control_on < through.dated_on:
        raise DateOutOfPlace("came_through.control_on", earliest=through.dated_on, latest=None)
    return (
        ControlSet(
            control="registration",
            body=through.body,
            due_on=through.control_on,
            number=through.number,
            dated_on=through.dated_on,
            report_to=through.body,
        ),
    )
