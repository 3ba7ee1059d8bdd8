"""The questions of the conversation at the counter, in its order: a row of fields for each."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from akimat_desk.domain.applications import LANGUAGES, SUBJECT_LIMIT
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import (
    CheckField,
    DateField,
    LongTextField,
    NumberField,
    PhoneField,
    PinField,
    TextField,
)
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.screens.card_words import language_words
from akimat_desk.ui.screens.register_fields import FoldingForm, NameField, SegmentField, TimeField
from akimat_desk.ui.screens.register_told import ANONYMOUS, ORGANISATION, PERSON


def ask_who(form: FoldingForm, split: QWidget, history: QWidget) -> None:
    """`split` and `history` stand under the name and under the applicant."""
    form.section(tr("1  Who"))
    segments = SegmentField(
        (
            # Translators: who applies, short, on a row of three choices
            Choice(PERSON, tr("Person")),
            # Translators: who applies, short, on a row of three choices
            Choice(ORGANISATION, tr("Organisation")),
            # Translators: who applies, short, on a row of three choices
            Choice(ANONYMOUS, tr("Anonymous")),
        )
    )
    # Translators: label before person / organisation / anonymous; & marks the Alt key
    form.row(Entry("who", tr("Applica&nt"), segments))
    name = NameField()
    name.line.setPlaceholderText(tr("Surname, given name, patronymic, or PIN"))
    form.row(Entry("name", tr("Na&me"), name, is_required=True))
    form.widget_row(split)
    form.row(Entry("org_name", tr("Or&ganisation"), TextField(), is_required=True))
    form.row(Entry("pin", tr("PI&N"), PinField()), Entry("phone", tr("Pho&ne"), PhoneField()))
    # Translators: tax number
    inn, phone = Entry("inn", tr("IN&N"), TextField()), tr("Tele&phone")
    form.row(inn, Entry("org_phone", phone, PhoneField()))
    form.row(Entry("head", tr("Its &head"), TextField()))
    form.row(Entry("address", tr("A&ddress"), TextField()))
    form.widget_row(history)


def ask_about_what(form: FoldingForm) -> None:
    form.section(tr("2  About what"))
    languages = [Choice(code, language_words(code)) for code in LANGUAGES]
    form.row(
        Entry("kind", tr("&Kind"), ChoiceField(), is_required=True),
        Entry("language", tr("&Language"), ChoiceField(languages), is_required=True),
    )
    form.row(
        Entry("topic", tr("&Topic"), ChoiceField()),
        Entry("channel", tr("&Channel"), ChoiceField(), is_required=True),
    )
    form.row(Entry("service", tr("Ser&vice"), ChoiceField()))
    subject = TextField()
    subject.line.setMaxLength(SUBJECT_LIMIT)
    form.row(Entry("subject", tr("In &short"), subject, is_required=True))
    text = LongTextField(2, tr("What the applicant asks, in their words; may stay empty"))
    form.row(Entry("text", tr("Te&xt"), text))


def ask_rarer_things(form: FoldingForm, today: Callable[[], date]) -> None:
    """What most applications do without: each part unfolds at its mark."""
    form.row(
        Entry("signatories", tr("Si&gnatures"), NumberField(0, 100_000)),
        Entry("through", "", CheckField(tr("came through another &body"))),
    )
    body = ChoiceField(is_free=True)
    form.row(Entry("body", tr("&Body"), body, is_required=True))
    form.row(
        Entry("body_number", tr("Its num&ber"), TextField()),
        Entry("body_date", tr("of the da&y"), DateField(today)),
    )
    form.row(Entry("control_on", tr("C&ontrol date"), DateField(today)))
    form.row(
        Entry("rep", "", CheckField(tr("a &representative acts"))),
        Entry("earlier", "", CheckField(tr("received &earlier"))),
    )
    form.row(Entry("rep_name", tr("Representati&ve"), NameField(), is_required=True))
    form.row(Entry("rep_ground", tr("On the gro&und"), TextField()))
    form.row(
        Entry("received_on", tr("Re&ceived on"), DateField(today), is_required=True),
        Entry("received_at", tr("a&t"), TimeField(), is_required=True),
    )
    form.relabel("through", tr("Came through another body"))
    form.relabel("rep", tr("A representative acts"))
    form.relabel("earlier", tr("Received earlier"))


def ask_who_answers(form: FoldingForm) -> None:
    form.section(tr("4  Who answers"))
    form.row(Entry("responsible", tr("O&fficial"), ChoiceField()))
