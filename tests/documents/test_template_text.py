"""The words of a template: gaps filled, names bent, nothing that runs, nothing taken for a mark."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.template_marks import (
    MarkUnbalanced,
    Paragraph,
    Part,
    Table,
    Words,
    elements,
    sheets_of,
    shielded,
)
from akimat_desk.documents.template_text import checked, filled, named, unsure_forms
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.readings import Addressee, Bilingual, Letterhead
from akimat_desk.domain.templates import Field, Template, TemplateWrong

OFFICE = Letterhead(
    name=Bilingual(ky="Ноокат районунун мамлекеттик администрациясы", ru="Администрация"),
    address=Bilingual(ky="Ноокат ш.", ru="г. Ноокат"),
)


def a_template(ky: str, ru: str = "{number}", *fields: Field, **more) -> Template:
    return Template(
        id="t", release=1, name=Bilingual(ky="Кат", ru="Письмо"), group="letters",
        texts={"ky": ky, "ru": ru}, fields=fields, **more,
    )  # fmt: skip


def a_field(name: str, kind: str = "line", **more) -> Field:
    return Field(id=name, kind=kind, label=Bilingual(ky=name, ru=name), **more)


def a_reading(template: Template, **more) -> ActReading:
    given = {
        "template": template.version,
        "language": "ky",
        "office": OFFICE,
        "issued_on": date(2026, 11, 20),
        "applicant": Addressee(surname="Асанов", given="Бакыт", patronymic="Эсенович"),
    }
    return ActReading(**given | more)


def words_of(template: Template, language: str = "ky", **more) -> str:
    text = filled(template, a_reading(template, language=language, **more), language)
    return " ".join(
        word.text for one in elements(text) if isinstance(one, Paragraph) for word in one.words
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{applicant|genitive} арызы", "Асанов Бакыт Эсеновичтин арызы"),
        ("{applicant|dative} берилди", "Асанов Бакыт Эсеновичке берилди"),
        ("{applicant.short|ablative}", "Б. Э. Асановдон"),
        ("{office.name|dative}", "Ноокат районунун мамлекеттик администрациясына"),
        ("{issued_on} ж.", "2026-жылдын 20-ноябры ж."),
        ("{issued_on|dative} чейин", "2026-жылдын 20-ноябрына чейин"),
        ("{issued_on|short_date}", "20.11.2026"),
    ],
)
def test_names_bodies_and_days_bend_where_the_template_says_so(text, said):
    assert words_of(a_template(text)).replace("\u00a0", " ") == said


def test_a_surname_of_two_words_is_one_surname():
    person = a_field("person", "person")
    template = a_template("{person|dative}", "{person|dative}", person)
    told = {"person": "Бакыт уулу Азамат"}
    assert words_of(template, told=told) == "Бакыт уулу Азаматка"
    assert words_of(template, "ru", told=told) == "Бакыт уулу Азамату"


def test_russian_bends_every_word_of_the_name():
    template = a_template("{number}", "выдана {applicant|dative}")
    assert words_of(template, "ru") == "выдана Асанову Бакыту Эсеновичу"


def test_a_form_that_grammar_is_not_sure_of_is_asked_of_the_clerk_and_then_stands_so():
    template = a_template("{applicant|genitive} арызы", "заявление {applicant|genitive}")
    who = Addressee(surname="Төлөгөн", given="Гүлбүбү-Айгерим", patronymic="Оглы")
    reading = a_reading(template, language="ru", applicant=who)
    (asked,) = unsure_forms(template, reading)
    assert asked == "applicant|genitive|ru"
    with pytest.raises(PartMissing) as refused:
        filled(template, reading, "ru")
    assert refused.value.part == asked
    told = a_reading(template, language="ru", applicant=who, forms={asked: "Төлөгөн Г. О."})
    assert "заявление Төлөгөн Г. О." in filled(template, told, "ru").replace("\ue000", "")
    assert unsure_forms(template, told) == ()


def test_conditions_and_lists_stand_on_lines_that_begin_with_a_percent_sign():
    template = a_template(
        "% for row in rows\n1. {row.text}\n% endfor\n% if note\nЭскертүү: {note}\n% endif",
        "{number}",
        a_field("rows", "points"),
        a_field("note", required=False),
    )
    assert words_of(template, told={"rows": ["бир", "эки"]}) == "бир эки"
    assert words_of(template, told={"rows": ["бир"], "note": "тез"}) == "бир Эскертүү: тез"


@pytest.mark.parametrize(
    "text",
    [
        "{applicant.__class__}",
        "{''.__class__.__mro__}",
        "{applicant.whole.bent('genitive', 'ky')}",
        "{[1, 2]}",
        "{1 + 1}",
        "{range(9)}",
        "% set x = 1",
        "% include 'other'",
        "% macro run()\n% endmacro",
        "{applicant|attr('x')}",
        "{applicant|genitive('x')}",
    ],
)
def test_nothing_in_a_template_runs(text):
    with pytest.raises((TemplateWrong, PartMissing)):
        words_of(a_template(text))


@pytest.mark.parametrize("text", ["{number", "% if number\nx", "% endif", "{number|}", "{}"])
def test_what_does_not_close_is_named_with_its_line(text):
    with pytest.raises(TemplateWrong) as refused:
        checked(text, "ky")
    assert refused.value.where.startswith("ky")


def test_every_value_and_filter_the_words_name_is_found_rows_by_their_list():
    text = (
        "{applicant|genitive}\n% for row in rows\n{row.name}\n% endfor\n% if note\n{note}\n% endif"
    )
    assert named(text, "ky") == {
        ("applicant", "genitive"),
        ("rows", "each"),
        ("rows[].name", ""),
        ("note", "if"),
        ("note", ""),
    }


def test_the_marks_make_headings_points_tables_and_parts():
    found = elements(
        "# Баш\n@date_number\nБир\nэки\n\n1. Пункт **калың** //жантык//\n| а | б |\n| 1 | 2 |"
    )
    assert found == [
        Paragraph("title", (Words("Баш"),)),
        Part("date_number"),
        Paragraph("text", (Words("Бир эки"),)),
        Paragraph(
            "point",
            (
                Words("Пункт "),
                Words("калың", is_bold=True),
                Words(" "),
                Words("жантык", False, True),
            ),
            "1.",
        ),
        Table((("а", "б"), ("1", "2"))),
    ]
    assert [len(sheet) for sheet in sheets_of(elements("бир\n@page\nэки\n@line 3"))] == [1, 2]


def test_what_a_clerk_entered_in_several_lines_is_several_paragraphs_but_one_heading_and_one_cell():
    said = shielded("бир\nэки")
    assert [one.words[0].text for one in elements(said)] == ["бир", "эки"]
    assert [one.kind for one in elements(f"1. {said}")] == ["point", "text"]
    assert [one.words[0].text for one in elements(f"# {said}")] == ["бир эки"]
    assert elements(f"| {said} | үч |") == [Table((("бир эки", "үч"),))]
    assert elements(f"**{said}**") == [Paragraph("text", (Words("бир эки", is_bold=True),))]


def test_a_date_that_ends_a_sentence_brings_no_second_stop():
    template = a_template("{number}", "до {issued_on}.")
    assert words_of(template, "ru").replace("\u00a0", " ") == "до 20 ноября 2026 г."
    assert elements("жана башкалар...") == [Paragraph("text", (Words("жана башкалар..."),))]


def test_a_mark_that_does_not_close_is_refused():
    with pytest.raises(MarkUnbalanced):
        elements("калың **эмес")


@given(st.text(alphabet=st.sampled_from("аб *#>@|/~^-1.\n%{}\ue000\ue001"), max_size=40))
def test_nothing_a_clerk_enters_is_taken_for_a_mark(entered):
    found = elements(shielded(entered))
    assert all(isinstance(one, Paragraph) for one in found)
    assert all(one.kind == "text" and not word.is_bold for one in found for word in one.words)
    said = "".join(word.text for one in found for word in one.words)
    kept = [letter for letter in entered if letter not in "\ue000\ue001"]
    assert [letter for letter in said if not letter.isspace()] == [
        letter for letter in kept if not letter.isspace()
    ]
