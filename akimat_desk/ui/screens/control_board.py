"""What other bodies control: chosen by date and body, reported on, moved and taken off by keys."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.case_rights import may_on
from akimat_desk.services.control_list import ControlDone, ControlLine, Scope
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.paged_table import PagedTable
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.cases_slot import PanelSlot
from akimat_desk.ui.screens.control_letters import REPORT, open_letter
from akimat_desk.ui.screens.control_panels import LIFT, PROLONG, ControlPanel
from akimat_desk.ui.screens.duties_columns import control_columns
from akimat_desk.ui.screens.settings_list import RowAction, Whole
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import look

OPEN: Final = "open"
WEEK: Final = "week"
OVERDUE: Final = "overdue"
OVER: Final = "over"


class ControlBoard(QWidget):
    """`acting_asked` carries a case and the action whose form its card is to open. Rows can be
    marked; what is done then is done on all that are marked."""

    acting_asked = Signal(str, str)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place: Final = place
        self.table: Final = PagedTable(control_columns(), place.background, key=_key)
        self.view: Final = TableView(self.table)
        self.slot: Final = PanelSlot(self.view)
        self.filter: Final = Form()
        self.chips: Final = _chips()
        self._actions: Final = self._all_actions()
        self._buttons = {name: self._button(name) for name in self._actions}
        self._build()

    def _build(self) -> None:
        self.view.setAccessibleName(tr("Control list"))
        above, below = self._top(), flow(*self._buttons.values())
        self.slot.stand_between(above, below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(above)
        layout.addWidget(self.slot, 1)
        layout.addWidget(below)
        self.view.chosen.connect(lambda row: self._place.ways.open_case(row.case))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._mark())
        self.table.modelReset.connect(self._mark)
        self.table.marks.changed.connect(lambda _: self._mark())

    def _top(self) -> QWidget:
        group = QButtonGroup(self)
        for button in self.chips.values():
            group.addButton(button)
            button.clicked.connect(lambda *_: self.ask())
        self.chips[OPEN].setChecked(True)
        stop_at_chosen(group)
        body = ChoiceField(is_free=True)
        self.filter.row(Entry("body", tr("Of which &body"), body))
        self.filter.changed.connect(lambda _: self.ask())
        self.filter.finished.connect(self.view.setFocus)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(flow(*self.chips.values()), 3)
        row.addWidget(self.filter, 2)
        return top

    def _all_actions(self) -> dict[str, RowAction]:
        me = self._place.desk.office.me
        roles = () if me is None else me.roles

        def awaited(right: str) -> Callable[[Any], bool]:
            return lambda row: row.state == "open" and may_on(roles, right, row.tie)

        return {
            REPORT: RowAction(
                tr("Report to the &body…"), "email-check-outline", self._report,
                awaited("issue-act"),
            ),
            "report": RowAction(
                tr("Record the &report…"), "send-check-outline",
                lambda row: self.acting_asked.emit(row.case, "report"), awaited("report"),
            ),
            PROLONG: RowAction(
                tr("&Prolong…"), "calendar-arrow-right", lambda _: self._open_panel(PROLONG),
                awaited("prolong"),
            ),
            LIFT: RowAction(
                tr("&Take off control…"), "eye-off-outline", lambda _: self._open_panel(LIFT),
                lambda row: row.lifted_on is None and may_on(roles, "lift", row.tie),
            ),
            # Translators: button: a paper for the executors of the rows, to be signed by them
            "remind": RowAction(
                tr("Remi&nd…"), "bell-outline", lambda _: self._remind(), awaited("read"),
            ),
        }  # fmt: skip

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = secondary(action.words, action.icon)
        button.clicked.connect(lambda *_: self._run(action))
        return button

    # What is shown

    @property
    def scope(self) -> Scope:
        return next(one for one, button in self.chips.items() if button.isChecked())

    @property
    def body(self) -> str:
        return self.filter.values()["body"].strip()

    def ask(self) -> None:
        listed, scope, body = self._place.desk.control_list, self.scope, self.body
        self.table.show(lambda _: Whole(listed.rows(scope=scope, body=body)))
        self._place.background.run(listed.bodies, self._offer, owner=self, key="bodies")

    def paper(self) -> Callable[[], bytes]:
        """The rows in front, as they are printed; to be called off the window's thread."""
        listed, language = self._place.desk.control_list, spoken().language
        return partial(listed.paper, language=language, scope=self.scope, body=self.body)

    def _offer(self, bodies: Sequence[str]) -> None:
        field = self.filter.field("body")
        if isinstance(field, ChoiceField):
            field.offer([Choice(one, one) for one in bodies])

    # Doing

    def targets(self, fits: Callable[[ControlLine], bool]) -> tuple[str, ...]:
        """Keys of the marked rows, else of the one the keyboard is on, where the action fits."""
        marked = set(self.table.marks.ids())
        rows = [row for row in self.table.rows() if row.key in marked]
        current = self.view.current_row()
        if not marked and current is not None:
            rows = [current]
        return tuple(row.key for row in rows if fits(row))

    def _run(self, action: RowAction) -> None:
        row = self.view.current_row()
        if row is not None and self.targets(action.fits):
            action.run(row)

    def _mark(self) -> None:
        for name, button in self._buttons.items():
            button.setEnabled(bool(self.targets(self._actions[name].fits)))

    def _report(self, row: ControlLine) -> None:
        open_letter(self._place, row.case, REPORT, row.control)

    def _remind(self) -> None:
        keys = self.targets(lambda row: row.state == "open")
        listed, language = self._place.desk.control_list, spoken().language
        name, ways = tr("Reminder on matters under control"), self._place.ways
        self._place.background.run(
            lambda: listed.reminder(keys, language=language),
            lambda pdf: ways.show_paper(pdf, name),
            failed=ways.refuse,
            owner=self,
        )

    def _open_panel(self, name: str) -> None:
        keys = self.targets(self._actions[name].fits)
        rows = [row for row in self.table.rows() if row.key in set(keys)]
        panel = ControlPanel(name, rows, self._place)
        panel.submitted.connect(partial(self._write, panel))
        self.slot.open(panel)

    def _write(self, panel: ControlPanel) -> None:
        panel.begin()
        desk, wish, keys = self._place.desk, panel.wish(), panel.keys
        once, name = desk.cards.once, panel.name
        self._place.background.run(
            lambda: once.run(panel.id, lambda: desk.control_list.act_on(keys, name, wish)),
            partial(self._written, panel),
            failed=lambda error: panel.refuse(error, {}),
            owner=self,
            lane=Lane.WRITE,
        )

    def _written(self, panel: ControlPanel, result: ControlDone) -> None:
        panel.end()
        ways = self._place.ways
        if result.refused:
            lines = [f"{number}: {sentence(error)}" for number, error in result.refused]
            panel.show_lines(tr("Refused:"), lines)
        else:
            self.slot.close_panel()
        ways.say(Weight.GOOD, panel.said(result.done))
        ways.changed()
        self.ask()


def _key(row: ControlLine) -> str:
    return row.key


def _chips() -> dict[Scope, QPushButton]:
    return {
        # Translators: a chip: controls that a body still awaits a report on
        OPEN: chip(tr("Awaited")),
        WEEK: chip(tr("This week")),
        OVERDUE: chip(tr("Overdue")),
        OVER: chip(tr("Reported, taken off")),
    }
