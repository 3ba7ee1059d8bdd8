"""How the window leads to the terms: the count at the side, and a calm line when more press."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from akimat_desk.services.desk import Desk
from akimat_desk.services.reminders import Calling, ReminderLine
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.due_count import DueCount
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.screen_stack import ScreenStack
from akimat_desk.ui.sections import DUTIES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.duties import DutiesPlace


def lead_to_duties(window: "MainWindow", desk: Desk, due: DueCount) -> None:
    """Counted whenever the due cases are."""
    caller = Caller(window, desk)
    due.counted.connect(lambda *_: caller.ask())

    def follow(place: "DutiesPlace") -> None:
        place.acting_asked.connect(partial(_open_form, window))
        place.counted.connect(partial(window.show_count, DUTIES))

    window.places.when_built("duties", follow)


class Caller(QObject):
    """One line an hour at most, only in office hours, never over another message.

    What was called out is not called out again while the window stands. The line goes when
    somebody goes on to another screen: it must not take the room of what they work on.
    """

    def __init__(self, window: "MainWindow", desk: Desk) -> None:
        super().__init__(window)
        self._window: Final = window
        self._desk = desk
        self._told: set[Any] = set()
        self._hour: Any = None
        self._words = ""
        stack = window.findChild(ScreenStack)
        if stack is not None:
            stack.currentChanged.connect(self._take_back)

    def ask(self) -> None:
        calling, run = self._desk.reminders.calling, self._window.background.run
        run(calling, self._tell, owner=self, key="calling")

    def _tell(self, calling: Calling) -> None:
        window = self._window
        window.show_count(DUTIES, len(calling.lines))
        fresh = [line for line in calling.lines if line.key not in self._told]
        hour = (calling.now.date(), calling.now.hour)
        is_quiet = window.strip.isVisible() or hour == self._hour
        if not fresh or not calling.is_time or is_quiet:
            return
        words = called_words(fresh, is_first=not self._told)
        self._hour = hour
        self._told |= {line.key for line in fresh}
        self._words = words
        # Translators: link beside a message: leads to the list of terms
        show = tr("Show the terms")
        window.strip.say(Weight.INFO, words, show, partial(window.show_section, DUTIES))
        if not window.isActiveWindow():
            QApplication.alert(window)

    def _take_back(self, _: int) -> None:
        strip, words = self._window.strip, self._words
        self._words = ""
        if words and strip.isVisible() and strip.words() == words:
            strip.put_away()


def called_words(fresh: list[ReminderLine], *, is_first: bool) -> str:
    count = len(fresh)
    if is_first:
        words = tr_many("{count} case asks for you.", "{count} cases ask for you.", count)
    else:
        words = tr_many("{count} more case asks for you.", "{count} more cases ask for you.", count)
    late = sum(line.pressing == "overdue" for line in fresh)
    return f"{words} {tr('Overdue: {count}.', count=late)}" if late else words


def _open_form(window: "MainWindow", case_id: str, action: str) -> None:
    window.places.card.open_when_read(action)
    window.open_case(case_id)
