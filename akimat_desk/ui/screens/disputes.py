"""Two versions of one thing that is no case, side by side, and one press on the one that stays."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office
from akimat_desk.services.desk import Desk
from akimat_desk.services.other_disputes import OtherDispute, OtherDisputes, OtherVersion
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, card, secondary, soft, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_blocks import fluid, stacked
from akimat_desk.ui.screens.card_words import joined, shown_moment
from akimat_desk.ui.screens.disputes_words import about_words, version_words
from akimat_desk.ui.theme import look

SHOWN: Final = 4
"""So many at once; the others follow as these are settled."""


_Found = tuple[tuple[OtherDispute, ...], Office]


class DisputesBox(QWidget):
    """Takes no room while two desks agree in everything, and for whoever may not choose."""

    settled = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self.read: Callable[[], _Found] = self._read
        self._known: tuple[OtherDispute, ...] = ()
        self.form: Final = Form()
        self.buttons: list[QPushButton] = []
        self._inner: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        self._build()

    def _build(self) -> None:
        advice = tr(
            "Two people wrote without having seen each other's word. Nothing was lost: choose"
            " which version stays."
        )
        hint = tr("It stands beside the version that stays, for ever.")
        self.form.row(Entry("reason", tr("&Reason"), TextField(), is_required=True, hint=hint))
        self.form.finished.connect(self._to_first)
        for widget in (strong(tr("Two versions of one thing")), wrapped(soft(advice)), self.form):
            self._column.addWidget(widget)
        self.hide()

    def refresh(self) -> None:
        if self._desk.office.book.may("settle"):
            self._background.run(
                self.read, lambda found: self._show(*found), owner=self, key="disputes"
            )

    def _read(self) -> _Found:
        return tuple(OtherDisputes(self._desk.core).all()), self._desk.office.now

    def _show(self, disputes: tuple[OtherDispute, ...], office: Office) -> None:
        if disputes == self._known:
            return
        self._known = disputes
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.deleteLater()
        self.buttons = []
        self._inner = stacked([self._built(one, office) for one in disputes[:SHOWN]], 12)
        self._column.addWidget(self._inner)
        self.setVisible(bool(disputes))

    def _built(self, dispute: OtherDispute, office: Office) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(strong(about_words(dispute)))
        row = QHBoxLayout()
        row.setSpacing(look().px(12))
        # A workstation stands on the same side in all of them.
        for version in sorted(dispute.versions, key=lambda one: (one.workstation, one.at)):
            row.addWidget(self._version(dispute, version, office), 1)
        column.addLayout(row)
        return whole

    def _version(self, dispute: OtherDispute, version: OtherVersion, office: Office) -> QWidget:
        said = version_words(version.event, office)
        keep = secondary(tr("Keep this version"), "check")
        keep.setAccessibleDescription(f"{about_words(dispute)}: {said}")
        keep.clicked.connect(partial(self._settle, dispute, version.keeps))
        self.buttons.append(keep)
        where = tr("Workstation {mark}", mark=version.workstation) if version.workstation else ""
        signed = joined(where, shown_moment(local_time(version.at)))
        lines = [wrapped(strong(version.by)), fluid(said), wrapped(caption(signed))]
        return card(stacked(lines, 8, is_pushed_up=True), keep)

    def _to_first(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus()

    def _settle(self, dispute: OtherDispute, keeps: str, *_: object) -> None:
        if not self.form.check():
            return
        book, reason = OtherDisputes(self._desk.core), str(self.form.entered()["reason"])
        for button in self.buttons:
            button.setEnabled(False)
        self._background.run(
            lambda: book.settle(dispute.stream, dispute.slot, keeps, reason),
            lambda _: self._on_record(),
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_record(self) -> None:
        self.form.restore({"reason": ""})
        self._ways.say(Weight.GOOD, tr("The dispute is settled."))
        self._ways.changed()
        self.settled.emit()
        self.refresh()

    def _refused(self, error: DeskError) -> None:
        for button in self.buttons:
            button.setEnabled(True)
        self._ways.refuse(error)
