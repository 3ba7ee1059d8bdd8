"""Files over the line: acts and scans go up after the text, others come down when opened."""

import hashlib
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from akimat_desk.domain.named_files import MAX_FILE
from akimat_desk.exchange.messages import FilePass, plain
from akimat_desk.services.core import Core
from akimat_desk.storage import file_places
from akimat_desk.storage.errors import FileAltered, FileMissing
from akimat_desk.transport import FileState, LineDown, ServerRefused

_TRIES = 5
_STILL_WRITTEN = "file_place_wrong"
_A_MOMENT = 0.2  # seconds
_ABSENT = ("file_not_here", "file_not_named")


class FileCarrier(Protocol):
    """What carries files; transport.Line is the real one."""

    def file_state(self, shown: bytes, digest: bytes) -> FileState: ...
    def send_file(self, shown: bytes, digest: bytes, offset: int, rest: bytes) -> None: ...
    def fetch_file(self, shown: bytes, digest: bytes, offset: int) -> Iterator[bytes]: ...


class FileExchange:
    """Carries files by their digests. A lost line costs what was under way, and is told by
    LineDown only when nothing moves any more."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._pass: FilePass | None = None
        self._epoch = b""

    def keep_pass(self, shown: FilePass | None, epoch: bytes) -> None:
        """What the last exchange gave; None from a centre that carries no files."""
        self._pass, self._epoch = shown, epoch

    @property
    def has_pass(self) -> bool:
        return self._pass is not None

    def waiting(self) -> int:
        """How many files that lie here the server has not confirmed."""
        core = self._core
        with core.database.write() as connection:
            file_places.look(connection)
            named = file_places.due(connection, self._epoch)
        return sum(core.files.holds(digest) for digest in named)

    def send_due(self, line: FileCarrier, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Counts the files that went up whole. Raises LineDown.

        One that the server refuses is left for the next time, and stops no other.
        """
        core, sent = self._core, 0
        if self._pass is None:
            return 0
        with core.database.write() as connection:
            file_places.look(connection)
            named = file_places.due(connection, self._epoch)
        for digest in named:
            if cancelled():
                break
            if core.files.holds(digest) and self._send(line, plain(self._pass), digest):
                sent += 1
        return sent

    def fetch(self, line: FileCarrier, digest: bytes) -> bytes:
        """The file from the server, kept here from now on.

        Raises FileMissing where it is at neither place, LineDown, FileAltered.
        """
        if self._pass is None:
            raise FileMissing(digest.hex())
        data = self._fetched(line, plain(self._pass), digest)
        if hashlib.sha256(data).digest() != digest:
            raise FileAltered(digest.hex())
        self._core.files.keep(data)
        return data

    def _send(self, line: FileCarrier, shown: bytes, digest: bytes) -> bool:
        """Whether bytes of it went up and all of it is there now."""
        try:
            data = self._core.files.read(digest)
        except FileAltered:
            return False  # `verify` names it; a damaged copy must not be spread
        lost, before, has_moved = 0, -1, False
        while True:
            try:
                state = line.file_state(shown, digest)
                if state.is_whole:
                    break
                lost = lost if state.offset == before else 0
                before, has_moved = state.offset, True
                line.send_file(shown, digest, state.offset, data[state.offset :])
            except LineDown:
                lost += 1
                if lost >= _TRIES:
                    raise
            except ServerRefused as wrong:
                # What a cut left on the way is still being written there: ask again where it ends.
                lost += 1
                if wrong.refusal != _STILL_WRITTEN or lost >= _TRIES:
                    return False
                time.sleep(_A_MOMENT * lost)
        with self._core.database.write() as connection:
            file_places.note_carried(connection, digest, self._epoch)
        return has_moved

    def _fetched(self, line: FileCarrier, shown: bytes, digest: bytes) -> bytes:
        data, lost = bytearray(), 0
        while True:
            before = len(data)
            try:
                for piece in line.fetch_file(shown, digest, len(data)):
                    data += piece
                    if len(data) > MAX_FILE:
                        raise FileAltered(digest.hex())
            except ServerRefused as wrong:
                if wrong.refusal in _ABSENT:
                    raise FileMissing(digest.hex()) from wrong
                raise
            except LineDown:
                lost = 0 if len(data) > before else lost + 1
                if lost >= _TRIES:
                    raise
                continue
            return bytes(data)
