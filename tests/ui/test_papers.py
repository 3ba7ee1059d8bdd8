"""Looking at papers and printing them; Qt's own words; the end after a bug."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot
from ui.gallery import sample_pdf

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.crash import CrashHook, report_of
from akimat_desk.ui.pages import PaperUnreadable, page_image, shape_of
from akimat_desk.ui.pictures import Shot, take_all
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.printing import (
    Job,
    PrinterNotReady,
    draw,
    job_for,
    job_name,
    prepare,
    remembered,
    sheet_for,
    sheet_of,
)
from akimat_desk.ui.qt_words import speak_qt

A5 = QSizeF(148, 210)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def shades_of(image: QImage) -> set[int]:
    """The greys there are, in steps of 51."""
    every = ((x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    return {image.pixelColor(x, y).lightness() // 51 * 51 for x, y in every}


def unheard(_pdf: bytes, _name: str) -> None:
    """Nobody keeps a log here."""


def test_a_page_becomes_a_picture_of_its_size_with_ink_on_white() -> None:
    pdf = sample_pdf()
    width, height = (round(side / 25.4 * 100) for side in (148.17, 209.9))
    image = page_image(pdf, 0, 100)
    assert abs(image.width() - width) <= 1
    assert abs(image.height() - height) <= 1
    assert shades_of(image) >= {0, 255}


def test_the_preview_goes_from_page_to_page(qtbot: QtBot, background: Background) -> None:
    preview = Preview(background, unheard)
    qtbot.addWidget(preview)
    preview.resize(420, 400)
    preview.show()
    preview.show_paper(sample_pdf(), "sample")
    qtbot.waitUntil(lambda: len(preview._column._images) == 2)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 1
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.page() == 0


def test_zooming_makes_the_pages_larger(qtbot: QtBot, background: Background) -> None:
    preview = Preview(background, unheard)
    qtbot.addWidget(preview)
    preview.show_paper(sample_pdf(), "sample")
    qtbot.waitUntil(lambda: background.is_idle)
    width = preview._column.minimumWidth()
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview._column.minimumWidth() > width
    qtbot.waitUntil(lambda: background.is_idle)


def test_a5_goes_on_a4_where_the_printer_lacks_it() -> None:
    a4, a5 = QPageSize(QPageSize.PageSizeId.A4), QPageSize(QPageSize.PageSizeId.A5)
    letter = QPageSize(QPageSize.PageSizeId.Letter)
    assert sheet_for(A5, [letter, a4, a5]).id() is QPageSize.PageSizeId.A5
    assert sheet_for(A5, [letter, a4]).id() is QPageSize.PageSizeId.A4
    assert sheet_for(QSizeF(210, 297), [a5, a4]).id() is QPageSize.PageSizeId.A4


def test_a_paper_longer_than_a4_keeps_its_own_size() -> None:
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    sheet = sheet_for(QSizeF(80, 400), [a4]).size(QPageSize.Unit.Millimeter)
    assert (round(sheet.width()), round(sheet.height())) == (80, 400)


def test_the_name_of_a_job_is_ascii() -> None:
    assert job_name("Тил кат К1-00042/26-7") == "1-00042-26-7"
    assert job_name("каттоо") == "paper"


def test_a_printed_paper_has_the_same_pages(qtbot: QtBot, tmp_path: Path) -> None:
    pdf = sample_pdf()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(150)
    prepare(printer, pdf, "К1-00042")
    draw(printer, pdf)
    printed = (tmp_path / "out.pdf").read_bytes()
    sizes = [(round(s.width()), round(s.height())) for s in shape_of(printed).sizes]
    assert sizes == [(148, 210), (148, 210)]
    assert shades_of(page_image(printed, 0, 100)) >= {0, 255}


def test_several_copies_into_a_file_are_the_pages_again(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    printer.setCopyCount(3)
    prepare(printer, sample_pdf(), "sample")
    draw(printer, sample_pdf())
    assert len(shape_of((tmp_path / "out.pdf").read_bytes()).sizes) == 6


def test_a_paper_goes_out_while_the_window_works_on(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    pdf = sample_pdf()
    sent: list[tuple[bytes, str]] = []
    preview = Preview(background, lambda *told: sent.append(told))
    qtbot.addWidget(preview)
    preview.show_paper(pdf, "К1-00042")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(150)
    prepare(printer, pdf, "sample")
    with qtbot.waitSignal(preview.printed):
        preview._start(Job(printer, pdf))
    printed = (tmp_path / "out.pdf").read_bytes()
    assert shades_of(page_image(printed, 1, 60)) >= {0, 255}
    assert preview.failure() == ""
    assert sent == [(pdf, "К1-00042")]


@pytest.mark.parametrize(
    ("width", "height", "sheet"),
    [
        (148, 210, "a5"),
        (210, 297, "a4"),
        (297, 210, "list"),
        (80, 300, "roll80"),
        (60, 30, "label"),
        (220, 110, "envelope"),
    ],
)
def test_the_printer_is_remembered_by_the_sheet_it_takes(
    qtbot: QtBot, width: float, height: float, sheet: str
) -> None:
    assert sheet_of(QSizeF(width, height)) == sheet
    assert remembered(sample_pdf()) == ""


def test_a_printer_that_is_not_there_is_refused_in_plain_words(
    qtbot: QtBot, background: Background
) -> None:
    with pytest.raises(PrinterNotReady) as refused:
        job_for("Жок принтер", sample_pdf(), "sample")
    assert refused.value.reason == "missing"
    preview = Preview(background, unheard)
    qtbot.addWidget(preview)
    preview.show_paper(sample_pdf(), "sample")
    preview.print_on("Жок принтер")
    assert "Жок принтер" in preview.failure()
    qtbot.waitUntil(lambda: background.is_idle)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_file_that_cannot_be_written_is_a_refusal_and_no_fault(
    qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    prepare(printer, sample_pdf(), "sample")
    with pytest.raises(PrinterNotReady):
        draw(printer, sample_pdf())


@pytest.mark.parametrize(("language", "word"), [("ky", "Жокко чыгаруу"), ("ru", "Отмена")])
def test_qts_own_buttons_speak_the_windows_language(qtbot: QtBot, language: str, word: str) -> None:
    speak(language)
    speak_qt()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    assert button.text().replace("&", "") == word


def test_the_menu_of_a_field_speaks_kyrgyz(qtbot: QtBot) -> None:
    speak("ky")
    speak_qt()
    line = QLineEdit()
    qtbot.addWidget(line)
    words = {action.text().split("\t")[0] for action in line.createStandardContextMenu().actions()}
    assert {"Көчүрүү", "Коюу", "Кесип алуу", "Баарын тандоо"} <= words
    speak("ru")
    speak_qt()


def test_a_bug_is_written_shown_once_and_ends_the_program(qtbot: QtBot) -> None:
    written: list[str] = []
    shown: list[str] = []
    ended: list[int] = []
    hook = CrashHook(written.append, shown.append, ended.append)
    for error in (ValueError("first"), KeyError("second")):
        hook(type(error), error, None)
    assert [len(written), len(shown), ended] == [2, 1, [70]]
    assert "ValueError: first" in shown[0]


def test_a_report_names_the_place_and_the_version() -> None:
    try:
        _ = 1 // 0
    except ZeroDivisionError as error:
        report = report_of(error)
    assert "akimat-desk" in report
    assert "test_papers.py" in report


def test_pictures_are_taken_in_each_dress(qtbot: QtBot, tmp_path: Path) -> None:
    shots = (Shot("ky"), Shot("ru", is_dark=True, zoom=1.5))
    written = take_all(lambda: QLineEdit("Өң"), "line", tmp_path, shots)
    assert [path.name for path in written] == [
        "line-ky-light-100-100.png",
        "line-ru-dark-150-100.png",
        "line-sheet.png",
    ]
    assert all(path.stat().st_size > 0 for path in written)
    assert isinstance(QApplication.instance(), QApplication)


def test_a_damaged_paper_is_refused_and_no_fault() -> None:
    for damaged in (b"", b"no paper", b"%PDF-1.4 cut"):
        with pytest.raises(PaperUnreadable):
            shape_of(damaged)
