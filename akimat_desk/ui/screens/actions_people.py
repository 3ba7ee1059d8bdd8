"""Forms about who has the case: taking over, giving back, forwarding; who can be named."""

from akimat_desk.services.card_readings import Official
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.bodies_letters import forward_with_letter, show_letter
from akimat_desk.ui.screens.card_words import named

WHOLE = "0"


def staff_choices(seat: Seat) -> list[Choice]:
    return [_staff(one) for one in seat.choices.staff]


def _staff(one: Official) -> Choice:
    post = named(one.post)
    words = tr("{name}, {post}", name=one.name, post=post) if post else one.name
    return Choice(one.login, words, f"{one.post.ky} {one.post.ru} {one.login}")


def body_choices(seat: Seat) -> list[Choice]:
    return [
        Choice(one.id, named(one.name), f"{one.name.ky} {one.name.ru}")
        for one in seat.choices.bodies
    ]


def question_choices(seat: Seat) -> list[Choice]:
    """The whole case first."""
    whole = Choice(WHOLE, tr("the whole case"))
    return [
        whole,
        *(
            Choice(str(one.number), tr("{n}. {question}", n=one.number, question=one.text))
            for one in seat.card.questions
        ),
    ]


# Taking over and giving back


def _resolution_advice(seat: Seat) -> str:
    assignment = seat.card.assignment
    if assignment is None or not assignment.resolution:
        return ""
    return tr("Resolution: {text}", text=assignment.resolution)


def fill_reason(form: Form, _: Seat) -> None:
    form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True))


def reason_wish(form: Form, _: Seat) -> Wish:
    return {"reason": form.entered()["reason"]}


# Forwarding


def _fill_forward(form: Form, seat: Seat) -> None:
    field = ChoiceField(body_choices(seat), is_free=True)
    form.row(Entry("body", tr("To &whom"), field, is_required=True))
    form.row(Entry("ground", tr("&Ground"), LongTextField(2), is_required=True))
    form.row(Entry("number", tr("Our &number"), TextField()))
    if len(seat.card.questions) > 1:
        parts = [one for one in question_choices(seat) if one.id != WHOLE]
        hint = tr("Left empty, the whole case goes and ends here.")
        form.row(Entry("questions", tr("&Only questions"), ManyField(parts), hint=hint))
    words = tr("the answer stays with us, the case stays open")
    form.row(Entry("keeps_control", tr("&Keep control"), CheckField(words)))
    letter = CheckField(tr("make the covering letter here"))
    form.row(Entry("letter", tr("&Letter"), letter))


def _forward_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    wish: Wish = {
        "body": form.values()["body"].strip(),
        "ground": entered["ground"],
        "number": entered["number"],
        "keeps_control": entered["keeps_control"],
        "letter": entered["letter"],
    }
    if "questions" in entered:
        field = form.field("questions")
        if isinstance(field, ManyField):
            wish["questions"] = [int(one) for one in field.taken()]
    return wish


def people_actions() -> tuple[Action, ...]:
    return (
        Action(
            "assign",
            lambda: tr("Assign an executor"),
            "account-arrow-right-outline",
            "F7",
        ),
        Action(
            "accept",
            lambda: tr("Take over"),
            "check",
            advice=_resolution_advice,
            # Translators: button beside "Take over": give the case back with a reason
            instead=("decline", lambda: tr("Give back with a reason")),
        ),
        Action(
            "decline",
            lambda: tr("Give back to whoever assigned"),
            "undo-variant",
            verb=lambda: tr("Give back"),
            fill=fill_reason,
            wish=reason_wish,
        ),
        Action(
            "forward",
            lambda: tr("Forward to the competent body"),
            "share-outline",
            verb=lambda: tr("Forward"),
            fill=_fill_forward,
            wish=_forward_wish,
            work=forward_with_letter,
            after=show_letter,
        ),
        Action(
            "return",
            lambda: tr("Give back to the office that forwarded"),
            "keyboard-return",
            verb=lambda: tr("Give back"),
            fill=fill_reason,
            wish=reason_wish,
        ),
    )
