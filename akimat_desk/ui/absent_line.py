"""One line of Today: who is away and who has their cases."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.absences import AbsentNow
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.screens.card_words import shown_day


class AbsentLine(QWidget):
    """Not there at all while nobody is away."""

    def __init__(self) -> None:
        super().__init__()
        self._words = wrapped(soft())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        self.hide()

    def ask(self, desk: Desk, background: Background) -> None:
        background.run(desk.absences.now, self.show_absent, owner=self, key="absent")

    def show_absent(self, absent: tuple[AbsentNow, ...]) -> None:
        told = "; ".join(
            tr(
                "{absent} until {day}, instead: {substitute}",
                absent=one.absent,
                day=shown_day(one.until_on),
                substitute=one.substitute,
            )
            for one in absent
        )
        self._words.setText(tr("Away now: {people}", people=told))
        self.setVisible(bool(absent))
