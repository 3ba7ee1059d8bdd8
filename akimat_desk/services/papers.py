"""Receipts: drawn from a frozen reading, stored by digest before the case says so."""

import uuid
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import duties
from akimat_desk.domain.case_events import CaseRegistered, ReceiptIssued
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong, LetterheadMissing, ResponsibilityMissing
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import (
    Answerer,
    Bilingual,
    DueLine,
    Letterhead,
    ReceiptReading,
)
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.errors import ReceiptAltered, ReceiptNotIssued, StationUnknown
from akimat_desk.storage import journal
from akimat_desk.storage.projections import Lens
from akimat_desk.trust.receipts import (
    ReceiptSeal,
    SealUnreadable,
    is_genuine,
    read_seal,
    seal_receipt,
)
from akimat_desk.trust.signing import key_id

FORMS = ("a5", "a4x2", "roll80", "large")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of a paper and the copy's number; 0 is the first one."""

    data: bytes
    digest: bytes
    copy: int


class Papers:
    """What the desk prints."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def receipt(
        self, case_id: str, *, form: str = "a5", language: str = "", is_copy: bool = False
    ) -> Paper:
        """The stored bytes of the receipt in this form and language, made once.

        With `is_copy` a second file with a copy stamp is made and its number recorded. Raises
        ResponsibilityMissing, LetterheadMissing, and what documents refuses.
        """
        if form not in FORMS:
            raise FieldWrong("format", "unknown")
        with self._core.write("print") as writing:
            folded = journal.load(writing.connection, uuid.UUID(case_id).bytes)
            case: Case = folded.state
            language = language or _language(case.registered.language)
            if language not in ("ky", "ru"):
                raise FieldWrong("lang", "unknown")
            issued = [
                event
                for _, event in case.each(ReceiptIssued)
                if (event.form, event.language) == (form, language)
            ]
            first = next((event for event in issued if event.copy == 0), None)
            if first is not None and not is_copy:
                return self._stored(first)
            if first is None and is_copy:
                raise ReceiptNotIssued(case.registered.number)
            reading = self._reading(writing, case) if first is None else first.reading
            copy = 0 if first is None else 1 + max(event.copy for event in issued)
            return self._issue(writing, (case_id, folded), reading, (form, language, copy))

    def verify(self, text: str) -> ReceiptSeal:
        """The facts of a genuine receipt; raises ReceiptAltered, StationUnknown."""
        try:
            sealed = read_seal(text)
        except SealUnreadable as wrong:
            raise ReceiptAltered(wrong.reason) from wrong
        with self._core.database.read() as connection:
            known = {self._core.station_key(connection).public}
        publics = [public for public in known if key_id(public) == sealed.key_id]
        if not publics:
            raise StationUnknown(sealed.key_id.hex())
        if not is_genuine(sealed, publics[0]):
            raise ReceiptAltered("signature")
        return sealed.facts

    def _stored(self, event: ReceiptIssued) -> Paper:
        return Paper(data=self._core.files.read(event.digest), digest=event.digest, copy=event.copy)

    def _issue(
        self,
        writing: Writing,
        found: tuple[str, Any],
        reading: ReceiptReading,
        how: tuple[str, str, int],
    ) -> Paper:
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.receipt import TEMPLATE, receipt  # noqa: PLC0415

        (case_id, folded), (form, language, copy) = found, how
        data = receipt(reading, form=form, language=language, copy=copy)
        digest = self._core.files.keep(data)
        event = ReceiptIssued(
            digest=digest,
            template=TEMPLATE,
            form=form,
            language=language,
            copy=copy,
            reading=reading,
        )
        writing.append(uuid.UUID(case_id).bytes, folded, event)
        return Paper(data=data, digest=digest, copy=copy)

    def _reading(self, writing: Writing, case: Case) -> ReceiptReading:
        from akimat_desk.documents.receipt import TEMPLATE  # noqa: PLC0415

        event, lens = case.registered, writing.lens
        on = event.registered_on
        clerk = self._core.actor
        if clerk is None:
            raise ResponsibilityMissing(event.topic, event.service)
        applicant = event.applicant
        represented = event.representative
        return ReceiptReading(
            office=letterhead(lens.office, on),
            number=event.number,
            code=event.receipt_code,
            received_at=local_time(event.received_at),
            registered_at=local_time(event.registered_at),
            applicant=applicant.name,
            trade_name="" if applicant.person is None else applicant.person.trade_name,
            representative="" if represented is None else represented.person.full_name,
            signatories=event.signatories,
            came_through=event.came_through,
            subject=event.subject,
            papers=event.papers,
            sheets=event.sheets or sum(paper.sheets for paper in event.papers),
            answerer=_answerer(event, lens.office, on),
            due=_due(case, lens),
            qr=self._seal(writing, event),
            status_address=None,
            clerk_post=clerk.post,
            clerk_name=clerk.short_name,
            point=event.point,
            template=TEMPLATE,
            training=self._core.identity.is_training,
        )

    def _seal(self, writing: Writing, event: CaseRegistered) -> str:
        facts = ReceiptSeal(
            office=self._core.identity.office,
            number=event.number,
            registered_on=event.registered_on,
            due_on=event.due_on,
            rule=event.rule or "none",
            code=event.receipt_code,
        )
        return seal_receipt(facts, self._core.station_key(writing.connection))


def letterhead(office: Office, on: date) -> Letterhead:
    """The office as it was named on that day; raises LetterheadMissing."""
    named: Any = office.dated("name", on)
    told: Any = office.dated("letterhead", on)
    if named is None:
        raise LetterheadMissing("name")
    if told is None:
        raise LetterheadMissing("address")
    return Letterhead(name=named.name, address=told.address, phone=told.phone, hours=told.hours)


def _answerer(event: CaseRegistered, office: Office, on: date) -> Answerer:
    named = office.find_staff(event.responsible) if event.responsible else None
    if named is None:
        raise ResponsibilityMissing(event.topic, event.service)
    return Answerer(
        name=named.full_name,
        post=named.post,
        room=named.room,
        phone=named.phone,
        ground=_ground(event, office, named, on),
        executor_by_resolution=event.named_by == "table",
    )


def _ground(event: CaseRegistered, office: Office, named: Staff, on: date) -> Bilingual | None:
    if event.named_by != "table":
        return None
    row = office.answers_for(event.topic, event.service, on)
    if row is None or row.staff != named.id or not row.order:
        return None
    return Bilingual(ky=row.order, ru=row.order)


def _due(case: Case, lens: Lens) -> DueLine:
    event = case.registered
    due = duties.dates(case, lens.office, lens.office_id, lens.references)
    rule, control = due.rule, due.of_kind("control")
    return DueLine(
        due_on=event.due_on,
        days=None if rule is None else rule.length,
        unit="working" if rule is None else rule.unit,
        ground=Bilingual(ky="") if rule is None else rule.legal,
        to_confirm=rule is not None and not rule.is_confirmed,
        control_on=control[0].due_on if control else None,
        control_body=control[0].body if control else "",
    )


def _language(language: str) -> str:
    """A paper follows the appeal's language where the office may write it, else the state's."""
    return language if language in ("ky", "ru") else "ky"
