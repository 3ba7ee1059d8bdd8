"""Keeping, opening, renaming and deleting lists under a name of one's own."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.collation import folded
from akimat_desk.services.desk import Desk
from akimat_desk.services.saved_lists import SavedList
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.cases_question import Question, question_of
from akimat_desk.ui.screens.cases_saved import NamePanel

_CODES: Final = {"name_taken": "name", "too_many_lists": "name", "field_wrong": "name"}


class View(NamedTuple):
    """What is kept: the question with its order, and the columns."""

    question: Question
    columns: tuple[str, ...]


class KeptLists(QObject):
    """`changed` when there are others now; `panel_asked` carries one that is to be opened."""

    changed = Signal()
    panel_asked = Signal(object)

    def __init__(self, desk: Desk, background: Background, ways: Ways, owner: QObject) -> None:
        super().__init__(owner)
        self._desk, self._background, self._ways = desk, background, ways
        self.lists: tuple[SavedList, ...] = ()

    def ask(self) -> None:
        desk = self._desk
        self._background.run(desk.saved_lists.all, self._take, owner=self, key="lists")

    def _take(self, lists: tuple[SavedList, ...]) -> None:
        if lists != self.lists:
            self.lists = lists
            self.changed.emit()

    def shown_by(self, question: Question) -> SavedList | None:
        """The kept list that asks just this."""
        fitting = (one for one in self.lists if question_of(one.filter, one.sort) == question)
        return next(fitting, None)

    # Panels

    def ask_name(self, view: View) -> None:
        """Under a name that is there already the list is changed."""
        shown = self.shown_by(view.question)
        name = "" if shown is None else shown.name
        # Translators: button: remember the shown list under this name
        panel = NamePanel(tr("Keep this list as…"), tr("Keep"), name, self._ways)
        panel.advise(tr("Filters, order and columns are kept, on this computer and for you alone."))
        panel.named.connect(partial(self._keep, panel, view))
        self.panel_asked.emit(panel)

    def ask_new_name(self, one: SavedList) -> None:
        title = tr("Rename the list {name}", name=one.name)
        panel = NamePanel(title, tr("Rename"), one.name, self._ways)
        panel.named.connect(partial(self._rename, panel, one))
        self.panel_asked.emit(panel)

    def _keep(self, panel: NamePanel, view: View, name: str) -> None:
        desk = self._desk
        before = next((one for one in self.lists if folded(one.name) == folded(name)), None)
        told, sort = view.question.plain(), view.question.sort

        def work() -> int:
            if before is None:
                return desk.saved_lists.keep(name, told, view.columns, sort)
            desk.saved_lists.change(before.id, told, view.columns, sort)
            return before.id

        def done(_: int) -> None:
            words = tr("The list is kept as {name}.", name=name)
            if before is None:
                self._ways.say(Weight.GOOD, words)
            else:
                undo = partial(
                    desk.saved_lists.change, before.id, before.filter, before.columns, before.sort
                )
                self._ways.say_undoable(words, partial(self._write, undo))
            panel.put_away.emit()
            self.ask()

        self._write(work, done, panel)

    def _rename(self, panel: NamePanel, one: SavedList, name: str) -> None:
        desk = self._desk

        def done(_: object) -> None:
            words = tr("The list {old} is called {new} now.", old=one.name, new=name)
            undo = partial(desk.saved_lists.rename, one.id, one.name)
            self._ways.say_undoable(words, partial(self._write, undo))
            panel.put_away.emit()
            self.ask()

        self._write(partial(desk.saved_lists.rename, one.id, name), done, panel)

    def drop(self, one: SavedList) -> None:
        """At once; for ten seconds it can be brought back."""
        desk = self._desk

        def done(_: object) -> None:
            words = tr("The list {name} is deleted.", name=one.name)
            back = partial(desk.saved_lists.keep, one.name, one.filter, one.columns, one.sort)
            self._ways.say_undoable(words, partial(self._write, back))
            self.ask()

        self._write(partial(desk.saved_lists.drop, one.id), done)

    def _write(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        panel: NamePanel | None = None,
    ) -> None:
        refused = None if panel is None else partial(panel.refuse, codes=_CODES)
        self._background.run(
            work, done or (lambda _: self.ask()), failed=refused, owner=self, lane=Lane.WRITE
        )
