"""Receipts: drawn from a frozen reading, stored by digest before the case says so."""

import uuid
from datetime import date
from typing import Any, Literal, get_args

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
from akimat_desk.services.core import Core
from akimat_desk.services.errors import ReceiptAltered, ReceiptNotIssued, StationUnknown
from akimat_desk.storage import journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens
from akimat_desk.trust.receipts import (
    ReceiptSeal,
    SealUnreadable,
    is_genuine,
    read_seal,
    seal_receipt,
)
from akimat_desk.trust.signing import key_id

Form = Literal["a5", "a4x2", "roll80", "large"]
Language = Literal["ky", "ru"]
FORMS = get_args(Form)
RECEIPT_TEMPLATE = "receipt-1"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of a paper and the copy's number; 0 is the first one."""

    data: bytes
    digest: bytes
    copy: int


class _Draft(msgspec.Struct, frozen=True):
    """A receipt about to be drawn."""

    reading: ReceiptReading
    language: Language
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
        chosen = _form(form)
        draft = self._draft(case_id, chosen, language, is_copy=is_copy)
        if isinstance(draft, Paper):
            return draft
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.receipt import receipt  # noqa: PLC0415

        data = receipt(draft.reading, form=chosen, language=draft.language, copy=draft.copy)
        digest = self._core.files.keep(data)
        event = ReceiptIssued(
            digest=digest,
            template=draft.reading.template,
            form=chosen,
            language=draft.language,
            copy=draft.copy,
            reading=draft.reading,
        )
        with self._core.write("print") as writing:
            stream = uuid.UUID(case_id).bytes
            writing.append(stream, journal.load(writing.connection, stream), event)
        return Paper(data=data, digest=digest, copy=draft.copy)

    def _draft(self, case_id: str, form: Form, language: str, *, is_copy: bool) -> "_Draft | Paper":
        """What is to be drawn, or the paper itself where it was made before."""
        with self._core.read() as (connection, lens):
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
            event = case.registered
            chosen = _language(language, event.language)
            issued = [
                made
                for _, made in case.each(ReceiptIssued)
                if (made.form, made.language) == (form, chosen)
            ]
            first = next((made for made in issued if made.copy == 0), None)
            if first is not None and not is_copy:
                return self._stored(first)
            if first is None and is_copy:
                raise ReceiptNotIssued(event.number)
            if first is None:
                seal = self._seal(connection, event)
                return _Draft(self._reading(lens, case, seal), chosen, 0)
            return _Draft(first.reading, chosen, 1 + max(made.copy for made in issued))

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

    def _reading(self, lens: Lens, case: Case, seal: str) -> ReceiptReading:
        event = case.registered
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
            qr=seal,
            status_address=None,
            clerk_post=clerk.post,
            clerk_name=clerk.short_name,
            point=event.point,
            template=RECEIPT_TEMPLATE,
            training=self._core.identity.is_training,
        )

    def _seal(self, connection: Connection, event: CaseRegistered) -> str:
        facts = ReceiptSeal(
            office=self._core.identity.office,
            number=event.number,
            registered_on=event.registered_on,
            due_on=event.due_on,
            rule=event.rule or "none",
            code=event.receipt_code,
        )
        return seal_receipt(facts, self._core.station_key(connection))


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


def _form(form: str) -> Form:
    for known in FORMS:
        if known == form:
            found: Form = known
            return found
    raise FieldWrong("format", "unknown")


def _language(asked: str, of_appeal: str) -> Language:
    """What was asked, else the appeal's own language, else the language of the state."""
    if asked not in ("", "ky", "ru"):
        raise FieldWrong("lang", "unknown")
    return "ru" if "ru" in (asked, asked or of_appeal) else "ky"
