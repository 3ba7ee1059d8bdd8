"""What if: the dates after a pause, an extension, a day off or a hand-over; nothing is done."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from akimat_desk.domain.bookings import Run
from akimat_desk.domain.deadlines import Duty, Holder
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.what_if import Outlook, Supposed, WhatIf
from akimat_desk.services.card_readings import CardReading, Choices
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, NumberField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, retone, scrolled, soft, strong, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.actions import beside, panel_head
from akimat_desk.ui.screens.card_words import (
    days_words,
    duty_title,
    holder_words,
    joined,
    named,
    shown_day,
)
from akimat_desk.ui.theme import Tone, look

MOST_DAYS: Final = 366
PAUSE_MS: Final = 250
APPLICANT: Final = "applicant"


class WhatIfPanel(QFrame):
    """The answer follows what is typed; `put_away` at Esc."""

    put_away = Signal()
    answered = Signal()

    def __init__(
        self, desk: Desk, background: Background, card: CardReading, choices: Choices
    ) -> None:
        super().__init__()
        self._desk, self._background, self._card = desk, background, card
        self.form: Final = Form()
        self.answer: Final = wrapped(strong())
        self.holders: Final = wrapped(plain())
        self.warning: Final = wrapped(plain("", Tone.WARN))
        self._pause = QTimer(self)
        self._fill(choices)
        self._build()

    def start(self) -> None:
        self.form.start()

    def _fill(self, choices: Choices) -> None:
        form, today = self.form, self._card.term.today
        pause = self._card.term.pause
        if pause is None:
            form.row(
                Entry("pause_from", tr("&Pause from"), DateField(lambda: today)),
                Entry("pause_until", tr("u&ntil"), DateField(lambda: today)),
            )
            waits = ChoiceField([Choice(key, words) for key, words in _awaited()])
            waits.choose(APPLICANT)
            form.row(Entry("waits_for", tr("&Who is awaited"), waits))
        else:
            form.row(Entry("pause_until", tr("&Resume on"), DateField(lambda: today)))
        form.row(Entry("extend", tr("&Extend, days"), NumberField(1, MOST_DAYS)))
        form.row(Entry("day_off", tr("&One day off more"), DateField(lambda: today)))
        staff = [
            Choice(one.login, joined(one.name, named(one.post)), f"{one.post.ky} {one.login}")
            for one in choices.staff
        ]
        form.row(Entry("executor", tr("&Another executor"), ChoiceField(staff)))
        form.row(Entry("executor_on", tr("&given on"), DateField(lambda: today)))
        form.fill()

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(tr("What if…"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(look().px(side) for side in (16, 8, 8, 12)))
        outer.setSpacing(look().px(6))
        outer.addLayout(panel_head(tr("What if…"), self.put_away.emit))
        outer.addWidget(wrapped(soft(tr("Nothing is written: only the new dates are shown."))))
        for one in (self.answer, self.holders, self.warning):
            outer.addWidget(one)
            one.hide()
        self.form.setContentsMargins(0, 0, look().px(10), 0)
        outer.addWidget(scrolled(self.form), 1)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.form.changed.connect(lambda _: self._pause.start())

    def supposed(self) -> Supposed:
        entered = self.form.entered()
        executor = str(entered["executor"] or "")
        return Supposed(
            pause_from=_day(entered.get("pause_from")),
            pause_until=_day(entered["pause_until"]),
            waits_for=str(entered.get("waits_for") or APPLICANT),
            extend=_number(entered["extend"]),
            day_off=_day(entered["day_off"]),
            executor=executor,
            executor_on=_day(entered["executor_on"]) if executor else None,
        )

    def ask(self) -> None:
        """An empty form supposes nothing, and so has no answer."""
        supposed = self.supposed()
        if self.form.problems() or supposed.is_empty:
            self._hide()
            return
        what_if, case_id = self._desk.what_if, self._card.id
        self._background.run(
            lambda: what_if.of(case_id, supposed),
            self._show,
            failed=self._refused,
            owner=self,
            key="what_if",
        )

    def _hide(self) -> None:
        for one in (self.answer, self.holders, self.warning):
            one.hide()

    def _refused(self, error: DeskError) -> None:
        self._hide()
        key, words = beside(error, {})
        if key in self.form.values():
            self._say(self.warning, words)
        else:
            self._say(self.warning, sentence(error))

    def _show(self, found: WhatIf) -> None:
        self._say(self.answer, dates_words(found))
        self._say(self.holders, holders_words(found))
        refused = found.refused
        words = "" if refused is None else tr("Today it would be refused.")
        self._say(self.warning, joined(words, "" if refused is None else sentence(refused)))
        retone(self.answer, None if refused is None else Tone.SOFT)
        self.answered.emit()

    def _say(self, label: object, words: str) -> None:
        label.setText(words)  # type: ignore[attr-defined]
        label.setVisible(bool(words))  # type: ignore[attr-defined]

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


def _awaited() -> tuple[tuple[str, str], ...]:
    return (
        (APPLICANT, tr("applicant")),
        ("body", tr("another body")),
        ("office", tr("nobody outside the office")),
    )


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def dates_words(found: WhatIf) -> str:
    """Each duty with its date before and after, the one that moves told as such."""
    then = list(found.then.dates.duties)
    lines = []
    for place, duty in enumerate(found.now.dates.duties):
        before = _due(duty, found.now)
        after = _due(then[place], found.then) if place < len(then) else ""
        words = before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}"
        lines.append(f"{duty_title(duty)}: {words}")
    return "\n".join(lines)


def _due(duty: Duty, told: Outlook) -> str:
    if duty.due_on is not None:
        return shown_day(duty.due_on)
    end = told.dates.statutory
    if duty.kind != "statutory" or end is None or end.earliest is None:
        return tr("not established")
    return tr("not before {day}", day=shown_day(end.earliest))


def holders_words(found: WhatIf) -> str:
    """Whose working days they are now and would be; only where that differs."""
    before, after = _shares(found.now.runs), _shares(found.then.runs)
    lines = [
        tr(
            "{name}: {before} \N{RIGHTWARDS ARROW} {after}",
            name=holder_words(holder),
            before=before.get(holder, 0),
            after=days_words(after.get(holder, 0)),
        )
        for holder in {**before, **after}
        if before.get(holder, 0) != after.get(holder, 0)
    ]
    return "\n".join(lines)


def _shares(runs: tuple[Run, ...]) -> dict[Holder, int]:
    found: dict[Holder, int] = {}
    for run in runs:
        found[run.holder] = found.get(run.holder, 0) + run.days
    return found
