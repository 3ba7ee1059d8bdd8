"""What is told at registration: its keys and limits, and what is refused before anything else."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong, LineUnreadable, UnknownKeys
from akimat_desk.domain.identifiers import is_pin, phone_normal, pin_normal
from akimat_desk.domain.people import Address, Applicant, Organisation, Person, Representative
from akimat_desk.domain.readings import CameThrough, TakenPaper
from akimat_desk.domain.secrecy import demand_bare

TEXT_LIMIT = 200_000
SUBJECT_LIMIT = 500
LINE_LIMIT = 300
REMARK_LIMIT = 4_000
"""Of what is written on a case later: a resolution, a ground, a reason."""
QUESTION_LIMIT = 4_000
_QUESTION = "questions.text"
_LIMITS = {
    "text": TEXT_LIMIT,
    "subject": SUBJECT_LIMIT,
    "questions": QUESTION_LIMIT,
    _QUESTION: QUESTION_LIMIT,
    "name": 500,
}
_LISTS = 500
_DEPTH = 8
_TEXTS = ("text", "questions", _QUESTION)
# Control characters become spaces; marks of no width and of direction go: no paper shows them,
# and a name that holds one is found by no search.
_CONTROL = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_UNSEEN = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
_TIDY = {**_CONTROL, **_UNSEEN}
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")
_EARLIEST_YEAR = 2000


class _Input(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys as the command line and the window give them."""


class AddressTold(_Input, frozen=True, kw_only=True):
    """By its parts; a plain text is an address as well."""

    soate: str = ""
    aimak: str = ""
    village: str = ""
    street: str = ""
    house: str = ""
    text: str = ""


class PersonTold(_Input, frozen=True, kw_only=True):
    surname: str
    given: str
    patronymic: str = ""
    pin: str = ""
    born_on: date | None = None
    phone: str = ""
    phone_of: str = ""
    address: AddressTold | str = ""
    trade_name: str = ""
    inn: str = ""


class OrganisationTold(_Input, frozen=True, kw_only=True):
    name: str
    inn: str = ""
    head: str = ""
    phone: str = ""
    address: AddressTold | str = ""


class ApplicantTold(_Input, frozen=True, kw_only=True):
    person: PersonTold | None = None
    organisation: OrganisationTold | None = None
    anonymous: bool = False
    record: str = ""


class RepresentativeTold(_Input, frozen=True, kw_only=True):
    person: PersonTold
    ground: str = ""


class ThroughTold(_Input, frozen=True, kw_only=True):
    body: str
    number: str = ""
    dated_on: date | None = None
    control_on: date | None = None
    answer_also_to: tuple[str, ...] = ()


class PaperTold(_Input, frozen=True, kw_only=True):
    title: str
    original: bool = False
    sheets: int = 1
    to_return: bool = False


class QuestionTold(_Input, frozen=True, kw_only=True):
    """One thing asked; `executor` is the login of the one who is to answer it, if that is known."""

    text: str
    executor: str = ""


class Application(_Input, frozen=True, kw_only=True):
    """One matter to register. `responsible` is a login; `received_at` defaults to now.

    `signatories` counts all who signed, the applicant first; `also_signed` names the others as
    far as they were written down. A question may be its words alone. `pad_number` and
    `registered_at` are the number of a blank receipt and the time that was written on it by hand.
    """

    kind: str
    channel: str
    language: str
    subject: str
    applicant: ApplicantTold
    received_at: datetime | None = None
    representative: RepresentativeTold | None = None
    signatories: int = 0
    also_signed: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    came_through: ThroughTold | None = None
    topic: str = ""
    against: str = ""
    text: str = ""
    questions: tuple[str | QuestionTold, ...] = ()
    service: str = ""
    previous: str = ""
    responsible: str = ""
    ordered_by: str = ""
    sheets: int = 0
    papers: tuple[PaperTold, ...] = ()
    pad_number: str = ""
    registered_at: datetime | None = None
    secrecy: str = ""


LANGUAGES = ("ky", "ru", "en", "other")
_KEYS = frozenset(field.name for field in msgspec.structs.fields(Application))


def read_application(data: Mapping[str, Any]) -> Application:
    """Raises UnknownKeys and FieldWrong; a field is named by its path, for example
    `applicant.person.pin`, a reason by a stable word."""
    if not isinstance(data, Mapping):
        raise LineUnreadable("not_an_object")
    unknown = tuple(sorted(set(data) - _KEYS))
    if unknown:
        raise UnknownKeys(unknown)
    if data.get("secrecy"):
        demand_bare(data)
        data = {**data, "subject": "", "applicant": {"anonymous": True}}
    told: Application = told_as(data, Application, line_limit=LINE_LIMIT)
    _demand_sound(told)
    return told


def told_as(data: Any, shape: type[Any], *, line_limit: int = REMARK_LIMIT) -> Any:
    """Builtins as one of the shapes above, tidied; msgspec's sentence becomes a path and a reason.

    Raises UnknownKeys and FieldWrong.
    """
    _Limits(line_limit).demand(data)
    try:
        return msgspec.convert(_tidied(data), shape)
    except msgspec.ValidationError as wrong:
        raise _refusal(str(wrong)) from None


def demand_applicant(told: ApplicantTold) -> None:
    """One of person, organisation and anonymous, with the names that must be there."""
    named = [told.person is not None, told.organisation is not None, told.anonymous]
    if sum(named) != 1:
        raise FieldWrong("applicant", "one_of_person_organisation_anonymous")
    if told.person is not None:
        _demand_person("applicant.person", told.person)
    if told.organisation is not None:
        demand_filled("applicant.organisation.name", told.organisation.name)


def demand_papers(told: tuple[PaperTold, ...]) -> None:
    for place, paper in enumerate(told):
        demand_filled(f"papers.{place}.title", paper.title)
        demand_count(f"papers.{place}.sheets", paper.sheets)


def demand_filled(path: str, value: str) -> None:
    if not value.strip():
        raise FieldWrong(path, "empty")


def demand_count(path: str, value: int) -> None:
    if not 0 <= value <= 100_000:
        raise FieldWrong(path, "out_of_range")


def applicant_of(told: ApplicantTold) -> Applicant:
    """As it will stand on the paper, frozen."""
    if told.person is not None:
        return Applicant(person=person_of(told.person))
    if told.organisation is None:
        return Applicant()
    body = told.organisation
    return Applicant(
        organisation=Organisation(
            name=body.name,
            inn=pin_normal(body.inn),
            head=body.head,
            phone=phone_normal(body.phone),
            address=_address(body.address),
        )
    )


def read_applicant(told: Any) -> Applicant:
    """From a form that may be half filled in; what has no shape yet is nobody."""
    try:
        return applicant_of(msgspec.convert(told, ApplicantTold))
    except msgspec.ValidationError:
        return Applicant()


def person_of(told: PersonTold) -> Person:
    return Person(
        surname=told.surname,
        given=told.given,
        patronymic=told.patronymic,
        pin=pin_normal(told.pin),
        born_on=told.born_on,
        phone=phone_normal(told.phone),
        phone_of=told.phone_of,
        address=_address(told.address),
        trade_name=told.trade_name,
        inn=pin_normal(told.inn),
    )


def representative_of(told: RepresentativeTold | None) -> Representative | None:
    if told is None:
        return None
    return Representative(person=person_of(told.person), ground=told.ground)


def came_through_of(told: ThroughTold | None) -> CameThrough | None:
    if told is None:
        return None
    return CameThrough(
        body=told.body,
        number=told.number,
        dated_on=told.dated_on,
        control_on=told.control_on,
        answer_also_to=told.answer_also_to,
    )


def papers_of(told: tuple[PaperTold, ...]) -> tuple[TakenPaper, ...]:
    return tuple(
        TakenPaper(
            title=paper.title,
            original=paper.original,
            sheets=paper.sheets,
            to_return=paper.to_return,
        )
        for paper in told
    )


def questions_of(told: Application) -> tuple[QuestionTold, ...]:
    return tuple(QuestionTold(text=one) if isinstance(one, str) else one for one in told.questions)


def _address(told: AddressTold | str) -> Address:
    if isinstance(told, str):
        return Address(text=told)
    return Address(**msgspec.structs.asdict(told))


def _tidied(value: Any, name: str = "") -> Any:
    """NFC, no control characters, no stray spaces; line breaks stay in the text alone."""
    match value:
        case str():
            is_text = name in _TEXTS
            broken = _BREAKS.sub("\n", value) if is_text else value
            plain = unicodedata.normalize("NFC", broken.translate(_TIDY)).strip()
            return plain if is_text else " ".join(plain.split())
        case Mapping():
            return {key: _tidied(item, _named(name, key)) for key, item in value.items()}
        case list() | tuple():
            return [_tidied(item, name) for item in value]
        case _:
            return value


def _named(above: str, key: Any) -> str:
    """By what a value's limit is known; the text of an address is a line, not the text."""
    return f"{above}.{key}" if above in ("address", "questions") else str(key)


class _Limits:
    """What must hold of any value before its shape is looked at."""

    def __init__(self, line_limit: int) -> None:
        self._line_limit = line_limit

    def demand(self, value: Any, path: str = "", name: str = "", depth: int = 0) -> None:
        if depth > _DEPTH:
            raise FieldWrong(path, "wrong_type")
        if isinstance(value, str):
            self._demand_text(value, path, name)
        elif isinstance(value, list | tuple):
            if len(value) > _LISTS:
                raise FieldWrong(path, "too_many", _LISTS)
            for place, item in enumerate(value):
                self.demand(item, f"{path}.{place}", name, depth + 1)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                below = f"{path}.{key}" if path else str(key)
                self.demand(item, below, _named(name, key), depth + 1)

    def _demand_text(self, value: str, path: str, name: str) -> None:
        limit = _LIMITS.get(name, self._line_limit)
        if len(value) > limit:
            raise FieldWrong(path, "too_long", limit)
        # Half of a character cannot be written down: no UTF-8 exists for it.
        if _HALF.search(value):
            raise FieldWrong(path, "not_text")


def _demand_sound(told: Application) -> None:
    for field in ("kind", "channel") if told.secrecy else ("kind", "channel", "subject"):
        demand_filled(field, getattr(told, field))
    if told.language not in LANGUAGES:
        raise FieldWrong("language", "unknown")
    demand_applicant(told.applicant)
    if told.representative is not None:
        _demand_person("representative.person", told.representative.person)
    if told.came_through is not None:
        demand_filled("came_through.body", told.came_through.body)
    if told.received_at is not None and told.received_at.year < _EARLIEST_YEAR:
        raise FieldWrong("received_at", "out_of_range")
    demand_papers(told.papers)
    for place, question in enumerate(told.questions):
        if isinstance(question, QuestionTold):
            demand_filled(f"questions.{place}.text", question.text)
    demand_count("sheets", told.sheets)
    demand_count("signatories", told.signatories)


def _demand_person(path: str, told: PersonTold) -> None:
    demand_filled(f"{path}.surname", told.surname)
    demand_filled(f"{path}.given", told.given)
    if told.pin and not is_pin(pin_normal(told.pin)):
        raise FieldWrong(f"{path}.pin", "not_14_digits", 14)


_AT = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_NAMED = re.compile(r"field `(?P<name>[^`]*)`")
_REASONS = (
    ("missing required field", "missing"),
    ("Invalid RFC3339", "not_a_date"),
    ("Invalid ISO", "not_a_date"),
    ("date", "not_a_date"),
    ("Expected", "wrong_type"),
)


def _refusal(sentence: str) -> FieldWrong | UnknownKeys:
    at = _AT.search(sentence)
    path = re.sub(r"\[(\d*|\.\.\.)\]", r".\1", at["path"]).strip(".") if at else ""
    named = _NAMED.search(sentence)
    if named is not None:
        path = f"{path}.{named['name']}" if path else named["name"]
    if "unknown field" in sentence:
        return UnknownKeys((path,))
    reason = next((word for wording, word in _REASONS if wording in sentence), "wrong")
    return FieldWrong(path, reason)
