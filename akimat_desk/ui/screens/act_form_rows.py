"""Paragraphs and rows of a form of paper: added by Enter, moved and taken out by keys."""

from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import Field
from akimat_desk.ui.labels import caption, link, quiet, wrapped
from akimat_desk.ui.theme import look

MOST_LINES: Final = 8
_BESIDE: Final = 3
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Rows = list[list[str]]


class Cell(NamedTuple):
    """A column of the rows; paragraphs have one without a name."""

    id: str
    label: str


class GrowingText(QPlainTextEdit):
    """As high as its words; Enter goes on, Shift+Enter starts a line."""

    gone_on = Signal()
    moved = Signal(int)
    taken_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look().px(60))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def _grow(self, *_: object) -> None:
        """The document of a plain text counts its size in lines."""
        lines = round(self.document().documentLayout().documentSize().height())
        shown = min(max(lines, 1), MOST_LINES)
        height = QFontMetrics(self.font()).lineSpacing() * shown + look().px(14)
        if height != self.height():
            self.setFixedHeight(height)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(look().px(120), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in _ENTER:
            self._take_enter(event)
        elif is_alt and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif is_alt and event.key() == Qt.Key.Key_Delete:
            self.taken_out.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take_enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        else:
            self.gone_on.emit()


class RowsField(Field):
    """The first row is always there; rows without words are not told.

    `left` when Enter was pressed where nothing more is to be entered. In a draft the rows are a
    JSON list of lists.
    """

    left = Signal()

    def __init__(self, cells: Sequence[Cell], adding: str) -> None:
        """`adding` is the button under the rows: "Add a paragraph"."""
        self._cells: Final = tuple(cells)
        self._rows: list[list[GrowingText]] = []
        self._lines: list[QWidget] = []
        first = GrowingText()
        super().__init__(first)
        self._column = QVBoxLayout()
        self._more = link(adding)
        self._more.setToolTip(keys_words())
        self._more.clicked.connect(lambda *_: self._add_and_go())
        self._build(first)

    def _build(self, first: GrowingText) -> None:
        outer = self.layout()
        if outer is None:
            return
        outer.removeWidget(first)
        whole = QWidget()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(4))
        whole.setLayout(self._column)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(whole)
        self._add(first)

    # What stands there

    def raw(self) -> str:
        rows = self._texts()
        has_words = any(text.strip() for row in rows for text in row)
        return msgspec.json.encode(rows).decode() if has_words else ""

    def restore(self, text: str) -> None:
        rows = _read(text, len(self._cells)) or [[""] * len(self._cells)]
        while len(self._rows) > len(rows):
            self._drop_last()
        while len(self._rows) < len(rows):
            self._add(GrowingText())
        self._put(rows)

    def told(self) -> list[dict[str, str]]:
        """The rows with words, by column."""
        return [
            {cell.id: text.strip() for cell, text in zip(self._cells, row, strict=True)}
            for row in self._texts()
            if any(text.strip() for text in row)
        ]

    def go_on(self, editor: object) -> None:
        """From a cell to the next one, from the last to a new row; an empty row ends them."""
        row, place = self._place_of(editor)
        if place + 1 < len(self._cells):
            self._rows[row][place + 1].setFocus()
        elif row + 1 < len(self._rows):
            self._rows[row + 1][0].setFocus()
        elif any(one.toPlainText().strip() for one in self._rows[row]):
            self._add_and_go()
        else:
            self.left.emit()

    def break_line(self) -> None:
        self._rows[0][0].insertPlainText("\n")

    # Rows

    def _texts(self) -> _Rows:
        return [[cell.toPlainText() for cell in row] for row in self._rows]

    def _put(self, rows: _Rows) -> None:
        for line, row in zip(self._rows, rows, strict=True):
            for cell, text in zip(line, row, strict=True):
                if cell.toPlainText() != text:
                    cell.setPlainText(text)

    def _add_and_go(self) -> None:
        self._add(GrowingText())
        self._rows[-1][0].setFocus()
        self.changed.emit()

    def _add(self, first: GrowingText) -> None:
        row = [first, *(GrowingText() for _ in self._cells[1:])]
        number = len(self._rows) + 1
        line = self._line(number, row)
        before = self._rows[-1][-1] if self._rows else None
        self._rows.append(row)
        self._lines.append(line)
        self._column.insertWidget(number - 1, line)
        line.show()
        for cell in row:
            if before is not None:
                QWidget.setTabOrder(before, cell)
            before = cell
        if before is not None:
            QWidget.setTabOrder(before, self._more)

    def _line(self, number: int, row: list[GrowingText]) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(4))
        mark = caption(tr("{n}.", n=number))
        mark.setFixedWidth(look().px(24))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._grid(number, row), 1)
        for words, icon, act in (
            (tr("Move up (Alt+Up)"), "arrow-up", partial(self._move, first := row[0], -1)),
            (tr("Move down (Alt+Down)"), "arrow-down", partial(self._move, first, 1)),
            (tr("Take out (Alt+Delete)"), "close", partial(self._take_out, first)),
        ):
            button = quiet(words, icon)
            # The keys in its words do the same; Tab goes through the words to be entered.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda *_, act=act: act())
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _grid(self, number: int, row: list[GrowingText]) -> QGridLayout:
        """Three cells beside one another, the others under them."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(4))
        has_heads = len(self._cells) > 1 and (number == 1 or len(self._cells) > _BESIDE)
        for place, (cell, text) in enumerate(zip(self._cells, row, strict=True)):
            line, column = place // _BESIDE * 2, place % _BESIDE
            name = cell.label or self._more.text()
            text.setAccessibleName(tr("{name}, row {n}", name=name, n=number))
            if has_heads:
                head = wrapped(caption(cell.label))
                grid.addWidget(head, line, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(text, line + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
            self._listen(text)
        return grid

    def _listen(self, text: GrowingText) -> None:
        text.textChanged.connect(self.changed)
        text.gone_on.connect(lambda: self.go_on(text))
        text.moved.connect(lambda step: self._move(text, step))
        text.taken_out.connect(lambda: self._take_out(text))

    def _place_of(self, editor: object) -> tuple[int, int]:
        return next(
            (number, row.index(cell))
            for number, row in enumerate(self._rows)
            for cell in row
            if cell is editor
        )

    def _move(self, editor: GrowingText, step: int) -> None:
        """The words change places; the editors stay."""
        number, place = self._place_of(editor)
        to = number + step
        if not 0 <= to < len(self._rows):
            return
        rows = self._texts()
        rows[number], rows[to] = rows[to], rows[number]
        self._put(rows)
        self._rows[to][place].setFocus()

    def _take_out(self, editor: GrowingText) -> None:
        number, _ = self._place_of(editor)
        rows = self._texts()
        del rows[number]
        if self._rows[1:]:
            self._rows[max(0, min(number, len(rows) - 1))][0].setFocus()
            self._drop_last()
        self._put(rows or [[""] * len(self._cells)])
        self.changed.emit()

    def _drop_last(self) -> None:
        self._rows.pop()
        line = self._lines.pop()
        line.hide()
        self._column.removeWidget(line)
        line.deleteLater()


def keys_words() -> str:
    return tr("Enter: the next one. Alt+Up, Alt+Down: move. Alt+Delete: take out.")


def rows_raw(rows: Sequence[Sequence[str]]) -> str:
    """As a draft holds rows."""
    return msgspec.json.encode([list(row) for row in rows]).decode() if rows else ""


def _read(text: str, width: int) -> _Rows:
    try:
        rows = msgspec.json.decode(text, type=_Rows) if text else []
    except (msgspec.DecodeError, msgspec.ValidationError):
        return [[text, *[""] * (width - 1)]]
    return [[*row, *[""] * width][:width] for row in rows]
