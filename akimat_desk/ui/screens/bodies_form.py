"""The forms of the directory of bodies: names and their bent forms, address, an end."""

from collections.abc import Callable

from akimat_desk.domain.bodies import Body
from akimat_desk.services.bodies import Bodies
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.card_words import named, shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered

_FORMS = {"dative_ky": "dative|ky", "dative_ru": "dative|ru"}
"""The form letters and notices ask for; others are asked where a paper needs them."""


def body_change(bodies: Bodies, row: Body | None, typed: str = "") -> Change:
    """A new one, perhaps as it was typed in a case, or other words for a known one."""

    def work(entered: Entered) -> Callable[[], object]:
        told = {key: str(value) for key, value in entered.items() if key not in _FORMS}
        forms = {} if row is None else dict(row.forms)
        forms |= {form: str(entered[key]) for key, form in _FORMS.items()}
        wish = {**told, "body": "" if row is None else row.id, "forms": forms}
        return lambda: bodies.record(wish)

    def fill(form: Form) -> None:
        _fill(form)
        form.restore(_kept(row) if row is not None else {"name_ky": typed})

    return Change(
        tr("A body of the directory"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. It is offered wherever a body is named."),
        advice=tr("Papers take the name in their own language. What is not known stays empty."),
        codes={"body_unknown": "name_ky"},
    )


def _fill(form: Form) -> None:
    form.row(Entry("name_ky", tr("Name, &Kyrgyz"), TextField(), is_required=True))
    form.row(Entry("name_ru", tr("Name, &Russian"), TextField()))
    form.row(
        # Translators: the dative of a name, as in a letter "to whom"
        Entry("dative_ky", tr("To &whom, Kyrgyz"), TextField()),
        Entry("dative_ru", tr("To wh&om, Russian"), TextField()),
    )
    form.row(
        Entry("address_ky", tr("&Address, Kyrgyz"), LongTextField(2)),
        Entry("address_ru", tr("A&ddress, Russian"), LongTextField(2)),
    )
    form.row(Entry("phone", tr("&Telephone"), TextField()))
    form.row(
        Entry("addressee_ky", tr("&Head, Kyrgyz"), TextField()),
        Entry("addressee_ru", tr("H&ead, Russian"), TextField()),
    )
    hint = tr("Of an office that works with this program; else empty.")
    form.row(Entry("to_office", tr("&Number in this program"), TextField(), hint=hint))


def _kept(row: Body) -> dict[str, str]:
    forms = {key: row.forms.get(form, "") for key, form in _FORMS.items()}
    return {
        "name_ky": row.name.ky,
        "name_ru": row.name.ru,
        "address_ky": row.address.ky,
        "address_ru": row.address.ru,
        "phone": row.phone,
        "to_office": row.to_office,
        "addressee_ky": row.addressee.ky,
        "addressee_ru": row.addressee.ru,
        **forms,
    }


def end_body_change(desk: Desk, row: Body) -> Change:
    bodies = desk.bodies

    def fill(form: Form) -> None:
        day = DateField(lambda: desk.office.today)
        form.row(Entry("ended_on", tr("The &last day"), day, is_required=True))
        form.row(Entry("reason", tr("&Reason"), LongTextField(2)))
        form.restore({"ended_on": shown_day(desk.office.today)})

    def work(entered: Entered) -> Callable[[], object]:
        ended_on, reason = entered["ended_on"], str(entered["reason"])
        return lambda: bodies.end(row.id, ended_on, reason)

    return Change(
        tr("Offer no more: {body}", body=named(row.name)),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Papers that name it stay as they are."),
        undo=lambda: bodies.offer_again(row.id),
    )
