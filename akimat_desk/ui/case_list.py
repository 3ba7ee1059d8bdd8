"""The list of cases as Today and Cases show it: columns, keys, and the row one came back to."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.case_rights import Tie
from akimat_desk.services.lists import CaseRow
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_words import (
    SIGNS,
    TONES,
    due_words,
    left_words,
    next_step,
    stage_words,
    urgency,
)
from akimat_desk.ui.paged_table import Column, Kind, Page, PagedTable
from akimat_desk.ui.screens.clashes_words import code_words
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import Tone

Fetch = Callable[[Any | None], Page[CaseRow]]


class CaseList(QObject):
    """`view` is put into a screen. After a new answer the row that was current is so again."""

    opened = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[CaseRow]],
        background: Background,
        *,
        can_mark: bool = False,
    ) -> None:
        super().__init__()
        key = (lambda row: row.id) if can_mark else None
        self.table: Final = PagedTable(columns, background, self, key=key)
        self.view: Final = TableView(self.table)
        self._kept = ""
        self.table.loaded.connect(lambda *_: self._back_to_row())
        self.view.chosen.connect(lambda row: self.opened.emit(row.id))
        self.view.acted.connect(lambda row: self.opened.emit(row.id))

    def ask(self, fetch: Fetch, *, is_same_question: bool = False) -> None:
        self._keep_row()
        self.table.show(fetch, is_same_question=is_same_question)

    def set_columns(self, columns: Sequence[Column[CaseRow]]) -> None:
        self._keep_row()
        self.table.set_columns(columns)
        self._back_to_row()

    def marked(self) -> tuple[CaseRow, ...]:
        """The marked rows that are loaded, as they stand in the list."""
        marks = self.table.marks
        return tuple(row for row in self.table.rows() if row.id in marks)

    def _keep_row(self) -> None:
        row = self.view.current_row()
        self._kept = row.id if row is not None else ""

    def _back_to_row(self) -> None:
        if not self._kept:
            return
        for number, row in enumerate(self.table.rows()):
            if row.id == self._kept:
                self.view.setCurrentIndex(self.table.index(number, 0))
        self._kept = ""


def number_column() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("Number, responsible"),
        text=lambda row: row.number,
        note=_under_number,
        tone=lambda row: Tone.WARN if row.shared_code else None,
        icon=lambda row: "alert-outline" if row.shared_code else "",
        chars=17,
        is_strong=True,
        id="number",
        is_stiff=True,
        sort="number",
    )


def _under_number(row: CaseRow) -> str:
    """Who answers; where several papers bear the number, which of them this is."""
    if row.shared_code:
        return code_words(row.shared_code)
    return row.responsible or "\N{EM DASH}"


def applicant_column() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("Applicant, about what"),
        text=lambda row: row.applicant or tr("anonymous"),
        note=lambda row: row.subject,
        is_strong=True,
        id="applicant",
        sort="applicant",
    )


def term_column() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("Term"),
        text=lambda _: "",
        bar=lambda row: row.bar,
        kind=Kind.TERM,
        drops_under=760,
        id="term",
    )


def left_column(today: Callable[[], date]) -> Column[CaseRow]:
    return Column(
        title=lambda: tr("How long is left"),
        text=lambda row: left_words(row, today()),
        note=due_words,
        tone=lambda row: TONES[urgency(row, today())],
        icon=lambda row: SIGNS[urgency(row, today())],
        chars=32,
        is_strong=True,
        id="left",
        sort="due",
    )


def state_column() -> Column[CaseRow]:
    return Column(
        title=lambda: tr("State"),
        text=lambda row: stage_words(row.stage),
        note=lambda row: f"{row.registered_on:%d.%m.%Y}",
        chars=24,
        drops_under=700,
        id="state",
    )


def step_column(roles: tuple[str, ...], me: str) -> Column[CaseRow]:
    """`me` is a staff id. A row does not know all who act on it: the card offers them theirs."""

    def tied(row: CaseRow) -> Tie:
        return Tie.RESPONSIBLE if me and row.holder == me else Tie.COLLEAGUE

    return Column(
        title=lambda: tr("Next step"),
        text=lambda row: next_step(row, roles, tied(row)),
        kind=Kind.ACTION,
        chars=23,
        drops_under=900,
    )
