"""Numbers that several papers bear: each paper in a row, and what was done about them."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.services.number_clashes import Bearer, NumberClash
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import soft, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.clashes_words import code_words
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

MOST_ROWS: Final = 6
_LINES: Final = 3
"""Above and under the rows."""


class _Row(NamedTuple):
    clash: NumberClash
    paper: Bearer


class ClashesBox(QWidget):
    """Takes no room while every number names one paper, or all that do not were dealt with."""

    settled = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self.read: Callable[[], tuple[NumberClash, ...]] = self._read
        self._is_sought = False
        self._may_settle = desk.office.book.may("settle")
        self.form: Final = Form()
        self.list: Final[ShortList[_Row]] = ShortList(
            _columns(), background, self._actions(), tr("One number on several papers")
        )
        self._build()

    def _build(self) -> None:
        advice = tr(
            "All of these papers hold and keep their numbers; the code of the receipt tells them"
            " apart. Find out how it came, and tell whoever holds them."
        )
        hint = tr("It stands in the history of each of the cases, for ever.")
        self.form.row(
            Entry("reason", tr("What was &done about it"), TextField(), is_required=True, hint=hint)
        )
        if not self._may_settle:
            self.form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        title = strong(tr("One number on several papers"))
        for widget in (title, wrapped(soft(advice)), self.form, self.list):
            column.addWidget(widget)
        self.form.finished.connect(self.list.setFocus)
        self.list.shown.connect(self._seek)
        self.hide()

    def refresh(self) -> None:
        self._background.run(self.read, self._show, owner=self, key="clashes")

    def _read(self) -> tuple[NumberClash, ...]:
        return tuple(one for one in self._desk.number_clashes.all() if not one.is_settled)

    def _actions(self) -> tuple[RowAction, ...]:
        opens = RowAction(tr("Open the case"), "open-in-new", self._open, lambda _: True)
        if not self._may_settle:
            return (opens,)
        # Translators: button: what had to be done about a number on two papers was done
        return (opens, RowAction(tr("It is dealt with"), "check", self._settle, lambda _: True))

    def _show(self, clashes: tuple[NumberClash, ...]) -> None:
        rows = [_Row(clash, paper) for clash in clashes for paper in clash.bearers]
        self.setVisible(bool(rows))
        if rows:
            view = self.list.view
            height = min(len(rows), MOST_ROWS) * view.verticalHeader().defaultSectionSize()
            view.setFixedHeight(height + view.horizontalHeader().sizeHint().height() + _LINES)
            self.list.ask(lambda: rows)

    def to_first(self) -> None:
        """With the keys, once the rows are there; not where the last was dealt with meanwhile."""
        self._is_sought = True
        self.refresh()

    def _seek(self) -> None:
        if not self._is_sought or not self.list.table.rowCount():
            return
        self._is_sought = False
        self.list.setFocus()
        # The page grew by this list just now; it is laid out when the window is free.
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inner = None if area is None else area.widget()
        if area is not None and inner is not None:
            # Its head first: the whole may be higher than a small screen.
            area.verticalScrollBar().setValue(self.mapTo(inner, QPoint()).y())

    def _open(self, row: _Row) -> None:
        self._ways.open_case(row.paper.id)

    def _settle(self, row: _Row) -> None:
        if not self.form.check():
            return
        book, reason = self._desk.number_clashes, str(self.form.entered()["reason"])
        self._background.run(
            lambda: book.settle(row.clash.number, reason),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_record(self, done: NumberClash) -> None:
        self.form.restore({"reason": ""})
        words = tr("What was done about {number} stands in each of its cases.", number=done.number)
        self._ways.say(Weight.GOOD, words)
        self._ways.changed()
        self.settled.emit()
        self.refresh()

    def _refused(self, error: DeskError) -> None:
        self._ways.refuse(error)


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(
            title=lambda: tr("Case"),
            text=lambda row: row.paper.number,
            note=lambda row: code_words(row.paper.code),
            chars=18,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Applicant, about what"),
            text=lambda row: row.paper.applicant or tr("anonymous"),
            note=lambda row: row.paper.subject,
        ),
        Column(
            title=lambda: tr("State"),
            text=lambda row: joined(stage_words(row.paper.stage), _once(row.clash)),
            note=lambda row: short_date(row.paper.registered_on),
            chars=30,
        ),
    )


def _once(clash: NumberClash) -> str:
    return tr("one paper, entered twice") if clash.is_same_paper else ""
