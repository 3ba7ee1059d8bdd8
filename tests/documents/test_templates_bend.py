"""No shipped form prints a name unbent where its sentence asks for a case.

Two ways to look: every gap with a case is printed with a name whose forms stand here, written by
hand; and every gap without one is looked at where it stands, for a name that is left as it is may
only stand alone: after a colon, in a cell, on a line of its own.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from jinja2 import nodes

from akimat_desk.documents.template_paper import act
from akimat_desk.documents.template_samples import SIZES, sample
from akimat_desk.documents.template_text import filled, named, parsed, unsure_forms
from akimat_desk.documents.template_values import CASES
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.readings import Addressee, Bilingual
from akimat_desk.domain.templates import LANGUAGES, Template, Told
from tests.documents import reading_paper
from tests.documents.test_templates_shipped import FOLDERS, own_sample, shipped

DAY = date(2026, 11, 20)
NAME = ("Өмүрбеков", "Чыңгыз", "Төлөгөн уулу")
POST = Bilingual(ky="башкы адис", ru="главный специалист")
# Written by hand: of NAME, of POST and of DAY in the cases of CASES, the last being what stands
# before "менен" or answers "кем".
FORMS = {
    ("person", "ky"): (
        "Өмүрбеков Чыңгыз Төлөгөн уулунун",
        "Өмүрбеков Чыңгыз Төлөгөн уулуна",
        "Өмүрбеков Чыңгыз Төлөгөн уулун",
        "Өмүрбеков Чыңгыз Төлөгөн уулунда",
        "Өмүрбеков Чыңгыз Төлөгөн уулунан",
        "Өмүрбеков Чыңгыз Төлөгөн уулу",
    ),
    ("person", "ru"): (
        "Өмүрбекова Чыңгыза Төлөгөн уулу",
        "Өмүрбекову Чыңгызу Төлөгөн уулу",
        "Өмүрбекова Чыңгыза Төлөгөн уулу",
        "Өмүрбекове Чыңгызе Төлөгөн уулу",
        "Өмүрбекова Чыңгыза Төлөгөн уулу",
        "Өмүрбековым Чыңгызом Төлөгөн уулу",
    ),
    ("phrase", "ky"): (
        "башкы адистин",
        "башкы адиске",
        "башкы адисти",
        "башкы адисте",
        "башкы адистен",
        "башкы адис",
    ),
    ("phrase", "ru"): (
        "главного специалиста",
        "главному специалисту",
        "главного специалиста",
        "главном специалисте",
        "главного специалиста",
        "главным специалистом",
    ),
    ("date", "ky"): (
        "2026-жылдын 20-ноябрынын",
        "2026-жылдын 20-ноябрына",
        "2026-жылдын 20-ноябрын",
        "2026-жылдын 20-ноябрында",
        "2026-жылдын 20-ноябрынан",
        "2026-жылдын 20-ноябры",
    ),
    ("date", "ru"): ("20 ноября 2026 г.",) * 6,
}
GIVEN_KINDS = {
    "applicant": "person",
    "addressee": "person",
    "office.name": "phrase",
    "signatory.post": "phrase",
    "executor.post": "phrase",
    "issued_on": "date",
    "case.registered_on": "date",
    "case.answer_on": "date",
    "case.their_date": "date",
}
# What is no name: numbers, days, addresses, and a subject, which is a phrase of its own.
NO_NAMES = {
    "number",
    "place",
    "ground",
    "replaces",
    "file_index",
    "case.number",
    "case.subject",
    "case.their_number",
    "office.address",
    "office.phone",
    "executor.phone",
    "applicant.address",
    "addressee.address",
}
# The places within a sentence where a name is right as it is.
SUBJECT = "who decides is the subject of the sentence"
BESIDE_A_NAME = "before a name Kyrgyz leaves the post as it is; the name takes the ending"
RIGHT_AS_IT_IS = {
    ("decision", "ky", "body"): SUBJECT,
    ("decision", "ky", "office.name"): SUBJECT,
    ("decision", "ru", "body"): SUBJECT,
    ("decision", "ru", "office.name"): SUBJECT,
    ("decision", "ky", "control_post"): BESIDE_A_NAME,
    ("directive", "ky", "control_post"): BESIDE_A_NAME,
    ("order", "ky", "control_post"): BESIDE_A_NAME,
}

_PRIVATE = re.compile("[\ue000-\ue00f]")
_STATEMENT = re.compile(r"\{%.*?%\}")
# The line before has a mark of its own or is done, or the next one has a mark.
_MARKED = re.compile(r"^(?:[#^~>|@-]|\d+\.).*\n|[.:;]\**\n|\n(?:[#^~>|@-]|\d+\.)")
_GAP = re.compile(r"\{([^{}%]+)\}")
_GAPS = r"(?:\{[^{}]*\}[\s,]*)*"
_ALONE_BEFORE = re.compile(rf"(?:^\s*(?:#{{1,2}}|[\^~>-])?|:|\||\.\*\*)[\s*]*{_GAPS}$")
_ALONE_AFTER = re.compile(rf"^[\s,]*{_GAPS}(?:$|[*.;:,|()])")

every_template = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)


class Place(NamedTuple):
    """A gap with a case, and the words of the template that stand close to it."""

    before: str
    path: str
    case: str
    after: str


@cache
def bent_places(folder: Path, language: str) -> tuple[Place, ...]:
    found: list[Place] = []
    for output in parsed(shipped(folder).texts[language], language).find_all(nodes.Output):
        around = [one.data if isinstance(one, nodes.TemplateData) else "" for one in output.nodes]
        for n, one in enumerate(output.nodes):
            if isinstance(one, nodes.Filter) and one.name in CASES:
                before = around[n - 1].rpartition("\n")[2] if n else ""
                after = around[n + 1].partition("\n")[0] if n + 1 < len(around) else ""
                found.append(Place(before, path_of(one.node), one.name, after))
    return tuple(found)


def path_of(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{path_of(node.node)}.{node.attr}"
    assert isinstance(node, nodes.Name)
    return node.name


def kind(template: Template, path: str) -> str:
    field = template.field(path)
    return field.kind if field else GIVEN_KINDS[path]


def probes(folder: Path, language: str) -> Iterator[ActReading]:
    """Every size of paper and every choice, with the names and the day whose forms stand here."""
    template = shipped(folder)
    for size in SIZES:
        reading = sample(template, language, size, own_sample(folder))
        told = {name: probed(template, name, value) for name, value in reading.told.items()}
        told_ru = {name: probed(template, name, value) for name, value in reading.told_ru.items()}
        chosen = [
            {field.id: choice.id} for field in template.fields for choice in field.choices
        ] or [{}]
        for choices in chosen:
            yield named_anew(reading, {**told, **choices}, told_ru)


def probed(template: Template, name: str, value: Told) -> Told:
    match kind(template, name):
        case "person":
            return " ".join(NAME)
        case "phrase":
            # A phrase is bent in the language of its paper.
            return "\0phrase"
        case "date":
            return DAY.isoformat()
        case _:
            return value


def named_anew(reading: ActReading, told: dict[str, Told], told_ru: dict[str, Told]) -> ActReading:
    surname, given, patronymic = NAME
    who = Addressee(surname=surname, given=given, patronymic=patronymic, address="Кербен ш.")
    first = "ru" if reading.language == "ru" else "ky"
    case = reading.case and msgspec.structs.replace(
        reading.case,
        registered_on=DAY,
        answer_on=DAY,
        their_date=reading.case.their_date and DAY,
    )
    return msgspec.structs.replace(
        reading,
        issued_on=DAY,
        case=case,
        applicant=who,
        addressee=who,
        office=msgspec.structs.replace(reading.office, name=POST),
        signatory=msgspec.structs.replace(reading.signatory, post=POST),
        executor_post=POST,
        told={name: POST[first] if said == "\0phrase" else said for name, said in told.items()},
        told_ru={name: POST.ru if said == "\0phrase" else said for name, said in told_ru.items()},
    )


def as_written(text: str) -> str:
    """Filled words without what holds lines together and what shields entered marks."""
    return _PRIVATE.sub("", text).replace("\N{NO-BREAK SPACE}", " ")


def expected(folder: Path, place: Place, language: str) -> str:
    forms = FORMS[kind(shipped(folder), place.path), language]
    return next(form for case, form in zip(CASES, forms, strict=True) if case == place.case)


@every_template
@every_language
def test_every_gap_with_a_case_is_printed_bent(folder: Path, language: str) -> None:
    places = bent_places(folder, language)
    template = shipped(folder)
    papers = [as_written(filled(template, one, language)) for one in probes(folder, language)]
    unbent = [
        place
        for place in places
        if not any(
            as_written(place.before + expected(folder, place, language) + place.after) in paper
            for paper in papers
        )
    ]
    assert unbent == []
    assert {(place.path, place.case) for place in places} == {
        (path, how) for path, how in named(template.texts[language], language) if how in CASES
    }


WITH_NAMES = [
    (folder, language)
    for folder in FOLDERS
    for language in LANGUAGES
    if any(kind(shipped(folder), one.path) != "date" for one in bent_places(folder, language))
]


def test_some_forms_name_people_and_bodies_in_a_case() -> None:
    assert {"order", "family-certificate", "survey-act", "notice-forwarding"} <= {
        folder.name for folder, _ in WITH_NAMES
    }


@pytest.mark.parametrize(
    ("folder", "language"), WITH_NAMES, ids=lambda one: getattr(one, "name", one)
)
def test_the_paper_itself_holds_the_bent_names(folder: Path, language: str) -> None:
    template = shipped(folder)
    reading = next(probes(folder, language))
    words = filled(template, reading, language)
    paper = reading_paper.squeezed(reading_paper.text(act(template, reading)))
    forms = {expected(folder, place, language) for place in bent_places(folder, language)}
    held = {form for form in forms if form in as_written(words)}
    assert held
    assert [form for form in sorted(held) if reading_paper.squeezed(form) not in paper] == []


@every_template
@every_language
def test_a_name_grammar_knows_is_asked_of_no_clerk(folder: Path, language: str) -> None:
    for reading in probes(folder, language):
        assert unsure_forms(shipped(folder), reading) == ()


def unbent_gaps(template: Template, language: str) -> Iterator[tuple[str, str, str]]:
    """Each gap that prints words as they were entered: its path, and the line on its two sides."""
    for said in sentences(template.texts[language]):
        for gap in _GAP.finditer(said):
            path, *filters = (one.strip() for one in gap[1].split("|"))
            before = said[: gap.start()]
            is_number = before.rstrip().endswith("№")
            is_set = {*filters} & {*CASES, "short_date", "in_words"}
            if not (is_number or is_set) and may_be_a_name(template, path):
                yield path, before, said[gap.end() :]


def sentences(text: str) -> list[str]:
    """Lines without conditions; a line that ends within a sentence goes on in the next."""
    found = [""]
    for line in text.splitlines():
        if not line.lstrip().startswith("%"):
            said = _STATEMENT.sub("", line).strip()
            if found[-1] and said and not _MARKED.search(found[-1] + "\n" + said):
                found[-1] += f" {said}"
            else:
                found.append(said)
    return found


def may_be_a_name(template: Template, path: str) -> bool:
    field = template.field(path)
    if field is not None:
        return field.kind not in ("date", "choice")
    return path not in NO_NAMES and GIVEN_KINDS.get(path) != "date"


def test_a_name_left_as_it_is_stands_alone_or_where_that_is_right() -> None:
    found = {
        (folder.name, language, path)
        for folder in FOLDERS
        for language in LANGUAGES
        for path, before, after in unbent_gaps(shipped(folder), language)
        if not (_ALONE_BEFORE.search(before) and _ALONE_AFTER.search(after))
    }
    assert found == set(RIGHT_AS_IT_IS)


@pytest.mark.parametrize(
    ("folder", "language"), WITH_NAMES, ids=lambda one: getattr(one, "name", one)
)
def test_a_case_taken_from_a_name_would_be_found(folder: Path, language: str) -> None:
    template = shipped(folder)
    for place in bent_places(folder, language):
        if kind(template, place.path) != "date":
            words = template.texts[language].replace(f"|{place.case}}}", "}")
            spoilt = msgspec.structs.replace(template, texts={language: words})
            assert any(
                path == place.path
                and not (_ALONE_BEFORE.search(before) and _ALONE_AFTER.search(after))
                for path, before, after in unbent_gaps(spoilt, language)
            )


@pytest.mark.parametrize(
    "line",
    [
        "Ушул маалымкат {person} берилди.",
        "^ {person} кайрылуусу боюнча",
        "Контроль возложить на {control_post} {control_name}.",
        "Аткаруучу: {person} кайрылуусу боюнча",
        "Кат {body|no_stop} жөнөтүлдү.",
        "Контроль возложить на\n{control_name}.",
        "Контроль возложить на\n% if control_name\n{control_name}\n% endif",
        "{control_name}\nжүктөлсүн.",
    ],
)
def test_an_unbent_name_within_a_sentence_would_be_found(line: str) -> None:
    template = msgspec.structs.replace(shipped(FOLDERS[0]), texts={"ky": line})
    gaps = list(unbent_gaps(template, "ky"))
    assert gaps
    assert not all(
        _ALONE_BEFORE.search(before) and _ALONE_AFTER.search(after) for _, before, after in gaps
    )


@pytest.mark.parametrize(
    "line",
    [
        "**Кимге:** {addressee}",
        "| {one.post} | {one.name} | | |",
        "^ {office.name}",
        "Кол койгон: {signed_post} {signed_name}",
        "Арыз берүүчү: {applicant|no_stop}.",
        "Ушул маалымкат {person|dative} берилди.",
    ],
)
def test_a_name_alone_is_not_objected_to(line: str) -> None:
    template = msgspec.structs.replace(shipped(FOLDERS[0]), texts={"ky": line})
    assert all(
        _ALONE_BEFORE.search(before) and _ALONE_AFTER.search(after)
        for _, before, after in unbent_gaps(template, "ky")
    )
