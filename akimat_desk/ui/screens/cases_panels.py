"""What can be opened beside the list of cases, for whom, and what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.rights import may
from akimat_desk.services.bulk import BulkDone
from akimat_desk.services.lists import CaseRow
from akimat_desk.text.catalogue import tr
from akimat_desk.text.dates import short_date
from akimat_desk.ui import kept
from akimat_desk.ui.case_columns import ListWords
from akimat_desk.ui.case_list import CaseList
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.cases_bulk import Bench, BulkPanel, Target, deeds
from akimat_desk.ui.screens.cases_columns import ColumnsPanel
from akimat_desk.ui.screens.cases_export import ExportPanel, Shown
from akimat_desk.ui.screens.cases_lists import KeptLists, View
from akimat_desk.ui.screens.cases_marked import EXPORT, MarkedLine
from akimat_desk.ui.screens.cases_question import Question
from akimat_desk.ui.screens.cases_slot import PanelSlot
from akimat_desk.ui.shortcuts import KeyLine

KEEP: Final = "keep"
COLUMNS: Final = "columns"


class Sight(NamedTuple):
    """The list as it is seen now."""

    question: Question
    title: str
    words: ListWords
    today: date


class CasesPanels(QObject):
    """`columns_chosen(ids)` when others are to be shown from now on."""

    columns_chosen = Signal(tuple)

    def __init__(self, place: Place, cases: CaseList, lists: KeptLists) -> None:
        super().__init__(place)
        me = place.desk.office.me
        roles, self.login = ((), "") if me is None else (me.roles, me.login)
        self._place, self._cases, self._lists = place, cases, lists
        self.may_export: Final = may(roles, EXPORT)
        self.deeds: Final = {deed.name: deed for deed in deeds(roles)}
        self.slot: Final = PanelSlot(cases.view)
        self.line: Final = MarkedLine(list(self.deeds.values()), may_export=self.may_export)
        self.line.cleared.connect(self._unmark)
        cases.table.marks.changed.connect(self._follow_marks)
        lists.panel_asked.connect(self.slot.open)

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        marking = (
            ("Space", tr("mark the row")),
            ("Shift+Down", tr("mark from row to row")),
            ("Ctrl+A", tr("mark all that is loaded")),
            ("Esc", tr("unmark")),
            ("Up", tr("from the first row: choose the order")),
        )
        acting = [KeyLine(group, one.keys, one.verb()) for one in self.deeds.values() if one.keys]
        return (*acting, *(KeyLine(group, keys, words) for keys, words in marking))

    def open(self, name: str, sight: Sight, known: Mapping[str, Column[CaseRow]]) -> None:
        """What this person may not do is passed over, since a key can ask for it."""
        columns = tuple(column.id for column in self._cases.table.columns)
        if name in self.deeds:
            self._open_deed(name, sight)
        elif name == KEEP:
            self._lists.ask_name(View(sight.question, columns))
        elif name == COLUMNS:
            panel = ColumnsPanel(known, columns, self._place.ways)
            panel.chosen.connect(self._choose_columns)
            self.slot.open(panel)
        elif name == EXPORT and self.may_export:
            self._open_export(sight, columns)

    def _open_deed(self, name: str, sight: Sight) -> None:
        target = self._target()
        if not target.ids:
            return
        place = self._place
        bench = Bench(place.desk, place.background, place.ways, place, sight.words, sight.today)
        panel = BulkPanel(self.deeds[name], target, bench)
        panel.done.connect(self._acted)
        self.slot.open(panel)

    def _open_export(self, sight: Sight, columns: Sequence[str]) -> None:
        desk, plain = self._place.desk, sight.question.plain() | {"sort": sight.question.sort}
        marked = self._cases.table.marks.ids()

        def narrowed() -> Any:
            return msgspec.structs.replace(desk.lists.filter_from(plain), ids=marked)

        title = f"{sight.title} {short_date(sight.today)}"
        shown = Shown(narrowed, columns, title, len(marked))
        panel = ExportPanel(shown, desk, self._place.background, self._place.ways)
        panel.done.connect(self.slot.close_panel)
        self.slot.open(panel)

    def _target(self) -> Target:
        """The marked cases, else the one the keyboard is on."""
        ids = self._cases.table.marks.ids()
        row = self._cases.view.current_row()
        if not ids:
            return Target(()) if row is None else Target((row.id,), row.number)
        rows = self._cases.marked()
        return Target(ids, rows[0].number if len(ids) == 1 and rows else "")

    def _follow_marks(self, count: int) -> None:
        self.line.show_marked(count)
        if count and isinstance(self.slot.panel, BulkPanel):
            self.slot.panel.retarget(self._target())

    def _unmark(self) -> None:
        self._cases.table.marks.clear()
        self._cases.view.setFocus()

    def _acted(self, result: BulkDone) -> None:
        """What was refused stays marked, so that it can be put right."""
        refused = tuple(one.id for one in result.refused)
        marks = self._cases.table.marks
        marks.put(one for one in marks.ids() if one in refused)
        if not refused:
            self.slot.close_panel()
        self._place.ways.changed()

    def _choose_columns(self, wanted: tuple[str, ...]) -> None:
        kept.keep_columns(self.login, wanted)
        self.slot.close_panel()
        self.columns_chosen.emit(wanted)
