"""Where the program's resources and a user's data lie."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
# An installed wheel and the built program carry resources inside the package;
# a source tree keeps them beside it.
RESOURCES = next(
    (
        folder
        for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources")
        if folder.is_dir()
    ),
    _PACKAGE / "resources",
)


def workspace_folder() -> Path:
    """The workspace used when none is named: AKIMAT_DESK_DATA or the user's data folder."""
    named = os.environ.get("AKIMAT_DESK_DATA")
    return Path(named or platformdirs.user_data_dir("akimat-desk", appauthor=False))


def central_folder() -> Path:
    """The server's folder when none is named: AKIMAT_CENTRAL_DATA or the user's data folder."""
    named = os.environ.get("AKIMAT_CENTRAL_DATA")
    return Path(named or platformdirs.user_data_dir("akimat-central", appauthor=False))


def witness_folder() -> Path:
    """Outside every workspace, so that one put back from a copy can be told from a live one."""
    return Path(platformdirs.user_state_dir("akimat-desk", appauthor=False)) / "witness"


def tries_folder() -> Path:
    """Where wrong guesses at passwords are counted, beside the count in the workspace."""
    return Path(platformdirs.user_state_dir("akimat-desk", appauthor=False)) / "tries"
