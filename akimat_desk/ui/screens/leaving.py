"""Settings: acts of hand-over of files, by which all that a leaver has in hand goes to another."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.acts import OUTGOING
from akimat_desk.services.desk import Desk
from akimat_desk.services.leaving import ActLine, HandOverTold, Leaving, Remaining
from akimat_desk.services.papers import Paper
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.absence import Told, case_lines
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_staff import people_of
from akimat_desk.ui.screens.settings_words import read_only_words
from akimat_desk.ui.theme import Tone, look

RIGHT: Final = "hand-over"


class LeavingPage(Place):
    """Acts, the latest first: drawn up, printed, signed by both."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.may = desk.office.book.may(RIGHT)
        self._people: tuple[Choice, ...] = ()
        self._list: ShortList[ActLine] = ShortList(
            _columns(), background, self._actions(), tr("Acts of hand-over")
        )
        self._turning = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        about = tr(
            "Before somebody leaves, their open cases, originals and journals go over to another"
            " by an act that both sign."
        )
        layout.addWidget(wrapped(soft(about)))
        layout.addWidget(self._list, 1)
        if not self.may:
            who = self.desk.office.book.who_may(RIGHT)
            layout.addWidget(wrapped(soft(read_only_words(who))))
        page.setFocusProxy(self._list)
        self.setFocusProxy(self._list)
        self._list.view.say_when_empty(tr("No files were handed over."))
        return page

    def _actions(self) -> tuple[RowAction, ...]:
        if not self.may:
            return ()
        return (
            RowAction(tr("Show the act"), "printer-outline", self._print, lambda _: True),
            RowAction(
                tr("Record the signing"),
                "check",
                lambda row: self._turning.open(sign_change(self.desk.leaving, row, self.desk)),
                lambda row: row.state == "printed",
            ),
        )

    def title(self) -> str:
        return tr("Hand-over of files")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self.may:
            return None
        return MainAction(tr("Hand over files"), "F2", self.hand_over)

    def shown(self) -> None:
        office = self.desk.office
        self._list.ask(self.desk.leaving.acts)
        self.background.run(lambda: people_of(office), self._learn, owner=self, key="people")

    def _learn(self, people: Sequence[Choice]) -> None:
        self._people = tuple(people)

    def form(self) -> Form | None:
        """The one that is open."""
        return None if self._turning.panel is None else self._turning.panel.form

    def hand_over(self) -> None:
        people = self._people or people_of(self.desk.office)
        self._turning.open(hand_over_change(self.desk.leaving, self.background, people))

    def _print(self, row: ActLine) -> None:
        language = "ru" if spoken().language == "ru" else "ky"
        work = partial(self.desk.leaving.paper, row.id, language)  # type: ignore[arg-type]
        self.background.run(work, self._show, owner=self, lane=Lane.WRITE)

    def _show(self, paper: Paper) -> None:
        self.ways.show_paper(paper.data, tr("Act of hand-over"))


def _columns() -> tuple[Column[ActLine], ...]:
    return (
        Column(title=lambda: tr("Handed over by"), text=lambda row: row.giver, is_strong=True),
        Column(title=lambda: tr("Taken over by"), text=lambda row: row.taker),
        Column(
            title=lambda: tr("Cases"),
            text=lambda row: str(row.cases),
            note=lambda row: shown_day(row.drawn_on),
            chars=12,
        ),
        Column(title=lambda: tr("State"), text=_state, note=_since, tone=_tone, chars=22),
    )


def _state(row: ActLine) -> str:
    # Translators: the state of an act of hand-over
    words = {"drawn": tr("drawn up"), "printed": tr("printed"), "signed": tr("signed by both")}
    return words[row.state]


def _since(row: ActLine) -> str:
    return "" if row.signed_on is None else shown_day(row.signed_on)


def _tone(row: ActLine) -> Tone:
    return Tone.GOOD if row.state == "signed" else Tone.WARN


def hand_over_change(
    leaving: Leaving, background: Background, people: Sequence[Choice], giver: str = ""
) -> Change:
    """With `giver` (a login) that person stands in the form already."""

    def fill(form: Form) -> None:
        who = ChoiceField(people)
        form.row(Entry("giver", tr("&Who hands over"), who, is_required=True))
        form.row(Entry("taker", tr("&To whom"), ChoiceField(people), is_required=True))
        form.row(Entry("ground", tr("&Order, number and date"), TextField()))
        also = tr("A line each: a journal, a seal, keys.")
        form.row(Entry("also", tr("&Also handed over"), LongTextField(3), hint=also))
        remains = WhatRemains(leaving, background, form)
        form.widget_row(remains)
        if giver:
            who.choose(giver)
            remains.ask("giver")

    def work(entered: Entered) -> Callable[[], object]:
        told = HandOverTold(
            giver=str(entered["giver"]),
            taker=str(entered["taker"]),
            ground=str(entered["ground"]),
            also=tuple(str(entered["also"]).splitlines()),
        )
        return lambda: leaving.hand_over(told)

    def judge(entered: Entered) -> dict[str, str]:
        if entered["giver"] == entered["taker"]:
            return {"taker": tr("Nobody hands over to themselves.")}
        return {}

    return Change(
        tr("Hand over files"),
        tr("Hand over"),
        fill,
        work,
        tr("Handed over. Print the act and let both sign it."),
        advice=tr("All open cases pass at once; what the person did stays theirs."),
        judge=judge,
    )


class WhatRemains(Told):
    """What the person has in hand, asked when another one is chosen."""

    def __init__(self, leaving: Leaving, background: Background, form: Form) -> None:
        super().__init__(tr("What is handed over"))
        self._leaving, self._background, self._form = leaving, background, form
        form.changed.connect(self.ask)

    def ask(self, key: str) -> None:
        if key != "giver":
            return
        login, leaving = str(self._form.entered()["giver"]), self._leaving
        if not login:
            self.hide()
            return
        self._background.run(
            lambda: leaving.remaining(login),
            self._show,
            failed=self.refuse,
            owner=self,
            key="remaining",
        )

    def _show(self, left: Remaining) -> None:
        count = len(left.cases)
        words = tr_many("{count} open case in hand", "{count} open cases in hand", count)
        lines = list(case_lines(left.cases))
        if count:
            told = tr(
                "Sheets: {sheets}. Originals to give back: {originals}.",
                sheets=left.sheets,
                originals=left.originals,
            )
            lines.insert(0, told)
        if left.journals:
            kept = ", ".join(_journal(one) for one in left.journals)
            lines.append(tr("This workstation keeps the journals: {journals}", journals=kept))
        self.tell(words if count else tr("No open case in hand."), *lines)


def _journal(journal: str) -> str:
    return tr("Journal of outgoing letters") if journal == OUTGOING else journal


def sign_change(leaving: Leaving, row: ActLine, desk: Desk) -> Change:
    def fill(form: Form) -> None:
        day = DateField(lambda: desk.office.today)
        form.row(Entry("signed_on", tr("&Day of signing"), day, is_required=True))
        form.restore({"signed_on": shown_day(desk.office.today)})

    def work(entered: Entered) -> Callable[[], object]:
        day = entered["signed_on"]
        return lambda: leaving.sign(row.id, day)

    return Change(
        tr("Act of {giver} and {taker}", giver=row.giver, taker=row.taker),
        tr("Record"),
        fill,
        work,
        tr("Recorded: both have signed."),
        codes={"date_out_of_place": "signed_on"},
    )
