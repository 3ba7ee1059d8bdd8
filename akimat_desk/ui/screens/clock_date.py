"""Which day is it: asked once where the computer's clock stands long after the newest record."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.fields import DateField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.theme import look

WIDEST: Final = 640


class ClockDatePlace(Place):
    """The date is typed by whoever knows it, not offered: a look at the paper calendar is meant."""

    confirmed = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._why: Final[QLabel] = wrapped(plain())
        self._form: Final = Form()
        day = DateField(desk.cases.today)
        self._form.row(Entry("day", tr("&Today is"), day, is_required=True))
        self._form.finished.connect(self._confirm)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        advice = tr("Look at a calendar and type today's date. It is asked once and recorded.")
        for widget in (self._why, self._form, wrapped(soft(advice))):
            widget.setMaximumWidth(look().px(WIDEST))
            layout.addWidget(widget)
        layout.addStretch(1)
        self.begin_at(self._form.field("day"))

    def title(self) -> str:
        return tr("Today's date")

    def main_action(self) -> MainAction:
        return MainAction(tr("Confirm the date"), "F2", self._confirm)

    def show_why(self, error: DeskError) -> None:
        self._why.setText(sentence(error))
        self._form.restore({"day": ""})

    def _confirm(self) -> None:
        told = self._form.entered()["day"]
        if not self._form.check() or not isinstance(told, date):
            return
        confirm = self.desk.trusted_time.confirm
        self.background.run(
            lambda: confirm(told), lambda _: self._done(), owner=self, lane=Lane.WRITE
        )

    def _done(self) -> None:
        self.ways.say(Weight.GOOD, tr("The date is confirmed; numbers are given again."))
        self.confirmed.emit()
