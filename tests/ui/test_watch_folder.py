"""What is seen in the scanner's folder: whole files only, each until it is taken."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from services.scan_samples import a_pdf, a_png

from akimat_desk.ui.watch_folder_look import (
    BROKEN_AFTER_SECONDS,
    NEW_FOR_SECONDS,
    Look,
    look_into,
    read_again,
)


class Watcher:
    """Looks as the window does: each look is told what the one before has seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken: set[bytes] = set()
        self.last = Look(is_there=True)
        self.now = time.time()

    def look(self, times: int = 1) -> list[str]:
        for _ in range(times):
            self.last = look_into(str(self.folder), self.last.seen, self.now, self._free)
        return [scan.name for scan in self.last.scans]

    def _free(self, digests: Iterable[bytes]) -> tuple[bytes, ...]:
        return tuple(one for one in digests if one not in self.taken)

    def problems(self) -> dict[str, str]:
        return {scan.name: scan.problem for scan in self.last.scans}


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    return Watcher(tmp_path)


def put(folder: Path, name: str, data: bytes, seconds_ago: float = 0) -> Path:
    path = folder / name
    path.write_bytes(data)
    at = time.time() - seconds_ago
    os.utime(path, (at, at))
    return path


def test_a_file_is_offered_at_the_second_look_at_which_it_stood_still(watcher: Watcher) -> None:
    put(watcher.folder, "scan.pdf", a_pdf(pages=2))
    assert watcher.look() == []
    assert watcher.look() == ["scan.pdf"]
    assert watcher.last.scans[0].pages == 2


def test_a_file_that_is_being_written_waits(watcher: Watcher) -> None:
    data = a_pdf()
    path = put(watcher.folder, "scan.pdf", data[:200])
    watcher.look(2)
    for end in range(400, len(data), 300):
        path.write_bytes(data[:end])
        assert watcher.look(2) == []
    path.write_bytes(data)
    assert watcher.look(2) == ["scan.pdf"]


def test_a_file_that_was_never_finished_is_shown_as_damaged_after_a_while(watcher: Watcher) -> None:
    put(watcher.folder, "scan.pdf", a_pdf()[:300])
    assert watcher.look(3) == []
    watcher.now += BROKEN_AFTER_SECONDS + 1
    watcher.look()
    assert watcher.problems() == {"scan.pdf": "damaged"}


def test_a_locked_file_is_shown_with_its_reason(watcher: Watcher) -> None:
    put(watcher.folder, "locked.pdf", a_pdf(password="ab12"))
    watcher.look(2)
    assert watcher.problems() == {"locked.pdf": "locked"}


def test_what_is_no_scan_and_what_is_old_is_passed_over(watcher: Watcher) -> None:
    put(watcher.folder, "list.docx", b"PK\x03\x04 words")
    put(watcher.folder, ".scan.pdf", a_pdf())
    put(watcher.folder, "~scan.pdf", a_pdf())
    put(watcher.folder, "old.png", a_png(), seconds_ago=NEW_FOR_SECONDS + 60)
    (watcher.folder / "taken").mkdir()
    assert watcher.look(3) == []


def test_the_type_is_told_by_the_bytes_whatever_the_name_says(watcher: Watcher) -> None:
    put(watcher.folder, "scan.dat", a_png())
    assert watcher.look(2) == ["scan.dat"]


def test_the_newest_comes_first(watcher: Watcher) -> None:
    for name, seconds_ago in (("a.png", 30), ("b.png", 5), ("c.png", 60)):
        put(watcher.folder, name, a_png(grey=seconds_ago), seconds_ago)
    assert watcher.look(2) == ["b.png", "a.png", "c.png"]


def test_what_was_taken_is_known_by_its_digest_and_is_new_again_when_given_back(
    watcher: Watcher,
) -> None:
    put(watcher.folder, "scan.png", a_png())
    watcher.look(2)
    digest = watcher.last.scans[0].digest
    watcher.taken.add(digest)
    put(watcher.folder, "same.png", a_png())
    assert watcher.look(3) == []
    watcher.taken.clear()
    assert sorted(watcher.look()) == ["same.png", "scan.png"]


def test_a_folder_that_is_not_there_is_said_and_comes_back(watcher: Watcher) -> None:
    watcher.folder = watcher.folder / "share"
    watcher.look()
    assert not watcher.last.is_there
    watcher.folder.mkdir()
    put(watcher.folder, "scan.png", a_png())
    assert watcher.look(2) == ["scan.png"]
    assert watcher.last.is_there


def test_only_what_was_looked_at_is_read_again(watcher: Watcher) -> None:
    path = put(watcher.folder, "scan.png", a_png(grey=1))
    watcher.look(2)
    (scan,) = watcher.last.scans
    assert read_again(scan) == a_png(grey=1)
    path.write_bytes(a_png(grey=2))
    assert read_again(scan) == b""
    path.unlink()
    assert read_again(scan) == b""
