"""Papers of files and archive: figures that add up, long lists over pages, terms as established."""

from datetime import date

import msgspec
import pytest
from documents.reading_paper import text

from akimat_desk.documents.archive_cover import cover
from akimat_desk.documents.archive_forms import CaseRow, VolumeSheet, certifying, inventory
from akimat_desk.documents.archive_lists import (
    FileRow,
    FilesSheet,
    NomenclatureSheet,
    YearSheet,
    carried,
    file_list,
    nomenclature,
)
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.domain.readings import Bilingual, Letterhead

LONG = "Өзгөчө маанилүү жер, суу жана тоют маселелери боюнча кайрылуулардын материалдары; " * 4
OFFICE = Letterhead(
    name=Bilingual(ky="Ноокат району", ru="Ноокатский район"),
    address=Bilingual(ky="Ленин көч., 1", ru="ул. Ленина, 1"),
)
COMMON = {"office": OFFICE, "made_on": date(2027, 1, 11), "point": "1"}


def a_volume(language="ky", cases=3, **changes):
    rows = tuple(
        CaseRow(
            number=f"К1-{n:05d}/26-7",
            closed_on=date(2026, 6, 1),
            registered_on=date(2026, 5, 4),
            sheets=1,
            about=LONG,
        )
        for n in range(1, cases + 1)
    )
    told = {
        "title": Bilingual(ky="Даттануулар", ru="Жалобы"),
        "year": 2026,
        "index": "02-03",
        "volume": 2,
        "cases": rows,
        "sheets": cases,
        "first_on": date(2026, 6, 1),
        "last_on": date(2026, 6, 1),
    }
    return VolumeSheet(**COMMON, language=language, **(told | changes))


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_a_full_volume_is_listed_to_its_last_sheet(language):
    printed = text(inventory(a_volume(language, cases=250)))
    assert all(f"К1-{n:05d}/26-7" in printed for n in range(1, 251))
    assert {"ky": "эки жүз элүү", "ru": "двести пятьдесят"}[language] in printed


def test_sheets_are_numbered_one_case_after_the_other():
    first, second, third = a_volume(cases=3).cases
    replace = msgspec.structs.replace
    told = replace(
        a_volume(sheets=16),
        cases=(replace(first, sheets=4), replace(second, sheets=0), replace(third, sheets=12)),
    )
    printed = text(inventory(told))
    assert "1–4" in printed
    assert "5–16" in printed


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, {"ky": "мөөнөтү белгиленген эмес", "ru": "срок не установлен"}),
        ({"years": 5, "to_confirm": False}, {"ky": "5 жыл", "ru": "5 лет"}),
        ({"years": 5}, {"ky": "5 жыл (тактоо керек)", "ru": "5 лет (уточняется)"}),
        ({"is_permanent": True, "to_confirm": False}, {"ky": "туруктуу", "ru": "постоянно"}),
    ],
)
def test_a_term_is_told_as_far_as_it_is_established(language, row, words):
    assert words[language] in text(cover(a_volume(language, **row)))
    assert words[language] in text(certifying(a_volume(language, **row)))


@pytest.mark.parametrize("draw", [inventory, certifying, cover])
def test_the_longest_title_and_an_open_volume_have_room(draw):
    told = a_volume(title=Bilingual(ky=LONG[:300]), is_closed=False, index="")
    assert "Том али жабыла элек" in text(draw(told))
    assert draw(told) == draw(told)


def test_a_training_paper_says_so():
    assert "ҮЙРӨНҮҮ РЕЖИМИ" in text(inventory(a_volume(training=True)))


def test_the_list_of_files_runs_over_pages():
    rows = tuple(
        FileRow(index=f"{n:02d}-01", title=Bilingual(ky=LONG[:300]), holder=LONG[:200])
        for n in range(60)
    )
    told = NomenclatureSheet(**COMMON, language="ky", year=2027, rows=rows)
    printed = text(nomenclature(told))
    assert "59-01" in printed
    assert "БЕКИТЕМИН" in printed


def test_a_list_of_nothing_is_no_paper():
    with pytest.raises(PartMissing):
        file_list(FilesSheet(**COMMON, language="ky", year=2026, rows=()))
    with pytest.raises(PartMissing):
        carried(YearSheet(**COMMON, language="ky", year=2026))
