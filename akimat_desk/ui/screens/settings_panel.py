"""A form of the settings: it stands in the place of its list until it is saved or put away."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.forms import Form
from akimat_desk.ui.labels import head, scrolled, secondary, soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.messages import problem_words
from akimat_desk.ui.place import MainAction, Ways
from akimat_desk.ui.theme import look

Entered = Mapping[str, Any]
SAVE: Final = "F9"


class Change(NamedTuple):
    """One thing that can be written. `work` makes, of what was entered, what runs off the window.

    `codes` names the field a refusal belongs to, by its code. `undo` is offered for ten seconds:
    another fact after this one.
    """

    title: str
    verb: str
    fill: Callable[[Form], None]
    work: Callable[[Entered], Callable[[], object]]
    said: str
    advice: str = ""
    codes: Mapping[str, str] = {}
    judge: Callable[[Entered], Mapping[str, str]] = lambda _: {}
    undo: Callable[[], object] | None = None


class Panel(QFrame):
    """What was typed stays when it is refused. `done` when it is on record, `put_away` at Esc."""

    done = Signal()
    put_away = Signal()

    def __init__(self, change: Change, background: Background, ways: Ways) -> None:
        super().__init__()
        self.change: Final = change
        self.form: Final = Form()
        self._background = background
        self._ways = ways
        self._is_writing = False
        self._build()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(self.change.title)
        self.change.fill(self.form)
        self.form.fill()
        self.form.setContentsMargins(0, 0, look().px(10), 0)
        self.form.finished.connect(self.submit)
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self.put_away)
        self.setFocusProxy(away)
        row = QHBoxLayout()
        row.addWidget(wrapped(head(self.change.title)), 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (16, 12, 8, 12)))
        layout.setSpacing(look().px(8))
        layout.addLayout(row)
        if self.change.advice:
            layout.addWidget(wrapped(soft(self.change.advice)))
        layout.addWidget(scrolled(self.form), 1)

    def start(self) -> None:
        """On the first empty field; where there is none, never on what cannot be taken back."""
        if self.form.values():
            self.form.start()
        else:
            self.setFocus()

    def main_action(self) -> MainAction:
        return MainAction(self.change.verb, SAVE, self.submit)

    def submit(self) -> None:
        """Judged here first; then written, in order with everything else."""
        if self._is_writing or not self.form.check():
            return
        entered = self.form.entered()
        wrong = self.change.judge(entered)
        if wrong:
            self.form.show_problems(wrong)
            return
        self._is_writing = True
        self._background.run(
            self.change.work(entered),
            lambda _: self._written(),
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _written(self) -> None:
        self.done.emit()

    def _refused(self, error: DeskError) -> None:
        self._is_writing = False
        facts = error.facts()
        key = self.change.codes.get(error.code, str(facts.get("field", "")))
        if key in self.form.values() and error.code == "field_wrong":
            words = problem_words(str(facts.get("reason")), facts.get("limit"))
            self.form.show_problems({key: words})
        elif key in self.form.values():
            self.form.field(key).setFocus()
        self._ways.refuse(error)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)


class Turning(QStackedWidget):
    """A page and, in its place for a while, a form. `turned` when one gave way to the other."""

    turned = Signal()
    written = Signal()

    def __init__(self, page: QWidget, background: Background, ways: Ways) -> None:
        super().__init__()
        self._page = page
        self._background = background
        self._ways = ways
        self.panel: Panel | None = None
        self.addWidget(page)

    def open(self, change: Change) -> None:
        self.close_panel()
        panel = Panel(change, self._background, self._ways)
        panel.put_away.connect(self.close_panel)
        panel.done.connect(self._done)
        self.addWidget(panel)
        self.setCurrentWidget(panel)
        self.panel = panel
        panel.start()
        self.turned.emit()

    def close_panel(self) -> None:
        if self.panel is None:
            return
        gone, self.panel = self.panel, None
        self.setCurrentWidget(self._page)
        self.removeWidget(gone)
        gone.deleteLater()
        self._page.setFocus()
        self.turned.emit()

    def _done(self) -> None:
        if self.panel is None:
            return
        change = self.panel.change
        self.close_panel()
        self.written.emit()
        if change.undo is None:
            self._ways.say(Weight.GOOD, change.said)
        else:
            self._ways.say_undoable(change.said, partial(self._take_back, change.undo))

    def _take_back(self, undo: Callable[[], object]) -> None:
        self._background.run(undo, lambda _: self.written.emit(), owner=self, lane=Lane.WRITE)
