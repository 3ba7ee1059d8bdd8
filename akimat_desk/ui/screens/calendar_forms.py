"""Forms of the calendar: a day off or worked, and the working week. They lead to a preview."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from akimat_desk.domain.calendar_events import OFF, WORKED
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.calendar_changes import KINDS
from akimat_desk.services.calendar_readings import CalendarRow, DayTold, Proposal, WeekTold
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import head, scrolled, secondary, soft, wrapped
from akimat_desk.ui.messages import problem_words
from akimat_desk.ui.place import MainAction
from akimat_desk.ui.screens.calendar_words import kind_words, weekday_names
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.theme import look

Made = Callable[[dict[str, object]], Proposal | dict[str, str]]


class ProposalForm(QFrame):
    """`ready` carries what was proposed; nothing is written here. `put_away` at Esc."""

    ready = Signal(object)
    put_away = Signal()

    def __init__(self, title: str, advice: str, fill: Callable[[Form], None], made: Made) -> None:
        super().__init__()
        self.form = Form()
        self._made = made
        self._build(title, advice, fill)

    def _build(self, title: str, advice: str, fill: Callable[[Form], None]) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        fill(self.form)
        self.form.fill()
        self.form.finished.connect(self.submit)
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addWidget(wrapped(head(title)), 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look().px(side) for side in (16, 12, 8, 12)))
        layout.setSpacing(look().px(8))
        layout.addLayout(row)
        layout.addWidget(wrapped(soft(advice)))
        layout.addWidget(scrolled(self.form), 1)

    def start(self) -> None:
        self.form.start()

    def main_action(self) -> MainAction:
        return MainAction(tr("See what moves"), "F9", self.submit)

    def submit(self) -> None:
        if not self.form.check():
            return
        made = self._made(self.form.entered())
        if isinstance(made, Proposal):
            self.ready.emit(made)
        else:
            self.form.show_problems(made)

    def show_refused(self, error: FieldWrong) -> bool:
        """Beside its field, where the form has it."""
        key = {"name": "name_ky"}.get(error.field, error.field)
        if key not in self.form.values():
            return False
        self.form.show_problems({key: problem_words(error.reason, error.limit)})
        return True

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)


def day_form(today: date, day: date, row: CalendarRow | None) -> ProposalForm:
    """A day off more, or a day of the weekend that is worked; `row` is what stands there now."""
    is_new = row is None or not row.is_off

    def fill(form: Form) -> None:
        kinds = [Choice(kind, kind_words(kind)) for kind in (*KINDS, WORKED)]
        form.row(Entry("day", tr("&Day"), DateField(lambda: today), is_required=True))
        form.row(Entry("kind", tr("&What it is"), ChoiceField(kinds), is_required=True))
        form.row(Entry("name_ky", tr("&Name in Kyrgyz"), TextField(), is_required=True))
        form.row(Entry("name_ru", tr("Name in &Russian"), TextField()))
        form.row(Entry("until_on", tr("&Until, for several days"), DateField(lambda: today)))
        form.row(Entry("source", tr("&By which act"), TextField()))
        form.row(Entry("sure", tr("&How sure"), CheckField(tr("the act itself was seen"))))
        kept = {"day": shown_day(day), "kind": kind_words("ait" if row is None else _kind(row))}
        if row is not None and row.name.ky:
            kept |= {"name_ky": row.name.ky, "name_ru": row.name.ru}
        form.restore(kept)

    return ProposalForm(
        tr("A day off or a worked day") if is_new else tr("Change a day off"),
        tr("Nothing is written yet: first you see which open cases it moves."),
        fill,
        _days_proposed,
    )


def _kind(row: CalendarRow) -> str:
    return row.kind if row.kind in (*KINDS, WORKED) else "extra"


def _days_proposed(entered: dict[str, object]) -> Proposal | dict[str, str]:
    first, last = entered["day"], entered["until_on"] or entered["day"]
    if not isinstance(first, date) or not isinstance(last, date):
        return {"day": tr("This is no date. Write it as 23.11.2026.")}
    if last < first:
        return {"until_on": tr("Not before {day}.", day=shown_day(first))}
    if (last - first).days > 31:
        return {"until_on": tr("No more than a month at once.")}
    kind = str(entered["kind"])
    days = (date.fromordinal(one) for one in range(first.toordinal(), last.toordinal() + 1))
    return Proposal(
        days=tuple(
            DayTold(
                day=one,
                what=WORKED if kind == WORKED else OFF,
                kind="extra" if kind == WORKED else kind,
                name=Bilingual(ky=str(entered["name_ky"]), ru=str(entered["name_ru"])),
                is_confirmed=bool(entered["sure"]),
                source=str(entered["source"]),
            )
            for one in days
        )
    )


def week_form(today: date, week: tuple[int, ...]) -> ProposalForm:
    def fill(form: Form) -> None:
        form.row(Entry("from_on", tr("&From"), DateField(lambda: today), is_required=True))
        for number, name in enumerate(weekday_names(), start=1):
            form.row(Entry(f"day{number}", name, CheckField(tr("worked"))))
        form.restore({f"day{number}": "1" for number in week})

    def made(entered: dict[str, object]) -> Proposal | dict[str, str]:
        chosen = tuple(number for number in range(1, 8) if entered[f"day{number}"])
        from_on = entered["from_on"]
        if not chosen or not isinstance(from_on, date):
            return {"day1": tr("At least one day is worked.")}
        return Proposal(weeks=(WeekTold(from_on=from_on, week=chosen),))

    return ProposalForm(
        tr("Working week"),
        tr("Days before keep the week they had. Holidays stay off in every week."),
        fill,
        made,
    )
