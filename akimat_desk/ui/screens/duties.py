"""Terms: what somebody is to be told of today, by person, and what other bodies control."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from akimat_desk.domain.office_hours import OfficeHours
from akimat_desk.domain.rights import may
from akimat_desk.services.control_list import ControlLine
from akimat_desk.services.desk import Desk
from akimat_desk.services.reminders import ReminderLine
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.duties_columns import control_columns, my_columns, person_columns
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look

MINE, PEOPLE, CONTROL = "mine", "people", "control"


class DutiesPlace(Place):
    """`acting_asked` carries a case and the action whose form its card is to open.

    `counted` carries how many reminders are one's own.
    """

    acting_asked = Signal(str, str)
    counted = Signal(int)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._chips = {
            MINE: chip(tr("For me")),
            # Translators: a chip: the list of everybody's terms, by person
            PEOPLE: chip(tr("By person")),
            CONTROL: chip(tr("Control list")),
        }
        self.lists: Final[dict[str, ShortList[Any]]] = {
            MINE: ShortList(my_columns(), background, (self._look(),), tr("Terms for me")),
            PEOPLE: ShortList(person_columns(), background, (self._look(),), tr("Terms by person")),
            CONTROL: ShortList(
                control_columns(), background, self._control_actions(), tr("Control list")
            ),
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
        mine = self.lists[MINE]
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

    def _control_actions(self) -> tuple[RowAction, ...]:
        """Each opens the card with the form of the action."""
        me = self.desk.office.me
        roles = () if me is None else me.roles

        def act(action: str, words: str, icon: str) -> RowAction:
            return RowAction(
                words,
                icon,
                lambda row: self.acting_asked.emit(row.case, action),
                lambda row: row.state == "open" and may(roles, action),
            )

        return (
            self._look(),
            act("report", tr("Record the &report…"), "send-check-outline"),
            act("prolong", tr("&Prolong…"), "calendar-arrow-right"),
            act("lift", tr("&Take off control…"), "eye-off-outline"),
        )

    # The place

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._chips.items() if button.isChecked())

    def choose(self, key: str, *_: object) -> None:
        """Brings one of the three lists to the front."""
        self._chips[key].setChecked(True)
        self._stack.setCurrentWidget(self.lists[key])
        self._words.setVisible(key != CONTROL)
        self.begin_at(self.lists[key].view)
        self.ways.retitle()
        self._ask()

    def title(self) -> str:
        return tr("Terms")

    def main_action(self) -> MainAction:
        # Translators: main button: the day's list of terms on paper
        return MainAction(tr("Print the list"), "F9", self.print_list)

    def shown(self) -> None:
        hours = self.desk.reminders.hours
        self.background.run(hours, self._tell_hours, owner=self, key="hours")
        self._ask()

    def _ask(self) -> None:
        fetch: dict[str, Callable[[], Sequence[Any]]] = {
            MINE: self.desk.reminders.mine,
            PEOPLE: self.desk.reminders.everybody,
            CONTROL: self.desk.control_list.rows,
        }
        self.lists[self.chosen].ask(fetch[self.chosen])

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
        rows = self.lists[self.chosen].table.rows()
        if not any(_is_awaited(row) for row in rows):
            self.ways.say(Weight.INFO, tr("There is nothing to print."))
            return
        language, desk = spoken().language, self.desk
        me = desk.office.me
        name = tr("List of terms")
        if self.chosen == CONTROL:
            name = tr("Control list")
            work = partial(desk.control_list.paper, language=language)
        elif self.chosen == MINE and me is not None:
            work = partial(desk.reminders.paper, logins=(me.login,), language=language)
        else:
            work = partial(desk.reminders.paper, language=language)
        self.background.run(work, lambda pdf: self.ways.show_paper(pdf, name), owner=self)


def _is_awaited(row: ReminderLine | ControlLine) -> bool:
    return isinstance(row, ReminderLine) or row.state == "open"
