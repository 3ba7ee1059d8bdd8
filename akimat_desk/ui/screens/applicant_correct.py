"""Correcting the record of an applicant: the form that stands in the place of their card."""

from datetime import date
from functools import partial
from typing import Any

import msgspec

from akimat_desk.domain.people import Applicant
from akimat_desk.services.desk import Desk
from akimat_desk.services.person_cards import PersonCard
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import DateField, LongTextField, PhoneField, PinField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.applicant_words import labels
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered


def correction(desk: Desk, card: PersonCard, today: date) -> Change:
    """Of the record that leads; what other records add stands in the fields already."""
    return Change(
        title=tr("Correct the record: {name}", name=card.whole.name),
        # Translators: button: write the corrected record
        verb=tr("Save"),
        fill=partial(_fill, card=card, today=today),
        work=partial(_work, desk, card),
        said=tr("The record is corrected."),
        advice=tr("Papers that were printed before stay as they are."),
    )


def _fill(form: Form, card: PersonCard, today: date) -> None:
    if card.whole.organisation is None:
        _fill_person(form, today)
    else:
        _fill_body(form)
    form.row(Entry("address", tr("A&ddress"), TextField()))
    hint = tr("Needed where something is replaced, not where something is added.")
    form.row(Entry("reason", tr("&Reason"), LongTextField(2), hint=hint))
    form.restore(_shown(card.whole))
    phone = form.field("phone")
    if isinstance(phone, PhoneField):
        phone.restore(phone.tidied(phone.raw()))


def _fill_person(form: Form, today: date) -> None:
    form.row(Entry("surname", tr("&Surname"), TextField(), is_required=True))
    form.row(
        Entry("given", tr("&Given name"), TextField(), is_required=True),
        Entry("patronymic", tr("&Patronymic"), TextField()),
    )
    form.row(
        Entry("pin", tr("P&IN"), PinField()),
        Entry("born_on", tr("Date of &birth"), DateField(lambda: today)),
    )
    form.row(
        Entry("phone", tr("P&hone"), PhoneField()),
        Entry("phone_of", tr("&Whose phone"), TextField()),
    )
    form.row(
        Entry("trade_name", tr("&Trade name"), TextField()),
        Entry("inn", tr("I&NN of the trade"), TextField()),
    )


def _fill_body(form: Form) -> None:
    form.row(Entry("name", tr("N&ame"), TextField(), is_required=True))
    form.row(
        Entry("inn", tr("I&NN"), TextField()),
        Entry("head", tr("&Head of the organisation"), TextField()),
    )
    form.row(Entry("phone", tr("P&hone"), PhoneField()))


def _shown(applicant: Applicant) -> dict[str, str]:
    """As texts for the fields."""
    known: Any = applicant.person or applicant.organisation
    texts = {} if known is None else msgspec.structs.asdict(known)
    texts["address"] = applicant.address.line()
    born_on = texts.get("born_on")
    if born_on is not None:
        texts["born_on"] = shown_day(born_on)
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def _work(desk: Desk, card: PersonCard, entered: Entered) -> Any:
    kind = "person" if card.whole.organisation is None else "organisation"
    told = {key: _plain(value) for key, value in entered.items() if key in labels()}
    known = card.whole.address
    if told["address"] == known.line():
        told["address"] = msgspec.structs.asdict(known)
    else:
        told["address"] = {"soate": known.soate, "text": told["address"]}
    if not told.get("born_on"):
        told.pop("born_on", None)
    reason = str(entered["reason"])
    return partial(desk.people.correct, card.id, {kind: told}, reason)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
