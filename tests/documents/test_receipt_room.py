"""A receipt a little too long for one small sheet is set closer before it takes a second one."""

import pytest
from documents.reading_paper import codes, page_sizes, squeezed, text, words
from documents.receipt_samples import LEAST, LONGEST, QR, TRAINING, TYPICAL
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akimat_desk.documents.receipt import receipt
from akimat_desk.domain.readings import ReceiptReading, TakenPaper

TO_CONFIRM = replace(TRAINING, due=replace(TRAINING.due, to_confirm=True, control_on=None))
RETURNED = replace(
    TRAINING,
    came_through=None,
    papers=(
        *TRAINING.papers,
        TakenPaper(title="Туулгандыгы жөнүндө күбөлүктүн көчүрмөсү", to_return=True),
    ),
)

every_language = pytest.mark.parametrize("language", ["ky", "ru"])


@every_language
@pytest.mark.parametrize("copy", [0, 1])
def test_an_everyday_training_receipt_is_one_page(language, copy):
    assert len(page_sizes(receipt(TRAINING, form="a5", language=language, copy=copy))) == 1


@every_language
def test_the_line_the_applicant_signs_takes_no_second_sheet(language):
    brought = replace(TRAINING, came_through=None)
    assert len(page_sizes(receipt(brought, form="a4x2", language=language))) == 1


@every_language
@pytest.mark.parametrize("reading", [TO_CONFIRM, RETURNED], ids=["to confirm", "three papers"])
def test_a_term_to_confirm_or_a_third_paper_takes_no_second_page(reading, language):
    assert len(page_sizes(receipt(reading, form="a5", language=language))) == 1


@every_language
def test_set_closer_it_still_says_everything_in_both_languages(language):
    there = squeezed(text(receipt(TO_CONFIRM, form="a5", language=language)))
    assert [
        one
        for one in (
            *("ТИЛ КАТ", "кабыл алуу жөнүндө", "РАСПИСКА", "о приёме"),
            *("Кимден", "От кого", TYPICAL.applicant, "Эмне жөнүндө", "О чём", TYPICAL.subject),
            *("№ 14-08/К-123, 20.11.2026", "Кошуналардын тизмеси", "2 (эки) документ"),
            *("2 (два) документа", TRAINING.answerer.post.ky, TRAINING.answerer.post.ru),
            *("Негизи: № 12-б", "Основание: № 12-б", TRAINING.due.ground.ky),
            *(TRAINING.due.ground.ru, "Такталууга тийиш", "Требует уточнения"),
            *("даттанууга укугуңуз бар", "вправе подать жалобу", "Кабыл алды", "Принял(а)"),
            *(TRAINING.clerk_post.ky, TRAINING.clerk_post.ru, TRAINING.clerk_name),
        )
        if squeezed(one) not in there
    ] == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ky", "Үйрөнүү режими: бул кагаздын юридикалык күчү жок · УЧЕБНЫЙ РЕЖИМ"),
        ("ru", "Учебный режим: бумага не имеет юридической силы · ҮЙРӨНҮҮ РЕЖИМИ"),
    ],
)
def test_set_closer_it_says_in_one_line_that_it_is_for_training(language, line):
    shown = [one for one in words(receipt(TRAINING, form="a5", language=language)) if one.upright]
    (first,) = [one for one in shown if line.startswith(one.text) and len(one.text) > 20]
    beside = [one for one in shown if first.bottom < (one.bottom + one.top) / 2 < first.top]
    assert squeezed("".join(one.text for one in beside)) == squeezed(line)


@every_language
def test_the_code_set_closer_is_still_read(language):
    assert codes(receipt(TO_CONFIRM, form="a5", language=language), dpi=300) == [QR]


def test_a_copy_set_closer_has_the_very_same_lines():
    first, copy = (list(words(receipt(TRAINING, form="a5", language="ky", copy=n))) for n in (0, 1))
    assert {one for one in copy if not one.text.startswith("Көчүрмө № 1")} == set(first)


@pytest.mark.parametrize("reading", [TYPICAL, LONGEST, LEAST])
def test_what_fits_is_not_set_closer_and_what_never_fits_neither(reading):
    shown = {one.text: one for one in words(receipt(reading, form="a5", language="ky"))}
    assert shown["РАСПИСКА о приёме"].bottom < shown["ТИЛ КАТ"].bottom - 5


def test_the_large_print_is_never_set_smaller():
    shown = list(words(receipt(TO_CONFIRM, form="large", language="ky")))
    assert {one.size for one in shown if one.text == TYPICAL.answerer.name} == {20}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 14), st.sampled_from([TYPICAL, TRAINING, TO_CONFIRM]))
def test_more_papers_never_take_fewer_pages(count, reading):
    def pages(papers: int) -> int:
        return len(page_sizes(receipt(_with(reading, papers), form="a5", language="ky")))

    assert pages(count) <= pages(count + 1)


def _with(reading: ReceiptReading, papers: int) -> ReceiptReading:
    return replace(reading, papers=(TakenPaper(title="Кадастрдык план"),) * papers, sheets=0)
