"""The only place that asks what time it is."""

import os
import time
from datetime import datetime
from typing import Protocol

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import milliseconds


class Clock(Protocol):
    def now(self) -> int:
        """UTC milliseconds."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000


class TrainingClock:
    """Starts at a given instant and goes on from there; obeyed by training workspaces alone."""

    def __init__(self, starts_at: int) -> None:
        self._offset = starts_at - time.time_ns() // 1_000_000

    def now(self) -> int:
        return time.time_ns() // 1_000_000 + self._offset


def training_clock(variable: str = "AKIMAT_DESK_NOW") -> Clock:
    """The clock a training workspace goes by; raises FieldWrong for what is no instant."""
    told = os.environ.get(variable, "")
    if not told:
        return SystemClock()
    try:
        return TrainingClock(milliseconds(datetime.fromisoformat(told)))
    except ValueError as wrong:
        raise FieldWrong(variable, "not_a_date") from wrong
