"""A list or the directory of bodies as the centre published it: what changes, then adopted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from akimat_desk.services.catalogue_releases import RowChange
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import Offer
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.rule_words import offer_words
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import head, secondary, soft, strong, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.theme import Tone, look

_MARGINS = (16, 12, 12, 12)


class ListPanel(QFrame):
    """`adopted` when it is on record; `refused` with what cannot be looked at or adopted."""

    adopted = Signal(object)
    refused = Signal(object)
    put_away = Signal()
    turned = Signal()

    def __init__(self, offer: Offer, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._offer, self._lists = offer, desk.catalogues
        self._background, self._ways = background, ways
        self._is_ready = False
        self.changes: tuple[RowChange, ...] = ()
        self.count = strong("")
        self.rows: ShortList[RowChange] = ShortList(_columns(), background, (), tr("What changes"))
        self._build()

    def _build(self) -> None:
        offer, title = self._offer, named(self._offer.name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addWidget(wrapped(head(title)), 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in _MARGINS))
        layout.setSpacing(look().px(8))
        layout.addLayout(row)
        told = offer_words(title, offer.release, offer.published_on)
        advice = tr(
            "Adopting is one entry for the whole office. What was chosen from the list before"
            " stays in the cases."
        )
        for one in (wrapped(soft(told)), self.count, wrapped(soft(advice))):
            layout.addWidget(one)
        layout.addWidget(self.rows, 1)
        self.rows.view.say_when_empty(tr("Nothing differs."))

    def main_action(self) -> MainAction | None:
        """None until what changes has been seen."""
        return MainAction(tr("Adopt"), "F9", self.adopt) if self._is_ready else None

    def start(self) -> None:
        self.rows.view.setFocus()

    def look(self) -> None:
        lists, named_as = self._lists, self._offer.id
        self._background.run(
            lambda: lists.changes(named_as),
            self.show_changes,
            failed=self.refused.emit,
            owner=self,
            key="list",
        )

    def adopt(self) -> None:
        if not self._is_ready:
            return
        self._turn(is_ready=False)
        lists, named_as = self._lists, self._offer.id
        self._background.run(
            lambda: lists.adopt(named_as),
            self._done,
            failed=self.refused.emit,
            owner=self,
            lane=Lane.WRITE,
        )

    def show_changes(self, changes: tuple[RowChange, ...]) -> None:
        self.changes = changes
        self.rows.ask(lambda: changes)
        words = tr_many("{count} row changes.", "{count} rows change.", len(changes))
        self.count.setText(words if changes else tr("Nothing differs."))
        self._turn(is_ready=True)

    def _done(self, offer: Offer) -> None:
        self._ways.changed()
        self.adopted.emit(offer)

    def _turn(self, *, is_ready: bool) -> None:
        self._is_ready = is_ready
        self.turned.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
            return
        super().keyPressEvent(event)


def _columns() -> tuple[Column[RowChange], ...]:
    return (
        Column(
            title=lambda: tr("Row of the list"),
            text=lambda row: named(row.name),
            is_strong=True,
        ),
        Column(title=lambda: tr("What changes"), text=_what, tone=_tone, chars=18),
    )


def _what(row: RowChange) -> str:
    words = {"new": tr("new"), "changed": tr("changed"), "gone": tr("no longer there")}
    return words[row.what]


def _tone(row: RowChange) -> Tone | None:
    return Tone.WARN if row.what == "gone" else None
