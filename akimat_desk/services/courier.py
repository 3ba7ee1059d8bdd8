"""The exchange with a centre by a stick that somebody carries there and back."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import (
    COURIER,
    JOINED,
    JOINING,
    CourierReturn,
    EnrolReturn,
    FileFaulty,
)
from akimat_desk.exchange.messages import (
    MessageUnreadable,
    SyncAnswer,
    parsed,
    unpack,
)
from akimat_desk.services.core import Core
from akimat_desk.services.courier_files import FILED, CourierFiles, returned
from akimat_desk.services.enrolment import Enrolled, enrol
from akimat_desk.services.exchange import Exchange, NotEnrolled
from akimat_desk.services.exchange_answer import Absorbed, ServerNotGenuine
from akimat_desk.services.share_errors import BundleMissing, StickWritten
from akimat_desk.storage import exchange
from akimat_desk.storage.share_folder import Folder, FolderUnreachable
from akimat_desk.transport import FileState, ServerRefused
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import key_id

_TO, _FROM = "akimat-to-centre-", "akimat-from-centre-"
_ENROLS, _ENROLLED = "akimat-enrol-", "akimat-enrolled-"
_NAME = 8
NO_LINE = "-"
"""Where a centre's address would stand, for a desk that is enrolled by a stick."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle on the stick, readable by the centre alone.

    `scans` are files that entries name and that lie beside it, `scans_left` found no room.
    """

    file: str
    entries: int
    bytes: int
    scans: int
    scans_left: int


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers on a stick brought; `set_aside` names those that were of no use, and why.

    `scans` are files that the centre said it holds now.
    """

    answers: int
    pushed: int
    pulled: int
    receipts: int
    scans: int
    set_aside: tuple[tuple[str, str], ...] = ()


class Courier:
    """`write` before the stick leaves, `read` when it is back; in any order, and twice."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._exchange = Exchange(core)

    def write(self, folder: Path) -> Written:
        """One bundle with all that no word of the centre covers.

        Raises NotEnrolled, FolderUnreachable.
        """
        server = self._server()
        outgoing = self._exchange.prepare_carried()
        data = bundles.packed(outgoing.messages)
        box = boxes.close_for(server, data, bundles.purpose(COURIER, ""), self._core.random)
        name = f"{_TO}{_tag(outgoing.messages[0])}.akm"
        file = bundles.wrapped(COURIER, key_id(server), box)
        place = self._folder(folder)
        place.write(name, file)
        scans, left = CourierFiles(self._core, place, server).write()
        return Written(
            file=name, entries=outgoing.entries, bytes=len(file), scans=scans, scans_left=left
        )

    def read(self, folder: Path) -> Brought:
        """All answers for this workstation; one that comes late or twice does no harm.

        Raises NotEnrolled, BundleMissing, FolderUnreachable.
        """
        place, server = self._folder(folder), self._server()
        taken: list[Absorbed] = []
        aside: list[tuple[str, str]] = []
        there = sorted(place.listed())
        names = [name for name in there if name.startswith(_FROM)]
        filed = [name for name in there if name.startswith(FILED)]
        for name in names:
            try:
                found = returned(self._core, place.read(name) or b"", server, CourierReturn)
                taken.append(self._exchange.absorb(unpack(found.answer, SyncAnswer)))
            except FileFaulty as wrong:
                aside.append((name, wrong.reason))
            except MessageUnreadable:
                aside.append((name, "damaged"))
            except ServerNotGenuine:
                aside.append((name, "forged"))
            else:
                # A stick that may not be written stays as it is.
                with suppress(FolderUnreachable):
                    place.drop(name)
                    place.drop(name.replace(_FROM, _TO))
        if not names and not filed:
            raise BundleMissing(str(folder))
        scans, damaged = CourierFiles(self._core, place, server).read(filed)
        return Brought(
            answers=len(taken),
            pushed=sum(one.pushed for one in taken),
            pulled=sum(one.pulled for one in taken),
            receipts=sum(one.receipts for one in taken),
            scans=scans,
            set_aside=(*aside, *damaged),
        )

    def enrol(self, folder: Path, code: str) -> Enrolled:
        """Asked again when the stick is back, with the same code, it takes the answer in.

        Raises StickWritten when the stick has to go, ServerRefused, MarkTaken, ServerNotGenuine.
        """
        line = _StickLine(self._core, self._folder(folder), code)
        return enrol(self._core, line, NO_LINE, code)

    def _server(self) -> bytes:
        with self._core.database.read() as connection:
            row = exchange.find_server(connection)
        if row is None:
            raise NotEnrolled
        return row.public_key

    def _folder(self, folder: Path) -> Folder:
        return Folder(folder, self._core.identity.workspace_id[:16])


class _StickLine:
    """Carries a request for enrolment by a stick; what has no answer yet is written."""

    takes_parts = False
    under_way = 0

    def __init__(self, core: Core, place: Folder, code: str) -> None:
        self._core = core
        self._place = place
        self._digest = bundles.centre_code(core.identity.office, code)

    def enrol(self, message: bytes) -> bytes:
        tag = _tag(message)
        data = self._place.read(f"{_ENROLLED}{tag}.akm")
        if data is not None:
            # What has been answered is asked no more; a stick may be read-only.
            with suppress(FolderUnreachable):
                self._place.drop(f"{_ENROLS}{tag}.akm")
                self._place.drop(f"{_ENROLLED}{tag}.akm")
        if data is None:
            key = bundles.code_key(self._digest)
            bound = bundles.purpose(JOINING, "")
            box = boxes.close(key, message, bound, self._core.random)
            file = bundles.wrapped(JOINING, self._digest, box)
            self._place.write(f"{_ENROLS}{tag}.akm", file)
            raise StickWritten(str(self._place.path))
        return self._answered(data)

    def answers(self, _messages: Sequence[bytes]) -> Iterator[bytes]:
        raise StickWritten(str(self._place.path))

    def access(self, _message: bytes) -> bytes:
        raise StickWritten(str(self._place.path))

    def file_state(self, _shown: bytes, _digest: bytes) -> FileState:
        raise StickWritten(str(self._place.path))

    def send_file(self, _shown: bytes, _digest: bytes, _offset: int, _rest: bytes) -> None:
        raise StickWritten(str(self._place.path))

    def fetch_file(self, _shown: bytes, _digest: bytes, _offset: int) -> Iterator[bytes]:
        raise StickWritten(str(self._place.path))

    def close(self) -> None:
        pass

    def _answered(self, data: bytes) -> bytes:
        try:
            box = bundles.unwrapped(data, JOINED, self._digest)
            key = bundles.code_key(self._digest)
            told = parsed(boxes.opened(key, box, bundles.purpose(JOINED, "")), EnrolReturn)
        except (FileFaulty, boxes.BoxClosed, MessageUnreadable):
            raise ServerNotGenuine("answer") from None
        if told.refusal:
            raise ServerRefused(told.refusal)
        return told.answer


def _tag(message: bytes) -> str:
    return hashlib.sha256(message).digest()[:_NAME].hex()
