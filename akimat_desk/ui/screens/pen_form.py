"""The words of the pen for one row: whom, with whom, by when, in which sentence."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from akimat_desk.domain.pen_sheets import SHEET_DIGITS, read_code
from akimat_desk.services.card_readings import Official
from akimat_desk.services.pen_sheets import PenBoard, PenRow
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, soft, strong, wrapped
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.pen_fields import PenDateField, PenWordsField
from akimat_desk.ui.screens.pen_work import PenEntry
from akimat_desk.ui.screens.resolution_snippets import WITH_KEYS, SnippetButton
from akimat_desk.ui.theme import look

_CODE_AT_END: Final = re.compile(rf"[0-9]{{{SHEET_DIGITS}}}(?:[0-9]{{2}})?\Z")


class PenForm(QFrame):
    """`taken` carries a PenEntry; `scanned` a code that a scanner typed into whichever field had
    the keys. What was chosen for a row before the scan is taken first."""

    taken = Signal(object)
    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.form: Final = Form()
        self._board: PenBoard | None = None
        self._names: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._head = wrapped(strong())
        self._about = wrapped(plain())
        self._dates = wrapped(soft())
        self._executor = ChoiceField()
        self._together = ManyField()
        self._until = PenDateField(self._today, self._workdays)
        self._words = PenWordsField()
        self._sentences = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        form = self.form
        form.row(Entry("executor", tr("&Executor"), self._executor, is_required=True))
        form.row(Entry("co_executors", tr("&Together with"), self._together))
        form.row(Entry("internal_on", tr("&Internal date"), self._until))
        # Translators: beside a field of one line: words, or the number of a sentence under it
        hint = tr("Words, or the number of a sentence below.")
        form.row(Entry("resolution", tr("&Resolution"), self._words, hint=hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        for label in (self._head, self._about, self._dates):
            layout.addWidget(label)
        layout.addWidget(form)
        self._sentences.setSpacing(0)
        layout.addLayout(self._sentences)
        layout.addStretch(1)
        self.setAccessibleName(tr("Resolution"))
        form.finished.connect(self.submit)
        for key in form.values():
            form.field(key).editor.installEventFilter(self)
        # An open list of suggestions takes Enter for itself; whoever typed a name goes on.
        for field in (self._executor, self._together):
            field.line.returnPressed.connect(partial(QTimer.singleShot, 0, self, self._go_on))

    # What it is filled with

    def offer(self, staff: Sequence[Official], sentences: Sequence[str]) -> None:
        choices = [_choice(one) for one in staff]
        self._names = {one.login: one.name for one in staff}
        self._executor.offer(choices)
        self._together.offer(choices)
        self._words.sentences = tuple(sentences[:WITH_KEYS])
        while (item := self._sentences.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, words in enumerate(self._words.sentences, start=1):
            button = SnippetButton(f"Alt+{number}", words)
            button.clicked.connect(partial(self._write, words))
            self._sentences.addWidget(button)

    def begin(self, board: PenBoard, row: PenRow, entry: PenEntry | None) -> None:
        """At the name, chosen whole: typing replaces what the table of responsibility gives."""
        self._board = board
        self._head.setText(tr("{row}. {number}", row=row.row, number=row.number))
        who = row.applicant or tr("anonymous")
        self._about.setText(joined(who, row.subject))
        due = "" if row.due_on is None else tr("due {day}", day=shown_day(row.due_on))
        latest = row.latest and tr("internal date at the latest {day}", day=shown_day(row.latest))
        self._dates.setText(joined(due, latest or ""))
        self.form.show_problems({})
        login = row.by_table if entry is None else entry.executor
        self._executor.restore("")
        if login in self._names:
            self._executor.choose(login)
        self._together.restore("\n".join((*(() if entry is None else entry.co_executors), "")))
        self._until.restore("")
        if entry is not None and entry.internal_on is not None:
            self._until.put(entry.internal_on)
        self._words.restore("" if entry is None else entry.words)
        self._begun = self.form.values()
        self._executor.line.setFocus()
        self._executor.line.end(False)  # noqa: FBT003
        self._executor.line.home(True)  # noqa: FBT003

    def submit(self) -> None:
        if self._board is not None and self.form.check():
            self.taken.emit(self._entry())

    # Within

    def _entry(self) -> PenEntry:
        login = self._executor.value()
        return PenEntry(
            executor=login,
            name=self._names.get(login, login),
            co_executors=tuple(one for one in self._together.taken() if one != login),
            internal_on=self._until.value(),
            words=self._words.value(),
        )

    def _write(self, words: str, *_: object) -> None:
        self._words.restore(words)
        self._words.line.setFocus()

    def _go_on(self) -> None:
        for field, following in (
            (self._executor, self._together),
            (self._together, self._until),
        ):
            if field.line.hasFocus() and not field.problem():
                following.line.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _read(self, editor: QWidget) -> bool:
        """Whether a scanner just typed a code at the end of this field; it is taken out."""
        field = next(
            one for one in map(self.form.field, self.form.values()) if one.editor is editor
        )
        raw = field.raw()
        found = _CODE_AT_END.search(raw)
        if found is None or read_code(found[0]) is None:
            return False
        field.restore(raw[: found.start()])
        if self.form.values() != self._begun and not self.form.problems():
            self.taken.emit(self._entry())
        self.scanned.emit(found[0])
        return True

    def _today(self) -> date:
        return date.min if self._board is None else self._board.today

    def _workdays(self) -> Sequence[date]:
        return () if self._board is None else self._board.workdays

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if is_enter and isinstance(watched, QWidget) and self._read(watched):
            return True
        return super().eventFilter(watched, event)


def _choice(one: Official) -> Choice:
    post = named(one.post)
    words = tr("{name}, {post}", name=one.name, post=post) if post else one.name
    return Choice(one.login, words, f"{one.post.ky} {one.post.ru} {one.login}")
