"""Lists of one's own: filters, order, columns, kept under a name, written to a file."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from ui.driving_cases import Room, rooms
from ui.driving_window import (
    ALT,
    CONTROL,
    _training_day,  # noqa: F401
    a_full_office,
    focused,
    press,
    type_words,
    words_on,
)

from akimat_desk.ui.case_columns import USUAL
from akimat_desk.ui.screens.cases_question import Question


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_full_office(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def room(qtbot: QtBot, folder: Path) -> Iterator[Room]:
    yield from rooms(qtbot, folder)


def chips(room: Room) -> list[str]:
    row = room.cases._top.in_use._row
    found = (row.itemAt(place) for place in range(row.count()))
    return [item.widget().text() for item in found if item is not None]


def kept(room: Room) -> list[str]:
    return [one.name for one in room.desk.saved_lists.all()]


def unfold(room: Room) -> Room:
    return room.tab_to(lambda widget: widget is room.cases._top.more).press(Qt.Key.Key_Space)


def narrow(room: Room, field: str, words: str) -> Room:
    editor = room.cases._top.fold.form.field(field).editor
    room.tab_to(lambda widget: widget is editor).type(words)
    return room.press(Qt.Key.Key_Tab).settle()


def keep_as(room: Room, name: str) -> Room:
    room.tab_to_name("keep").press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_A, CONTROL).type(name)
    return room.finish()


# Filters


def test_what_narrows_is_seen_as_a_chip_once_the_fields_are_folded(room: Room) -> None:
    narrow(unfold(room), "responsible", "Токтон")
    narrow(room, "registered_from", "20.11.2026")
    assert room.names() == ["Өмүрбеков5"]
    assert chips(room) == []
    room.tab_to(lambda widget: widget is room.cases._top.more).press(Qt.Key.Key_Space).settle()
    assert chips(room) == ["Токтоналиев Б.", "катталган: 20.11.2026 баштап"]

    room.press(Qt.Key.Key_Tab).press(Qt.Key.Key_Tab).press(Qt.Key.Key_Space).settle()
    assert chips(room) == ["Токтоналиев Б."]
    assert room.names() == ["Өмүрбеков4", "Өмүрбеков5"]


def test_a_half_typed_word_narrows_nothing_yet(room: Room) -> None:
    unfold(room).type("А").settle()
    assert len(room.rows) == 6


def test_a_filter_by_kind_channel_and_date_is_that_of_the_desk(room: Room) -> None:
    narrow(unfold(room), "channel", "почта")
    assert len(room.rows) == 6
    narrow(room, "due_until", "23.11.2026")
    wanted = room.desk.lists.filter_from(
        {"is_open": True, "channels": ["post"], "due_until": "2026-11-23"}
    )
    assert [row.id for row in room.rows] == [row.id for row in room.desk.lists.page(wanted).rows]
    assert 0 < len(room.rows) < 6


# Order


def test_the_heads_are_reached_from_the_first_row_and_change_the_order(room: Room) -> None:
    room.cases.focus_list()
    room.press(Qt.Key.Key_Home).press(Qt.Key.Key_Up)
    assert "Канча калды" in focused().accessibleName()
    room.press(Qt.Key.Key_Left, times=2).press(Qt.Key.Key_Return).settle()
    numbers = [row.number for row in room.rows]
    assert numbers == sorted(numbers)
    assert room.cases._question.sort == "number"
    room.press(Qt.Key.Key_Down)
    assert focused() is room.cases._list.view


# Kept lists


def test_a_list_is_kept_reopened_renamed_and_deleted_with_a_way_back(room: Room) -> None:
    narrow(unfold(room), "responsible", "Токтон")
    narrow(room, "sort", "жаңылары")
    keep_as(room, "Токтоналиевдики")
    assert kept(room) == ["Токтоналиевдики"]
    asked = room.cases._question

    room.cases.ask(Question())
    room.settle().cases.focus_list()
    (one,) = room.desk.saved_lists.all()
    room.tab_to_name(f"saved {one.id}").press(Qt.Key.Key_Space).settle()
    assert room.cases._question == asked
    assert room.names() == ["Өмүрбеков5", "Өмүрбеков4"]

    room.press(Qt.Key.Key_Tab).press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_A, CONTROL).type("Бакыттыкы").finish()
    assert kept(room) == ["Бакыттыкы"]

    room.cases.focus_list()
    room.tab_to_name(f"saved {one.id}").press(Qt.Key.Key_Tab, times=2)
    room.press(Qt.Key.Key_Space).settle()
    assert kept(room) == []
    room.cases.focus_list()
    room.press(Qt.Key.Key_Z, CONTROL).settle()
    assert kept(room) == ["Бакыттыкы"]


def test_under_the_same_name_the_list_is_changed_and_that_is_taken_back(room: Room) -> None:
    keep_as(room, "Менин тизмем")
    room.cases.ask(Question(state="ended"))
    keep_as(room.settle(), "менин тизмем")
    (one,) = room.desk.saved_lists.all()
    assert one.filter == {"is_open": False}
    room.cases.focus_list()
    room.press(Qt.Key.Key_Z, CONTROL).settle()
    (one,) = room.desk.saved_lists.all()
    assert one.filter == {"is_open": True}


def test_a_name_that_is_taken_is_said_beside_the_field(room: Room) -> None:
    for name in ("Бир", "Эки"):
        room.desk.saved_lists.keep(name, {"query": name})
    room.window.changed()
    room.settle().cases.open_saved(room.desk.saved_lists.all()[0])
    room.settle().cases.focus_list()
    one = room.desk.saved_lists.all()[0]
    room.tab_to_name(f"saved {one.id}").press(Qt.Key.Key_Tab).press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_A, CONTROL).type("Эки").finish()
    assert room.has_panel
    assert room.panel.form.field("name").editor.accessibleDescription()
    assert kept(room) == ["Бир", "Эки"]


def test_the_palette_opens_a_kept_list_from_anywhere(room: Room) -> None:
    room.desk.saved_lists.keep("Кечиккендер", {"due": "overdue"})
    room.window.show_section("today")
    room.settle().press(Qt.Key.Key_K, CONTROL).type("кечикк")
    room.qtbot.waitUntil(lambda: "Кечиккендер" in _first(room))
    room.press(Qt.Key.Key_Return).settle()
    assert room.names() == ["Өмүрбеков0"]
    assert room.cases._top.chips["overdue"].isChecked()


def _first(room: Room) -> str:
    model = room.window.palette_.list.model()
    return str(model.index(0, 0).data() or "")


# Columns


def test_columns_are_chosen_moved_and_kept(qtbot: QtBot, folder: Path) -> None:
    for room in rooms(qtbot, folder):
        assert room.titles() == list(USUAL)
        room.tab_to_name("columns").press(Qt.Key.Key_Space)
        room.press(Qt.Key.Key_Space)  # the number always stays
        room.press(Qt.Key.Key_Down, times=2).press(Qt.Key.Key_Space)  # no state
        room.press(Qt.Key.Key_Down, times=3).press(Qt.Key.Key_Space)  # the day of registration
        room.press(Qt.Key.Key_Up, ALT, times=4).finish()
        assert room.titles() == ["number", "registered", "applicant", "term", "left"]
        assert room.cases._list.view.current_row() == room.rows[0]
    for room in rooms(qtbot, folder):
        assert room.titles() == ["number", "registered", "applicant", "term", "left"]


def test_every_column_has_words_for_a_case(room: Room) -> None:
    room.cases.use_columns(tuple(room.cases._known))
    table = room.settle().cases._list.table
    assert len(room.titles()) == 12
    spoken = [table.cell(0, place) for place in range(12)]
    assert all(cell.text or cell.bar for cell in spoken)
    assert [cell.text for cell in spoken if cell.text == "complaint"] == []


# Export


def test_the_shown_list_is_written_to_a_file_that_reads_back(room: Room, tmp_path: Path) -> None:
    room.cases.show_filter("unassigned")
    room.settle().tab_to_name("export").press(Qt.Key.Key_Space)
    room.tab_to(lambda widget: widget is room.panel._chips["xlsx"])  # type: ignore[attr-defined]
    room.press(Qt.Key.Key_Right).finish()
    assert room.has_panel  # a reason is asked for
    room.type("Прокуратуранын суроосу").press(Qt.Key.Key_Return, CONTROL)
    path = tmp_path / "тизме.csv"
    choose_file(room, path)
    room.qtbot.waitUntil(lambda: not room.has_panel, timeout=20_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    text = "\n".join(" ".join(row) for row in rows)
    for row in room.rows:
        assert row.number in text
        assert row.applicant.split()[0] in text
    assert "Өмүрбеков0" not in text
    (note,) = room.desk.list_export.notes()
    assert (note.reason, note.count) == ("Прокуратуранын суроосу", 2)


def choose_file(room: Room, path: Path) -> None:
    room.qtbot.waitUntil(lambda: bool(room.panel.findChildren(QFileDialog)))
    (dialog,) = room.panel.findChildren(QFileDialog)
    dialog.activateWindow()
    line = dialog.findChild(QLineEdit)
    assert line is not None
    room.qtbot.waitUntil(line.hasFocus)
    press(Qt.Key.Key_A, CONTROL)
    type_words(str(path))
    press(Qt.Key.Key_Return)


def test_only_the_marked_ones_are_exported_when_some_are(room: Room, tmp_path: Path) -> None:
    room.mark(2).tab_to_name("export").press(Qt.Key.Key_Space)
    assert "2" in room.panel.accessibleName()
    room.tab_to(lambda widget: widget is room.panel._chips["xlsx"])  # type: ignore[attr-defined]
    room.press(Qt.Key.Key_Right).fill("reason", "Текшерүү").press(Qt.Key.Key_Tab).finish()
    choose_file(room, tmp_path / "эки.csv")
    room.qtbot.waitUntil(lambda: not room.has_panel, timeout=20_000)
    (note,) = room.desk.list_export.notes()
    assert note.count == 2
    assert "2 кайрылуу файлга жазылды" in words_on(room.window.strip)
