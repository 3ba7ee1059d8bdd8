"""Settings: what the office was called, who held its posts, and which office takes its place."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.succession import GIVES, MERGED_INTO, SPLIT, TOOK_OVER
from akimat_desk.services.desk import Desk
from akimat_desk.services.papers import Paper
from akimat_desk.services.succession import LETTERHEAD, NAME, PASSED, POST, HistoryLine
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.forms import Form
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.office_history_forms import hand_on_change, succeed_change
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Turning
from akimat_desk.ui.screens.settings_words import post_words, read_only_words
from akimat_desk.ui.theme import Tone, look

RIGHT: Final = "office"
HANDS_OVER: Final = "hand-over"


class HistoryPage(Place):
    """Facts with a day, the latest first; a paper takes those of its own day."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        book = desk.office.book
        self._may, self._may_hand_over = book.may(RIGHT), book.may(HANDS_OVER)
        self.list: Final[ShortList[HistoryLine]] = ShortList(
            _columns(), background, self._actions(), tr("History of the office")
        )
        self._turning = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        about = tr(
            "Each paper takes the name, the address and the signatory of its own date. A new name"
            " is recorded under The office, a new holder under Posts and substitutes."
        )
        layout.addWidget(wrapped(soft(about)))
        layout.addWidget(self.list, 1)
        if not self._may:
            who = self.desk.office.book.who_may(RIGHT)
            layout.addWidget(wrapped(soft(read_only_words(who))))
        page.setFocusProxy(self.list)
        self.setFocusProxy(self.list)
        self.list.view.say_when_empty(tr("Nothing is recorded of the office yet."))
        return page

    def _actions(self) -> tuple[RowAction, ...]:
        show = RowAction(
            tr("Show the act"), "printer-outline", self._print, lambda row: row.what == PASSED
        )
        if not self._may_hand_over:
            return ()
        hand_on = RowAction(
            tr("Hand over open cases"),
            "swap-horizontal",
            lambda row: self._turning.open(hand_on_change(self.desk, row)),
            lambda row: row.detail in GIVES,
        )
        return (show, hand_on)

    def title(self) -> str:
        return tr("History of the office")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may:
            return None
        # Translators: check the Kyrgyz: one office takes the legal place of another
        return MainAction(tr("Record a succession"), "F2", self.succeed)

    def shown(self) -> None:
        self.list.ask(self.desk.succession.history)

    def form(self) -> Form | None:
        """The one that is open."""
        return None if self._turning.panel is None else self._turning.panel.form

    def succeed(self) -> None:
        self._turning.open(succeed_change(self.desk))

    def _print(self, row: HistoryLine) -> None:
        language = "ru" if spoken().language == "ru" else "ky"
        work = partial(self.desk.succession.paper, row.detail, language)  # type: ignore[arg-type]
        self.background.run(work, self._show, owner=self, lane=Lane.WRITE)

    def _show(self, paper: Paper) -> None:
        self.ways.show_paper(paper.data, tr("Act of hand-over"))


def _columns() -> tuple[Column[HistoryLine], ...]:
    return (
        Column(title=lambda: tr("Who or what"), text=_who, note=_about, is_strong=True),
        Column(
            title=lambda: tr("When"),
            text=lambda row: tr("from {day}", day=shown_day(row.from_on)),
            note=_state,
            tone=lambda row: Tone.GOOD if row.is_now else Tone.SOFT,
            chars=25,
        ),
    )


def _who(row: HistoryLine) -> str:
    if row.what == PASSED:
        return tr("Act of hand-over: {office}", office=named(row.words))
    return row.who if row.what == POST else named(row.words)


def _about(row: HistoryLine) -> str:
    if row.what == POST:
        acting = tr("acting") if row.acting else ""
        return joined(post_words(row.detail), acting, named(row.words), row.ground)
    if row.what == PASSED:
        count = tr_many("{count} case", "{count} cases", row.count)
        return joined(count, row.who, row.ground)
    return joined(_what(row), row.ground)


def _what(row: HistoryLine) -> str:
    words = {
        NAME: tr("Name of the office"),
        LETTERHEAD: tr("Address of the office"),
        # Translators: check; from that day on the office is part of the one that is named
        MERGED_INTO: tr("Merged into another office"),
        # Translators: the office took the place of the one that is named
        TOOK_OVER: tr("Took over another office"),
        # Translators: a part of the office went to the one that is named
        SPLIT: tr("A part went to another office"),
    }
    return words.get(row.what) or words.get(row.detail, "")


def _state(row: HistoryLine) -> str:
    if row.until_on is not None:
        return tr("until {day}", day=shown_day(row.until_on))
    return tr("holds now") if row.is_now else ""
