"""What came of a batch before the line was cut: the desk is told, and sends but the rest.

Nothing of it is stored or acknowledged: it waits in memory, and who goes on shows by its digest
that it means the same bytes. The whole batch is proven like any other.
"""

from collections.abc import Mapping
from typing import Final

from akimat_desk.exchange.parts import HELD, Begun

_MOST: Final = 8 * 2**20
_LONGEST: Final = 2**20
_LEAST: Final = 1024
"""With less the word of it costs what it saves."""
_Station = tuple[str, str]


class CutShort:
    """By office and station, the latest alone; only the loop's thread asks."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[_Station, tuple[Begun, bytes]] = {}

    def keep(self, station: _Station, came: bytes) -> None:
        """The oldest make room. `came` takes the place of what was kept before."""
        self.drop(station)
        if not _LEAST <= len(came) <= min(_LONGEST, self._most):
            return
        while self._size + len(came) > self._most:
            self.drop(next(iter(self._kept)))
        self._kept[station] = (Begun.of(came), came)
        self._size += len(came)

    def drop(self, station: _Station) -> None:
        _, came = self._kept.pop(station, (None, b""))
        self._size -= len(came)

    def told(self, station: _Station) -> Mapping[str, str]:
        """The header that names what is kept."""
        found = self._kept.get(station)
        return {} if found is None else {HELD: found[0].told()}

    def find(self, begun: Begun) -> bytes:
        """Empty where it is not kept, or not any more."""
        found = (came for named, came in self._kept.values() if named == begun)
        return next(found, b"")
