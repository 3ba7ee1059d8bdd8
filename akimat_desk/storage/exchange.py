"""What a desk keeps about its exchange: the server, its word, the stations, and closed batches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, text

from akimat_desk.exchange import batches
from akimat_desk.exchange.desk_side import Held, Server, Stretch
from akimat_desk.exchange.desk_steps import Desk
from akimat_desk.exchange.forks import Signer
from akimat_desk.exchange.messages import (
    Batch,
    Branch,
    Card,
    Certificate,
    Directory,
    Head,
    Place,
    Receipt,
    plain,
)
from akimat_desk.journal.envelope import Entry
from akimat_desk.storage import exchange_tables, journal, offered, receipt_marks, share, tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.erasing import is_any_erased
from akimat_desk.trust.commitments import chain_start
from akimat_desk.trust.signing import StationKey, head_message, key_id

_TOUCHED_BEFORE = text(
    "SELECT DISTINCT stream FROM entry WHERE origin=:origin AND seq<:seq AND stream IN :streams"
).bindparams(bindparam("streams", expanding=True))
_UNSENT = (
    "SELECT coalesce(sum(max(0, o.seq - coalesce(r.seq, 0))), 0) FROM origin o"
    " LEFT JOIN server_receipt r ON r.origin=o.origin WHERE o.is_own=1"
)
_WAITING = text(
    "SELECT e.stream, c.number, count(*) AS entries, min(e.at) AS since FROM entry e"
    " JOIN origin o ON o.origin=e.origin AND o.is_own=1"
    " LEFT JOIN server_receipt r ON r.origin=e.origin"
    " LEFT JOIN case_line c ON c.stream=e.stream"
    " WHERE e.seq > coalesce(r.seq, 0) GROUP BY e.stream ORDER BY since, e.stream LIMIT :limit"
)


class ServerRow(msgspec.Struct, frozen=True, kw_only=True):
    """The centre this station is enrolled at, and how the exchange with it stands."""

    url: str
    public_key: bytes
    certificate: Certificate
    directory: int
    epoch: bytes | None
    cursor: int
    lease: bytes | None
    nonce: bytes | None
    is_sure: bool
    last_contact: int | None
    last_error: str
    published: int
    call: bytes | None
    feed: bytes
    is_level: bool


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A stream with entries that no receipt covers yet; `number` is empty for what is no case."""

    stream: bytes
    number: str
    entries: int
    since: int


def find_server(connection: Connection) -> ServerRow | None:
    columns = [exchange_tables.server.c[name] for name in ServerRow.__struct_fields__]
    row = connection.execute(select(*columns)).mappings().one_or_none()
    if row is None:
        return None
    values = dict(row)
    values["certificate"] = msgspec.msgpack.decode(values["certificate"], type=Certificate)
    values["is_sure"] = bool(values["is_sure"])
    values["is_level"] = bool(values["is_level"])
    return ServerRow(**values)


def keep_server(connection: Connection, url: str, public: bytes, certificate: Certificate) -> None:
    """Enrolled: at the same server the exchange goes on, of another one nothing is known."""
    known = find_server(connection)
    if known is not None and known.public_key == public:
        change_server(connection, url=url, certificate=plain(certificate), last_error="")
        return
    for table in (
        exchange_tables.server,
        exchange_tables.server_place,
        exchange_tables.server_receipt,
        offered.offered,
    ):
        connection.execute(table.delete())
    connection.execute(
        exchange_tables.server.insert().values(
            id=1,
            url=url,
            public_key=public,
            certificate=plain(certificate),
            directory=0,
            cursor=0,
            is_sure=1,
            last_error="",
        )
    )


def change_server(connection: Connection, **values: Any) -> None:
    connection.execute(exchange_tables.server.update().values(**values))


def known_server(connection: Connection, row: ServerRow) -> Server:
    """The same as the steps of desk_side see it."""
    places: dict[bytes, Place | None] = {
        found.origin: Place(found.seq, found.chain) if found.seq else None
        for found in connection.execute(select(exchange_tables.server_place))
    }
    return Server(
        epoch=row.epoch,
        cursor=row.cursor,
        lease=row.lease,
        places=places,
        is_sure=row.is_sure,
        nonce=row.nonce,
        call=row.call,
        feed=row.feed,
        is_level=row.is_level,
    )


def known_desk(connection: Connection, row: ServerRow, station: str, office: str) -> Desk:
    """This desk as the steps of its exchange see it."""
    own = journal.own_origin(connection)
    return Desk(
        station=station,
        office=office,
        origin=own.origin,
        mark=own.mark,
        server=known_server(connection, row),
        held={o.origin: o for o in share.known_to_centre(connection, held_origins(connection))},
        receipts={one.origin: one for one in receipts(connection, station)},
    )


def keep_standing(connection: Connection, server: Server) -> None:
    """All that is known of the server but its places, which have rows of their own."""
    change_server(
        connection,
        epoch=server.epoch,
        cursor=server.cursor,
        lease=server.lease,
        nonce=server.nonce,
        is_sure=int(server.is_sure),
        call=server.call,
        feed=server.feed,
        is_level=int(server.is_level),
    )


def forget_server_state(connection: Connection) -> None:
    """The server lives another life: what it said before counts no more."""
    connection.execute(exchange_tables.server_place.delete())
    connection.execute(exchange_tables.server_receipt.delete())


def keep_place(connection: Connection, origin: bytes, place: Place | None) -> None:
    """The server's word of how far it holds an origin; seq 0 for "nothing of it"."""
    seq, chain = (0, b"") if place is None else (place.seq, place.chain)
    connection.exec_driver_sql(
        "INSERT INTO server_place (origin, seq, chain) VALUES (?,?,?) ON CONFLICT (origin)"
        " DO UPDATE SET seq=excluded.seq, chain=excluded.chain",
        (origin, seq, chain),
    )


def forget_place(connection: Connection, origin: bytes) -> None:
    connection.execute(
        exchange_tables.server_place.delete().where(exchange_tables.server_place.c.origin == origin)
    )


def keep_receipt(connection: Connection, receipt: Receipt) -> None:
    connection.exec_driver_sql(
        "INSERT INTO server_receipt (origin, seq, chain, at, epoch, signature)"
        " VALUES (?,?,?,?,?,?) ON CONFLICT (origin) DO UPDATE SET seq=excluded.seq,"
        " chain=excluded.chain, at=excluded.at, epoch=excluded.epoch, signature=excluded.signature"
        " WHERE excluded.seq >= server_receipt.seq",
        (receipt.origin, receipt.seq, receipt.chain, receipt.at, receipt.epoch, receipt.signature),
    )
    receipt_marks.keep(connection, receipt.origin, receipt.seq, receipt.at)


def receipts(connection: Connection, station: str) -> list[Receipt]:
    rows = connection.execute(select(exchange_tables.server_receipt))
    return [
        Receipt(station, row.origin, row.seq, row.chain, row.at, row.epoch, row.signature)
        for row in rows
    ]


def last_receipt_at(connection: Connection) -> int | None:
    found = connection.execute(select(func.max(exchange_tables.server_receipt.c.at))).scalar()
    return None if found is None else int(found)


def unsent(connection: Connection) -> int:
    """Own entries that no receipt of the server covers."""
    return int(connection.exec_driver_sql(_UNSENT).scalar_one())


def waiting(connection: Connection, limit: int) -> list[Waiting]:
    """What is unsent, by stream, the oldest first."""
    return [
        Waiting(stream=row.stream, number=row.number or "", entries=row.entries, since=row.since)
        for row in connection.execute(_WAITING, {"limit": limit})
    ]


def keep_directory(connection: Connection, directory: Directory) -> None:
    connection.execute(exchange_tables.station_card.delete())
    rows = [_card_row(card) for card in directory.cards]
    if rows:
        connection.execute(exchange_tables.station_card.insert(), rows)
    change_server(connection, directory=directory.release)


def _card_row(card: Card) -> dict[str, Any]:
    certificate = card.certificate
    return {
        "key_id": key_id(certificate.public),
        "station": certificate.station,
        "public": certificate.public,
        "point": certificate.point,
        "certificate": plain(certificate),
        "revoked_at": card.revoked_at,
    }


def find_signer(connection: Connection, key: bytes, office: str) -> Signer | None:
    table = exchange_tables.station_card
    row = connection.execute(select(table).where(table.c.key_id == key)).one_or_none()
    if row is None:
        return None
    return Signer(station=row.station, office=office, public=row.public)


def quarantined(connection: Connection) -> int:
    return connection.execute(
        select(func.count()).select_from(exchange_tables.quarantine)
    ).scalar_one()


def keep_quarantined(connection: Connection, batch: Batch, reason: str, at: int) -> None:
    if is_any_erased(connection, batch.streams):
        return
    connection.execute(
        exchange_tables.quarantine.insert().values(
            origin=batch.origin, first=batch.first, reason=reason, at=at, batch=plain(batch)
        )
    )


def held_origins(connection: Connection) -> Iterator[Held]:
    """Everything this desk could give, the oldest lineages first."""
    runs: dict[bytes, list[tuple[int, int]]] = {}
    came = exchange_tables.received_run
    for row in connection.execute(select(came).order_by(came.c.origin, came.c.last)):
        known = runs.setdefault(row.origin, [])
        # A head that was signed in this very place proves all before it as well.
        after = known[-1][1] + 1 if known else 1
        known.append((after if row.branch is None else row.first, row.last))
    table = tables.origin
    for row in connection.execute(select(table).order_by(table.c.is_open, table.c.origin)):
        if row.seq:
            yield Held(
                origin=row.origin,
                place=Place(row.seq, row.chain),
                is_own=bool(row.is_own),
                is_open=bool(row.is_open),
                runs=tuple(runs.get(row.origin, ())),
            )


def chain_before(connection: Connection, origin: bytes, first: int) -> bytes:
    if first == 1:
        return chain_start(origin)
    table = tables.entry.c
    found: bytes = connection.execute(
        select(table.chain).where(table.origin == origin, table.seq == first - 1)
    ).scalar_one()
    return found


def closed(
    connection: Connection, stretch: Stretch, key: StationKey, *, is_own: bool
) -> list[Batch]:
    """The batches for a stretch; own ones are signed here, and their heads are kept for ever."""
    count = stretch.last - stretch.first + 1
    entries = journal.entries_between(connection, stretch.origin, stretch.first - 1, count)
    if is_own:
        return [
            _closed(connection, part, _own_head(connection, part[-1], key))
            for part in batches.parts(entries)
        ]
    return [_closed(connection, entries, _received_head(connection, stretch.origin, stretch.last))]


def _closed(connection: Connection, entries: Sequence[Entry], head: Head) -> Batch:
    return batches.closed(
        entries,
        before=chain_before(connection, entries[0].origin, entries[0].seq),
        salts=_new_salts(connection, entries),
        head=head,
    )


def _own_head(connection: Connection, last: Entry, key: StationKey) -> Head:
    signature = key.sign(head_message(last.origin, last.seq, last.chain))
    keep_head(connection, last, Head(key.key_id, signature))
    return Head(key.key_id, signature)


def keep_head(connection: Connection, last: Entry, head: Head) -> None:
    connection.exec_driver_sql(
        "INSERT INTO head_signature (origin, seq, chain, station_key, signature)"
        " VALUES (?,?,?,?,?) ON CONFLICT (origin, seq) DO NOTHING",
        (last.origin, last.seq, last.chain, head.key_id, head.signature),
    )


def keep_run(connection: Connection, entries: Sequence[Entry], station: str, head: Head) -> None:
    """How entries of another station came: needed to hand them on."""
    keep_head(connection, entries[-1], head)
    branch = None if head.branch is None else plain(head.branch)
    connection.exec_driver_sql(
        "INSERT INTO received_run (origin, last, first, station, branch) VALUES (?,?,?,?,?)"
        " ON CONFLICT (origin, last) DO NOTHING",
        (entries[0].origin, entries[-1].seq, entries[0].seq, station, branch),
    )


def _received_head(connection: Connection, origin: bytes, last: int) -> Head:
    heads, runs = tables.head_signature, exchange_tables.received_run
    row = connection.execute(
        select(heads.c.station_key, heads.c.signature, runs.c.branch)
        .join(runs, (runs.c.origin == heads.c.origin) & (runs.c.last == heads.c.seq))
        .where(heads.c.origin == origin, heads.c.seq == last)
    ).one()
    branch = None if row.branch is None else msgspec.msgpack.decode(row.branch, type=Branch)
    return Head(row.station_key, row.signature, branch)


def _new_salts(connection: Connection, entries: Iterable[Entry]) -> dict[bytes, bytes]:
    """Salts of the streams these entries are the first of their origin to touch."""
    found: dict[bytes, bytes] = {}
    later: dict[bytes, Entry] = {}
    seen: set[bytes] = set()
    for entry in entries:
        stream = entry.envelope.stream
        if stream in seen:
            continue
        seen.add(stream)
        if entry.envelope.parents:
            later[stream] = entry
        elif entry.salt is not None:
            found[stream] = entry.salt
    return {**found, **_foreign_salts(connection, later)} if later else found


def _foreign_salts(connection: Connection, later: dict[bytes, Entry]) -> dict[bytes, bytes]:
    first = next(iter(later.values()))
    known = connection.execute(
        _TOUCHED_BEFORE,
        {"origin": first.origin, "seq": first.seq, "streams": list(later)},
    ).scalars()
    for stream in known:
        later.pop(stream)
    return salts(connection, list(later))


def salts(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, bytes]:
    """Those that are held of these streams."""
    asked = f"SELECT stream, salt FROM salt WHERE stream IN ({','.join('?' * len(streams))})"  # noqa: S608
    return dict(driver(connection).execute(asked, list(streams)).fetchall())
