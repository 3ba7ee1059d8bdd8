"""Columns of the lists of terms: what is mine, what is whose, what another body controls."""

from datetime import date
from typing import Final

from akimat_desk.services.control_list import ControlLine
from akimat_desk.services.reminders import ReminderLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import days_words
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import letter_words
from akimat_desk.ui.screens.control_words import lifted_words
from akimat_desk.ui.term_words import day_words
from akimat_desk.ui.theme import Tone

_TONES: Final = {"overdue": Tone.BAD, "today": Tone.WARN, "soon": Tone.INK, "none": Tone.WARN}
_SIGNS: Final = {
    "overdue": "alert-circle-outline",
    "today": "alert-outline",
    "soon": "",
    "none": "account-off-outline",
}


def my_columns() -> list[Column[ReminderLine]]:
    return [_number(), _applicant(), _left(), _asked(drops_under=700)]


def person_columns() -> list[Column[ReminderLine]]:
    return [_person(), _number(), _applicant(), _left(), _asked(drops_under=860)]


def control_columns() -> list[Column[ControlLine]]:
    return [
        Column(
            title=lambda: tr("Control date"),
            text=_control_left,
            note=lambda row: "" if row.due_on is None else day_words(row.due_on),
            tone=_control_tone,
            icon=_control_sign,
            chars=32,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Controlling body"),
            text=lambda row: letter_words(row.body, row.letter, row.dated_on),
            note=_report_words,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Number, responsible"),
            text=lambda row: row.number,
            note=lambda row: row.responsible or tr("no executor"),
            chars=17,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Applicant, about what"),
            text=lambda row: row.applicant or tr("anonymous"),
            note=lambda row: row.subject,
        ),
    ]


def left_words(row: ReminderLine) -> str:
    """What is wrong with the hands it is in goes first where no date presses."""
    if row.pressing == "none" and row.trouble in ("no_executor", "executor_left", "not_accepted"):
        return trouble_words(row)
    return days_words(row.days_left, is_late=row.pressing == "overdue")


def trouble_words(row: ReminderLine) -> str:
    match row.trouble:
        case "no_executor":
            return tr("no executor")
        case "executor_left":
            return tr("the executor has left")
        case "not_accepted":
            return tr("not accepted")
        case _:
            return ""


def due_words(row: ReminderLine) -> str:
    """The date, whose it is, and by which body."""
    if row.due_on is None:
        return tr("without a date")
    day = day_words(row.due_on)
    words = {
        "control": tr("control {day}", day=day),
        "internal": tr("internal date {day}", day=day),
        "body": tr("answer of {body} by {day}", body=row.body, day=day),
        "visit": tr("visit {day}", day=day),
    }.get(row.due_kind, tr("due {day}", day=day))
    return f"{words}, {row.body}" if row.body and row.due_kind in ("control", "visit") else words


def asked_words(row: ReminderLine) -> str:
    """What is to be done, of whoever is told."""
    is_executor = row.step == "executor"
    match row.trouble:
        case "no_executor":
            return tr("Name an executor")
        case "executor_left":
            return tr("Name another executor")
        case "not_accepted" if is_executor:
            return tr("Accept it or give it back")
        case "not_accepted":
            return tr("See why it is not accepted")
        case _:
            return _of_the_term(row, is_executor=is_executor)


def _of_the_term(row: ReminderLine, *, is_executor: bool) -> str:
    if not is_executor:
        return tr("See why it is late")
    if row.due_kind == "body":
        return tr("Remind the body")
    return tr("Answer and report") if row.due_kind == "control" else tr("Prepare the reply")


def _asked_note(row: ReminderLine) -> str:
    """On which rung it is told, and for whom."""
    words = tr("instead of {name}", name=row.instead_of) if row.instead_of else ""
    if row.step == "department":
        told = tr("told to the head of the department")
    elif row.step == "head":
        told = tr("told to the head")
    else:
        told = ""
    return " · ".join(filter(None, (words, told)))


def _person() -> Column[ReminderLine]:
    return Column(
        title=lambda: tr("To whom"),
        text=lambda row: row.to_name or tr("nobody is named"),
        note=lambda row: tr("instead of {name}", name=row.instead_of) if row.instead_of else "",
        chars=24,
        is_strong=True,
    )


def _number() -> Column[ReminderLine]:
    return Column(
        title=lambda: tr("Number, responsible"),
        text=lambda row: row.number,
        note=lambda row: row.executor_name or tr("no executor"),
        chars=17,
        is_strong=True,
        is_stiff=True,
    )


def _applicant() -> Column[ReminderLine]:
    return Column(
        title=lambda: tr("Applicant, about what"),
        text=lambda row: row.applicant or tr("anonymous"),
        note=lambda row: row.subject,
        is_strong=True,
    )


def _left() -> Column[ReminderLine]:
    return Column(
        title=lambda: tr("How long is left"),
        text=left_words,
        note=due_words,
        tone=lambda row: _TONES[row.pressing],
        icon=lambda row: _SIGNS[row.pressing],
        chars=32,
        is_strong=True,
        is_stiff=True,
    )


def _asked(*, drops_under: int) -> Column[ReminderLine]:
    return Column(
        title=lambda: tr("What is asked"),
        text=asked_words,
        note=_asked_note,
        chars=26,
        drops_under=drops_under,
    )


def _control_left(row: ControlLine) -> str:
    match row.state:
        case "reported":
            return tr("reported")
        case "lifted":
            return tr("taken off control")
        case _:
            return days_words(row.days_left, is_late=_is_late(row))


def _is_late(row: ControlLine) -> bool:
    return row.days_left is not None and row.days_left < 0


def _control_tone(row: ControlLine) -> Tone | None:
    if row.state != "open":
        return Tone.SOFT
    if _is_late(row):
        return Tone.BAD
    return Tone.WARN if row.days_left == 0 else Tone.INK


def _control_sign(row: ControlLine) -> str:
    if row.state != "open":
        return "check-circle-outline"
    return "alert-circle-outline" if _is_late(row) else ""


def _report_words(row: ControlLine) -> str:
    ended: date | None = row.ended_on
    if row.lifted_on is not None:
        return lifted_words(day_words(row.lifted_on), row.lifted_by, row.ground)
    if row.state == "reported" and ended is not None:
        return tr("reported {letter}", letter=letter_words("", row.report, ended))
    told = tr("report to: {body}", body=row.report_to) if row.report_to != row.body else ""
    moved = tr("prolonged by letter {number}", number=row.prolonged_by) if row.prolonged_by else ""
    also = tr("answer too to: {names}", names="; ".join(row.also)) if row.also else ""
    return " · ".join(filter(None, (moved, told, also)))
