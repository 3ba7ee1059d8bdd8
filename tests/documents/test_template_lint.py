"""What a careful reader of a template objects to: each fault is named, a whole form is not."""

import msgspec
import pytest

from akimat_desk.documents.template_lint import lint
from akimat_desk.domain.templates import Template
from akimat_desk.paths import RESOURCES
from akimat_desk.services.templates import read_template

ORDER, OWN = read_template(RESOURCES / "templates" / "order")


def codes(template: Template) -> set[str]:
    return {one.code for one in lint(template, OWN) if not one.is_note}


def changed(language: str, before: str, after: str) -> Template:
    assert before in ORDER.texts[language]
    texts = {**ORDER.texts, language: ORDER.texts[language].replace(before, after)}
    return msgspec.structs.replace(ORDER, texts=texts)


def test_the_shipped_order_has_no_finding_but_that_its_form_is_to_be_confirmed():
    assert [one.code for one in lint(ORDER, OWN)] == ["to_confirm"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("{preamble}", "{preamble", "unbalanced"),
        ("{preamble}", "{preambl}", "field_unknown"),
        ("{preamble}", "", "field_unused"),
        ("{preamble}", "{preamble}га", "ending_after_gap"),
        ("{preamble}", "{preamble|upper}", "filter_unknown"),
        ("{preamble}", "{case.number} {preamble}", "case_not_asked"),
        ("# БУЙРУК", "# БУЙРУК \N{SNOWMAN}", "glyph_missing"),
        ("# БУЙРУК", "# БУЙРУК н\u0321", "glyph_missing"),
        ("# БУЙРУК", "# БYЙРУК", "letters_mixed"),
        ("**БУЙРУК КЫЛАМ:**", "**БУЙРУК КЫЛАМ:", "mark_unbalanced"),
        ("@signature", "@signatura", "part_unknown"),
        ("@signature", "", "part_missing"),
        ("@points points", "@points subject", "part_without_field"),
        ("@date_number", "", "part_missing"),
        ("@letterhead", "", "part_missing"),
        ("@signature", "@appeal\n@signature", "appeal_not_of_this_kind"),
    ],
)
def test_a_fault_in_the_words_is_named(before, after, code):
    assert code in codes(changed("ky", before, after))


def test_a_language_that_is_missing_or_says_less_is_named():
    assert "text_missing" in codes(msgspec.structs.replace(ORDER, texts={"ky": ORDER.texts["ky"]}))
    assert codes(changed("ru", "{basis}", "")) & {"field_unused", "field_in_one_language"}


def test_kyrgyz_typed_in_russian_letters_is_named():
    flat = ORDER.texts["ky"].translate(str.maketrans("ңөүҢӨҮ", "ноуНОУ"))
    long = flat.replace("{preamble}", "{preamble} " + "Аткаруу боюнча чаралар корулсун жана " * 9)
    texts = {**ORDER.texts, "ky": long}
    assert "kyrgyz_letters_missing" in codes(msgspec.structs.replace(ORDER, texts=texts))


def test_words_that_no_page_can_hold_are_named():
    wide = "## " + "узундугу бетке сыйбаган баш сөз " * 300
    assert "overflow" in codes(changed("ky", "# БУЙРУК", wide))


def test_labels_without_the_other_language_are_named():
    field = msgspec.structs.replace(
        ORDER.fields[0], label=msgspec.structs.replace(ORDER.fields[0].label, ru="")
    )
    fields = (field, *ORDER.fields[1:])
    assert "label_missing" in codes(msgspec.structs.replace(ORDER, fields=fields))
