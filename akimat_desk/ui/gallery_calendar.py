"""Pictures of the working calendar, of the form for a day off, and of what one would move."""

from collections.abc import Callable, Iterator
from functools import partial

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_readings import DayTold, Proposal
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.calendar_page import CalendarPage
from akimat_desk.ui.sections import CALENDAR

Go = Callable[[MainWindow], None]


def screens_of_calendar(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is adopted: a preview only reads."""
    yield "calendar", lambda window: window.show_section(CALENDAR)
    yield "calendar-form", _form
    yield "calendar-preview", partial(_preview, desk)


def _calendar(window: MainWindow) -> CalendarPage:
    window.show_section(CALENDAR)
    page = window.places.calendar
    page.close_panel()
    return page


def _form(window: MainWindow) -> None:
    page = _calendar(window)
    page.board.year.asked.emit(page.board.year.day)


def _preview(desk: Desk, window: MainWindow) -> None:
    page = _calendar(window)
    day = desk.terms.calendar().nth_working_day(desk.cases.today(), 3)
    words = tr("extra day off")
    named = Bilingual(ky=words, ru=words)
    page.propose(Proposal(days=(DayTold(day=day, kind="extra", name=named),)))
