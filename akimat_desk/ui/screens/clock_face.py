"""What the clock of a case shows of one reading: duties, grounds, the ledger and every day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.case_clock import CaseClock
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import plain, scrolled, secondary, soft, strong, wrapped
from akimat_desk.ui.one_line import OneLine
from akimat_desk.ui.paged_table import Align, Column, PagedTable
from akimat_desk.ui.screens.card_blocks import empty
from akimat_desk.ui.screens.card_terms import day_table, duty_row, grounds
from akimat_desk.ui.screens.card_words import applicant_words, joined, shown_day, shown_moment
from akimat_desk.ui.screens.clock_words import LedgerRow, ledger_rows, with_last_notices
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.term_bar_widget import TermBarWidget
from akimat_desk.ui.theme import look

WHAT_IF_KEY: Final = "F7"
NARROW_UNDER: Final = 860


@dataclass(frozen=True)
class Rows:
    rows: Sequence[LedgerRow]
    next_cursor: None = None


class ClockFace(QWidget):
    """The ledger at the left; at the right every day, or what stands in its place.

    `kinds` are the notices that may be given.
    `notice_asked(kind)` to print one, `giving_asked(kind)` to put on record that it was given.
    """

    notice_asked = Signal(str)
    giving_asked = Signal(str)

    def __init__(
        self,
        card: CardReading,
        clock: CaseClock,
        kinds: Sequence[str],
        background: Background,
        suppose: Callable[[], None],
    ) -> None:
        super().__init__()
        self.bar: Final = TermBarWidget(card.term.bar)
        self.table: Final = PagedTable(_columns(), background)
        self.ledger: Final = TableView(self.table)
        self.days = _days(card, background)
        self.told: Final = wrapped(plain())
        self.what_if: QPushButton | None = None
        self.side: Final = QStackedWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows = with_last_notices(ledger_rows(card, clock), kinds)
        self._kinds, self._buttons = kinds, list[QPushButton]()
        self._build(card, clock, suppose)

    def _build(self, card: CardReading, clock: CaseClock, suppose: Callable[[], None]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, look().px(2), 0)
        column.setSpacing(look().px(8))
        column.addWidget(OneLine(_head(card), "strong"))
        column.addWidget(self.bar)
        column.addWidget(duty_row(card))
        for one in self._grounds(card, clock):
            column.addWidget(one)
        self._columns.setSpacing(look().px(14))
        self._columns.addWidget(self._left(card, suppose), 1)
        self.side.addWidget(self._right())
        self._columns.addWidget(self.side, 1)
        column.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(inner)
        outer.addWidget(self._area)
        self.bar.explained.connect(self.focus_days)

    def _grounds(self, card: CardReading, clock: CaseClock) -> list[QWidget]:
        explanation = card.term.explained.explanation
        if explanation is None:
            return [empty(tr("No term is established for this kind of case."))]
        within = clock.explained.registered_within
        if within is None:
            return [grounds(explanation)]
        before = "" if within.not_before is None else shown_moment(within.not_before.at)
        after = "" if within.not_after is None else shown_moment(within.not_after.at)
        told = joined(
            tr("registered at {moment}", moment=shown_moment(within.said_at)),
            tr("surely after {moment}", moment=before) if before else "",
            tr("surely before {moment}", moment=after) if after else "",
        )
        return [grounds(explanation), wrapped(soft(told))]

    def _left(self, card: CardReading, suppose: Callable[[], None]) -> QWidget:
        whole, column = _column()
        row = QHBoxLayout()
        row.addWidget(strong(tr("Ledger of the term")), 1)
        if card.end is None and card.term.explained.explanation is not None:
            words = tr("What if…")
            self.what_if = secondary(
                tr("{verb}  {keys}", verb=words, keys=WHAT_IF_KEY), "help-circle-outline"
            )
            self.what_if.setAccessibleName(words)
            self.what_if.clicked.connect(lambda *_: suppose())
            row.addWidget(self.what_if)
        column.addLayout(row)
        self.ledger.setAccessibleName(tr("Ledger of the term"))
        self.ledger.setMinimumHeight(look().lines(9))
        self.table.show(lambda _: Rows(self._rows))
        self.ledger.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        column.addWidget(self.ledger, 1)
        column.addWidget(self.told)
        if self._kinds:
            column.addWidget(self._offer_notices())
        return whole

    def _offer_notices(self) -> QWidget:
        """Of the line one stands on."""
        for words, signal in (
            (tr("Notice to the applicant"), self.notice_asked),
            (tr("The notice was given"), self.giving_asked),
        ):
            button = secondary(words)
            button.clicked.connect(partial(self._ask, signal))
            button.setEnabled(False)
            self._buttons.append(button)
        return flow(*self._buttons)

    def _ask(self, signal: SignalInstance, *_: object) -> None:
        row = self.ledger.current_row()
        if row is not None and row.notice:
            signal.emit(row.notice)

    def _right(self) -> QWidget:
        whole, column = _column()
        title = strong(tr("Term day by day"))
        title.setMinimumHeight(look().row_height)
        column.addWidget(title)
        if self.days is None:
            column.addWidget(plain(""), 1)
        else:
            self.days.setMinimumHeight(look().lines(9))
            column.addWidget(self.days, 1)
        return whole

    def show_side(self, widget: QWidget) -> None:
        """Also where a small screen has it below: it is scrolled to once it has its height."""
        if self.side.indexOf(widget) < 0:
            self.side.addWidget(widget)
        self.side.setCurrentWidget(widget)
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.side, 0, 0))

    def focus_days(self) -> None:
        if self.days is not None:
            self.days.setFocus()

    def _follow(self) -> None:
        """Whoever walks the ledger reads the line whole and sees the days of the stretch."""
        row = self.ledger.current_row()
        if row is None:
            return
        self.told.setText(joined(row.words, row.note))
        for button in self._buttons:
            button.setEnabled(bool(row.notice))
        if self.days is None or not self.ledger.hasFocus():
            return
        model = self.days.model()
        wanted = shown_day(row.first_on)
        for number in range(model.rowCount()):
            if model.index(number, 0).data() == wanted:
                self.days.setCurrentIndex(model.index(number, 0))
                return

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= look().px(NARROW_UNDER)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not way:
            self._columns.setDirection(way)


def _column() -> tuple[QWidget, QVBoxLayout]:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look().px(6))
    return whole, column


def _days(card: CardReading, background: Background) -> TableView | None:
    explanation = card.term.explained.explanation
    return None if explanation is None else day_table(card, explanation, background, (1, 1))


def _head(card: CardReading) -> str:
    return joined(card.header.number, applicant_words(card), card.header.subject)


def _columns() -> tuple[Column[LedgerRow], ...]:
    return (
        Column(
            title=lambda: tr("From"),
            text=lambda row: shown_day(row.first_on),
            chars=11,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Until"),
            text=lambda row: "" if row.last_on is None else shown_day(row.last_on),
            chars=11,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("What"),
            text=lambda row: row.words,
            note=lambda row: row.note,
            tone=lambda row: row.tone,
        ),
        Column(
            title=lambda: tr("Counted"),
            text=lambda row: row.counted,
            align=Align.RIGHT,
            chars=10,
            is_strong=True,
        ),
    )
