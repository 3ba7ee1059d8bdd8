"""Settings: names, address, phones and hours of the office, and how its letterhead reads."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.office_events import LetterheadSet, OfficeNamed
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.office_book import OfficeRecord
from akimat_desk.services.offices import OfficeDesk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.fields import DateField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import caption, card, scrolled, soft, strong, wrapped
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.settings_letterhead import LetterheadPreview
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_words import both, read_only_words
from akimat_desk.ui.theme import look

_NOTHING = Bilingual(ky="")


class OfficePage(Place):
    """Whoever may not change it reads it."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._facts = Facts()
        self._since = wrapped(caption())
        self._preview = LetterheadPreview()
        self._record: OfficeRecord | None = None
        self._may = desk.office.book.may("office")
        self._turning = Turning(self._build_page(), background, ways)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)

    def _build_page(self) -> QWidget:
        who = self.desk.office.book.who_may("office")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(card(strong(tr("The office")), self._facts, self._since))
        column.addWidget(card(strong(tr("So the head of a paper reads")), framed(self._preview)))
        if not self._may:
            column.addWidget(wrapped(soft(read_only_words(who))))
        column.addStretch()
        return scrolled(inner)

    def title(self) -> str:
        return tr("The office")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may or self._record is None:
            return None
        return MainAction(tr("Change"), "F2", self._change)

    def shown(self) -> None:
        book = self.desk.office.book
        self.background.run(book.record, self._show, owner=self, key="record")

    def _show(self, record: OfficeRecord) -> None:
        self._record = record
        name, letterhead = names_of(record), letterhead_of(record)
        self._facts.show_lines(_lines(name, letterhead))
        self._since.setText("\n".join(_since(record)))
        self._preview.show_letterhead(name.name, letterhead)
        self.ways.retitle()

    def _change(self) -> None:
        if self._record is not None:
            self._turning.open(office_change(self.desk.office, self._record))


def names_of(record: OfficeRecord) -> OfficeNamed:
    return record.named or OfficeNamed(from_on=record.on, name=_NOTHING, short=_NOTHING)


def letterhead_of(record: OfficeRecord) -> LetterheadSet:
    return record.letterhead or LetterheadSet(from_on=record.on, address=_NOTHING)


def framed(widget: QWidget) -> QWidget:
    """No wider than a paper is."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setMaximumWidth(look().px(640))
    layout.addWidget(widget, 1)
    layout.addStretch()
    return row


def _lines(name: OfficeNamed, letterhead: LetterheadSet) -> Iterator[tuple[str, str]]:
    yield tr("Name in Kyrgyz"), name.name.ky
    yield tr("Name in Russian"), name.name.ru
    yield tr("Short name"), both(name.short)
    yield tr("Address"), both(letterhead.address)
    yield tr("Telephone"), letterhead.phone
    yield tr("Working hours"), both(letterhead.hours)
    yield tr("E-mail"), letterhead.email


def _since(record: OfficeRecord) -> Iterator[str]:
    if record.named is not None:
        yield tr("The name holds since {day}.", day=shown_day(record.named.from_on))
    if record.letterhead is not None:
        day = shown_day(record.letterhead.from_on)
        yield tr("Address, telephone and hours hold since {day}.", day=day)
    for day_later in record.later:
        yield tr("From {day} on something else is already recorded.", day=shown_day(day_later))


_FIELDS = ("name", "short", "address", "hours")


def office_change(office: OfficeDesk, record: OfficeRecord) -> Change:
    name, letterhead = names_of(record), letterhead_of(record)

    def fill(form: Form) -> None:
        preview = LetterheadPreview()
        _fill(form, record.on)
        form.widget_row(framed(preview))
        form.restore(_raw(name, letterhead, record.on))
        form.changed.connect(lambda _: _redraw(preview, form))
        _redraw(preview, form)

    def work(entered: Entered) -> Callable[[], object]:
        told = {key: _two(entered, key) for key in _FIELDS}
        return partial(_write, office, (name, letterhead), told, entered)

    return Change(
        tr("Names, address and hours of the office"),
        tr("Save"),
        fill,
        work,
        tr("Recorded. Papers of earlier dates keep what held on their day."),
        advice=tr(
            "Nothing is overwritten: the change holds from its day on, and each paper takes what"
            " holds on its own date."
        ),
    )


def _write(
    office: OfficeDesk,
    before: tuple[OfficeNamed, LetterheadSet],
    told: Mapping[str, Bilingual],
    entered: Entered,
) -> None:
    """Only what is another now becomes a fact."""
    name, letterhead = before
    from_on, phone, email = _day(entered), str(entered["phone"]), str(entered["email"])
    if (told["name"], told["short"]) != (name.name, name.short):
        office.set_names(told["name"], told["short"], from_on)
    known = (letterhead.address, letterhead.hours, letterhead.phone, letterhead.email)
    if (told["address"], told["hours"], phone, email) != known:
        office.set_letterhead(
            address=told["address"],
            hours=told["hours"],
            phone=phone,
            email=email,
            from_on=from_on,
            is_whole=True,
        )


def _fill(form: Form, today: date) -> None:
    form.row(Entry("name_ky", tr("Name in &Kyrgyz"), TextField(), is_required=True))
    form.row(Entry("name_ru", tr("Name in &Russian"), TextField(), is_required=True))
    form.row(Entry("short_ky", tr("&Short name, Kyrgyz"), TextField()))
    form.row(Entry("short_ru", tr("Short name, R&ussian"), TextField()))
    form.row(Entry("address_ky", tr("&Address, Kyrgyz"), TextField(), is_required=True))
    form.row(Entry("address_ru", tr("A&ddress, Russian"), TextField()))
    form.row(Entry("hours_ky", tr("Hours, K&yrgyz"), TextField()))
    form.row(Entry("hours_ru", tr("&Hours, Russian"), TextField()))
    form.row(Entry("phone", tr("&Telephone"), TextField()))
    form.row(Entry("email", tr("&E-mail"), TextField()))
    form.row(Entry("from_on", tr("Holds &from"), DateField(lambda: today), is_required=True))


def _raw(name: OfficeNamed, letterhead: LetterheadSet, today: date) -> dict[str, str]:
    words = {
        "name": name.name,
        "short": name.short,
        "address": letterhead.address,
        "hours": letterhead.hours,
    }
    raw = {f"{key}_{language}": text for key, told in words.items()
           for language, text in (("ky", told.ky), ("ru", told.ru))}  # fmt: skip
    return raw | {
        "phone": letterhead.phone,
        "email": letterhead.email,
        "from_on": shown_day(today),
    }


def _two(entered: Entered, key: str) -> Bilingual:
    return Bilingual(ky=str(entered[f"{key}_ky"]), ru=str(entered[f"{key}_ru"]))


def _day(entered: Entered) -> date:
    day = entered["from_on"]
    if not isinstance(day, date):
        raise TypeError(day)
    return day


def _redraw(preview: LetterheadPreview, form: Form) -> None:
    entered = form.entered()
    told = {key: _two(entered, key) for key in _FIELDS}
    letterhead = LetterheadSet(
        from_on=date.min,
        address=told["address"],
        phone=str(entered["phone"]),
        hours=told["hours"],
    )
    preview.show_letterhead(told["name"], letterhead)
