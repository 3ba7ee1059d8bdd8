"""What a careful reader of a template would object to before it is published."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from akimat_desk.documents import fonts
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows, PartMissing
from akimat_desk.documents.template_marks import MarkUnbalanced, Part, elements
from akimat_desk.documents.template_paper import act
from akimat_desk.documents.template_parts import OF_A_FIELD, PARTS
from akimat_desk.documents.template_samples import SIZES, sample
from akimat_desk.documents.template_text import checked, literals, named, unsure_forms
from akimat_desk.documents.template_values import GIVEN, paths
from akimat_desk.domain.readings import Reading
from akimat_desk.domain.templates import BOTH, LANGUAGES, Template, TemplateWrong, unknown_fields

# Kyrgyz of so many letters surely has one of its own; without any it was typed in Russian ones.
_ENOUGH: Final = 240
_OWN: Final = frozenset("\u04a3\u04e9\u04af\u04a2\u04e8\u04ae")
_MIXED: Final = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0400-\u04ff])\w+")
_ENDING: Final = re.compile(r"(?<!%)\}[\u0400-\u04ff]")


class Finding(Reading, frozen=True, kw_only=True):
    """`code` is stable; `where` is the language and the field, the mark or the letter meant.

    A note does not stop publishing.
    """

    code: str
    where: str
    is_note: bool = False


def lint(template: Template, own: Mapping[str, Any] | None = None) -> list[Finding]:
    """Every objection; a template with one that is no note is not published."""
    found = [*_names(template), *_grounds(template)]
    found += [one for language in LANGUAGES for one in _words(template, language)]
    found += _sample(template, own or {})
    if not any(not one.is_note for one in found):
        found += _differing(template)
        found += _drawn(template, own or {})
    return found


def _names(template: Template) -> Iterator[Finding]:
    labels = {"name": template.name} | {field.id: field.label for field in template.fields}
    for field in template.fields:
        labels |= {f"{field.id}.{one.id}": one.label for one in field.columns}
        labels |= {f"{field.id}.{one.id}": one.label for one in field.choices}
    for where, text in labels.items():
        if not text.ky.strip() or not text.ru.strip():
            yield Finding(code="label_missing", where=where)
        for letter in sorted(fonts.missing_glyphs(text.ky + text.ru)):
            yield Finding(code="glyph_missing", where=f"{where}: {letter}")


def _grounds(template: Template) -> Iterator[Finding]:
    if template.is_refusal and not template.grounds:
        yield Finding(code="ground_missing", where="grounds")
    if template.status == "to_confirm":
        yield Finding(code="to_confirm", where="status", is_note=True)


def _words(template: Template, language: str) -> Iterator[Finding]:
    text = template.texts.get(language, "")
    if not text.strip():
        yield Finding(code="text_missing", where=language)
        return
    try:
        checked(text, language)
    except TemplateWrong as wrong:
        code, _, what = wrong.reason.partition(": ")
        yield Finding(code=code, where=f"{wrong.where} {what}".strip())
        return
    said = "".join(literals(text, language))
    yield from _letters(said, language)
    if _ENDING.search(text):
        yield Finding(code="ending_after_gap", where=language)
    yield from _paths(template, text, language)
    yield from _marks(template, said, language)


def _letters(said: str, language: str) -> Iterator[Finding]:
    for letter in sorted(fonts.missing_glyphs(said.replace("\n", " "))):
        yield Finding(code="glyph_missing", where=f"{language}: {letter}")
    if language == "ky" and len(said) > _ENOUGH and not _OWN & set(said):
        yield Finding(code="kyrgyz_letters_missing", where=language)
    for word in _MIXED.findall(said):
        yield Finding(code="letters_mixed", where=f"{language}: {word}")


def _paths(template: Template, text: str, language: str) -> Iterator[Finding]:
    known = set(paths(template))
    for path, _ in sorted(named(text, language)):
        list_name, in_list, rest = path.partition("[]")
        if in_list and rest.removeprefix(".") in ("", *_columns(template, list_name)):
            continue
        if path not in known:
            yield Finding(code="field_unknown", where=f"{language}: {path}")
        elif template.case == "none" and path.startswith("case"):
            yield Finding(code="case_not_asked", where=f"{language}: {path}")
    used = {path.partition("[]")[0] for path, _ in named(text, language)}
    arguments = {one.argument for one in _parts("".join(literals(text, language)))}
    for field in template.fields:
        if field.id not in used | arguments:
            yield Finding(code="field_unused", where=f"{language}: {field.id}")


def _columns(template: Template, name: str) -> tuple[str, ...]:
    field = template.field(name)
    if field is None:
        return ()
    of_kind = {"points": ("text",), "people": ("post", "name")}.get(field.kind)
    return of_kind or tuple(column.id for column in field.columns)


def _parts(said: str) -> list[Part]:
    try:
        return [one for one in elements(said) if isinstance(one, Part)]
    except MarkUnbalanced:
        return []


def _marks(template: Template, said: str, language: str) -> Iterator[Finding]:
    for line in said.splitlines():
        if line.count("**") % 2 or line.count("//") % 2:
            yield Finding(code="mark_unbalanced", where=f"{language}: {line.strip()[:40]}")
    parts = _parts(said)
    for part in parts:
        kinds = OF_A_FIELD.get(part.name)
        field = template.field(part.argument)
        if part.name not in {*PARTS, "page"}:
            yield Finding(code="part_unknown", where=f"{language}: @{part.name}")
        elif kinds is not None and (field is None or field.kind not in kinds):
            yield Finding(code="part_without_field", where=f"{language}: @{part.name}")
    yield from _required_parts(template, {part.name for part in parts}, language)


def _required_parts(template: Template, parts: set[str], language: str) -> Iterator[Finding]:
    has_number = parts & {"opening", "date_number"} or "number" in {
        path for path, _ in named(template.texts[language], language)
    }
    wanted = {
        "signature": template.signatory in ("head", "executor") and "approved" not in parts,
        "signatures": template.signatory == "commission",
        "appeal": template.is_refusal,
        "letterhead": bool(template.journal),
        "number": bool(template.journal) and not has_number,
    }
    for name, is_wanted in wanted.items():
        if is_wanted and name not in parts:
            yield Finding(code="part_missing", where=f"{language}: @{name}")
    if "appeal" in parts and not template.is_refusal:
        yield Finding(code="appeal_not_of_this_kind", where=language)


def _differing(template: Template) -> Iterator[Finding]:
    """A value one language names and the other does not is a paper that says less."""
    told = {
        language: {path for path, how in named(template.texts[language], "") if how != "if"}
        - set(GIVEN)
        for language in LANGUAGES
    }
    for path in sorted(told["ky"] ^ told["ru"]):
        language = "ru" if path in told["ky"] else "ky"
        yield Finding(code="field_in_one_language", where=f"{language}: {path}")


def _sample(template: Template, own: Any) -> Iterator[Finding]:
    for language in LANGUAGES:
        told = own.get(language, {}) if isinstance(own, Mapping) else None
        if not isinstance(told, Mapping):
            yield Finding(code="sample_wrong", where=language)
            continue
        for name in unknown_fields(template, told):
            yield Finding(code="sample_wrong", where=f"{language}: {name}")


def _drawn(template: Template, own: Mapping[str, Any]) -> Iterator[Finding]:
    for language in (*LANGUAGES, BOTH):
        for size in SIZES:
            try:
                reading = sample(template, language, size, own)
                # What grammar is not sure of the clerk enters; so does whoever tries a template.
                told = dict.fromkeys(unsure_forms(template, reading), reading.point)
                act(template, msgspec.structs.replace(reading, forms=told))
            except GlyphMissing as missing:
                letters = ", ".join(missing.characters)
                yield Finding(code="glyph_missing", where=f"{language}, {size}: {letters}")
            except PaperOverflows as over:
                yield Finding(code="overflow", where=f"{language}, {size}: {over.part}")
            except PartMissing as missing_part:
                where = f"{language}, {size}: {missing_part.part}"
                yield Finding(code="gap_without_words", where=where)
            except MarkUnbalanced:
                yield Finding(code="mark_unbalanced", where=f"{language}, {size}")
