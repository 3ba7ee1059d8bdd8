"""Asks for an exchange every few minutes and on F5, and tells how it stands."""

from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.share_words import share_words
from akimat_desk.ui.sync_words import State, SyncWords, sync_words

EVERY_MS: Final = 3 * 60 * 1000
FIRST_MS: Final = 5_000


class _Standing(NamedTuple):
    state: Any
    today: date
    share: Any = None


class ExchangeRunner(QObject):
    """The one that asks; a second wish while one runs is dropped.

    `told(words)` whenever the standing is known anew, `pulled(count)` when others' work came in,
    `refused(error)` only for an exchange somebody asked for by hand.
    """

    told = Signal(object)
    pulled = Signal(int)
    refused = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A desk may be built without an exchange at all.
        self._exchange: Any = getattr(desk, "exchange", None)
        self._desk = desk
        self._background = background
        self._is_running = False
        self.tally: Tally | None = None
        self.state: State | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.ask)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_MS)
        self._first.timeout.connect(self.ask)

    def start(self) -> None:
        self.look()
        if self._exchange is not None:
            self._clock.start()
            self._first.start()

    def stop(self) -> None:
        """The window is closing: nothing new is asked."""
        self._clock.stop()
        self._first.stop()
        if self.tally is not None:
            self.tally.cancel()

    @property
    def is_running(self) -> bool:
        return self._is_running

    @property
    def next_at(self) -> int | None:
        """When it asks again by itself, in UTC milliseconds; None while it does not."""
        waits = [one.remainingTime() for one in (self._first, self._clock) if one.isActive()]
        return self._desk.core.clock.now() + min(waits) if waits else None

    def look(self) -> None:
        """How it stands, without a call to the server."""
        exchange, desk = self._exchange, self._desk

        def standing() -> _Standing:
            state = None if exchange is None else exchange.state()
            return _Standing(state, desk.office.today, desk.share.state(0))

        self._background.run(standing, self._show, owner=self, key="state")

    def ask(self, *, by_hand: bool = False) -> None:
        if self._is_running or self.state is None or not self.state.is_enrolled:
            self.look()
            return
        self._is_running = True
        self.tally = tally = Tally()
        self.look()
        exchange = self._exchange
        # `sync` makes its three hops (prepare, send, absorb) by itself; no transaction is open
        # while the line is, so the counter is not held up.
        self._background.run(
            lambda: exchange.sync(tally.report, tally.is_cancelled),
            self._done,
            failed=lambda error: self._failed(error, by_hand=by_hand),
            lane=Lane.NETWORK,
            owner=self,
        )

    def _done(self, synced: Any) -> None:
        self._is_running, self.tally = False, None
        self.look()
        if synced.pulled:
            self.pulled.emit(synced.pulled)

    def _failed(self, error: DeskError, *, by_hand: bool) -> None:
        self._is_running, self.tally = False, None
        self.look()
        if by_hand:
            self.refused.emit(error)

    def _show(self, standing: _Standing) -> None:
        self.state = standing.state
        words: SyncWords = sync_words(self.state, standing.today, is_running=self._is_running)
        if self.state is None or not self.state.is_enrolled:
            words = share_words(standing.share, standing.today) or words
        self.told.emit(words)
