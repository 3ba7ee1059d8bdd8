"""What a registration will say before it is made: everything here reads and nothing is written."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from akimat_desk.domain import explanations, registering, second_looks
from akimat_desk.domain.accused import head_on
from akimat_desk.domain.applications import (
    ApplicantTold,
    Application,
    ThroughTold,
    applicant_of,
    read_application,
)
from akimat_desk.domain.case_events import CaseRegistered, ExecutorAssigned
from akimat_desk.domain.catalogues import Document, Kind, Row, Service
from akimat_desk.domain.deadlines import TermFacts
from akimat_desk.domain.errors import RuleLengthMissing, StaffUnknown, UnknownRow
from akimat_desk.domain.identifiers import Sex
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.people import Applicant, PersonRecord
from akimat_desk.domain.readings import Answerer, Bilingual, DueLine
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.rules_applied import applied_rule
from akimat_desk.services.addresses import own_soate, unlisted
from akimat_desk.services.bodies import offered as offered_bodies
from akimat_desk.services.core import Core
from akimat_desk.services.likely_repeats import Earlier, likely_repeats
from akimat_desk.services.pad_entry import day_of, paper_entry
from akimat_desk.services.references import CATALOGUE, PACK_ID, RULES
from akimat_desk.services.secrecy import shown_as
from akimat_desk.storage import journal, queries
from akimat_desk.storage.database import Connection


class Offers(msgspec.Struct, frozen=True, kw_only=True):
    """What the form offers to choose from; `services` are those that this kind of office gives.

    `soate` is the office's own district or city.
    """

    kinds: tuple[Kind, ...]
    channels: tuple[Row, ...]
    topics: tuple[Row, ...]
    categories: tuple[Row, ...]
    services: tuple[Service, ...]
    bodies: tuple[Row, ...]
    documents: tuple[Document, ...]
    staff: tuple[Staff, ...]
    soate: str = ""


class Foreseen(msgspec.Struct, frozen=True, kw_only=True):
    """By when and who, as the receipt would say it now; None and empty where nothing is known yet.

    `findings` are stable codes that stop nothing. `person` is the office's own record of the
    applicant, `earlier` what this may repeat, the likest first; `cases` counts the applicant's own.
    """

    on: date
    due: DueLine | None = None
    explanation: explanations.Explanation | None = None
    answerer: Answerer | None = None
    findings: tuple[str, ...] = ()
    person: str = ""
    earlier: tuple[Earlier, ...] = ()


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The registration as it would be frozen, its number and code still empty, and its promises.

    `executors` names who is to answer a question, by its number; 0 is the whole matter.
    `categories` are the names of the applicant's.
    """

    registered: CaseRegistered
    foreseen: Foreseen
    executors: dict[int, str] = {}
    categories: tuple[Bilingual, ...] = ()


class Foresight:
    """The reading side of the counter."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def offers(self) -> Offers:
        today = legal_day(self._core.clock.now())
        with self._core.read() as (connection, lens):
            office, shelf = lens.office, self._core.shelf
            catalogues = shelf.catalogues(office)
            bodies = offered_bodies(self._core, connection, lens)
            documents = shelf.adopted(office, CATALOGUE, "documents")[1]
        named: Any = office.dated("name", today)
        services = catalogues.services.rows
        ours = tuple(row for row in services if named is not None and named.kind in row.offices)
        return Offers(
            kinds=catalogues.kinds.rows,
            channels=catalogues.channels.rows,
            topics=catalogues.topics.rows,
            categories=catalogues.categories.rows,
            services=ours or services,
            bodies=bodies,
            documents=documents.rows,
            staff=tuple(one for one in office.staff() if one.works_on(today)),
            soate=own_soate(self._core),
        )

    def known(self, person_id: str) -> Applicant:
        """The office's record of an applicant in full, for filling a form with it."""
        with self._core.read() as (connection, _):
            record: PersonRecord = journal.load(connection, uuid.UUID(person_id).bytes).state
        return record.applicant

    def preview(self, told: Mapping[str, Any]) -> Foreseen:
        """From a form that is half filled in; what is wrong there is passed over."""
        with self._core.read() as (connection, lens):
            return self._foreseen(connection, lens.office, _outline(told))

    def check(self, told: Mapping[str, Any]) -> Checked:
        """Everything that registering would refuse is refused here, apart from the clock."""
        core, application = self._core, read_application(told)
        if registering.names_executors(application):
            role_for(core.actor, "assign")
        at = core.clock.now()
        with core.read() as (connection, lens):
            office = lens.office
            catalogues = core.shelf.catalogues(office)
            by_hand = paper_entry(core, office, application, catalogues, at)
            on = legal_day(at if by_hand is None else by_hand.at)
            registering.demand_known(application, catalogues, on)
            own = journal.own_origin(connection)
            place = registering.Place(
                mark=own.mark, point=own.point, sequence=0, at=at, receipt_code="", person=""
            )
            place = place if by_hand is None else by_hand.place("")
            place = msgspec.structs.replace(place, shown_as=shown_as(application))
            events = registering.register(
                application, catalogues, office, ground(core, office, application, on), place
            )
            foreseen = self._foreseen(connection, office, application)
        registered = next(event for event in events if isinstance(event, CaseRegistered))
        return Checked(
            registered=registered,
            foreseen=foreseen,
            executors=dict(_executors(office, events)),
            categories=tuple(catalogues.categories.row(one).name for one in registered.categories),
        )

    def _foreseen(self, connection: Connection, office: Office, told: Application) -> Foreseen:
        on = legal_day(day_of(told, self._core.clock.now()))
        applicant = applicant_of(told.applicant)
        explanation = self._explanation(office, told, on)
        person = _person(connection, told, applicant)
        return Foreseen(
            on=on,
            due=None if not told.kind else _due(explanation, told),
            explanation=explanation,
            answerer=_answerer(office, told, on),
            findings=(
                *findings(self._core, connection, office, told, on),
                *self._of_the_receipt(office, on),
            ),
            person=person,
            earlier=()
            if told.secrecy
            else likely_repeats(connection, office, told, applicant, person),
        )

    def _of_the_receipt(self, office: Office, on: date) -> tuple[str, ...]:
        """What the receipt will lack, whatever is registered."""
        clerk, told = self._core.actor, office.dated("letterhead", on)
        has_post = clerk is not None and bool(clerk.post.ky)
        has_head = told is not None and bool(told.address.ky) and bool(told.phone)
        return (
            *(() if has_post else ("clerk_post_missing",)),
            *(() if has_head else ("letterhead_missing",)),
        )

    def _explanation(
        self, office: Office, told: Application, on: date
    ) -> explanations.Explanation | None:
        try:
            by = ground(self._core, office, told, on)
        except (UnknownRow, RuleLengthMissing):
            return None
        if by.rule is None:
            return None
        facts = TermFacts(started_on=on, rule=by.rule)
        return explanations.explain(facts, by.calendar)


def findings(
    core: Core, connection: Connection, office: Office, told: Application, on: date
) -> tuple[str, ...]:
    """What is worth a second look in what was told; the same before and after registering."""
    applicant = applicant_of(told.applicant)
    calendar = core.shelf.references(office).calendar
    return (
        *second_looks.of_applicant(applicant, _sex(applicant)),
        *unlisted(connection, applicant.address),
        *second_looks.of_matter(
            told,
            core.shelf.catalogues(office),
            *_official(office, told, on),
            head=head_on(office, on),
        ),
        *second_looks.of_receipt(told, calendar, on),
        *_of_previous(connection, told),
    )


def _sex(applicant: Applicant) -> Sex | None:
    """As surname and patronymic tell it; a given name is no proof."""
    person = applicant.person
    if person is None or not person.patronymic:
        return None
    # Imported late: the rules of Russian names are not needed before somebody applies.
    from akimat_desk.text.russian_names import sex_of  # noqa: PLC0415

    return sex_of({"middlename": person.patronymic})


def _of_previous(connection: Connection, told: Application) -> tuple[str, ...]:
    """An earlier case of another desk is not known here, so this stops nothing."""
    if not told.previous or queries.find_by_number(connection, told.previous):
        return ()
    return ("previous_unknown",)


def ground(core: Core, office: Office, told: Application, on: date) -> registering.Ground:
    """By which rule and calendar the term of a matter is reckoned; raises RuleLengthMissing."""
    return ground_of(core, office, told.kind, told.service, on)


def ground_of(core: Core, office: Office, kind: str, service: str, on: date) -> registering.Ground:
    """The same by the ids of kind and service; raises UnknownRow, RuleLengthMissing."""
    digest, pack = core.shelf.adopted(office, RULES, PACK_ID)
    references = core.shelf.references(office)
    named = registering.rule_of(kind, service, core.shelf.catalogues(office))
    rule = applied_rule(office, pack, named, on)
    if named and rule is None:
        raise RuleLengthMissing(named)
    return registering.Ground(
        rule=rule,
        pack=digest,
        calendar=references.calendar,
        calendar_id=references.calendar_id,
    )


def _executors(office: Office, events: Iterable[object]) -> Iterator[tuple[int, str]]:
    for event in events:
        if isinstance(event, ExecutorAssigned):
            named = office.find_staff(event.executor)
            yield event.question, "" if named is None else named.short_name


def _outline(told: Mapping[str, Any]) -> Application:
    """What can be taken from a half-filled form as it stands."""

    def text(key: str) -> str:
        value = told.get(key, "")
        return " ".join(value.split()) if isinstance(value, str) else ""

    return Application(
        kind=text("kind"),
        channel=text("channel"),
        language=text("language"),
        subject=text("subject"),
        topic=text("topic"),
        service=text("service"),
        responsible=text("responsible"),
        against=text("against"),
        text=text("text"),
        previous=text("previous"),
        pad_number=text("pad_number"),
        secrecy=text("secrecy"),
        registered_at=_shaped(told.get("registered_at"), datetime),
        received_at=_shaped(told.get("received_at"), datetime),
        applicant=_shaped(told.get("applicant"), ApplicantTold) or ApplicantTold(),
        came_through=_shaped(told.get("came_through"), ThroughTold),
    )


def _shaped(data: Any, shape: type[Any]) -> Any:
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError:
        return None


def _official(office: Office, told: Application, on: date) -> tuple[Staff | None, str]:
    try:
        return registering.official(told, office, on)
    except StaffUnknown:
        return None, ""


def _answerer(office: Office, told: Application, on: date) -> Answerer | None:
    named, named_by = _official(office, told, on)
    if named is None:
        return None
    row = office.answers_for(told.topic, told.service, on) if named_by == "table" else None
    return Answerer(
        name=named.full_name,
        post=named.post,
        room=named.room,
        phone=named.phone,
        ground=Bilingual(ky=row.order, ru=row.order) if row is not None and row.order else None,
        executor_by_resolution=named_by == "table",
    )


def _due(explanation: explanations.Explanation | None, told: Application) -> DueLine:
    through = told.came_through
    rule = None if explanation is None else explanation.rule
    return DueLine(
        due_on=None if explanation is None else explanation.due_on,
        days=None if rule is None else rule.length,
        unit="working" if rule is None else rule.unit,
        ground=Bilingual(ky="") if rule is None else rule.legal,
        to_confirm=rule is not None and not rule.is_confirmed,
        control_on=None if through is None else through.control_on,
        control_body="" if through is None else through.body,
    )


def _person(connection: Connection, told: Application, applicant: Applicant) -> str:
    if told.applicant.record:
        return told.applicant.record
    if applicant.is_anonymous:
        return ""
    found = queries.find_person(
        connection, pin=applicant.pin, name=applicant.name, phone=applicant.phone
    )
    return "" if found is None else str(uuid.UUID(bytes=found))
