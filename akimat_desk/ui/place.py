"""A place the user can be in: what every screen knows, and the ways that lead out of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.services.papers import Paper
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.shortcuts import KeyLine

CopyMaker = Callable[[], Paper]


class MainAction(NamedTuple):
    """The one primary button at the top right: a verb, its key, what it does."""

    words: str
    keys: str
    run: Callable[[], None]


class Ways(Protocol):
    """What a screen may ask of the window it stands in."""

    def open_case(self, case_id: str) -> None: ...

    def leave_case(self) -> None:
        """The case that was shown is no more: its list instead."""

    def open_resolution(self, case_id: str) -> None:
        """The screen where an executor is named; for whoever may."""

    def open_applicant(self, person_id: str, beside: str = "") -> None:
        """The card of the applicant this record is of; with `beside`, next to that one."""

    def seek_applicant(self, person_id: str, name: str) -> None:
        """The list of applicants, to choose whom this one is compared with."""

    def open_clock(self, case_id: str) -> None:
        """The ledger of the case's term, day by day, and what would be if."""

    def open_acts(self) -> None:
        """The list of acts and letters."""

    def open_act_form(self, case_id: str = "", replaces: str = "") -> None:
        """A new paper by a form: for a case, or instead of the act of that id."""

    def open_act_filled(self, case_id: str, told: ActTold) -> None:
        """The form of a paper for a case with what is known already; nothing is written yet."""

    def open_register(self, draft: dict[str, object] | None = None) -> None:
        """The register screen, with fields filled in where `draft` has them."""

    def open_incoming(self) -> None:
        """What other offices forwarded here and waits for a word."""

    def open_inspections(self) -> None:
        """The journal of inspections of business."""

    def open_filed(self, case_id: str) -> None:
        """The volume in which an ended case lies."""

    def open_pads(self) -> None:
        """The blackout pads, with the line for the scanner."""

    def show_paper(
        self, pdf: bytes, name: str, copy: CopyMaker | None = None, *, print_now: bool = False
    ) -> None:
        """The preview with its print button. `copy` makes a numbered copy, asked when the paper
        came out already; `print_now` prints at once where a printer took such a sheet before."""

    def say(self, weight: Weight, words: str) -> None: ...

    def say_undoable(self, words: str, undo: Callable[[], None]) -> None:
        """It is done, and for ten seconds a button and Ctrl+Z take it back by running `undo`.

        `undo` is called on the window's thread; it asks the services in the background.
        """

    def refuse(self, error: DeskError) -> None: ...

    def changed(self) -> None:
        """Something was written: counts, lists and the sync state are asked anew."""

    def retitle(self) -> None:
        """The title or the main action of the shown place is another now."""


class Place(QWidget):
    """Base of all screens: holds services and ways, builds nothing itself."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__()
        self.desk = desk
        self.background = background
        self.ways = ways
        self._first: QWidget | None = None

    def title(self) -> str:
        raise NotImplementedError

    def main_action(self) -> MainAction | None:
        """None where the place has no primary button."""
        return None

    def keys(self) -> Sequence[KeyLine]:
        """Keys that work here beside those of the window, for the keyboard map."""
        return ()

    def shown(self) -> None:
        """Brought to the front: ask the services anew."""

    def left(self) -> None:
        """About to be covered by another place: keep what was typed."""

    def begin_at(self, first: QWidget) -> None:
        """Where the keyboard goes when the place gets it.

        A focus proxy would not do: Qt takes a widget that has one inside for a single stop, and
        Tab passes over all that stands before the proxy.
        """
        self._first = first

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._first is None:
            super().focusInEvent(event)
        else:
            self._first.setFocus(event.reason())
