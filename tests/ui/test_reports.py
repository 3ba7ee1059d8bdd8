"""Journals and reports by the keyboard: chosen, looked at, narrowed to columns, saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from services.working_desks import HandClock, a_complaint, new_desk
from ui.driving_window import CONTROL, focused, own_settings, press, type_words

from akimat_desk.documents.tables import Column, Heading, table
from akimat_desk.domain.statistics import Span
from akimat_desk.services.access_log import AccessFilter
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.export_reason import ReasonPanel
from akimat_desk.ui.screens.reports import ReportsPlace
from akimat_desk.ui.screens.reports_words import PERIODS, days_of
from akimat_desk.ui.sections import REPORTS
from akimat_desk.ui.signed import signed

F9, TAB, SPACE = Qt.Key.Key_F9, Qt.Key.Key_Tab, Qt.Key.Key_Space


class Reporter:
    """Sits before the reports; each step waits until nothing is asked any more."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self.desk = qtbot, desk
        self.background = Background()
        self.window = MainWindow(signed(desk), self.background)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.show_section(REPORTS)
        self.settle()

    @property
    def place(self) -> ReportsPlace:
        return self.window.places.reports

    def close(self) -> None:
        self.window.close()
        self.background.close()
        self.desk.close()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: self.background.is_idle, timeout=20_000)
        QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        press(key)
        self.settle()

    def choose(self, words: str) -> None:
        """Into the first field, whatever stood there."""
        self.place.form.what.setFocus()
        press(Qt.Key.Key_A, CONTROL)
        type_words(words)
        self._leave_popup()
        press(TAB)
        self._leave_popup()
        self.settle()

    def _leave_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        self.window.activateWindow()

    def go_to(self, widget: object) -> None:
        for _ in range(60):
            if focused() is widget:
                return
            press(TAB)
        raise AssertionError("Tab does not lead there")


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path) -> Iterator[Reporter]:
    own_settings(tmp_path)
    speak("ru")
    desk = new_desk(tmp_path / "desk", clock=HandClock())
    for place in range(3):
        desk.registration.register(a_complaint(place))
    found = Reporter(qtbot, desk)
    yield found
    found.close()


def test_the_report_is_shown_by_one_key(reporter: Reporter) -> None:
    assert focused() is reporter.place.form.what.editor
    assert reporter.window.primary_button().accessibleName() == "Показать"
    reporter.key(F9)
    assert focused() is reporter.place.preview
    assert reporter.place.preview._pdf.startswith(b"%PDF")
    assert reporter.place.preview._shape.sizes


def test_a_journal_comes_with_its_columns_and_its_single_journals(reporter: Reporter) -> None:
    form = reporter.place.form
    assert not form.columns.isVisible()
    reporter.choose("Журнал регистрации обр")
    assert form.kind == "registration"
    assert form.columns.chosen == reporter.desk.journals.columns("registration")
    assert form.part.isEnabled()
    reporter.go_to(form.columns)
    reporter.key(SPACE)
    assert "place" not in form.columns.chosen
    reporter.key(F9)
    assert reporter.place.preview._name == "Журнал регистрации обращений"
    reporter.choose("Контрольный")
    assert form.kind == "control"
    assert not form.part.isEnabled()


def test_what_is_chosen_goes_into_the_file(reporter: Reporter, tmp_path: Path) -> None:
    reporter.choose("Журнал регистрации обр")
    span = Span(date(2026, 11, 1), date(2026, 11, 30))
    assert reporter.place.form.span() == span
    for name in ("journal.pdf", "report.pdf"):
        reporter.place.save(tmp_path / name, span, "report")
        reporter.settle()
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")
        assert name in reporter.window.strip.words()
        reporter.choose("Статистический отчёт")


def test_before_a_file_is_written_it_is_asked_why(reporter: Reporter, tmp_path: Path) -> None:
    place, file = reporter.place, tmp_path / "report.pdf"
    reporter.go_to(place.form.save)
    reporter.key(SPACE)
    panel = place.findChild(ReasonPanel)
    assert panel is not None
    assert focused() is panel.form.field("reason").editor
    press(Qt.Key.Key_Return, CONTROL)
    assert "Заполните" in focused().accessibleDescription()
    assert panel.findChildren(QFileDialog) == []
    type_words("Для подготовки отчёта")
    reporter._leave_popup()
    press(Qt.Key.Key_Return, CONTROL)
    choose_file(reporter, panel, file)
    reporter._qtbot.waitUntil(file.exists, timeout=20_000)
    reporter.settle()
    reporter.window.activateWindow()
    reporter._qtbot.waitUntil(reporter.window.isActiveWindow)
    assert focused() is place.form.save
    (row,) = reporter.desk.access_log.rows(AccessFilter(what="exported"))
    assert (row.reason, row.detail) == ("report", "report pdf")
    reporter.key(SPACE)
    again = place.findChild(ReasonPanel)
    assert again is not None
    assert again.form.values()["reason"] == ""
    press(Qt.Key.Key_Escape)
    assert focused() is place.form.save


def choose_file(reporter: Reporter, beside: QWidget, path: Path) -> None:
    reporter._qtbot.waitUntil(lambda: bool(beside.findChildren(QFileDialog)))
    (dialog,) = beside.findChildren(QFileDialog)
    dialog.activateWindow()
    line = dialog.findChild(QLineEdit)
    assert line is not None
    reporter._qtbot.waitUntil(line.hasFocus)
    press(Qt.Key.Key_A, CONTROL)
    type_words(str(path))
    press(Qt.Key.Key_Return)


def test_days_that_cannot_be_are_said_beside_their_field(reporter: Reporter) -> None:
    form = reporter.place.form
    form.form.restore({"from_on": "30.11.2026", "until_on": "01.11.2026"})
    reporter.key(F9)
    assert focused() is form.form.field("until_on").editor
    assert "раньше" in focused().accessibleDescription()
    assert reporter.place.preview._pdf == b""


def test_an_executor_has_no_reports_at_the_side(reporter: Reporter) -> None:
    desk = reporter.desk
    shown = {section.id for section in reporter.window.places.sections()}
    assert REPORTS in shown
    desk.core.actor = desk.office.now.find_login("tokton")
    window = MainWindow(signed(desk), reporter.background)
    assert REPORTS not in {section.id for section in window.places.sections()}
    window.deleteLater()


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last_month", date(2025, 12, 1), date(2025, 12, 31)),
        ("quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_usual_periods_are_whole_ones(period: str, first: date, last: date) -> None:
    assert period in PERIODS
    assert days_of(period, date(2026, 1, 15)) == (first, last)


def test_of_a_thick_journal_only_the_pages_near_the_eye_are_drawn(reporter: Reporter) -> None:
    columns = [Column("№", 1), Column("Заявитель", 5)]
    rows = ([str(n), "Өмүрбеков Чыңгыз"] for n in range(1200))
    pdf = table(Heading(title="Журнал", office="Ноокат"), columns, rows, language="ru")
    preview, column = reporter.place.preview, reporter.place.preview._column
    reporter.place._show(pdf)
    reporter.settle()
    last = len(preview._shape.sizes) - 1
    assert last > 20
    assert 0 in column._images
    assert len(column._images) < 10
    preview.go_to(last)
    reporter.settle()
    assert last in column._images
    assert 0 not in column._images
    preview.go_to(0)
    reporter.settle()
    assert 0 in column._images
