"""Acts and letters: what was issued by forms, where each stands, and what is done with it next."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from akimat_desk.domain.act_states import ActState
from akimat_desk.domain.act_wishes import ActDelivery
from akimat_desk.domain.case_rights import may_on
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.rights import may
from akimat_desk.services.act_steps import ActRow
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.acts_board import ActsBoard
from akimat_desk.ui.screens.acts_steps import ANNUL, DELIVER, SIGN, StepForm, step_form
from akimat_desk.ui.screens.acts_words import act_name, stage_words
from akimat_desk.ui.screens.settings_list import RowAction
from akimat_desk.ui.shortcuts import KeyLine

PRINT_KEY: Final = "F9"
_RIGHTS: Final = {SIGN: "sign-act", DELIVER: "deliver", ANNUL: "annul-act", "correct": "issue-act"}
_STAGES: Final = {
    SIGN: ("numbered",),
    DELIVER: ("numbered", "signed", "delivered", "returned", "replaced"),
    ANNUL: ("waiting", "numbered", "signed", "delivered", "returned", "replaced"),
    "correct": ("waiting", "numbered", "signed", "delivered", "returned"),
}
_KEYS: Final = {SIGN: "F6", DELIVER: "F7", "correct": "F8"}


class ActsPlace(Place):
    """The list, and over it the form of one step. Nothing that was issued is edited here."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        me = desk.office.me
        self._roles = () if me is None else me.roles
        self.board: Final = ActsBoard(desk, background, self._actions())
        self.panel: StepForm | None = None
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.begin_at(self.board.list.view)
        for keys, run in (
            (PRINT_KEY, self._open_current),
            (_KEYS[SIGN], partial(self._step_current, SIGN)),
            (_KEYS[DELIVER], partial(self._step_current, DELIVER)),
            (_KEYS["correct"], self._correct_current),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.board)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(run)

    def _actions(self) -> tuple[RowAction, ...]:
        def step(name: str, words: str, icon: str, run: Callable[[ActRow], None]) -> RowAction:
            shown = tr("{verb}  {keys}", verb=words, keys=_KEYS[name]) if name in _KEYS else words
            return RowAction(shown, icon, run, partial(self.may_do, name))

        opening = tr("{verb}  {keys}", verb=tr("Open the paper"), keys=PRINT_KEY)
        return (
            RowAction(opening, "file-document-outline", self.open_paper, _has_paper),
            step(SIGN, tr("Signed…"), "draw-pen", partial(self.open_step, SIGN)),
            step(DELIVER, tr("Delivered…"), "send-outline", partial(self.open_step, DELIVER)),
            step("correct", tr("Correct by a new act…"), "file-replace-outline", self.correct),
            step(ANNUL, tr("Annul…"), "cancel", partial(self.open_step, ANNUL)),
            RowAction(
                tr("Open its case"),
                "folder-open-outline",
                lambda row: self.ways.open_case(row.stream),
                lambda row: bool(row.case_number),
            ),
        )

    def may_do(self, step: str, row: ActRow) -> bool:
        return row.stage in _STAGES[step] and may_on(self._roles, _RIGHTS[step], row.tie)

    # The place

    def title(self) -> str:
        return tr("Acts and letters")

    def main_action(self) -> MainAction | None:
        if self.panel is not None:
            return self.panel.main_action()
        if not may(self._roles, "issue-act"):
            return None
        return MainAction(tr("New act…"), "F2", self.ways.open_act_form)

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return (
            KeyLine(group, "Enter", tr("Open the paper")),
            KeyLine(group, PRINT_KEY, tr("Open the paper, where F9 prints it")),
            KeyLine(group, _KEYS[SIGN], tr("Signed…")),
            KeyLine(group, _KEYS[DELIVER], tr("Delivered…")),
            KeyLine(group, _KEYS["correct"], tr("Correct by a new act…")),
        )

    def shown(self) -> None:
        self.board.read()

    # What is done with one act

    def _open_current(self) -> None:
        row = self.board.current()
        if row is not None and _has_paper(row):
            self.open_paper(row)

    def _step_current(self, step: str) -> None:
        row = self.board.current()
        if row is not None and self.may_do(step, row):
            self.open_step(step, row)

    def _correct_current(self) -> None:
        row = self.board.current()
        if row is not None and self.may_do("correct", row):
            self.correct(row)

    def open_paper(self, row: ActRow) -> None:
        desk, act = self.desk, row.act
        name = self._name(row)
        self.background.run(
            lambda: desk.act_desk.paper(act),
            lambda paper: self.ways.show_paper(paper.data, name, partial(desk.act_desk.copy, act)),
            failed=self.ways.refuse,
            owner=self,
        )

    def correct(self, row: ActRow) -> None:
        """A new act that names this one; nothing issued is edited."""
        self.ways.open_act_form(row.stream if row.case_number else "", row.act)

    def open_step(self, step: str, row: ActRow) -> None:
        panel = step_form(step, self._name(row), self.desk.cases.today())
        panel.put_away.connect(self.close_panel)
        panel.asked.connect(partial(self._do, step, row))
        self.panel = panel
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.start()
        self.ways.retitle()

    def close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self._stack.setCurrentWidget(self.board)
        self._stack.removeWidget(panel)
        panel.deleteLater()
        self.board.list.view.setFocus()
        self.ways.retitle()

    def _do(self, step: str, row: ActRow, entered: dict[str, Any]) -> None:
        path = str(entered.get("file", ""))
        if step == SIGN and path:
            # A share that hangs keeps nothing else waiting.
            self.background.run(
                lambda: _bytes_of(path),
                lambda data: self._write(step, row, entered, data),
                failed=self._refused,
                owner=self,
                lane=Lane.FILES,
            )
        else:
            self._write(step, row, entered, b"")

    def _write(self, step: str, row: ActRow, entered: dict[str, Any], file: bytes) -> None:
        desk, act = self.desk, row.act
        self.background.run(
            lambda: done(desk, step, act, entered, file),
            partial(self._done, self._name(row)),
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _done(self, name: str, state: ActState) -> None:
        self.close_panel()
        words = tr("{act}: {stage}.", act=name, stage=stage_words(state.stage))
        self.ways.say(Weight.GOOD, words)
        self.ways.changed()
        self.board.read()

    def _refused(self, error: DeskError) -> None:
        if self.panel is None or not self.panel.refused(error):
            self.ways.refuse(error)

    def _name(self, row: ActRow) -> str:
        return act_name(self.board.name_of(row), row.number)


def done(desk: Desk, step: str, act: str, entered: dict[str, Any], file: bytes) -> ActState:
    """On a worker: one step of one act."""
    on = entered.get("on")
    day = on if isinstance(on, date) else None
    if step == SIGN:
        return desk.act_desk.sign(act, day, file)
    if step == DELIVER:
        told = ActDelivery(way=str(entered["way"]), delivered_on=day, proof=str(entered["proof"]))
        return desk.act_desk.deliver(act, told)
    return desk.act_desk.annul(act, str(entered["reason"]))


def _has_paper(row: ActRow) -> bool:
    return row.stage != "waiting" or not row.journal


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        raise FieldWrong("file", "unknown") from None
