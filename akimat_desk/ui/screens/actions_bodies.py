"""Forms about other bodies: asked with the answer kept here, reminded, answered, given up."""

from akimat_desk.domain.body_asks import Ask
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField, NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, ActionPanel, Seat, Wish
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.actions_people import WHOLE, body_choices, question_choices
from akimat_desk.ui.screens.actions_terms import day_field
from akimat_desk.ui.screens.bodies_letters import (
    ask_with_letter,
    remind_with_letter,
    show_letter,
)
from akimat_desk.ui.screens.card_words import shown_day

MOST_SHEETS = 10_000
ASK_ACTIONS = ("body-answered", "remind-body", "drop-ask")
"""Those that are about one ask, which may be named after the action."""


def body_actions() -> tuple[Action, ...]:
    return (
        Action(
            "ask-body",
            lambda: tr("Ask another body"),
            "email-fast-outline",
            verb=lambda: tr("Ask"),
            advice=_ask_advice,
            fill=_fill_ask,
            wish=_ask_wish,
            work=ask_with_letter,
            after=show_letter,
        ),
        Action(
            "body-answered",
            lambda: tr("The body has answered"),
            "email-check-outline",
            verb=lambda: tr("Record the answer"),
            fill=_fill_answered,
            wish=_as_entered,
            codes={"ask_unknown": "ask", "ask_answered": "ask"},
        ),
        Action(
            "remind-body",
            lambda: tr("Remind the body"),
            "bell-ring-outline",
            verb=lambda: tr("Remind"),
            fill=_fill_remind,
            wish=_as_entered,
            work=remind_with_letter,
            after=show_letter,
            codes={"ask_unknown": "ask"},
        ),
        Action(
            "drop-ask",
            lambda: tr("Await the answer no more"),
            "email-off-outline",
            verb=lambda: tr("Give up"),
            fill=_fill_drop,
            wish=_as_entered,
            codes={"ask_unknown": "ask", "ask_answered": "ask"},
        ),
    )


def ask_panel(action: Action, seat: Seat, ask: str = "") -> ActionPanel:
    """The form with the ask chosen that it was opened for."""
    panel = ActionPanel(action, seat, {})
    field = panel.form.field("ask")
    if ask and isinstance(field, ChoiceField):
        field.choose(ask)
    return panel


def _ask_advice(_: Seat) -> str:
    return tr(
        "The case stays here and its term goes on; the days are booked to that body until it"
        " answers."
    )


def _fill_ask(form: Form, seat: Seat) -> None:
    body = ChoiceField(body_choices(seat), is_free=True)
    form.row(Entry("body", tr("&Whom"), body, is_required=True))
    form.row(Entry("about", tr("&About what"), LongTextField(3), is_required=True))
    ground = LongTextField(2, tr("by which article"))
    form.row(Entry("ground", tr("&Ground"), ground, is_required=True))
    form.row(
        Entry("expected_on", tr("Answer &by"), day_field(seat), is_required=True),
        Entry("number", tr("Our &number"), TextField()),
    )
    if len(seat.card.questions) > 1:
        parts = [one for one in question_choices(seat) if one.id != WHOLE]
        form.row(Entry("questions", tr("&Questions"), ManyField(parts)))
    words = tr("make the letter to the body here")
    # Translators: label of a check box: whether the letter is made by this program
    form.row(Entry("letter", tr("&Letter"), CheckField(words)))
    form.restore({"letter": "1"})


def _ask_wish(form: Form, _: Seat) -> Wish:
    wish: Wish = dict(form.entered()) | {"body": form.values()["body"].strip()}
    wish.pop("questions", None)
    if "questions" in form.values():
        field = form.field("questions")
        if isinstance(field, ManyField):
            wish["questions"] = [int(one) for one in field.taken()]
    return wish


def _fill_answered(form: Form, seat: Seat) -> None:
    _row_of_ask(form, seat)
    form.row(
        Entry("number", tr("Their &number"), TextField()),
        Entry("dated_on", tr("o&f"), day_field(seat)),
    )
    form.row(
        Entry("received_on", tr("&Came on"), day_field(seat), is_required=True),
        Entry("sheets", tr("&Sheets"), NumberField(0, MOST_SHEETS)),
    )
    form.row(Entry("summary", tr("&What they say"), LongTextField(2)))
    form.restore({"received_on": shown_day(seat.today)})


def _fill_remind(form: Form, seat: Seat) -> None:
    _row_of_ask(form, seat)
    form.row(Entry("expected_on", tr("Answer &by"), day_field(seat), is_required=True))
    form.row(Entry("letter", tr("&Letter"), CheckField(tr("make the reminder here"))))
    form.restore({"letter": "1"})


def _fill_drop(form: Form, seat: Seat) -> None:
    _row_of_ask(form, seat)
    form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True))


def _row_of_ask(form: Form, seat: Seat) -> None:
    awaited = [one for one in seat.card.asks if one.is_open]
    field = ChoiceField([Choice(one.ask, ask_words(one)) for one in awaited])
    form.row(Entry("ask", tr("What was &asked"), field, is_required=True))
    if awaited:
        field.choose(awaited[0].ask)


def ask_words(one: Ask) -> str:
    """The body and the day by which it is to answer."""
    return tr("{body}, by {day}", body=one.body, day=shown_day(one.expected_on))


def _as_entered(form: Form, _: Seat) -> Wish:
    """The keys of the form are those of the wish; empty numbers are not told."""
    return {key: value for key, value in form.entered().items() if value is not None}
