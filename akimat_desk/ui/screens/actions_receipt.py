"""Forms about what the counter prints of a case: the receipt, the corrected one, the stamp."""

from typing import Any

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_terms import as_entered
from akimat_desk.ui.screens.card_words import receipt_forms

CORRECTED = "corrected-receipt"


def receipt_actions() -> tuple[Action, ...]:
    return (
        Action(
            "receipt",
            lambda: tr("Print the receipt"),
            "printer-outline",
            "F9",
            verb=lambda: tr("Print"),
            advice=_receipt_advice,
            fill=_fill_receipt,
            wish=as_entered,
            work=_print_receipt,
            after=_show_receipt,
            said=_receipt_made,
            codes={"receipt_not_issued": "copy"},
        ),
        Action(
            CORRECTED,
            lambda: tr("Issue a corrected receipt"),
            "file-replace-outline",
            advice=_corrected_advice,
            fill=_fill_corrected,
            wish=as_entered,
            work=_correct_receipt,
            after=_show_receipt,
            said=_corrected_made,
        ),
        Action(
            "stamp",
            lambda: tr("Print the stamp label"),
            "label-outline",
            verb=lambda: tr("Print"),
            fill=_fill_stamp,
            wish=as_entered,
            work=_print_stamp,
            after=_show_stamp,
            said=_stamp_made,
        ),
    )


def stamp_name(number: str) -> str:
    return tr("Stamp {number}", number=number)


def _fill_receipt(form: Form, seat: Seat) -> None:
    _fill_form_and_language(form, seat)
    words = tr("a copy: the first one was given out already")
    form.row(Entry("copy", tr("&Copy"), CheckField(words)))


def _fill_corrected(form: Form, seat: Seat) -> None:
    _fill_form_and_language(form, seat)
    hint = tr("What was wrong: it stays in the journal of the case.")
    form.row(Entry("reason", tr("&Reason"), LongTextField(2), is_required=True, hint=hint))


def _fill_form_and_language(form: Form, seat: Seat) -> None:
    forms = [Choice(id_, words) for id_, words in receipt_forms()]
    form.row(Entry("form", tr("&Form"), ChoiceField(forms), is_required=True))
    form.restore({"form": forms[0].words})
    _fill_stamp(form, seat)


def _fill_stamp(form: Form, seat: Seat) -> None:
    languages = [Choice("ky", tr("Kyrgyz")), Choice("ru", tr("Russian"))]
    chosen = 1 if seat.card.header.language == "ru" else 0
    form.row(Entry("language", tr("&Language"), ChoiceField(languages), is_required=True))
    form.restore({"language": languages[chosen].words})


def _receipt_advice(seat: Seat) -> str:
    if CORRECTED not in seat.card.offered:
        return ""
    return tr(
        "The case was corrected after the receipt was given out. What is printed here still says"
        " the old words; a corrected receipt takes its place."
    )


def _corrected_advice(_: Seat) -> str:
    return tr(
        "The applicant gets a new receipt that names the old one. The old one stays in the journal"
        " and is no longer valid."
    )


def _print_receipt(desk: Desk, case_id: str, _name: str, wish: Wish) -> object:
    return desk.papers.receipt(
        case_id, form=wish["form"], language=wish["language"], is_copy=wish["copy"]
    )


def _correct_receipt(desk: Desk, case_id: str, _name: str, wish: Wish) -> object:
    return desk.papers.correct_receipt(
        case_id, form=wish["form"], language=wish["language"], reason=wish["reason"] or ""
    )


def _print_stamp(desk: Desk, case_id: str, _name: str, wish: Wish) -> object:
    return desk.papers.stamp(case_id, language=wish["language"])


def _show_receipt(seat: Seat, paper: Any) -> None:
    number = seat.card.header.number
    seat.ways.show_paper(paper.data, tr("Receipt {number}", number=number))


def _show_stamp(seat: Seat, label: Any) -> None:
    seat.ways.show_paper(label, stamp_name(seat.card.header.number), print_now=True)


def _receipt_made(seat: Seat, _: Any) -> str:
    return tr("Receipt of case {number} is made.", number=seat.card.header.number)


def _corrected_made(seat: Seat, _: Any) -> str:
    return tr("Corrected receipt of case {number} is made.", number=seat.card.header.number)


def _stamp_made(seat: Seat, _: Any) -> str:
    return tr("The stamp of case {number} is made.", number=seat.card.header.number)
