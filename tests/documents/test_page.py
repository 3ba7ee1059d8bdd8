"""What stands round the words of a paper."""

import pypdfium2
import pytest
from documents.reading_paper import words
from documents.receipt_samples import LONGEST, TYPICAL
from msgspec.structs import replace

from akimat_desk.documents.page import DOT, roll
from akimat_desk.documents.receipt import receipt
from akimat_desk.documents.refusals import PaperOverflows
from akimat_desk.domain.readings import Bilingual


def metadata(paper: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(paper) as document:
        return document.get_metadata_dict()


def test_the_file_says_what_it_is_and_in_which_language():
    paper = receipt(TYPICAL, form="a5", language="ru")
    told = metadata(paper)
    assert told["Title"] == "Расписка № К1-00042/26-7"
    assert told["Author"] == "Ноокатская районная государственная администрация"
    assert b"/Lang (ru)" in paper
    with pypdfium2.PdfDocument(paper) as document:
        assert [entry.get_title() for entry in document.get_toc()] == [
            "Расписка № К1-00042/26-7 · Тил кат № К1-00042/26-7"
        ]


def test_kyrgyz_stands_at_the_left_of_the_letterhead_whichever_language_leads():
    for language in ("ky", "ru"):
        head = {one.text: one.left for one in words(receipt(TYPICAL, form="a5", language=language))}
        assert head["Ноокат ш., Ленин көч., 1"] < head["г. Ноокат, ул. Ленина, 1"]


def test_an_office_with_one_name_has_one_letterhead():
    office = replace(TYPICAL.office, name=Bilingual(ky="Ноокат РМА"))
    told = [
        one.text
        for one in words(receipt(replace(TYPICAL, office=office), form="a5", language="ru"))
    ]
    assert told.count("Ноокат РМА") == 1
    assert "г. Ноокат, ул. Ленина, 1" not in told


def test_only_a_training_paper_is_marked_and_on_every_page():
    slanted = [one for one in words(receipt(LONGEST, form="a5", language="ky")) if not one.upright]
    pages = {one.page for one in slanted}
    assert {one.text for one in slanted} == {"ҮЙРӨНҮҮ РЕЖИМИ", "УЧЕБНЫЙ РЕЖИМ"}
    assert pages == {0, 1, 2}
    assert all(one.upright for one in words(receipt(TYPICAL, form="a5", language="ky")))


def test_a_roll_ends_on_a_whole_dot():
    dots = roll(500.3).height / DOT
    assert dots == pytest.approx(round(dots))


def test_a_roll_longer_than_a_page_may_be_is_refused():
    with pytest.raises(PaperOverflows):
        roll(14_400)
