"""What may be done on a matter for official use only or a secret one: nothing that tells of it."""

from collections.abc import Iterable
from typing import Any, Final

from akimat_desk.domain import case_events as events
from akimat_desk.domain.archive_events import CaseFiled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.list_events import ExecutorReleased, HandOverUndone
from akimat_desk.domain.secrecy import ContentNotTaken
from akimat_desk.domain.slots import DisputeSettled
from akimat_desk.domain.stream_events import EntryRefused, StreamErased

ACTIONS: Final = frozenset(
    (
        *("assign", "release", "accept", "decline", "close", "annul", "reopen", "settle"),
        *("file", "where-filed", "stamp", "erase"),
    )
)
"""What a card offers; the rest would put the content on record."""
_SAY_NOTHING: Final = (
    events.HandOverAccepted,
    events.HandOverDeclined,
    events.CaseAnnulled,
    events.CaseReopened,
    events.CaseForwarded,
    events.CaseAccepted,
    events.CaseReturned,
    ExecutorReleased,
    HandOverUndone,
    CaseFiled,
    DisputeSettled,
    StreamErased,
    EntryRefused,
)


def secrecy_of(case: Any) -> str:
    """The mark; empty for an ordinary matter, and for what is none."""
    if not isinstance(case, Case) or case.opened is None:
        return ""
    return str(getattr(case.opened.event, "secrecy", ""))


def demand_silent(case: Any, told: Iterable[object]) -> None:
    """Every entry on a matter passes here, whatever makes it. Raises ContentNotTaken."""
    secrecy = secrecy_of(case)
    for event in told if secrecy else ():
        if not _says_nothing(event):
            raise ContentNotTaken(secrecy, type(event).__name__)


def demand_offered_of_secret(case: Any, action: str) -> None:
    """An action, before it is decided: alike in the window and by command. Raises
    ContentNotTaken."""
    if action not in ACTIONS:
        demand_no_secret(case, action)


def demand_no_secret(case: Any, what: str) -> None:
    """Before a paper is made or a file is kept. Raises ContentNotTaken."""
    secrecy = secrecy_of(case)
    if secrecy:
        raise ContentNotTaken(secrecy, what)


def _says_nothing(event: object) -> bool:
    """Who holds it may always change, also with a substitute; a resolution tells of it."""
    match event:
        case events.ExecutorAssigned():
            return not (event.resolution or event.scan)
        case events.CaseClosed():
            return not event.answer
        case events.NoticeGiven():
            # Days alone: what moved when the calendar did.
            return not any(sign.isalpha() for sign in event.text)
        case _:
            return isinstance(event, _SAY_NOTHING)
