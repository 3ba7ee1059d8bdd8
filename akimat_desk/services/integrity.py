"""Proofs about the workspace: chain, bodies, files, readings; and making readings anew."""

from collections.abc import Callable

import msgspec

from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.domain.rights import role_for
from akimat_desk.services.core import Core
from akimat_desk.services.integrity_proofs import located, prove
from akimat_desk.storage import access, number_clashes, verification

Report = Callable[[int, int], None]
"""Hears (done, total)."""
Cancelled = Callable[[], bool]
"""Asked often; True ends the work with WorkCancelled."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """How much was looked at and found whole. A number that several papers bear is no damage."""

    entries: int
    streams: int
    files: int
    digest: str
    number_clashes: int = 0


def _untold(_done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Integrity:
    """Verify, rebuild, digest. The long ones tell how far they are and can be stopped."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def verify(self, report: Report = _untold, cancelled: Cancelled = _never) -> Verified:
        """Raises the first of DatabaseDamaged, EntryAltered, ReadingAltered, FileAltered, FileGone.

        Also WorkCancelled; it only reads, so nothing is left behind.
        """
        core = self._core
        with core.read() as (connection, lens), located(connection):
            tick = _ticking(sum(verification.steps(connection)), report, cancelled)
            verification.verify_pages(connection)
            tick(0)
            entries = verification.verify_journal(connection, tick)
            prove(core, connection, tick)
            streams = verification.verify_readings(connection, lens, tick)
            files = verification.verify_files(connection, core.files, tick)
            digest = verification.digest(connection)
            clashes = number_clashes.count(connection)
        return Verified(
            entries=entries,
            streams=streams,
            files=files,
            digest=digest.hex(),
            number_clashes=clashes,
        )

    def verify_journal(self, report: Report = _untold, cancelled: Cancelled = _never) -> Verified:
        """The same without the readings, which are of an older program: all streams are folded.

        Raises DatabaseDamaged, EntryAltered, FileAltered, WorkCancelled.
        """
        core = self._core
        with core.read() as (connection, _):
            tick = _ticking(sum(verification.steps(connection)), report, cancelled)
            verification.verify_pages(connection)
            tick(0)
            entries = verification.verify_journal(connection, tick)
            streams = verification.fold_all(connection, tick)
            files = verification.verify_files(connection, core.files, tick)
            digest = verification.digest(connection)
        return Verified(entries=entries, streams=streams, files=files, digest=digest.hex())

    def rebuild(self, report: Report = _untold, cancelled: Cancelled = _never) -> int:
        """All readings made anew from the journal, in one transaction; the number of streams.

        Raises NotAllowed, WorkCancelled; the old readings then stand as they stood. A copy is
        made before it.
        """
        role_for(self._core.actor, "rebuild")
        self._core.before_risk("rebuild", report=report, cancelled=cancelled)
        return self.make_anew(report, cancelled)

    def make_anew(self, report: Report = _untold, cancelled: Cancelled = _never) -> int:
        """What `rebuild` does, for a database that is a copy itself."""
        with self._core.database.write() as connection:
            lens = self._core.lens(self._core.office_fold(connection).state)
            _, streams = verification.steps(connection)
            tick = _ticking(streams, report, cancelled)
            access.rebuild(connection)
            return verification.rebuild(connection, lens, tick)

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
