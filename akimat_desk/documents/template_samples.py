"""Readings a template is tried with before anybody works by it: typical, longest, minimal."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from akimat_desk.domain.act_readings import ActCase, ActReading
from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead, Signatory
from akimat_desk.domain.templates import Field, Row, Template, Told, unknown_fields
from akimat_desk.paths import RESOURCES

Size = Literal["typical", "longest", "minimal"]
SIZES: Final[tuple[Size, ...]] = ("typical", "longest", "minimal")
_DAY: Final = date(2026, 11, 20)
_MANY: Final = 40
_SEAL: Final = "AD1*SAMPLE*" + "0" * 64


@cache
def _samples() -> Any:
    return json.loads((RESOURCES / "templates" / "samples.json").read_text("utf-8"))


def sample(template: Template, language: str, size: Size, own: Mapping[str, Any]) -> ActReading:
    """A reading of invented data, marked as training. `own` is the template's own sample, by
    language: it takes the place of what is made here in the typical size."""
    words = _samples()["longest" if size == "longest" else "typical"]
    first = "ru" if language == "ru" else "ky"

    def both(name: str) -> Bilingual:
        return Bilingual(ky=words["ky"][name], ru=words["ru"][name])

    who = dict(zip(("surname", "given", "patronymic"), words[first]["name"].split(), strict=True))
    person = Addressee(**who, address=words[first]["address"])
    body = Addressee(body=words[first]["body"], address=words[first]["address"])
    told = _told(template, first, size, own)
    return ActReading(
        template=template.version,
        language=language,
        office=Letterhead(name=both("body"), address=both("address"), phone="+996 3230 2 10 10"),
        place=both("place"),
        number=words[first]["number"] if template.journal else "",
        issued_on=_DAY,
        case=None if template.case == "none" else _case(words[first], size),
        applicant=person,
        addressee=body if template.addressee == "body" else person,
        told=told,
        told_ru=_told(template, "ru", size, own) if language == "both" else {},
        ground=_ground(template),
        signatory=Signatory(post=both("post"), name=words[first]["short_name"]),
        executor_name=words[first]["short_name"],
        executor_post=both("post"),
        executor_phone="+996 3230 2 10 11",
        file_index="01-12" if size == "longest" else "",
        replaces=words[first]["number"] if size == "longest" else "",
        qr=_SEAL,
        point="1",
        training=True,
    )


def _case(words: Mapping[str, str], size: Size) -> ActCase:
    is_long = size == "longest"
    return ActCase(
        number=words["case_number"],
        registered_on=date(2026, 11, 2),
        subject=words["line"],
        answer_on=date(2026, 11, 20),
        came_through=words["body"] if is_long else "",
        their_number="12-4/1187" if is_long else "",
        their_date=date(2026, 10, 29) if is_long else None,
    )


def _ground(template: Template) -> Bilingual:
    return next((row.text for row in template.grounds if row.holds_on(_DAY)), Bilingual(ky=""))


def _told(template: Template, language: str, size: Size, own: Mapping[str, Any]) -> dict[str, Told]:
    found: dict[str, Told] = {}
    tried = _fitting(template, language, own) if size == "typical" else {}
    for field in template.fields:
        if size == "minimal" and not field.required:
            continue
        words = tried.get(field.id)
        found[field.id] = _made(field, language, size) if words is None else words
    return found


def _fitting(template: Template, language: str, own: Any) -> Mapping[str, Told]:
    """What of the template's own sample has the shape of its fields; lint names the rest."""
    told = own.get(language, {}) if isinstance(own, Mapping) else {}
    if not isinstance(told, Mapping):
        return {}
    wrong = unknown_fields(template, told)
    return {name: words for name, words in told.items() if name not in wrong}


def _made(field: Field, language: str, size: Size) -> Told:
    words = _samples()["longest" if size == "longest" else "typical"][language]
    rows = {"typical": 2, "longest": _MANY, "minimal": 1}[size]
    match field.kind:
        case "points":
            return [words["text"] if size == "longest" else words["line"] for _ in range(rows)]
        case "people":
            people: list[Row] = [{"post": words["post"], "name": words["short_name"]}]
            return people * min(rows, 9)
        case "table":
            row = {column.id: _cell(column.is_number, words, size) for column in field.columns}
            return [dict(row) for _ in range(rows)]
        case _:
            return _word(field, words, size)


def _word(field: Field, words: Mapping[str, str], size: Size) -> str:
    if field.kind == "choice":
        return field.choices[0].id
    if field.kind == "text" and size == "longest":
        return _long_as(words["text"], field.most or 3000)
    made = {"person": words["name"], "phrase": words["body"], "text": words["text"]}
    if field.kind == "date":
        return _DAY.isoformat()
    return made.get(field.kind, words["line"][: field.most or None])


def _cell(is_number: bool, words: Mapping[str, str], size: Size) -> str:  # noqa: FBT001
    if is_number:
        return "1248"
    return words["address" if size == "longest" else "name"]


def _long_as(text: str, most: int) -> str:
    return " ".join(_again(text, most))[:most].rstrip()


def _again(text: str, most: int) -> Iterator[str]:
    for _ in range(1 + most // len(text)):
        yield text
