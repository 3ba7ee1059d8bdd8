"""Registers matters: one transaction each, or one for a group of lines."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import uuid_utils

from akimat_desk.domain import registering
from akimat_desk.domain.applications import (
    ApplicantTold,
    Application,
    applicant_of,
    read_application,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import DeskError, LineUnreadable
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.domain.people import Applicant, PersonCorrected, PersonRecord, PersonRegistered
from akimat_desk.domain.rights import role_for
from akimat_desk.services.attachments import HeldFile, lay_in
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.foresight import (
    Checked,
    Foreseen,
    Foresight,
    Offers,
    findings,
    ground,
)
from akimat_desk.services.pad_entry import paper_entry
from akimat_desk.services.reception_links import tell_card
from akimat_desk.services.secrecy import shown_as
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import journal, projections, queries

_CODE_DIGITS = 6


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What the clerk is told at once. Times are Bishkek's wall clock."""

    case: str
    number: str
    registered_at: str
    due_on: date | None
    rule: str
    responsible: str
    receipt_code: str
    control_on: date | None = None
    warnings: tuple[str, ...] = ()


class Registration:
    """The counter's work."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._foresight = Foresight(core)

    def offers(self) -> Offers:
        """What the form offers to choose from."""
        return self._foresight.offers()

    def known(self, person_id: str) -> Applicant:
        """The office's record of an applicant in full."""
        return self._foresight.known(person_id)

    def preview(self, told: Mapping[str, Any]) -> Foreseen:
        """Due date, official and repeats of a half-filled form; reads only, refuses nothing."""
        return self._foresight.preview(told)

    def check(self, told: Mapping[str, Any]) -> Checked:
        """What would be registered, or the refusal; nothing is written and no number is taken."""
        return self._foresight.check(told)

    def register(
        self,
        told: Mapping[str, Any] | Application,
        *,
        files: Sequence[HeldFile] = (),
        draft: str = "",
    ) -> Registered:
        """One matter, one commit, with the files that lay beside it; its draft goes with it.

        Raises what domain.applications and domain.registering name, and FileMissing.
        """
        (checked,) = _checked([told])
        if isinstance(checked, DeskError):
            raise checked
        with self._core.write("register") as writing:
            registered = self._register(writing, checked)
            tell_card(writing, draft, registered.case, registered.number)
            lay_in(self._core, writing, registered.case, files, draft)
        return registered

    def register_group(
        self, told: Iterable[Mapping[str, Any] | Application]
    ) -> list[Registered | DeskError]:
        """All that can be registered in one commit; a refused one does not stop the others.

        What comes back is on the disk.
        """
        checked = list(_checked(told))
        if all(isinstance(one, DeskError) for one in checked):
            return [one for one in checked if isinstance(one, DeskError)]
        with self._core.write("register") as writing:
            return [
                one if isinstance(one, DeskError) else self._tried(writing, one) for one in checked
            ]

    def register_within(self, writing: Writing, told: Mapping[str, Any]) -> Registered:
        """As `register`, in a transaction that is open already; no files, no draft."""
        return self._register(writing, read_application(told))

    def record_within(self, writing: Writing, told: ApplicantTold) -> str:
        """The id of the office's record of an applicant, begun or brought up to what was told;
        empty for one who is anonymous."""
        stream, person = self._applicant(writing, told)
        if stream is not None:
            writing.append(*stream)
        return person

    def _tried(self, writing: Writing, told: Application) -> Registered | DeskError:
        try:
            return self._register(writing, told)
        except DeskError as refusal:
            return refusal

    def _register(self, writing: Writing, told: Application) -> Registered:
        """Everything that may refuse comes before the first entry."""
        core, at = self._core, self._core.clock.now()
        catalogues = core.shelf.catalogues(writing.office)
        by_hand = paper_entry(core, writing.office, told, catalogues, at)
        on = legal_day(at if by_hand is None else by_hand.at)
        registering.demand_known(told, catalogues, on)
        demand_trusted(writing.connection, at, writing.pen.own.newest_at)
        if registering.names_executors(told):
            role_for(core.actor, "assign")
        doubts = findings(core, writing.connection, writing.office, told, on)
        own, by = writing.pen.own, ground(core, writing.office, told, on)
        stream, person = self._applicant(writing, told.applicant)
        letter = catalogues.kinds.row(told.kind).journal
        place = (
            self._place(writing, letter, at, person) if by_hand is None else by_hand.place(person)
        )
        place = msgspec.structs.replace(place, shown_as=shown_as(told))
        events = registering.register(told, catalogues, writing.office, by, place)
        writing.pen.restamp(msgspec.structs.replace(writing.pen.stamp, at=at))
        if stream is not None:
            writing.append(*stream)
        case_id = uuid_utils.uuid7().bytes
        folded = writing.append(case_id, None, *events)
        projections.note_taken(writing.connection, [(own.origin, events[0])])
        if by_hand is not None:
            writing.append_office(by_hand.entered(case_id))
        return self._told(writing, case_id, folded.state, doubts)

    def _place(self, writing: Writing, letter: str, at: int, person: str) -> registering.Place:
        """The next number of this desk's own series."""
        own, year = writing.pen.own, legal_day(at).year
        return registering.Place(
            mark=own.mark,
            point=own.point,
            sequence=queries.next_in_series(writing.connection, own.origin, letter, year),
            at=at,
            receipt_code=spoken_code(self._core),
            person=person,
        )

    def _applicant(
        self, writing: Writing, told: ApplicantTold
    ) -> tuple[tuple[Any, ...] | None, str]:
        """What is to be written of the applicant's record (if anything), and its id."""
        applicant = applicant_of(told)
        if applicant.is_anonymous:
            return None, ""
        found = queries.find_person(
            writing.connection,
            pin=applicant.pin,
            name=applicant.name,
            phone=applicant.phone,
        )
        if told.record:
            found = uuid.UUID(told.record).bytes
        if found is None:
            fresh = uuid_utils.uuid7().bytes
            begun = (fresh, None, PersonRegistered(applicant=applicant))
            return begun, str(uuid.UUID(bytes=fresh))
        folded = journal.load(writing.connection, found)
        record: PersonRecord = folded.state
        after = registering.merged(record.applicant, applicant)
        change = PersonCorrected(applicant=after) if after != record.applicant else None
        written = None if change is None else (found, folded, change)
        return written, str(uuid.UUID(bytes=found))

    def _told(
        self, writing: Writing, case_id: bytes, case: Case, doubts: tuple[str, ...]
    ) -> Registered:
        event, lens = case.registered, writing.lens
        through = event.came_through
        answers = lens.office.find_staff(event.responsible) if event.responsible else None
        return Registered(
            case=str(uuid.UUID(bytes=case_id)),
            number=event.number,
            registered_at=f"{local_time(event.registered_at).isoformat()}+06:00",
            due_on=event.due_on,
            rule=event.rule,
            responsible="" if answers is None else answers.login,
            receipt_code=event.receipt_code,
            control_on=None if through is None else through.control_on,
            warnings=doubts,
        )


def spoken_code(core: Core) -> str:
    """What an applicant says on the phone."""
    return f"{int.from_bytes(core.random(8), 'big') % 10**_CODE_DIGITS:06d}"


def _checked(
    told: Iterable[Mapping[str, Any] | Application],
) -> Iterator[Application | DeskError]:
    for one in told:
        if isinstance(one, Application):
            yield one
            continue
        try:
            yield read_application(one)
        except DeskError as refusal:
            yield refusal
        except RecursionError:
            # Nested deeper than any of our shapes, though JSON allows it.
            yield LineUnreadable("not_json")
