"""The facts that a list makes of many cases at once: released, undone, labelled."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event


class ExecutorReleased(Event, frozen=True, kw_only=True):
    """The case has no executor any more; from the next day on its days are the head's.

    `question` 0 is the whole case and every question of it whose executor the author knew of.
    """

    released_on: date
    reason: str
    question: int = 0


class HandOverUndone(Event, frozen=True, kw_only=True):
    """An assignment or a release was a slip of the hand: all is as if it had not been.

    `undoes` is its reference. It stays where somebody went on from it without knowing of this.
    """

    undoes: bytes
    undone_on: date


class CaseLabelled(Event, frozen=True, kw_only=True):
    """The office's own label, put on or taken off; of two desks that differ the label stays on."""

    label: str
    is_on: bool = True


LIST_EVENTS: tuple[type[Any], ...] = (ExecutorReleased, HandOverUndone, CaseLabelled)
