"""How much goes in one piece over a line, by how the line has behaved."""

import msgspec

from akimat_desk.exchange import batches

_LEAST_BATCH, _LEAST_PAGE = 250, 32 * 1024
"""Smaller pieces cost more by what compression loses than cuts take from larger ones, as long as
these come through at all."""
_SMALL_BATCH, _FEWER = 300, 12
"""Where batches are packed as one: a batch that was cut goes on, so that little of it is lost;
and what a slow line carries at most before it breaks."""
_LARGE_PAGE = 2**20
_QUICK = 1.2
"""Seconds of one call below which the next one carries more."""
_FAR = 0.3
"""Seconds of a call that only asked, above which a line is taken for one that may break."""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """A batch's entries up, and how many batches; a page's bytes down, unpacked.

    What a lost line takes with it is at most one piece, so pieces shrink where lines break. A page
    that comes in parts keeps its size: there a cut takes nothing.
    """

    entries: int = batches.MAX_ENTRIES
    batches: int = 48
    page: int = 256 * 1024

    def slower(self, *, in_parts: bool) -> "Pace":
        if in_parts:
            return self._small()
        return msgspec.structs.replace(
            self,
            entries=min(self.entries, max(_LEAST_BATCH, self.entries // 2)),
            page=min(self.page, max(_LEAST_PAGE, self.page // 4)),
        )

    def least(self, *, in_parts: bool) -> "Pace":
        """Where even those do not come through, one after the other."""
        page = self.page if in_parts else max(16 * 1024, self.page // 4)
        return msgspec.structs.replace(self, entries=max(40, self.entries // 3), page=page)

    def answered(self, seconds: float, *, is_carrying: bool, in_parts: bool) -> "Pace":
        if is_carrying:
            return self._faster() if seconds < _QUICK else self
        if not in_parts:
            return self
        if seconds > _FAR:
            return self._small()
        return msgspec.structs.replace(self, page=max(self.page, _LARGE_PAGE))

    def _small(self) -> "Pace":
        return msgspec.structs.replace(
            self, entries=min(self.entries, _SMALL_BATCH), batches=min(self.batches, _FEWER)
        )

    def _faster(self) -> "Pace":
        return msgspec.structs.replace(
            self,
            entries=min(batches.MAX_ENTRIES, self.entries * 2),
            page=min(2 * 2**20, self.page * 2),
        )
