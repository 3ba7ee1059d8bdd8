"""What the command palette offers: actions of the window, and every case by a few letters."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import CaseRow
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.palette import PaletteItem, Search

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

MOST_CASES: Final = 8


def actions(window: "MainWindow") -> list[PaletteItem]:
    """Asked each time the palette opens."""
    note = tr("command")

    def offer(words: str, icon: str, run: Callable[[], None], keys: str = "") -> PaletteItem:
        return PaletteItem(words, run, icon, note, keys)

    return [
        offer(tr("Register a case"), "file-plus-outline", window.open_register, "F4"),
        offer(tr("Exchange now"), "sync", partial(window.runner.ask, by_hand=True), "F5"),
        offer(tr("Keys"), "keyboard-outline", window.show_keys, "Ctrl+?"),
        *(
            offer(words, "translate", partial(window.language_chosen.emit, language))
            for language, words in language_names()
            if language != spoken().language
        ),
        offer(tr("Sign out"), "logout", window.left_account.emit),
    ]


def case_search(desk: Desk, open_case: Callable[[str], None]) -> Search:
    """By number, applicant, PIN or subject."""

    def look_up(text: str) -> tuple[CaseRow, ...]:
        wanted = desk.cases.filter_of(query=text)
        return desk.lists.page(wanted, with_bars=False).rows[:MOST_CASES]

    def show(rows: Sequence[CaseRow]) -> list[PaletteItem]:
        return [
            PaletteItem(
                "   ".join((row.number, row.applicant, row.subject)),
                partial(open_case, row.id),
                "file-document-outline",
                stage_words(row.stage),
            )
            for row in rows
        ]

    return look_up, show
