import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from akimat_desk.documents.both import Both
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.page import A4
from akimat_desk.documents.reply_parts import right_to_appeal
from akimat_desk.documents.template_lint import lint
from akimat_desk.documents.template_paper import act
from akimat_desk.documents.template_samples import SIZES, Size, sample
from akimat_desk.documents.template_text import filled, literals, unsure_forms
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.templates import (
    BOTH,
    LANGUAGES,
    Template,
    languages_of,
    missing_fields,
    parse_template,
    unknown_fields,
)
from akimat_desk.paths import RESOURCES
from tests.documents import reading_paper

FOLDERS = sorted(path.parent for path in (RESOURCES / "templates").glob("*/template.json"))
ENTERED = "Ы"

every_template = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
every_language = pytest.mark.parametrize("language", [*LANGUAGES, BOTH])
# The longest in both languages is drawn by the linter; here it would say the same words again.
every_trial = pytest.mark.parametrize(
    ("language", "size"),
    [
        (language, size)
        for language in (*LANGUAGES, BOTH)
        for size in SIZES
        if (language, size) != (BOTH, "longest")
    ],
)


@cache
def shipped(folder: Path) -> Template:
    data = json.loads((folder / "template.json").read_text("utf-8"))
    texts = {language: (folder / f"{language}.txt").read_text("utf-8") for language in LANGUAGES}
    return parse_template({**data, "texts": texts})


@cache
def own_sample(folder: Path) -> Any:
    return json.loads((folder / "sample.json").read_text("utf-8"))


def ready(folder: Path, language: str, size: Size) -> ActReading:
    """A reading in which the clerk has entered every form that grammar was not sure of."""
    template = shipped(folder)
    return entered(template, sample(template, language, size, own_sample(folder)))


def entered(template: Template, reading: ActReading) -> ActReading:
    unsure = dict.fromkeys(unsure_forms(template, reading), ENTERED)
    return msgspec.structs.replace(reading, forms={**reading.forms, **unsure})


def spoken(text: str) -> set[str]:
    """The words of a text, without the names of parts and without what line breaks may change."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("@"))
    return {
        reading_paper.squeezed(word) for word in re.findall(r"[^\W\d_][\w-]+", "\n".join(lines))
    }


def is_there(words: str, paper: bytes) -> bool:
    return reading_paper.squeezed(words) in reading_paper.squeezed(reading_paper.text(paper))


def appeals(reading: ActReading) -> list[str]:
    return [
        right_to_appeal(Letter(Both(language), A4.column))
        for language in languages_of(reading.language)
    ]


@every_template
def test_a_shipped_template_is_without_findings(folder: Path) -> None:
    found = lint(shipped(folder), own_sample(folder))
    assert [one for one in found if not one.is_note] == []


@every_template
def test_a_shipped_template_has_the_name_of_its_folder_and_waits_for_confirmation(
    folder: Path,
) -> None:
    template = shipped(folder)
    assert template.id == folder.name
    assert template.status == "to_confirm"
    for language in LANGUAGES:
        assert template.note[language]
    assert {ground.status for ground in template.grounds} <= {"to_confirm"}


@every_template
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typical_words_of_a_template_answer_what_its_form_asks(
    folder: Path, language: str
) -> None:
    template, told = shipped(folder), own_sample(folder)[language]
    assert unknown_fields(template, told) == ()
    assert (
        missing_fields(template, sample(template, language, "typical", {language: told}).told) == ()
    )


@every_template
@every_trial
def test_a_shipped_template_prints_all_it_says_and_reads_back(
    folder: Path, language: str, size: Size
) -> None:
    template, reading = shipped(folder), ready(folder, language, size)
    paper = act(template, reading)
    read = reading_paper.squeezed(reading_paper.text(paper))
    for one in languages_of(language):
        own = spoken("".join(literals(template.texts[one], one)))
        said = own & spoken(filled(template, reading, one))
        assert said or not own
        assert [word for word in sorted(said) if word not in read] == []


@every_template
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_names_the_version_of_the_form(folder: Path, language: str) -> None:
    template = shipped(folder)
    paper = act(template, ready(folder, language, "typical"))
    is_bare = template.page in ("label", "envelope")
    assert is_there(f"{template.id}-{template.release}", paper) is not is_bare


@every_template
@every_language
def test_only_a_refusal_tells_how_to_appeal(folder: Path, language: str) -> None:
    template, reading = shipped(folder), ready(folder, language, "typical")
    paper = act(template, reading)
    assert [is_there(words, paper) for words in appeals(reading)] == [
        template.is_refusal for _ in languages_of(language)
    ]


@every_template
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_template_is_printed_on_some_occasion(folder: Path, language: str) -> None:
    """A condition that no choice and no optional field ever meets would hide words for ever."""
    template = shipped(folder)
    own = spoken("".join(literals(template.texts[language], language)))
    said: set[str] = set()
    for reading in occasions(folder, language):
        said |= spoken(filled(template, reading, language))
    assert sorted(own - said) == []


def occasions(folder: Path, language: str) -> list[ActReading]:
    """Every size, every choice, and every optional field told alone as well as left out."""
    template = shipped(folder)
    sizes = [ready(folder, language, size) for size in SIZES]
    told, least = sizes[0].told, sizes[-1].told
    alone = [
        {**least, field.id: told[field.id]}
        for field in template.fields
        if field.id in told and not field.required
    ]
    chosen = [
        {**size.told, field.id: choice.id}
        for field in template.fields
        for choice in field.choices
        for size in sizes
    ]
    tried = [msgspec.structs.replace(sizes[0], told=one) for one in (*alone, *chosen)]
    return [*sizes, *(entered(template, one) for one in tried)]
