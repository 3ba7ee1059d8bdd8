"""The list of cases: by state, by term, by who answers, and by any word of them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from akimat_desk.services.desk import Desk
from akimat_desk.services.saved_lists import SavedList
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_columns import ListWords, chosen_columns, every_column, read_words
from akimat_desk.ui.case_list import CaseList
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.cases_lists import KeptLists
from akimat_desk.ui.screens.cases_panels import CasesPanels, Sight
from akimat_desk.ui.screens.cases_question import ALL, OPEN, Question, question_of
from akimat_desk.ui.screens.cases_top import CasesTop, state_words
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look


class CasesPlace(Place):
    """Chips choose the state, arrows move between them; the search field of the frame narrows.

    What is done with the cases opens in a panel beside the list. `loaded` after each page of it.
    """

    loaded = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._today, self._words = date.min, ListWords()
        self._question, self._asked = Question(), Question(state="")
        self._searched, self._is_opening = "", False
        self._known = every_column(self._day, lambda: self._words)
        self._list = CaseList(chosen_columns(self._known, ()), background, can_mark=True)
        self._lists = KeptLists(desk, background, ways, self)
        self._panels = CasesPanels(self, self._list, self._lists)
        self._top = CasesTop(self._day, may_export=self._panels.may_export)
        self._panels.slot.stand_between(self._top, self._panels.line)
        self._build()
        self._connect()
        self.use_columns(())

    def _day(self) -> date:
        return self._today

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._top)
        layout.addWidget(self._panels.slot, 1)
        layout.addWidget(self._panels.line)
        self.begin_at(self._list.view)
        self._list.view.setAccessibleName(tr("Cases"))

    def _connect(self) -> None:
        top, lists, view = self._top, self._lists, self._list.view
        self._list.opened.connect(self.ways.open_case)
        self._list.table.loaded.connect(self._say_count)
        view.sort_asked.connect(lambda sort: self.ask(self._question._replace(sort=sort)))
        top.changed.connect(self.ask)
        top.state_chosen.connect(partial(self.use_columns, ()))
        top.asked.connect(self.open_panel)
        top.finished.connect(self.focus_list)
        top.saved.opened.connect(self.open_saved)
        top.saved.rename_asked.connect(lists.ask_new_name)
        top.saved.drop_asked.connect(lists.drop)
        lists.changed.connect(self._show_saved)
        self._panels.line.asked.connect(self.open_panel)
        self._panels.columns_chosen.connect(self.use_columns)
        self._panels.slot.turned.connect(self.ways.retitle)
        assign = QShortcut(QKeySequence("F7"), self)
        assign.setAutoRepeat(False)
        assign.activated.connect(partial(self.open_panel, "assign"))

    # The place

    def title(self) -> str:
        return tr("Cases")

    def main_action(self) -> MainAction | None:
        """None while a panel is open: its own verb is the primary button then."""
        if self._panels.slot.panel is not None:
            return None
        # Translators: main button: register a new case
        return MainAction(tr("Register"), "F4", self.ways.open_register)

    def keys(self) -> Sequence[KeyLine]:
        return self._panels.keys()

    def shown(self) -> None:
        desk = self.desk
        self.background.run(
            lambda: (desk.cases.today(), read_words(desk)), self._take, owner=self, key="words"
        )
        self._lists.ask()
        self._load()

    def show_filter(self, key: str) -> None:
        """A state, and "me" after it for one's own; raises KeyError for one that does not exist.

        Nothing else narrows the list then, or it would not be what a figure has counted.
        """
        state, _, whose = key.partition(" ")
        self._searched = ""
        self._question = Question(sort=self._question.sort).narrowed_by(responsible=whose)
        self._top.show_question(self._question, self._searched)
        self._top.choose_state(state)

    def search(self, text: str) -> None:
        """Whoever looks for something means closed cases too; an empty search shows open ones."""
        was, self._searched = self._question.query, text.strip()
        question = self._question._replace(query=self._searched)
        if bool(was) != bool(self._searched):
            question = question._replace(state=ALL if self._searched else OPEN)
        self.ask(question)

    def focus_list(self) -> None:
        self._list.view.setFocus()

    def mark_first(self, count: int) -> None:
        """Of what is loaded."""
        self._list.table.marks.put(self._list.table.ids()[:count])

    def unfold(self) -> None:
        """Shows more filters."""
        self._top.more.setChecked(True)

    def search_and_open(self, text: str) -> None:
        """Enter in the search field: where one case is found it is meant, else one chooses."""
        self._is_opening = True
        self.search(text)
        self.focus_list()

    def open_saved(self, one: SavedList) -> None:
        self.use_columns(one.columns)
        self.ask(question_of(one.filter, one.sort))

    # Asking

    def ask(self, question: Question) -> None:
        self._question = question
        self._top.show_question(question, self._searched)
        self._show_saved()
        self._load()

    def _load(self) -> None:
        desk, question = self.desk, self._question
        plain = question.plain() | {"sort": question.sort}
        is_same, self._asked = question == self._asked, question
        self._list.table.sorted_by = question.sort
        self._say_when_empty()

        def fetch(cursor: Any | None) -> Any:
            return desk.lists.page(desk.lists.filter_from(plain), cursor)

        self._list.ask(fetch, is_same_question=is_same)

    def _take(self, told: tuple[date, ListWords]) -> None:
        self._today, words = told
        if words != self._words:
            self._words = words
            self._top.offer(words)
            self._list.set_columns(self._list.table.columns)

    def _show_saved(self) -> None:
        shown = self._lists.shown_by(self._question)
        self._top.show_saved(self._lists.lists, None if shown is None else shown.id)

    def use_columns(self, wanted: Sequence[str]) -> None:
        """None are named: the account's own."""
        chosen = wanted or kept.columns(self._panels.login)
        self._list.set_columns(chosen_columns(self._known, chosen))

    def open_panel(self, name: str) -> None:
        title = state_words()[self._question.state]
        sight = Sight(self._question, title, self._words, self._today)
        self._panels.open(name, sight, self._known)

    # Saying

    def _say_when_empty(self) -> None:
        if self._question.query:
            advice = tr("Try fewer letters, the PIN, or only the middle of the number.")
            self._list.view.say_when_empty(
                tr("Nothing is found for {text}.", text=self._question.query), advice
            )
        else:
            advice = tr("Choose another filter, or press F4 to register a case.")
            self._list.view.say_when_empty(tr("No such cases."), advice)

    def _say_count(self, count: int, is_complete: bool) -> None:  # noqa: FBT001
        note = self._panels.line.note
        if is_complete:
            note.setText(tr_many("{count} case", "{count} cases", count) if count else "")
        else:
            note.setText(tr("{count} shown; more come as you go down", count=count))
        self.loaded.emit()
        is_opening, self._is_opening = self._is_opening, False
        if is_opening and is_complete and count == 1:
            self.ways.open_case(self._list.table.row(0).id)
