"""What the screen of reception asks of the services: a card is written, papers are drawn."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from akimat_desk.domain.access_notes import RECEPTION
from akimat_desk.domain.errors import DeskError
from akimat_desk.services.reception_readings import CardReading
from akimat_desk.services.receptions import Dictation
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.access_ways import note_opening
from akimat_desk.ui.background import Lane
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.reception_drafts import appeals
from akimat_desk.ui.screens.reception_face import SLIP

Shown = tuple[CardReading, Dictation, tuple[str, ...]]
"""A card, what is dictated of it, and the drafts of its written appeals."""


class ReceptionWork(QObject):
    """`written` and `read` carry a Shown; one card is written at a time."""

    written = Signal(object)
    read = Signal(object)
    refused = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place = place
        self._is_writing = False

    def write(self, told: Mapping[str, Any], draft: str) -> None:
        """The draft goes once the card is on record."""
        if self._is_writing:
            return
        self._is_writing = True
        desk = self._place.desk

        def work() -> Shown:
            card = desk.receptions.take(told)
            desk.drafts.drop(draft)
            return self._shown(card)

        self._place.background.run(
            work, self._take_written, failed=self._refuse, owner=self, lane=Lane.WRITE
        )

    def open(self, card_id: str) -> None:
        """Somebody looks at it; `ask` only tells anew what stands there already."""
        note_opening(self._place, RECEPTION, card_id)
        self.ask(card_id)

    def ask(self, card_id: str) -> None:
        desk = self._place.desk
        self._place.background.run(
            lambda: self._shown(desk.receptions.card(card_id)),
            self.read.emit,
            failed=self._place.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
            key="card",
        )

    def print_card(self, card: CardReading, paper: str) -> None:
        papers, number = self._place.desk.reception_papers, card.number
        draw = papers.slip if paper == SLIP else papers.card
        self._draw(partial(draw, card.id), tr("Card {number}", number=number), print_now=True)

    def print_of_day(self, paper: str, official: str, on: date) -> None:
        """The minutes, the instructions or the sign-up list of an official's day."""
        papers, language = self._place.desk.reception_papers, language_of_window()
        draws: dict[str, tuple[Callable[[], bytes], str]] = {
            "minutes": (
                partial(papers.minutes, official, on, language),
                tr("Minutes of the reception"),
            ),
            "instructions": (
                partial(papers.instructions, on, on, official=official, language=language),
                tr("Instructions of the reception"),
            ),
            "sign_ups": (partial(papers.sign_ups, official, on, language), tr("Sign-up list")),
        }
        draw, name = draws[paper]
        self._draw(draw, name)

    def print_schedule(self) -> None:
        papers = self._place.desk.reception_papers
        self._draw(partial(papers.schedule, language_of_window()), tr("Schedule of reception"))

    # Inside

    def _shown(self, card: CardReading) -> Shown:
        desk = self._place.desk
        language = "ru" if card.language == "ru" else "ky"
        return card, desk.receptions.dictation(card.id, language), appeals(desk, card.id)

    def _draw(self, draw: Callable[[], bytes], name: str, *, print_now: bool = False) -> None:
        ways = self._place.ways
        self._place.background.run(
            draw,
            lambda pdf: ways.show_paper(pdf, name, print_now=print_now),
            failed=ways.refuse,
            owner=self,
            lane=Lane.WRITE,
        )

    def _take_written(self, shown: Shown) -> None:
        self._is_writing = False
        self.written.emit(shown)

    def _refuse(self, error: DeskError) -> None:
        self._is_writing = False
        self.refused.emit(error)


def language_of_window() -> str:
    return "ru" if spoken().language == "ru" else "ky"
