"""A paper on the screen: until it came out it is printed again, and after that it is a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.driving_window import Started, a_full_office, press, started, words_on

from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.paper import PaperPlace


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path) -> Iterator[Started]:
    a_full_office(tmp_path / "desk")
    yield from started(qtbot, tmp_path / "desk")


@pytest.fixture
def window(running: Started) -> MainWindow:
    return running.wait_for_main()


def shown_receipt(running: Started, window: MainWindow) -> tuple[PaperPlace, bytes]:
    desk = window.places.paper.desk
    case = desk.cases.find(desk.cases.newest(1)[0].number)
    pdf = desk.papers.receipt(case).data
    window.show_paper(pdf, "Тил кат", lambda: desk.papers.receipt(case, is_copy=True))
    running.settle()
    return window.places.paper, pdf


def closing_the_dialog() -> None:
    """Whoever is asked for a printer thinks better of it."""
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(50, closing_the_dialog)
    else:
        dialog.close()


def test_after_a_print_it_is_asked_whether_the_paper_came_out(
    running: Started, window: MainWindow
) -> None:
    place, _ = shown_receipt(running, window)
    question = "Кагаз принтерден чыктыбы?"
    assert question not in words_on(place)
    place.preview.printed.emit()
    assert question in words_on(place)
    press(Qt.Key.Key_Tab)
    QTimer.singleShot(50, closing_the_dialog)
    press(Qt.Key.Key_Space)
    running.settle()
    assert question not in words_on(place)
    assert window.primary_button().accessibleName() == "Басып чыгаруу"


def test_what_came_out_is_printed_once_more_as_a_numbered_copy(
    running: Started, window: MainWindow
) -> None:
    place, pdf = shown_receipt(running, window)
    place.preview.printed.emit()
    press(Qt.Key.Key_Space)
    running.settle()
    assert place.desk.prints.has_come_out(pdf)
    assert window.primary_button().accessibleName() == "Көчүрмөсүн басып чыгаруу"
    QTimer.singleShot(50, closing_the_dialog)
    press(Qt.Key.Key_F9)
    running.settle()
    case = place.desk.cases.find(place.desk.cases.newest(1)[0].number)
    told = [line.event.get("copy", 0) for line in place.desk.cases.history(case)
            if line.type == "ReceiptIssued"]  # fmt: skip
    assert told == [0, 1]
    assert place._pdf != pdf
    again, _ = shown_receipt(running, window)
    assert again._is_out


def test_a_paper_that_did_not_come_out_leaves_the_case_as_it_was(
    running: Started, window: MainWindow
) -> None:
    place, pdf = shown_receipt(running, window)
    before = place.desk.integrity.verify().entries
    place.preview.print_on("Жок принтер")
    assert "Жок принтер" in place.preview.failure()
    assert place.desk.integrity.verify().entries == before
    assert not place.desk.prints.has_come_out(pdf)
