"""The card of a case, assembled in one snapshot: who, by when, what came, what went, who did it."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from akimat_desk.domain import absences, duties
from akimat_desk.domain import case_events as events
from akimat_desk.domain.also_answers import answerees
from akimat_desk.domain.body_asks import asks
from akimat_desk.domain.bookings import runs
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.cases import Case
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.deadlines import Duty, warning_state, working_days_left
from akimat_desk.domain.facts import NOBODY
from akimat_desk.domain.labels import labels
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import may
from akimat_desk.domain.slots import Slot, SlotEntry
from akimat_desk.domain.trusted_time import WrittenWithin
from akimat_desk.domain.visit_states import visits_of
from akimat_desk.domain.volumes import file_index
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fact_of
from akimat_desk.services import card_offers, card_parts
from akimat_desk.services.bars import bar_of
from akimat_desk.services.bodies import offered as offered_bodies
from akimat_desk.services.card_readings import (
    CardReading,
    Choices,
    Dispute,
    DutyLeft,
    End,
    Header,
    HistoryEntry,
    Official,
    PauseLine,
    Signed,
    Term,
    Version,
    Whereabouts,
)
from akimat_desk.services.cases import Cases, OpenCase, explained
from akimat_desk.services.core import Core
from akimat_desk.services.legs import legs_of
from akimat_desk.services.lists import Repeat
from akimat_desk.services.number_clashes import same_number
from akimat_desk.services.once import Once
from akimat_desk.services.references import CATALOGUE
from akimat_desk.services.resolutions import Resolutions
from akimat_desk.services.snippets import Snippets
from akimat_desk.services.templates import Templates
from akimat_desk.services.trusted_time import within_of
from akimat_desk.storage import journal, queries
from akimat_desk.storage.acknowledged import Acknowledged, acknowledged
from akimat_desk.storage.database import Connection
from akimat_desk.storage.queries import CaseFilter

_NAMED = ("kinds", "channels", "topics", "services", "outcomes", "pause_grounds", "documents")


class Cards:
    """Readings for the card of one case, and what its forms need beside them."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases
        self._templates = Templates(core)
        self.once = Once()
        self.snippets = Snippets(core)
        self.resolutions = Resolutions(core, cases)

    def card(self, case_id: str) -> CardReading:
        """Raises NumberUnknown for an id that is not here."""
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
            entries = journal.entries_of(connection, uuid.UUID(case_id).bytes)
            others = _others(connection, found)
            server = acknowledged(connection)
            within = within_of(connection, uuid.UUID(case_id).bytes)
            same = same_number(connection, case_id, lens.office_id)
        rows = {
            f"{name}:{row.id}": row.name for name in _NAMED for row in self._rows(lens.office, name)
        }
        forms = self._templates.of(lens.office).values()
        rows |= {f"forms:{form.id}": form.name for form in forms}
        reader = _Reader(found, entries, self._cases.today(), rows, self._core)
        card = reader.reading(others, server, within)
        return msgspec.structs.replace(card, same_number=same)

    def choices(self) -> Choices:
        """What the forms of the card choose from, as the office has it today."""
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            office = lens.office
            bodies = offered_bodies(self._core, connection, lens)
        working = tuple(_official(one) for one in office.staff() if one.works_on(today))
        held = office.post_holder("head", today)
        head = None if held is None else office.find_staff(held.staff)
        return Choices(
            staff=working,
            outcomes=self._rows(office, "outcomes"),
            pause_grounds=self._rows(office, "pause_grounds"),
            documents=self._rows(office, "documents"),
            bodies=bodies,
            topics=self._rows(office, "topics"),
            services=self._rows(office, "services"),
            head=None if head is None else _official(head),
        )

    def _rows(self, office: Office, catalogue: str) -> tuple[Row, ...]:
        return tuple(self._core.shelf.adopted(office, CATALOGUE, catalogue)[1].rows)


class _Reader:
    """Turns one opened case into its reading."""

    def __init__(
        self,
        found: OpenCase,
        entries: list[Entry],
        today: date,
        rows: Mapping[str, Bilingual],
        core: Core,
    ) -> None:
        self._found, self._case, self._lens = found, found.case, found.lens
        self._office: Office = found.lens.office
        self._entries = {entry.reference: entry for entry in entries}
        self._today, self._rows, self._core = today, rows, core

    def reading(
        self, others: tuple[Repeat, ...], server: Acknowledged, within: WrittenWithin | None
    ) -> CardReading:
        case, found, actor = self._case, self._found, self._core.actor
        now = card_offers.standing(found, actor, self._today)
        is_read_only = bool(found.folded.unknown)
        roles = () if actor is None or is_read_only else actor.roles
        offers = card_offers.offered(now, roles)
        parts = card_parts.Parts(case, self.signed, self.official)
        return CardReading(
            id=found.id,
            header=self._header(),
            term=self._term(within),
            stage=found.stage,
            end=self._end(),
            is_read_only=is_read_only,
            is_training=self._core.identity.is_training,
            holder=self.official(found.responsible),
            is_about_holder=absences.is_with_accused(case, self._office),
            by_table=self.official(case.registered.responsible),
            assignment=parts.assignment(0),
            questions=parts.questions(),
            controls=parts.controls(),
            papers=parts.papers(),
            files=parts.files(),
            receipts=parts.receipts(),
            requests=parts.requests(),
            acts=parts.acts(),
            history=self._history(server),
            others=others,
            disputes=tuple(self._dispute(key) for key in case.disputes),
            names={one.id: one.short_name for one in self._office.staff()},
            rows=dict(self._rows),
            offered=offers,
            next_action=card_offers.next_action(now, offers),
            may_enter_lengths=may(roles, "reference"),
            labels=labels(case),
            asks=asks(case),
            also=answerees(case),
            visits=visits_of(case),
            legs=legs_of(case, self._lens, self._entries, self._core),
        )

    def _header(self) -> Header:
        case = self._case
        event = case.registered
        represented = case.field("representative")
        return Header(
            number=duties.own_start(case, self._lens.office_id).number,
            first_number=event.number,
            kind=self._named("kinds", event.kind),
            channel=self._named("channels", event.channel),
            language=event.language,
            applicant=case.applicant,
            representative="" if represented is None else represented.person.full_name,
            subject=case.field("subject"),
            text=case.field("text"),
            topic=case.field("topic"),
            service=case.field("service"),
            against=case.field("against"),
            signatories=case.field("signatories"),
            sheets=case.field("sheets"),
            person=event.person,
            secrecy=event.secrecy,
            through=event.came_through,
            received_at=local_time(event.received_at),
            registered_at=local_time(event.registered_at),
        )

    def _term(self, within: WrittenWithin | None) -> Term:
        found, today = self._found, self._today
        due, calendar = found.dates.next, self._lens.references.calendar
        day = None if due is None else due.due_on
        account = explained(found, today, within)
        return Term(
            today=today,
            next=due,
            days_left=None if day is None else working_days_left(today, day, calendar),
            warning=None if day is None else warning_state(day, today, found.dates.rule, calendar),
            internal_until=_internal_until(found.dates.duties),
            open_duties=tuple(
                _left(duty, today, calendar) for duty in found.dates.duties if duty.is_open
            ),
            pause=self._pause(),
            bar=bar_of(found, today),
            explained=account,
            runs=runs(account.bookings),
        )

    def _end(self) -> End | None:
        office_id = self._lens.office_id
        ended_on, entry = self._case.ended_on_at(office_id), self._case.ending_at(office_id)
        if ended_on is None or entry is None:
            return None
        event: Any = entry.event
        if not isinstance(event, events.CaseClosed):
            index = file_index(self._case, office_id)
            return End(on=ended_on, event=event, outcome=None, file_index=index)
        return End(
            on=ended_on,
            event=event,
            outcome=self._named("outcomes", event.outcome),
            file_index=file_index(self._case, office_id),
            due_on=event.due_on,
        )

    def signed(self, reference: bytes) -> Signed:
        """Whose word an entry is."""
        entry = self._entries[reference]
        envelope = entry.envelope
        actor = str(uuid.UUID(bytes=envelope.actor))
        fact = fact_of(entry)
        behalf = "" if fact is None else fact.event.on_behalf_of
        return Signed(
            who=self._name(actor),
            role=envelope.role,
            station=_station(self._office, entry.origin),
            at=local_time(envelope.at),
            behalf=self._name(behalf) if behalf else "",
        )

    def official(self, staff_id: str) -> Official | None:
        found = self._office.find_staff(staff_id) if staff_id else None
        return None if found is None else _official(found)

    def _name(self, staff_id: str) -> str:
        if staff_id == NOBODY:
            return ""
        named = self._office.find_staff(staff_id)
        return staff_id[:8] if named is None else named.short_name

    def _named(self, catalogue: str, row: str) -> Bilingual:
        return self._rows.get(f"{catalogue}:{row}", Bilingual(ky=row))

    def _pause(self) -> PauseLine | None:
        standing = duties.open_pause(self._case)
        if standing is None:
            return None
        return PauseLine(
            from_on=standing.from_on,
            category=self._named("pause_grounds", standing.category),
            ground=standing.ground,
            waits_for=standing.waits_for,
            body=standing.body,
            expected_on=standing.expected_on,
        )

    def _history(self, server: Acknowledged) -> tuple[HistoryEntry, ...]:
        """The newest first, by the display clock."""
        aside = {
            one.id: one.reason for one in (*self._found.folded.set_aside, *self._case.set_aside)
        }
        ordered = sorted(
            self._entries.values(), key=lambda one: (one.envelope.hlc, one.content_id), reverse=True
        )
        return tuple(
            HistoryEntry(
                id=entry.reference.hex(),
                type=entry.envelope.type,
                event=None if (fact := fact_of(entry)) is None else fact.event,
                signed=self.signed(entry.reference),
                set_aside=aside.get(entry.reference, ""),
                whereabouts=(where := _whereabouts(entry, server)),
                received_at=_received_at(entry, server) if where == "received" else None,
            )
            for entry in ordered
        )

    def _dispute(self, key: str) -> Dispute:
        slot = self._case.slot(key)
        return Dispute(
            slot=key,
            versions=tuple(
                Version(
                    id=entry.id.hex(),
                    event=_kept(slot, entry).event,
                    signed=self.signed(entry.id),
                )
                for entry in slot.latest
            ),
        )


def _left(duty: Duty, today: date, calendar: Calendar) -> DutyLeft:
    day = duty.due_on
    left = None if day is None else working_days_left(today, day, calendar)
    return DutyLeft(duty=duty, days_left=left)


def _whereabouts(entry: Entry, server: Acknowledged) -> Whereabouts:
    if not server.is_enrolled:
        return Whereabouts.NONE
    if entry.origin not in server.own:
        return Whereabouts.BROUGHT
    seq, _ = server.receipts.get(entry.origin, (0, 0))
    return Whereabouts.RECEIVED if entry.seq <= seq else Whereabouts.ONLY_HERE


def _received_at(entry: Entry, server: Acknowledged) -> datetime:
    return local_time(server.receipts[entry.origin][1])


def _kept(slot: Slot, entry: SlotEntry) -> SlotEntry:
    """What a version says: that of a settlement is the entry it kept."""
    while isinstance(keeps := getattr(entry.event, "keeps", None), bytes):
        entry = next(one for one in slot if one.id == keeps)
    return entry


def _official(staff: Staff) -> Official:
    return Official(
        id=staff.id,
        login=staff.login,
        name=staff.short_name,
        post=staff.post,
        room=staff.room,
        phone=staff.phone,
        roles=staff.roles,
    )


def _station(office: Office, origin: bytes) -> str:
    """The mark under which a lineage writes its numbers; of a strange one its first letters."""
    opened = office.slots.get(f"series:{origin.hex()}")
    event: Any = None if opened is None or opened.shown is None else opened.shown.event
    return origin.hex()[:8] if event is None else str(event.mark)


def _internal_until(all_duties: tuple[Duty, ...]) -> date | None:
    """The latest internal date there may be."""
    return min(
        (
            duty.due_on
            for duty in all_duties
            if duty.kind != "internal" and duty.is_open and duty.due_on is not None
        ),
        default=None,
    )


def _others(connection: Connection, found: OpenCase) -> tuple[Repeat, ...]:
    case: Case = found.case
    person = case.registered.person
    if not person:
        return ()
    rows = queries.newest_cases(connection, CaseFilter(person=person), None, 20)
    return tuple(
        Repeat(
            id=str(uuid.UUID(bytes=row.stream)),
            number=row.number,
            subject=row.subject,
            registered_on=row.registered_on,
            stage=row.stage,
        )
        for row in rows
        if str(uuid.UUID(bytes=row.stream)) != found.id
    )
