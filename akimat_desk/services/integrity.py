"""Proofs about the workspace: chain, bodies, files, readings; and making readings anew."""

from collections.abc import Callable

import msgspec

from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.services.core import Core
from akimat_desk.storage import verification

Report = Callable[[int, int], None]
"""Hears (done, total)."""
Cancelled = Callable[[], bool]
"""Asked often; True ends the work with WorkCancelled."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """How much was looked at and found whole."""

    entries: int
    streams: int
    files: int
    digest: str


def _untold(_done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Integrity:
    """Verify, rebuild, digest. The long ones tell how far they are and can be stopped."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def verify(self, report: Report = _untold, cancelled: Cancelled = _never) -> Verified:
        """Raises the first of DatabaseDamaged, EntryAltered, ReadingAltered, FileAltered.

        Also WorkCancelled; it only reads, so nothing is left behind.
        """
        core = self._core
        with core.read() as (connection, lens):
            tick = _ticking(sum(verification.steps(connection)), report, cancelled)
            verification.verify_pages(connection)
            tick(0)
            entries = verification.verify_journal(connection, tick)
            streams = verification.verify_readings(connection, lens, tick)
            files = verification.verify_files(connection, core.files, tick)
            digest = verification.digest(connection)
        return Verified(entries=entries, streams=streams, files=files, digest=digest.hex())

    def rebuild(self, report: Report = _untold, cancelled: Cancelled = _never) -> int:
        """All readings made anew from the journal, in one transaction; the number of streams.

        Raises WorkCancelled; the old readings then stand as they stood.
        """
        with self._core.write("rebuild") as writing:
            _, streams = verification.steps(writing.connection)
            tick = _ticking(streams, report, cancelled)
            return verification.rebuild(writing.connection, writing.lens, tick)

    def digest(self) -> str:
        """One digest over the folded states: equal wherever the same entries are."""
        with self._core.read() as (connection, _):
            return verification.digest(connection).hex()


def _ticking(total: int, report: Report, cancelled: Cancelled) -> Callable[[int], None]:
    done = 0

    def tick(steps: int) -> None:
        nonlocal done
        done += steps
        report(min(done, total), total)
        if cancelled():
            raise WorkCancelled

    tick(0)
    return tick
