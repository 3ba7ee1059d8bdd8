"""Where the server's secrets come from: a variable, or a file that a variable names; no argument.

Arguments of a program are seen by everybody on its machine, and stay in a shell's history.
"""

import os
from pathlib import Path
from typing import Final

from akimat_desk.central.errors import SecretOnCommandLine, SecretUnreadable
from akimat_desk.central.store.database import has_password

DATABASE: Final = "AKIMAT_CENTRAL_DATABASE"
PASSWORD: Final = "AKIMAT_CENTRAL_PASSWORD"  # noqa: S105 - the name of a variable
METRICS_TOKEN: Final = "AKIMAT_CENTRAL_METRICS_TOKEN"  # noqa: S105 - the name of a variable
_FILE: Final = "_FILE"


def told_secret(variable: str) -> str:
    """Of the variable, or of the file that VARIABLE_FILE names; raises SecretUnreadable."""
    told = os.environ.get(variable, "")
    path = os.environ.get(variable + _FILE, "")
    if told or not path:
        return told.strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SecretUnreadable(variable + _FILE) from None


def database_address(argument: str) -> str:
    """Empty for the file the centre keeps itself; raises SecretOnCommandLine, SecretUnreadable."""
    if not argument:
        return told_secret(DATABASE)
    if has_password(argument):
        raise SecretOnCommandLine(DATABASE)
    return argument
