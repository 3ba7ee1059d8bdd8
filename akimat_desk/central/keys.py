"""The centre's own Ed25519 key: one file, readable by the server's account alone."""

import os
from pathlib import Path

from akimat_desk.trust.signing import SEED_BYTES, StationKey

_FILE = "server.key"


def server_key(folder: Path) -> StationKey:
    """Made once, with the folder; the bytes never leave the file and this object."""
    path = folder / _FILE
    if not path.exists():
        _make(path)
    return StationKey.from_seed(path.read_bytes())


def _make(path: Path) -> None:
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(SEED_BYTES))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
