"""More filters of the list of cases: a fold with their fields, and chips of those in use."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui.case_columns import ListWords, answered_words
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, Field
from akimat_desk.ui.flow import FlowLayout
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import scrolled
from akimat_desk.ui.screens.cases_question import DAYS, FIELDS, ME, SORTS, Question
from akimat_desk.ui.tab_chain import chain
from akimat_desk.ui.theme import look

# Which list of words a field chooses from.
_GROUPS: Final = {
    "responsible": "staff",
    "kind": "kinds",
    "channel": "channels",
    "topic": "topics",
    "label": "labels",
}


def sort_words(sort: str) -> str:
    words = {
        "due": tr("by the term"),
        "registered": tr("newest first"),
        "applicant": tr("by the applicant"),
        "number": tr("by the number"),
    }
    return words[sort]


class MoreFilters(QFrame):
    """The fold. `changed(question)` as soon as a field means something else than before."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._asked = Question()
        self.form: Final = Form()
        self._build()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(tr("More filters"))
        for left, right in self._pairs():
            self.form.row(left, right)
        self.form.changed.connect(self._changed)
        self.form.finished.connect(self.finished)
        area = scrolled(self.form)  # a low window does not hold all of it
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        area.setMinimumHeight(look().row_height * 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (12, 8, 12, 6)))
        layout.addWidget(area)

    def _pairs(self) -> Iterator[tuple[Entry, Entry]]:
        answered = [Choice(one, answered_words(one)) for one in ("in_time", "late")]
        sorts = [Choice(one, sort_words(one)) for one in SORTS]
        yield (
            Entry("responsible", tr("Exec&utor"), ChoiceField()),
            Entry("label", tr("La&bel"), ChoiceField()),
        )
        yield (
            Entry("kind", tr("Kin&d"), ChoiceField()),
            Entry("channel", tr("How it &came"), ChoiceField()),
        )
        yield (
            Entry("topic", tr("To&pic"), ChoiceField()),
            Entry("came_through", tr("Came thr&ough"), ChoiceField(is_free=True)),
        )
        # Translators: the day from which on cases were registered; check the Kyrgyz
        first = self._day("registered_from", tr("Registered &from"))
        yield first, self._day("registered_until", tr("Registered unt&il"))
        # Translators: the day from which on cases are due; check the Kyrgyz
        first = self._day("due_from", tr("Due f&rom"))
        yield first, self._day("due_until", tr("Due unti&l"))
        yield (
            Entry("answered", tr("A&nswered"), ChoiceField(answered)),
            Entry("sort", tr("In what order"), ChoiceField(sorts)),
        )

    def _day(self, key: str, label: str) -> Entry:
        return Entry(key, label, DateField(self._today))

    def offer(self, words: ListWords) -> None:
        """What there is to choose from; what was typed stays."""
        for key, group in _GROUPS.items():
            field = self.form.field(key)
            if isinstance(field, ChoiceField):
                with QSignalBlocker(field):
                    typed = field.raw()
                    field.offer(getattr(words, group))
                    field.restore(typed)
        self.show_question(self._asked)

    def show_question(self, question: Question) -> None:
        """Puts the fields right without asking."""
        self._asked = question
        for key in (*FIELDS, "sort"):
            field = self.form.field(key)
            value = question.sort if key == "sort" else question.value(key)
            value = "" if value == ME else value  # its own chip says so
            if _meant(field) != value:
                with QSignalBlocker(field):
                    _put(field, value)

    def start(self) -> None:
        self.form.field("responsible").setFocus()

    def _changed(self, key: str) -> None:
        meant = _meant(self.form.field(key))
        if meant is None:
            return
        if key == "sort":
            asked = self._asked._replace(sort=meant or SORTS[0])
        else:
            asked = self._asked.narrowed_by(**{key: meant})
        if asked != self._asked:
            self._asked = asked
            self.changed.emit(asked)


def _meant(field: Field) -> str | None:
    """An id, a day or free words; None while a word of a list is half typed."""
    if isinstance(field, DateField):
        day = field.value()
        return "" if day is None else day.isoformat()
    if isinstance(field, ChoiceField) and (field.value() or field.problem()):
        return field.value() or None
    return field.raw().strip()


def _put(field: Field, value: str) -> None:
    """Someone who has left is in no list any more: then the field is empty, the chip is not."""
    if isinstance(field, DateField):
        field.restore(day_told(value))
    elif isinstance(field, ChoiceField) and value:
        try:
            field.choose(value)
        except KeyError:
            field.restore(value)  # words of one's own, where the field takes such
            if field.problem():
                field.restore("")
    else:
        field.restore(value)


class InUse(QWidget):
    """Chips of what narrows the list; a press on one takes it away."""

    dropped = Signal(str)

    def __init__(self, before: QWidget) -> None:
        """They come after `before` when one tabs."""
        super().__init__()
        self._before = before
        self._row = FlowLayout(6)
        self.setLayout(self._row)

    def show_question(self, question: Question, words: ListWords, *, searched: str) -> None:
        """What stands in the search field needs no chip."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        chips = [self._chip(key, told) for key, told in _told(question, words, searched)]
        for one in chips:
            self._row.addWidget(one)
        chain(self._before, *chips)
        self.updateGeometry()

    def _chip(self, key: str, told: str) -> QPushButton:
        button = QPushButton(icon("close"), told)
        button.setAutoDefault(False)
        button.setProperty("role", "chip")
        button.setAccessibleName(tr("Leave out: {name}", name=told))
        button.clicked.connect(partial(self._drop, key))
        return button

    def _drop(self, key: str, *_: object) -> None:
        self.dropped.emit(key)


def _told(question: Question, words: ListWords, searched: str) -> Iterator[tuple[str, str]]:
    for key, value in question.more:
        if value != ME:
            yield key, _chip_words(key, value, words)
    if question.query and question.query != searched:
        yield "query", tr("found for {text}", text=question.query)
    if question.sort != SORTS[0]:
        yield "sort", sort_words(question.sort)


def _chip_words(key: str, value: str, words: ListWords) -> str:
    if key in DAYS:
        day = day_told(value)
        told = {
            "registered_from": tr("registered from {day}", day=day),
            "registered_until": tr("registered until {day}", day=day),
            "due_from": tr("due from {day}", day=day),
            "due_until": tr("due until {day}", day=day),
        }
        return told[key]
    if key == "answered":
        return answered_words(value)
    if key == "came_through":
        return tr("through {body}", body=value)
    return words.word(_GROUPS[key], value)


def day_told(value: str) -> str:
    """A day as it is written; one that is told from today stays as it was told."""
    try:
        return short_date(date.fromisoformat(value))
    except ValueError:
        return value
