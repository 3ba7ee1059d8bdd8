"""The journal of inspections: announced with a ground, begun, ended, told to the entrepreneur."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from akimat_desk.domain.applications import demand_filled, told_as
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong
from akimat_desk.domain.facts import Event
from akimat_desk.domain.inspections import (
    INSPECTION,
    LETTER,
    EntrepreneurInformed,
    Inspection,
    InspectionCorrected,
    InspectionFinished,
    InspectionNotBegun,
    InspectionObjected,
    InspectionRegistered,
    InspectionStarted,
    InspectionStopped,
    Inspector,
    demand_going_on,
    demand_ground,
    read,
)
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import Number
from akimat_desk.domain.wishes import Wish
from akimat_desk.services import records
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.letter_parts import seal_of
from akimat_desk.services.paper_proofs import INSPECTION_COPY
from akimat_desk.services.papers import letterhead
from akimat_desk.services.records import Cursor, Narrowed, RecordPage, Records
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage.projections import Lens

if TYPE_CHECKING:
    from akimat_desk.documents.inspection_copy import InspectionCopyReading

COPY: Final = "inspection-copy"
"""The kind of paper that the copy's QR code names."""
FORMS: Final = ("a5", "a4")
MOST_INSPECTORS: Final = 12


class InspectorTold(Wish, frozen=True, kw_only=True):
    name: str
    post: str = ""
    document: str = ""


class InspectionTold(Wish, frozen=True, kw_only=True):
    """One inspection as it is announced. `plan` names the plan it stands in; where it stands in
    none `reason` says why it comes all the same."""

    entrepreneur: str
    ground: str = ""
    body: str
    inspectors: tuple[InspectorTold, ...]
    starts_on: date
    ends_on: date
    subject: str
    inn: str = ""
    address: str = ""
    phone: str = ""
    plan: str = ""
    reason: str = ""
    registry_number: str = ""


class InspectionEnd(Wish, frozen=True, kw_only=True):
    """How it ended, with its act. Without a day it ended today."""

    act_number: str
    findings: str
    act_dated_on: date | None = None
    finished_on: date | None = None
    finished_at: str = ""


class InspectionChange(Wish, frozen=True, kw_only=True):
    """What was written wrong; what is None stays as it is."""

    reason: str
    entrepreneur: str | None = None
    inn: str | None = None
    address: str | None = None
    phone: str | None = None
    ground: str | None = None
    plan: str | None = None
    unplanned: str | None = None
    registry_number: str | None = None
    body: str | None = None
    inspectors: tuple[InspectorTold, ...] | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    subject: str | None = None


class InspectionCard(msgspec.Struct, frozen=True, kw_only=True):
    """One inspection as it stands today; `working_days` are those it took, or takes so far."""

    id: str
    inspection: Inspection
    is_late: bool
    working_days: int


class Inspections:
    """Every write is one entry; who may is the right `inspection`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._records = Records(core)

    def today(self) -> date:
        return legal_day(self._core.clock.now())

    def register(self, wish: Mapping[str, Any]) -> InspectionCard:
        """Takes the next number of this desk's own series.

        Raises FieldWrong, UnknownKeys, DateOutOfPlace, InspectionWithoutGround, NotAllowed, and
        what a clock that is not believed refuses.
        """
        told: InspectionTold = told_as(dict(wish), InspectionTold)
        _demand_sound(told)
        with self._core.write("inspection") as writing:
            made = records.open_record(writing, self._opening(writing, told))
        return self.get(made)

    def get(self, inspection_id: str) -> InspectionCard:
        """Raises RecordNotFound."""
        found = read(self._records.get(INSPECTION, inspection_id))
        with self._core.read() as (_, lens):
            return self._card(lens, inspection_id, found)

    def find(self, number: str) -> str | None:
        """The id of the one with this number, however it was typed."""
        return self._records.find(INSPECTION, number)

    def page(
        self, narrowed: Narrowed = Narrowed(), cursor: Cursor | None = None, limit: int = 50
    ) -> RecordPage:
        """The newest first."""
        return self._records.page(INSPECTION, narrowed, cursor, limit)

    def start(
        self, inspection_id: str, on: date | None = None, started_at: str = ""
    ) -> InspectionCard:
        """Raises InspectionOver, FieldWrong for one begun already, DateOutOfPlace."""

        def decide(found: Inspection) -> Event:
            if found.started is not None:
                raise FieldWrong("started_on", "unchanged")
            day = on or self.today()
            _demand_not_later("started_on", day, self.today())
            return InspectionStarted(started_on=day, started_at=started_at)

        return self._go_on(inspection_id, decide)

    def finish(self, inspection_id: str, wish: Mapping[str, Any]) -> InspectionCard:
        """Raises InspectionOver, InspectionNotBegun, FieldWrong, DateOutOfPlace."""
        told: InspectionEnd = told_as(dict(wish), InspectionEnd)
        demand_filled("act_number", told.act_number)
        demand_filled("findings", told.findings)

        def decide(found: Inspection) -> Event:
            if found.started is None:
                raise InspectionNotBegun(found.facts.number)
            day = told.finished_on or self.today()
            _demand_not_later("finished_on", day, self.today())
            if day < found.started.started_on:
                raise DateOutOfPlace("finished_on", earliest=found.started.started_on)
            return InspectionFinished(
                finished_on=day,
                act_number=told.act_number,
                act_dated_on=told.act_dated_on or day,
                findings=told.findings,
                finished_at=told.finished_at,
            )

        return self._go_on(inspection_id, decide)

    def stop(self, inspection_id: str, reason: str, by: str = "") -> InspectionCard:
        """It does not take place, or does not go on. Raises InspectionOver, FieldWrong."""
        demand_filled("reason", reason)
        stopped = InspectionStopped(stopped_on=self.today(), reason=reason.strip(), by=by.strip())
        return self._go_on(inspection_id, lambda _found: stopped)

    def object(self, inspection_id: str, text: str) -> InspectionCard:
        """The entrepreneur's own words; also after the end. Raises FieldWrong."""
        demand_filled("text", text)
        event = InspectionObjected(objected_on=self.today(), text=text.strip())
        with self._core.write("inspection") as writing:
            records.load(writing.connection, INSPECTION, inspection_id)
            records.append(writing, inspection_id, event)
        return self.get(inspection_id)

    def correct(self, inspection_id: str, wish: Mapping[str, Any]) -> InspectionCard:
        """Raises FieldWrong, DateOutOfPlace, InspectionWithoutGround."""
        told: InspectionChange = told_as(dict(wish), InspectionChange)
        demand_filled("reason", told.reason)
        changed = {
            name: value
            for name, value in msgspec.structs.asdict(told).items()
            if value is not None and name != "reason"
        }
        if not changed:
            raise FieldWrong("", "nothing_to_correct")
        if told.inspectors is not None:
            changed["inspectors"] = _inspectors(told.inspectors)
        event = InspectionCorrected(reason=told.reason, **changed)
        with self._core.write("inspection") as writing:
            records.load(writing.connection, INSPECTION, inspection_id)
            after = records.append(writing, inspection_id, event)
            # Looked at as it reads afterwards: a refusal undoes the transaction.
            facts = read(after).facts
            demand_ground(facts.ground, facts.plan, facts.reason)
            _demand_days(facts.starts_on, facts.ends_on)
        return self.get(inspection_id)

    @draws("inspection-copy", INSPECTION, "inspection_id")
    def copy(self, inspection_id: str, *, form: str = "a5", language: str = "ky") -> bytes:
        """The entrepreneur's copy; that it was given is an entry.

        Raises FieldWrong, LetterheadMissing and what documents refuse; then nothing is written.
        """
        if form not in FORMS:
            raise FieldWrong("form", "unknown")
        if language not in ("ky", "ru"):
            raise FieldWrong("language", "unknown")
        with self._core.write("inspection") as writing:
            found = read(records.load(writing.connection, INSPECTION, inspection_id))
            reading, code = self._sealed(writing, found, language)
            data = _drawn(reading, form, language)
            informed = EntrepreneurInformed(informed_on=self.today(), language=language, code=code)
            records.append(writing, inspection_id, informed)
        return data

    def _go_on(self, inspection_id: str, decide: Any) -> InspectionCard:
        with self._core.write("inspection") as writing:
            found = read(records.load(writing.connection, INSPECTION, inspection_id))
            demand_going_on(found)
            records.append(writing, inspection_id, decide(found))
        return self.get(inspection_id)

    def _opening(self, writing: Writing, told: InspectionTold) -> InspectionRegistered:
        at = self._core.clock.now()
        demand_trusted(writing.connection, at, writing.pen.own.newest_at)
        own, today = writing.pen.own, legal_day(at)
        sequence = records.next_number(writing, LETTER, today.year)
        number = Number(journal=LETTER, mark=own.mark, sequence=sequence, year=today.year)
        facts = msgspec.structs.asdict(told) | {"inspectors": _inspectors(told.inspectors)}
        return InspectionRegistered(
            number=number.text(),
            mark=own.mark,
            sequence=sequence,
            year=today.year,
            registered_on=today,
            point=own.point,
            **facts,
        )

    def _card(self, lens: Lens, inspection_id: str, found: Inspection) -> InspectionCard:
        today, days = self.today(), 0
        if found.started is not None:
            began = date.fromordinal(max(1, found.started.started_on.toordinal() - 1))
            days = lens.references.calendar.working_days(began, found.over_on or today)
        return InspectionCard(
            id=inspection_id,
            inspection=found,
            is_late=found.is_late(today),
            working_days=days,
        )

    def _sealed(
        self, writing: Writing, found: Inspection, language: str
    ) -> tuple["InspectionCopyReading", str]:
        """The reading with its payload, and the code that stands in it."""
        from akimat_desk.documents.inspection_copy import InspectionCopyReading  # noqa: PLC0415
        from akimat_desk.trust.receipts import read_seal  # noqa: PLC0415

        facts, today = found.facts, self.today()
        shared = {
            name: getattr(facts, name)
            for name in (
                *("number", "registered_on", "entrepreneur", "body", "inspectors", "ground"),
                *("starts_on", "ends_on", "subject", "inn", "address", "plan", "reason"),
                *("registry_number", "point"),
            )
        }
        reading = InspectionCopyReading(
            office=letterhead(writing.office, today),
            issued_on=today,
            training=self._core.identity.is_training,
            **shared,
        )
        said = msgspec.json.encode((language, reading), order="sorted")
        qr = seal_of(self._core, writing.connection, INSPECTION_COPY, facts.number, today, said)
        return msgspec.structs.replace(reading, qr=qr), read_seal(qr).facts.code


def _demand_sound(told: InspectionTold) -> None:
    for name in ("entrepreneur", "body", "subject"):
        demand_filled(name, getattr(told, name))
    demand_ground(told.ground, told.plan, told.reason)
    _inspectors(told.inspectors)
    _demand_days(told.starts_on, told.ends_on)
    if told.inn and not (told.inn.isascii() and told.inn.isdigit() and len(told.inn) == 14):
        raise FieldWrong("inn", "not_14_digits")


def _inspectors(told: tuple[InspectorTold, ...]) -> tuple[Inspector, ...]:
    if not told:
        raise FieldWrong("inspectors", "empty")
    if len(told) > MOST_INSPECTORS:
        raise FieldWrong("inspectors", "too_many", MOST_INSPECTORS)
    for place, one in enumerate(told):
        demand_filled(f"inspectors.{place}.name", one.name)
    return tuple(Inspector(name=one.name, post=one.post, document=one.document) for one in told)


def _demand_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise DateOutOfPlace("ends_on", earliest=starts_on)


def _demand_not_later(field: str, day: date, today: date) -> None:
    if day > today:
        raise DateOutOfPlace(field, latest=today)


def _drawn(reading: "InspectionCopyReading", form: Any, language: Any) -> bytes:
    # reportlab and its fonts take a while to load, so only who prints pays for it.
    from akimat_desk.documents.inspection_copy import inspection_copy  # noqa: PLC0415

    return inspection_copy(reading, form=form, language=language)
