"""Journals on paper: no row is lost, and each page has its head and its number."""

import pytest
from documents.reading_paper import fonts, squeezed, text, words

from akimat_desk.documents.page import A4_JOURNAL
from akimat_desk.documents.refusals import GlyphMissing, PaperOverflows
from akimat_desk.documents.tables import Column, Heading, table

HEADING = Heading(
    title="Кайрылууларды каттоо журналы",
    office="Ноокат районунун мамлекеттик администрациясы",
    about="2026-жылдын ноябры",
    foot="1-пункт",
)
COLUMNS = (
    Column("№", 1, "right"),
    Column("Арыз берүүчү", 4),
    Column("Эмне жөнүндө", 6),
    Column("Барактары", 1, "right"),
)


def journal(count: int, **wish) -> bytes:
    rows = (
        (
            f"К{n}",
            f"Өмүрбеков Чыңгыз {n}-уулу",
            "Ленин көчөсүндө үч айдан бери суу жок " * (n % 4),
            "2",
        )
        for n in range(1, count + 1)
    )
    return table(HEADING, COLUMNS, rows, language="ky", **wish)


def test_every_row_and_the_head_of_every_page_are_there():
    paper = journal(130)
    there = squeezed(text(paper))
    assert all(squeezed(f"Өмүрбеков Чыңгыз {n}-уулу") in there for n in range(1, 131))
    pages = {one.page for one in words(paper)}
    heads = [one.page for one in words(paper) if one.text == "Арыз берүүчү"]
    assert heads == sorted(pages)
    assert len(pages) > 2
    assert len([one for one in words(paper) if one.text == HEADING.title]) == 1


def test_every_page_says_its_number_and_how_many_there_are():
    paper = journal(130)
    shown = squeezed(text(paper))
    pages = max(one.page for one in words(paper)) + 1
    for n in range(1, pages + 1):
        assert f"1пункт{n}/{pages}" in shown


def test_nothing_leaves_the_margins():
    for one in words(journal(60)):
        assert A4_JOURNAL.left - 0.5 <= one.left
        assert one.right <= A4_JOURNAL.width - A4_JOURNAL.right + 0.5
        assert A4_JOURNAL.bottom - 3 <= one.bottom
        assert one.top <= A4_JOURNAL.height - A4_JOURNAL.top + 0.5


def test_progress_is_told_every_two_hundred_rows():
    told = []
    journal(450, told=told.append)
    assert told == [200, 400]


def test_an_empty_journal_is_one_page_with_its_head():
    assert "Арыз берүүчү" in text(journal(0))


def test_the_same_rows_give_the_same_bytes_with_all_fonts_inside():
    assert journal(20) == journal(20)
    assert b"Helvetica" not in journal(20)
    assert all(fonts(journal(20)).values())


def test_a_letter_no_font_has_is_refused():
    with pytest.raises(GlyphMissing):
        table(HEADING, COLUMNS, [("1", "日", "", "")], language="ky")


def test_a_row_higher_than_a_page_is_refused():
    with pytest.raises(PaperOverflows):
        table(HEADING, COLUMNS, [("1", "суу " * 3000, "", "")], language="ky")
