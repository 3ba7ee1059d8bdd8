"""What is written on a card of reception, step by step, within one transaction."""

import uuid
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain import receptions
from akimat_desk.domain.applications import (
    SUBJECT_LIMIT,
    ApplicantTold,
    applicant_of,
    demand_applicant,
    demand_filled,
)
from akimat_desk.domain.behalf import HEAD
from akimat_desk.domain.errors import FieldWrong, StaffUnknown
from akimat_desk.domain.full_names import line_of
from akimat_desk.domain.handing_over import assign
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.numbering import Number, number_key
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import (
    QuestionSettled,
    ReceptionOpened,
)
from akimat_desk.domain.receptions import (
    CHANNEL_OF,
    FORMS,
    INSTRUCTION,
    KIND,
    LETTER,
    LETTER_SETTING,
    WRITTEN_APPEAL,
    Card,
    card_of,
)
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.slots import held_event
from akimat_desk.domain.wishes import Assign
from akimat_desk.services import records
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drafts import REGISTER
from akimat_desk.services.reception_links import LINK, link_of
from akimat_desk.services.registration import Registration, spoken_code
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import drafts, journal

_PAPER_CHANNEL: Final = "in_person"


class OutcomeTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of a question. `executor` is a login, `kind` that of the case it becomes."""

    outcome: str
    words: str = ""
    executor: str = ""
    due_on: date | None = None
    kind: str = "application"


class AskedTold(OutcomeTold, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, with its outcome where it has one already."""

    text: str
    topic: str = ""
    outcome: str = ""


class CardTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card as it is begun, or all of it. `official` is a login; `on` is today where it is None.

    `sign_up` is the id of the line they had signed up by.
    """

    official: str
    applicant: ApplicantTold
    on: date | None = None
    form: str = "personal"
    place_ky: str = ""
    place_ru: str = ""
    language: str = "ky"
    sign_up: str = ""
    questions: tuple[AskedTold, ...] = ()
    close: bool = False


class Steps:
    """One transaction's work on cards."""

    def __init__(
        self, core: Core, registration: Registration, cases: Cases, writing: Writing
    ) -> None:
        self._core, self._registration, self._cases = core, registration, cases
        self._writing = writing

    def open(self, told: CardTold) -> str:
        """The id of the new card. Raises FieldWrong, StaffUnknown, and what refuses numbers."""
        core, writing, at = self._core, self._writing, self._core.clock.now()
        _demand_card(told, legal_day(at))
        official = staff_of(writing.office, told.official, told.on or legal_day(at))
        demand_trusted(writing.connection, at, writing.pen.own.newest_at)
        applicant, person = self.applicant(told.applicant)
        own, letter, year = writing.pen.own, self._letter(), legal_day(at).year
        number = Number(
            journal=letter,
            mark=own.mark,
            sequence=records.next_number(writing, letter, year),
            year=year,
        )
        opened = ReceptionOpened(
            number=number.text(),
            journal=letter,
            mark=own.mark,
            sequence=number.sequence,
            year=year,
            official=official.id,
            on=told.on or legal_day(at),
            opened_at=at,
            place=Bilingual(ky=told.place_ky, ru=told.place_ru),
            form=told.form,
            language=told.language,
            receipt_code=spoken_code(core),
            applicant=applicant,
            person=person,
            sign_up=told.sign_up,
            point=own.point,
        )
        return records.open_record(writing, opened)

    def _letter(self) -> str:
        """Raises FieldWrong for one that cases are numbered by."""
        letter, office = letter_of(self._writing.office), self._writing.office
        rows = self._core.shelf.catalogues(office).kinds.rows
        if number_key(letter) in {number_key(row.journal) for row in rows}:
            raise FieldWrong(LETTER_SETTING, "taken")
        return letter

    def applicant(self, told: ApplicantTold) -> tuple[Applicant, str]:
        """As the card shows one, and the office's record; of nobody by a name alone."""
        demand_applicant(told)
        applicant = applicant_of(told)
        is_known = bool(told.record or applicant.pin or applicant.phone)
        return applicant, self._registration.record_within(self._writing, told) if is_known else ""

    def card(self, card_id: str) -> Card:
        return card_of(records.load(self._writing.connection, KIND, card_id))

    def append(self, card_id: str, *events: Any) -> None:
        records.append(self._writing, card_id, *events)

    def settle(self, card_id: str, question: int, told: OutcomeTold) -> str:
        """The id of the draft that a written appeal is begun with, empty for other outcomes.

        An instruction becomes a case of the executor's with the promised day as its internal
        date, in the name of the official who gave it. Raises what registering and assigning do.
        """
        card = self.card(card_id)
        executor = self._executor(told)
        settled = receptions.settle(
            card,
            QuestionSettled(
                question=question,
                outcome=told.outcome,
                words=told.words.strip(),
                executor="" if executor is None else executor.id,
                due_on=told.due_on if executor is not None else None,
            ),
        )
        if executor is not None:
            case, number = self._instructed(card, settled, executor, told.kind)
            settled = msgspec.structs.replace(settled, case=case, case_number=number)
        self.append(card_id, settled)
        is_written = told.outcome == WRITTEN_APPEAL
        return self._draft(card_id, card, question) if is_written else ""

    def _executor(self, told: OutcomeTold) -> Staff | None:
        if told.outcome != INSTRUCTION:
            return None
        demand_filled("executor", told.executor)
        today = legal_day(self._core.clock.now())
        return staff_of(self._writing.office, told.executor, today)

    def _instructed(
        self, card: Card, settled: QuestionSettled, executor: Staff, kind: str
    ) -> tuple[str, str]:
        """The id and the number of the case."""
        role_for(self._core.actor, "assign")
        asked, writing = receptions.asked(card, settled.question), self._writing
        told = {
            "kind": kind,
            "channel": CHANNEL_OF[card.opened.form],
            "language": card.opened.language,
            "subject": asked.text[:SUBJECT_LIMIT],
            "text": asked.text,
            "topic": asked.topic,
            "applicant": _told_of(card),
            "responsible": executor.login,
            "ordered_by": card.number,
        }
        registered = self._registration.register_within(writing, told)
        wish = Assign(
            executor=executor.login,
            internal_on=settled.due_on,
            resolution=settled.words,
            ground=card.number,
            on_behalf_of=self._pen(card),
        )
        stream = uuid.UUID(registered.case).bytes
        found = self._cases.opened_in(writing.connection, writing.lens, registered.case)
        situation = self._cases.situation(writing.office, writing.lens)
        writing.append(
            stream, journal.load(writing.connection, stream), assign(found.case, wish, situation)
        )
        return registered.case, registered.number

    def _pen(self, card: Card) -> str:
        """The login of the head or deputy who gave the instruction, where another writes it down;
        what anybody else gives is the author's own word."""
        office, actor = self._writing.office, self._core.actor
        official = office.find_staff(card.opened.official)
        if official is None or actor is None or official.id == actor.id:
            return ""
        held = office.post_holder(HEAD, legal_day(self._core.clock.now()))
        is_head = HEAD in official.roles or (held is not None and held.staff == official.id)
        return official.login if is_head else ""

    def _draft(self, card_id: str, card: Card, question: int) -> str:
        """What the counter would have typed so far; the paper itself says the rest."""
        draft_id = f"{REGISTER}-{uuid.uuid4().hex}"
        form = _form(card, question) | {LINK: link_of(card_id, question)}
        at = self._core.clock.now()
        drafts.keep(self._writing.connection, draft_id, at, msgspec.msgpack.encode(form))
        return draft_id


def letter_of(office: Office) -> str:
    """The letter of the cards' own series."""
    told = held_event(office.slots, f"setting:{LETTER_SETTING}")
    value = msgspec.json.decode(told.value) if isinstance(told, SettingSet) else ""
    return value if isinstance(value, str) and value else LETTER


def staff_of(office: Office, login: str, on: date) -> Staff:
    """Raises StaffUnknown."""
    found = office.find_login(login)
    if found is None or not found.works_on(on):
        raise StaffUnknown(login)
    return found


def _demand_card(told: CardTold, today: date) -> None:
    if told.form not in FORMS:
        raise FieldWrong("form", "unknown")
    if told.language not in ("ky", "ru", "en", "other"):
        raise FieldWrong("language", "unknown")
    if told.on is not None and told.on > today:
        raise FieldWrong("on", "in_the_future")


def _told_of(card: Card) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(card.applicant)
    if not told:
        return {"anonymous": True}
    return told | ({"record": card.person} if card.person else {})


def _form(card: Card, question: int) -> dict[str, Any]:
    """By the fields of the counter's form, letter for letter."""
    asked, applicant = receptions.asked(card, question), card.applicant
    person, body, address = applicant.person, applicant.organisation, applicant.address
    who = "anonymous" if applicant.is_anonymous else "person" if body is None else "organisation"
    form = {
        "who": who,
        "name": "" if person is None else _line(applicant),
        "pin": "" if person is None else person.pin,
        "phone": "" if person is None else person.phone,
        "org_name": "" if body is None else body.name,
        "inn": "" if body is None else body.inn,
        "org_phone": "" if body is None else body.phone,
        "soate": address.soate,
        "aimak": address.aimak,
        "village": address.village,
        "street": address.street,
        "house": address.house,
        "address": address.text,
        "subject": asked.text[:SUBJECT_LIMIT],
        "topic": asked.topic,
        "language": card.opened.language,
        "channel": _PAPER_CHANNEL,
        "record": card.person,
    }
    return {key: value for key, value in form.items() if value}


def _line(applicant: Applicant) -> str:
    person = applicant.person
    return "" if person is None else line_of(person.surname, person.given, person.patronymic)
