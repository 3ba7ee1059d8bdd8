"""Many cases at once, by keys alone: marked, assigned, taken back, assigned again, released."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from services.working_desks import a_complaint, new_desk
from ui.driving_cases import EF, YA, Room, rooms
from ui.driving_window import (
    CONTROL,
    _training_day,  # noqa: F401
    focused,
    words_on,
)

from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.ui.screens.cases import ALL


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    desk = new_desk(tmp_path / "desk", training=True, password="")
    done = [desk.registration.register(a_complaint(place)) for place in range(6)]
    desk.cases.do(desk.cases.find(done[0].number), "assign", {"executor": "admin"})
    desk.close()
    yield from rooms(qtbot, tmp_path / "desk")


def test_five_are_assigned_taken_back_assigned_again_and_released(room: Room) -> None:
    room.search("омурбеков").mark(5)
    assert "5 тандалды" in room.words()
    before = room.executors()
    assert before.count("admin") == 1

    room.assign("Мамыт")
    assert room.executors()[:5] == ["mamyt"] * 5
    assert room.executors()[5] == before[5]
    assert "5 кайрылуу дайындалды" in room.told
    assert (room.has_panel, room.marked) == (False, 0)

    room.press_russian(YA).settle()
    assert room.executors() == before

    room.mark(5).assign("Токтон")
    assert room.executors()[:5] == ["tokton"] * 5

    room.mark(5).tab_to_name("release").press(Qt.Key.Key_Space)
    assert focused() is room.panel.form.field("reason").editor
    room.finish()
    assert room.has_panel  # without a reason nobody is released
    room.type("Кайра бөлүштүрүү").finish()
    assert room.executors()[:5] == [""] * 5
    assert {row.stage for row in room.rows[:5]} == {"registered"}


def test_control_z_under_a_latin_layout_takes_back_too(room: Room) -> None:
    before = room.executors()
    room.mark(2).assign("Мамыт").press(Qt.Key.Key_Z, CONTROL).settle()
    assert room.executors() == before
    assert "2 кайрылуу боюнча кайтарылды" in room.told


def test_a_field_one_types_in_keeps_control_z_for_itself(room: Room) -> None:
    room.mark(2).assign("Мамыт")
    room.press(Qt.Key.Key_F3).type("суу").press_russian(YA).settle()
    assert room.executors()[:2] == ["mamyt", "mamyt"]
    assert "суу" not in room.window.search_text()


def test_when_the_time_is_over_nothing_is_taken_back(room: Room) -> None:
    room.mark(2).assign("Мамыт")
    while room.window.strip.isVisible():
        room.window.strip._tick()
    room.cases.focus_list()
    room.press(Qt.Key.Key_Z, CONTROL).settle()
    assert room.executors()[:2] == ["mamyt", "mamyt"]


def test_without_marks_the_key_means_the_row_one_is_on(room: Room) -> None:
    room.cases.focus_list()
    room.press(Qt.Key.Key_Home).press(Qt.Key.Key_Down)
    before, number = room.executors(), room.rows[1].number
    room.press(Qt.Key.Key_F7)
    assert number in words_on(room.panel)
    room.type("Мамыт").press(Qt.Key.Key_Tab).finish()
    assert room.executors() == [before[0], "mamyt", *before[2:]]
    assert number in room.told


def test_a_double_press_writes_once(room: Room) -> None:
    case_id = room.rows[0].id
    room.cases.focus_list()
    room.press(Qt.Key.Key_Home).press(Qt.Key.Key_F7).type("Мамыт").press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Return, CONTROL, times=2).settle()
    history = room.desk.cards.card(case_id).history
    named = [one for one in history if isinstance(one.event, ExecutorAssigned)]
    assert sum(one.event.executor == _id_of(room, "mamyt") for one in named) == 1


def _id_of(room: Room, login: str) -> str:
    found = room.desk.office.now.find_login(login)
    assert found is not None
    return found.id


def test_what_is_refused_is_named_and_stays_marked(room: Room) -> None:
    room.cases.show_filter(ALL)
    ended = room.settle().rows[1]
    room.desk.cases.do(ended.id, "withdraw", {"ground": "Арыз ээси чакыртып алды"})
    room.mark(3).assign("Мамыт")
    assert room.marked == 1
    assert ended.number in words_on(room.panel)
    assert "2 кайрылуу дайындалды" in room.told
    assert "Мамыт" in room.panel.form.values()["executor"]
    assert room.desk.cards.card(room.rows[0].id).assignment is not None


def test_a_wrong_field_is_shown_where_it_stands(room: Room) -> None:
    room.mark(2).press(Qt.Key.Key_F7).type("Мамыт").fill("internal_on", "01.01.2036").finish()
    assert room.has_panel
    assert room.marked == 2
    assert room.panel.form.values()["executor"].startswith("Мамыт")


def test_labels_are_put_on_found_again_and_taken_off(room: Room) -> None:
    marked = {row.id for row in room.rows[:2]}
    room.mark(2).tab_to_name("label").press(Qt.Key.Key_Space)
    room.type("Шашылыш").press(Qt.Key.Key_Tab).finish()
    assert {row.id for row in room.rows if row.labels == ("Шашылыш",)} == marked

    room.cases.unfold()
    room.tab_to(lambda widget: widget is room.cases._top.fold.form.field("label").editor)
    room.type("шашыл").press(Qt.Key.Key_Tab).settle()
    assert {row.id for row in room.rows} == marked

    room.cases.focus_list()
    room.press_russian(EF).tab_to_name("label").press(Qt.Key.Key_Space)
    room.type("Шашылыш").press(Qt.Key.Key_Tab).press(Qt.Key.Key_Space).finish()
    assert room.desk.lists.labels() == ()


def test_marks_go_with_another_question_and_stay_with_the_same(room: Room) -> None:
    room.mark(3)
    room.window.changed()
    assert room.settle().marked == 3
    room.search("жайыт")
    assert (room.marked, len(room.rows)) == (0, 6)


def test_marking_more_while_the_panel_is_open_means_those_too(room: Room) -> None:
    room.mark(2).press(Qt.Key.Key_F7)
    assert room.panel.accessibleName().startswith("2 ")
    room.mark(4)
    assert room.panel.accessibleName().startswith("4 ")
    room.press(Qt.Key.Key_Escape)
    assert room.marked == 0
    assert room.has_panel


def test_escape_puts_the_panel_away_and_goes_back_to_the_list(room: Room) -> None:
    room.mark(2).press(Qt.Key.Key_F7).press(Qt.Key.Key_Escape)
    assert not room.has_panel
    assert focused() is room.cases._list.view
    assert room.marked == 2
