"""Templates of papers: what a form asks for, who signs it, which series numbers it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.readings import Bilingual, Reading, Release

LANGUAGES = ("ky", "ru")
BOTH = "both"

FieldKind = Literal[
    "line", "text", "date", "choice", "person", "phrase", "points", "people", "table"
]
"""`person` and `phrase` bend by grammatical case; `points` is a list of paragraphs, `people` a
list of posts with names, `table` a list of rows by the columns of the field."""
ROWS = ("points", "people", "table")
Language = Literal["ky", "ru"]
Status = Literal["confirmed", "to_confirm"]
Group = Literal["letters", "notices", "acts", "certificates", "commissions", "cards", "lists"]
Row = str | dict[str, str]
Told = str | list[Row]


@dataclass(eq=False)
class TemplateWrong(RuleBroken):
    """What was published cannot be a template; `where` is the place in the data."""

    reason: str
    where: str


class Column(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of a table field; its share of the width counts against the others' shares."""

    id: str
    label: Bilingual
    share: float = 1.0
    is_number: bool = False
    required: bool = False


class Choice(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    label: Bilingual


class Field(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing the clerk tells; `most` is the number of characters that surely have room."""

    id: str
    label: Bilingual
    kind: FieldKind = "line"
    required: bool = True
    hint: Bilingual = Bilingual(ky="")
    columns: tuple[Column, ...] = ()
    choices: tuple[Choice, ...] = ()
    most: int = 0


class Ground(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A legal reference and the days on which it holds; None: not established."""

    text: Bilingual
    valid_from: date | None = None
    valid_to: date | None = None
    status: Status = "to_confirm"

    def holds_on(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)


class Template(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of paper. `texts` holds its words by language.

    `journal` "": the paper takes no office-wide number. `number` is the pattern of that number:
    {sequence} and {year} are filled in. `signatory` is the post that signs by default: the
    office's table of posts names its holder on the paper's own date; "executor" is whoever made
    it, "commission" the people the clerk names, "" nobody. `is_refusal`: the kind of paper that
    tells how to appeal, and nothing else does (30 working days).
    """

    id: str
    release: Release
    name: Bilingual
    group: Group
    status: Status = "to_confirm"
    note: Bilingual = Bilingual(ky="")
    grounds: tuple[Ground, ...] = ()
    journal: str = ""
    number: str = "{sequence}"
    case: Literal["needed", "optional", "none"] = "needed"
    addressee: Literal["applicant", "body", "none"] = "none"
    signatory: Literal["head", "executor", "commission", ""] = "head"
    page: Literal["a4", "a5", "label", "envelope"] = "a4"
    is_refusal: bool = False
    is_archived: bool = False
    fields: tuple[Field, ...] = ()
    texts: Mapping[str, str] = {}

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.id == name), None)

    @property
    def digest(self) -> bytes:
        """The first 16 bytes of the SHA-256 of the canonical JSON, texts included."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).digest()[:16]

    @property
    def version(self) -> str:
        """As the foot of the paper names it."""
        return f"{self.id}-{self.release}"


def parse_template(data: Any) -> Template:
    """Raises TemplateWrong with the place of the fault."""
    try:
        template = msgspec.convert(data, Template)
    except msgspec.ValidationError as wrong:
        reason, _, where = str(wrong).partition(" - at `")
        raise TemplateWrong(reason, where.rstrip("`")) from None
    for where, reason in _faults(template):
        raise TemplateWrong(reason, where)
    return template


def _faults(template: Template) -> Iterator[tuple[str, str]]:
    names = [field.id for field in template.fields]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"fields.{name}", "named_twice"
    for field in template.fields:
        if (field.kind == "table") != bool(field.columns):
            yield f"fields.{field.id}.columns", "only_of_a_table"
        if (field.kind == "choice") != bool(field.choices):
            yield f"fields.{field.id}.choices", "only_of_a_choice"
    if "{sequence}" not in template.number:
        yield "number", "without_sequence"


def languages_of(language: str) -> tuple[Language, ...]:
    """A paper in both languages holds the Kyrgyz original first."""
    match language:
        case "both":
            return ("ky", "ru")
        case "ru":
            return ("ru",)
        case _:
            return ("ky",)


def missing_fields(template: Template, told: Mapping[str, Told]) -> tuple[str, ...]:
    """Required fields without words, rows of tables by their number: "points.2"."""
    return tuple(
        path
        for field in template.fields
        for path in _missing(field, told.get(field.id))
        if field.required or "." in path
    )


def _missing(field: Field, told: Told | None) -> Iterable[str]:
    if isinstance(told, str) or told is None:
        return () if told and told.strip() else (field.id,)
    if not told:
        return (field.id,)
    return (
        path
        for n, row in enumerate(told, start=1)
        for path in _missing_in_row(field, row, f"{field.id}.{n}")
    )


def _missing_in_row(field: Field, row: Row, path: str) -> Iterator[str]:
    words = row if isinstance(row, str) else "".join(row.values())
    if not words.strip():
        yield path
    elif isinstance(row, dict):
        for column in field.columns:
            if column.required and not row.get(column.id, "").strip():
                yield f"{path}.{column.id}"


def unknown_fields(template: Template, told: Mapping[str, Any]) -> tuple[str, ...]:
    """What was told and the form does not ask for, or not in that shape."""
    return tuple(
        name
        for name, value in told.items()
        if (field := template.field(name)) is None or not _fits(field, value)
    )


def _fits(field: Field, value: object) -> bool:
    if field.kind == "points":
        return isinstance(value, list) and all(isinstance(row, str) for row in value)
    if field.kind in ROWS:
        return isinstance(value, list) and all(_is_row(row) for row in value)
    return isinstance(value, str) and (field.kind != "choice" or _offered(field, value))


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values())


def _offered(field: Field, value: str) -> bool:
    return not value or any(choice.id == value for choice in field.choices)
