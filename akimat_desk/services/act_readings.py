"""What a paper by a template says: gathered from the case, the office and what was told."""

import hashlib
from datetime import date

import msgspec

from akimat_desk.domain import act_settings, duties
from akimat_desk.domain.act_readings import ActCase, ActReading
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.readings import Addressee, Bilingual, Signatory
from akimat_desk.domain.templates import LANGUAGES, Template, unknown_fields
from akimat_desk.services.bodies import is_same_body
from akimat_desk.services.core import Core
from akimat_desk.services.letter_parts import addressee, name_of, office_forms, seal_of, signatory
from akimat_desk.services.papers import letterhead
from akimat_desk.storage import journal
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens


def gathered(
    core: Core, lens: Lens, template: Template, told: ActTold, case: Case | None, point: str
) -> ActReading:
    """The reading without number and seal. Raises FieldWrong, LetterheadMissing."""
    for name in (*unknown_fields(template, told.told), *unknown_fields(template, told.told_ru)):
        raise FieldWrong(f"told.{name}", "not_of_this_form")
    today, office = legal_day(core.clock.now()), lens.office
    executor = core.actor
    to = Addressee() if case is None else addressee(case.applicant)
    return ActReading(
        template=template.version,
        language=language_of(told, case),
        office=letterhead(office, today),
        place=act_settings.place(office),
        issued_on=today,
        case=None if case is None else _case(core, lens, case, _addressed(template, told)),
        applicant=to,
        addressee=told.addressee if template.addressee == "body" else to,
        told=told.told,
        told_ru=told.told_ru,
        forms={**office_forms(office, today), **told.forms},
        ground=_ground(template, today),
        signatory=_signatory(lens, template, executor, today),
        executor_name="" if executor is None else executor.short_name,
        executor_post=Bilingual(ky="") if executor is None else executor.post,
        executor_phone="" if executor is None else executor.phone,
        emblem=_emblem(office),
        file_index=told.file_index,
        replaces=told.replaces,
        point=point if case is None else case.registered.point,
        training=core.identity.is_training,
    )


def _emblem(office: Office) -> str:
    """The digest of the picture on the letterhead; empty where the office has none."""
    picture = act_settings.emblem(office)
    return hashlib.sha256(picture).hexdigest() if picture else ""


def language_of(told: ActTold, case: Case | None) -> str:
    """What was asked, else the language of the appeal (domain.md 1.3), else that of the state."""
    if told.language not in ("", "both", *LANGUAGES):
        raise FieldWrong("language", "unknown")
    if told.language:
        return told.language
    return "ru" if case is not None and case.registered.language == "ru" else "ky"


def point_of(connection: Connection) -> str:
    return journal.own_origin(connection).point


def sealed(core: Core, connection: Connection, reading: ActReading, kind: str) -> ActReading:
    """The same with its signed payload: office, number, date, kind, head of the digest over all
    that the paper says, the signatory included."""
    said = msgspec.json.encode(reading, order="sorted")
    seal = seal_of(core, connection, kind, reading.number, reading.issued_on, said)
    return msgspec.structs.replace(reading, qr=seal)


def subject_of(template: Template, reading: ActReading) -> str:
    """What the journals show: the field called subject, else what the case is about."""
    told = reading.told.get("subject", "")
    if isinstance(told, str) and told.strip():
        return told
    return template.name.ky if reading.case is None else reading.case.subject


def addressee_of(template: Template, reading: ActReading) -> str:
    if template.addressee == "none":
        person = reading.told.get("person", "")
        return person if isinstance(person, str) else ""
    return name_of(reading.addressee)


def _addressed(template: Template, told: ActTold) -> str:
    """The body the paper goes to; "" where it goes to the applicant or to nobody."""
    return told.addressee.body if template.addressee == "body" else ""


def _case(core: Core, lens: Lens, case: Case, body: str) -> ActCase:
    """Of a letter to a body their number is told only where the case came through that one."""
    event = case.registered
    following = duties.dates(case, lens.office, lens.office_id, lens.references).next
    through = event.came_through
    is_theirs = through is not None and (not body or is_same_body(core, lens, through.body, body))
    return ActCase(
        number=event.number,
        registered_on=event.registered_on,
        subject=case.field("subject"),
        answer_on=None if following is None else following.due_on,
        came_through="" if through is None else through.body,
        their_number=through.number if through is not None and is_theirs else "",
        their_date=through.dated_on if through is not None and is_theirs else None,
    )


def _ground(template: Template, day: date) -> Bilingual:
    held = (row.text for row in template.grounds if row.holds_on(day))
    return next(held, Bilingual(ky=""))


def _signatory(lens: Lens, template: Template, executor: Staff | None, day: date) -> Signatory:
    if template.signatory == "head":
        return signatory(lens.office, day)
    if template.signatory == "executor" and executor is not None:
        return Signatory(post=executor.post, name=executor.short_name)
    return Signatory(post=Bilingual(ky=""), name="")
