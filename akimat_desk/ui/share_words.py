"""What the status line says of a share: held by whom, and never more than they said themselves."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.sync_words import SyncWords
from akimat_desk.ui.theme import Tone


class Colleague(Protocol):
    @property
    def mark(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def lacks(self) -> int: ...


class State(Protocol):
    """What is read of services' ShareState."""

    @property
    def is_member(self) -> bool: ...
    @property
    def is_on(self) -> bool: ...
    @property
    def last_error(self) -> str: ...
    @property
    def unheld(self) -> int: ...
    @property
    def colleagues(self) -> Sequence[Colleague]: ...


class Sharing(NamedTuple):
    """A state, and the day it is looked at."""

    state: State
    today: date


def share_words(state: State | None, today: date) -> SyncWords | None:
    """None: this workstation shares with nobody, so others words are due."""
    if state is None or not state.is_member or not state.is_on:
        return None
    if state.last_error:
        return SyncWords(Tone.WARN, _unreached(state.unheld))
    if state.unheld or not state.colleagues:
        return SyncWords(Tone.WARN, _alone(state.unheld))
    newest = max(state.colleagues, key=lambda one: (not one.lacks, one.at))
    return SyncWords(Tone.GOOD, _held(newest, today))


def moment(at: int, today: date) -> str:
    local = local_time(at)
    return f"{local:%H:%M}" if legal_day(at) == today else f"{local:%d.%m.%Y %H:%M}"


def _held(one: Colleague, today: date) -> str:
    # Translators: a colleague's computer holds all that was written here; never the server
    return tr("Held by workstation {mark}: {moment}", mark=one.mark, moment=moment(one.at, today))


def _alone(count: int) -> str:
    return tr_many(
        "On this computer alone: {count} entry",
        "On this computer alone: {count} entries",
        count,
    )


def _unreached(count: int) -> str:
    return tr_many(
        "The shared folder is not reached; on this computer alone: {count} entry",
        "The shared folder is not reached; on this computer alone: {count} entries",
        count,
    )
