"""Scans and acts in the shared folder: put there after the text, taken from there when opened."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import LARGEST_SCAN, SCAN, FileFaulty
from akimat_desk.services.core import Core
from akimat_desk.storage import erasing, file_places
from akimat_desk.storage.errors import FileAltered
from akimat_desk.storage.share import ShareRow
from akimat_desk.storage.share_folder import FolderUnreachable, SharedScans
from akimat_desk.trust import boxes

_MOST_A_LOOK = 32 * 2**20
"""Bytes that are written at one look, one file at least: a slow stick must not hold up the text."""


class ShareFiles:
    """The files of one share in one folder, each closed under the key of the share."""

    def __init__(self, core: Core, row: ShareRow, folder: Path) -> None:
        self._core, self._row = core, row
        self._place = SharedScans(folder, row.share, core.identity.workspace_id[:16])

    def put_due(self) -> tuple[int, int]:
        """How many were written, and how many of ours are not there yet.

        A folder that is full or gone keeps them waiting, and is no fault of the entries.
        """
        written, size = 0, 0
        due = self._due()
        try:
            lacking = self._lacking(due)
            for digest in lacking:
                if size > _MOST_A_LOOK:
                    break
                try:
                    data = self._core.files.read(digest)
                except FileAltered:
                    continue  # `verify` names it; a damaged copy must not be spread
                self._place.write(self._name(digest), self._closed(data))
                written, size = written + 1, size + len(data)
        except FolderUnreachable:
            return written, len(due) - written
        return written, len(lacking) - written

    def fetch(self, digest: bytes) -> bytes | None:
        """From the folder, proven by its digest and kept here from now on; None where it is not.

        What was altered or half copied is dropped, and whoever holds it puts it there once more.
        Raises FolderUnreachable.
        """
        name = self._name(digest)
        found = self._place.read(name, LARGEST_SCAN)
        if found is None:
            return None
        data = self._opened(found)
        if data is None or hashlib.sha256(data).digest() != digest:
            self._place.drop(name)
            return None
        self._core.files.keep(data)
        return data

    def take_all(self) -> int:
        """How many came from a stick, which is not there when they are opened.

        Raises FolderUnreachable.
        """
        there = self._place.names()
        lacking = (one for one in self._named() if not self._core.files.holds(one))
        coming = [one for one in lacking if self._name(one) in there]
        return sum(self.fetch(digest) is not None for digest in coming)

    def drop(self, digests: Iterable[bytes]) -> None:
        """Raises FolderUnreachable."""
        going = {self._name(digest) for digest in digests}
        for name in going & self._place.names() if going else ():
            self._place.drop(name)

    def _due(self) -> list[bytes]:
        return [one for one in self._named() if self._core.files.holds(one)]

    def _named(self) -> list[bytes]:
        """By an entry that is not erased."""
        core = self._core
        with core.database.write() as connection:
            file_places.look(connection)
            named = file_places.named(connection)
            going = erasing.to_sweep(connection)
        erased = set(() if going is None else going.files)
        return [one for one in named if one not in erased]

    def _lacking(self, due: list[bytes]) -> list[bytes]:
        if not due:
            return []
        self._place.clean()
        there = self._place.names()
        return [digest for digest in due if self._name(digest) not in there]

    def _name(self, digest: bytes) -> str:
        return bundles.scan_name(self._row.key, digest)

    def _closed(self, data: bytes) -> bytes:
        box = boxes.close(self._row.key, data, self._bound(), self._core.random)
        return bundles.wrapped(SCAN, self._row.share, box)

    def _opened(self, found: bytes) -> bytes | None:
        try:
            box = bundles.unwrapped(found, SCAN, self._row.share)
            return boxes.opened(self._row.key, box, self._bound())
        except (FileFaulty, boxes.BoxClosed):
            return None

    def _bound(self) -> bytes:
        return bundles.purpose(SCAN, self._core.identity.office)
