"""Answers that other bodies owe: by their days, found by our letter, reminded and taken in."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.body_asks import Ask
from akimat_desk.domain.case_rights import may_on
from akimat_desk.services.body_asks import AwaitedLine
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.case_words import days_words
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.term_words import day_words
from akimat_desk.ui.theme import Tone, look

ANSWERED, REMIND = "body-answered", "remind-body"


class AwaitedBoard(QWidget):
    """`acting_asked` carries a case and the action whose form its card is to open, the ask after
    its name."""

    acting_asked = Signal(str, str)

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place: Final = place
        self.letter: Final = Form()
        self.list: Final[ShortList[AwaitedLine]] = ShortList(
            _columns(), place.background, self._actions(), tr("Answers awaited from bodies")
        )
        self._build()

    @property
    def table(self) -> PagedTable[AwaitedLine]:
        return self.list.table

    @property
    def view(self) -> TableView:
        return self.list.view

    def _build(self) -> None:
        hint = tr("Type its number or scan its QR code, and press Enter.")
        self.letter.row(Entry("letter", tr("Answer to our &letter"), TextField(), hint=hint))
        self.letter.fill()
        self.letter.finished.connect(self.find_letter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self.letter)
        layout.addWidget(self.list, 1)
        self.view.say_when_empty(
            tr("No answer of a body is awaited."),
            tr("A body is asked on the card of the case."),
        )

    def _actions(self) -> tuple[RowAction, ...]:
        return (
            RowAction(
                # Translators: button of a row: show the case
                tr("Open the case"),
                "folder-open-outline",
                lambda row: self._place.ways.open_case(row.case),
                lambda _: True,
            ),
            RowAction(tr("It has answere&d…"), "email-check-outline", *self._act(ANSWERED)),
            RowAction(tr("Re&mind…"), "bell-ring-outline", *self._act(REMIND)),
        )

    def _act(self, action: str) -> tuple[Callable[[Any], None], Callable[[Any], bool]]:
        me = self._place.desk.office.me
        roles = () if me is None else me.roles
        needs_open = action == REMIND
        return (
            lambda row: self.acting_asked.emit(row.case, f"{action} {row.ask}"),
            lambda row: may_on(roles, action, row.tie) and (row.is_case_open or not needs_open),
        )

    # What is shown

    def ask(self) -> None:
        self.list.ask(self._place.desk.body_asks.awaited)

    def remind(self) -> None:
        """Of the row the keyboard is on, in the card of its case."""
        row = self.view.current_row()
        run, fits = self._act(REMIND)
        if row is None or not fits(row):
            self._place.ways.say(Weight.INFO, tr("Choose an answer that is awaited."))
            return
        run(row)

    def find_letter(self) -> None:
        """Whichever letter of ours was typed or scanned: the form for the answer to it."""
        typed, asks = self.letter.values()["letter"].strip(), self._place.desk.body_asks
        if typed:
            self._place.background.run(
                lambda: asks.find(typed),
                self._found,
                failed=self._place.ways.refuse,
                owner=self,
                key="letter",
            )

    def _found(self, found: tuple[str, Ask]) -> None:
        case_id, ask = found
        self.letter.restore({"letter": ""})
        self.acting_asked.emit(case_id, f"{ANSWERED} {ask.ask}")


def _columns() -> tuple[Column[AwaitedLine], ...]:
    return (
        Column(
            title=lambda: tr("Answer by"),
            text=lambda row: days_words(row.days_left, is_late=row.days_left < 0),
            note=lambda row: day_words(row.expected_on),
            tone=_tone,
            icon=lambda row: "alert-circle-outline" if row.is_due else "",
            chars=26,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Body, what was asked"),
            text=lambda row: joined(row.body, row.phone),
            note=lambda row: row.about,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Our letter, days with the body"),
            text=lambda row: row.letter or tr("no number yet"),
            note=_course,
            chars=28,
        ),
        Column(
            title=lambda: tr("Number, responsible"),
            text=lambda row: row.number,
            note=lambda row: row.responsible or tr("no executor"),
            chars=17,
            is_stiff=True,
        ),
    )


def _course(row: AwaitedLine) -> str:
    days = tr_many("{count} working day", "{count} working days", row.days)
    if row.reminded_on is None:
        return days
    return joined(days, tr("reminded {day}", day=day_words(row.reminded_on)))


def _tone(row: AwaitedLine) -> Tone | None:
    if row.days_left < 0:
        return Tone.BAD
    return Tone.WARN if row.is_due else Tone.INK
