"""What the letters and acts of an office say alike: who signs, to whom, and the signed payload."""

import hashlib
from datetime import date

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.office_events import OfficeNamed
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.posts import title_of
from akimat_desk.domain.readings import Addressee, Bilingual, Signatory
from akimat_desk.services.core import Core
from akimat_desk.storage.database import Connection
from akimat_desk.trust.receipts import ReceiptSeal, SealImpossible, seal_receipt


def signatory(office: Office, on: date) -> Signatory:
    """Who signs the letters of that day; without words where no head is named."""
    held = office.post_holder("head", on)
    staff = None if held is None else office.find_staff(held.staff)
    if held is None or staff is None:
        return Signatory(post=Bilingual(ky=""), name="")
    post = title_of(office, held, on)
    return Signatory(post=post, name=staff.short_name, is_acting=held.acting)


def office_forms(office: Office, on: date) -> dict[str, str]:
    """The bent forms of the office's name that were told with it, as templates look them up."""
    named = office.dated("name", on)
    if not isinstance(named, OfficeNamed):
        return {}
    told = (("ky", named.cases_ky), ("ru", named.cases_ru))
    return {
        f"office.name|{case}|{language}": words
        for language, cases in told
        for case, words in cases.items()
    }


def addressee(applicant: Applicant) -> Addressee:
    """The applicant as letters name one."""
    person, body = applicant.person, applicant.organisation
    return Addressee(
        surname="" if person is None else person.surname,
        given="" if person is None else person.given,
        patronymic="" if person is None else person.patronymic,
        body="" if body is None else body.name,
        address=applicant.address.line(),
    )


def name_of(to: Addressee) -> str:
    """As lists and journals show whom a letter goes to."""
    return to.body or " ".join(part for part in (to.surname, to.given, to.patronymic) if part)


def seal_of(
    core: Core, connection: Connection, kind: str, number: str, issued_on: date, said: bytes
) -> str:
    """The payload of a paper's QR code: office, number, date, kind, and the head of the digest
    over all that the paper says. Raises FieldWrong for a number that no seal can carry."""
    facts = ReceiptSeal(
        office=core.identity.office,
        number=number.upper() or "-",
        registered_on=issued_on,
        due_on=None,
        rule=kind,
        code=hashlib.sha256(said).hexdigest()[:16].upper(),
    )
    try:
        return seal_receipt(facts, core.station_key(connection))
    except SealImpossible as wrong:
        raise FieldWrong(wrong.field, "not_for_a_seal") from wrong
