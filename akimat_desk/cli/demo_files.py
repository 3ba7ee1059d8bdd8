"""Files of the demonstration: the year's list begun with, and a first volume closed."""

from collections.abc import Callable
from typing import Final

from akimat_desk.cli.demo_days import Days
from akimat_desk.services.desk import Desk

# The file whose first volume is closed before the story ends.
CLOSED: Final = "02-02"
_WHEN: Final = "-1 16:40"


def begin_files(desk: Desk) -> None:
    desk.files_archive.nomenclature.begin(desk.cases.today().year)


def filing(days: Days, opened: Callable[[int], Desk]) -> tuple[int, Callable[[], None]]:
    """A moment of the story; `opened` gives the desk at an instant."""
    at = days.instant(_WHEN)

    def close() -> None:
        desk = opened(at)
        desk.files_archive.volumes.close(desk.cases.today().year, CLOSED)

    return at, close
