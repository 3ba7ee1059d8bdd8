"""Scans and acts on a courier's stick: beside the bundle, each closed for the centre alone."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TypeVar

from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import (
    RETURN,
    SCAN,
    CarriedFile,
    CourierReturn,
    FileFaulty,
    FileReturn,
)
from akimat_desk.exchange.messages import MessageUnreadable, Sealed, parsed, plain
from akimat_desk.services.core import Core
from akimat_desk.storage import exchange, file_places
from akimat_desk.storage.errors import FileAltered
from akimat_desk.storage.share_folder import Folder, FolderUnreachable
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import is_signed, key_id

FILE, FILED = "akimat-file-", "akimat-filed-"
_NAMED = b"akimat courier file 1"
_NAME = 8
_Return = TypeVar("_Return", CourierReturn, FileReturn)


class CourierFiles:
    """`server` is the centre's public key."""

    def __init__(self, core: Core, place: Folder, server: bytes) -> None:
        self._core, self._place, self._server = core, place, server

    def write(self) -> tuple[int, int]:
        """How many lie on the stick that the centre has not, and how many found no room."""
        due, lying = self._due(), 0
        try:
            there = set(self._place.listed())
            for digest in due:
                name = self._name(digest)
                if name not in there:
                    self._place.write(name, self._closed(digest))
                lying += 1
        except FolderUnreachable:
            # The bundle stands; what has no room goes with the next stick.
            with suppress(FolderUnreachable):
                self._place.clean()
        return lying, len(due) - lying

    def read(self, names: Iterable[str]) -> tuple[int, list[tuple[str, str]]]:
        """How many the centre holds now, and the answers that were of no use, with the reason."""
        held: dict[str, FileReturn] = {}
        aside: list[tuple[str, str]] = []
        for name in names:
            try:
                data = self._place.read(name) or b""
                held[name] = returned(self._core, data, self._server, FileReturn)
            except FileFaulty as wrong:
                aside.append((name, wrong.reason))
            except MessageUnreadable:
                aside.append((name, "damaged"))
        with self._core.database.write() as connection:
            for one in held.values():
                file_places.note_carried(connection, one.digest, one.epoch)
        for name in held:
            with suppress(FolderUnreachable):
                self._place.drop(name)
                self._place.drop(name.replace(FILED, FILE))
        return len(held), aside

    def _due(self) -> list[bytes]:
        """Whole and here; a damaged copy must not be spread, and `verify` names it."""
        core = self._core
        with core.database.write() as connection:
            row = exchange.find_server(connection)
            file_places.look(connection)
            due = file_places.due(connection, b"" if row is None else row.epoch or b"")
        return [digest for digest in due if core.files.holds(digest) and self._is_whole(digest)]

    def _is_whole(self, digest: bytes) -> bool:
        try:
            self._core.files.read(digest)
        except FileAltered:
            return False
        return True

    def _name(self, digest: bytes) -> str:
        """The same for the same file, and told to nobody else who has it."""
        with self._core.database.read() as connection:
            told = self._core.station_key(connection).sign(_NAMED + digest)
        return f"{FILE}{told[:_NAME].hex()}.akm"

    def _closed(self, digest: bytes) -> bytes:
        core, identity = self._core, self._core.identity
        told = plain(CarriedFile(station=identity.station, office=identity.office, digest=digest))
        with core.database.read() as connection:
            key = core.station_key(connection)
        head = plain(Sealed(key.key_id, key.sign(told), told))
        data = bundles.with_head(head, core.files.read(digest))
        box = boxes.close_for(self._server, data, bundles.purpose(SCAN, ""), core.random)
        return bundles.wrapped(SCAN, key_id(self._server), box)


def returned(core: Core, data: bytes, server: bytes, kind: type[_Return]) -> _Return:
    """The centre's word to this station. Raises FileFaulty, MessageUnreadable."""
    with core.database.read() as connection:
        key = core.station_key(connection)
    box = bundles.unwrapped(data, RETURN, key.key_id)
    try:
        sealed = parsed(boxes.opened_by(key, box, bundles.purpose(RETURN, "")), Sealed)
    except boxes.BoxClosed:
        raise FileFaulty("damaged") from None
    if not is_signed(server, sealed.body, sealed.signature):
        raise FileFaulty("forged")
    found = parsed(sealed.body, kind)
    if (found.station, found.office) != (core.identity.station, core.identity.office):
        raise FileFaulty("of_another")
    return found
