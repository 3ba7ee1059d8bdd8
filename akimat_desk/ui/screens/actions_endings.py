"""Forms that end a case or begin it anew, and the one that puts its fields right."""

from typing import Any

import msgspec

from akimat_desk.domain.people import Applicant, Person
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import LongTextField, NumberField, PhoneField, PinField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_letters import MOST_SHEETS
from akimat_desk.ui.screens.actions_people import fill_reason, reason_wish
from akimat_desk.ui.screens.card_words import letter_words, named, shown_day
from akimat_desk.ui.screens.files_actions import FILED_CODES, closed_words, fill_file_row

_PERSON = ("surname", "given", "patronymic", "pin", "phone", "address")
_BODY = ("name", "phone", "address")
_PLAIN = ("subject", "against", "text")
_ROWS = ("topic", "service")
_COUNTS = ("signatories", "sheets")

# Closing


def _fill_close(form: Form, seat: Seat) -> None:
    outcomes = [
        Choice(one.id, named(one.name), f"{one.name.ky} {one.name.ru}")
        for one in seat.choices.outcomes
    ]
    form.row(Entry("outcome", tr("&Outcome"), ChoiceField(outcomes), is_required=True))
    hint = "" if seat.card.acts else tr("No answer was issued here: say how the answer was given.")
    form.row(Entry("answer", tr("&Answer"), LongTextField(2), hint=hint))
    fill_file_row(form, seat)


def _close_advice(seat: Seat) -> str:
    waiting = [letter_words(one.body, one.number, one.due_on) for one in seat.card.open_controls]
    if not waiting:
        return ""
    return tr("A report is awaited first: {whom}.", whom="; ".join(waiting))


def _close_wish(form: Form, _: Seat) -> Wish:
    return dict(form.entered()) | {"sheets": form.entered()["sheets"] or 0}


def _fill_ground(form: Form, _: Seat) -> None:
    form.row(Entry("ground", tr("&Ground"), LongTextField(2), is_required=True))


def _ground_wish(form: Form, _: Seat) -> Wish:
    return {"ground": form.entered()["ground"]}


def _annul_advice(_: Seat) -> str:
    return tr("For a registration made in error. The number stays taken and says why.")


# Putting fields right


def _fill_correct(form: Form, seat: Seat) -> None:
    header = seat.card.header
    form.row(Entry("subject", tr("&About what"), TextField()))
    topics = [Choice(one.id, named(one.name)) for one in seat.choices.topics]
    services = [Choice(one.id, named(one.name)) for one in seat.choices.services]
    form.row(
        Entry("topic", tr("&Topic"), ChoiceField(topics)),
        Entry("service", tr("Se&rvice"), ChoiceField(services)),
    )
    _fill_applicant(form, header.applicant)
    form.row(Entry("against", tr("Against &whom"), TextField()))
    form.row(
        Entry("signatories", tr("Si&gnatures"), NumberField(0, MOST_SHEETS)),
        Entry("sheets", tr("&Sheets"), NumberField(0, MOST_SHEETS)),
    )
    form.row(Entry("text", tr("Te&xt"), LongTextField(2)))
    form.row(Entry("reason", tr("Reaso&n"), TextField(), is_required=True))
    form.restore(correctable(seat))
    phone = form.values().get("phone")
    if phone:
        form.restore({"phone": PhoneField().tidied(phone)})


def _fill_applicant(form: Form, applicant: Applicant) -> None:
    if applicant.person is not None:
        form.row(
            Entry("surname", tr("Surname"), TextField(), is_required=True),
            Entry("given", tr("Given name"), TextField(), is_required=True),
        )
        form.row(
            Entry("patronymic", tr("Patronymic"), TextField()),
            Entry("pin", tr("&PIN"), PinField()),
        )
    elif applicant.organisation is not None:
        form.row(Entry("name", tr("Name"), TextField(), is_required=True))
    else:
        return
    form.row(
        Entry("address", tr("A&ddress"), TextField()),
        Entry("phone", tr("P&hone"), PhoneField()),
    )


def correctable(seat: Seat) -> dict[str, str]:
    """The fields as they read now, as text."""
    header = seat.card.header
    meant = standing(seat)
    rows = {
        "topic": named(seat.card.row("topics", header.topic)) if header.topic else "",
        "service": named(seat.card.row("services", header.service)) if header.service else "",
    }
    return {key: str(value or "") for key, value in meant.items()} | rows


def standing(seat: Seat) -> dict[str, object]:
    """The same as it is meant, to be held against what the form means."""
    header = seat.card.header
    found: dict[str, object] = {key: getattr(header, key) for key in (*_PLAIN, *_ROWS, *_COUNTS)}
    known: Any = header.applicant.person or header.applicant.organisation
    if known is None:
        return found
    keys = _PERSON if isinstance(known, Person) else _BODY
    found |= {key: getattr(known, key) for key in keys if key != "address"}
    return found | {"address": known.address.line()}


def _correct_wish(form: Form, seat: Seat) -> Wish:
    """Only what is another now: each field merges by itself."""
    before, meant = standing(seat), form.entered()
    changed = {key for key in before if (meant[key] or "") != (before[key] or "")}
    wish: Wish = {"reason": meant["reason"]}
    wish |= {key: meant[key] for key in (*_PLAIN, *_ROWS) if key in changed}
    wish |= {key: meant[key] or 0 for key in _COUNTS if key in changed}
    if changed & {*_PERSON, *_BODY}:
        wish["applicant"] = _applicant_wish(seat.card.header.applicant, changed, meant)
    return wish


def _applicant_wish(applicant: Applicant, changed: set[str], meant: dict[str, object]) -> Wish:
    known: Any = applicant.person or applicant.organisation
    is_person = isinstance(known, Person)
    told: Wish = msgspec.to_builtins(known)
    told |= {key: meant[key] for key in (_PERSON if is_person else _BODY) if key in changed}
    return {"person" if is_person else "organisation": told}


def _closed_words(seat: Seat, found: Any) -> str:
    words = tr(
        "Case {number} is closed, {day}.",
        number=seat.card.header.number,
        day=shown_day(seat.today),
    )
    return closed_words(words, found)


def ending_actions() -> tuple[Action, ...]:
    return (
        Action(
            "close",
            lambda: tr("Close the case"),
            "archive-check-outline",
            verb=lambda: tr("Close"),
            advice=_close_advice,
            fill=_fill_close,
            wish=_close_wish,
            said=_closed_words,
            codes={"answer_missing": "answer", "unknown_row": "outcome", **FILED_CODES},
        ),
        Action(
            "reopen",
            lambda: tr("Open the case again"),
            "archive-arrow-up-outline",
            verb=lambda: tr("Open again"),
            fill=_fill_ground,
            wish=_ground_wish,
        ),
        Action(
            "withdraw",
            lambda: tr("The applicant takes it back"),
            "account-cancel-outline",
            verb=lambda: tr("Record"),
            fill=_fill_ground,
            wish=_ground_wish,
        ),
        Action(
            "annul",
            lambda: tr("Annul the registration"),
            "file-cancel-outline",
            verb=lambda: tr("Annul"),
            advice=_annul_advice,
            fill=fill_reason,
            wish=reason_wish,
            is_grave=True,
        ),
        Action(
            "correct",
            lambda: tr("Correct the card"),
            "pencil-outline",
            "F2",
            verb=lambda: tr("Correct"),
            fill=_fill_correct,
            wish=_correct_wish,
        ),
    )
