"""Pictures of reception: the day, a card that is typed, a call to the hotline, the schedule."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer

from akimat_desk.services.desk import Desk
from akimat_desk.services.reception_readings import CardReading
from akimat_desk.services.records import Narrowed
from akimat_desk.ui.reception_ways import may_receive, new_card
from akimat_desk.ui.sections import RECEPTION

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

Go = Callable[["MainWindow"], None]
_LOOK_EVERY_MS: Final = 20


def screens_of_reception(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Nothing is written."""
    if not may_receive(desk):
        return
    cards = [one for one in desk.receptions.cards(Narrowed()) if one.stage != "annulled"]
    yield "reception", partial(_day, cards[-1].on if cards else None)
    named = next((one for one in cards if one.applicant), None)
    yield "reception-card", partial(_typed, named)
    calls = [one for one in cards if one.form == "hotline"] or cards
    if calls:
        yield "reception-hotline", partial(_written, calls[-1].id)
    yield "reception-schedule", _schedule


def _day(on: date | None, window: "MainWindow") -> None:
    """The last day on which somebody was received."""
    window.show_section(RECEPTION)
    place = window.places.reception
    if on is not None:
        place.board.on.put(on)
    place.show_day()


def _typed(card: CardReading | None, window: "MainWindow") -> None:
    """One question stands there and an instruction is being typed; no draft is left behind."""
    new_card(window)
    place = window.places.reception
    timer = QTimer(place)
    timer.setInterval(_LOOK_EVERY_MS)

    def look() -> None:
        if place.background.is_idle and place.shown_page is place.page:
            timer.stop()
            place.page.restore(_half_typed(place.page.raw_now(), card), place.about(place.page.day))
            place.forget_typed()

    timer.timeout.connect(look)
    timer.start()


def _half_typed(raw: dict[str, Any], card: CardReading | None) -> dict[str, Any]:
    if card is None:
        return raw
    first, *_, last = (*card.questions, *card.questions)
    asked = {"text": first.text, "outcome": "explained", "words": first.words}
    who = {**raw["who"], "name": card.applicant, "phone": card.phone, "address": card.address}
    question = {"text": last.text, "outcome": "instruction", "words": last.words or last.text}
    return {**raw, "who": who, "questions": [asked], "question": question, "place": 1}


def _written(card_id: str, window: "MainWindow") -> None:
    window.show_section(RECEPTION)
    window.places.reception.work.ask(card_id)


def _schedule(window: "MainWindow") -> None:
    window.show_section(RECEPTION)
    window.places.reception.show_schedule()
