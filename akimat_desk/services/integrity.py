"""Proofs about the workspace: chain, bodies, files, readings; and making readings anew."""

import msgspec

from akimat_desk.services.core import Core
from akimat_desk.storage import verification


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """How much was looked at and found whole."""

    entries: int
    streams: int
    files: int
    digest: str


class Integrity:
    """Verify, rebuild, digest."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def verify(self) -> Verified:
        """Raises the first of DatabaseDamaged, EntryAltered, ReadingAltered, FileAltered."""
        core = self._core
        with core.read() as (connection, lens):
            verification.verify_pages(connection)
            entries = verification.verify_journal(connection)
            streams = verification.verify_readings(connection, lens)
            files = verification.verify_files(connection, core.files)
            digest = verification.digest(connection)
        return Verified(entries=entries, streams=streams, files=files, digest=digest.hex())

    def rebuild(self) -> int:
        """All readings made anew from the journal, in one transaction; the number of streams."""
        with self._core.write("rebuild") as writing:
            return verification.rebuild(writing.connection, writing.lens)

    def digest(self) -> str:
        """One digest over the folded states: equal wherever the same entries are."""
        with self._core.read() as (connection, _):
            return verification.digest(connection).hex()
