"""The window asks for the date after a long silence, by keys alone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from services.working_desks import a_complaint, new_desk
from ui.driving_window import (
    HandClock,
    Started,
    _training_day,  # noqa: F401
    milliseconds_of,
    press,
    started,
    type_words,
    words_on,
)

from akimat_desk.services.desk import open_desk
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.screens.clock_date import ClockDatePlace


@pytest.fixture
def silent(tmp_path):
    """Its newest record is two weeks older than the clock."""
    clock = HandClock(milliseconds_of("2026-11-09T09:00:00"))
    desk = new_desk(tmp_path / "desk", clock=clock, training=True, password="")
    desk.registration.register(a_complaint(0))
    desk.close()
    return tmp_path / "desk"


@pytest.fixture(params=["admin"])
def running(request, qtbot, silent):
    yield from started(qtbot, silent, login=request.param)


def test_whoever_registers_is_asked_and_goes_on_after_confirming(running: Started, silent) -> None:
    window = running.wait_for_main()
    running.settle()
    place = window.shown_screen()
    assert isinstance(place, ClockDatePlace)
    assert "09.11.2026" in words_on(place)
    type_words("22.11.2026")
    press(Qt.Key.Key_F2)
    running.settle()
    assert window.shown_screen() is place
    assert window.places.clock_date.desk.trusted_time.trouble() is not None
    place.begin_at(place._form.field("day"))
    place.setFocus()
    for _ in range(10):
        press(Qt.Key.Key_Backspace)
    type_words("23.11.2026")
    press(Qt.Key.Key_F2)
    running.settle()
    assert window.shown_screen() is not place
    assert place.desk.trusted_time.trouble() is None
    assert place.desk.registration.register(a_complaint(1)).number
    assert place.desk.cases.today() == date(2026, 11, 23)


def test_nothing_is_asked_while_the_office_is_at_work(qtbot, silent) -> None:
    desk = open_desk(silent, login="admin", clock=HandClock(milliseconds_of("2026-11-23T08:00:00")))
    desk.trusted_time.confirm(date(2026, 11, 23))
    desk.close()
    for running in started(qtbot, silent, login="admin"):
        window = running.wait_for_main()
        running.settle()
        assert not isinstance(window.shown_screen(), ClockDatePlace)
    assert spoken().language in ("ky", "ru")
