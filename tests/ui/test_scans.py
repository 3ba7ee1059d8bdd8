"""Scans in the register: from the scanner's folder, the clipboard and files, each seen first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from services.scan_samples import a_pdf, a_png, a_tiff
from services.working_desks import new_desk
from ui.driving_post import Mailroom
from ui.driving_window import CONTROL, NONE, Started, focused, own_settings

from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.pages import shape_of
from akimat_desk.ui.scans import as_pdf, thumbnail

Key = Qt.Key


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailroom]:
    monkeypatch.setenv("AKIMAT_DESK_NOW", "2026-11-23T09:00:00")
    own_settings(tmp_path)
    scanner = tmp_path / "scanner"
    scanner.mkdir()
    kept.keep_watch_folder(str(scanner))
    kept.keep_language("ru")
    speak("ru")
    new_desk(tmp_path / "desk", training=True, password="").close()
    running = Started(qtbot, tmp_path / "desk")
    running.wait_for_main()
    found = Mailroom(qtbot, running, scanner)
    found.press(Key.Key_F4).settle()
    found.wait(found.register.form.field("name").editor.hasFocus)
    yield found
    QGuiApplication.clipboard().clear()
    running.program.close()


def attached(room: Mailroom) -> list[str]:
    (row,) = room.desk.lists.page(room.desk.cases.filter_of(), with_bars=False).rows
    events = [line.event for line in room.desk.cases.history(row.id)]
    return [event["title"] for event in events if "media" in event]


def dropped(room: Mailroom, *paths: Path) -> Mailroom:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE
    )
    # The application hands a drop only to what a drag has entered before.
    room.paper.dropEvent(event)
    return room.settle()


def test_a_scan_from_the_folder_is_seen_taken_and_attached(room: Mailroom) -> None:
    room.scan("0001.pdf", a_pdf(pages=2), pieces=4)
    room.wait_for_tray("0001.pdf")
    room.press(Key.Key_F7).settle()
    assert (room.titles(), room.paper._count.text()) == ([], "ещё не взят: 0001.pdf")
    assert len(room.paper._view._shape.sizes) == 2
    room.press(Key.Key_F7).settle()
    assert (room.titles(), room.tray()) == (["0001.pdf"], [])
    form = room.register.form
    room.walk_to(form.field("name").editor).fill("Асанов Бакыт")
    room.walk_to(form.field("kind").editor).fill("жалоба")
    room.walk_to(form.field("subject").editor).type("Суу жок")
    room.press(Key.Key_Return, CONTROL)
    room.wait(lambda: room.register._pages.currentIndex() == 1).press(Key.Key_F9)
    room.wait(lambda: room.register._pages.currentIndex() == 2).settle()
    assert attached(room) == ["0001.pdf"]
    assert room.desk.drafts.all() == ()
    room.press(Key.Key_F4).settle().look_twice()
    assert room.tray() == []


def test_a_scan_taken_out_of_the_form_is_new_again(room: Mailroom) -> None:
    room.scan("0001.png", a_png())
    room.wait_for_tray("0001.png").press(Key.Key_F7).press(Key.Key_F7).settle()
    assert room.titles() == ["0001.png"]
    away = room.paper._away
    room.walk_to(away, Key.Key_Backtab).press(Key.Key_Space).settle()
    assert room.titles() == []
    room.wait_for_tray("0001.png")


def test_a_file_that_was_written_over_since_it_was_shown_is_not_taken(room: Mailroom) -> None:
    path = room.scan("0001.png", a_png(grey=1))
    room.wait_for_tray("0001.png").press(Key.Key_F7).settle()
    path.write_bytes(a_png(grey=2))
    room.press(Key.Key_F7).settle()
    assert room.titles() == []
    assert "0001.png" in room.said()


def test_a_closed_form_takes_nothing_in(room: Mailroom) -> None:
    room.scan("0001.png", a_png())
    room.wait_for_tray("0001.png")
    clock = room.paper.new_scans._watch._clock
    assert clock.isActive()
    room.go("today")
    assert not clock.isActive()


def test_files_and_pictures_are_pasted_under_either_layout(room: Mailroom, tmp_path: Path) -> None:
    path = tmp_path / "кат.png"
    path.write_bytes(a_png())
    room.copy_files(path).press(Key.Key_V, CONTROL).settle()
    assert room.titles() == ["кат.png"]
    room.copy_picture().press_cyrillic(0x041C).settle()
    assert len(room.titles()) == 2
    assert room.titles()[1].endswith(".png")
    QGuiApplication.clipboard().setText("Асанов Бакыт")
    room.press(Key.Key_V, CONTROL).settle()
    assert room.register.form.field("name").raw() == "Асанов Бакыт"
    assert len(room.titles()) == 2


def test_what_is_dropped_twice_is_here_already_and_what_is_broken_is_named(
    room: Mailroom, tmp_path: Path
) -> None:
    kinds = {
        "кат.pdf": a_pdf(),
        "cut.pdf": a_pdf()[:500],
        "locked.pdf": a_pdf(password="ab12"),
        "words.docx": b"PK\x03\x04",
        "empty.pdf": b"",
    }
    for name, data in kinds.items():
        (tmp_path / name).write_bytes(data)
    dropped(room, tmp_path / "кат.pdf")
    (tmp_path / "copy.pdf").write_bytes(a_pdf())
    dropped(room, tmp_path / "copy.pdf")
    assert room.titles() == ["кат.pdf"]
    assert room.said() == "Уже здесь: copy.pdf."
    for name, word in (
        ("cut.pdf", "повреждён"),
        ("locked.pdf", "паролем"),
        ("words.docx", "только PDF"),
        ("empty.pdf", "пуст"),
        ("gone.pdf", "не читается"),
        ("desk", "папка"),
    ):
        dropped(room, tmp_path / name)
        assert name in room.said()
        assert word in room.said()
    assert room.titles() == ["кат.pdf"]


def test_a_scan_still_being_read_does_not_fall_into_the_next_form(
    room: Mailroom, tmp_path: Path
) -> None:
    (tmp_path / "кат.png").write_bytes(a_png())
    room.type("Асанов")
    room.paper.add([str(tmp_path / "кат.png")])
    room.register.begin()
    room.settle()
    assert room.titles() == []
    assert "кат.png" in room.said()


def test_a_draft_comes_back_with_its_scans_though_their_files_are_gone(
    room: Mailroom, tmp_path: Path
) -> None:
    path = tmp_path / "кат.pdf"
    path.write_bytes(a_pdf())
    room.type("Асанов")
    dropped(room, path)
    room.go("today")
    path.unlink()
    room.press(Key.Key_F4).settle()
    assert room.titles() == []
    room.press(Key.Key_F2).settle()
    assert room.titles() == ["кат.pdf"]
    assert room.register.form.field("name").raw() == "Асанов"
    assert len(room.paper._view._shape.sizes) == 1
    assert len(room.desk.drafts.all()) == 1


def test_every_control_beside_the_paper_has_a_name_and_is_reached_by_tab(room: Mailroom) -> None:
    room.scan("0001.png", a_png())
    room.wait_for_tray("0001.png").press(Key.Key_F7).press(Key.Key_F7).settle()
    room.scan("0002.png", a_png(grey=3))
    room.wait_for_tray("0002.png")
    side = room.paper
    wanted = {side.new_scans.strip, side.new_scans.take_button, side.add_button, side._away}
    reached = set()
    for _ in range(30):
        room.press(Key.Key_Backtab)
        if focused() in wanted:
            reached.add(focused())
            name = focused().accessibleName()
            assert name or focused().text()
    assert reached == wanted
    assert all(
        one.accessibleName() or one.text()
        for one in side.findChildren(QPushButton)
        if one.isVisible()
    )


# How they are shown


@pytest.mark.parametrize("data", [a_pdf(pages=3), a_tiff(pages=3)], ids=["pdf", "tiff"])
def test_every_page_of_a_scan_can_be_looked_at(data: bytes) -> None:
    assert len(shape_of(as_pdf(data)).sizes) == 3


def test_a_picture_is_shown_as_the_camera_was_held() -> None:
    lying = as_jpeg_turned(QImage(200, 100, QImage.Format.Format_RGB32))
    small = thumbnail(lying, QSize(60, 80))
    assert small.height() > small.width()
    assert small.height() <= 80
    (sheet,) = shape_of(as_pdf(lying)).sizes
    assert sheet.height() > sheet.width()


def as_jpeg_turned(picture: QImage) -> bytes:
    """With the mark of a camera that was held upright: turn by a quarter."""
    picture.fill(0xFF3366)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(target, QByteArray(b"jpeg")).write(picture)
    data = bytes(target.data().data())
    tiff = b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
    exif = b"Exif\x00\x00" + tiff + bytes(4)
    return data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + data[2:]
