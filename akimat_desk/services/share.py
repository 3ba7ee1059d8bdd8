"""The office's exchange through a folder or a stick, without any centre."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from akimat_desk.domain.rights import role_for
from akimat_desk.exchange.bundles import JoinGrant
from akimat_desk.exchange.messages import Card, Certificate, Directory
from akimat_desk.services.core import Core
from akimat_desk.services.share_errors import NotSharing, SharedByOthers
from akimat_desk.services.share_files import ShareFiles
from akimat_desk.services.share_rounds import Putting, Reading, member
from akimat_desk.services.share_writing import signed_directory
from akimat_desk.storage import journal, share
from akimat_desk.storage.database import Connection
from akimat_desk.storage.share import Colleague, FileRow, ShareRow
from akimat_desk.storage.share import Waiting as Waiting  # noqa: PLC0414
from akimat_desk.storage.share_folder import FolderUnreachable, SharedFolder, shares_in
from akimat_desk.trust import boxes

_SHARE_BYTES = 8
_SHOWN = 20


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the folder that was not taken in, and why, as a stable word."""

    file: str
    reason: str


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """What one look into the folder did; `taken` counts entries, `written` files with entries.

    `scans` are files named by entries that were put there, `scans_left` those that were not yet,
    `scans_taken` those that a stick brought: from the folder each is fetched when it is opened.
    """

    taken: int
    written: int
    scans: int
    scans_left: int
    scans_taken: int
    troubles: tuple[Trouble, ...]


class ShareState(msgspec.Struct, frozen=True, kw_only=True):
    """How the share stands. `unheld` counts entries that exist on this computer alone."""

    is_member: bool
    is_on: bool = False
    is_founder: bool = False
    folder: str = ""
    last_look: int | None = None
    last_error: str = ""
    unheld: int = 0
    colleagues: tuple[Colleague, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    stations: int = 0


class Share:
    """`exchange` looks into the folder, takes in what is new, and writes what is missing."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.when_level: Callable[[], bool] = lambda: False
        """Called once all that was there is in; this desk may have more to write then."""

    def state(self, limit: int = _SHOWN) -> ShareState:
        with self._core.database.read() as connection:
            row = share.find(connection)
            if row is None:
                return ShareState(is_member=False)
            own = self._core.station_key(connection).public
            return ShareState(
                is_member=True,
                is_on=row.is_on,
                is_founder=row.founder == own,
                folder=row.folder,
                last_look=row.last_look,
                last_error=row.last_error,
                unheld=share.unheld(connection),
                colleagues=tuple(share.colleagues(connection)),
                troubles=tuple(map(_trouble, share.troubles(connection, limit))),
                stations=len(row.directory.cards),
            )

    def choose(self, folder: Path) -> None:
        """The folder that is looked into from now on; the first time it begins a share.

        Raises NotAllowed, FolderUnreachable, SharedByOthers.
        """
        role_for(self._core.actor, "account")
        there = shares_in(folder)
        with self._core.database.write() as connection:
            row = share.find(connection)
            if row is None and there:
                raise SharedByOthers(str(folder))
            if row is None:
                found_share(self._core, connection)
            share.change(connection, folder=str(folder.resolve()), is_on=1, last_error="")
            row = member(connection)
        # Whoever comes next sees that a share is here.
        SharedFolder(folder, row.share, self._tag()).listed()

    def turn(self, *, is_on: bool) -> None:
        """Raises NotAllowed, NotSharing."""
        role_for(self._core.actor, "account")
        with self._core.database.write() as connection:
            if share.find(connection) is None:
                raise NotSharing
            share.change(connection, is_on=int(is_on), last_error="")

    def exchange(self, folder: Path | None = None) -> Shared:
        """Through the folder chosen, or a stick that is named just now.

        Raises NotSharing, FolderUnreachable. No transaction is open while the folder is read.
        """
        with self._core.database.read() as connection:
            row = member(connection)
        if folder is None and not row.folder:
            raise NotSharing
        root = folder or Path(row.folder)
        place = SharedFolder(root, row.share, self._tag())
        try:
            place.clean()
            taken = Reading(self._core, place).take_all()
            self.when_level()
            written = Putting(self._core, place).write_all()
            files = ShareFiles(self._core, row, root)
            scans_taken = 0 if folder is None else files.take_all()
        except FolderUnreachable as wrong:
            self._note(last_error=wrong.code)
            raise
        scans, left = files.put_due()
        self._note(last_error="", last_look=self._core.clock.now())
        with self._core.database.read() as connection:
            troubles = tuple(map(_trouble, share.troubles(connection, _SHOWN)))
        return Shared(
            taken=taken,
            written=written,
            scans=scans,
            scans_left=left,
            scans_taken=scans_taken,
            troubles=troubles,
        )

    def fetch(self, digest: bytes) -> bytes | None:
        """A file that a colleague put into the folder; None where there is no share or no file.

        Raises FolderUnreachable.
        """
        with self._core.database.read() as connection:
            row = share.find(connection)
        if row is None or not (row.is_on and row.folder):
            return None
        return ShareFiles(self._core, row, Path(row.folder)).fetch(digest)

    def outbox(self, limit: int = 200) -> list[Waiting]:
        """What not every colleague holds yet, with who does; by their own signed word."""
        with self._core.database.read() as connection:
            return share.waiting(connection, limit)

    def _tag(self) -> str:
        return self._core.identity.workspace_id[:16]

    def _note(self, **values: object) -> None:
        with self._core.database.write() as connection:
            share.change(connection, **values)


def found_share(core: Core, connection: Connection) -> ShareRow:
    """This desk makes the key, and certifies itself and whoever joins."""
    key, identity, now = core.station_key(connection), core.identity, core.clock.now()
    own = journal.own_origin(connection)
    certificate = certified(core, connection, identity.station, key.public, own.point)
    plain = Directory(identity.office, 1, (Card(certificate),), now)
    granted = JoinGrant(
        share=core.random(_SHARE_BYTES),
        key=core.random(boxes.KEY_BYTES),
        founder=key.public,
        certificate=certificate,
        directory=signed_directory(core, connection, plain),
        is_mark_taken=False,
    )
    share.keep(connection, granted, "")
    return member(connection)


def certified(
    core: Core, connection: Connection, station: str, public: bytes, point: str
) -> Certificate:
    """The founder's signed word that a station of this office holds a key."""
    identity = core.identity
    plain = Certificate(
        station, identity.office, public, point, identity.is_training, core.clock.now()
    )
    signature = core.station_key(connection).sign(plain.signed_part())
    return msgspec.structs.replace(plain, signature=signature)


def _trouble(row: FileRow) -> Trouble:
    return Trouble(file=row.name, reason=row.state)
