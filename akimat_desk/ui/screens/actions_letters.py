"""Forms about papers and letters: what came, files, notes, delivery."""

import re
from typing import Any

from akimat_desk.services.card_readings import ActLine
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField, NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_people import body_choices
from akimat_desk.ui.screens.actions_terms import as_entered, day_field
from akimat_desk.ui.screens.card_scans import ScansField
from akimat_desk.ui.screens.card_words import (
    delivery_ways,
    joined,
    named,
    shown_day,
)

_SHEETS = re.compile(r"^(?P<title>.*?)[\s,;]+(?P<sheets>\d{1,4})$")
MOST_SHEETS = 9999

# What came


def _fill_receive(form: Form, seat: Seat) -> None:
    hint = tr("One paper a line, the number of sheets at its end: Passport copy, 2")
    form.row(Entry("papers", tr("&Papers"), LongTextField(3), is_required=True, hint=hint))
    form.row(Entry("original", tr("&Originals"), CheckField(tr("these are originals"))))
    waiting = [
        Choice(one.id, joined(shown_day(one.requested_on), one.body, ", ".join(one.documents)))
        for one in seat.card.requests
        if one.answered_on is None
    ]
    if waiting:
        form.row(Entry("request", tr("In answer &to"), ChoiceField(waiting)))
        form.restore({"request": waiting[0].words})
    form.row(Entry("from_body", tr("&From"), ChoiceField(body_choices(seat), is_free=True)))
    form.row(
        Entry("number", tr("Their &number"), TextField()),
        Entry("dated_on", tr("o&f"), day_field(seat)),
    )


def _receive_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {
        "papers": papers_from(str(entered["papers"]), is_original=bool(entered["original"])),
        "request": entered.get("request") or "",
        "from_body": form.values()["from_body"].strip(),
        "number": entered["number"],
        "dated_on": entered["dated_on"],
    }


def papers_from(text: str, *, is_original: bool) -> list[dict[str, Any]]:
    """A paper a line; a number at its end are the sheets."""
    papers = []
    for line in text.splitlines():
        words = line.strip()
        if not words:
            continue
        found = _SHEETS.match(words)
        title = found["title"] if found else words
        sheets = int(found["sheets"]) if found else 1
        papers.append({"title": title, "sheets": sheets, "original": is_original})
    return papers


# Files


def _fill_attach(form: Form, seat: Seat) -> None:
    scans = ScansField(seat.desk.attachments, seat.background, seat.ways.say)
    form.row(Entry("file", tr("&File"), scans, is_required=True))
    hint = tr("Of a single file; of several the number is not written.")
    form.row(Entry("sheets", tr("&Sheets"), NumberField(0, MOST_SHEETS), hint=hint))


def _attach_wish(form: Form, _: Seat) -> Wish:
    field = form.field("file")
    files = field.files() if isinstance(field, ScansField) else ()
    return {"files": files, "sheets": form.entered()["sheets"] or 0}


def attach(desk: Desk, case_id: str, _name: str, wish: Wish) -> object:
    return desk.attachments.attach_all(case_id, wish["files"], wish["sheets"])


# Notes


def _fill_note(form: Form, _: Seat) -> None:
    form.row(Entry("text", tr("&Note"), LongTextField(3), is_required=True))


# Delivery


def _fill_deliver(form: Form, seat: Seat) -> None:
    acts = [
        Choice(one.act, _act_choice(seat, one))
        for one in (*seat.card.undelivered, *seat.card.acts)
        if one.stage not in ("waiting", "annulled", "replaced")
    ]
    acts = list(dict.fromkeys(acts))
    ways = [Choice(id_, words) for id_, words in delivery_ways()]
    form.row(Entry("act", tr("&Answer"), ChoiceField(acts), is_required=True))
    form.row(
        Entry("way", tr("&How"), ChoiceField(ways), is_required=True),
        Entry("delivered_on", tr("o&n"), day_field(seat)),
    )
    hint = tr("Receipt of the post, signature, date of reading.")
    form.row(Entry("proof", tr("&Proof"), TextField(), hint=hint))
    form.restore({"act": acts[0].words if acts else "", "way": ways[0].words})
    form.restore({"delivered_on": shown_day(seat.today)})


def _act_choice(seat: Seat, act: ActLine) -> str:
    """Papers by forms are numbered in several journals: the form tells them apart."""
    form = named(seat.card.row("forms", act.kind)) if act.is_by_form else ""
    return joined(form, act.number or tr("not numbered yet"), shown_day(act.issued_on))


def letter_actions() -> tuple[Action, ...]:
    return (
        Action(
            "receive",
            lambda: tr("Papers came in"),
            "inbox-arrow-down-outline",
            verb=lambda: tr("Record"),
            fill=_fill_receive,
            wish=_receive_wish,
        ),
        Action(
            "attach",
            lambda: tr("Attach a file"),
            "paperclip",
            verb=lambda: tr("Attach"),
            fill=_fill_attach,
            wish=_attach_wish,
            work=attach,
        ),
        Action(
            "note",
            lambda: tr("Write a note"),
            "note-plus-outline",
            verb=lambda: tr("Write"),
            fill=_fill_note,
            wish=as_entered,
        ),
    )


def outgoing_actions() -> tuple[Action, ...]:
    return (
        Action(
            "deliver",
            lambda: tr("Record the delivery"),
            "send-outline",
            verb=lambda: tr("Record"),
            fill=_fill_deliver,
            wish=as_entered,
        ),
    )
