"""Forms about the term: pausing, resuming, extending, and control by another body."""

from collections.abc import Sequence

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.card_readings import ControlLine
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, Field, LongTextField, NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_people import body_choices
from akimat_desk.ui.screens.card_words import letter_words, named, shown_day

MOST_DAYS = 365


def day_field(seat: Seat) -> DateField:
    return DateField(lambda: seat.today)


def _today(form: Form, key: str, seat: Seat) -> None:
    form.restore({key: shown_day(seat.today)})


# Pausing


def _fill_pause(form: Form, seat: Seat) -> None:
    grounds = [
        Choice(one.id, named(one.name), f"{one.name.ky} {one.name.ru}")
        for one in seat.choices.pause_grounds
    ]
    form.row(Entry("category", tr("&Why"), ChoiceField(grounds), is_required=True))
    ground = LongTextField(2, tr("what is awaited, by which article"))
    form.row(Entry("ground", tr("&Ground"), ground, is_required=True))
    form.row(
        Entry("from_on", tr("&From"), day_field(seat)),
        Entry("expected_on", tr("E&xpected"), day_field(seat)),
    )
    body = ChoiceField(body_choices(seat), is_free=True)
    hint = tr("Where the answer of another body is awaited.")
    form.row(Entry("body", tr("&Body"), body, hint=hint))
    _today(form, "from_on", seat)


def _pause_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {
        "category": entered["category"],
        "ground": entered["ground"],
        "from_on": entered["from_on"],
        "expected_on": entered["expected_on"],
        "body": form.values()["body"].strip(),
    }


def _pause_advice(_: Seat) -> str:
    return tr("Days of a pause do not count. They are booked to whoever is awaited.")


def _fill_resume(form: Form, seat: Seat) -> None:
    form.row(Entry("on", tr("&From"), day_field(seat)))
    form.row(Entry("reason", tr("&What came"), LongTextField(2)))
    _today(form, "on", seat)


def _resume_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {"on": entered["on"], "reason": entered["reason"]}


# Extending


def _fill_extend(form: Form, seat: Seat) -> None:
    days = NumberField(1, MOST_DAYS)
    form.row(
        Entry("days", tr("&Working days"), days, is_required=True),
        Entry("notice_on", tr("&Applicant told on"), day_field(seat)),
    )
    form.row(Entry("ground", tr("&Ground"), LongTextField(2), is_required=True))


def _extend_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {
        "days": entered["days"],
        "ground": entered["ground"],
        "notice_on": entered["notice_on"],
    }


def _extend_advice(_: Seat) -> str:
    return tr("Where the longest extension is not established, it has to be entered once.")


def _fill_length(form: Form, _: Seat) -> None:
    form.row(Entry("length", tr("&At most, days"), NumberField(1, MOST_DAYS), is_required=True))
    form.row(Entry("legal_ky", tr("Article, &Kyrgyz"), TextField(), is_required=True))
    form.row(Entry("legal_ru", tr("Article, &Russian"), TextField()))
    form.row(Entry("confirmed_by", tr("&Confirmed by"), TextField(), is_required=True))


def _length_wish(form: Form, _: Seat) -> Wish:
    return dict(form.entered())


def _enter_length(desk: Desk, _case: str, _name: str, wish: Wish) -> None:
    legal = Bilingual(ky=wish["legal_ky"], ru=wish["legal_ru"])
    desk.office.enter_rule_length(wish["rule"], wish["length"], legal, wish["confirmed_by"])


def _length_advice(_: Seat) -> str:
    return tr(
        "The law's number was not found. Enter it with its article; it then counts for all cases."
    )


# Control


def _fill_control(form: Form, seat: Seat) -> None:
    body = ChoiceField(body_choices(seat), is_free=True)
    form.row(Entry("body", tr("&Who awaits"), body, is_required=True))
    form.row(
        Entry("number", tr("Their &number"), TextField()),
        Entry("dated_on", tr("o&f"), day_field(seat)),
    )
    form.row(Entry("due_on", tr("&Report by"), day_field(seat), is_required=True))
    through = seat.card.header.through
    if through is not None and not seat.card.controls:
        form.restore({"body": through.body, "number": through.number})


def _control_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {
        "body": form.values()["body"].strip(),
        "number": entered["number"],
        "dated_on": entered["dated_on"],
        "due_on": entered["due_on"],
    }


def _controls(controls: Sequence[ControlLine]) -> ChoiceField:
    field = ChoiceField(
        [Choice(one.id, letter_words(one.body, one.number, one.due_on)) for one in controls]
    )
    if controls:
        field.choose(controls[0].id)
    return field


def _row_of_control(form: Form, controls: Sequence[ControlLine]) -> None:
    form.row(Entry("control", tr("&Control"), _controls(controls), is_required=True))


def _fill_report(form: Form, seat: Seat) -> None:
    _row_of_control(form, seat.card.open_controls)
    form.row(Entry("number", tr("Our letter's &number"), TextField()))


def _fill_prolong(form: Form, seat: Seat) -> None:
    _row_of_control(form, seat.card.open_controls)
    form.row(
        Entry("letter_number", tr("Their &letter"), TextField(), is_required=True),
        Entry("letter_dated_on", tr("o&f"), day_field(seat), is_required=True),
    )
    form.row(Entry("due_on", tr("&New date"), day_field(seat), is_required=True))


def _fill_lift(form: Form, seat: Seat) -> None:
    """A body takes off after the report too, or without one."""
    standing = seat.card.standing_controls
    _row_of_control(form, standing)
    by: Field = TextField()
    form.row(Entry("by", tr("&By whom"), by, is_required=True))
    form.row(Entry("ground", tr("&Ground"), LongTextField(2), is_required=True))
    form.restore({"by": standing[0].body if standing else ""})


def as_entered(form: Form, _: Seat) -> Wish:
    """The keys of the form are those of the wish."""
    return dict(form.entered())


def term_actions() -> tuple[Action, ...]:
    return (
        Action(
            "pause",
            lambda: tr("Pause the term"),
            "pause-circle-outline",
            "F8",
            verb=lambda: tr("Pause"),
            advice=_pause_advice,
            fill=_fill_pause,
            wish=_pause_wish,
            codes={"unknown_row": "category"},
            has_what_if=True,
        ),
        Action(
            "resume",
            lambda: tr("Resume the term"),
            "play-circle-outline",
            "F8",
            verb=lambda: tr("Resume"),
            fill=_fill_resume,
            wish=_resume_wish,
            has_what_if=True,
        ),
        Action(
            "extend",
            lambda: tr("Extend the term"),
            "calendar-plus",
            verb=lambda: tr("Extend"),
            advice=_extend_advice,
            fill=_fill_extend,
            wish=_extend_wish,
            codes={"extension_too_long": "days", "rule_length_missing": "days"},
            has_what_if=True,
        ),
        Action(
            "length",
            lambda: tr("Enter the length once"),
            "scale-balance",
            verb=lambda: tr("Enter"),
            advice=_length_advice,
            fill=_fill_length,
            wish=_length_wish,
            work=_enter_length,
            codes={"legal": "legal_ky"},
        ),
    )


def control_actions() -> tuple[Action, ...]:
    return (
        Action(
            "control",
            lambda: tr("Put on control"),
            "eye-plus-outline",
            fill=_fill_control,
            wish=_control_wish,
        ),
        Action(
            "report",
            lambda: tr("Record the report to the body"),
            "eye-check-outline",
            verb=lambda: tr("Record the report"),
            fill=_fill_report,
            wish=as_entered,
        ),
        Action(
            "prolong",
            lambda: tr("Move the control date"),
            "eye-arrow-right-outline",
            verb=lambda: tr("Move"),
            fill=_fill_prolong,
            wish=as_entered,
        ),
        Action(
            "lift",
            lambda: tr("Take off control"),
            "eye-off-outline",
            fill=_fill_lift,
            wish=as_entered,
        ),
    )
