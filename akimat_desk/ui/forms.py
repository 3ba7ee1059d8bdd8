"""A form: labels, fields and what is wrong beside each; Enter goes on, Ctrl+Enter finishes."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import Field, LongTextField
from akimat_desk.ui.labels import caption, retone, soft, strong, wrapped
from akimat_desk.ui.theme import Tone, look


class Entry(NamedTuple):
    """One field in a row; `&` in the label names the letter that jumps to it with Alt."""

    key: str
    label: str
    field: Field
    is_required: bool = False
    hint: str = ""


class Form(QWidget):
    """`values` and `restore` are for drafts and never judge; `problems` judges when asked.

    A problem is shown from `check` on, or from where the server of the form (`show_problems`)
    found one, until that field changes; nothing turns red while somebody is still typing.
    """

    changed = Signal(str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}
        self._notes: dict[str, QLabel] = {}
        self._grid: Final = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(9))
        self._grid.setVerticalSpacing(look().px(2))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._line = 0

    def section(self, title: str) -> QLabel:
        label = wrapped(strong(title))
        label.setContentsMargins(0, look().px(6), 0, look().px(2))
        self._grid.addWidget(label, self._line, 0, 1, 4)
        self._line += 1
        return label

    def row(self, *entries: Entry) -> None:
        """One field over the whole width, or two side by side."""
        span = 3 if len(entries) == 1 else 1
        for column, entry in zip((0, 2), entries, strict=False):
            self._place(entry, column, span)
        self._line += 2

    def widget_row(self, widget: QWidget) -> None:
        """Something that is not a field, under the fields."""
        self._grid.addWidget(widget, self._line, 1, 1, 3)
        self._line += 1

    def fill(self) -> None:
        """Pushes what stands above to the top."""
        self._grid.setRowStretch(self._line, 1)

    def field(self, key: str) -> Field:
        return self._entries[key].field

    def values(self) -> dict[str, str]:
        """What stands in the fields now, right or wrong."""
        return {key: entry.field.raw() for key, entry in self._entries.items()}

    def restore(self, values: Mapping[str, str]) -> None:
        """Puts a draft back; keys of fields that are gone are passed over."""
        for key, text in values.items():
            if key in self._entries:
                self._entries[key].field.restore(text)

    def entered(self) -> dict[str, object]:
        """What the fields mean."""
        return {key: entry.field.value() for key, entry in self._entries.items()}

    def problems(self) -> dict[str, str]:
        found = {key: self._problem(entry) for key, entry in self._entries.items()}
        return {key: words for key, words in found.items() if words}

    def check(self) -> bool:
        """Shows every problem, goes to the first; True when there is none."""
        problems = self.problems()
        self.show_problems(problems)
        return not problems

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for key, entry in self._entries.items():
            self._show_note(entry, problems.get(key, ""))
        first = next((key for key in self._entries if key in problems), None)
        if first is not None:
            self._entries[first].field.setFocus()

    def start(self) -> None:
        """Focus on the first field that is still empty."""
        empty = (e for e in self._entries.values() if not e.field.raw())
        first = next(empty, next(iter(self._entries.values())))
        first.field.setFocus()

    def _place(self, entry: Entry, column: int, span: int) -> None:
        label = soft(entry.label)
        label.setBuddy(entry.field.editor)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setFixedHeight(look().row_height)
        name = entry.label.replace("&", "")
        entry.field.editor.setAccessibleName(name)
        note = wrapped(caption())
        note.setAlignment(Qt.AlignmentFlag.AlignTop)
        note.setContentsMargins(look().px(2), 0, 0, look().px(3))
        self._entries[entry.key], self._notes[entry.key] = entry, note
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, self._line, column, top)
        self._grid.addWidget(entry.field, self._line, column + 1, 1, span)
        self._grid.addWidget(note, self._line + 1, column + 1, 1, span)
        self._follow(entry)
        self._show_note(entry, "")

    def _follow(self, entry: Entry) -> None:
        fields = [e.field for e in self._entries.values()]
        if len(fields) > 1:
            # A field with its editor: an editor apart from it would be come back to for ever.
            QWidget.setTabOrder(fields[-2], fields[-1])
        entry.field.editor.installEventFilter(self)
        entry.field.changed.connect(lambda: self._changed(entry))

    def _changed(self, entry: Entry) -> None:
        self._show_note(entry, "")
        self.changed.emit(entry.key)

    def _problem(self, entry: Entry) -> str:
        if entry.is_required and not entry.field.raw().strip():
            return tr("Fill this in.")
        return entry.field.problem()

    def _show_note(self, entry: Entry, problem: str) -> None:
        note = self._notes[entry.key]
        words = problem or entry.field.advice() or entry.hint
        tone = Tone.BAD if problem else Tone.WARN if entry.field.advice() else Tone.SOFT
        note.setText(words)
        retone(note, tone)
        note.setVisible(bool(words))
        entry.field.mark(is_wrong=bool(problem))
        entry.field.editor.setAccessibleDescription(words)

    def _go_on(self, editor: QObject) -> None:
        entries = list(self._entries.values())
        place = next(n for n, entry in enumerate(entries) if entry.field.editor is editor)
        for entry in entries[place + 1 :]:
            if entry.field.isVisible() and entry.field.isEnabled():
                entry.field.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.finished.emit()

    def _show_whole(self, editor: QWidget) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(editor, 0, look().lines(2))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._show_whole(watched)
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if not is_enter or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._break_line(watched)
        else:
            self._go_on(watched)
        return True

    def _break_line(self, editor: QObject) -> None:
        for entry in self._entries.values():
            if entry.field.editor is editor and isinstance(entry.field, LongTextField):
                entry.field.text.insertPlainText("\n")
