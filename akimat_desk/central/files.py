"""The files of offices on the centre's disk: by office and SHA-256, taken in piece by piece."""

import hashlib
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

from akimat_desk.central.errors import FileDiffers, FileNotHere, FilePlaceWrong
from akimat_desk.domain.named_files import MAX_FILE

_PIECE = 256 * 1024
_DRAFT = ".part"
_TURNS = 16
_NAME = 64
_APPENDED = os.O_WRONLY | os.O_CREAT | os.O_APPEND


class FileStore:
    """A folder for each office. A file that is whole never changes; one that is not ends in .part

    and goes on where it ends. Another keeper of files (a bucket) offers the same five methods.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # A call cut off may still write while the next one asks where the file ends.
        self._turns = tuple(threading.Lock() for _ in range(_TURNS))

    def size(self, office: str, digest: bytes) -> int:
        """Of the whole file; raises FileNotHere."""
        path = self._path(office, digest)
        if not path.is_file():
            raise FileNotHere(digest.hex())
        return path.stat().st_size

    def offset(self, office: str, digest: bytes) -> int:
        """Where the next piece begins; 0 before the first."""
        draft = self._draft(office, digest)
        return draft.stat().st_size if draft.is_file() else 0

    def append(self, office: str, digest: bytes, offset: int, piece: bytes) -> int:
        """The new offset; the piece is on the disk. Raises FilePlaceWrong, FileDiffers."""
        draft = self._draft(office, digest)
        draft.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # In append mode a piece can only ever stand behind what is there.
        with self._turn(digest), os.fdopen(os.open(draft, _APPENDED, 0o600), "ab") as file:
            here = os.fstat(file.fileno()).st_size
            if here != offset:
                raise FilePlaceWrong(digest.hex(), here)
            if here + len(piece) > MAX_FILE:
                raise FileDiffers(digest.hex())
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return offset + len(piece)

    def finish(self, office: str, digest: bytes) -> None:
        """What has come is all; raises FileDiffers, and then begins anew."""
        with self._turn(digest):
            self._prove(self._draft(office, digest), self._path(office, digest), digest)

    def discard(self, office: str, digest: bytes) -> None:
        """What no entry names any more, whole or not."""
        with self._turn(digest):
            self._path(office, digest).unlink(missing_ok=True)
            self._draft(office, digest).unlink(missing_ok=True)

    def _turn(self, digest: bytes) -> threading.Lock:
        return self._turns[digest[0] % _TURNS]

    @staticmethod
    def _prove(draft: Path, path: Path, digest: bytes) -> None:
        if path.is_file() and not draft.is_file():
            return
        found = hashlib.sha256()
        for piece in _pieces(draft, 0):
            found.update(piece)
        if found.digest() != digest:
            draft.unlink(missing_ok=True)
            raise FileDiffers(digest.hex())
        draft.replace(path)

    def digests(self, office: str) -> Iterator[bytes]:
        """Of all files of the office that are whole, in their order."""
        for path in sorted((self._folder / office).glob("[0-9a-f][0-9a-f]/*")):
            if len(path.name) == _NAME and not path.suffix:
                yield bytes.fromhex(path.name)

    def pieces(self, office: str, digest: bytes, offset: int) -> Iterator[bytes]:
        """From `offset` to the end; raises FileNotHere."""
        self.size(office, digest)
        return _pieces(self._path(office, digest), offset)

    def _path(self, office: str, digest: bytes) -> Path:
        """An office's id is letters, digits and hyphens: it never leads out of the folder."""
        if not re.fullmatch(r"[0-9a-z-]{1,64}", office):
            raise FileNotHere(digest.hex())
        name = digest.hex()
        return self._folder / office / name[:2] / name

    def _draft(self, office: str, digest: bytes) -> Path:
        return self._path(office, digest).with_suffix(_DRAFT)


def _pieces(path: Path, offset: int) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        file.seek(offset)
        while piece := file.read(_PIECE):
            yield piece
