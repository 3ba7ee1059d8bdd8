"""The centre's own Ed25519 key: one file, readable by the server's account alone."""

import os
import tempfile
from contextlib import suppress
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
    """Of two commands that come at the same moment the first one's key stands."""
    handle, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(SEED_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)  # noqa: PTH108
