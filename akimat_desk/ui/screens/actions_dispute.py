"""Settling a dispute: both versions side by side, a reason, and one press on the one that stays."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.card_readings import Dispute, Version
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, scrolled, secondary, soft, strong, wrapped
from akimat_desk.ui.labels import card as surface
from akimat_desk.ui.screens.actions import OneDoing, Seat, beside, panel_head
from akimat_desk.ui.screens.card_blocks import fluid, stacked
from akimat_desk.ui.screens.card_history_words import event_words
from akimat_desk.ui.screens.card_words import joined, role_words, signed_words
from akimat_desk.ui.theme import look


class DisputePanel(QFrame):
    """The same signals as an ActionPanel."""

    done = Signal(str)
    put_away = Signal()
    asked = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat: Final = seat
        self.form: Final = Form()
        self._once: Final = OneDoing(seat)
        self._is_busy = False
        self._build()

    def start(self) -> None:
        self.form.start()

    def _build(self) -> None:
        self.setProperty("role", "card")
        title = tr("Settle the dispute")
        self.setAccessibleName(title)
        hint = tr("It stands beside the version that stays, for ever.")
        self.form.row(Entry("reason", tr("&Reason"), TextField(), is_required=True, hint=hint))
        self.form.finished.connect(self.focusNextChild)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look().px(side) for side in (16, 8, 8, 12)))
        outer.setSpacing(look().px(8))
        outer.addLayout(panel_head(title, self.put_away.emit))
        outer.addWidget(wrapped(soft(_advice())))
        outer.addWidget(self.form)
        disputes = [self._dispute(one) for one in self.seat.card.disputes]
        outer.addWidget(scrolled(stacked(disputes, is_pushed_up=True)), 1)

    def _dispute(self, dispute: Dispute) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, look().px(10), 0)
        column.addWidget(strong(slot_words(dispute.slot)))
        row = QHBoxLayout()
        row.setSpacing(look().px(12))
        for version in dispute.versions:
            row.addWidget(self._version(dispute.slot, version), 1)
        column.addLayout(row)
        return whole

    def _version(self, slot: str, version: Version) -> QWidget:
        card, signed = self.seat.card, version.signed
        who = joined(signed_words(signed), role_words(signed.role))
        keep = secondary(tr("Keep this version"), "check")
        keep.setAccessibleDescription(event_words(card, version.event))
        keep.clicked.connect(partial(self._settle, slot, version.id))
        # The versions stand at one height and the buttons at one line, however long the words are.
        return surface(
            stacked(
                [
                    wrapped(strong(signed.who)),
                    fluid(event_words(card, version.event)),
                    wrapped(caption(who)),
                ],
                8,
                is_pushed_up=True,
            ),
            keep,
        )

    def _settle(self, slot: str, keeps: str, *_: object) -> None:
        if self._is_busy or not self.form.check():
            return
        self._is_busy = True
        desk, case_id = self.seat.desk, self.seat.card.id
        wish = {"slot": slot, "keeps": keeps, "reason": str(self.form.entered()["reason"])}
        self.seat.background.run(
            self._once.doing(lambda: desk.cases.do(case_id, "settle", wish)),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_record(self, _: Any) -> None:
        self.done.emit(tr("The dispute is settled."))

    def _refused(self, error: DeskError) -> None:
        self._is_busy = False
        key, words = beside(error, {})
        self.form.show_problems({key: words})
        self.seat.ways.refuse(error)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


def _advice() -> str:
    return tr(
        "Two people wrote without having seen each other's word."
        " Nothing was lost; until one version is chosen the earlier date holds."
    )


def slot_words(slot: str) -> str:
    """What the dispute is about."""
    head = slot.partition(":")[0]
    words = {
        "responsible": tr("Who executes"),
        "term": tr("How the term goes"),
        "outcome": tr("How the case ends"),
        "control": tr("Control by another body"),
        "act": tr("Number of the answer"),
        "incoming": tr("How the case was accepted here"),
        "field": tr("What stands on the card"),
    }
    return words.get(head, slot)
