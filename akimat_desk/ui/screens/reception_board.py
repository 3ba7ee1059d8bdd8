"""A day of reception: whose, when and where; who signed up, who came, and what is being typed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.drafts import Draft
from akimat_desk.services.reception_days import ReceptionDay
from akimat_desk.services.reception_offers import ReceptionOffers
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import DateField, TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.labels import secondary, soft, wrapped
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.reception_fields import LettersField
from akimat_desk.ui.screens.reception_words import (
    DayRow,
    counts_words,
    day_columns,
    form_choices,
    form_words,
    rows_of,
)
from akimat_desk.ui.screens.register_fields import FoldingForm
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.theme import look


class ReceptionBoard(QWidget):
    """`day_chosen` when another day or official is meant; `paper_asked` carries which paper."""

    day_chosen = Signal()
    paper_asked = Signal(str)
    sign_up_asked = Signal()
    schedule_asked = Signal()

    def __init__(self, background: Background, actions: Sequence[RowAction]) -> None:
        super().__init__()
        self._today = date.min
        self._offers: ReceptionOffers | None = None
        self._is_filling = False
        self.form: Final = FoldingForm()
        self.official: Final = LettersField(is_sure=True)
        self.on: Final = DateField(lambda: self._today)
        self.kind: Final = LettersField(form_choices())
        self.place: Final = TextField()
        self._counts = wrapped(soft())
        self.list: Final[ShortList[DayRow]] = ShortList(
            day_columns(), background, actions, tr("The day of reception")
        )
        self._build()

    def _build(self) -> None:
        form = self.form
        form.row(
            # Translators: label: the official who receives
            Entry("official", tr("Who &receives"), self.official, is_required=True),
            Entry("on", tr("&Day"), self.on, is_required=True),
        )
        form.row(
            # Translators: label: personal, field, hotline
            Entry("form", tr("&Form"), self.kind, is_required=True),
            Entry("place", tr("&Where"), self.place),
        )
        buttons = []
        for words, keys, run in (
            (tr("Sign up…"), "F2", self.sign_up_asked.emit),
            (tr("Minutes"), "F6", lambda: self.paper_asked.emit("minutes")),
            (tr("Instructions"), "F7", lambda: self.paper_asked.emit("instructions")),
            (tr("Sign-up list"), "F8", lambda: self.paper_asked.emit("sign_ups")),
            (tr("Schedule…"), "", self.schedule_asked.emit),
        ):
            button = secondary(tr("{verb}  {keys}", verb=words, keys=keys) if keys else words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda *_, run=run: run())
            buttons.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        for widget in (form, self._counts, flow(*buttons)):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        form.changed.connect(self._changed)
        form.finished.connect(self.list.view.setFocus)
        form.check_asked.connect(self.list.view.setFocus)
        self.list.view.say_when_empty(
            tr("Nobody signed up and nobody was received."), tr("Insert begins a card.")
        )
        self.list.shown.connect(self._count)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Passed on to the list: a focus proxy would take the page for a single stop of Tab."""
        self.list.view.setFocus(reason)

    # What is meant

    @property
    def login(self) -> str:
        return self.official.value()

    @property
    def day(self) -> date | None:
        return self.on.value()

    def check(self) -> bool:
        return self.form.check()

    def told(self) -> dict[str, str]:
        """The day as a card has it."""
        day, place = self.on.value(), self.place.raw().strip()
        told = {
            "official": self.login,
            "on": "" if day is None else day.isoformat(),
            "form": self.kind.value(),
        }
        known = None if self._offers is None else self._offers.place(self.login)
        if known is not None and place and place == named(known):
            return told | {"place_ky": known.ky, "place_ru": known.ru}
        return told | {"place_ky": place}

    def official_name(self, login: str) -> str:
        staff = () if self._offers is None else self._offers.staff
        return next((one.short_name for one in staff if one.login == login), login)

    # What is shown

    def offer(self, offers: ReceptionOffers) -> None:
        """For the first time it shows the day of whoever receives today."""
        is_first = self._offers is None
        self._offers, self._today = offers, offers.today
        receiving = {one.official: one for one in offers.receiving}
        self._is_filling = True
        self.official.offer(
            [
                Choice(
                    one.login,
                    tr("{name}, {post}", name=one.short_name, post=named(one.post)),
                    f"{one.login} {one.surname}",
                )
                for one in sorted(offers.staff, key=lambda one: one.login not in receiving)
            ]
        )
        if is_first and self.on.value() is None:
            self.on.put(offers.today)
        if offers.official and not self.official.raw():
            self.official.choose(offers.official)
        self._is_filling = False
        self._suggest()

    def show_day(self, day: ReceptionDay, drafts: Sequence[Draft]) -> None:
        rows = rows_of(day, drafts)
        self.list.ask(lambda: rows)

    def current(self) -> DayRow | None:
        row: DayRow | None = self.list.view.current_row()
        return row

    def _count(self) -> None:
        self._counts.setText(counts_words(self.list.table.rows()))

    def _suggest(self) -> None:
        """Form and place as the schedule has them, where it knows that day."""
        if self._offers is None:
            return
        self._is_filling = True
        login, day = self.login, self.on.value()
        hours = [one for one in self._offers.receiving if one.official == login]
        is_same = day is not None and bool(hours)
        self.kind.restore(form_words(hours[0].form if is_same else "personal"))
        self.place.restore(named(hours[0].place) if is_same else "")
        self._is_filling = False

    def _changed(self, key: str) -> None:
        if self._is_filling or key not in ("official", "on"):
            return
        if self.login and self.on.value() is not None:
            self._suggest()
            self.day_chosen.emit()
