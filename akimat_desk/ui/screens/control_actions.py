"""Letters to bodies from the card, and who is to be answered beside the applicant."""

from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_terms import as_entered, day_field
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.screens.control_letters import COVERING, REPORT


def _fill_also(form: Form, _: Seat) -> None:
    hint = tr("A body or a person a line. The case is not closed before each is answered.")
    form.row(Entry("whom", tr("&Whom"), LongTextField(3), is_required=True, hint=hint))


def _also_wish(form: Form, _: Seat) -> Wish:
    lines = form.values()["whom"].splitlines()
    return {"whom": [line.strip() for line in lines if line.strip()]}


def _fill_sent(form: Form, seat: Seat) -> None:
    waiting = [one.to for one in seat.card.also if one.is_open]
    whom = ChoiceField([Choice(one, one) for one in waiting])
    form.row(Entry("to", tr("&To whom"), whom, is_required=True))
    form.row(
        Entry("number", tr("Our letter's &number"), TextField()),
        Entry("sent_on", tr("o&f"), day_field(seat)),
    )
    hint = tr("Only where no answer is sent: why.")
    form.row(Entry("ground", tr("&Without an answer"), LongTextField(2), hint=hint))
    form.restore({"to": waiting[0] if waiting else "", "sent_on": shown_day(seat.today)})


def answer_actions() -> tuple[Action, ...]:
    """The first two lead to the form of the letter."""
    return (
        Action(REPORT, lambda: tr("Report to the body…"), "email-check-outline"),
        Action(COVERING, lambda: tr("Covering letter…"), "email-arrow-right-outline"),
        Action(
            "also-answer",
            lambda: tr("Who else is to be answered"),
            "account-multiple-plus-outline",
            verb=lambda: tr("Write down"),
            fill=_fill_also,
            wish=_also_wish,
        ),
        Action(
            "answer-sent",
            lambda: tr("Record an answer to another"),
            "email-outline",
            verb=lambda: tr("Record"),
            fill=_fill_sent,
            wish=as_entered,
        ),
    )
