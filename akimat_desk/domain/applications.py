"""What is told at registration: its keys, its limits, and what is refused before anything is done."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong, UnknownKeys
from akimat_desk.domain.identifiers import is_pin, phone_normal, pin_normal
from akimat_desk.domain.people import Address, Applicant, Organisation, Person, Representative
from akimat_desk.domain.readings import CameThrough, TakenPaper

TEXT_LIMIT = 200_000
SUBJECT_LIMIT = 500
LINE_LIMIT = 300
_LIMITS = {"text": TEXT_LIMIT, "subject": SUBJECT_LIMIT, "questions": 4_000, "name": 500}
_LISTS = 500
_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"} | {127: None}


class _Input(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys as the command line and the window give them."""


class PersonTold(_Input, frozen=True, kw_only=True):
    surname: str
    given: str
    patronymic: str = ""
    pin: str = ""
    born_on: date | None = None
    phone: str = ""
    phone_of: str = ""
    address: Address | str = ""
    trade_name: str = ""
    inn: str = ""


class OrganisationTold(_Input, frozen=True, kw_only=True):
    name: str
    inn: str = ""
    head: str = ""
    phone: str = ""
    address: Address | str = ""


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


class Application(_Input, frozen=True, kw_only=True):
    """One matter to register. `responsible` is a login; `received_at` defaults to now."""

    kind: str
    channel: str
    language: str
    subject: str
    applicant: ApplicantTold
    received_at: datetime | None = None
    representative: RepresentativeTold | None = None
    signatories: int = 0
    categories: tuple[str, ...] = ()
    came_through: ThroughTold | None = None
    topic: str = ""
    against: str = ""
    text: str = ""
    questions: tuple[str, ...] = ()
    service: str = ""
    previous: str = ""
    responsible: str = ""
    ordered_by: str = ""
    sheets: int = 0
    papers: tuple[PaperTold, ...] = ()


LANGUAGES = ("ky", "ru", "en", "other")
_KEYS = frozenset(field.name for field in msgspec.structs.fields(Application))


def read_application(data: Mapping[str, Any]) -> Application:
    """Raises UnknownKeys and FieldWrong; a field is named by its path, for example
    `applicant.person.pin`, a reason by a stable word."""
    unknown = tuple(sorted(set(data) - _KEYS))
    if unknown:
        raise UnknownKeys(unknown)
    _demand_limits(data)
    told: Application = told_as(_tidied(data), Application)
    _demand_sound(told)
    return told


def told_as(data: Any, shape: type[Any]) -> Any:
    """Builtins as one of the shapes above; msgspec's sentence becomes a path and a reason."""
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as wrong:
        raise _refusal(str(wrong)) from None


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


def _address(told: Address | str) -> Address:
    return Address(text=told) if isinstance(told, str) else told


def _tidied(value: Any, *, is_text: bool = False) -> Any:
    """NFC, no control characters, no stray spaces; line breaks stay in the text alone."""
    match value:
        case str():
            plain = unicodedata.normalize("NFC", value.translate(_CONTROL)).strip()
            return plain if is_text else " ".join(plain.split())
        case dict():
            return {
                key: _tidied(item, is_text=key in ("text", "questions"))
                for key, item in value.items()
            }
        case list() | tuple():
            return [_tidied(item, is_text=is_text) for item in value]
        case _:
            return value


def _demand_limits(value: Any, path: str = "", name: str = "") -> None:
    limit = _LIMITS.get(name, LINE_LIMIT)
    if isinstance(value, str) and len(value) > limit:
        raise FieldWrong(path, "too_long", limit)
    if isinstance(value, list | tuple):
        if len(value) > _LISTS:
            raise FieldWrong(path, "too_many", _LISTS)
        for place, item in enumerate(value):
            _demand_limits(item, f"{path}.{place}", name)
    if isinstance(value, Mapping):
        for key, item in value.items():
            _demand_limits(item, f"{path}.{key}" if path else str(key), str(key))


def _demand_sound(told: Application) -> None:
    for field in ("kind", "channel", "subject"):
        _demand_filled(field, getattr(told, field))
    if told.language not in LANGUAGES:
        raise FieldWrong("language", "unknown")
    _demand_applicant(told.applicant)
    if told.representative is not None:
        _demand_person("representative.person", told.representative.person)
    if told.came_through is not None:
        _demand_filled("came_through.body", told.came_through.body)
    for place, paper in enumerate(told.papers):
        _demand_filled(f"papers.{place}.title", paper.title)
        _demand_count(f"papers.{place}.sheets", paper.sheets, 0)
    _demand_count("sheets", told.sheets, 0)
    _demand_count("signatories", told.signatories, 0)


def _demand_applicant(told: ApplicantTold) -> None:
    named = [told.person is not None, told.organisation is not None, told.anonymous]
    if sum(named) != 1:
        raise FieldWrong("applicant", "one_of_person_organisation_anonymous")
    if told.person is not None:
        _demand_person("applicant.person", told.person)
    if told.organisation is not None:
        _demand_filled("applicant.organisation.name", told.organisation.name)


def _demand_person(path: str, told: PersonTold) -> None:
    _demand_filled(f"{path}.surname", told.surname)
    _demand_filled(f"{path}.given", told.given)
    if told.pin and not is_pin(pin_normal(told.pin)):
        raise FieldWrong(f"{path}.pin", "not_14_digits", 14)


def _demand_filled(path: str, value: str) -> None:
    if not value:
        raise FieldWrong(path, "empty")


def _demand_count(path: str, value: int, least: int) -> None:
    if not least <= value <= 100_000:
        raise FieldWrong(path, "out_of_range")


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
