"""What is asked in a panel over the day: somebody signs up, will not come, a card is annulled."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from akimat_desk.services.desk import Desk
from akimat_desk.services.reception_days import ScheduleRow, SignUpRow
from akimat_desk.services.reception_offers import ReceptionOffers
from akimat_desk.services.reception_readings import CardReading
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.dates import weekday
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import DateField, PhoneField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.card_words import named, shown_day
from akimat_desk.ui.screens.reception_fields import LettersField
from akimat_desk.ui.screens.reception_words import form_choices, form_words
from akimat_desk.ui.screens.register_fields import TimeField
from akimat_desk.ui.screens.settings_panel import Change, Entered

_CODES: Final = {"sign_up_taken": "time"}


def sign_up_change(
    desk: Desk, official: str, on: date, form: str, row: SignUpRow | None = None
) -> Change:
    """A new line of the list, or other words for one that stands there."""

    def fill(into: Form) -> None:
        into.row(Entry("name", tr("Na&me"), TextField(), is_required=True))
        into.row(
            Entry("time", tr("&Time"), TimeField()),
            Entry("phone", tr("Pho&ne"), PhoneField()),
        )
        into.row(Entry("about", tr("&About what"), TextField()))
        if row is not None:
            into.restore(
                {"name": row.name, "time": row.time, "phone": row.phone, "about": row.about}
            )

    def work(entered: Entered) -> Callable[[], object]:
        at = entered["time"]
        told = {
            "name": str(entered["name"]),
            "time": "" if at is None else f"{at:%H:%M}",
            "phone": str(entered["phone"]),
            "about": str(entered["about"]),
        }
        days = desk.reception_days
        if row is not None:
            return partial(days.correct_sign_up, row.id, told)
        return partial(days.sign_up, {**told, "official": official, "on": on, "form": form})

    return Change(
        tr("Sign up for {day}", day=shown_day(on)),
        # Translators: main button: put the name on the list of a reception
        tr("Write on the list"),
        fill,
        work,
        tr("Written on the list."),
        advice=tr("The name is enough. Nobody has to show a document to sign up."),
        codes=_CODES,
    )


def withdraw_change(desk: Desk, row: SignUpRow) -> Change:
    return Change(
        tr("{name} will not come", name=row.name),
        tr("Record"),
        _reason,
        lambda entered: partial(
            desk.reception_days.withdraw_sign_up, row.id, str(entered["reason"])
        ),
        tr("Recorded. The time is free again."),
    )


def annul_change(desk: Desk, told: CardReading) -> Change:
    return Change(
        tr("Annul the card {number}", number=told.number),
        tr("Annul"),
        _reason,
        lambda entered: partial(desk.receptions.annul, told.id, str(entered["reason"])),
        tr("Annulled. The number stays taken."),
    )


def schedule_change(desk: Desk, offers: ReceptionOffers) -> Change:
    """An official receives every week on one day, or on one day alone."""

    def fill(into: Form) -> None:
        staff = [
            Choice(
                one.login,
                tr("{name}, {post}", name=one.short_name, post=named(one.post)),
                one.surname,
            )
            for one in offers.staff
        ]
        who = LettersField(staff, is_sure=True)
        kind = LettersField(form_choices())
        into.row(Entry("official", tr("Who &receives"), who, is_required=True))
        into.row(Entry("form", tr("&Form"), kind, is_required=True))
        hint = tr("Every week on this day; or leave it empty and name one day.")
        into.row(
            Entry("weekday", tr("&Weekday"), LettersField(_weekdays()), hint=hint),
            Entry("on", tr("One &day"), DateField(lambda: offers.today)),
        )
        into.row(
            Entry("opens", tr("Op&ens"), TimeField(), is_required=True),
            Entry("closes", tr("&Closes"), TimeField(), is_required=True),
        )
        into.row(Entry("place_ky", tr("Where, &Kyrgyz"), TextField(), is_required=True))
        into.row(Entry("place_ru", tr("Where, Ru&ssian"), TextField()))
        into.restore({"form": form_words("personal")})

    def work(entered: Entered) -> Callable[[], object]:
        told = {key: str(entered[key]) for key in ("official", "form", "place_ky", "place_ru")}
        day = entered["weekday"]
        when = {"weekday": int(str(day))} if day else {}
        if entered["on"] is not None:
            when |= {"on": entered["on"]}
        hours = {key: f"{entered[key]:%H:%M}" for key in ("opens", "closes")}
        return partial(desk.reception_days.schedule, {**told, **when, **hours})

    return Change(
        tr("A row of the schedule"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. The schedule can be printed for the door."),
    )


def end_change(desk: Desk, row: ScheduleRow) -> Change:
    """The last day a row holds."""

    def fill(into: Form) -> None:
        day = DateField(lambda: desk.office.today)
        into.row(Entry("until_on", tr("The &last day"), day, is_required=True))
        into.row(Entry("ground", tr("&Ground"), TextField()))
        into.restore({"until_on": shown_day(desk.office.today)})

    return Change(
        tr("{name} receives no more", name=row.official_name),
        tr("Record"),
        fill,
        lambda entered: partial(
            desk.reception_days.end_schedule,
            row.schedule,
            entered["until_on"],
            str(entered["ground"]),
        ),
        tr("Recorded."),
    )


def _reason(into: Form) -> None:
    into.row(Entry("reason", tr("&Reason"), TextField(), is_required=True))


def _weekdays() -> list[Choice]:
    return [Choice(str(n), weekday_words(n)) for n in range(7)]


def weekday_words(number: int) -> str:
    # Any Monday will do to name the days of a week.
    return weekday(date(2026, 11, 23 + number), spoken().language)
