"""Forms about commission visits: sending one, writing down what it found, calling it off."""

from typing import Final

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.visit_events import VisitPerson
from akimat_desk.domain.visit_states import VisitState
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.visits import SURVEY_ACT
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import DateField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.actions_people import fill_reason, reason_wish, staff_choices
from akimat_desk.ui.screens.actions_terms import day_field
from akimat_desk.ui.screens.card_words import named, shown_day

VISIT_ACT: Final = "visit-act"


def open_visits(card: CardReading) -> tuple[VisitState, ...]:
    return tuple(one for one in card.visits if one.stage == "ordered")


def visit_words(one: VisitState) -> str:
    return tr("{day}, {place}", day=shown_day(one.ordered.on), place=one.ordered.place)


def open_form_of(place: Place, card: CardReading, name: str) -> None:
    """Any form, or that of the survey act with the words of the last visit; nothing is written."""
    desk, case_id = place.desk, card.id
    if name != VISIT_ACT:
        place.ways.open_act_form(case_id)
        return
    language = "ru" if card.header.language == "ru" else "ky"
    place.background.run(
        lambda: desk.visits.act_words(case_id, language=language),
        lambda words: place.ways.open_act_filled(
            case_id, ActTold(template=SURVEY_ACT, language=language, told=words)
        ),
        failed=place.ways.refuse,
        owner=place,
    )


# Sending one


def _fill_order(form: Form, seat: Seat) -> None:
    staff = staff_choices(seat)
    hint = tr("Somebody from outside: name, then post after a comma.")
    form.row(Entry("on", tr("&When"), day_field(seat), is_required=True))
    form.row(Entry("place", tr("W&here to"), LongTextField(2), is_required=True))
    chair = ChoiceField(staff, is_free=True)
    form.row(Entry("chair", tr("&Chair"), chair, is_required=True))
    form.row(Entry("members", tr("&Members"), ManyField(staff, is_free=True), hint=hint))
    form.row(
        Entry("order_number", tr("&Order No."), TextField()),
        Entry("order_dated_on", tr("o&f"), day_field(seat)),
    )


def _order_wish(form: Form, seat: Seat) -> Wish:
    entered = form.entered()
    members, chair = form.field("members"), form.field("chair")
    names = members.taken() if isinstance(members, ManyField) else ()
    return {
        "on": entered["on"],
        "place": entered["place"],
        "chair": person_told(str(chair.value() or chair.raw()), seat),
        "members": [person_told(one, seat) for one in names],
        "order_number": entered["order_number"],
        "order_dated_on": entered["order_dated_on"],
    }


def _order_advice(_: Seat) -> str:
    return tr("Until the visit is over its days are booked to the chair. The term goes on.")


def person_told(typed: str, seat: Seat) -> dict[str, str]:
    """A login of the list, or a name with a post after the first comma."""
    if any(one.login == typed for one in seat.choices.staff):
        return {"login": typed}
    name, _, post = typed.partition(",")
    return {"name": name.strip(), "post": post.strip()}


# What it found


def _fill_made(form: Form, seat: Seat) -> None:
    waiting = open_visits(seat.card)
    visits = ChoiceField([Choice(one.visit, visit_words(one)) for one in waiting])
    form.row(Entry("visit", tr("&Visit"), visits, is_required=True))
    day: DateField = day_field(seat)
    form.row(Entry("made_on", tr("&Made on"), day, is_required=True))
    form.row(Entry("findings", tr("What was &found"), LongTextField(4), is_required=True))
    form.row(Entry("conclusion", tr("&Conclusion"), LongTextField(2)))
    hint = tr("Name, then post after a comma.")
    form.row(Entry("present", tr("Who else was &there"), ManyField(is_free=True), hint=hint))
    people = [Choice(one.name, one.name, named(one.post)) for one in _commission(waiting)]
    form.row(Entry("signed_by", tr("Who &signed"), ManyField(people, is_free=True)))
    form.row(Entry("refused", tr("Who &would not sign"), TextField()))
    form.row(Entry("reason", tr("What they &answered"), TextField()))
    form.row(Entry("witnesses", tr("&Before whom"), ManyField(people, is_free=True)))
    photos = [Choice(one.digest.hex(), one.title) for one in seat.card.files]
    if photos:
        form.row(Entry("photos", tr("&Photos"), ManyField(photos)))
    form.restore(
        {
            "made_on": shown_day(seat.today),
            "visit": visit_words(waiting[0]) if waiting else "",
            "signed_by": "\n".join([*(one.id for one in people), ""]),
        }
    )


def _commission(waiting: tuple[VisitState, ...]) -> tuple[VisitPerson, ...]:
    if not waiting:
        return ()
    return (waiting[0].ordered.chair, *waiting[0].ordered.members)


def _made_wish(form: Form, seat: Seat) -> Wish:
    entered = form.entered()
    refused = str(entered["refused"]).strip()
    signed = [one for one in _taken(form, "signed_by") if one != refused]
    return {
        "visit": entered["visit"],
        "made_on": entered["made_on"],
        "findings": entered["findings"],
        "conclusion": entered["conclusion"],
        "present": [person_told(one, seat) for one in _taken(form, "present")],
        "signed_by": signed,
        "refused": [_refused(form, refused)] if refused else [],
        "photos": list(_taken(form, "photos")) if "photos" in entered else [],
    }


def _refused(form: Form, name: str) -> dict[str, object]:
    return {
        "name": name,
        "reason": str(form.entered()["reason"]),
        "witnesses": list(_taken(form, "witnesses")),
    }


def _taken(form: Form, key: str) -> tuple[str, ...]:
    field = form.field(key)
    return field.taken() if isinstance(field, ManyField) else ()


def _made_advice(_: Seat) -> str:
    return tr("Photos are attached to the case first. The act is printed after this.")


def visit_actions() -> tuple[Action, ...]:
    """The last one leads to the form of the act."""
    return (
        Action(
            "visit-order",
            lambda: tr("Send a commission"),
            "car-outline",
            verb=lambda: tr("Send"),
            advice=_order_advice,
            fill=_fill_order,
            wish=_order_wish,
            codes={"staff_unknown": "chair"},
        ),
        Action(
            "visit-made",
            lambda: tr("What the commission found"),
            "clipboard-check-outline",
            verb=lambda: tr("Write down"),
            advice=_made_advice,
            fill=_fill_made,
            wish=_made_wish,
            codes={"visit_unknown": "visit", "visit_over": "visit"},
        ),
        Action(
            "visit-cancelled",
            lambda: tr("Call the visit off"),
            "cancel",
            verb=lambda: tr("Call off"),
            fill=fill_reason,
            wish=reason_wish,
            is_grave=True,
        ),
        Action(VISIT_ACT, lambda: tr("Act of the visit…"), "file-sign"),
    )
