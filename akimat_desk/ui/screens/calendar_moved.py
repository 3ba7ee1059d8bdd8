"""The cases a change of the calendar moves: shown before it is adopted, and told afterwards."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from akimat_desk.domain.errors import DeskError, WorkCancelled
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.calendar_readings import Adopted, Change, Moved, Proposal
from akimat_desk.services.calendars import Calendars
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import head, secondary, soft, strong, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.calendar_words import proposal_words
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.settings_list import Whole
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import Tone, look

_PAGE = 200


class MovedPanel(QFrame):
    """What both panels have: a title, a count, the list of cases, and how far the work is."""

    put_away = Signal()
    turned = Signal()

    def __init__(
        self, words: tuple[str, str], calendars: Calendars, background: Background, ways: Ways
    ) -> None:
        super().__init__()
        self.moved: tuple[Moved, ...] = ()
        self.progress = Progress()
        self.count = strong("")
        self.advice = wrapped(soft(""))
        self.calendars, self.background, self.ways = calendars, background, ways
        self.table = self.make_table()
        self.view = TableView(self.table)
        self._build(*words)

    def _build(self, title: str, about: str) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addWidget(wrapped(head(title)), 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(*(look().px(side) for side in (16, 12, 12, 12)))
        self.layout_.setSpacing(look().px(8))
        for one in (wrapped(_lines(about)), self.progress, self.count, self.advice):
            self.layout_.addWidget(one)
        self.layout_.insertLayout(0, row)
        self.layout_.addWidget(self.view, 1)
        self.view.setAccessibleName(tr("Cases that move"))
        self.view.chosen.connect(lambda row: self.ways.open_case(row.case))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the list; a focus proxy would hide from Tab what stands before it."""
        self.view.setFocus(reason)

    def make_table(self) -> PagedTable[Moved]:
        return PagedTable(_columns(), self.background)

    def start(self) -> None:
        self.view.setFocus()

    def show_moved(self, moved: tuple[Moved, ...], words: str) -> None:
        self.moved = moved
        self.count.setText(words)
        self.table.show(lambda after: _page(moved, after))
        self.turned.emit()

    def show_failed(self, error: DeskError) -> None:
        if isinstance(error, WorkCancelled):
            self.ways.say(Weight.INFO, sentence(error))
        else:
            self.ways.refuse(error)
        self.turned.emit()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.progress.is_running:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


class PreviewPanel(MovedPanel):
    """`adopted` when it is on record; `refused` with what cannot be proposed at all."""

    adopted = Signal(object)
    refused = Signal(object)

    def __init__(
        self, proposal: Proposal, calendars: Calendars, background: Background, ways: Ways
    ) -> None:
        words = (tr("What would move"), proposal_words(proposal))
        super().__init__(words, calendars, background, ways)
        self._proposal = proposal
        self._is_known = False

    def main_action(self) -> MainAction | None:
        """None until everything that moves has been seen."""
        if not self._is_known or self.progress.is_running:
            return None
        return MainAction(tr("Adopt"), "F9", self.adopt)

    def look(self) -> None:
        self.count.setText(tr("Looking at the open cases…"))
        self.progress.run(
            self.background,
            tr("Looking at the open cases"),
            lambda tally: self.calendars.preview(self._proposal, _watch(tally)),
            self._known,
            failed=self.refused.emit,
        )

    def _known(self, moved: tuple[Moved, ...]) -> None:
        self._is_known = True
        self.advice.setText(
            tr("Adopting is one entry. The dates follow at once; no case gets an entry of its own.")
        )
        words = tr_many("{count} open case moves.", "{count} open cases move.", len(moved))
        self.show_moved(moved, words if moved else tr("No open case moves."))

    def adopt(self) -> None:
        if self.progress.is_running:
            return
        self.progress.run(
            self.background,
            tr("Adopting the calendar"),
            lambda tally: self.calendars.adopt(self._proposal, _watch(tally)),
            self._done,
            failed=self.show_failed,
            lane=Lane.WRITE,
        )
        self.turned.emit()

    def _done(self, adopted: Adopted) -> None:
        self.ways.changed()
        self.adopted.emit(adopted)


class NoticesPanel(MovedPanel):
    """After a change: who was told, the papers for who was not, and that they were given."""

    def __init__(
        self, change: Change | str, calendars: Calendars, background: Background, ways: Ways
    ) -> None:
        about = "" if isinstance(change, str) else change_words(change)
        super().__init__((tr("Who is to be told"), about), calendars, background, ways)
        self._change = change if isinstance(change, str) else change.id
        self._given = secondary(tr("They &were given"), "check")
        self._given.clicked.connect(self._record)
        self._given.setEnabled(False)
        self.layout_.addWidget(flow(self._given))
        self.table.marks.changed.connect(lambda _: self._follow_marks())

    def make_table(self) -> PagedTable[Moved]:
        """Rows can be marked: then only those are meant."""
        columns = (*_columns(), Column(title=lambda: tr("Told"), text=_told, chars=14))
        return PagedTable(columns, self.background, key=lambda row: row.case)

    @property
    def untold(self) -> list[str]:
        """Who can still be told: of the marked cases, or of all where none is marked."""
        marks = self.table.marks
        return [
            one.case
            for one in self.moved
            if one.can_be_told and (not len(marks) or one.case in marks)
        ]

    def _follow_marks(self) -> None:
        self._given.setEnabled(bool(self.untold))
        self.turned.emit()

    def main_action(self) -> MainAction | None:
        count = len(self.untold)
        if not count or self.progress.is_running:
            return None
        return MainAction(
            tr_many("Print {count} notice", "Print {count} notices", count), "F9", self.print
        )

    def look(self) -> None:
        self.progress.run(
            self.background,
            tr("Looking at the open cases"),
            lambda tally: self.calendars.moved_by(self._change, _watch(tally)),
            self._known,
            failed=self.show_failed,
        )

    def _known(self, moved: tuple[Moved, ...]) -> None:
        told = sum(one.told_on is not None for one in moved)
        words = tr(
            "Moved: {moved}. Told: {told}. To be told: {left}.",
            moved=len(moved),
            told=told,
            left=sum(one.can_be_told for one in moved),
        )
        self.advice.setText(tr("A notice counts as given once you say so; the case then shows it."))
        self.show_moved(moved, words if moved else tr("No open case was moved."))
        if self._given.hasFocus():
            # A button that can no longer be pressed must not throw the keyboard out of the panel.
            self.view.setFocus()
        self._given.setEnabled(bool(self.untold))

    def print(self) -> None:
        cases, name = self.untold, tr("Notices of a changed date")
        self._run(
            tr("Printing the notices"),
            lambda tally: self.calendars.notices.paper(self._change, cases, _watch(tally)),
            lambda paper: self.ways.show_paper(paper, name),
        )

    def _record(self) -> None:
        cases = self.untold
        self._run(
            tr("Recording the notices"),
            lambda _: self.calendars.notices.given(self._change, cases),
            self._recorded,
            Lane.WRITE,
        )

    def _recorded(self, count: int) -> None:
        words = tr_many("{count} notice is recorded.", "{count} notices are recorded.", count)
        self.ways.say(Weight.GOOD, words)
        self.ways.changed()
        self.table.marks.clear()
        self.look()

    def _run(
        self,
        words: str,
        work: Callable[[Tally], object],
        done: Callable[[object], None] | Callable[[bytes], None] | Callable[[int], None],
        lane: Lane = Lane.LONG,
    ) -> None:
        if self.progress.is_running:
            return

        def over(answer: object) -> None:
            self.turned.emit()
            done(answer)  # type: ignore[arg-type]

        self.progress.run(self.background, words, work, over, failed=self.show_failed, lane=lane)
        self.turned.emit()


def change_words(change: Change) -> str:
    return proposal_words(Proposal(days=change.days, weeks=change.weeks))


def _lines(about: str) -> QLabel:
    """A long change shows its first lines; the list of days has them all."""
    lines = about.splitlines()
    shown = lines[:4] + (["…"] if len(lines) > 4 else [])
    return strong("\n".join(shown))


def _watch(tally: Tally) -> Watch:
    return Watch(tally.report, tally.is_cancelled)


def _page(moved: Sequence[Moved], after: int | None) -> Whole:
    first = after or 0
    rest = first + _PAGE
    return Whole(moved[first:rest], rest if rest < len(moved) else None)


def _columns() -> tuple[Column[Moved], ...]:
    return (
        Column(title=lambda: tr("Number"), text=lambda row: row.number, chars=18, is_strong=True),
        Column(
            title=lambda: tr("Applicant"),
            text=lambda row: row.applicant or tr("anonymous"),
        ),
        Column(title=lambda: tr("Was due"), text=lambda row: _day(row.before), chars=14),
        Column(
            title=lambda: tr("Is due"),
            text=_arrow,
            chars=16,
            tone=_tone,
        ),
    )


def _arrow(row: Moved) -> str:
    return f"\N{RIGHTWARDS ARROW} {_day(row.after)}"


def _day(day: date | None) -> str:
    return tr("stands") if day is None else shown_day(day)


def _tone(row: Moved) -> Tone | None:
    is_sooner = row.before is not None and row.after is not None and row.after < row.before
    return Tone.BAD if is_sooner else None


def _told(row: Moved) -> str:
    return "" if row.told_on is None else shown_day(row.told_on)
