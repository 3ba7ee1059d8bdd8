"""The questions of the conversation at the counter, in its order: a row of fields for each."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

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
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.card_words import language_words
from akimat_desk.ui.screens.register_address import PartField
from akimat_desk.ui.screens.register_fields import FoldingForm, NameField, SegmentField, TimeField
from akimat_desk.ui.screens.register_secret import RESTRICTED, ask_secret, who_answers_words
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
            # Translators: of a paper whose content may not be entered, short; check
            Choice(RESTRICTED, tr("Official use, secret")),
        )
    )
    # Translators: label before person / organisation / anonymous; & marks the Alt key
    form.row(Entry("who", tr("Applica&nt"), segments))
    ask_secret(form)
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
    _ask_address(form)
    form.widget_row(history)


def _ask_address(form: FoldingForm) -> None:
    """Only the first has an Alt key: Enter leads through the others."""
    # Translators: of an address: the district or city, and its oblast; & marks the Alt key
    district = Entry("soate", tr("&District"), ChoiceField())
    # Translators: of an address: the rural municipality; check
    aimak = PartField()
    form.row(district, Entry("aimak", tr("Aimak"), aimak))
    village = PartField(aimak)
    form.row(
        # Translators: of an address
        Entry("village", tr("Village"), village),
        # Translators: of an address
        Entry("street", tr("Street"), PartField(village)),
    )
    # Translators: of an address
    house, rest = Entry("house", tr("House"), TextField()), TextField()
    rest.line.setPlaceholderText(tr("flat, building, how to find it"))
    # Translators: of an address: what no other part of it holds
    form.row(house, Entry("address", tr("Further"), rest))


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
    also = LongTextField(2, tr("The others who signed, a name a line; may stay empty"))
    # Translators: names of those who signed a collective appeal beside the applicant
    hint = tr("The applicant above is the first of them and gets the answer.")
    form.row(Entry("also_signed", tr("Also signed"), also, hint=hint))
    _ask_through(form, today)
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
    _ask_of_matter(form)
    _ask_of_applicant(form, today)
    for key, name in (
        ("through", tr("Came through another body")),
        ("rep", tr("A representative acts")),
        ("earlier", tr("Received earlier")),
        ("accuses", tr("Complains about an official or body")),
        ("repeats", tr("Repeats an earlier one")),
        ("more", tr("More about the applicant")),
        ("several", tr("Several questions")),
    ):
        form.relabel(key, name)


def _ask_through(form: FoldingForm, today: Callable[[], date]) -> None:
    body = ChoiceField(is_free=True)
    form.row(Entry("body", tr("&Body"), body, is_required=True))
    form.row(
        Entry("body_number", tr("Its num&ber"), TextField()),
        Entry("body_date", tr("of the da&y"), DateField(today)),
    )
    form.row(Entry("control_on", tr("C&ontrol date"), DateField(today)))
    others = LongTextField(2, tr("A body or a person a line; may stay empty"))
    hint = tr("The case is not closed before each of them is answered.")
    form.row(Entry("answer_also", tr("Answer too to"), others, hint=hint))


def _ask_of_matter(form: FoldingForm) -> None:
    form.row(
        # Translators: a mark to set: the complaint is about somebody
        Entry("accuses", "", CheckField(tr("complains about someone"))),
        # Translators: a mark to set
        Entry("repeats", "", CheckField(tr("repeats an earlier one"))),
    )
    # Translators: label: the official or body a complaint is about
    form.row(Entry("against", tr("About whom"), ChoiceField(is_free=True), is_required=True))
    # Translators: label: the number of the earlier case
    form.row(Entry("previous", tr("Number of it"), PreviousField(), is_required=True))


def _ask_of_applicant(form: FoldingForm, today: Callable[[], date]) -> None:
    form.row(
        # Translators: a mark to set: date of birth, trade name, category
        Entry("more", "", CheckField(tr("more about the applicant"))),
        # Translators: a mark to set: the appeal asks several things
        Entry("several", "", CheckField(tr("several questions"))),
    )
    form.row(
        Entry("born_on", tr("Born on"), DateField(today)),
        # Translators: label: the name an entrepreneur trades under; check
        Entry("trade_name", tr("Trade name"), TextField()),
    )
    # Translators: label: what group the applicant belongs to, for the report
    form.row(Entry("categories", tr("Category"), ManyField()))


def ask_who_answers(form: FoldingForm) -> QLabel:
    """The title of the section, whose number depends on what stands before it."""
    title = form.section(who_answers_words(with_papers=True))
    # Translators: label: by whose word this official is named
    order = TextField()
    order.line.setPlaceholderText(tr("for example the akim"))
    form.row(Entry("responsible", tr("O&fficial"), ChoiceField()))
    form.row(Entry("ordered_by", tr("By whose order"), order))
    return title


class PreviousField(ChoiceField):
    """A number of this desk or of another one; those of the applicant are offered."""

    def __init__(self) -> None:
        super().__init__(is_free=True)

    def advice(self) -> str:
        return ""

    def value(self) -> str:
        return ChoiceField.value(self) or self.raw().strip()
