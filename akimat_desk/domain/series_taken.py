"""Which facts take numbers of the series of their own desk: one table for whoever counts them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from akimat_desk.domain.case_events import CaseAccepted, CaseRegistered
from akimat_desk.domain.facts import Event, stored_name
from akimat_desk.domain.pad_events import PadReserved
from akimat_desk.domain.record_kinds import RECORD_KINDS

Taken = tuple[str, int, int]
"""(journal letter, year, the highest number taken)."""


def _registered(event: CaseRegistered) -> Taken | None:
    """An old number that is entered again does not move the series, nor does one of a pad, which
    took it when it was reserved."""
    is_counted = event.reentered or event.pad
    return None if is_counted else (event.journal, event.year, event.sequence)


def _accepted(event: CaseAccepted) -> Taken | None:
    return event.journal, event.year, event.sequence


def _reserved(event: PadReserved) -> Taken | None:
    return event.journal, event.year, event.last


TAKES: Final[Mapping[str, Callable[[Any], Taken | None]]] = {
    stored_name(CaseRegistered): _registered,
    stored_name(CaseAccepted): _accepted,
    stored_name(PadReserved): _reserved,
    **{stored_name(kind.opening): kind.numbered for kind in RECORD_KINDS if kind.numbered},
}
"""By the name of the event."""


def series_taken(event: Event) -> Taken | None:
    """None for a fact that takes no number of a series."""
    takes = TAKES.get(stored_name(type(event)))
    return None if takes is None else takes(event)
