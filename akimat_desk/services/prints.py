"""Whether a paper came out: before it did, printing again gives the first bytes and no copy."""

import hashlib

from akimat_desk.services.core import Core
from akimat_desk.storage import prints


class Prints:
    """What the clerk said of papers that went to a printer of this workstation."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def came_out(self, paper: bytes) -> None:
        """It lies on the table: whoever prints it once more makes a copy."""
        with self._core.database.write() as connection:
            prints.note(connection, _digest(paper), self._core.clock.now())

    def has_come_out(self, paper: bytes) -> bool:
        with self._core.database.read() as connection:
            return prints.has(connection, _digest(paper))


def _digest(paper: bytes) -> bytes:
    return hashlib.sha256(paper).digest()
