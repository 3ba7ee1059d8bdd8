"""The entrepreneur's copy of an inspection: whole or not at all, the same bytes each time."""

from datetime import date

import msgspec
import pytest
from documents.reading_paper import codes, page_sizes, text

from akimat_desk.documents.inspection_copy import InspectionCopyReading, inspection_copy
from akimat_desk.documents.refusals import GlyphMissing, PartMissing, TemplateUnknown
from akimat_desk.domain.inspections import Inspector
from akimat_desk.domain.readings import Bilingual, Letterhead

READING = InspectionCopyReading(
    office=Letterhead(
        name=Bilingual(ky="Ноокат району", ru="Ноокатский район"),
        address=Bilingual(ky="Ноокат ш.", ru="г. Ноокат"),
        phone="03230 5-11-22",
    ),
    number="И1-00001/26-9",
    registered_on=date(2026, 11, 23),
    issued_on=date(2026, 11, 23),
    entrepreneur="ЖИ Асанов Кубат",
    body="Салык кызматы",
    inspectors=(Inspector(name="Токтогулов А. Б.", post="инспектор", document="№ 218"),),
    ground="№ 14 буйрук",
    plan="IV кварталдын планы",
    starts_on=date(2026, 11, 23),
    ends_on=date(2026, 11, 27),
    subject="касса аппаратын колдонуу",
    point="1",
    qr="AKIMAT-DESK TEST 1234567890",
)
replaced = msgspec.structs.replace


@pytest.mark.parametrize("form", ["a5", "a4"])
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_it_says_everything_on_one_sheet(form, language):
    paper = inspection_copy(READING, form=form, language=language)
    assert len(page_sizes(paper)) == 1
    said = text(paper)
    for words in ("И1-00001/26-9", "ЖИ Асанов Кубат", "№ 14 буйрук", "27.11.2026", "№ 218"):
        assert words in said
    assert codes(paper, dpi=200) == [READING.qr]
    assert inspection_copy(READING, form=form, language=language) == paper


def test_outside_of_a_plan_it_says_why():
    said = text(inspection_copy(replaced(READING, plan="", reason="керектөөчүнүн арызы")))
    assert "керектөөчүнүн арызы" in said
    assert "Пландан тышкары" in said


def test_many_inspectors_go_on_over_pages():
    many = tuple(Inspector(name=f"Токтогулов {n}", post="инспектор " * 12) for n in range(12))
    paper = inspection_copy(replaced(READING, inspectors=many))
    assert len(page_sizes(paper)) > 1
    assert "Токтогулов 11" in text(paper)


@pytest.mark.parametrize("part", ["ground", "entrepreneur", "body", "subject", "qr", "point"])
def test_without_a_part_there_is_no_paper(part):
    with pytest.raises(PartMissing) as refused:
        inspection_copy(replaced(READING, **{part: " "}))
    assert refused.value.part == part


def test_what_no_font_can_show_is_refused():
    with pytest.raises(GlyphMissing):
        inspection_copy(replaced(READING, subject="\N{SNOWMAN}\N{GRINNING FACE}"))
    with pytest.raises(TemplateUnknown):
        inspection_copy(replaced(READING, template="inspection-copy-9"))
