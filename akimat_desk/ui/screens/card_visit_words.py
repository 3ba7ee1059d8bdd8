"""What the history of a card says of commission visits."""

from typing import Any, Final

from akimat_desk.domain.visit_events import VisitCancelled, VisitMade, VisitOrdered
from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.screens.card_words import letter_words, shown_day


def _ordered(_: CardReading, e: VisitOrdered) -> str:
    said = tr(
        "A commission goes to {place} on {day}. Chair: {chair}.",
        place=e.place,
        day=shown_day(e.on),
        chair=e.chair.name.removesuffix("."),
    )
    parts = [said]
    if e.members:
        names = ", ".join(one.name for one in e.members).removesuffix(".")
        parts.append(tr("Members: {names}.", names=names))
    if e.order_number:
        order = letter_words("", e.order_number, e.order_dated_on)
        parts.append(tr("Order {letter}.", letter=order))
    return " ".join(parts)


def _made(_: CardReading, e: VisitMade) -> str:
    parts = [tr("The commission was there on {day}: {findings}", day=shown_day(e.made_on),
                findings=e.findings)]  # fmt: skip
    if e.photos:
        parts.append(tr_many("{count} photo.", "{count} photos.", len(e.photos)))
    if e.refused:
        names = ", ".join(one.name for one in e.refused).removesuffix(".")
        parts.append(tr("Would not sign: {names}.", names=names))
    return " ".join(parts)


def _cancelled(_: CardReading, e: VisitCancelled) -> str:
    return tr("The visit of the commission was called off. Reason: {reason}", reason=e.reason)


VISITS_SAID: Final[dict[Any, Any]] = {
    VisitOrdered: _ordered,
    VisitMade: _made,
    VisitCancelled: _cancelled,
}
"""Beside the other sentences of the history."""
