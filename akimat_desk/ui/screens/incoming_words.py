"""Words for cases that go between offices: the list of those that wait, and lines of the card."""

from collections.abc import Iterable

from akimat_desk.domain.case_events import CaseClosed, CaseForwarded
from akimat_desk.services.dossiers import Foretold, Offered
from akimat_desk.services.legs import Leg
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import joined, named, shown_day


def incoming_columns() -> tuple[Column[Offered], ...]:
    return (
        Column(
            # Translators: column: the number that the sending office gave
            title=lambda: tr("Their number"),
            text=lambda row: row.number,
            chars=18,
            is_strong=True,
            is_stiff=True,
        ),
        Column(title=lambda: tr("Came from"), text=lambda row: named(row.sender)),
        Column(title=lambda: tr("Applicant"), text=lambda row: row.applicant),
        Column(title=lambda: tr("Subject"), text=lambda row: row.subject),
        Column(
            title=lambda: tr("Forwarded on"),
            text=lambda row: shown_day(row.forwarded_on),
            chars=17,
            is_stiff=True,
        ),
    )


def about_words(row: Offered) -> str:
    """What one has to know to take it or to give it back."""
    letter = tr("letter No. {number}", number=row.letter) if row.letter else ""
    came = joined(named(row.sender), letter, shown_day(row.forwarded_on))
    said = (came, row.applicant, row.subject, tr("Ground: {ground}", ground=row.ground))
    return ". ".join(one.strip(" .") for one in said if one) + "."


def term_words(foretold: Foretold) -> str:
    if foretold.due_on is None:
        return tr("The rules give no term for it.")
    day, legal = shown_day(foretold.due_on), named(foretold.legal)
    if not legal:
        return tr("The answer is due on {day}.", day=day)
    return tr("The answer is due on {day}: {legal}.", day=day, legal=legal.rstrip("."))


def leg_lines(legs: Iterable[Leg]) -> list[str]:
    return [leg_words(one) for one in legs]


def leg_words(leg: Leg) -> str:
    day = "" if leg.on is None else shown_day(leg.on)
    told = {"office": named(leg.office), "number": leg.number, "day": day}
    if leg.kind == "came":
        return tr("Came from {office}, their No. {number}; accepted on {day}", **told)
    if leg.kind == "waits":
        return tr("Came from {office}, their No. {number}; waits to be accepted", **told)
    return _sent_words(leg, told)


def _sent_words(leg: Leg, told: dict[str, str]) -> str:
    match leg.kind:
        case "returned":
            return tr("Returned by {office} on {day}: {reason}", **told, reason=leg.reason)
        case "accepted" | "ended":
            accepted = tr("Accepted by {office} under No. {number} on {day}", **told)
            return "; ".join(filter(None, (accepted, _end_words(leg))))
        case _:
            return tr("Forwarded to {office} on {day}; not accepted there yet", **told)


def _end_words(leg: Leg) -> str:
    if leg.ended_on is None:
        return ""
    day = shown_day(leg.ended_on)
    if isinstance(leg.how, CaseClosed):
        # Translators: end of a line: the other office closed the case
        return tr("closed there on {day}", day=day)
    if isinstance(leg.how, CaseForwarded):
        # Translators: end of a line: the other office sent the case on to a third one
        return tr("passed on from there on {day}", day=day)
    # Translators: end of a line: withdrawn or annulled at the other office
    return tr("ended there on {day}", day=day)
