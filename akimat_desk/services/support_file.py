"""Writes what helps support into a file; nothing in it tells of people or cases."""

import json
from pathlib import Path

from akimat_desk.services.errors import OutputUnwritable
from akimat_desk.services.outbox import Outbox


def save(outbox: Outbox, path: Path) -> Path:
    """Raises OutputUnwritable."""
    data = json.dumps(outbox.support(), ensure_ascii=False, indent=1).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as wrong:
        raise OutputUnwritable(str(path)) from wrong
    return path
