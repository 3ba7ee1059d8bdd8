"""What the words of a template may name: values that bend, print themselves and never run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from akimat_desk.documents.typesetting import bound, plain, unparted
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.readings import Addressee, Bilingual
from akimat_desk.domain.templates import Field, Template, Told
from akimat_desk.text import grammar
from akimat_desk.text.bent import Bent, Case
from akimat_desk.text.dates import date_in_case, long_date

CASES: tuple[Case, ...] = (
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
)


@dataclass(frozen=True, slots=True)
class Bendable:
    """Words that have cases; `path` is how the template names them."""

    path: str
    text: str
    parts: tuple[str, str, str] | None = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def bent(self, case: Case, language: str) -> Bent:
        if self.parts is not None:
            return grammar.name(*self.parts, case=case, language=language)
        return grammar.phrase(self.text, case=case, language=language)

    @property
    def short(self) -> "Bendable":
        """The surname and the first letters."""
        if self.parts is None:
            return self
        return _ShortName(f"{self.path}.short", grammar.short_name(*self.parts), self.parts)


class _ShortName(Bendable):
    def bent(self, case: Case, language: str) -> Bent:
        assert self.parts is not None
        return grammar.short_name_bent(*self.parts, case=case, language=language)


def person(path: str, whole: str) -> Bendable:
    """A name as documents write it: surname, given name, patronymic."""
    return Bendable(path, plain(whole), grammar.name_parts(plain(whole)))


def party(path: str, who: Addressee) -> Bendable:
    """The applicant or the addressee: a person by the parts of the name, or a body."""
    if plain(who.body):
        return Bendable(path, plain(who.body))
    parts = (plain(who.surname), plain(who.given), plain(who.patronymic))
    return Bendable(path, " ".join(part for part in parts if part), parts)


GIVEN: Mapping[str, tuple[str, ...]] = {
    "office": ("name", "address", "phone"),
    "place": (),
    "number": (),
    "issued_on": (),
    "case": (
        "number",
        "registered_on",
        "subject",
        "answer_on",
        "came_through",
        "their_number",
        "their_date",
    ),
    "applicant": ("short", "address"),
    "addressee": ("short", "address"),
    "signatory": ("post", "name"),
    "executor": ("post", "name", "phone"),
    "ground": (),
    "replaces": (),
    "file_index": (),
}
"""What every template may name besides its own fields; `case` only where a case is needed."""


def values(template: Template, reading: ActReading, language: str) -> dict[str, Any]:
    """All that the words of the template may name, in one language."""
    told = reading.told_in(language)

    def said(text: Bilingual) -> str:
        return plain(text[language])

    found: dict[str, Any] = {
        "office": {
            "name": Bendable("office.name", said(reading.office.name)),
            "address": bound(reading.office.address[language]),
            "phone": reading.office.phone,
        },
        "place": said(reading.place),
        "number": reading.number,
        "issued_on": reading.issued_on,
        "case": _case(reading),
        "applicant": _Party("applicant", reading.applicant),
        "addressee": _Party("addressee", reading.addressee),
        "signatory": {
            "post": Bendable("signatory.post", said(reading.signatory.post)),
            "name": reading.signatory.name,
        },
        "executor": {
            "post": Bendable("executor.post", said(reading.executor_post)),
            "name": reading.executor_name,
            "phone": reading.executor_phone,
        },
        "ground": said(reading.ground),
        "replaces": reading.replaces,
        "file_index": reading.file_index,
    }
    return found | {field.id: _told(field, told, language) for field in template.fields}


class _Party:
    """A party named as a whole, by its short name or by its address."""

    def __init__(self, path: str, who: Addressee) -> None:
        self.whole = party(path, who)
        self.short = self.whole.short
        self.address = bound(who.address)

    def __str__(self) -> str:
        return str(self.whole)

    def __bool__(self) -> bool:
        return bool(self.whole)


def _case(reading: ActReading) -> dict[str, Any]:
    if reading.case is None:
        return dict.fromkeys(GIVEN["case"], "")
    told = {name: getattr(reading.case, name) for name in GIVEN["case"]}
    return {name: "" if value is None else value for name, value in told.items()}


def _told(field: Field, told: Mapping[str, Told], language: str) -> Any:
    value = told.get(field.id, "")
    if isinstance(value, str):
        return _word(field, value, language)
    if field.kind == "points":
        return [{"text": row} for row in value]
    return value


def _word(field: Field, value: str, language: str) -> Any:
    match field.kind:
        case "person":
            return person(field.id, value)
        case "phrase":
            return Bendable(field.id, plain(value))
        case "date":
            return date.fromisoformat(value) if value else ""
        case "choice":
            return _Choice(value, _label(field, value, language))
        case _:
            return value


class _Choice(str):
    """Compares as its id and prints as its words."""

    label: str

    def __new__(cls, value: str, label: str) -> "_Choice":
        made = super().__new__(cls, value)
        made.label = label
        return made


def _label(field: Field, value: str, language: str) -> str:
    return next((one.label[language] for one in field.choices if one.id == value), "")


class Bending:
    """Bends for one paper; notes what grammar is not sure of and nobody entered."""

    def __init__(self, forms: Mapping[str, str], language: str) -> None:
        self._forms = forms
        self.language = language
        self.unsure: list[str] = []

    def bent(self, value: object, case: Case) -> str:
        """The value in that case; what is unsure stays as it is and is noted."""
        if isinstance(value, date):
            return unparted(date_in_case(value, case, self.language))
        whole = value.whole if isinstance(value, _Party) else value
        if not isinstance(whole, Bendable):
            whole = Bendable("", plain(str(value)))
        if not whole.text:
            return ""
        key = f"{whole.path}|{case}|{self.language}"
        if plain(self._forms.get(key, "")):
            return plain(self._forms[key])
        told = whole.bent(case, self.language)
        if not told.sure:
            self.unsure.append(key)
        return told.text

    def printed(self, value: object) -> str:
        """What stands on the paper for a value."""
        if isinstance(value, date):
            return unparted(long_date(value, self.language))
        return value.label if isinstance(value, _Choice) else str(value)


def paths(template: Template) -> Iterator[str]:
    """Everything the words of this template may name, as they name it."""
    for name, parts in GIVEN.items():
        yield name
        yield from (f"{name}.{part}" for part in parts)
    yield from (field.id for field in template.fields)
