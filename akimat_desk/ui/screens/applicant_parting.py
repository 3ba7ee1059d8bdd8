"""Taking a join apart, and joining again while the message strip still offers it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from akimat_desk.services.person_cards import JoinLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import Place


class Parting(QObject):
    """No question is asked first: what it does can be taken back."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place

    def part(self, line: JoinLine) -> None:
        work = partial(self._place.desk.people.part, line.id)
        self._write(work, partial(self._parted, line))

    def _parted(self, line: JoinLine) -> None:
        again = partial(self._place.desk.people.join, line.one, line.other, line.reason)
        undo = partial(self._write, again, self._taken_back)
        self._place.ways.say_undoable(tr("They are two applicants again."), undo)
        self._place.ways.changed()

    def _taken_back(self) -> None:
        self._place.ways.say(Weight.GOOD, tr("Taken back."))
        self._place.ways.changed()

    def _write(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        self._place.background.run(work, lambda _: done(), owner=self, lane=Lane.WRITE)
