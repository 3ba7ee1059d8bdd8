"""Pictures of the clock of a case and of the question what if; nothing is written."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QTimer

from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.desk import Desk
from akimat_desk.ui.main_window import MainWindow

Go = Callable[[MainWindow], None]


def screens_of_case_clock(desk: Desk) -> Iterator[tuple[str, Go]]:
    """Of the open case whose term has the most to tell; nothing where there is no open case."""
    found = _fullest(desk)
    if found is not None:
        yield "clock", lambda window: _open(window, found.id)
        yield "clock-what-if", partial(_suppose, found)


def _open(window: MainWindow, case_id: str) -> None:
    window.places.clock.close_what_if()
    window.open_clock(case_id)


def _suppose(card: CardReading, window: MainWindow) -> None:
    place = window.places.clock
    place.show_case(card.id)
    place.open_when_read()
    window.open_clock(card.id)

    def fill() -> None:
        """Once the panel is there."""
        panel = place.panel
        if panel is None:
            QTimer.singleShot(20, window, fill)
            return
        today = f"{card.term.today:%d.%m.%Y}"
        panel.form.restore({"extend": "5", "day_off": today})
        panel.ask()

    QTimer.singleShot(0, window, fill)


def _fullest(desk: Desk) -> CardReading | None:
    rows = desk.lists.page(desk.cases.filter_of(is_open=True), with_bars=False).rows
    cards = [desk.cards.card(row.id) for row in rows]
    return max(cards, key=_fullness, default=None)


def _fullness(card: CardReading) -> tuple[int, int]:
    return (len(card.term.explained.duties), len(card.history))
