"""A folder that several desks see, or a stick: files are whole there or not there at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from akimat_desk.domain.errors import Unavailable
from akimat_desk.exchange.bundles import LARGEST

_OURS = re.compile(r"[bdh]-[0-9a-f]{16,32}\.akm", re.ASCII)
_SHARED = "akimat-share-"
_SCANS = "files"


@dataclass(eq=False)
class FolderUnreachable(Unavailable):
    """The shared folder or stick is not there, is full, or may not be written."""

    folder: str


class Seen(msgspec.Struct, frozen=True):
    """A file as the folder shows it: when both are the same, so is the file."""

    size: int
    changed: int


class Folder:
    """Any folder that messages are carried by. Raises FolderUnreachable throughout."""

    def __init__(self, path: Path, tag: str) -> None:
        self.path = path
        self._tag = tag

    def listed(self) -> dict[str, Seen]:
        """All files; those of others that are just being written are not among them."""
        found: dict[str, Seen] = {}
        with self._reached(), os.scandir(self.path) as lines:
            for line in lines:
                # It may be gone by now: a colleague has merged it into another.
                with suppress(FileNotFoundError):
                    if line.is_file():
                        told = line.stat()
                        found[line.name] = Seen(told.st_size, told.st_mtime_ns)
        return found

    def read(self, name: str, most: int = LARGEST) -> bytes | None:
        """None for what has gone meanwhile or is larger than anything of ours."""
        with self._reached(), suppress(FileNotFoundError, IsADirectoryError):
            path = self.path / name
            if path.stat().st_size <= most:
                return path.read_bytes()
        return None

    def write(self, name: str, data: bytes) -> Seen:
        """Under another name until it is on the medium: who is killed leaves no half of it."""
        with self._reached():
            self.path.mkdir(parents=True, exist_ok=True)
            draft = self.path / f"{self._draft}{name}"
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path / name)
            told = (self.path / name).stat()
        return Seen(told.st_size, told.st_mtime_ns)

    def drop(self, name: str) -> None:
        with self._reached():
            (self.path / name).unlink(missing_ok=True)

    def clean(self) -> None:
        """Drop what this station began and did not end."""
        with self._reached():
            for left in self.path.glob(f"{self._draft}*"):
                left.unlink(missing_ok=True)

    @property
    def _draft(self) -> str:
        return f".{self._tag}."

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except OSError as wrong:
            raise FolderUnreachable(str(self.path)) from wrong


class SharedFolder(Folder):
    """The part of the folder that belongs to one share."""

    def __init__(self, path: Path, share: bytes, tag: str) -> None:
        super().__init__(path / f"{_SHARED}{share.hex()}", tag)
        self._root = path

    def listed(self) -> dict[str, Seen]:
        with self._reached():
            # The folder itself is never made: what is written beside a stick helps nobody.
            os.stat(self._root)  # noqa: PTH116
            self.path.mkdir(exist_ok=True)
        return {name: seen for name, seen in super().listed().items() if _OURS.fullmatch(name)}


class SharedScans(Folder):
    """Where a share keeps what its entries name; beside the entries, which are looked at often."""

    def __init__(self, path: Path, share: bytes, tag: str) -> None:
        self._share = path / f"{_SHARED}{share.hex()}"
        super().__init__(self._share / _SCANS, tag)

    def names(self) -> set[str]:
        with self._reached():
            # The share itself is made by its entries alone.
            os.stat(self._share)  # noqa: PTH116
            self.path.mkdir(exist_ok=True)
            return set(os.listdir(self.path))  # noqa: PTH208


def shares_in(path: Path) -> list[str]:
    """Ids of the shares that are in a folder, of whatever office."""
    try:
        found = [one.name for one in path.iterdir() if one.is_dir()]
    except OSError as wrong:
        raise FolderUnreachable(str(path)) from wrong
    return sorted(name.removeprefix(_SHARED) for name in found if name.startswith(_SHARED))
