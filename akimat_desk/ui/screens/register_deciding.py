"""Is it the same matter? What follows from the answer, given side by side with an earlier case."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.likely_repeats import Earlier
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.place import MainAction, Place
from akimat_desk.ui.screens.register_compare import ComparePage
from akimat_desk.ui.screens.register_drafts import DraftKeeper
from akimat_desk.ui.screens.register_form_page import FormPage

FORM, COMPARING = 0, 3


class Deciding(QObject):
    """Keys 1, 2 and 3 answer; Esc goes back without an answer. `turn` shows a page."""

    def __init__(
        self, place: Place, form: FormPage, keeper: DraftKeeper, turn: Callable[[int], None]
    ) -> None:
        super().__init__(place)
        self._place = place
        self._form = form
        self._keeper = keeper
        self._turn = turn
        self._is_attaching = False
        self.page: Final = ComparePage(place.desk, place.background)
        self.page.turned.connect(place.ways.retitle)
        self.page.same.clicked.connect(self.is_same_paper)
        self.page.other.clicked.connect(self.is_another)
        self.page.back.clicked.connect(self.leave)
        form.strip.compare_asked.connect(self.open)

    def open(self) -> None:
        self.page.compare(self._form.form.told(), self._form.strip.earlier)
        self._turn(COMPARING)
        self.page.setFocus()

    def leave(self) -> None:
        self._turn(FORM)
        self._form.form.go_to("subject")

    def title(self) -> str:
        return tr("Is it the same matter?")

    def main_action(self) -> MainAction | None:
        one = self.page.shown
        if one is None:
            return None
        # Translators: main button: this appeal repeats the earlier one; the number follows
        words = tr("It repeats {number}", number=one.number)
        return MainAction(words, "1", self.is_repeat)

    def is_repeat(self) -> None:
        """Registered all the same, with the number of the one it repeats."""
        one = self._seen()
        if one is not None:
            self._form.form.repeat(one.number)
            self.leave()

    def is_another(self) -> None:
        one = self._seen()
        if one is None:
            return
        self._form.tell_apart(one.id)
        left = self._form.strip.earlier
        if left:
            self.page.compare(self._form.form.told(), left)
        else:
            self.leave()

    def is_same_paper(self) -> None:
        """Its scans go to the case that is there; nothing is registered."""
        one = self._seen()
        if one is None or self._is_attaching:
            return
        self._is_attaching = True
        self._place.background.run(
            partial(_attach, self._place.desk, one.id, self._form.paper.scans),
            partial(self._attached, one),
            owner=self,
            failed=self._not_attached,
            lane=Lane.WRITE,
        )

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to this page; then it has been done."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_1: self.is_repeat,
            Qt.Key.Key_2: self.is_same_paper,
            Qt.Key.Key_3: self.is_another,
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_F6: self.leave,
            Qt.Key.Key_PageDown: partial(self.page.step, 1),
            Qt.Key.Key_PageUp: partial(self.page.step, -1),
        }
        act = acts.get(event.key())
        if act is not None:
            act()
        return act is not None

    def _seen(self) -> Earlier | None:
        return self.page.shown if self.page.is_read else None

    def _attached(self, one: Earlier, count: int) -> None:
        self._is_attaching = False
        draft = Draft(id=self._keeper.id, saved_at=0, form=self._form.raw() or {})
        self._keeper.drop()
        self._form.clear()
        self._turn(FORM)
        self._place.ways.changed()
        words = tr("Nothing was registered: the paper is {number}.", number=one.number)
        if count:
            words = f"{words} {tr('Its scans were added there.')}"
        self._place.ways.open_case(one.id)
        self._place.ways.say_undoable(words, partial(self._keeper.restore, draft))

    def _not_attached(self, error: Exception) -> None:
        self._is_attaching = False
        self._place.background.refused.emit(error)


def _attach(desk: Desk, case_id: str, scans: tuple[HeldFile, ...]) -> int:
    for scan in scans:
        desk.attachments.attach_held(case_id, scan)
    return len(scans)
