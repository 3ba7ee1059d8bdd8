"""Beside the control list: the letter of a body that moves or ends the controls chosen there."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, Final

from akimat_desk.services.control_list import ControlLine
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.fields import DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.cases_panel import SidePanel

PROLONG, LIFT = "prolong", "lift"


class ControlPanel(SidePanel):
    """`id` is drawn once: Enter twice writes once. One letter may name several controls."""

    def __init__(self, name: str, rows: Sequence[ControlLine], place: Place) -> None:
        verbs = {PROLONG: tr("Prolong"), LIFT: tr("Take off control")}
        super().__init__(_title(name, rows), verbs[name], place.ways)
        self.name: Final = name
        self.id: Final = uuid.uuid4().hex
        self.keys: Final = tuple(row.key for row in rows)
        desk = place.desk
        fill: dict[str, Callable[[Sequence[ControlLine], Any], None]] = {
            PROLONG: self._fill_prolong,
            LIFT: self._fill_lift,
        }
        fill[name](rows, desk.cases.today)
        self.advise("\n".join(joined(row.number, row.body) for row in rows[:8]))
        self.form.fill()

    def wish(self) -> dict[str, Any]:
        return dict(self.form.entered())

    def said(self, count: int) -> str:
        if self.name == PROLONG:
            return tr_many(
                "The date of {count} control is moved.",
                "The dates of {count} controls are moved.",
                count,
            )
        return tr_many("{count} control is taken off.", "{count} controls are taken off.", count)

    def _fill_prolong(self, _: Sequence[ControlLine], today: Any) -> None:
        self.form.row(
            Entry("letter_number", tr("Letter of the bod&y"), TextField(), is_required=True)
        )
        self.form.row(Entry("letter_dated_on", tr("dat&ed"), DateField(today), is_required=True))
        self.form.row(Entry("due_on", tr("Ne&w date"), DateField(today), is_required=True))

    def _fill_lift(self, rows: Sequence[ControlLine], _: Any) -> None:
        self.form.row(Entry("by", tr("B&y whom"), TextField(), is_required=True))
        ground = LongTextField(3, tr("letter, number and date"))
        self.form.row(Entry("ground", tr("&Ground"), ground, is_required=True))
        bodies = {row.body for row in rows}
        self.form.restore({"by": bodies.pop() if len(bodies) == 1 else ""})


def _title(name: str, rows: Sequence[ControlLine]) -> str:
    count = len(rows)
    if name == PROLONG:
        return tr_many("Prolong {count} control", "Prolong {count} controls", count)
    return tr_many("Take {count} matter off control", "Take {count} matters off control", count)
