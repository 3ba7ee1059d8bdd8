"""Pictures of the journals and reports: before anything is made, a report, a journal."""

from collections.abc import Callable, Iterator
from datetime import date

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.reports import ReportsPlace
from akimat_desk.ui.screens.reports_words import REPORT
from akimat_desk.ui.sections import REPORTS

Go = Callable[[MainWindow], None]


def screens_of_reports(desk: Desk) -> Iterator[tuple[str, Go]]:
    me = desk.office.me
    if me is None or not may(me.roles, "journal"):
        return
    yield "reports", lambda window: window.show_section(REPORTS)
    yield "reports-figures", lambda window: _made(window, REPORT)
    yield "reports-journal", lambda window: _made(window, "registration")
    yield "reports-reason", _asked_why


def _made(window: MainWindow, kind: str) -> None:
    window.show_section(REPORTS)
    place: ReportsPlace = window.places.reports
    place.form.what.choose(kind)
    first = date(window.places.reports.desk.cases.today().year, 1, 1)
    place.form.form.restore({"from_on": f"{first:%d.%m.%Y}"})
    place.make()


def _asked_why(window: MainWindow) -> None:
    window.show_section(REPORTS)
    window.places.reports.form.save.click()
