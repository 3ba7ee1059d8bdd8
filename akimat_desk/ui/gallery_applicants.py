"""Pictures of the applicants: the list, the fullest card, and two of them side by side."""

from collections.abc import Callable, Iterator
from functools import partial

from akimat_desk.services.desk import Desk
from akimat_desk.services.person_cards import PersonCard
from akimat_desk.ui.main_window import MainWindow
from akimat_desk.ui.screens.applicant_tabs import HISTORY, KNOWN
from akimat_desk.ui.screens.applicants import SECTION

Go = Callable[[MainWindow], None]


def screens_of_applicants(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Names and ways to come there; the list alone where nobody has applied yet."""
    yield "applicants", lambda window: window.show_section(SECTION)
    cards = [desk.people.open(row.id) for row in desk.people.page().rows]
    fullest = max(cards, key=_fullness, default=None)
    if fullest is None:
        return
    for name, tab in (("applicant", 0), ("applicant-known", KNOWN), ("applicant-history", HISTORY)):
        yield name, partial(_show, fullest.id, tab)
    yield "applicant-correct", partial(_correct, fullest.id)
    alike = next((card for card in cards if card.maybe_same), None)
    other = alike.maybe_same[0].id if alike else next((c.id for c in cards if c != fullest), "")
    if other:
        mine = alike or fullest
        yield "applicant-compare", lambda window: window.open_applicant(mine.id, other)


def _show(person_id: str, tab: int, window: MainWindow) -> None:
    window.open_applicant(person_id)
    window.places.applicant.open_tab(tab)


def _correct(person_id: str, window: MainWindow) -> None:
    window.open_applicant(person_id)
    window.places.applicant.when_read(window.places.applicant.correct)


def _fullness(card: PersonCard) -> tuple[int, int, int]:
    return len(card.joins), len(card.maybe_same), card.counts.every
