"""Bytes kept by the SHA-256 of what they say, encrypted under the workspace key."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from akimat_desk.storage.disk_errors import sorted_os_error
from akimat_desk.storage.errors import FileAltered, FileMissing
from akimat_desk.storage.workspace import write_whole

_NONCE = 12
_NAME = 64


class Files:
    """A folder of sealed files; nothing in a name or in the bytes tells what they say."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        expand = HKDFExpand(algorithm=hashes.SHA256(), length=32, info=b"akimat files 1")
        self._box = AESGCM(expand.derive(key))

    def keep(self, data: bytes) -> bytes:
        """Store once and for all, on the disk before this returns; gives the digest."""
        digest = self.digest(data)
        path = self._path(digest)
        if path.exists():
            return digest
        nonce = os.urandom(_NONCE)
        with sorted_os_error():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, nonce + self._box.encrypt(nonce, data, digest))
        return digest

    def read(self, digest: bytes) -> bytes:
        """Raises FileMissing, FileAltered."""
        path = self._path(digest)
        if not path.exists():
            raise FileMissing(digest.hex())
        with sorted_os_error():
            sealed = path.read_bytes()
        try:
            data = self._box.decrypt(sealed[:_NONCE], sealed[_NONCE:], digest)
        except (InvalidTag, ValueError) as wrong:
            raise FileAltered(digest.hex()) from wrong
        if hashlib.sha256(data).digest() != digest:
            raise FileAltered(digest.hex())
        return data

    def digest(self, data: bytes) -> bytes:
        """The name under which `keep` would store it."""
        return hashlib.sha256(data).digest()

    def holds(self, digest: bytes) -> bool:
        return self._path(digest).exists()

    def digests(self) -> Iterator[bytes]:
        """Of all that is here, named by an entry or not."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if len(path.name) == _NAME and not path.suffix:
                yield bytes.fromhex(path.name)

    def size(self, digest: bytes) -> int:
        """As it is stored."""
        with sorted_os_error():
            return self._path(digest).stat().st_size

    def discard(self, digest: bytes) -> None:
        """Only for what no entry names."""
        with sorted_os_error():
            self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: bytes) -> Path:
        name = digest.hex()
        return self._folder / name[:2] / name
