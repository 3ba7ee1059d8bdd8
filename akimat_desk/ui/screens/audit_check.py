"""Audit: a check of everything with its progress, and the result of the last one with its date."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError, WorkCancelled
from akimat_desk.domain.moments import local_time
from akimat_desk.services.audit import Check
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.text.refusals import refusal
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, card, plain, retone, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.progress import Progress
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.settings_words import number_words
from akimat_desk.ui.theme import Tone, look


class CheckPage(QWidget):
    """`retitled` when the check begins or is over: its button goes meanwhile."""

    retitled = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self._desk, self._background, self._ways = desk, background, ways
        self.progress = Progress()
        self.result = wrapped(plain())
        self.place = wrapped(plain())
        self.when = wrapped(caption())
        self._build()

    def _build(self) -> None:
        told = tr(
            "The check looks at every entry, at the order in which entries stand, at the lists made"
            " of them, at every file, at the signatures of the workstations and at the receipts of"
            " the server. It only reads; work goes on meanwhile."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addWidget(self.progress)
        layout.addWidget(card(strong(tr("The last check")), self.result, self.place, self.when))
        layout.addWidget(card(strong(tr("What is checked")), wrapped(plain(told))))
        layout.addStretch()
        self._show(None)

    def main_action(self) -> MainAction | None:
        if self.progress.is_running:
            return None
        return MainAction(tr("Check everything"), "F2", self.run)

    def ask(self) -> None:
        self._background.run(self._desk.audit.last, self._show, owner=self, key="last")

    def run(self) -> None:
        """In the background; Cancel leaves the last result as it was."""
        if self.progress.is_running:
            return
        audit = self._desk.audit
        self.progress.run(
            self._background,
            tr("Checking the journal, the lists and the papers"),
            lambda tally: audit.check(tally.report, tally.is_cancelled),
            self._checked,
            failed=self._failed,
        )
        self.retitled.emit()

    def _checked(self, found: Check) -> None:
        self._show(found)
        self.retitled.emit()

    def _failed(self, error: DeskError) -> None:
        weight = Weight.INFO if isinstance(error, WorkCancelled) else Weight.WARN
        self._ways.say(weight, sentence(error))
        self.retitled.emit()

    def _show(self, found: Check | None) -> None:
        for label in (self.place, self.when):
            label.setVisible(found is not None)
        if found is None:
            self.result.setText(tr("Nothing has been checked at this workstation yet."))
            retone(self.result, None)
            return
        is_whole = found.is_whole
        words = tr("Everything is whole.") if is_whole else refusal(found.code, found.facts)
        self.result.setText(words)
        retone(self.result, Tone.GOOD if is_whole else Tone.BAD)
        self.place.setText(_counted(found) if is_whole else _advice())
        moment = shown_moment(local_time(found.at))
        self.when.setText(tr("{moment}, {name}", moment=moment, name=found.who))


def _counted(found: Check) -> str:
    return tr(
        "Entries: {entries}. Records: {streams}. Papers and scans: {files}. Digest: {digest}",
        entries=number_words(found.entries),
        streams=number_words(found.streams),
        files=number_words(found.files),
        digest=found.digest[:16],
    )


def _advice() -> str:
    return tr(
        "Do not write over the data folder. Tell the head and whoever looks after the computers:"
        " a copy made before, and what the server received, show what was there."
    )
