"""The head's minute: what waits, what is late and whose, and all of it on one page."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    HandClock,
    a_complaint,
    again,
    new_desk,
)

from akimat_desk.domain.errors import NotAllowed

DAY = 24 * 3_600_000


@pytest.fixture
def desk(tmp_path):
    """Three weeks on: three cases late, one new, one controlled by the end of the week."""
    clock = HandClock(MONDAY_MORNING - 28 * DAY)
    found = new_desk(tmp_path / "desk", clock=clock)
    found.office.hold_post("head", "admin", order="№ 4")
    ids = []
    for place in range(3):
        clock.turn(60_000)
        ids.append(found.cases.find(found.registration.register(a_complaint(place)).number))
    for case_id, login in zip(ids, ("mamyt", "mamyt", "tokton"), strict=True):
        clock.turn(60_000)
        found.cases.do(case_id, "assign", {"executor": login})
    clock.at = MONDAY_MORNING
    found.trusted_time.confirm(found.cases.today())
    clock.turn(60_000)
    found.registration.register(a_complaint(7))
    clock.turn(60_000)
    control = {"body": "Президенттин Администрациясы", "due_on": "2026-11-27"}
    found.cases.do(ids[2], "control", control)
    clock.turn(60_000)
    later = {"body": "Министрлер Кабинети", "due_on": "2026-12-04"}
    found.cases.do(ids[0], "control", later)
    yield found
    found.close()


def test_each_panel_counts_what_waits(desk) -> None:
    reading = desk.head_screen.reading()
    assert (reading.day, reading.week_until) == (date(2026, 11, 23), date(2026, 11, 29))
    (new,) = reading.panel("resolve").rows
    assert new.who.startswith("Өмүрбеков7")
    assert reading.panel("resolve").count == desk.cards.resolutions.count() == 1
    late = [(row.who, row.staff, row.count) for row in reading.panel("overdue").rows]
    assert late == [("Мамытова А.", "mamyt", 2), ("Токтоналиев Б.", "tokton", 1)]
    assert sum(row.count for row in reading.panel("overdue").rows) == desk.cases.counts()["overdue"]
    (awaited,) = reading.panel("control").rows
    assert (awaited.who, awaited.on) == ("Президенттин Администрациясы", date(2026, 11, 27))
    assert reading.panel("sign").count == reading.panel("promises").count == 0


def test_no_more_lines_than_there_is_room_for(desk) -> None:
    panel = desk.head_screen.reading(1).panel("overdue")
    assert (panel.count, len(panel.rows)) == (2, 1)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_it_prints_as_one_page(desk, language: str) -> None:
    pdf = pypdfium2.PdfDocument(BytesIO(desk.head_screen.paper(language=language)))
    assert len(pdf) == 1
    words = pdf[0].get_textpage().get_text_range()
    assert "Мамытова А." in words
    assert "Президенттин Администрациясы" in words


def test_it_is_for_the_head_and_the_controller(desk, tmp_path) -> None:
    desk.office.enable_account("asanova", PASSWORD, CHEAP)
    desk.close()
    other = again(tmp_path / "desk", login="asanova")
    with pytest.raises(NotAllowed):
        other.head_screen.reading()
    other.close()
