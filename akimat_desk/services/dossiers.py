"""Cases that another office forwarded here: they wait, and are accepted or given back."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain import registering
from akimat_desk.domain.accepting import Accept, accept, demand_offered
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.case_events import CaseForwarded
from akimat_desk.domain.cases import Case
from akimat_desk.domain.dossiers import offer
from akimat_desk.domain.errors import StaffUnknown
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import NumberUnknown, number_key
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.people import Applicant, PersonRegistered
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import demand_standing
from akimat_desk.domain.territories import OfficeId, OfficeIdWrong
from akimat_desk.services.addresses import territories
from akimat_desk.services.bodies import directory_of
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.foresight import ground_of
from akimat_desk.services.registration import spoken_code
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import dossiers, journal, projections, queries
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens

_RETURN = "return"


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A case that waits here for this office's word.

    `number` is the sender's own, `letter` that of its covering letter; `office` and `sender` tell
    who forwarded it: its code, and its name as far as it is known here (`office_name`).
    """

    id: str
    number: str
    office: str
    sender: Bilingual
    forwarded_on: date
    ground: str
    letter: str
    subject: str
    applicant: str
    kind: str
    registered_on: date
    questions: tuple[str, ...]


class Foretold(msgspec.Struct, frozen=True, kw_only=True):
    """What accepting a case would say today; `due_on` is None where the rules give no term.

    `responsible` is the login of whom the table names, `staff` who may be named instead.
    """

    due_on: date | None
    legal: Bilingual
    responsible: str
    staff: tuple[Staff, ...]


class Dossiers:
    """What came with the exchange from offices of the programme."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def offered(self, limit: int = 200) -> list[Offered]:
        """The longest waiting first."""
        with self._core.read() as (connection, lens):
            return [
                _offered(self._core, connection, lens, stream)
                for stream in dossiers.offered(connection, limit)
            ]

    def count(self) -> int:
        with self._core.read() as (connection, _):
            return dossiers.count_offered(connection)

    def find(self, typed: str) -> str:
        """The id of a waiting case by the sender's number; raises NumberUnknown."""
        key = number_key(typed)
        found = [one for one in self.offered() if number_key(one.number) == key]
        if not found:
            raise NumberUnknown(typed)
        return found[0].id

    def foretell(self, case_id: str) -> Foretold:
        """Nothing is written; raises NotOffered, RuleLengthMissing."""
        core, on = self._core, legal_day(self._core.clock.now())
        with core.read() as (connection, lens):
            case = self._cases.opened_in(connection, lens, case_id).case
            demand_offered(case, lens.office_id)
            ground = ground_of(core, lens.office, case.registered.kind, case.field("service"), on)
            named = lens.office.find_staff(_official(lens, case, "", on))
        return Foretold(
            due_on=registering.due_on(on, ground),
            legal=Bilingual(ky="") if ground.rule is None else ground.rule.legal,
            responsible="" if named is None else named.login,
            staff=tuple(one for one in lens.office.staff() if one.works_on(on)),
        )

    def accept(self, case_id: str, wish: Mapping[str, Any] | None = None) -> OpenCase:
        """Own number, own term, own official, in one commit.

        Raises NotOffered, FieldWrong, StaffUnknown, OfficeEnded, RuleLengthMissing, ClockBehind.
        """
        core, at = self._core, self._core.clock.now()
        told = told_as(dict(wish or {}), Accept)
        with core.write("accept-incoming") as writing:
            found = self._cases.opened_in(writing.connection, writing.lens, case_id)
            demand_offered(found.case, core.identity.office)
            demand_trusted(writing.connection, at, writing.pen.own.newest_at)
            demand_standing(writing.office, legal_day(at))
            events = self._events(writing, found.case, told, at)
            stream = uuid.UUID(case_id).bytes
            writing.append(stream, found.folded, *events)
            projections.note_taken(writing.connection, [(writing.pen.own.origin, events[0])])
            return self._cases.opened_in(writing.connection, writing.lens, case_id)

    def give_back(self, case_id: str, reason: str) -> OpenCase:
        """Raises NotOffered, FieldWrong, DisputeOpen."""
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            demand_offered(found.case, lens.office_id)
        return self._cases.do(case_id, _RETURN, {"reason": reason})

    def _events(self, writing: Writing, case: Case, told: Accept, at: int) -> tuple[Any, ...]:
        core, lens, on = self._core, writing.lens, legal_day(at)
        kind, service = case.registered.kind, case.field("service")
        letter = core.shelf.catalogues(writing.office).kinds.row(kind).journal
        ground = ground_of(core, writing.office, kind, service, on)
        own = writing.pen.own
        place = registering.Place(
            mark=own.mark,
            point=own.point,
            sequence=queries.next_in_series(writing.connection, own.origin, letter, on.year),
            at=at,
            receipt_code=spoken_code(core),
            person=_person(writing, case.applicant),
        )
        answers = _official(lens, case, told.responsible, on)
        return accept(case, lens.office_id, ground, place, letter, answers)


def _person(writing: Writing, applicant: Applicant) -> str:
    """This office's own record of the applicant: those of others never travel."""
    if applicant.is_anonymous:
        return ""
    found = queries.find_person(
        writing.connection, pin=applicant.pin, name=applicant.name, phone=applicant.phone
    )
    if found is None:
        found = uuid_utils.uuid7().bytes
        writing.append(found, None, PersonRegistered(applicant=applicant))
    return str(uuid.UUID(bytes=found))


def _official(lens: Lens, case: Case, login: str, on: date) -> str:
    """Raises StaffUnknown for a login that does not work here; empty where nobody is named."""
    office = lens.office
    if login:
        named = office.find_login(login)
        if named is None or not named.works_on(on):
            raise StaffUnknown(login)
        return named.id
    row = office.answers_for(case.field("topic"), case.field("service"), on)
    named = None if row is None else office.find_staff(office.stands_in_for(row.staff, on))
    return named.id if named is not None and named.works_on(on) else ""


def _offered(core: Core, connection: Connection, lens: Lens, stream: bytes) -> Offered:
    case: Case = journal.load(connection, stream).state
    handed = offer(case, lens.office_id)
    event = None if handed is None else handed.event
    if handed is None or not isinstance(event, CaseForwarded):
        raise NumberUnknown(stream.hex())
    office = sender_of(connection, stream, handed.id)
    return Offered(
        id=str(uuid.UUID(bytes=stream)),
        number=case.registered.number,
        office=office,
        sender=office_name(core, lens, office),
        forwarded_on=event.forwarded_on,
        ground=event.ground,
        letter=event.number,
        subject=case.field("subject"),
        applicant=case.applicant.name,
        kind=case.registered.kind,
        registered_on=case.registered.registered_on,
        questions=case.registered.questions,
    )


def sender_of(connection: Connection, stream: bytes, entry: bytes) -> str:
    """Which office wrote an entry; empty where it is not here."""
    found = (one for one in journal.entries_of(connection, stream) if one.reference == entry)
    return next((one.envelope.office for one in found), "")


def office_name(core: Core, lens: Lens, office: str, told: str = "") -> Bilingual:
    """By the directory of bodies, or else as it was `told`, or by the territory; or else its code.

    The directory may lack the Russian words, which the territory then has.
    """
    listed = (one for one in directory_of(core, lens, with_ended=True) if one.to_office == office)
    found = next((one.name for one in listed), None) or Bilingual(ky=told)
    if found.ky and found.ru:
        return found
    known = _named_by_territory(office)
    return Bilingual(ky=found.ky or known.ky or office, ru=found.ru or known.ru)


def _named_by_territory(office: str) -> Bilingual:
    known = territories()
    try:
        told = OfficeId.parse(office, known)
    except OfficeIdWrong:
        return Bilingual(ky="")
    found = known.find(told.soate)
    # It bends names, and what does so is loaded when it is needed, not before Today is shown.
    from akimat_desk.text.office_names import office_names  # noqa: PLC0415

    if found is None:
        return Bilingual(ky="")
    ky, ru = office_names(told.kind, found.name.ky, found.name.ru)
    return Bilingual(ky=ky, ru=ru)
