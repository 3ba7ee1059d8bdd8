"""The list of cases: by state, by term, by who answers, and by any word of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_list import (
    CaseList,
    applicant_column,
    left_column,
    number_column,
    state_column,
    term_column,
)
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import caption, soft
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.theme import look

OPEN, ALL = "open", "all"
_FILTERS: Final[Mapping[str, dict[str, Any]]] = {
    OPEN: {"is_open": True},
    "overdue": {"due": "overdue"},
    "today": {"due": "today"},
    "soon": {"due": "soon"},
    "waiting": {"is_open": True, "stages": ("waiting_for_applicant", "waiting_for_body")},
    "unassigned": {"is_open": True, "stages": ("registered",)},
    "disputed": {"is_open": True, "is_disputed": True},
    "ended": {"is_open": False},
    ALL: {},
}


def _chip_words() -> dict[str, str]:
    return {
        OPEN: tr("Open cases"),
        "overdue": tr("Overdue"),
        "today": tr("Due today"),
        "soon": tr("Within 3 working days"),
        "waiting": tr("Waiting"),
        "unassigned": tr("No executor"),
        "disputed": tr("Two versions"),
        "ended": tr("Ended"),
        ALL: tr("All cases"),
    }


class CasesPlace(Place):
    """Chips choose the state, arrows move between them; the search field of the frame narrows."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._today = date.min
        self._query = ""
        self._shown = OPEN
        self._is_opening = False
        self._chips = {key: chip(words) for key, words in _chip_words().items()}
        self._mine = chip(tr("Mine"))
        self._who = ChoiceField()
        self._note = caption()
        columns = [number_column(), applicant_column(), state_column(), term_column()]
        self._list = CaseList([*columns, left_column(lambda: self._today)], background)
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: self.show_filter(key))
        self._chips[OPEN].setChecked(True)
        stop_at_chosen(group)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(flow(*self._chips.values(), gap=6))
        layout.addWidget(self._build_who())
        layout.addWidget(self._list.view, 1)
        layout.addWidget(self._note)
        self.setFocusProxy(self._list.view)
        self._list.view.setAccessibleName(tr("Cases"))
        self._list.opened.connect(self.ways.open_case)
        self._list.table.loaded.connect(self._say_count)

    def _build_who(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        label = soft(tr("&Responsible"))
        label.setBuddy(self._who.line)
        self._who.line.setAccessibleName(tr("Responsible"))
        self._who.line.setPlaceholderText(tr("anybody"))
        self._who.line.setClearButtonEnabled(True)
        self._who.setFixedWidth(look().px(280))
        self._who.changed.connect(self._choose_who)
        self._mine.clicked.connect(self._choose_mine)
        for widget in (label, self._who, self._mine):
            layout.addWidget(widget)
        layout.addStretch()
        return row

    def title(self) -> str:
        return tr("Cases")

    def main_action(self) -> MainAction:
        # Translators: main button: register a new case
        return MainAction(tr("Register"), "F4", self.ways.open_register)

    def shown(self) -> None:
        desk = self.desk
        self.background.run(lambda: _staff(desk), self._offer_staff, owner=self, key="staff")
        self._ask()

    def show_filter(self, key: str) -> None:
        """Raises KeyError for a filter that does not exist."""
        self._chips[key].setChecked(True)
        self._shown = key
        self._ask()

    def search(self, text: str) -> None:
        """Whoever looks for something means closed cases too; an empty search shows open ones."""
        was, self._query = self._query, text.strip()
        if bool(was) != bool(self._query):
            self.show_filter(ALL if self._query else OPEN)
        else:
            self._ask()

    def focus_list(self) -> None:
        self._list.view.setFocus()

    def search_and_open(self, text: str) -> None:
        """Enter in the search field: where one case is found it is meant, else one chooses."""
        self._is_opening = True
        self.search(text)
        self.focus_list()

    def _choose_who(self) -> None:
        is_settled = bool(self._who.value()) or not self._who.raw().strip()
        if is_settled:
            self._mine.setChecked(False)
            self._ask()

    def _choose_mine(self) -> None:
        if self._mine.isChecked() and self._who.raw():
            with QSignalBlocker(self._who):
                self._who.restore("")
        self._ask()

    def _responsible(self) -> str | None:
        me = self.desk.office.me
        if self._mine.isChecked() and me is not None:
            return me.id
        return self._who.value() or None

    def _ask(self) -> None:
        desk = self.desk
        narrowed = {**_FILTERS[self._shown], "query": self._query}
        narrowed["responsible"] = self._responsible()
        self._say_when_empty()

        def fetch(cursor: Any | None) -> Any:
            return desk.lists.page(desk.cases.filter_of(**narrowed), cursor)

        self.background.run(desk.cases.today, self._take_day, owner=self, key="day")
        self._list.ask(fetch)

    def _take_day(self, day: date) -> None:
        self._today = day

    def _offer_staff(self, choices: tuple[Choice, ...]) -> None:
        typed = self._who.raw()
        with QSignalBlocker(self._who):
            self._who.offer(choices)
            self._who.restore(typed)

    def _say_when_empty(self) -> None:
        if self._query:
            advice = tr("Try fewer letters, the PIN, or only the middle of the number.")
            self._list.view.say_when_empty(
                tr("Nothing is found for {text}.", text=self._query), advice
            )
        else:
            advice = tr("Choose another filter, or press F4 to register a case.")
            self._list.view.say_when_empty(tr("No such cases."), advice)

    def _say_count(self, count: int, is_complete: bool) -> None:  # noqa: FBT001
        if is_complete:
            self._note.setText(tr_many("{count} case", "{count} cases", count) if count else "")
        else:
            self._note.setText(tr("{count} shown; more come as you go down", count=count))
        is_opening, self._is_opening = self._is_opening, False
        if is_opening and is_complete and count == 1:
            self.ways.open_case(self._list.table.row(0).id)


def _staff(desk: Desk) -> tuple[Choice, ...]:
    today = desk.office.today
    return tuple(
        Choice(one.id, one.short_name, one.full_name)
        for one in desk.office.now.staff()
        if one.works_on(today)
    )
