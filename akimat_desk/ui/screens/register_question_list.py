"""What is asked, one thing a line, and who is to answer it; Enter goes on and adds a line."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import Field, LongTextField
from akimat_desk.ui.labels import caption, soft, wrapped
from akimat_desk.ui.screens.register_fields import bring_into_sight, has_marked_row
from akimat_desk.ui.theme import Tone, look

MOST: Final = 50
LEAST: Final = 2


class _Line(NamedTuple):
    place: QLabel
    text: LongTextField
    executor: ChoiceField
    note: QLabel

    def fields(self) -> tuple[Field, Field]:
        return self.text, self.executor

    def name(self, place: int) -> None:
        """What a reader hears at each field."""
        self.text.editor.setAccessibleName(tr("Question {n}", n=place))
        self.executor.editor.setAccessibleName(tr("Question {n}: executor", n=place))
        self.executor.line.setPlaceholderText(tr("executor"))

    def is_empty(self) -> bool:
        return not any(field.raw().strip() for field in self.fields())

    def problem(self) -> str:
        if not self.text.raw().strip():
            return tr("Fill this in.")
        return self.executor.problem()

    def show_problem(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        is_text = bool(words) and not self.text.raw().strip()
        self.text.mark(is_wrong=is_text)
        self.executor.mark(is_wrong=bool(words) and not is_text)


class QuestionList(QWidget):
    """A line without words does not count. `left_behind` is Enter in an empty last line."""

    changed = Signal()
    left_behind = Signal()
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._staff: tuple[Choice, ...] = ()
        self._lines: list[_Line] = []
        self._grid: Final = QGridLayout()
        self._grid.setHorizontalSpacing(look().px(9))
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(2, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(wrapped(caption(tr("Each question with its own executor, if known."))))
        layout.addLayout(self._grid)
        self._keep_least()

    def offer(self, staff: Sequence[Choice]) -> None:
        """The accused is not among them."""
        self._staff = tuple(staff)
        for line in self._lines:
            line.executor.offer(staff)

    def start(self) -> None:
        self._lines[0].text.setFocus()

    def editors(self) -> list[QWidget]:
        return [field.editor for line in self._lines for field in line.fields()]

    def told(self) -> list[dict[str, str]]:
        """As registration takes them."""
        found = [(line.text.raw().strip(), line.executor.value()) for line in self._filled()]
        return [{"text": text} | ({"executor": who} if who else {}) for text, who in found]

    def raw(self) -> list[list[str]]:
        return [[field.raw() for field in line.fields()] for line in self._filled()]

    def restore(self, lines: Sequence[Sequence[str]]) -> None:
        self.clear()
        for place, values in enumerate(lines[:MOST]):
            if place >= len(self._lines):
                self._add_line()
            for field, value in zip(self._lines[place].fields(), values, strict=False):
                field.restore(str(value))

    def clear(self) -> None:
        for line in self._lines[LEAST:]:
            for column in (line.place, *line.fields(), line.note):
                self._grid.removeWidget(column)
                column.hide()
                column.deleteLater()
        del self._lines[LEAST:]
        for line in self._lines:
            for field in line.fields():
                field.restore("")

    def problems(self) -> dict[int, str]:
        """By place among the lines that count, as registration numbers them."""
        found = {place: line.problem() for place, line in enumerate(self._filled())}
        return {place: words for place, words in found.items() if words}

    def show_problems(self, problems: dict[int, str]) -> None:
        for place, line in enumerate(self._filled()):
            line.show_problem(problems.get(place, ""))
        if problems:
            line = self._filled()[min(problems)]
            (line.executor if line.text.raw().strip() else line.text).setFocus()

    def _filled(self) -> list[_Line]:
        return [line for line in self._lines if not line.is_empty()]

    def _keep_least(self) -> None:
        while len(self._lines) < LEAST:
            self._add_line()

    def _add_line(self) -> None:
        place = len(self._lines) + 1
        line = _Line(
            soft(str(place)),
            LongTextField(2),
            ChoiceField(self._staff),
            wrapped(caption(tone=Tone.BAD)),
        )
        line.name(place)
        self._lines.append(line)
        self._place(line, place)
        self._follow(line)

    def _place(self, line: _Line, place: int) -> None:
        top, row = Qt.AlignmentFlag.AlignTop, place * 2
        line.place.setFixedHeight(look().row_height)
        self._grid.addWidget(line.place, row, 0, top)
        self._grid.addWidget(line.text, row, 1, top)
        self._grid.addWidget(line.executor, row, 2, top)
        self._grid.addWidget(line.note, row + 1, 1, 1, 2)
        line.note.hide()

    def _follow(self, line: _Line) -> None:
        for field in line.fields():
            field.editor.installEventFilter(self)
            field.changed.connect(lambda: self._edited(line))
        line.executor.line.returnPressed.connect(lambda: self._entered_list(line))
        line.executor.picked.connect(lambda _: self._go_on(line.executor.editor))
        editors = [field.editor for one in self._lines[-2:] for field in one.fields()]
        for before, after in pairwise(editors):
            QWidget.setTabOrder(before, after)

    def _edited(self, line: _Line) -> None:
        """What was found wrong is told until it is mended."""
        if line.note.text():
            line.show_problem("" if line.is_empty() else line.problem())
        self.changed.emit()

    def _entered_list(self, line: _Line) -> None:
        if has_marked_row(line.executor):
            return
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.check_asked.emit()
        else:
            self._go_on(line.executor.editor)

    def _go_on(self, editor: Any) -> None:
        for place, line in enumerate(self._lines):
            if editor is line.text.editor and line.is_empty():
                self.left_behind.emit()
            elif editor is line.text.editor:
                line.executor.setFocus(Qt.FocusReason.TabFocusReason)
            elif editor is line.executor.editor:
                self._next_line(place)
            else:
                continue
            return

    def _next_line(self, place: int) -> None:
        if place + 1 == len(self._lines) and place + 1 < MOST:
            self._add_line()
        if place + 1 < len(self._lines):
            text = self._lines[place + 1].text
            text.show()
            text.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_behind.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            bring_into_sight(watched)
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if not is_enter or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.check_asked.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return super().eventFilter(watched, event)
        else:
            self._go_on(watched)
        return True
