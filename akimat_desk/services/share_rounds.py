"""One look into the shared folder: what is new is taken in, what is missing is written."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from akimat_desk.exchange import bundles, desk_side
from akimat_desk.exchange.bundles import BATCH, STANDING, STATIONS, FileFaulty, Standing
from akimat_desk.exchange.messages import Batch, Directory, MessageUnreadable, unpack
from akimat_desk.services.core import Core
from akimat_desk.services.share_errors import NotSharing
from akimat_desk.services.share_taking import FORGED, GAP, UNKNOWN, Taking
from akimat_desk.services.share_writing import Due, Merging, Writing
from akimat_desk.storage import share
from akimat_desk.storage.database import Connection
from akimat_desk.storage.share import FileRow, ShareRow
from akimat_desk.storage.share_folder import Seen, SharedFolder
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import is_signed

DAMAGED, OLDER = "damaged", "older"
_Told = Batch | Standing | Directory | str
_AGAIN = frozenset((GAP, UNKNOWN))
"""Why a file was not taken that may fit later, as it is."""
_BROKEN = frozenset((DAMAGED, "half_copied", "too_long", "not_ours"))
_A_CHUNK = 40
_FORGOTTEN = 2000
_ROUNDS = 1000
_KINDS = {"d": STATIONS, "b": BATCH, "h": STANDING}


class Reading:
    """What colleagues wrote; no transaction is open while the folder is read."""

    def __init__(self, core: Core, place: SharedFolder) -> None:
        self._core = core
        self._place = place

    def take_all(self) -> int:
        """The number of entries that were new."""
        seen = self._place.listed()
        with self._core.database.read() as connection:
            known = share.files(connection)
        waiting = sorted(_wanted(seen, known), key=lambda name: seen[name].changed)
        entries, has_moved = 0, True
        while waiting and has_moved:
            has_moved, again = False, []
            for start in range(0, len(waiting), _A_CHUNK):
                names = waiting[start : start + _A_CHUNK]
                read = {name: self._place.read(name) for name in names}
                taken, parked = self._take_some(read, seen)
                entries += taken
                has_moved = has_moved or taken > 0 or len(parked) < len(names)
                again += parked
            waiting = again
        self._forget_gone(seen, known)
        return entries

    def _take_some(
        self, read: Mapping[str, bytes | None], seen: Mapping[str, Seen]
    ) -> tuple[int, list[str]]:
        """The entries that were new, and the files that may fit once others are in."""
        with self._core.database.read() as connection:
            row = member(connection)
        told = {name: self._opened(row, name, data) for name, data in read.items() if data}
        with self._core.database.write() as connection:
            taking = Taking(self._core, connection)
            rows = [
                self._taken(connection, taking, name, told[name], seen[name])
                for name in sorted(told, key=lambda name: _order(told[name]))
            ]
            taking.end()
            share.keep_files(connection, rows)
        return taking.entries, [row.name for row in rows if row.state in _AGAIN]

    def _opened(self, row: ShareRow, name: str, data: bytes) -> _Told:
        """What a file says, or why it says nothing."""
        kind = _KINDS[name[0]]
        try:
            box = bundles.unwrapped(data, kind, row.share)
            bound = bundles.purpose(kind, self._core.identity.office)
            message = boxes.opened(row.key, box, bound)
            if kind == BATCH:
                return unpack(message, Batch)
            return unpack(message, Standing) if kind == STANDING else unpack(message, Directory)
        except FileFaulty as wrong:
            return wrong.reason
        except (boxes.BoxClosed, MessageUnreadable):
            return DAMAGED

    def _taken(
        self,
        connection: Connection,
        taking: Taking,
        name: str,
        told: _Told,
        seen: Seen,
    ) -> FileRow:
        row = FileRow(name=name, size=seen.size, changed=seen.changed, state=share.TAKEN)
        replaced = msgspec.structs.replace
        if isinstance(told, str):
            return replaced(row, state=told)
        if isinstance(told, Standing):
            return replaced(row, state=self._heard(connection, told))
        if isinstance(told, Directory):
            state = self._listed(connection, told)
            return replaced(row, state=state, first=told.release)
        state = taking.take(told)
        if not taking.covers:
            return replaced(row, state=state)
        return replaced(row, state=state, origin=told.origin, first=told.first, last=told.last)

    def _heard(self, connection: Connection, word: Standing) -> str:
        """A colleague's word of what it holds; our own tells how often we spoke."""
        if word.office != self._core.identity.office:
            return "of_another"
        public = share.key_of(connection, word.station)
        if public is None:
            return UNKNOWN
        if not is_signed(public, word.signed_part(), word.signature):
            return FORGED
        if word.station == self._core.identity.station:
            # Put back from a copy we would speak again with numbers that were heard before.
            share.change(connection, count=max(word.count, member(connection).count))
            return share.TAKEN
        return share.TAKEN if share.keep_standing(connection, word) else OLDER

    def _listed(self, connection: Connection, told: Directory) -> str:
        row = member(connection)
        if not desk_side.genuine_directory(
            told, office=self._core.identity.office, server_public=row.founder
        ):
            return FORGED
        if told.release > row.release:
            share.keep_directory(connection, told)
        return share.TAKEN if told.release >= row.release else OLDER

    def _forget_gone(self, seen: Mapping[str, Seen], known: Mapping[str, FileRow]) -> None:
        """Trouble that has gone is no trouble; the others are kept, for sticks take turns."""
        gone = [name for name in known if name not in seen]
        if len(gone) <= _FORGOTTEN:
            gone = [name for name in gone if known[name].state != share.TAKEN]
        if gone:
            with self._core.database.write() as connection:
                share.drop_files(connection, gone)


class Putting:
    """What this desk adds to the folder; all is signed before the first file is written."""

    def __init__(self, core: Core, place: SharedFolder) -> None:
        self._core = core
        self._place = place

    def write_all(self) -> int:
        """The number of files written."""
        written = 0
        for _ in range(_ROUNDS):
            seen = self._place.listed()
            with self._core.database.write() as connection:
                writing = Writing(self._core, connection, member(connection))
                due = writing.due(_standing(connection, seen))
            if not due:
                break
            written += self._put(due)
        self._drop_broken()
        return written + self._merge()

    def _drop_broken(self) -> None:
        """Files that were whole once: what they held stands in others by now."""
        seen = self._place.listed()
        with self._core.database.read() as connection:
            known = share.files(connection)
        broken = [
            name
            for name, there in seen.items()
            if name in known
            and known[name].is_same(there)
            and known[name].state in _BROKEN
            and known[name].origin is not None
        ]
        for name in broken:
            self._place.drop(name)
        if broken:
            with self._core.database.write() as connection:
                share.drop_files(connection, broken)

    def _merge(self) -> int:
        """First the new ones stand, then the small ones go."""
        seen = self._place.listed()
        with self._core.database.write() as connection:
            writing = Writing(self._core, connection, member(connection))
            merging: Merging = writing.merging(_standing(connection, seen))
        if not merging.due:
            return 0
        written = self._put(merging.due)
        for name in merging.dropped:
            self._place.drop(name)
        with self._core.database.write() as connection:
            share.drop_files(connection, merging.dropped)
        return written

    def _put(self, due: Sequence[Due]) -> int:
        rows = []
        for one in due:
            seen = self._place.write(one.name, one.data)
            rows.append(msgspec.structs.replace(one.row, size=seen.size, changed=seen.changed))
        with self._core.database.write() as connection:
            share.keep_files(connection, rows)
        return len(due)


def member(connection: Connection) -> ShareRow:
    """Raises NotSharing."""
    row = share.find(connection)
    if row is None:
        raise NotSharing
    return row


def _standing(connection: Connection, seen: Mapping[str, Seen]) -> dict[str, FileRow]:
    """Files that are there as they were when they were taken or written."""
    known = share.files(connection)
    return {
        name: known[name]
        for name, there in seen.items()
        if name in known and known[name].is_same(there) and known[name].state == share.TAKEN
    }


def _wanted(seen: Mapping[str, Seen], known: Mapping[str, FileRow]) -> Iterator[str]:
    for name, there in seen.items():
        row = known.get(name)
        if row is None or not row.is_same(there) or row.state in _AGAIN:
            yield name


def _order(told: _Told) -> tuple[int, bytes, int]:
    """The stations first, then each lineage from its beginning, then who holds what."""
    if isinstance(told, Batch):
        return 1, told.origin, told.first
    return (0 if isinstance(told, Directory) else 2), b"", 0
