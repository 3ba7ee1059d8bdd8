"""History of what bodies were asked, as sentences."""

from collections.abc import Callable
from typing import Any, Final

from akimat_desk.domain.body_events import (
    BodyAnswered,
    BodyAskDropped,
    BodyAsked,
    BodyReminded,
)
from akimat_desk.domain.facts import Event
from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.card_words import letter_words, shown_day


def _body(card: CardReading, ask: str) -> str:
    found = next((one.body for one in card.asks if one.ask == ask), "")
    return found or tr("another body")


def _asked(_: CardReading, e: BodyAsked) -> str:
    return tr(
        "Asked of {body} by {day}: {about}. Ground: {ground}",
        body=e.body,
        day=shown_day(e.expected_on),
        about=e.about.rstrip("."),
        ground=e.ground,
    )


def _answered(card: CardReading, e: BodyAnswered) -> str:
    letter = letter_words(_body(card, e.ask), e.number, e.dated_on)
    said = tr("Answer came: {letter}.", letter=letter)
    return f"{said} {e.summary}" if e.summary else said


BODIES_SAID: Final[dict[type[Event], Callable[[CardReading, Any], str]]] = {
    BodyAsked: _asked,
    BodyReminded: lambda card, e: tr(
        "Reminded: {body}. Answer by {day}.",
        body=_body(card, e.ask),
        day=shown_day(e.expected_on),
    ),
    BodyAnswered: _answered,
    BodyAskDropped: lambda card, e: tr(
        "Answer of {body} awaited no more. Reason: {reason}",
        body=_body(card, e.ask),
        reason=e.reason,
    ),
}
