"""What a desk has to write into the folder: batches nobody wrote yet, its word, the stations."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from akimat_desk.exchange import batches, bundles
from akimat_desk.exchange.bundles import BATCH, STANDING, STATIONS, Standing
from akimat_desk.exchange.desk_side import Held, Stretch
from akimat_desk.exchange.messages import Batch, Directory, pack, plain
from akimat_desk.services.core import Core
from akimat_desk.storage import exchange, journal, received, share
from akimat_desk.storage.database import Connection
from akimat_desk.storage.share import FileRow, ShareRow
from akimat_desk.trust import boxes

MOST_A_TIME = 100
SAID_EVERY = 10 * 60 * 1000
"""Milliseconds after which a desk says again that it is there."""
_SMALL = batches.MAX_ENTRIES // 2
_MANY = 32


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A file to be written; `row` is kept once it stands, without its size."""

    name: str
    data: bytes
    row: FileRow


class Merging(msgspec.Struct, frozen=True, kw_only=True):
    """Files that go in place of many small ones of ours."""

    due: tuple[Due, ...]
    dropped: tuple[str, ...]


class Writing:
    """One transaction in which is decided what is to be written, and signed."""

    def __init__(self, core: Core, connection: Connection, row: ShareRow) -> None:
        self._core = core
        self._connection = connection
        self._row = row
        self._here = received.HeldHere(connection, core.identity.station)
        self._key = core.station_key(connection)

    def due(self, standing_files: Mapping[str, FileRow]) -> list[Due]:
        """`standing_files` are those in the folder now that are as they were when seen last."""
        held = list(exchange.held_origins(self._connection))
        covered = _covered(standing_files.values())
        found: list[Due] = []
        for one in held:
            for stretch in _missing(one, covered.get(one.origin, ())):
                if len(found) >= MOST_A_TIME:
                    return found
                found += self._files_of(stretch, is_own=one.is_own)
        found += self._stations(standing_files)
        return [*found, *self._word(held, standing_files)]

    def merging(self, standing_files: Mapping[str, FileRow]) -> Merging:
        """Own small files in place of which fewer are written; a thousand slow a folder down."""
        own = {one.origin for one in exchange.held_origins(self._connection) if one.is_own}
        small = [
            row
            for row in standing_files.values()
            if row.origin in own and (row.last or 0) - (row.first or 0) < _SMALL
        ]
        if len(small) <= _MANY:
            return Merging(due=(), dropped=())
        due: list[Due] = []
        dropped: list[str] = []
        for group in _groups(small):
            stretch = Stretch(group[0].origin or b"", group[0].first or 0, group[-1].last or 0)
            due += self._files_of(stretch, is_own=True)
            dropped += [row.name for row in group]
        written = {one.name for one in due}
        return Merging(due=tuple(due), dropped=tuple(n for n in dropped if n not in written))

    def _files_of(self, stretch: Stretch, *, is_own: bool) -> Iterator[Due]:
        for batch in exchange.closed(self._connection, stretch, self._key, is_own=is_own):
            chain = self._here.chains(batch.origin, batch.last, batch.last)[0]
            name = bundles.batch_name(self._row.key, batch, chain)
            yield self._closed(name, BATCH, pack(batch), batch)

    def _stations(self, standing_files: Mapping[str, FileRow]) -> Iterator[Due]:
        name = bundles.stations_name(self._row.key)
        if name not in standing_files or standing_files[name].first != self._row.release:
            due = self._closed(name, STATIONS, pack(self._row.directory))
            yield msgspec.structs.replace(
                due, row=msgspec.structs.replace(due.row, first=self._row.release)
            )

    def _word(self, held: Sequence[Held], standing_files: Mapping[str, FileRow]) -> Iterator[Due]:
        """Our own, where it is news or was not heard for long."""
        core, row = self._core, self._row
        name = bundles.standing_name(row.key, core.identity.station)
        have = {one.origin: one.place for one in held}
        said = hashlib.sha256(plain(sorted(have.items()))).digest()
        now = core.clock.now()
        is_recent = abs(now - row.last_said) < SAID_EVERY
        if name in standing_files and said == row.said and is_recent:
            return
        word = Standing(
            station=core.identity.station,
            office=core.identity.office,
            mark=journal.own_origin(self._connection).mark,
            count=row.count + 1,
            at=now,
            have=have,
        )
        signed = msgspec.structs.replace(word, signature=self._key.sign(word.signed_part()))
        share.change(self._connection, count=word.count, said=said, last_said=now)
        yield self._closed(name, STANDING, pack(signed))

    def _closed(self, name: str, kind: bytes, data: bytes, batch: Batch | None = None) -> Due:
        bound = bundles.purpose(kind, self._core.identity.office)
        box = boxes.close(self._row.key, data, bound, self._core.random)
        row = FileRow(
            name=name,
            size=0,
            changed=0,
            state=share.TAKEN,
            origin=None if batch is None else batch.origin,
            first=None if batch is None else batch.first,
            last=None if batch is None else batch.last,
        )
        return Due(name=name, data=bundles.wrapped(kind, self._row.share, box), row=row)


def signed_directory(core: Core, connection: Connection, directory: Directory) -> Directory:
    key = core.station_key(connection)
    return msgspec.structs.replace(directory, signature=key.sign(directory.signed_part()))


def _covered(rows: Iterable[FileRow]) -> dict[bytes, list[tuple[int, int]]]:
    found: dict[bytes, list[tuple[int, int]]] = {}
    for row in rows:
        if row.origin is not None and row.first is not None and row.last is not None:
            found.setdefault(row.origin, []).append((row.first, row.last))
    return found


def _missing(held: Held, covered: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """What of an origin stands in no file; that of another station only as it came."""
    gaps = list(_gaps(held.place.seq, covered))
    if held.is_own:
        for first, last in gaps:
            for start in range(first, last + 1, batches.MAX_ENTRIES):
                yield Stretch(held.origin, start, min(start + batches.MAX_ENTRIES - 1, last))
        return
    for first, last in held.runs:
        if any(first <= end and start <= last for start, end in gaps):
            yield Stretch(held.origin, first, last)


def _gaps(upto: int, covered: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    after = 0
    for first, last in sorted(covered):
        if first > after + 1:
            yield after + 1, min(first - 1, upto)
        after = max(after, last)
        if after >= upto:
            return
    yield after + 1, upto


def _groups(rows: Iterable[FileRow]) -> Iterator[list[FileRow]]:
    """Neighbours of one origin that fit into one batch; one alone stays as it is."""
    group: list[FileRow] = []
    for row in sorted(rows, key=lambda row: (row.origin or b"", row.first or 0)):
        first, last = row.first or 0, row.last or 0
        follows = (
            bool(group)
            and group[-1].origin == row.origin
            and group[-1].last == first - 1
            and last - (group[0].first or 0) < batches.MAX_ENTRIES
        )
        if not follows:
            if len(group) > 1:
                yield group
            group = []
        group.append(row)
    if len(group) > 1:
        yield group
