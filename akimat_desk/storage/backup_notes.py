"""Where copies go and which was the last good one, readable when the database is not.

Two small files beside the database; they hold nothing of what is in the register.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.workspace import write_whole

NAME, LOG = "backups.json", "copies.log"
_LONGEST_LOG = 64 * 1024


class LastCopy(msgspec.Struct, frozen=True, kw_only=True):
    """The last one that was opened and folded."""

    file: str
    made_at: int
    entries: int


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """The last try did not go as it should: into which folder, and the code of the refusal.
    `is_elsewhere`: a copy was made all the same, in another place."""

    folder: str
    code: str
    at: int
    is_elsewhere: bool = False


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """`folder` is what somebody named for the copies of every day; empty: none was named."""

    folder: str = ""
    last: LastCopy | None = None
    trouble: Trouble | None = None


def notes_of(workspace: Path) -> Notes:
    """What was never noted, or cannot be read any more, is unknown; nothing is refused here."""
    try:
        return msgspec.json.decode((workspace / NAME).read_bytes(), type=Notes)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Notes()


def note_made(workspace: Path, last: LastCopy) -> None:
    """Whatever was wrong before is over."""
    _keep(workspace, msgspec.structs.replace(notes_of(workspace), last=last, trouble=None))


def note_trouble(workspace: Path, trouble: Trouble) -> None:
    _keep(workspace, msgspec.structs.replace(notes_of(workspace), trouble=trouble))


def name_folder(workspace: Path, folder: str) -> None:
    _keep(workspace, msgspec.structs.replace(notes_of(workspace), folder=folder, trouble=None))


def log(workspace: Path, when: str, words: str) -> None:
    """One line more; the oldest give way. A log that cannot be written stops nothing."""
    path = workspace / LOG
    with suppress(OSError):
        if path.exists() and path.stat().st_size > _LONGEST_LOG:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            write_whole(path, "".join(lines[len(lines) // 2 :]).encode())
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{when} {words}\n")


def _keep(workspace: Path, notes: Notes) -> None:
    with sorted_os_error():
        write_whole(workspace / NAME, msgspec.json.encode(notes))
