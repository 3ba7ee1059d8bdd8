"""The stamp that is stuck on the paper itself."""

import pytest
from documents.reading_paper import page_sizes, squeezed, text, words
from documents.receipt_samples import LEAST, LONGEST, TYPICAL
from msgspec.structs import replace

from akimat_desk.documents.page import LABEL
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows, PartMissing
from akimat_desk.documents.stamp import stamp

SAMPLES = {"typical": TYPICAL, "longest": LONGEST, "least": LEAST}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ky", ["Кирүүчү № К1-00042/26-7", "2 документ, 3 барак", "Иш № 02-14", "администрациясы"]),
        ("ru", ["Вх. № К1-00042/26-7", "2 документа, 3 листа", "Дело № 02-14", "администрация"]),
    ],
)
def test_a_stamp_says_office_number_time_and_place_in_the_files(language, told):
    paper = squeezed(
        text(stamp(TYPICAL, language=language, file_index="02-14", is_on_control=True))
    )
    for one in [*told, "23.11.2026, 10:47", "К"]:
        assert squeezed(one) in paper


def test_only_a_paper_on_control_carries_the_mark():
    marked, plain = (
        [one.text for one in words(stamp(TYPICAL, language="ru", is_on_control=controlled))]
        for controlled in (True, False)
    )
    assert set(marked) - set(plain) == {"К"}


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_stamp_fits_its_label(sample, language):
    paper = stamp(SAMPLES[sample], language=language, file_index="02-14", is_on_control=True)
    assert [(round(wide), round(tall)) for wide, tall in page_sizes(paper)] == [(170, 85)]
    for one in words(paper):
        assert one.size >= 8 or not one.upright
        assert LABEL.left - 0.5 <= one.left
        assert one.right <= LABEL.width - LABEL.right + 0.5
        assert LABEL.bottom - 1 <= one.bottom
        assert one.top <= LABEL.height - LABEL.top + 0.5


def test_a_long_office_name_says_that_it_goes_on():
    office = replace(LONGEST.office, name=replace(LONGEST.office.name, ky="Ысык-Көл району " * 12))
    lines = [one.text for one in words(stamp(replace(TYPICAL, office=office), language="ky"))]
    assert lines[2].endswith("…")
    assert "Кирүүчү" in lines[3]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [("", PartMissing), ("日", GlyphMissing), ("К1-00042/26-7" * 5, PaperOverflows)],
)
def test_a_stamp_without_a_whole_number_is_refused(number, refusal):
    with pytest.raises(refusal):
        stamp(replace(TYPICAL, number=number), language="ky")


def test_the_same_stamp_has_the_same_bytes():
    assert stamp(TYPICAL, language="ky") == stamp(TYPICAL, language="ky")
