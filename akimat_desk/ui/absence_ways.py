"""How cases pass by themselves: as soon as the window opens, and while it stands over a night."""

from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.services.absences import Move
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Lane
from akimat_desk.ui.due_count import DueCount
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.screens.card_words import shown_day
from akimat_desk.ui.sections import CASES

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def lead_to_absences(window: "MainWindow", desk: Desk, due: DueCount) -> None:
    """Mostly nothing passes, and then nothing is said."""

    def told(moves: tuple[Move, ...]) -> None:
        if not moves:
            return
        window.changed()
        first = moves[0]
        # Translators: link beside a message: leads to the list of cases
        show = tr("Show the cases")
        words = " ".join(passed_words(move) for move in moves)
        window.strip.say(Weight.INFO, words, show, partial(_show, window, first.taker_login))

    def pass_on(streams: tuple[bytes, ...]) -> None:
        if streams:
            window.background.run(desk.absences.run, told, owner=window, lane=Lane.WRITE)

    def ask() -> None:
        # The first look of a day goes through every open case: nobody who writes waits for it.
        window.background.run(desk.absences.due, pass_on, owner=window, lane=Lane.LONG)

    due.grown_old.connect(ask)
    ask()


def passed_words(move: Move) -> str:
    count, giver, taker = len(move.cases), move.giver, move.taker
    if move.until_on is None:
        return tr_many(
            "{count} case came back: {giver} \N{RIGHTWARDS ARROW} {taker}",
            "{count} cases came back: {giver} \N{RIGHTWARDS ARROW} {taker}",
            count,
            giver=giver,
            taker=taker,
        )
    return tr_many(
        "{count} case passed until {day}: {giver} \N{RIGHTWARDS ARROW} {taker}",
        "{count} cases passed until {day}: {giver} \N{RIGHTWARDS ARROW} {taker}",
        count,
        day=shown_day(move.until_on),
        giver=giver,
        taker=taker,
    )


def _show(window: "MainWindow", login: str) -> None:
    window.show_section(CASES)
    window.clear_search()
    window.places.cases.show_filter(f"open {login}")
