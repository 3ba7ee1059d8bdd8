"""One look into the scanner's folder: what is new there, whole, and not taken yet."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.scan_kinds import (
    LIMIT,
    LONGEST_BEGINNING,
    is_whole,
    media_of,
    scan_kind,
)

# A scan made on Friday evening is still new on Monday morning.
NEW_FOR_SECONDS: Final = 4 * 24 * 3600
MOST_FILES: Final = 40
MOST_READ_AT_ONCE: Final = 8
# A file that stays the same for so long and is no whole scan will never be one.
BROKEN_AFTER_SECONDS: Final = 60

Untaken = Callable[[Iterable[bytes]], tuple[bytes, ...]]


class NewScan(NamedTuple):
    """A whole file in the folder; `problem` is a word of FieldWrong where it cannot be taken."""

    path: str
    changed_at: float
    digest: bytes
    pages: int = 0
    problem: str = ""

    @property
    def name(self) -> str:
        return Path(self.path).name


class Seen(NamedTuple):
    """A file as it was at the last look; `scan` once its bytes have been read."""

    size: int
    changed_ns: int
    scan: NewScan | None = None
    is_other: bool = False


class Look(NamedTuple):
    """`scans` is the newest first; `seen` is what the next look must be told."""

    is_there: bool
    scans: tuple[NewScan, ...] = ()
    seen: Mapping[str, Seen] = {}


def look_into(folder: str, before: Mapping[str, Seen], now: float, untaken: Untaken) -> Look:
    """Off the window's thread: the folder may lie on a share that answers slowly.

    A file is read only when it stood unchanged at two looks, and shown only when it is whole.
    """
    try:
        found = _newest(Path(folder), now)
    except OSError:
        return Look(is_there=False)
    seen: dict[str, Seen] = {}
    left = MOST_READ_AT_ONCE
    for path, size, changed_ns in found:
        known = before.get(path)
        if known is None or known[:2] != (size, changed_ns):
            known = Seen(size, changed_ns)
        elif known.scan is None and not known.is_other and left:
            left -= 1
            known = _read(path, known, now)
        seen[path] = known
    scans = [one.scan for one in seen.values() if one.scan is not None]
    free = set(untaken([scan.digest for scan in scans if not scan.problem])) if scans else set()
    return Look(
        is_there=True,
        scans=tuple(scan for scan in scans if scan.problem or scan.digest in free),
        seen=seen,
    )


def read_again(scan: NewScan) -> bytes:
    """The bytes that were shown; empty when the file is another one by now or gone."""
    try:
        data = Path(scan.path).read_bytes()
    except OSError:
        return b""
    return data if hashlib.sha256(data).digest() == scan.digest else b""


def _newest(folder: Path, now: float) -> Sequence[tuple[str, int, int]]:
    """Path, size and time of change, the newest first; hidden files are a scanner's own."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            told = None if entry.name.startswith((".", "~")) else _stat(entry)
            if told is not None and now - told.st_mtime < NEW_FOR_SECONDS:
                found.append((entry.path, told.st_size, told.st_mtime_ns))
    return sorted(found, key=lambda one: (-one[2], one[0]))[:MOST_FILES]


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """None for a folder, and for a file that went away between two words."""
    try:
        told = entry.stat()
    except OSError:
        return None
    return told if stat.S_ISREG(told.st_mode) else None


def _read(path: str, known: Seen, now: float) -> Seen:
    """Still waiting, read, or of another kind for good."""
    try:
        with Path(path).open("rb") as file:
            beginning = file.read(LONGEST_BEGINNING)
            if beginning and not media_of(beginning):
                return known._replace(is_other=True)
            data = beginning + file.read() if known.size <= LIMIT else b""
    except OSError:
        return known
    return known._replace(scan=_looked_over(path, data, known, now))


def _looked_over(path: str, data: bytes, known: Seen, now: float) -> NewScan | None:
    changed_at = known.changed_ns / 1e9
    digest = hashlib.sha256(data).digest()
    if known.size > LIMIT:
        return NewScan(path, changed_at, digest, problem="too_long")
    if not is_whole(data):
        is_stuck = now - changed_at > BROKEN_AFTER_SECONDS
        return NewScan(path, changed_at, digest, problem="damaged") if is_stuck else None
    try:
        return NewScan(path, changed_at, digest, pages=scan_kind(data).pages)
    except FieldWrong as wrong:
        return NewScan(path, changed_at, digest, problem=wrong.reason)
