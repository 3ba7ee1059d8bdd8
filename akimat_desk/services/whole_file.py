"""A file that appears under its name only when it is whole, and the work that makes it."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.services.errors import OutputUnwritable

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_One = TypeVar("_One")
_TOLD_EVERY = 200


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write; renamed at the end. Raises OutputUnwritable."""
    try:
        # In a folder of its own, so that what a writer leaves behind goes with it.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as beside:
            half_made = Path(beside) / path.name
            yield half_made
            half_made.replace(path)
    except OSError as wrong:
        raise OutputUnwritable(str(path)) from wrong


def unheard(_done: int, _total: int) -> None:
    """Nobody waits to be told."""


def never() -> bool:
    return False


class Steps:
    """Counts what goes by, tells how far it is, and stops where somebody wants it."""

    def __init__(self, report: Report, cancelled: Cancelled) -> None:
        self._report, self._cancelled = report, cancelled
        self.total = self.done = 0

    def each(self, rows: Iterable[_One]) -> Iterator[_One]:
        """Raises WorkCancelled."""
        self.look_up()
        for row in rows:
            yield row
            self.done += 1
            if self.done % _TOLD_EVERY == 0:
                self.look_up()
        self.look_up()

    def look_up(self) -> None:
        if self._cancelled():
            raise WorkCancelled
        self._report(self.done, self.total)
