"""What a change of the rules moves: seen first, then adopted, or put away."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from akimat_desk.domain.rules import Finding
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.calendar_readings import Adopted, Moved
from akimat_desk.services.desk import Desk
from akimat_desk.services.rule_readings import PackRead
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.rule_words import finding_words, pack_refusal
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.labels import retone, scrolled, strong
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens.calendar_moved import MovedPanel
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.rules_words import Difference, differences, pack_title, release_words
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.theme import Tone, look


class Wanted(NamedTuple):
    """What is looked at; `adopt` None: it is only looked at."""

    title: str
    about: str
    preview: Callable[[Watch], tuple[Moved, ...]]
    adopt: Callable[[Watch], Adopted] | None = None
    doing: str = ""


class ChangePanel(MovedPanel):
    """`adopted` when it is on record; `refused` with what cannot be proposed at all."""

    adopted = Signal(object)
    refused = Signal(object)

    def __init__(self, wanted: Wanted, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__((wanted.title, wanted.about), desk.calendars, background, ways)
        self._wanted = wanted
        self._is_known = False

    def main_action(self) -> MainAction | None:
        """None until everything that moves has been seen."""
        if self._wanted.adopt is None or not self._is_known or self.progress.is_running:
            return None
        return MainAction(tr("Adopt"), "F9", self.adopt)

    def look(self) -> None:
        self.count.setText(tr("Looking at the open cases…"))
        self.progress.run(
            self.background,
            tr("Looking at the open cases"),
            lambda tally: self._wanted.preview(_watch(tally)),
            self._known,
            failed=self.refused.emit,
        )

    def _known(self, moved: tuple[Moved, ...]) -> None:
        self._is_known = True
        if self._wanted.adopt is not None:
            self.advice.setText(
                tr(
                    "Adopting is one entry. The dates follow at once; no case gets an entry of"
                    " its own."
                )
            )
        words = tr_many("{count} open case moves.", "{count} open cases move.", len(moved))
        self.show_moved(moved, words if moved else tr("No open case moves."))

    def adopt(self) -> None:
        adopt = self._wanted.adopt
        if adopt is None or self.progress.is_running:
            return
        self.progress.run(
            self.background,
            self._wanted.doing or tr("Adopting the rules"),
            lambda tally: adopt(_watch(tally)),
            self._done,
            failed=self.show_failed,
            lane=Lane.WRITE,
        )
        self.turned.emit()

    def _done(self, adopted: Adopted) -> None:
        self.ways.changed()
        self.adopted.emit(adopted)


class PackPanel(ChangePanel):
    """A pack from a file: what a careful reader objects to, what differs, what moves."""

    def __init__(self, read: PackRead, desk: Desk, background: Background, ways: Ways) -> None:
        rules = desk.rules
        wanted = Wanted(
            pack_title(read),
            release_words(read),
            lambda watch: rules.preview(read, watch),
            lambda watch: rules.adopt(read, watch),
        )
        super().__init__(wanted, desk, background, ways)
        self.read = read
        self.findings: ShortList[Finding] = ShortList(
            _finding_columns(read), background, (), tr("What a careful reader finds")
        )
        self.differences: ShortList[Difference] = ShortList(
            _difference_columns(), background, (), tr("What differs")
        )
        self._lay_out()

    def _lay_out(self) -> None:
        """Three lists need more height than a small screen has: below the title it rolls."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, look().px(2), 0)
        column.setSpacing(look().px(8))
        column.addLayout(self._lists(), 2)
        for widget in (self.count, self.advice):
            column.addWidget(widget)
        column.addWidget(self.view, 3)
        self.layout_.addWidget(scrolled(inner), 1)
        for view in (self.differences.view, self.findings.view, self.view):
            view.setMinimumHeight(look().lines(7))
        self.differences.view.say_when_empty(tr("Nothing differs."))
        self.findings.view.say_when_empty(tr("Nothing is wrong."))
        QWidget.setTabOrder(self.differences.view, self.findings.view)
        QWidget.setTabOrder(self.findings.view, self.view)

    def _lists(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(look().px(8))
        grid.addWidget(strong(tr("What differs")), 0, 0)
        grid.addWidget(self.differences, 1, 0)
        grid.addWidget(strong(tr("What is found")), 0, 1)
        grid.addWidget(self.findings, 1, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        return grid

    def start(self) -> None:
        self.differences.view.setFocus()

    def look(self) -> None:
        """Of a pack that cannot be adopted only what is wrong with it is shown."""
        read = self.read
        self.differences.ask(lambda: tuple(differences(read)))
        self.findings.ask(lambda: sorted(read.findings, key=lambda one: one.is_note))
        if not read.refusal:
            super().look()
            return
        retone(self.count, Tone.BAD)
        self.count.setText(tr("It cannot be adopted: {why}.", why=pack_refusal(read.refusal)))


def _watch(tally: Tally) -> Watch:
    return Watch(tally.report, tally.is_cancelled)


def _finding_columns(read: PackRead) -> tuple[Column[Finding], ...]:
    titles = {} if read.pack is None else {one.id: named(one.title) for one in read.pack.rules}
    return (
        Column(
            title=lambda: tr("What is found"),
            text=lambda row: finding_words(row.code),
            note=lambda row: titles.get(row.rule_id, row.rule_id),
            tone=lambda row: None if row.is_note else Tone.BAD,
        ),
        Column(
            title=lambda: tr("Weight"),
            text=lambda row: tr("to know") if row.is_note else tr("fault"),
            tone=lambda row: None if row.is_note else Tone.BAD,
            chars=13,
        ),
    )


def _difference_columns() -> tuple[Column[Difference], ...]:
    return (
        Column(
            title=lambda: tr("Rule"),
            text=lambda row: row.field,
            note=lambda row: row.rule,
            is_strong=True,
        ),
        Column(title=lambda: tr("Was"), text=lambda row: row.before),
        Column(title=lambda: tr("Becomes"), text=lambda row: row.after, is_strong=True),
    )
