"""Blackout pads: blanks printed in good time, and entered one after another when power is back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.pads import Blank, Pad
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.pads import PadMade
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import secondary, soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.pad_ways import may_use_pads
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.pad_forms import close_change, print_change, spoil_change
from akimat_desk.ui.screens.pad_words import columns, left_words, pad_name
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

BLANK: Final = "blank"


class PadPlace(Place):
    """The line for the scanner has the keyboard: Enter opens the registration of what it read."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.may: Final = may_use_pads(desk)
        self._made: PadMade | None = None
        self.form: Final = Form()
        self.list: Final[ShortList[Pad]] = ShortList(
            columns(), background, self._actions(), tr("Blackout pads")
        )
        self._left = wrapped(soft())
        self._turning: Final = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._follow()

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        about = tr(
            "Blank receipts with reserved numbers are printed in good time. When there is power"
            " again, each is entered with the time that was written on it by hand."
        )
        line = TextField(tr("read the QR code with the scanner, or type the number"))
        self.form.row(Entry(BLANK, tr("&Blank"), line))
        # Translators: button: open the registration of a blank that was filled in by hand
        enter = secondary(tr("Enter the blank"), "file-plus-outline")
        # Translators: button: the blank was spoiled, its number is annulled
        spoil = secondary(tr("It was spoiled  F6"), "close")
        journal = secondary(tr("Empty journal page  F7"), "printer-outline")
        control = secondary(tr("Control list  F8"), "printer-outline")
        for button, run in (
            (enter, self.enter),
            (spoil, self.spoil),
            (journal, self.print_journal),
            (control, self.print_control),
        ):
            button.clicked.connect(run)
        for widget in (wrapped(soft(about)), self.form):
            layout.addWidget(widget)
        layout.addWidget(flow(enter, spoil, journal, control))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._left)
        self.form.setEnabled(self.may)
        for button in (enter, spoil):
            button.setEnabled(self.may)
        self.begin_at(line.editor if self.may else self.list.view)
        page.setFocusProxy(line.editor if self.may else self.list)
        self.list.view.say_when_empty(tr("No blackout pad was printed yet."))
        return page

    def _follow(self) -> None:
        self.form.finished.connect(self.enter)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self._written)
        self.list.view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_left())
        self.list.shown.connect(self._tell_left)

    def _actions(self) -> tuple[RowAction, ...]:
        if not self.may:
            return ()
        ours = self.desk.pads.is_ours
        return (
            RowAction(tr("Print once more"), "printer-outline", self._print_again, _is_open),
            RowAction(
                tr("Close the pad"),
                "check",
                lambda pad: self._turning.open(close_change(self.desk.pads, pad)),
                lambda pad: pad.is_open and ours(pad),
            ),
        )

    # The place

    def title(self) -> str:
        return tr("Blackout pad")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self.may:
            return None
        # Translators: main button: reserve numbers and print blank receipts
        return MainAction(tr("Print a pad"), "F2", self.print_new)

    def keys(self) -> tuple[KeyLine, ...]:
        group = tr("Blackout pad")
        return (
            KeyLine("F6", tr("A blank was spoiled"), group),
            KeyLine("F7", tr("Empty journal page"), group),
            KeyLine("F8", tr("Control list"), group),
        )

    def shown(self) -> None:
        self.list.ask(self.desk.pads.all)

    # Entering

    def told(self) -> str:
        return self.form.values()[BLANK].strip()

    def enter(self) -> None:
        """Refused here already, before anything is typed, where the number is not to be had."""
        told, pads = self.told(), self.desk.pads
        if not told or not self.may:
            return
        self.background.run(
            lambda: pads.blank(told),
            self._open,
            failed=self.ways.refuse,
            owner=self,
            key="blank",
        )

    def _open(self, found: tuple[Pad, Blank]) -> None:
        self.form.restore({BLANK: ""})
        self.ways.open_register({"pad_number": found[1].number})

    def spoil(self) -> None:
        if self.may:
            self._turning.open(spoil_change(self.desk.pads, self.told()))
            self.form.restore({BLANK: ""})

    # Paper

    def print_new(self) -> None:
        pads = self.desk.pads
        self.background.run(pads.journals, self._ask_print, owner=self, key="journals")

    def _ask_print(self, journals: Mapping[str, Sequence[Bilingual]]) -> None:
        def keep(made: PadMade) -> None:
            self._made = made

        self._turning.open(print_change(self.desk.pads, journals, keep))

    def _written(self) -> None:
        self.ways.changed()
        self.shown()
        made, self._made = self._made, None
        if made is not None:
            self.ways.show_paper(made.data, pad_name(made.pad))

    def _print_again(self, pad: Pad) -> None:
        self._ask_paper(partial(self.desk.pads.paper, pad.id), pad_name(pad))

    def print_journal(self) -> None:
        work = partial(self.desk.pads.journal_page, language=_language())
        self._ask_paper(work, tr("Empty journal page"))

    def print_control(self) -> None:
        work = partial(self.desk.pads.control_list, language=_language())
        self._ask_paper(work, tr("Control list"))

    def _ask_paper(self, work: Callable[[], bytes | None], name: str) -> None:
        def show(pdf: bytes | None) -> None:
            if pdf is None:
                self.ways.say(Weight.INFO, tr("Nothing is under control today."))
            else:
                self.ways.show_paper(pdf, name)

        self.background.run(work, show, failed=self.ways.refuse, owner=self, lane=Lane.WRITE)

    def _tell_left(self) -> None:
        pad = self.list.view.current_row()
        self._left.setText("" if pad is None else left_words(pad))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_F6: self.spoil,
            Qt.Key.Key_F7: self.print_journal,
            Qt.Key.Key_F8: self.print_control,
        }
        act = acts.get(event.key())
        if act is None or self._turning.panel is not None:
            super().keyPressEvent(event)
        else:
            act()


def _is_open(pad: Pad) -> bool:
    return pad.is_open


def _language() -> str:
    return "ru" if spoken().language == "ru" else "ky"
