"""Where copies go and which was the last good one, readable when the database is not.

A small file beside the database; it holds nothing of what is in the register.
"""

from pathlib import Path

import msgspec

from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.workspace import write_whole

NAME = "backups.json"


class LastCopy(msgspec.Struct, frozen=True, kw_only=True):
    """The last one that was opened and folded."""

    file: str
    made_at: int
    entries: int


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """`folder` is what somebody named for the copies of every day; empty: none was named."""

    folder: str = ""
    last: LastCopy | None = None


def notes_of(workspace: Path) -> Notes:
    """What was never noted, or cannot be read any more, is unknown; nothing is refused here."""
    try:
        return msgspec.json.decode((workspace / NAME).read_bytes(), type=Notes)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Notes()


def note_made(workspace: Path, last: LastCopy) -> None:
    _keep(workspace, msgspec.structs.replace(notes_of(workspace), last=last))


def name_folder(workspace: Path, folder: str) -> None:
    _keep(workspace, msgspec.structs.replace(notes_of(workspace), folder=folder))


def _keep(workspace: Path, notes: Notes) -> None:
    with sorted_os_error():
        write_whole(workspace / NAME, msgspec.json.encode(notes))
