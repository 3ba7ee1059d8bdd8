"""What the command palette offers: actions of the window, and every case by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from akimat_desk.services.desk import Desk
from akimat_desk.services.lists import CaseRow
from akimat_desk.services.people import ApplicantRow
from akimat_desk.services.saved_lists import SavedList
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.inspection_ways import INSPECTION_KEYS
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.pad_ways import PAD_KEYS
from akimat_desk.ui.palette import PaletteItem, Search, fits
from akimat_desk.ui.places import CASES
from akimat_desk.ui.reception_ways import offers_of_reception
from akimat_desk.ui.screens.applicant_words import counts_words

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow

MOST_CASES: Final = 8
MOST_APPLICANTS: Final = 5


def actions(window: "MainWindow") -> list[PaletteItem]:
    """Asked each time the palette opens."""
    note = tr("command")

    def offer(words: str, icon: str, run: Callable[[], None], keys: str = "") -> PaletteItem:
        return PaletteItem(words, run, icon, note, keys)

    return [
        offer(tr("Register a case"), "file-plus-outline", window.open_register, "F4"),
        *(
            [offer(tr("Blackout pad"), "printer-outline", window.open_pads, PAD_KEYS)]
            if window.places.may_use_pads
            else []
        ),
        *(
            [
                offer(
                    tr("Inspections"),
                    "store-search-outline",
                    window.open_inspections,
                    INSPECTION_KEYS,
                )
            ]
            if window.places.may_see_inspections
            else []
        ),
        *offers_of_reception(window),
        *(
            [offer(tr("From other offices"), "swap-horizontal", window.open_incoming)]
            if window.places.may_accept
            else []
        ),
        offer(tr("Exchange now"), "sync", partial(window.runner.ask, by_hand=True), "F5"),
        offer(tr("Keys"), "keyboard-outline", window.show_keys, "Ctrl+?"),
        *(
            offer(words, "translate", partial(window.language_chosen.emit, language))
            for language, words in language_names()
            if language != spoken().language
        ),
        offer(tr("Sign out"), "logout", window.left_account.emit),
    ]


def searches(desk: Desk, window: "MainWindow") -> tuple[Search, ...]:
    """Everything that can be found, in the order it is shown."""
    return (
        case_search(desk, window.open_case),
        applicant_search(desk, window.open_applicant),
        list_search(desk, window),
    )


def applicant_search(desk: Desk, open_applicant: Callable[[str], None]) -> Search:
    """By name, PIN or phone."""

    def look_up(text: str) -> tuple[ApplicantRow, ...]:
        return desk.people.page(text, None, MOST_APPLICANTS).rows

    def show(rows: Sequence[ApplicantRow]) -> list[PaletteItem]:
        return [
            PaletteItem(
                row.name,
                partial(open_applicant, row.id),
                "account-outline",
                counts_words(row.all_cases, row.open_cases),
            )
            for row in rows
        ]

    return look_up, show


def case_search(desk: Desk, open_case: Callable[[str], None]) -> Search:
    """By number, applicant, PIN or subject."""

    def look_up(text: str) -> tuple[CaseRow, ...]:
        wanted = desk.cases.filter_of(query=text)
        return desk.lists.page(wanted, with_bars=False).rows[:MOST_CASES]

    def show(rows: Sequence[CaseRow]) -> list[PaletteItem]:
        return [
            PaletteItem(
                "   ".join((f"{row.number} {row.shared_code}".strip(), row.applicant, row.subject)),
                partial(open_case, row.id),
                "file-document-outline",
                stage_words(row.stage),
            )
            for row in rows
        ]

    return look_up, show


def list_search(desk: Desk, window: "MainWindow") -> Search:
    """The kept lists of whoever is signed in, by a few letters of their names."""

    def open_saved(one: SavedList) -> None:
        window.show_section(CASES)
        window.places.cases.open_saved(one)

    def look_up(text: str) -> tuple[SavedList, ...]:
        return tuple(one for one in desk.saved_lists.all() if fits(_offered(one), text))

    def show(lists: Sequence[SavedList]) -> list[PaletteItem]:
        return [replace(_offered(one), run=partial(open_saved, one)) for one in lists]

    return look_up, show


def _offered(one: SavedList) -> PaletteItem:
    words = tr("List: {name}", name=one.name)
    return PaletteItem(words, lambda: None, "bookmark-outline", tr("place"))
