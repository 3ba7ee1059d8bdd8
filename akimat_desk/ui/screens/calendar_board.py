"""The year with its days off beside it: what is looked at before anything is changed."""

from datetime import date

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.calendar_readings import CalendarRow, CalendarYear, Change
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import (
    caption,
    head,
    plain,
    quiet,
    scrolled,
    secondary,
    soft,
    strong,
    wrapped,
)
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.calendar_moved import change_words
from akimat_desk.ui.screens.calendar_words import kind_words, legend, said_words, sure_words
from akimat_desk.ui.screens.calendar_year import YearView, paint_day
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.offered_lines import OfferedLines
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import Tone, look


class CalendarBoard(QWidget):
    """Asks for what somebody wants to do; it changes nothing itself."""

    day_asked = Signal(object)
    week_asked = Signal()
    taking_back_asked = Signal(object)
    striking_asked = Signal(object)
    notices_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self.shown: CalendarYear | None = None
        self.year = YearView(desk.cases.today())
        self.words = wrapped(plain(""))
        self._title = head("")
        self.offered = OfferedLines(may_look=self.may_change)
        self._inner = QWidget()
        self.rows: ShortList[CalendarRow] = ShortList(
            _row_columns(), background, self._row_actions(), tr("Days off of the year")
        )
        self.changes: ShortList[Change] = ShortList(
            _change_columns(), background, self._change_actions(), tr("Adopted changes")
        )
        self._build()

    def _build(self) -> None:
        inner = self._inner
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, look().px(2), 0)
        columns.setSpacing(look().px(20))
        columns.addLayout(self._build_year(), 5)
        columns.addLayout(self._build_lists(), 4)
        self._area = scrolled(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.offered)
        layout.addWidget(self._area)
        self.rows.view.setMinimumHeight(look().lines(10))
        self.changes.view.setMinimumHeight(look().lines(6))
        self.rows.shown.connect(self._go_to_now)
        self.year.stood.connect(self._tell)
        self.year.asked.connect(self.day_asked)
        self.year.year_asked.connect(self.ask)
        self.rows.view.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        self.changes.view.say_when_empty(tr("The office changed nothing yet."))

    def _build_year(self) -> QVBoxLayout:
        before = quiet(tr("Year before"), "chevron-left")
        after = quiet(tr("Year after"), "chevron-right")
        before.clicked.connect(lambda: self._step(-1))
        after.clicked.connect(lambda: self._step(1))
        row = QHBoxLayout()
        for widget in (before, self._title, after):
            row.addWidget(widget)
        row.addStretch()
        self.words.setMinimumHeight(look().lines(2.2))
        column = QVBoxLayout()
        column.setSpacing(look().px(8))
        column.addLayout(row)
        column.addWidget(self.year, 1)
        column.addWidget(self.words)
        column.addWidget(flow(*(_Sample(kind, words) for kind, words in legend())))
        return column

    def _build_lists(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look().px(8))
        column.addWidget(strong(tr("Days off of the year")))
        column.addWidget(self.rows, 3)
        column.addWidget(strong(tr("Adopted changes")))
        column.addWidget(self.changes, 2)
        if self.may_change:
            week = secondary(tr("Working &week…"), "calendar-week")
            week.clicked.connect(self.week_asked)
            column.addWidget(flow(week))
        else:
            column.addWidget(wrapped(soft(tr("The head and the administrator adopt changes."))))
        return column

    @property
    def may_change(self) -> bool:
        return self._desk.office.book.may("reference")

    def _row_actions(self) -> tuple[RowAction, ...]:
        if not self.may_change:
            return ()
        return (
            RowAction(
                tr("Change…"),
                "pencil-outline",
                lambda row: self.day_asked.emit(row.day),
                lambda row: row.kind != "shorter",
            ),
            RowAction(
                tr("Take back…"), "undo", self.taking_back_asked.emit, lambda row: row.is_own
            ),
            RowAction(
                tr("Strike out…"),
                "calendar-remove-outline",
                self.striking_asked.emit,
                lambda row: row.is_off and not row.is_own,
            ),
        )

    def _change_actions(self) -> tuple[RowAction, ...]:
        if not self._desk.office.book.may("notice"):
            return ()
        notices = RowAction(
            tr("Notices…"), "email-outline", self.notices_asked.emit, lambda _: True
        )
        return (notices,)

    def ask_all(self) -> None:
        self.ask(self.year.day.year if self.shown is None else self.shown.year)
        self.changes.ask(self._desk.calendars.changes)
        self._background.run(
            self._desk.calendars.releases.offered,
            self.offered.show_offers,
            failed=self._ways.refuse,
            owner=self,
            key="offered",
        )

    def ask(self, year: int) -> None:
        calendars = self._desk.calendars
        self._background.run(
            lambda: calendars.year(year),
            self._show,
            failed=self._ways.refuse,
            owner=self,
            key="year",
        )

    def row_of(self, day: date) -> CalendarRow | None:
        rows = () if self.shown is None else self.shown.rows
        return next((row for row in rows if row.day == day), None)

    def _step(self, years: int) -> None:
        if self.shown is not None:
            self.ask(self.shown.year + years)

    def _show(self, shown: CalendarYear) -> None:
        self.shown = shown
        self._title.setText(str(shown.year))
        self.rows.ask(lambda: shown.rows)
        self.year.show_year(shown)

    def _tell(self, day: date) -> None:
        row = self.row_of(day)
        said = "" if row is None else said_words(row)
        self.words.setText("\n".join(line for line in (self.year.words(), said) if line))
        place = self.year.mapTo(self._inner, self.year.cell_of(day).center().toPoint())
        self._area.ensureVisible(place.x(), place.y(), 0, look().lines(2))

    def _go_to_now(self) -> None:
        """The list opens at what is still to come; of other years at their beginning."""
        today = self._desk.cases.today()
        rows = list(self.rows.table.rows())
        ahead = next((n for n, row in enumerate(rows) if row.day >= today), len(rows) - 1)
        is_now = bool(rows) and rows[0].day.year == today.year
        if is_now and not self.rows.view.hasFocus():
            self.rows.view.setCurrentIndex(self.rows.table.index(ahead, 0))

    def _follow(self) -> None:
        """Whoever walks the list sees the day in the year."""
        row = self.rows.view.current_row()
        if row is not None and self.rows.view.hasFocus():
            self.year.stand_on(row.day)


class _Sample(QWidget):
    """One kind of the legend: a day painted as in the year, and its words."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__()
        self._kind = kind
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look().px(28), 0, look().px(4), 0)
        layout.addWidget(caption(words))

    # Qt overrides

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_day(painter, QRectF(0, 0, look().px(24), self.height()), "9", self._kind)


def _row_columns() -> tuple[Column[CalendarRow], ...]:
    return (
        Column(
            title=lambda: tr("Date"), text=lambda row: shown_day(row.day), chars=13, is_stiff=True
        ),
        Column(
            title=lambda: tr("Day"), text=lambda row: named(row.name), note=_note, is_strong=True
        ),
        Column(
            title=lambda: tr("How sure"),
            text=sure_words,
            tone=lambda row: Tone.GOOD if row.is_confirmed else Tone.WARN,
            chars=15,
        ),
    )


def _note(row: CalendarRow) -> str:
    return joined(
        kind_words(row.kind),
        tr("of this office") if row.is_own and not row.is_local else "",
        tr("on a weekend") if row.is_off and row.is_weekend else "",
    )


def _change_columns() -> tuple[Column[Change], ...]:
    return (
        Column(
            title=lambda: tr("What was changed"),
            text=_first_line,
            note=lambda row: joined(row.by, shown_day(legal_day(row.at))),
        ),
    )


def _first_line(change: Change) -> str:
    lines = change_words(change).splitlines()
    return lines[0] + (" …" if len(lines) > 1 else "") if lines else ""
