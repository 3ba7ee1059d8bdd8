"""How often somebody guessed wrong, in two small files; neither holds a secret."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from akimat_desk.storage.workspace import write_whole

Told = dict[str, tuple[int, int]]
"""What was guessed at: how many wrong ones since the last right one, and when the last began."""
_NAME = "tries.json"


class Tries:
    """Beside the keys and once more in the user's state folder: the stricter of the two counts.

    A file that is gone or cannot be read tells nothing; one that cannot be written keeps what it
    told. Whoever can take away both has the keys' file as well, and needs no window to guess.
    """

    def __init__(self, folder: Path, state: Path) -> None:
        named = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
        self._places = (folder / _NAME, state / f"{named[:16]}.json")

    def told(self) -> Told:
        found: Told = {}
        for path in self._places:
            for name, (wrong, at) in _read(path):
                before = found.get(name, (0, 0))
                found[name] = (max(wrong, before[0]), max(at, before[1]))
        return found

    def keep(self, told: Mapping[str, tuple[int, int]]) -> None:
        data = json.dumps({name: list(one) for name, one in told.items()}).encode()
        for path in self._places:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, data)
            except OSError:
                continue


def _read(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    for name, one in found.items() if isinstance(found, dict) else ():
        if isinstance(one, list) and len(one) == 2 and all(type(part) is int for part in one):
            yield name, (max(one[0], 0), max(one[1], 0))
