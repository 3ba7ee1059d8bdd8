"""The fact that one number on several papers was looked at, and what was done about it."""

from typing import Any

from akimat_desk.domain.facts import Event


class NumberClashSettled(Event, frozen=True, kw_only=True):
    """Seen, and what was done about it: `reason`. Every paper keeps its number.

    `others` are the streams of the other cases that bore it then; one that comes later opens the
    clash anew.
    """

    others: tuple[str, ...]
    reason: str


CLASH_EVENTS: tuple[type[Any], ...] = (NumberClashSettled,)
