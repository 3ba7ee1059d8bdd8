"""The fields of a form of paper, made from its template, and what they tell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from akimat_desk.domain import templates
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.collation import folded
from akimat_desk.domain.readings import Addressee
from akimat_desk.domain.templates import BOTH, Template, Told
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, Field, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, soft, strong, wrapped
from akimat_desk.ui.screens.act_form_rows import Cell, RowsField, rows_raw
from akimat_desk.ui.screens.acts_words import both_words
from akimat_desk.ui.screens.card_words import language_words, named, shown_day
from akimat_desk.ui.theme import look

TOLD, TOLD_RU = "told.", "ru."
_SAME_IN_BOTH: Final = ("date", "choice")
Words = Mapping[str, str]


class KeptChoice(ChoiceField):
    """A draft holds the id, so that it outlives another language of the window."""

    def raw(self) -> str:
        return self.value() or self.line.text()

    def value(self) -> str:
        typed = folded(self.line.text())
        return next((one.id for one in self._choices if typed == folded(one.words)), "")

    def restore(self, text: str) -> None:
        if any(one.id == text for one in self._choices):
            self.choose(text)
        else:
            super().restore(text)

    def _tidy(self) -> None:
        typed = self.line.text()
        if self.tidied(typed) != typed:
            self.line.setText(self.tidied(typed))


class TallForm(Form):
    """Labels stand above their fields: those of a form of paper are whole phrases."""

    def row(self, *entries: Entry) -> None:
        for entry in entries:
            self._place(entry, 0, 4)
            self._line += 3

    def _place(self, entry: Entry, column: int, span: int) -> None:
        label = wrapped(soft(entry.label))
        label.setBuddy(entry.field.editor)
        label.setContentsMargins(0, look().px(4), 0, 0)
        entry.field.editor.setAccessibleName(entry.label.replace("&", ""))
        note = wrapped(caption())
        note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._entries[entry.key], self._notes[entry.key] = entry, note
        self._grid.addWidget(label, self._line, column, 1, span)
        self._grid.addWidget(entry.field, self._line + 1, column, 1, span)
        self._grid.addWidget(note, self._line + 2, column, 1, span)
        self._follow(entry)
        self._show_note(entry, "")

    def heading(self, title: str) -> QLabel:
        label = wrapped(strong(title))
        label.setContentsMargins(0, look().px(10), 0, look().px(2))
        self._grid.addWidget(label, self._line, 0, 1, 4)
        self._line += 1
        return label

    def show_rows(self, keys: Sequence[str], *, is_shown: bool) -> None:
        labels = {label.buddy(): label for label in self.findChildren(QLabel)}
        for key in keys:
            field, note = self.field(key), self._notes[key]
            field.setVisible(is_shown)
            labels[field.editor].setVisible(is_shown)
            note.setVisible(is_shown and bool(note.text()))

    def _go_on(self, editor: QObject) -> None:
        """Rows have their own way on; they come back here from their end."""
        field = next(one.field for one in self._entries.values() if one.field.editor is editor)
        if isinstance(field, RowsField):
            field.go_on(editor)
        else:
            super()._go_on(editor)

    def go_past(self, field: Field) -> None:
        super()._go_on(field.editor)

    def _break_line(self, editor: QObject) -> None:
        for entry in self._entries.values():
            if entry.field.editor is editor and isinstance(entry.field, RowsField):
                entry.field.break_line()
        super()._break_line(editor)


class ActForm(TallForm):
    """All that a form of paper asks for; what it may not go without is told by `required`."""

    def __init__(self, template: Template, bodies: Sequence[Row], today: date) -> None:
        super().__init__()
        self.template: Final = template
        self._bodies = bodies
        self._today = today
        self._ru_head: QWidget | None = None
        self._fill()

    def _fill(self) -> None:
        languages = [Choice(one, language_words(one)) for one in templates.LANGUAGES]
        languages.append(Choice(BOTH, both_words(BOTH)))
        self.row(Entry("language", tr("&Language of the paper"), KeptChoice(languages)))
        if self.template.addressee == "body":
            offered = [Choice(one.id, named(one.name), _both(one)) for one in self._bodies]
            self.row(Entry("body", tr("To which &body"), ChoiceField(offered, is_free=True)))
            self.row(Entry("address", tr("Its &address"), LongTextField(2)))
        for field in self.template.fields:
            self._ask(field, TOLD)
        self.row(Entry("file_index", _if_any(tr("F&iled under")), TextField()))
        if self._in_russian():
            title = tr("In Russian: what is left empty stands there as in Kyrgyz")
            self._ru_head = self.heading(title)
            for field in self._in_russian():
                self._ask(field, TOLD_RU)
        self.restore({"language": "ky"})
        self.changed.connect(self._arrange)
        self.fill()

    def _ask(self, field: templates.Field, before: str) -> None:
        label = named(field.label)
        if not field.required or before == TOLD_RU:
            label = _if_any(label)
        made = _made(field, self._today)
        if isinstance(made, RowsField):
            made.left.connect(lambda: self.go_past(made))
        self.row(Entry(before + field.id, label, made, hint=named(field.hint)))

    def _in_russian(self) -> list[templates.Field]:
        return [one for one in self.template.fields if one.kind not in _SAME_IN_BOTH]

    def _arrange(self, key: str) -> None:
        if key == "language":
            keys = [TOLD_RU + field.id for field in self._in_russian()]
            self.show_rows(keys, is_shown=self.language == BOTH)
            if self._ru_head is not None:
                self._ru_head.setVisible(self.language == BOTH)

    # What is told

    @property
    def language(self) -> str:
        return str(self.entered()["language"])

    def told(self, before: str = TOLD) -> dict[str, Told]:
        """By the template's fields, what has words."""
        if before == TOLD_RU and self.language != BOTH:
            return {}
        asked = self.template.fields if before == TOLD else self._in_russian()
        found = {field.id: _value(field, self.field(before + field.id)) for field in asked}
        return {key: value for key, value in found.items() if value}

    def addressee(self) -> Addressee:
        """A body of the directory by its name in the language of the paper."""
        if self.template.addressee != "body":
            return Addressee()
        chosen = str(self.entered()["body"])
        known = next((one for one in self._bodies if one.id == chosen), None)
        language = "ru" if self.language == "ru" else "ky"
        typed = self.values()["body"].strip()
        return Addressee(
            body=typed if known is None else known.name[language],
            address=self.values()["address"].strip(),
        )

    def put(self, told: Mapping[str, Told], before: str = TOLD) -> None:
        """What was told of another paper of this form."""
        known = {field.id: field for field in self.template.fields}
        raw = {key: _raw(known[key], value) for key, value in told.items() if key in known}
        self.restore({before + key: text for key, text in raw.items()})

    def take(self, told: ActTold) -> None:
        """What is known before anybody typed a word."""
        self.put(told.told)
        kept = {"language": told.language} if told.language else {}
        if self.template.addressee == "body":
            kept |= {"body": told.addressee.body, "address": told.addressee.address}
        self.restore(kept)

    def restore_reading(self, reading: ActReading) -> None:
        """The words of an act that is corrected."""
        self.put(reading.told)
        self.put(reading.told_ru, TOLD_RU)
        kept = {"language": reading.language, "file_index": reading.file_index}
        if self.template.addressee == "body":
            kept |= {"body": reading.addressee.body, "address": reading.addressee.address}
        self.restore(kept)

    def restore(self, values: Words) -> None:
        super().restore(values)
        self._arrange("language")


def _made(field: templates.Field, today: date) -> Field:
    if field.kind in templates.ROWS:
        adding = tr("Add a paragraph") if field.kind == "points" else tr("Add a row")
        return RowsField(_cells(field), adding)
    match field.kind:
        case "date":
            return DateField(lambda: today)
        case "choice":
            return KeptChoice([Choice(one.id, named(one.label)) for one in field.choices])
        case "text":
            return LongTextField(3)
        case _:
            return TextField()


def _cells(field: templates.Field) -> list[Cell]:
    if field.kind == "points":
        return [Cell("text", named(field.label))]
    if field.kind == "people":
        return [Cell("post", tr("Post")), Cell("name", tr("Surname and initials"))]
    return [Cell(one.id, named(one.label)) for one in field.columns]


def _value(field: templates.Field, made: Field) -> Told:
    if isinstance(made, RowsField):
        rows = made.told()
        return [row["text"] for row in rows] if field.kind == "points" else [*rows]
    value = made.value()
    if field.kind == "date":
        return value.isoformat() if isinstance(value, date) else ""
    return str(value)


def _raw(field: templates.Field, told: Any) -> str:
    """As the field of the form would hold it."""
    if isinstance(told, str):
        if field.kind != "date" or not told:
            return told
        return shown_day(date.fromisoformat(told))
    if field.kind == "points":
        return rows_raw([[row] for row in told])
    ids = [cell.id for cell in _cells(field)]
    return rows_raw([[row.get(one, "") for one in ids] for row in told])


def _if_any(label: str) -> str:
    return tr("{label} (if any)", label=label)


def _both(row: Row) -> str:
    return f"{row.name.ky} {row.name.ru}"
