"""How a command comes to an open desk: folder, login, password."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from akimat_desk.domain.errors import LineUnreadable
from akimat_desk.services.backup_days import guard
from akimat_desk.services.desk import Desk, opened
from akimat_desk.services.errors import InputUnreadable as InputUnreadable  # noqa: PLC0414
from akimat_desk.services.errors import PasswordMissing
from akimat_desk.text.catalogue import tr

PASSWORD = "AKIMAT_DESK_PASSWORD"  # noqa: S105 - the name of a variable
NEW_PASSWORD = "AKIMAT_DESK_NEW_PASSWORD"  # noqa: S105 - the name of a variable


@contextmanager
def open_desk(told: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the named folder in the name of the named login."""
    password = os.environ.get(PASSWORD, "")
    try:
        desk = opened(told.data, login=told.login, password=password)
        with desk as ready:
            guard(ready.core, ready.backup_days)
            yield ready
    except PasswordMissing:
        if password or not sys.stdin.isatty():
            raise
        with opened(told.data, login=told.login, password=asked(tr("Password: "))) as ready:
            guard(ready.core, ready.backup_days)
            yield ready


def asked(prompt: str) -> str:
    """A password typed unseen; empty where nobody sits at a terminal."""
    return getpass.getpass(prompt, stream=sys.stderr) if sys.stdin.isatty() else ""


def read_bytes(name: str) -> bytes:
    """A file or, for "-", standard input; raises InputUnreadable."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as wrong:
        raise InputUnreadable(name) from wrong


def read_object(name: str | None) -> dict[str, Any]:
    """One JSON object; an unnamed file is an empty one. Raises LineUnreadable."""
    return {} if name is None else json_object(read_bytes(name))


def json_object(data: bytes) -> dict[str, Any]:
    """Raises LineUnreadable: empty, not_utf8, not_json, not_an_object."""
    if not data.strip():
        raise LineUnreadable("empty")
    try:
        found = json.loads(data.decode("utf-8"))
        # A lone surrogate is JSON, but no text that could be stored or printed.
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError:
        raise LineUnreadable("not_utf8") from None
    except UnicodeEncodeError:
        raise LineUnreadable("not_utf8") from None
    except (ValueError, RecursionError):
        raise LineUnreadable("not_json") from None
    if not isinstance(found, dict):
        raise LineUnreadable("not_an_object")
    return found
