"""Rows are marked by keys and by the mouse, and a reader hears it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.test_paged_table import Numbers, pages_of

from akimat_desk.text.catalogue import speak
from akimat_desk.ui.background import Background
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.row_marks import BOX_AT
from akimat_desk.ui.table_view import TableView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Listed:
    def __init__(self, qtbot: QtBot, background: Background) -> None:
        columns = (Column(title=lambda: "Number", text=str), Column(title=lambda: "", text=str))
        self.table: PagedTable[int] = PagedTable(columns, background, key=str)
        self.view = TableView(self.table)
        self._qtbot = qtbot
        qtbot.addWidget(self.view)
        self.view.resize(500, 300)
        self.view.show()
        self.load(60)

    def load(self, count: int, *, is_same: bool = False) -> None:
        with self._qtbot.waitSignal(self.table.loaded):
            self.table.show(pages_of(count), is_same_question=is_same)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.view, key, modifiers)

    def click(self, row: int, x: int, modifiers: Qt.KeyboardModifier) -> None:
        middle = self.view.visualRect(self.table.index(row, 0)).center().y()
        QTest.mouseClick(self.view.viewport(), LEFT, modifiers, QPoint(x, middle))

    @property
    def marked(self) -> tuple[str, ...]:
        return self.table.marks.ids()


@pytest.fixture
def listed(qtbot: QtBot) -> Iterator[Listed]:
    speak("ru")
    background = Background()
    made = Listed(qtbot, background)
    yield made
    background.close()


def test_space_marks_and_unmarks(listed: Listed) -> None:
    listed.key(Qt.Key.Key_Space)
    listed.key(Qt.Key.Key_Down)
    listed.key(Qt.Key.Key_Space)
    assert listed.marked == ("0", "1")
    listed.key(Qt.Key.Key_Space)
    assert listed.marked == ("0",)


def test_going_back_with_shift_unmarks_what_was_gone_over(listed: Listed) -> None:
    listed.key(Qt.Key.Key_End)
    listed.key(Qt.Key.Key_Space)
    listed.key(Qt.Key.Key_Home)
    for _ in range(3):
        listed.key(Qt.Key.Key_Down, SHIFT)
    assert set(listed.marked) == {"49", "0", "1", "2", "3"}
    listed.key(Qt.Key.Key_Up, SHIFT)
    assert set(listed.marked) == {"49", "0", "1", "2"}


def test_all_means_all_that_is_loaded_and_escape_unmarks(listed: Listed) -> None:
    listed.key(Qt.Key.Key_A, CONTROL)
    assert len(listed.marked) == 50
    listed.key(Qt.Key.Key_Escape)
    assert listed.marked == ()


def test_the_mouse_marks_on_the_box_with_control_and_in_a_row_with_shift(listed: Listed) -> None:
    nothing = Qt.KeyboardModifier.NoModifier
    listed.click(0, BOX_AT + 4, nothing)
    assert listed.marked == ("0",)
    listed.click(1, 200, nothing)
    assert listed.marked == ("0",)
    listed.click(2, 200, CONTROL)
    assert listed.marked == ("0", "2")
    listed.click(4, 200, SHIFT)
    assert set(listed.marked) == {"0", "2", "3", "4"}


def test_a_reader_hears_that_a_row_is_marked(listed: Listed) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    before = listed.table.data(listed.table.index(0, 0), role)
    listed.key(Qt.Key.Key_Space)
    assert listed.table.data(listed.table.index(0, 0), role) == f"Отмечено. {before}"
    assert listed.table.data(listed.table.index(1, 0), role).startswith("Number")


def test_a_mark_is_drawn_and_not_only_coloured(listed: Listed) -> None:
    listed.key(Qt.Key.Key_Down)
    before = listed.view.grab().toImage()
    listed.table.marks.put(["0"])
    assert listed.view.grab().toImage() != before


def test_marks_outlive_the_same_question_as_far_as_their_rows_do(listed: Listed) -> None:
    listed.table.marks.put(["1", "55"])
    listed.load(60, is_same=True)
    assert listed.marked == ("1", "55")  # more rows may follow
    listed.load(20, is_same=True)
    assert listed.marked == ("1",)
    listed.load(20)
    assert listed.marked == ()


def test_rows_without_ids_are_not_marked(qtbot: QtBot) -> None:
    background = Background()
    table: PagedTable[int] = PagedTable([Column(title=lambda: "", text=str)], background)
    view = TableView(table)
    qtbot.addWidget(view)
    with qtbot.waitSignal(table.loaded):
        table.show(lambda _: Numbers((1, 2), None))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert not table.can_mark
    assert table.marks.ids() == ()
    background.close()
