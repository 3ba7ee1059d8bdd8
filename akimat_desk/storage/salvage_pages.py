"""Pages of an encrypted database file read one by one, whatever state the others are in.

SQLite opens such a file as a whole or not at all; here each page is decrypted by itself, as
SQLCipher 4 seals it: AES-256-CBC, then HMAC-SHA512 over the sealed bytes and the page's number.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from akimat_desk.storage.disk_errors import sorted_os_error

PAGE = 4096
_IV, _MAC = 16, 64
USABLE = PAGE - _IV - _MAC
_SALT = 16
_WAL_HEADER, _FRAME_HEADER = 32, 24
_HEADER = b"SQLite format 3\0"


class Page(NamedTuple):
    """`is_sealed`: every byte is as it was written. Of another page some bytes may be true."""

    number: int
    data: bytes
    is_sealed: bool


class Cipher4:
    """One key and the salt that the file began with; without the true salt nothing is sealed."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        mask = bytes(byte ^ 0x3A for byte in salt)
        self._mac = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32)

    def opened(self, number: int, sealed: bytes) -> Page:
        start = _SALT if number == 1 else 0
        told = hmac.digest(
            self._mac, sealed[start : USABLE + _IV] + struct.pack("<I", number), "sha512"
        )
        iv = sealed[USABLE : USABLE + _IV]
        plain = Cipher(algorithms.AES(self._key), modes.CBC(iv)).decryptor()
        data = plain.update(sealed[start:USABLE]) + plain.finalize()
        whole = _HEADER + data if number == 1 else data
        return Page(number, whole, hmac.compare_digest(told, sealed[USABLE + _IV :]))


class Sealed:
    """The file as its pages, and over them what its write-ahead log holds of committed ones."""

    def __init__(self, path: Path, key: bytes) -> None:
        with sorted_os_error():
            self._file = path.read_bytes() if path.exists() else b""
            log = path.with_name(f"{path.name}-wal")
            self._log = log.read_bytes() if log.exists() else b""
        self._cipher = Cipher4(key, self._file[:_SALT])

    def __len__(self) -> int:
        return (len(self._file) + PAGE - 1) // PAGE

    def newer(self) -> Iterator[Page]:
        """Of the log, the newest of each page first; nothing of a transaction that was cut off."""
        frames = list(self._frames())
        ends = [place for place, (_, size, _) in enumerate(frames) if size]
        last = ends[-1] + 1 if ends else 0
        for number, _, sealed in reversed(frames[:last]):
            yield self._cipher.opened(number, sealed)

    def older(self) -> Iterator[Page]:
        """Of the file itself, in its order; a piece of a page at the end is none."""
        for place in range(len(self._file) // PAGE):
            yield self._cipher.opened(place + 1, self._file[place * PAGE : (place + 1) * PAGE])

    def _frames(self) -> Iterator[tuple[int, int, bytes]]:
        """(number, size of the file after a commit or 0, sealed page) of the log's own run."""
        run, step = self._log[16:24], _FRAME_HEADER + PAGE
        for place in range(_WAL_HEADER, len(self._log) - step + 1, step):
            number, size = struct.unpack_from(">II", self._log, place)
            if self._log[place + 8 : place + 16] == run and number:
                yield number, size, self._log[place + _FRAME_HEADER : place + step]
