"""Forms about who has the case: assigning, taking over, giving back, forwarding."""

from functools import partial

from PySide6.QtWidgets import QWidget

from akimat_desk.services.card_readings import Official
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, LongTextField, TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import link
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.card_words import named, shown_day

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


# Assigning


def _fill_assign(form: Form, seat: Seat) -> None:
    staff = staff_choices(seat)
    form.row(Entry("executor", tr("&Executor"), ChoiceField(staff), is_required=True))
    form.row(Entry("co_executors", tr("&Together with"), ManyField(staff)))
    if len(seat.card.questions) > 1:
        form.row(Entry("question", tr("&Of what"), ChoiceField(_questions(seat))))
        form.restore({"question": _questions(seat)[0].words})
    internal = DateField(lambda: seat.today)
    form.row(Entry("internal_on", tr("&Internal date"), internal, hint=_latest(seat)))
    resolution = LongTextField(2)
    form.row(Entry("resolution", tr("&Resolution"), resolution))
    form.widget_row(_snippets(resolution))
    head = seat.choices.head
    if head is not None:
        words = tr("this is the resolution of {name}", name=head.name)
        form.row(Entry("on_behalf_of", tr("&For the head"), CheckField(words)))


def _questions(seat: Seat) -> list[Choice]:
    whole = Choice(WHOLE, tr("the whole case"))
    return [
        whole,
        *(
            Choice(str(one.number), tr("{n}. {question}", n=one.number, question=one.text))
            for one in seat.card.questions
        ),
    ]


def _latest(seat: Seat) -> str:
    until = seat.card.term.internal_until
    return "" if until is None else tr("At the latest {day}.", day=shown_day(until))


def _snippets(resolution: LongTextField) -> QWidget:
    """Usual resolutions; a press writes one after what stands there."""
    buttons = []
    for words in (
        tr("Consider and answer in time."),
        tr("Go to the place with a commission and report."),
        tr("Prepare a draft answer for signature."),
        tr("Invite the applicant and clarify."),
    ):
        button = link(words)
        button.clicked.connect(partial(_append, resolution, words))
        buttons.append(button)
    return flow(*buttons, gap=4)


def _append(field: LongTextField, words: str, *_: object) -> None:
    before = field.raw().strip()
    field.restore(f"{before} {words}".strip())
    field.text.setFocus()


def _assign_wish(form: Form, seat: Seat) -> Wish:
    entered = form.entered()
    co_executors = form.field("co_executors")
    wish: Wish = {
        "executor": entered["executor"],
        "resolution": entered["resolution"],
        "internal_on": entered["internal_on"],
        "question": int(str(entered.get("question") or WHOLE)),
    }
    if isinstance(co_executors, ManyField):
        wish["co_executors"] = list(co_executors.taken())
    if seat.choices.head is not None and entered.get("on_behalf_of"):
        wish["on_behalf_of"] = seat.choices.head.login
    return wish


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
        parts = [one for one in _questions(seat) if one.id != WHOLE]
        hint = tr("Left empty, the whole case goes and ends here.")
        form.row(Entry("questions", tr("&Only questions"), ManyField(parts), hint=hint))
    words = tr("the answer stays with us, the case stays open")
    form.row(Entry("keeps_control", tr("&Keep control"), CheckField(words)))


def _forward_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    wish: Wish = {
        "body": form.values()["body"].strip(),
        "ground": entered["ground"],
        "number": entered["number"],
        "keeps_control": entered["keeps_control"],
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
            "F6",
            verb=lambda: tr("Assign"),
            fill=_fill_assign,
            wish=_assign_wish,
            codes={"staff_unknown": "executor", "executor_is_accused": "executor"},
        ),
        Action(
            "accept",
            lambda: tr("Take over"),
            "check",
            advice=_resolution_advice,
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
