"""Inspections of business: what was announced, where each stands, and the entrepreneur's copy."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from akimat_desk.domain.access_notes import INSPECTION
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.services.inspections import InspectionCard
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.access_ways import note_opening
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.inspections_board import InspectionsBoard
from akimat_desk.ui.screens.inspections_forms import (
    FINISH,
    NEW,
    OBJECT,
    START,
    STOP,
    InspectionForm,
    inspection_form,
    wish_of,
)
from akimat_desk.ui.screens.inspections_words import InspectionRow, stage_words
from akimat_desk.ui.screens.settings_list import RowAction
from akimat_desk.ui.shortcuts import KeyLine

COPY_KEY: Final = "F9"
_KEYS: Final = {START: "F6", FINISH: "F7"}
_STAGES: Final = {
    START: ("announced",),
    FINISH: ("begun",),
    STOP: ("announced", "begun"),
    OBJECT: ("announced", "begun", "ended", "stopped"),
}


class InspectionsPlace(Place):
    """The list, and over it the form of one step."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        me = desk.office.me
        self._may = me is not None and may(me.roles, "inspection")
        self.board: Final = InspectionsBoard(desk, background, self._actions())
        self.panel: InspectionForm | None = None
        self._stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        self._stack.addWidget(self.board)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.begin_at(self.board.list.view)
        for keys, run in (
            (COPY_KEY, self._copy_current),
            (_KEYS[START], partial(self._step_current, START)),
            (_KEYS[FINISH], partial(self._step_current, FINISH)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.board)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(run)

    def _actions(self) -> tuple[RowAction, ...]:
        def step(name: str, words: str, icon: str) -> RowAction:
            shown = tr("{verb}  {keys}", verb=words, keys=_KEYS[name]) if name in _KEYS else words
            run: Callable[[InspectionRow], None] = partial(self.open_step, name)
            return RowAction(shown, icon, run, partial(self.may_do, name))

        words = tr("{verb}  {keys}", verb=tr("Entrepreneur's copy"), keys=COPY_KEY)
        return (
            RowAction(words, "file-document-outline", self.copy, lambda _: self._may),
            step(START, tr("It begins…"), "play-circle-outline"),
            step(FINISH, tr("It ended…"), "check"),
            step(STOP, tr("It does not go on…"), "cancel"),
            step(OBJECT, tr("The entrepreneur does not agree…"), "undo-variant"),
        )

    def may_do(self, step: str, row: InspectionRow) -> bool:
        return self._may and row.stage in _STAGES[step]

    # The place

    def title(self) -> str:
        return tr("Inspections")

    def main_action(self) -> MainAction | None:
        if self.panel is not None:
            return self.panel.main_action()
        if not self._may:
            return None
        return MainAction(tr("New inspection…"), "F2", self.open_new)

    def keys(self) -> Sequence[KeyLine]:
        group = tr("On this screen")
        return (
            KeyLine(group, COPY_KEY, tr("Entrepreneur's copy")),
            KeyLine(group, _KEYS[START], tr("It begins…")),
            KeyLine(group, _KEYS[FINISH], tr("It ended…")),
        )

    def shown(self) -> None:
        self.board.ask()

    # What is done

    def open_new(self) -> None:
        self._open(NEW, "", "")

    def open_step(self, step: str, row: InspectionRow) -> None:
        self._open(step, row.id, row.number)

    def copy(self, row: InspectionRow) -> None:
        """In the language of the window; that it was handed out is on record."""
        desk, language = self.desk, "ru" if spoken().language == "ru" else "ky"
        self.background.run(
            lambda: desk.inspections.copy(row.id, language=language),
            lambda pdf: self.ways.show_paper(pdf, tr("Inspection {number}", number=row.number)),
            failed=self.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
        )

    def close_panel(self) -> None:
        panel, self.panel = self.panel, None
        if panel is None:
            return
        self._stack.setCurrentWidget(self.board)
        self._stack.removeWidget(panel)
        panel.deleteLater()
        self.board.list.view.setFocus()
        self.ways.retitle()

    def _copy_current(self) -> None:
        row = self.board.current()
        if row is not None and self._may:
            self.copy(row)

    def _step_current(self, step: str) -> None:
        row = self.board.current()
        if row is not None and self.may_do(step, row):
            self.open_step(step, row)

    def _open(self, step: str, inspection: str, number: str) -> None:
        note_opening(self, INSPECTION, inspection)
        panel = inspection_form(step, number, self.desk.cases.today())
        panel.put_away.connect(self.close_panel)
        panel.asked.connect(partial(self._do, step, inspection))
        self.panel = panel
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.start()
        self.ways.retitle()

    def _do(self, step: str, inspection: str, entered: dict[str, Any]) -> None:
        desk = self.desk
        self.background.run(
            lambda: done(desk, step, inspection, entered),
            self._done,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _done(self, card: InspectionCard) -> None:
        self.close_panel()
        found = card.inspection
        words = tr(
            "Inspection {number}: {stage}.",
            number=found.facts.number,
            stage=stage_words(found.stage),
        )
        self.ways.say(Weight.GOOD, words)
        self.board.ask()

    def _refused(self, error: DeskError) -> None:
        if self.panel is None or not self.panel.refused(error):
            self.ways.refuse(error)


def done(desk: Desk, step: str, inspection: str, entered: dict[str, Any]) -> InspectionCard:
    """On a worker: one step of one inspection."""
    kept = desk.inspections
    steps: dict[str, Callable[[], InspectionCard]] = {
        NEW: lambda: kept.register(wish_of(entered)),
        START: lambda: kept.start(inspection, entered["started_on"], str(entered["at"])),
        FINISH: lambda: kept.finish(inspection, entered),
        STOP: lambda: kept.stop(inspection, str(entered["reason"]), str(entered["by"])),
        OBJECT: lambda: kept.object(inspection, str(entered["text"])),
    }
    return steps[step]()
