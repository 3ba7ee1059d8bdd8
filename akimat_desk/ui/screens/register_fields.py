"""Fields that only the register form has, and a form whose rows may be folded away."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from akimat_desk.domain.full_names import FullName, parted
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import Field, LineField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.theme import look

_TIME: Final = re.compile(r"(\d{1,2})(?:[:., ]?(\d\d))?")


class SegmentField(Field):
    """One of a few that are all in sight: one stop of Tab, arrows inside."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.bar: Final = QTabBar()
        self._ids: Final = [choice.id for choice in choices]
        super().__init__(self.bar)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for choice in choices:
            self.bar.addTab(choice.words)
        self.bar.currentChanged.connect(lambda _: self.changed.emit())

    def raw(self) -> str:
        return self._ids[self.bar.currentIndex()]

    def restore(self, text: str) -> None:
        if text in self._ids:
            self.bar.setCurrentIndex(self._ids.index(text))


class NameField(TextField):
    """A whole name in one line; `parts` is how it will be filed."""

    def parts(self) -> FullName:
        return parted(self.raw())

    def problem(self) -> str:
        is_half = self.raw().strip() and not self.parts().given
        return tr("Write surname and given name, with a space between.") if is_half else ""


def split_words(name: FullName) -> str:
    """The parts of a name, each under its own label."""
    if not name.given:
        return ""
    if not name.patronymic:
        return tr(
            "surname: {surname} · given name: {given}", surname=name.surname, given=name.given
        )
    return tr(
        "surname: {surname} · given name: {given} · patronymic: {patronymic}",
        surname=name.surname,
        given=name.given,
        patronymic=name.patronymic,
    )


class TimeField(LineField):
    """A time of day, typed as 9, 930 or 9:30."""

    def __init__(self) -> None:
        super().__init__(tr("hh:mm"))

    def value(self) -> time | None:
        found = _TIME.fullmatch(self.raw().strip())
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def tidied(self, text: str) -> str:
        at = self.value()
        return f"{at:%H:%M}" if at else text.strip()

    def problem(self) -> str:
        is_wrong = self.raw().strip() and self.value() is None
        return tr("This is no time of day. Write it as 10:40.") if is_wrong else ""


class FoldingForm(Form):
    """Rows may be hidden; what is hidden is neither demanded nor stepped on.

    `check_asked` is Ctrl+Enter; `finished` stays for Enter in the last field.
    """

    check_asked = Signal()

    def row(self, *entries: Entry) -> None:
        super().row(*entries)
        for place, entry in enumerate(entries):
            if isinstance(entry.field, ChoiceField):
                self._go_on_from_list(entry.field)
            if not entry.label:
                # A mark says itself what it is and takes the room of the label too.
                self._grid.addWidget(entry.field, self._line - 2, place * 2, 1, 2)

    def show_rows(self, keys: Iterable[str], *, is_shown: bool) -> None:
        labels = {label.buddy(): label for label in self.findChildren(QLabel)}
        for key in keys:
            entry = self._entries[key]
            labels[entry.field.editor].setVisible(is_shown)
            entry.field.setVisible(is_shown)
            self._notes[key].setVisible(is_shown and bool(self._notes[key].text()))

    def is_shown(self, key: str) -> bool:
        return not self.field(key).isHidden()

    def keys(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def relabel(self, key: str, label: str) -> None:
        """The name a reader hears, where the label beside the field is empty."""
        self.field(key).editor.setAccessibleName(label)

    def renote(self, key: str) -> None:
        """What is advised under the field may be another now; a problem that is shown stays."""
        entry = self._entries[key]
        if self.is_shown(key) and not entry.field.editor.property("wrong"):
            self._show_note(entry, "")

    def problems(self) -> dict[str, str]:
        return {key: words for key, words in super().problems().items() if self.is_shown(key)}

    def _show_note(self, entry: Entry, problem: str) -> None:
        super()._show_note(entry, problem)
        if entry.field.isHidden():
            self._notes[entry.key].hide()

    def _go_on_from_list(self, field: ChoiceField) -> None:
        # While its list is open the list itself takes Enter and hands it to the line alone, so
        # that the form never sees it.
        field.line.returnPressed.connect(lambda: self._entered_list(field))
        field.picked.connect(lambda _: self._go_on(field.editor))

    def _entered_list(self, field: ChoiceField) -> None:
        if has_marked_row(field):
            return
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.check_asked.emit()
        else:
            self._go_on(field.editor)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_check = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        if is_check:
            self.check_asked.emit()
            return True
        return super().eventFilter(watched, event)


def bring_into_sight(editor: QWidget) -> None:
    """What has the focus is seen whole, wherever the form stands."""
    area = editor.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(editor, 0, look().lines(2))


def has_marked_row(field: ChoiceField) -> bool:
    """A row of the open list was walked to: Enter takes it."""
    popup = field.line.completer().popup()
    return popup is not None and popup.isVisible() and popup.currentIndex().isValid()
