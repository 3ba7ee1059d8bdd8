"""Terms: what somebody is to be told of today, by person, and what other bodies control."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from akimat_desk.domain.office_hours import OfficeHours
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.awaited_board import AwaitedBoard
from akimat_desk.ui.screens.control_board import ControlBoard
from akimat_desk.ui.screens.duties_columns import my_columns, person_columns
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

MINE, PEOPLE, CONTROL, AWAITED = "mine", "people", "control", "awaited"


class DutiesPlace(Place):
    """`acting_asked` carries a case and the action whose form its card is to open.

    `counted` carries how many reminders are one's own.
    """

    acting_asked = Signal(str, str)
    counted = Signal(int)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._chips = _chips()
        self.board: Final = ControlBoard(self)
        self.awaited: Final = AwaitedBoard(self)
        self.lists: Final[dict[str, ShortList[Any] | ControlBoard | AwaitedBoard]] = {
            MINE: ShortList(my_columns(), background, (self._look(),), tr("Terms for me")),
            PEOPLE: ShortList(person_columns(), background, (self._look(),), tr("Terms by person")),
            CONTROL: self.board,
            AWAITED: self.awaited,
        }
        self._stack = QStackedWidget()
        self._words = wrapped(soft(""))
        self._build()

    def _build(self) -> None:
        group = QButtonGroup(self)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(partial(self.choose, key))
            self._stack.addWidget(self.lists[key])
        self._chips[MINE].setChecked(True)
        stop_at_chosen(group)
        top = QHBoxLayout()
        top.setSpacing(look().px(12))
        top.addWidget(flow(*self._chips.values()), 3)
        top.addWidget(self._words, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self._say_when_empty()
        self.begin_at(self.lists[MINE].view)
        self.board.acting_asked.connect(self.acting_asked)
        self.awaited.acting_asked.connect(self.acting_asked)
        mine = self.lists[MINE]
        if isinstance(mine, ShortList):
            mine.shown.connect(lambda: self.counted.emit(len(mine.table.rows())))

    def _say_when_empty(self) -> None:
        self.lists[MINE].view.say_when_empty(
            tr("Nothing of yours presses."), tr("What comes near its term is told here in time.")
        )
        self.lists[PEOPLE].view.say_when_empty(
            tr("Nothing presses anybody."), tr("What comes near its term is told here in time.")
        )
        self.lists[CONTROL].view.say_when_empty(
            tr("No case is under control."),
            tr("The control of a higher body is entered on the card of the case."),
        )

    def _look(self) -> RowAction:
        return RowAction(
            # Translators: button of a row: show the case
            tr("Open the case"),
            "folder-open-outline",
            lambda row: self.ways.open_case(row.case),
            lambda _: True,
        )

    # The place

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    def choose(self, key: str, *_: object) -> None:
        """Brings one of the lists to the front."""
        self._chips[key].setChecked(True)
        self._stack.setCurrentWidget(self.lists[key])
        self._words.setVisible(key in (MINE, PEOPLE))
        self.begin_at(self.lists[key].view)
        self.ways.retitle()
        self._ask()

    def title(self) -> str:
        return tr("Terms")

    def main_action(self) -> MainAction:
        if self.chosen == AWAITED:
            return MainAction(tr("Remind the body"), "F9", self.awaited.remind)
        # Translators: main button: the day's list of terms on paper
        return MainAction(tr("Print the day's list"), "F9", self.print_list)

    def shown(self) -> None:
        hours = self.desk.reminders.hours
        self.background.run(hours, self._tell_hours, owner=self, key="hours")
        self._ask()

    def _ask(self) -> None:
        fetch: dict[str, Callable[[], Sequence[Any]]] = {
            MINE: self.desk.reminders.mine,
            PEOPLE: self.desk.reminders.everybody,
        }
        shown = self.lists[self.chosen]
        if isinstance(shown, ControlBoard | AwaitedBoard):
            shown.ask()
        else:
            shown.ask(fetch[self.chosen])

    def _tell_hours(self, hours: OfficeHours) -> None:
        span = f"{hours.opens:%H:%M}\N{EN DASH}{hours.closes:%H:%M}"
        if hours.is_told:
            words = tr("Called out in office hours only: {hours}.", hours=span)
        else:
            words = tr(
                "Called out in office hours only: {hours}; the office has not confirmed them.",
                hours=span,
            )
        self._words.setText(words)

    # On paper

    def print_list(self) -> None:
        """What stands in the list in front; a page for each person."""
        if not self.lists[self.chosen].table.rows():
            self.ways.say(Weight.INFO, tr("There is nothing to print."))
            return
        language, desk = spoken().language, self.desk
        me = desk.office.me
        name = tr("List of terms")
        if self.chosen == CONTROL:
            name = tr("Control list")
            work = self.board.paper()
        elif self.chosen == MINE and me is not None:
            work = partial(desk.reminders.paper, logins=(me.login,), language=language)
        else:
            work = partial(desk.reminders.paper, language=language)
        self.background.run(work, lambda pdf: self.ways.show_paper(pdf, name), owner=self)


def _chips() -> dict[str, QPushButton]:
    return {
        MINE: chip(tr("For me")),
        # Translators: a chip: the list of everybody's terms, by person
        PEOPLE: chip(tr("By person")),
        CONTROL: chip(tr("Control list")),
        # Translators: a chip: answers that other bodies owe
        AWAITED: chip(tr("Answers of bodies")),
    }
