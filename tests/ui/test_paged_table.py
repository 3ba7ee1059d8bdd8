"""Pages arrive one after the other, and the newest list wins."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from akimat_desk.domain.errors import Unavailable
from akimat_desk.domain.term_bars import HeldBy, TermBar, TermCell
from akimat_desk.ui.background import Background
from akimat_desk.ui.paged_table import Align, Column, Kind, PagedTable
from akimat_desk.ui.table_view import TableView

NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Numbers:
    rows: tuple[int, ...]
    next_cursor: int | None


def pages_of(count: int, size: int = 50):
    def fetch(after: int | None) -> Numbers:
        first = after or 0
        rows = tuple(range(first, min(first + size, count)))
        return Numbers(rows, first + size if first + size < count else None)

    return fetch


BAR = TermBar((TermCell(date(2026, 11, 23), HeldBy.APPLICANT, is_paused=True),), date(2026, 11, 24))


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def table(background: Background) -> PagedTable[int]:
    return PagedTable(
        (
            Column(title=lambda: "Number", text=str, chars=8, align=Align.RIGHT),
            Column(title=lambda: "Words", text=lambda n: f"row {n}", note=lambda n: f"note {n}"),
            Column(title=lambda: "Term", text=lambda _: "", bar=lambda _: BAR, kind=Kind.TERM),
            Column(title=lambda: "", text=lambda _: "Open", kind=Kind.ACTION, chars=12),
        ),
        background,
    )


def loaded(qtbot: QtBot, table: PagedTable[int], count: int) -> None:
    with qtbot.waitSignal(table.loaded):
        table.show(pages_of(count))


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, table: PagedTable[int]) -> None:
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    loaded(qtbot, table, 120)
    for count in (100, 120):
        with qtbot.waitSignal(table.loaded) as caught:
            table.fetchMore(NOWHERE)
        assert caught.args == [count, count == 120]
    assert not table.canFetchMore(NOWHERE)
    assert table.rows() == tuple(range(120))


def test_an_answer_to_an_older_question_is_not_shown(qtbot: QtBot, table: PagedTable[int]) -> None:
    may_go = threading.Event()

    def slow(_: int | None) -> Numbers:
        may_go.wait()
        return Numbers((-1,), None)

    table.show(slow)
    table.show(pages_of(3))
    may_go.set()
    qtbot.waitUntil(lambda: table.rowCount() > 0)
    assert table.rows() == (0, 1, 2)


def test_an_empty_page_moves_on(qtbot: QtBot, table: PagedTable[int]) -> None:
    pages = {None: Numbers((1,), 1), 1: Numbers((), 2), 2: Numbers((9,), None)}
    with qtbot.waitSignal(table.loaded):
        table.show(pages.__getitem__)
    for _ in range(2):
        with qtbot.waitSignal(table.loaded):
            table.fetchMore(NOWHERE)
    assert table.rows() == (1, 9)


def test_a_refused_page_ends_the_list(qtbot: QtBot, table: PagedTable[int]) -> None:
    def refused(_: int | None) -> Numbers:
        raise Unavailable

    loaded(qtbot, table, 120)
    with qtbot.waitSignal(table.failed) as caught:
        table.show(refused)
    assert isinstance(caught.args[0], Unavailable)
    assert table.rowCount() == 0
    assert not table.canFetchMore(NOWHERE)


def test_a_reader_hears_the_column_and_what_the_drawing_says(
    qtbot: QtBot, table: PagedTable[int]
) -> None:
    loaded(qtbot, table, 1)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.data(table.index(0, 1), role) == "Words: row 0\nnote 0"
    assert "23.11.2026" in table.data(table.index(0, 2), role)


def test_enter_opens_and_control_enter_acts(qtbot: QtBot, table: PagedTable[int]) -> None:
    view = TableView(table)
    qtbot.addWidget(view)
    loaded(qtbot, table, 5)
    QTest.keyClick(view, Qt.Key.Key_End)
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Home)
    with qtbot.waitSignal(view.acted) as acted:
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (chosen.args, acted.args) == ([4], [0])


def test_a_click_on_the_button_of_a_row_acts_on_it(qtbot: QtBot, table: PagedTable[int]) -> None:
    view = TableView(table)
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    loaded(qtbot, table, 5)
    place = view.visualRect(table.index(2, 3)).center()
    with qtbot.waitSignal(view.acted) as acted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert acted.args == [2]


def test_scrolling_down_asks_for_the_next_page(qtbot: QtBot, table: PagedTable[int]) -> None:
    view = TableView(table)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    loaded(qtbot, table, 120)
    with qtbot.waitSignal(table.loaded):
        view.scrollToBottom()
    assert table.rowCount() == 100


def test_an_empty_list_says_so(qtbot: QtBot, table: PagedTable[int]) -> None:
    view = TableView(table)
    qtbot.addWidget(view)
    view.resize(600, 300)
    loaded(qtbot, table, 0)
    before = picture(view)
    view.say_when_empty("Nothing is overdue.", "Press F4 for a new one.")
    assert picture(view) != before


def picture(view: TableView) -> QImage:
    return view.grab().toImage()


def test_a_press_on_a_head_asks_for_its_order_where_there_is_one(
    qtbot: QtBot, background: Background
) -> None:
    columns = (
        Column(title=lambda: "A", text=str, sort="a"),
        Column(title=lambda: "B", text=str),
        Column(title=lambda: "C", text=str, sort="c"),
    )
    table: PagedTable[int] = PagedTable(columns, background)
    view = TableView(table)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show()
    table.sorted_by = "a"
    loaded(qtbot, table, 3)
    asked: list[str] = []
    view.sort_asked.connect(asked.append)
    heads = view.horizontalHeader()
    for place in range(3):
        middle = QPoint(heads.sectionViewportPosition(place) + 20, heads.height() // 2)
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked == ["a", "c"]
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [table.headerData(n, Qt.Orientation.Horizontal, role) for n in range(3)]
    assert spoken[0].startswith("A, ")
    assert spoken[1:] == ["B", "C"]


def test_other_columns_show_the_same_rows(qtbot: QtBot, table: PagedTable[int]) -> None:
    loaded(qtbot, table, 3)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.set_columns([Column(title=lambda: "Twice", text=lambda n: str(2 * n))])
    assert table.columnCount() == 1
    assert [table.cell(n, 0).text for n in range(3)] == ["0", "2", "4"]
