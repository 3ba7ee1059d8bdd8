"""Papers taken: a line for each with title, original or copy, and sheets; Enter adds a line."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, Field, NumberField
from akimat_desk.ui.labels import caption, soft, strong, wrapped
from akimat_desk.ui.screens.register_fields import bring_into_sight, has_marked_row
from akimat_desk.ui.theme import Tone, look

MOST_SHEETS: Final = 9999
MOST_PAPERS: Final = 200


class _Line(NamedTuple):
    place: QLabel
    title: ChoiceField
    original: CheckField
    sheets: NumberField
    note: QLabel

    def fields(self) -> tuple[Field, Field, Field]:
        return self.title, self.original, self.sheets

    def name(self, place: int) -> None:
        """What a reader hears at each field."""
        names = (
            tr("Paper {n}: title", n=place),
            tr("Paper {n}: original", n=place),
            tr("Paper {n}: sheets", n=place),
        )
        for field, name in zip(self.fields(), names, strict=True):
            field.editor.setAccessibleName(name)
        self.title.line.setPlaceholderText(
            tr("Title of the paper; Enter adds a line") if place == 1 else ""
        )

    def told(self) -> dict[str, Any]:
        sheets = self.sheets.value()
        return {
            "title": self.title.raw(),
            "original": self.original.value(),
            "sheets": sheets if sheets is not None else 1,
        }

    def restore(self, values: Sequence[str]) -> None:
        for field, value in zip(self.fields(), values, strict=False):
            field.restore(value)

    def problem(self) -> str:
        return self.sheets.problem() or ("" if self.sheets.raw().strip() else tr("Fill this in."))

    def show_problem(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.sheets.mark(is_wrong=bool(words))


class TakenPapers(QWidget):
    """A line without a title does not count. `left_behind` is Enter in an empty last title."""

    changed = Signal()
    left_behind = Signal()
    check_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[Choice, ...] = ()
        self._lines: list[_Line] = []
        self._total = caption()
        self._grid: Final = QGridLayout()
        self._build()
        self.add_line()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(2))
        head = QHBoxLayout()
        head.setContentsMargins(0, look().px(6), 0, look().px(2))
        head.addWidget(strong(tr("3  Papers taken")))
        head.addStretch()
        head.addWidget(self._total)
        layout.addLayout(head)
        self._grid.setHorizontalSpacing(look().px(9))
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)

    def offer(self, titles: Sequence[Choice]) -> None:
        self._titles = tuple(titles)
        for line in self._lines:
            line.title.offer(titles)

    def add_line(self) -> None:
        place = len(self._lines) + 1
        sheets = NumberField(1, MOST_SHEETS)
        sheets.setFixedWidth(look().px(64))
        sheets.restore("1")
        line = _Line(
            soft(str(place)),
            ChoiceField(self._titles, is_free=True),
            CheckField(tr("original")),
            sheets,
            wrapped(caption(tone=Tone.BAD)),
        )
        line.name(place)
        self._lines.append(line)
        self._place(line, place)
        self._follow(line)

    def _place(self, line: _Line, place: int) -> None:
        row = place * 2
        line.place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(line.place, row, 0)
        self._grid.addWidget(line.title, row, 1)
        self._grid.addWidget(line.original, row, 2)
        self._grid.addWidget(line.sheets, row, 3)
        # Translators: after the number of sheets in a line of the inventory
        self._grid.addWidget(soft(tr("sheets")), row, 4)
        self._grid.addWidget(line.note, row + 1, 1, 1, 4)
        line.note.hide()

    def _follow(self, line: _Line) -> None:
        for field in line.fields():
            field.editor.installEventFilter(self)
            field.changed.connect(lambda: self._edited(line))
        line.title.line.returnPressed.connect(lambda: self._entered_list(line))
        line.title.picked.connect(lambda _: line.original.setFocus())
        editors = [field.editor for one in self._lines[-2:] for field in one.fields()]
        for before, after in pairwise(editors):
            QWidget.setTabOrder(before, after)

    def start(self) -> None:
        self._lines[0].title.setFocus()

    def editors(self) -> list[QWidget]:
        return [field.editor for line in self._lines for field in line.fields()]

    def told(self) -> list[dict[str, Any]]:
        """As registration takes them; `problems` tells of sheets that are no number."""
        return [line.told() for line in self._filled()]

    def raw(self) -> list[list[str]]:
        return [[field.raw() for field in line.fields()] for line in self._filled()]

    def restore(self, lines: Sequence[Sequence[str]]) -> None:
        self.clear()
        for place, values in enumerate(lines[:MOST_PAPERS]):
            if place >= len(self._lines):
                self.add_line()
            self._lines[place].restore(values)

    def clear(self) -> None:
        for line in self._lines[1:]:
            for column in (line.place, *line.fields(), line.note):
                column.deleteLater()
            self._drop_word(line)
        del self._lines[1:]
        self._lines[0].restore(("", "", "1"))

    def _drop_word(self, line: _Line) -> None:
        row = self._grid.getItemPosition(self._grid.indexOf(line.sheets))[0]  # type: ignore[index]
        item = self._grid.itemAtPosition(row, 4)
        word = None if item is None else item.widget()
        if word is not None:
            word.deleteLater()

    def problems(self) -> dict[int, str]:
        """By place among the lines that count, as registration numbers them."""
        found = {place: line.problem() for place, line in enumerate(self._filled())}
        return {place: words for place, words in found.items() if words}

    def show_problems(self, problems: dict[int, str], *, is_focused: bool = True) -> None:
        for place, line in enumerate(self._filled()):
            line.show_problem(problems.get(place, ""))
        if problems and is_focused:
            self._filled()[min(problems)].sheets.setFocus()

    def _filled(self) -> list[_Line]:
        return [line for line in self._lines if line.title.raw().strip()]

    def _edited(self, line: _Line) -> None:
        line.note.hide()
        line.sheets.mark(is_wrong=False)
        self._show_total()
        self.changed.emit()

    def _show_total(self) -> None:
        papers = self.told()
        sheets = sum(paper["sheets"] for paper in papers)
        count = tr_many("{count} paper", "{count} papers", len(papers))
        total = tr_many("{count} sheet", "{count} sheets", sheets)
        self._total.setText(tr("{papers}, {sheets}", papers=count, sheets=total) if papers else "")

    def _entered_list(self, line: _Line) -> None:
        if has_marked_row(line.title):
            return
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.check_asked.emit()
        else:
            self._go_on(line.title.editor)

    def _go_on(self, editor: QObject) -> None:
        for place, line in enumerate(self._lines):
            if editor is line.title.editor and not line.title.raw().strip():
                self.left_behind.emit()
            elif editor is line.title.editor:
                line.original.setFocus(Qt.FocusReason.TabFocusReason)
            elif editor is line.original.editor:
                line.sheets.setFocus(Qt.FocusReason.TabFocusReason)
            elif editor is line.sheets.editor:
                self._next_line(place)
            else:
                continue
            return

    def _next_line(self, place: int) -> None:
        if place + 1 == len(self._lines) and place + 1 < MOST_PAPERS:
            self.add_line()
        if place + 1 < len(self._lines):
            self._lines[place + 1].title.setFocus(Qt.FocusReason.TabFocusReason)

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
        else:
            self._go_on(watched)
        return True
