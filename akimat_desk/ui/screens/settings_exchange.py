"""Settings: how the exchange with the centre stands, and what waits to be sent."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.moments import local_time
from akimat_desk.services.desk import Desk
from akimat_desk.services.exchange import OutboxRow, SyncState
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.trouble_words import why_stuck
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, card, plain, retone, scrolled, strong, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.progress import Progress, Tally
from akimat_desk.ui.screens.card_words import shown_moment
from akimat_desk.ui.screens.clashes import ClashesBox
from akimat_desk.ui.screens.disputes import DisputesBox
from akimat_desk.ui.screens.exchange_page_words import held_words
from akimat_desk.ui.screens.outbox import RefusedBox
from akimat_desk.ui.screens.settings_facts import Facts
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.sync_words import LINE_DOWN, SyncWords
from akimat_desk.ui.theme import look


class _Standing(NamedTuple):
    state: SyncState
    rows: Sequence[OutboxRow]


class ExchangePage(Place):
    """A row of the outbox opens its case."""

    sync_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._words = wrapped(plain())
        self._facts = Facts()
        self._progress = Progress()
        self._is_enrolled = False
        self._next_at: int | None = None
        open_case = RowAction(
            tr("Open the case"),
            "open-in-new",
            self._open_case,
            lambda row: bool(row.number),
        )
        self._outbox: ShortList[OutboxRow] = ShortList(
            _columns(), background, (open_case,), tr("Not yet received by the server")
        )
        self.refused = RefusedBox(desk, background, ways)
        self.disputes = DisputesBox(desk, background, ways)
        self.clashes = ClashesBox(desk, background, ways)
        self._build()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self._progress)
        column.addWidget(card(self._words, self._facts))
        column.addWidget(self.refused)
        column.addWidget(self.disputes)
        column.addWidget(self.clashes)
        column.addWidget(strong(tr("Not yet received by the server")))
        column.addWidget(self._outbox, 1)
        kept = tr(
            "Everything here is saved on this computer and waits; nothing has to be repeated."
        )
        column.addWidget(wrapped(caption(kept)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(page))
        self.refused.retry_asked.connect(self.sync_asked)
        self._outbox.view.say_when_empty(tr("Nothing waits."))
        self._outbox.setMinimumHeight(look().px(look().row_height * 4))
        self.begin_at(self._outbox)

    def title(self) -> str:
        return tr("Exchange with the centre")

    def main_action(self) -> MainAction | None:
        if not self._is_enrolled:
            return None
        return MainAction(tr("Exchange now"), "F5", self.sync_asked.emit)

    def shown(self) -> None:
        exchange = self.desk.exchange
        self._outbox.ask(exchange.outbox)
        self.refused.refresh()
        self.disputes.refresh()
        self.clashes.refresh()
        self.background.run(exchange.state, self._show, owner=self, key="state")

    def show_sync(
        self, told: SyncWords, tally: Tally | None = None, next_at: int | None = None
    ) -> None:
        self._next_at = next_at
        self._words.setText(told.words)
        retone(self._words, told.tone)
        if tally is None:
            self._progress.end()
        elif not self._progress.is_running:
            self._progress.follow(tr("Exchanging with the server"), tally)
        if self.isVisible():
            self.shown()

    def _show(self, state: SyncState) -> None:
        self._is_enrolled = state.is_enrolled
        self._facts.show_lines([*_lines(state), *_next(state, self._next_at)])
        self.ways.retitle()

    def _open_case(self, row: OutboxRow) -> None:
        self.ways.open_case(row.case)


def _lines(state: SyncState) -> Iterator[tuple[str, str]]:
    if not state.is_enrolled:
        yield (
            tr("Centre"),
            tr("This workstation belongs to no centre. It works all the same, for months."),
        )
        yield tr("To enrol it"), tr("At the command line: {command}", command=_ENROL)
        return
    yield tr("Centre"), state.server
    at = state.last_receipt_at
    yield (
        tr("Last receipt of the server"),
        tr("none yet") if at is None else shown_moment(local_time(at)),
    )
    yield tr("Waiting to be received"), _entries(state.unsent)
    yield tr("Set aside as not genuine"), _entries(state.quarantined)
    # That the line is down is said above.
    if state.last_error not in LINE_DOWN:
        yield tr("Last trouble"), why_stuck(state.last_error)


def _next(state: SyncState, at: int | None) -> Iterator[tuple[str, str]]:
    if state.is_enrolled and at is not None:
        yield tr("Next try"), shown_moment(local_time(at))


_ENROL = "akimat-desk enrol URL CODE"


def _entries(count: int) -> str:
    if not count:
        # Translators: nothing waits, nothing is set aside
        return tr("nothing")
    return tr_many("{count} entry", "{count} entries", count)


def _columns() -> tuple[Column[OutboxRow], ...]:
    return (
        Column(
            title=lambda: tr("Case"),
            text=lambda row: row.number or tr("records of the office and of applicants"),
            is_strong=True,
        ),
        Column(title=lambda: tr("Waits"), text=lambda row: _entries(row.entries), chars=11),
        Column(
            title=lambda: tr("Since when"),
            text=lambda row: shown_moment(local_time(row.since)),
            chars=16,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Held by workstations"),
            text=lambda row: held_words(row.held_by),
            chars=19,
        ),
    )
