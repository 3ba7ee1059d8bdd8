"""A pad on paper: every number twice on its sheet, its code readable, both languages, no cut."""

from datetime import date

import msgspec
import pytest
from documents.reading_paper import codes, page_sizes, squeezed, text

from akimat_desk.documents.pad import PadBlank, PadReading, pad
from akimat_desk.documents.pad_journal import hand_table
from akimat_desk.documents.refusals import GlyphMissing, PartMissing
from akimat_desk.documents.tables import Column, Heading
from akimat_desk.domain.readings import Bilingual, Letterhead

OFFICE = Letterhead(
    name=Bilingual(
        ky="Ноокат районунун мамлекеттик администрациясы",
        ru="Государственная администрация Ноокатского района",
    ),
    address=Bilingual(
        ky="Ош облусу, Ноокат району, Ноокат шаары, Исхак Раззаков атындагы көчө, 125-үй",
        ru="Ошская область, Ноокатский район, город Ноокат, улица имени Исхака Раззакова, дом 125",
    ),
    phone="03230 5-11-22, 0555 12-34-56",
    hours=Bilingual(ky="дш–жм 9:00–18:00, тыныгуу 12:30–13:30", ru="пн–пт 9:00–18:00"),
)
READING = PadReading(
    office=OFFICE,
    blanks=tuple(
        PadBlank(number=f"К1ACE-{n:05d}/26-7", code="613452", qr="AD1:" + "AB2" * 70 + str(n))
        for n in range(1, 4)
    ),
    reserved_on=date(2026, 11, 23),
    point="1",
    language="ky",
)


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("training", [False, True])
def test_every_blank_has_its_number_and_code_on_both_halves(language, training):
    reading = msgspec.structs.replace(READING, language=language, training=training)
    paper = pad(reading)
    assert len(page_sizes(paper)) == 4
    told = squeezed(text(paper))
    for place, blank in enumerate(READING.blanks, start=1):
        assert codes(paper, dpi=203, page=place) == [blank.qr, blank.qr]
        # And on the first page in both languages, where it is the first or the last.
        assert told.count(squeezed(blank.number)) == (2 if place == 2 else 4)


def test_equal_readings_give_equal_bytes():
    assert pad(READING) == pad(READING)


@pytest.mark.parametrize(
    "changed",
    [
        {"blanks": ()},
        {"office": msgspec.structs.replace(OFFICE, phone=" ")},
        {"office": msgspec.structs.replace(OFFICE, name=Bilingual(ky=""))},
    ],
)
def test_a_pad_that_leaves_somebody_without_an_answer_is_refused(changed):
    with pytest.raises(PartMissing):
        pad(msgspec.structs.replace(READING, **changed))


def test_an_empty_page_fits_one_sheet_and_refuses_what_no_font_shows():
    heading = Heading(title="Журнал", office="Ноокат", about="", foot="23.11.2026")
    columns = [Column("Номер", 10), Column("Эмне жөнүндө", 30)]
    paper = hand_table(heading, columns, 20, language="ky")
    assert len(page_sizes(paper)) == 1
    assert "Эмне жөнүндө" in text(paper)
    with pytest.raises(GlyphMissing):
        hand_table(heading, [Column("\U00013080", 1)], 3, language="ky")
