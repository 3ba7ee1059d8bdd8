"""What the status line says about the exchange; "received" only where the server's receipt is."""

from datetime import date
from typing import NamedTuple, Protocol

from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.text.trouble_words import REFUSED
from akimat_desk.ui.theme import Tone


class State(Protocol):
    """What is read of services' SyncState; instants are UTC milliseconds of the server's clock."""

    @property
    def is_enrolled(self) -> bool: ...
    @property
    def last_receipt_at(self) -> int | None: ...
    @property
    def unsent(self) -> int: ...
    @property
    def last_error(self) -> str: ...
    @property
    def quarantined(self) -> int: ...


class SyncWords(NamedTuple):
    tone: Tone
    words: str


LINE_DOWN = ("line_down", "")


def sync_words(state: State | None, today: date, *, is_running: bool = False) -> SyncWords:
    """None: this desk has no exchange at all."""
    if state is None or not state.is_enrolled:
        return SyncWords(Tone.SOFT, tr("Works without a centre; everything is kept here"))
    if is_running:
        return SyncWords(Tone.SOFT, _exchanging(state.unsent))
    return _standing(state, today)


def _standing(state: State, today: date) -> SyncWords:
    if state.quarantined or state.last_error not in LINE_DOWN:
        return SyncWords(Tone.BAD, _refused(state))
    if state.last_error:
        return SyncWords(Tone.WARN, _down(state.unsent))
    if state.last_receipt_at is None:
        return SyncWords(Tone.WARN, _never(state.unsent))
    tone = Tone.WARN if state.unsent else Tone.GOOD
    return SyncWords(tone, _received(state.last_receipt_at, state.unsent, today))


def _exchanging(waiting: int) -> str:
    if not waiting:
        return tr("Exchanging with the server")
    return tr_many(
        "Exchanging with the server, {count} waiting",
        "Exchanging with the server, {count} waiting",
        waiting,
    )


def _refused(state: State) -> str:
    if state.quarantined:
        return tr_many(
            "{count} record is set aside: call the administrator",
            "{count} records are set aside: call the administrator",
            state.quarantined,
        )
    if state.last_error in REFUSED:
        return tr("The server refused: call the administrator")
    return tr("The exchange stands still: call the administrator")


def _down(waiting: int) -> str:
    if not waiting:
        return tr("The server is not reached; nothing waits")
    return tr_many(
        "The server is not reached, {count} waiting",
        "The server is not reached, {count} waiting",
        waiting,
    )


def _never(waiting: int) -> str:
    return tr_many(
        "The server has received nothing yet, {count} waiting",
        "The server has received nothing yet, {count} waiting",
        waiting,
    )


def _received(at: int, waiting: int, today: date) -> str:
    local = local_time(at)
    moment = f"{local:%H:%M}" if legal_day(at) == today else f"{local:%d.%m.%Y %H:%M}"
    if not waiting:
        return tr("Received by the server: {moment}", moment=moment)
    return tr_many(
        "Received by the server: {moment}, {count} waiting",
        "Received by the server: {moment}, {count} waiting",
        waiting,
        moment=moment,
    )
