"""What is asked for on the Reports screen: which journal, of which days, in which columns."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.journals import JournalKind
from akimat_desk.domain.statistics import Span
from akimat_desk.services.journals import JournalWish
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import scrolled, secondary, soft
from akimat_desk.ui.progress import Progress
from akimat_desk.ui.screens.reports_reception import RECEPTIONS, report_of_receptions
from akimat_desk.ui.screens.reports_words import (
    FORMATS,
    PERIODS,
    REPORT,
    days_of,
    format_words,
    language_words,
    part_words,
    period_words,
    report_name,
)
from akimat_desk.ui.theme import look

_ID: Final = int(Qt.ItemDataRole.UserRole)


class Columns(QListWidget):
    """The columns of a journal, to be switched on and off with the space bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Columns"))
        self.setMinimumHeight(look().lines(7))
        self.setProperty("role", "columns")

    def offer(self, kind: JournalKind, chosen: Sequence[str]) -> None:
        """The chosen ones first, in their order."""
        self.clear()
        language = spoken().language
        rest = [one.id for one in kind.columns if one.id not in chosen]
        titles = {one.id: one.title[language] for one in kind.columns}
        for place, shows in enumerate([*chosen, *rest]):
            item = QListWidgetItem(titles[shows])
            item.setData(_ID, shows)
            is_on = place < len(chosen)
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[str, ...]:
        items = (self.item(row) for row in range(self.count()))
        return tuple(str(i.data(_ID)) for i in items if i.checkState() is Qt.CheckState.Checked)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class ReportsForm(QFrame):
    """`kind_chosen` when another journal is meant, `save_asked` at its button."""

    kind_chosen = Signal(str)
    save_asked = Signal()
    asked = Signal()

    def __init__(self, kinds: Sequence[JournalKind], today: date) -> None:
        super().__init__()
        self._kinds = {kind.id: kind for kind in kinds}
        self._today = today
        self._kind = REPORT
        self.form: Final = Form()
        self.columns: Final = Columns()
        self.progress: Final = Progress()
        self.what: Final = ChoiceField()
        self.part: Final = ChoiceField()
        self._periods = {one: chip(period_words(one)) for one in PERIODS}
        self._formats = {one: chip(one.upper()) for one in FORMATS}
        self._languages = {one: chip(language_words(one)) for one in ("ky", "ru")}
        self._columns_words = soft(tr("&Columns"))
        self.save: Final = secondary(tr("Save to a file…"), "content-save-outline")
        self._fill()
        self._build()
        self.choose_period("month")

    def _fill(self) -> None:
        language = spoken().language
        self.what.offer(
            [
                Choice(REPORT, tr("Statistical report")),
                Choice(RECEPTIONS, report_of_receptions()),
                *(Choice(kind.id, kind.title[language]) for kind in self._kinds.values()),
            ]
        )
        self.what.choose(REPORT)
        today = self._today
        self.form.row(Entry("what", tr("&What"), self.what, is_required=True))
        self.form.row(Entry("part", tr("W&hich one"), self.part, hint=tr("Empty: all of them.")))
        self.form.widget_row(flow(*self._periods.values(), gap=4))
        for key, label in (("from_on", tr("&First day")), ("until_on", tr("&Last day"))):
            self.form.row(Entry(key, label, DateField(lambda: today), is_required=True))
        self.form.widget_row(flow(*self._languages.values(), gap=4))
        self.form.widget_row(flow(*self._formats.values(), gap=4))

    def _build(self) -> None:
        self.setProperty("role", "card")
        for button, period in ((self._periods[one], one) for one in PERIODS):
            button.setCheckable(False)
            button.clicked.connect(partial(self._press_period, period))
        for chips in (self._languages, self._formats):
            group = QButtonGroup(self)
            for button in chips.values():
                group.addButton(button)
            first = spoken().language if chips is self._languages else FORMATS[0]
            chips[first if first in chips else "ky"].setChecked(True)
            stop_at_chosen(group)
        for kind, button in self._formats.items():
            button.setAccessibleName(format_words(kind))
        self._columns_words.setBuddy(self.columns)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look().px(10), 0)
        column.setSpacing(look().px(6))
        column.addWidget(self.form)
        column.addWidget(self._columns_words)
        column.addWidget(self.columns, 1)
        column.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look().px(side) for side in (16, 12, 8, 12)))
        outer.setSpacing(look().px(8))
        outer.addWidget(scrolled(inside), 1)
        outer.addWidget(self.progress)
        outer.addWidget(self.save)
        self.what.changed.connect(self._look_at_kind)
        self.form.finished.connect(self.asked)
        self.save.clicked.connect(lambda *_: self.save_asked.emit())
        self._show_columns(None, ())
        self.offer_parts(REPORT, ())

    # What is meant

    @property
    def kind(self) -> str:
        return self._kind

    @property
    def language(self) -> str:
        return next(one for one, button in self._languages.items() if button.isChecked())

    @property
    def format(self) -> str:
        return next(one for one, button in self._formats.items() if button.isChecked())

    @property
    def title(self) -> str:
        if self._kind == REPORT:
            return report_name()
        if self._kind == RECEPTIONS:
            return report_of_receptions()
        return self._kinds[self._kind].title[spoken().language]

    def span(self) -> Span | None:
        """None while a day is missing or wrong; what is wrong is said beside it."""
        if not self.form.check():
            return None
        entered = self.form.entered()
        from_on, until_on = entered["from_on"], entered["until_on"]
        if not isinstance(from_on, date) or not isinstance(until_on, date):
            return None
        if from_on > until_on:
            self.form.show_problems({"until_on": tr("The last day is before the first.")})
            return None
        return Span(from_on, until_on)

    def wish(self, span: Span) -> JournalWish:
        return JournalWish(
            kind=self._kind,
            part=self.part.value(),
            from_on=span.from_on,
            until_on=span.until_on,
            columns=self.columns.chosen,
            format=self.format,
            language=self.language,
        )

    # What is offered

    def choose_period(self, period: str) -> None:
        first, last = days_of(period, self._today)
        told = {"from_on": f"{first:%d.%m.%Y}", "until_on": f"{last:%d.%m.%Y}"}
        self.form.restore(told)

    def offer_parts(self, kind: str, parts: Sequence[str]) -> None:
        """Where a kind has several journals one of them can be meant."""
        self.offer_choices([Choice(part, words) for part, words in part_words(kind, parts)])

    def offer_choices(self, choices: Sequence[Choice]) -> None:
        """One of several journals, or the official a report is about."""
        self.part.restore("")
        self.part.offer(choices)
        self.part.setEnabled(bool(choices))

    def offer_columns(self, kind: str, chosen: Sequence[str]) -> None:
        self._show_columns(self._kinds.get(kind), chosen)

    def _show_columns(self, kind: JournalKind | None, chosen: Sequence[str]) -> None:
        if kind is None:
            self.columns.clear()
        else:
            self.columns.offer(kind, chosen)
        for widget in (self.columns, self._columns_words):
            widget.setVisible(kind is not None)

    def _press_period(self, period: str, *_: object) -> None:
        self.choose_period(period)

    def _look_at_kind(self) -> None:
        chosen = self.what.value()
        if chosen and chosen != self._kind:
            self._kind = chosen
            self.kind_chosen.emit(chosen)

    def buttons(self) -> list[QPushButton]:
        return [*self._periods.values(), *self._languages.values(), *self._formats.values()]
