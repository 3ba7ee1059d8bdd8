"""Pictures of the card's tabs and forms and of the resolutions, of the fullest case there is."""

from collections.abc import Callable, Iterator

from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.desk import Desk
from akimat_desk.ui.gallery_requests import screens_of_requests
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.resolution_ways import may_resolve
from akimat_desk.ui.screens.resolution import SECTION as RESOLUTIONS

Go = Callable[[MainWindow], None]


def screens_of_cases(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Names and ways to come there; nothing where the workspace has no open case."""
    fullest = _fullest(desk)
    if fullest is None:
        return
    for name, asked in (
        ("card-questions", "tab 0"),
        ("card-documents", "tab 1"),
        ("card-letters", "tab 3"),
        ("card-history", "tab 5"),
        ("card-reply", "reply"),
        ("card-pause", "pause"),
    ):
        yield name, _at(fullest.id, asked)
    yield from screens_of_requests(fullest.id, _at(fullest.id, "request"))
    if may_resolve(desk):
        yield "resolution", lambda window: window.show_section(RESOLUTIONS)


def _at(case_id: str, asked: str) -> Go:
    def go(window: MainWindow) -> None:
        window.places.card.open_when_read(asked)
        window.open_case(case_id)

    return go


def _fullest(desk: Desk) -> CardReading | None:
    rows = desk.lists.page(desk.cases.filter_of(is_open=True), with_bars=False).rows
    cards = [desk.cards.card(row.id) for row in rows]
    return max(cards, key=_fullness, default=None)


def _fullness(card: CardReading) -> tuple[int, int]:
    parts = (card.questions, card.controls, card.papers, card.files, card.requests, card.acts)
    return sum(min(len(part), 3) for part in parts), len(card.history)
