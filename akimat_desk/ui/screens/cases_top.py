"""Over the list of cases: kept lists, the states, and what else narrows it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akimat_desk.services.saved_lists import SavedList
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_columns import ListWords
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import link
from akimat_desk.ui.screens.cases_filters import InUse, MoreFilters
from akimat_desk.ui.screens.cases_question import ME, STATES, Question
from akimat_desk.ui.screens.cases_saved import SavedRow
from akimat_desk.ui.theme import look


def state_words() -> dict[str, str]:
    return {
        "open": tr("Open cases"),
        "overdue": tr("Overdue"),
        "today": tr("Due today"),
        "soon": tr("Within 3 working days"),
        "waiting": tr("Waiting"),
        "unassigned": tr("No executor"),
        "disputed": tr("Two versions"),
        "ended": tr("Ended"),
        "all": tr("All cases"),
    }


class CasesTop(QWidget):
    """`changed(question)` when another list is wanted; `asked(name)` for one of the panels.

    `state_chosen` comes before `changed` when a state was chosen by hand.
    """

    changed = Signal(object)
    state_chosen = Signal()
    asked = Signal(str)
    finished = Signal()

    def __init__(self, today: Callable[[], date], *, may_export: bool) -> None:
        super().__init__()
        self._may_export = may_export
        self._question = Question()
        self._words = ListWords()
        self._searched = ""
        self.saved: Final = SavedRow()
        self.chips: Final = {key: chip(words) for key, words in state_words().items()}
        self.mine: Final = chip(tr("Mine"))
        self.more: Final = chip(tr("&More filters"))
        self.fold: Final = MoreFilters(today)
        self.in_use: Final = InUse(self.more)
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for key, button in self.chips.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: self.choose_state(key))
        self.chips[self._question.state].setChecked(True)
        stop_at_chosen(group)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self.saved)
        layout.addWidget(flow(*self.chips.values(), gap=6))
        layout.addLayout(self._build_second())
        layout.addWidget(self.fold)
        self.fold.hide()
        self.mine.clicked.connect(self._choose_mine)
        self.more.toggled.connect(self._unfold)
        self.fold.changed.connect(self._ask)
        self.fold.finished.connect(self.finished)
        self.in_use.dropped.connect(self._drop)

    def _build_second(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(6))
        top = Qt.AlignmentFlag.AlignTop
        self.more.setIcon(icon("filter-outline"))
        row.addWidget(self.mine, 0, top)
        row.addWidget(self.more, 0, top)
        row.addWidget(self.in_use, 1)
        for name, words, sign in self._links():
            row.addWidget(self._link(name, words, sign), 0, top)
        return row

    def _links(self) -> Sequence[tuple[str, str, str]]:
        keep = ("keep", tr("Keep this list as…"), "bookmark-plus-outline")
        columns = ("columns", tr("Columns"), "view-column-outline")
        export = ("export", tr("Export"), "file-export-outline")
        return (keep, columns, export) if self._may_export else (keep, columns)

    def _link(self, name: str, words: str, sign: str) -> QPushButton:
        button = link(words)
        button.setIcon(icon(sign))
        button.setObjectName(name)
        button.clicked.connect(lambda *_: self.asked.emit(name))
        return button

    # What the place asks

    def choose_state(self, state: str) -> None:
        """Raises KeyError for a state that does not exist."""
        STATES[state]
        self.state_chosen.emit()
        self._ask(self._question._replace(state=state))

    def show_question(self, question: Question, searched: str) -> None:
        """Puts everything right without asking."""
        self._question, self._searched = question, searched
        self.chips[question.state].setChecked(True)
        self.mine.setChecked(question.value("responsible") == ME)
        self.fold.show_question(question)
        self._show_in_use()

    def offer(self, words: ListWords) -> None:
        self._words = words
        self.fold.offer(words)
        self._show_in_use()

    def show_saved(self, lists: Sequence[SavedList], shown: int | None) -> None:
        self.saved.show_lists(lists, shown)

    def _show_in_use(self) -> None:
        shown = Question() if self.more.isChecked() else self._question
        self.in_use.show_question(shown, self._words, searched=self._searched)

    # What is pressed

    def _ask(self, question: Question) -> None:
        self.changed.emit(question)

    def _choose_mine(self) -> None:
        mine = ME if self.mine.isChecked() else ""
        self._ask(self._question.narrowed_by(responsible=mine))

    def _unfold(self, is_open: bool) -> None:  # noqa: FBT001
        """What narrows is seen either in the fields or on the chips."""
        self.fold.setVisible(is_open)
        self._show_in_use()
        if is_open:
            self.fold.start()

    def _drop(self, key: str) -> None:
        question = self._question
        if key == "query":
            self._ask(question._replace(query=""))
        elif key == "sort":
            self._ask(question._replace(sort=Question().sort))
        else:
            self._ask(question.narrowed_by(**{key: ""}))
        self.more.setFocus()
