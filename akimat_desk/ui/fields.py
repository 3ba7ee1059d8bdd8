"""Field widgets: what was typed is kept as it is, what is wrong is said and never thrown away."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.identifiers import is_pin, phone_findings, phone_normal, pin_normal
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.date_entry import read_date, stepped
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import caption
from akimat_desk.ui.theme import look, restyle

PIN_DIGITS: Final = 14


class Field(QWidget):
    """One value. `raw` and `restore` serve drafts and take anything; `value` is what it means.

    `problem` stops the form, `advice` does not; both are sentences, "" when there is nothing.
    """

    changed = Signal()

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor: Final = editor
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)  # room for the focus ring
        layout.setSpacing(look().px(8))
        layout.addWidget(editor)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Passed on to the editor: a focus proxy would leave the field itself in the tab chain."""
        self.editor.setFocus(reason)

    def raw(self) -> str:
        raise NotImplementedError

    def restore(self, text: str) -> None:
        raise NotImplementedError

    def value(self) -> object:
        return self.raw().strip()

    def problem(self) -> str:
        return ""

    def advice(self) -> str:
        return ""

    def mark(self, *, is_wrong: bool) -> None:
        if self.editor.property("wrong") != is_wrong:
            self.editor.setProperty("wrong", is_wrong)
            restyle(self.editor)


class LineField(Field):
    """One line of text; on leaving, `tidied` puts it into its usual shape."""

    def __init__(self, placeholder: str = "") -> None:
        self.line: Final = QLineEdit()
        super().__init__(self.line)
        self.line.setPlaceholderText(placeholder)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.line.editingFinished.connect(self._tidy)

    def raw(self) -> str:
        return self.line.text()

    def restore(self, text: str) -> None:
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def tidied(self, text: str) -> str:
        return " ".join(text.split())

    def _tidy(self) -> None:
        tidy = self.tidied(self.raw())
        if tidy != self.raw():
            self.line.setText(tidy)

    def _put_inside(self, widget: QWidget, chars: int) -> None:
        """A small widget at the right end, inside the frame; typed words do not run under it."""
        layout = QHBoxLayout(self.line)
        layout.setContentsMargins(0, 0, look().px(8), 0)
        layout.addStretch()
        layout.addWidget(widget)
        self.line.setTextMargins(0, 0, look().px(7 * chars + 6), 0)


class TextField(LineField):
    """Names, subjects, addresses."""


class PinField(LineField):
    """Spaces and hyphens are welcome; the counter tells how many digits stand there."""

    def __init__(self) -> None:
        super().__init__()
        self._counter = caption()
        self._put_inside(self._counter, 5)
        self.changed.connect(self._count)
        self._count()

    def value(self) -> str:
        return pin_normal(self.raw())

    def tidied(self, text: str) -> str:
        return pin_normal(text)

    def problem(self) -> str:
        pin = self.value()
        return tr("A PIN has 14 digits.") if pin and not is_pin(pin) else ""

    def _count(self) -> None:
        digits = len(re.findall(r"\d", self.raw()))
        self._counter.setText(f"{digits}/{PIN_DIGITS}" if digits else "")


class PhoneField(LineField):
    """Shown as it is dictated, 0555 12 34 56; its value is +996 and nine digits."""

    def value(self) -> str:
        return phone_normal(self.raw()) if self.raw().strip() else ""

    def tidied(self, text: str) -> str:
        found = re.fullmatch(r"\+996(\d{3})(\d\d)(\d\d)(\d\d)", phone_normal(text))
        return "0{} {} {} {}".format(*found.groups()) if found else " ".join(text.split())

    def advice(self) -> str:
        is_odd = self.raw().strip() and phone_findings(self.raw())
        return (
            tr("This is not a usual phone number. Check it with the applicant.") if is_odd else ""
        )


class NumberField(LineField):
    """A whole number between two limits; + and - step."""

    def __init__(self, least: int = 0, most: int = 9999) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.line.installEventFilter(self)

    def value(self) -> int | None:
        text = self.raw().strip()
        return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None

    def problem(self) -> str:
        if not self.raw().strip():
            return ""
        value = self.value()
        if value is None or not self._least <= value <= self._most:
            return tr("A number from {least} to {most}.", least=self._least, most=self._most)
        return ""

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {"+": 1, "-": -1}.get(event.text(), 0)
            if step:
                value = (self.value() or 0) + step
                self.line.setText(str(min(max(value, self._least), self._most)))
                return True
        return super().eventFilter(watched, event)


class DateField(LineField):
    """Typed in parts; + and - step a day, Page Up and Page Down a month, = is today.

    A line and not QDateEdit, because a date may be empty, half typed or wrong in a draft.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(tr("dd.mm.yyyy"))
        self._today = today
        self.line.installEventFilter(self)
        opening = QAction(icon("calendar-month-outline"), tr("Calendar"), self.line)
        opening.triggered.connect(self._open_calendar)
        self.line.addAction(opening, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> date | None:
        return read_date(self.raw(), self._today())

    def put(self, day: date) -> None:
        self.line.setText(f"{day:%d.%m.%Y}")

    def tidied(self, text: str) -> str:
        day = read_date(text, self._today())
        return f"{day:%d.%m.%Y}" if day else text.strip()

    def problem(self) -> str:
        is_wrong = self.raw().strip() and self.value() is None
        return tr("This is no date. Write it as 23.11.2026.") if is_wrong else ""

    def _stepped(self, event: QKeyEvent) -> date | None:
        """The day a key leads to, or None when the key is for typing."""
        today, shown = self._today(), self.value()
        day, text = shown or today, event.text()
        # A hyphen also parts day and month, so it steps only from a whole date.
        is_whole = re.fullmatch(r"\d\d\.\d\d\.\d{4}", self.raw()) is not None
        steps = {
            "=": today,
            "+": stepped(day, days=1),
            "-": stepped(day, days=-1) if is_whole else None,
            ".": today if not self.raw() else None,
        }
        if text in steps:
            return steps[text]
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        return stepped(day, days=days, months=months) if months or days else None

    def _open_calendar(self) -> None:
        popup = CalendarPopup(self.value() or self._today(), self.put)
        popup.setParent(self, Qt.WindowType.Popup)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                if event.key() == Qt.Key.Key_Down:
                    self._open_calendar()
                    return True
            elif day := self._stepped(event):
                self.put(day)
                return True
        return super().eventFilter(watched, event)


class CalendarPopup(QWidget):
    """A month to point at; typing is quicker."""

    def __init__(self, day: date, chosen: Callable[[date], None]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("ru_RU" if spoken().language == "ru" else "ky_KG"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._chosen = chosen
        calendar.activated.connect(self._choose)
        calendar.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self._chosen(date(day.year(), day.month(), day.day()))
        self.close()


class LongTextField(Field):
    """Several lines; Shift+Enter starts a new one, Enter goes on to the next field."""

    def __init__(self, lines: int = 3, placeholder: str = "") -> None:
        self.text: Final = QPlainTextEdit()
        super().__init__(self.text)
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look().lines(lines) + look().px(14))
        self.text.textChanged.connect(self.changed)

    def raw(self) -> str:
        return self.text.toPlainText()

    def restore(self, text: str) -> None:
        self.text.setPlainText(text)


class CheckField(Field):
    """Yes or no; in a draft "1" or ""."""

    def __init__(self, words: str) -> None:
        self.box: Final = QCheckBox(words)
        super().__init__(self.box)
        self.box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box.setMinimumHeight(look().row_height)
        self.box.toggled.connect(lambda _: self.changed.emit())

    def raw(self) -> str:
        return "1" if self.box.isChecked() else ""

    def restore(self, text: str) -> None:
        self.box.setChecked(text == "1")

    def value(self) -> bool:
        return self.box.isChecked()
