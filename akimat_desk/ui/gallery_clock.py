"""How pictures come to the question for the date."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from akimat_desk.domain.trusted_time import ClockAhead

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow


def screens_of_clock() -> Iterator[tuple[str, Callable[["MainWindow"], None]]]:
    """As after the New Year holidays."""
    now = datetime.combine(date(2027, 1, 11), time(8, 30))
    newest_at = datetime.combine(date(2026, 12, 31), time(17, 5))
    asked = ClockAhead(now, newest_at)
    yield "clock-date", lambda window: window.refuse(asked)
