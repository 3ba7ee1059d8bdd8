"""What time it is at the centre; a training centre can be told."""

import os
import time
from collections.abc import Callable
from datetime import datetime

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import milliseconds

Clock = Callable[[], int]
_VARIABLE = "AKIMAT_CENTRAL_NOW"


def system_clock() -> int:
    """UTC milliseconds."""
    return time.time_ns() // 1_000_000


def clock_of(*, is_training: bool) -> Clock:
    """Only a training centre obeys AKIMAT_CENTRAL_NOW; raises FieldWrong for what is no instant."""
    told = os.environ.get(_VARIABLE, "")
    if not (is_training and told):
        return system_clock
    try:
        offset = milliseconds(datetime.fromisoformat(told)) - system_clock()
    except ValueError as wrong:
        raise FieldWrong(_VARIABLE, "not_a_date") from wrong
    return lambda: system_clock() + offset
