"""What a desk keeps about its share: the key, the stations, the files, and who holds what."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from akimat_desk.exchange.bundles import JoinGrant, Standing
from akimat_desk.exchange.desk_side import Held
from akimat_desk.exchange.forks import Signer
from akimat_desk.exchange.messages import Directory, Place, plain
from akimat_desk.storage import dossiers, exchange_tables, share_tables, tables
from akimat_desk.storage import holders as holders_of
from akimat_desk.storage.share_folder import Seen
from akimat_desk.trust.signing import key_id

_UNHELD = (
    "SELECT coalesce(sum(max(0, o.seq - coalesce(h.seq, 0))), 0) FROM origin o LEFT JOIN"
    " (SELECT origin, max(seq) AS seq FROM share_held GROUP BY origin) h ON h.origin=o.origin"
    " WHERE o.is_own=1"
)
_LACKING = (
    "SELECT s.station, s.mark, s.at, coalesce(sum(max(0, o.seq - coalesce(h.seq, 0))), 0) AS lacks"
    " FROM share_station s JOIN origin o ON o.is_own=1"
    " LEFT JOIN share_held h ON h.station=s.station AND h.origin=o.origin"
    " GROUP BY s.station ORDER BY s.mark, s.station"
)
_WAITING = text(
    "SELECT e.stream, e.origin, c.number, count(*) AS entries, min(e.at) AS since,"
    " max(e.seq) AS last FROM entry e JOIN origin o ON o.origin=e.origin AND o.is_own=1"
    " LEFT JOIN case_line c ON c.stream=e.stream"
    " LEFT JOIN (SELECT own.origin, min(coalesce(h.seq, 0)) AS seq FROM origin own"
    " JOIN share_station s LEFT JOIN share_held h ON h.station=s.station"
    " AND h.origin=own.origin GROUP BY own.origin) m ON m.origin=e.origin"
    " WHERE e.seq > coalesce(m.seq, 0) GROUP BY e.stream, e.origin"
    " ORDER BY since DESC, e.stream LIMIT :limit"
)
_HOLDERS = (
    "SELECT h.origin, s.mark, h.seq FROM share_held h"
    " JOIN share_station s ON s.station=h.station ORDER BY s.mark"
)
_KEEP_FILE = (
    "INSERT INTO share_file (name, size, changed, state, origin, first, last)"
    " VALUES (?,?,?,?,?,?,?) ON CONFLICT (name) DO UPDATE SET size=excluded.size,"
    " changed=excluded.changed, state=excluded.state,"
    " origin=coalesce(excluded.origin, origin), first=coalesce(excluded.first, first),"
    " last=coalesce(excluded.last, last)"
)
TAKEN = "taken"


class ShareRow(msgspec.Struct, frozen=True, kw_only=True):
    """The share of this station."""

    share: bytes
    key: bytes
    founder: bytes
    directory: Directory
    release: int
    folder: str
    is_on: bool
    count: int
    said: bytes
    last_said: int
    last_look: int | None
    last_error: str


class FileRow(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was seen last. `state` is "taken" or why it was not."""

    name: str
    size: int
    changed: int
    state: str
    origin: bytes | None = None
    first: int | None = None
    last: int | None = None

    def is_same(self, seen: Seen) -> bool:
        return (self.size, self.changed) == (seen.size, seen.changed)


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """Another station by its own last word; `lacks` counts entries of ours it does not hold."""

    station: str
    mark: str
    at: int
    lacks: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one case (or of other records, then `number` is empty) that a colleague lacks;
    `held_by` are the marks of those who hold them all; the server's receipt may cover them."""

    number: str
    entries: int
    since: int
    held_by: tuple[str, ...]
    is_received: bool = False


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """A request of ours on a stick."""

    name: str
    code: str
    salt: bytes
    at: int


def find(connection: Connection) -> ShareRow | None:
    columns = [share_tables.share.c[name] for name in ShareRow.__struct_fields__]
    row = connection.execute(select(*columns)).mappings().one_or_none()
    if row is None:
        return None
    values = dict(row)
    values["directory"] = msgspec.msgpack.decode(values["directory"], type=Directory)
    values["is_on"] = bool(values["is_on"])
    return ShareRow(**values)


def keep(connection: Connection, granted: JoinGrant, folder: str) -> None:
    """This station belongs to a share from now on, and to no other."""
    for table in share_tables.SHARE:
        if table not in (share_tables.joining, share_tables.share_mark):
            connection.execute(table.delete())
    connection.execute(
        share_tables.share.insert().values(
            id=1,
            share=granted.share,
            key=granted.key,
            founder=granted.founder,
            directory=plain(granted.directory),
            release=0,
            folder=folder,
            is_on=int(bool(folder)),
            count=0,
            said=b"",
            last_said=0,
            last_error="",
        )
    )
    keep_directory(connection, granted.directory)


def change(connection: Connection, **values: Any) -> None:
    connection.execute(share_tables.share.update().values(**values))


def keep_directory(connection: Connection, directory: Directory) -> None:
    """Found genuine by the caller."""
    connection.execute(share_tables.share_card.delete())
    rows = [
        {
            "key_id": key_id(card.certificate.public),
            "station": card.certificate.station,
            "public": card.certificate.public,
            "point": card.certificate.point,
            "certificate": plain(card.certificate),
            "revoked_at": card.revoked_at,
        }
        for card in directory.cards
    ]
    if rows:
        connection.execute(share_tables.share_card.insert(), rows)
    change(connection, directory=plain(directory), release=directory.release)


def find_signer(connection: Connection, key: bytes, office: str) -> Signer | None:
    """By the centre's directory or the share's; None where either has revoked the key. What the
    centre itself wrote goes from desk to desk as well."""
    rows = [
        row
        for table in (exchange_tables.station_card, share_tables.share_card)
        for row in connection.execute(select(table).where(table.c.key_id == key))
    ]
    if any(row.revoked_at is not None for row in rows):
        return None
    if not rows:
        return dossiers.find_centre(connection, key, office)
    return Signer(station=rows[0].station, office=office, public=rows[0].public)


def key_of(connection: Connection, station: str) -> bytes | None:
    """The public key of a station that may speak."""
    for table in (share_tables.share_card, exchange_tables.station_card):
        row = connection.execute(
            select(table.c.public, table.c.revoked_at).where(table.c.station == station)
        ).one_or_none()
        if row is not None:
            found: bytes = row.public
            return None if row.revoked_at is not None else found
    return None


def files(connection: Connection) -> dict[str, FileRow]:
    rows = connection.execute(select(share_tables.share_file)).mappings()
    return {row["name"]: FileRow(**row) for row in rows}


def keep_files(connection: Connection, rows: Iterable[FileRow]) -> None:
    values = [
        (row.name, row.size, row.changed, row.state, row.origin, row.first, row.last)
        for row in rows
    ]
    if values:
        connection.exec_driver_sql(_KEEP_FILE, values)


def forget_stretch(connection: Connection, origin: bytes, since: int) -> None:
    """Files with entries of an origin from `since` on are looked at anew: they moved here."""
    table = share_tables.share_file
    connection.execute(table.delete().where(table.c.origin == origin, table.c.last >= since))


def drop_files(connection: Connection, names: Iterable[str]) -> None:
    table = share_tables.share_file
    for name in names:
        connection.execute(table.delete().where(table.c.name == name))


def keep_standing(connection: Connection, standing: Standing) -> bool:
    """False for an older word than the one that is known."""
    table = share_tables.share_station
    known = connection.execute(
        select(table.c.count).where(table.c.station == standing.station)
    ).scalar()
    if known is not None and standing.count <= known:
        return bool(standing.count == known)
    for each in (share_tables.share_station, share_tables.share_held):
        connection.execute(each.delete().where(each.c.station == standing.station))
    connection.execute(
        table.insert().values(
            station=standing.station, mark=standing.mark, count=standing.count, at=standing.at
        )
    )
    rows = [
        {"station": standing.station, "origin": origin, "seq": place.seq}
        for origin, place in standing.have.items()
    ]
    if rows:
        connection.execute(share_tables.share_held.insert(), rows)
    return True


def colleagues(connection: Connection) -> list[Colleague]:
    return [
        Colleague(station=row.station, mark=row.mark, at=row.at, lacks=row.lacks)
        for row in connection.exec_driver_sql(_LACKING)
    ]


def unheld(connection: Connection) -> int:
    """Own entries that exist on this computer alone."""
    return int(connection.exec_driver_sql(_UNHELD).scalar_one())


def waiting(connection: Connection, limit: int) -> list[Waiting]:
    """What not every colleague holds yet, the newest first."""
    holders = connection.exec_driver_sql(_HOLDERS).all()
    received = holders_of.received(connection)
    found: dict[tuple[str, tuple[str, ...], bool], Waiting] = {}
    for row in connection.execute(_WAITING, {"limit": limit}):
        held_by = tuple(
            one.mark for one in holders if one.origin == row.origin and one.seq >= row.last
        )
        key = (row.number or "", held_by, received.get(row.origin, 0) >= row.last)
        known = found.get(key)
        found[key] = Waiting(
            number=key[0],
            entries=row.entries + (0 if known is None else known.entries),
            since=row.since if known is None else min(known.since, row.since),
            held_by=held_by,
            is_received=key[2],
        )
    return list(found.values())


def troubles(connection: Connection, limit: int) -> list[FileRow]:
    table = share_tables.share_file
    rows = connection.execute(
        select(table).where(table.c.state != TAKEN).order_by(table.c.name).limit(limit)
    ).mappings()
    return [FileRow(**row) for row in rows]


def keep_mark(connection: Connection, mark: str, origin: bytes) -> bool:
    """False where another lineage prints it already."""
    table = share_tables.share_mark
    known = connection.execute(select(table.c.origin).where(table.c.mark == mark)).scalar()
    if known is None:
        connection.execute(table.insert().values(mark=mark, origin=origin))
        return True
    return bool(known == origin)


def find_join(connection: Connection, kind: str) -> Join | None:
    table = share_tables.joining
    row = connection.execute(select(table).where(table.c.kind == kind)).mappings().one_or_none()
    return None if row is None else Join(**{k: v for k, v in row.items() if k != "kind"})


def keep_join(connection: Connection, kind: str, join: Join) -> None:
    drop_join(connection, kind)
    values = msgspec.structs.asdict(join)
    connection.execute(share_tables.joining.insert().values(kind=kind, **values))


def drop_join(connection: Connection, kind: str) -> None:
    table = share_tables.joining
    connection.execute(table.delete().where(table.c.kind == kind))


def keep_place_as(
    connection: Connection, origin: bytes, before: Mapping[bytes, Place | None]
) -> None:
    """The centre has said nothing new of this origin: what came was a colleague's word."""
    table = exchange_tables.server_place
    connection.execute(table.delete().where(table.c.origin == origin))
    if origin in before:
        place = before[origin] or Place(0, b"")
        connection.execute(table.insert().values(origin=origin, seq=place.seq, chain=place.chain))


def places(connection: Connection) -> dict[bytes, Place | None]:
    """The centre's word on each origin."""
    rows = connection.execute(select(exchange_tables.server_place))
    return {row.origin: Place(row.seq, row.chain) if row.seq else None for row in rows}


def keep_own_marks(connection: Connection) -> None:
    """What this file printed ever is taken."""
    table = tables.origin.c
    rows = connection.execute(select(table.mark, table.origin).where(table.is_own == 1))
    for row in rows.all():
        if row.mark:
            keep_mark(connection, row.mark, row.origin)


def known_to_centre(connection: Connection, held: Iterable[Held]) -> Iterator[Held]:
    """Those the centre can take: of stations in its directory. The others wait for theirs."""
    cards, runs = exchange_tables.station_card, exchange_tables.received_run
    known = set(connection.execute(select(cards.c.station)).scalars())
    unknown = {
        row.origin
        for row in connection.execute(select(runs.c.origin, runs.c.station).distinct())
        if row.station not in known
    }
    return (one for one in held if one.is_own or one.origin not in unknown)
