"""Settings: the table of responsibility, which official answers for which topic or service."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.office_readings import REST, SERVICE, TOPIC, AnswerRow, AnswerTable, Named
from akimat_desk.services.offices import OfficeDesk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, retone, soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_staff import people_of
from akimat_desk.ui.screens.settings_words import (
    capital,
    matter_kind_words,
    matter_words,
    read_only_words,
)
from akimat_desk.ui.theme import Tone, look

MOST_NAMED = 6


class _Asked(NamedTuple):
    table: AnswerTable
    people: Sequence[Choice]


class AnswersPage(Place):
    """Without a line that holds no receipt can say who answers."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._may = desk.office.book.may("responsibility")
        self._matters: tuple[Choice, ...] = ()
        self._people: tuple[Choice, ...] = ()
        self._covered = wrapped(plain())
        self._list: ShortList[AnswerRow] = ShortList(
            _columns(), background, self._actions() if self._may else (), tr("Who answers for what")
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
        layout.addWidget(self._covered)
        layout.addWidget(self._list, 1)
        if not self._may:
            who = self.desk.office.book.who_may("responsibility")
            layout.addWidget(wrapped(soft(read_only_words(who))))
        self._list.view.say_when_empty(
            tr("Nobody answers for anything yet."),
            tr("Begin with one official for everything that has no line of its own."),
        )
        page.setFocusProxy(self._list)
        self.setFocusProxy(self._list)
        return page

    def _actions(self) -> tuple[RowAction, ...]:
        return (
            RowAction(
                tr("Name another official"),
                "account-switch-outline",
                self._name,
                lambda row: row.when == "now",
            ),
            RowAction(
                tr("End the line"),
                "calendar-end",
                lambda row: self._turning.open(end_change(self.desk.office, row)),
                lambda row: row.when == "now" and not row.is_ended,
            ),
        )

    def title(self) -> str:
        return tr("Who answers for what")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may or not self._matters:
            return None
        return MainAction(tr("Name an official"), "F2", self._name)

    def shown(self) -> None:
        office = self.desk.office
        self._list.ask(lambda: office.book.answer_table().rows)
        self.background.run(
            lambda: _Asked(office.book.answer_table(), people_of(office)),
            self._learn,
            owner=self,
            key="table",
        )

    def _learn(self, asked: _Asked) -> None:
        self._people = tuple(asked.people)
        rest = Choice(REST, tr("Everything that has no line of its own"))
        self._matters = (rest, *map(_matter, asked.table.choices))
        self._covered.setText(covered_words(asked.table))
        retone(self._covered, Tone.WARN if asked.table.uncovered else Tone.SOFT)
        self.ways.retitle()

    def _name(self, row: AnswerRow | None = None) -> None:
        lists = (self._matters, self._people)
        self._turning.open(answer_change(self.desk.office, *lists, row))


def _matter(one: Named) -> Choice:
    words = tr(
        "{matter} ({kind})", matter=capital(named(one.name)), kind=matter_kind_words(one.kind)
    )
    return Choice(f"{one.kind}:{one.id}", words, f"{one.name.ky} {one.name.ru}")


def _columns() -> tuple[Column[AnswerRow], ...]:
    return (
        Column(
            title=lambda: tr("What"),
            text=matter_words,
            note=lambda row: matter_kind_words(row.kind),
        ),
        Column(
            title=lambda: tr("Who answers"),
            text=_official,
            note=_trouble,
            tone=_tone,
            is_strong=True,
        ),
        Column(title=lambda: tr("Since when, by which order"), text=_since, note=_order, chars=28),
    )


def _official(row: AnswerRow) -> str:
    return tr("the line has ended") if row.is_ended else row.official or tr("nobody known here")


def _trouble(row: AnswerRow) -> str:
    if row.is_ended:
        return tr("falls to the line for the rest")
    return tr("does not work here any more: name another official") if row.is_gone else ""


def _tone(row: AnswerRow) -> Tone | None:
    if row.is_gone:
        return Tone.BAD
    return Tone.SOFT if row.is_ended or row.when == "later" else None


def _since(row: AnswerRow) -> str:
    day = shown_day(row.from_on)
    return tr("from {day} on", day=day) if row.when == "later" else tr("since {day}", day=day)


def _order(row: AnswerRow) -> str:
    """Many write the date into the number of the order; it is not said twice."""
    day = "" if row.order_on is None else shown_day(row.order_on)
    return row.order if day in row.order else joined(row.order, day)


def covered_words(table: AnswerTable) -> str:
    """What is not covered by name; a few are named, the others are counted."""
    if table.has_rest:
        return tr_many(
            "{count} topic or service falls to the line for the rest.",
            "{count} topics and services fall to the line for the rest.",
            len(table.by_rest),
        )
    shown = ", ".join(named(one.name) for one in table.uncovered[:MOST_NAMED])
    left = len(table.uncovered) - MOST_NAMED
    if not table.uncovered:
        return tr("Every topic and service has its official.")
    if left <= 0:
        return tr("Nobody answers for: {matters}.", matters=shown)
    return tr_many(
        "Nobody answers for: {matters} and {count} more.",
        "Nobody answers for: {matters} and {count} more.",
        left,
        matters=shown,
    )


def answer_change(
    office: OfficeDesk, matters: Sequence[Choice], people: Sequence[Choice], row: AnswerRow | None
) -> Change:
    def fill(form: Form) -> None:
        form.row(Entry("matter", tr("For &what"), ChoiceField(matters), is_required=True))
        form.row(Entry("login", tr("&Who answers"), ChoiceField(people), is_required=True))
        form.row(Entry("from_on", tr("&From"), DateField(lambda: office.today), is_required=True))
        form.row(
            Entry("order", tr("Order &number"), TextField(), is_required=True),
            Entry("order_on", tr("Order &date"), DateField(lambda: office.today)),
        )
        words = {one.id: one.words for one in matters}
        key = "" if row is None else REST if row.kind == REST else f"{row.kind}:{row.id}"
        form.restore({"matter": words.get(key, ""), "from_on": shown_day(office.today)})

    def work(entered: Entered) -> Callable[[], object]:
        told = dict(entered)
        kind, _, matter = str(told["matter"]).partition(":")
        return lambda: office.set_responsible(
            told["login"],
            topic=matter if kind == TOPIC else "",
            service=matter if kind == SERVICE else "",
            order=told["order"],
            order_on=told["order_on"],
            from_on=told["from_on"],
        )

    return Change(
        tr("Who answers for what"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Receipts from that day on name this official."),
        advice=tr(
            "A service goes before its topic, a topic before the line for the rest. Cases that are"
            " open keep the official they have."
        ),
        codes={"staff_unknown": "login", "unknown_row": "matter"},
    )


def end_change(office: OfficeDesk, row: AnswerRow) -> Change:
    def fill(form: Form) -> None:
        day = DateField(lambda: office.today)
        form.row(Entry("from_on", tr("No longer &from"), day, is_required=True))
        form.row(Entry("order", tr("&Order, number and date"), TextField()))
        form.restore({"from_on": shown_day(office.today)})

    def work(entered: Entered) -> Callable[[], object]:
        day, order = entered["from_on"], str(entered["order"])
        topic = row.id if row.kind == TOPIC else ""
        service = row.id if row.kind == SERVICE else ""
        return lambda: office.book.end_responsible(
            topic=topic, service=service, from_on=day, order=order
        )

    return Change(
        tr("End the line: {matter}", matter=matter_words(row)),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Name an official again if this was a mistake."),
        advice=tr("From that day on the matter falls to the line for the rest, if there is one."),
        undo=lambda: office.set_responsible(
            row.login,
            topic=row.id if row.kind == TOPIC else "",
            service=row.id if row.kind == SERVICE else "",
            order=row.order,
            order_on=row.order_on,
        ),
    )
