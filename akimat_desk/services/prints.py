"""The one place by which papers leave: each is noted, and whether it came out is known.

Before it came out, printing again gives the first bytes and no copy.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from akimat_desk.domain.access_notes import PAPER
from akimat_desk.services.access_log import AccessLog
from akimat_desk.services.core import Core
from akimat_desk.services.seen import About
from akimat_desk.storage import prints


class Prints:
    """Papers that went to a printer of this workstation or into a file."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def sent(self, paper: bytes, name: str = "") -> None:
        """It went to a printer, for the first time or again; `name` tells what it was where no
        service of this desk drew it."""
        with self.going_out(paper, name):
            pass

    @contextmanager
    def going_out(self, paper: bytes, name: str = "") -> Iterator[None]:
        """Around the writing of a file: unnoted it is not written, unwritten it is not noted."""
        digest = _digest(paper)
        about = self._core.seen.paper(digest) or About(name, PAPER, digest.hex())
        with AccessLog(self._core).printing(about):
            yield

    def came_out(self, paper: bytes) -> None:
        """It lies on the table: whoever prints it once more makes a copy."""
        with self._core.database.write() as connection:
            prints.note(connection, _digest(paper), self._core.clock.now())

    def has_come_out(self, paper: bytes) -> bool:
        with self._core.database.read() as connection:
            return prints.has(connection, _digest(paper))


def _digest(paper: bytes) -> bytes:
    return hashlib.sha256(paper).digest()
