"""The pages of an encrypted database and its log as they lie on the disk, opened by the key."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from akimat_desk.storage.workspace import DATABASE

PAGE, _RESERVE, _SALT, _IV = 4096, 80, 16, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(folder: Path, key: bytes) -> Iterator[bytes]:
    """Free pages and what is left over in used ones are among them."""
    data = (folder / DATABASE).read_bytes()
    for start in range(0, len(data), PAGE):
        yield _opened(data[start : start + PAGE], key, is_first=start == 0)
    log = folder / f"{DATABASE}-wal"
    frames = log.read_bytes()[_WAL_HEADER:] if log.exists() else b""
    size = _FRAME_HEADER + PAGE
    for start in range(0, len(frames) - size + 1, size):
        number = int.from_bytes(frames[start : start + 4])
        page = frames[start + _FRAME_HEADER : start + size]
        yield _opened(page, key, is_first=number == 1)


def _opened(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    end = PAGE - _RESERVE
    sealed = page[_SALT if is_first else 0 : end]
    # What is left of the log after it was emptied has no iv of its own any more.
    box = Cipher(algorithms.AES(key), modes.CBC(page[end : end + _IV])).decryptor()
    return box.update(sealed) + box.finalize()
