"""What became of each entry this workstation wrote: by receipts, refusals and what is held here."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from akimat_desk.domain.facts import Event
from akimat_desk.domain.stream_events import EntryRefused
from akimat_desk.exchange.messages import Batch
from akimat_desk.journal import codec
from akimat_desk.storage import exchange_tables, held

_OWN = (
    "SELECT e.content_id, e.stream, e.type, e.schema, e.body, e.actor, e.at, c.number,"
    " CASE WHEN e.seq <= coalesce(r.seq, 0) THEN r.at END AS received_at FROM entry e"
    " JOIN origin o ON o.origin=e.origin AND o.is_own=1"
    " LEFT JOIN server_receipt r ON r.origin=e.origin"
    " LEFT JOIN case_line c ON c.stream=e.stream"
)
_WAITING = text(f"{_OWN} WHERE e.seq > coalesce(r.seq, 0) ORDER BY e.at, e.seq LIMIT :limit")
_RECEIVED = text(
    f"{_OWN} WHERE e.seq <= coalesce(r.seq, 0) AND e.seq > o.seq - :limit"
    " ORDER BY e.at DESC, e.seq DESC LIMIT :limit"
)
_BY_ID = text(f"{_OWN} WHERE e.content_id >= :first AND e.content_id < :last")
# Whatever was refused is set aside by the fold, so only those streams are looked through.
_REFUSALS = text(
    "SELECT e.schema, e.body, e.at FROM stream s JOIN entry e ON e.stream=s.stream"
    " WHERE s.aside > 0 AND e.type='EntryRefused' AND e.body IS NOT NULL ORDER BY e.at"
)
_PLACES = text(
    "SELECT o.origin, o.seq, o.is_own, o.is_open, o.mark, coalesce(r.seq, 0) AS received,"
    " r.at FROM origin o LEFT JOIN server_receipt r ON r.origin=o.origin ORDER BY o.origin"
)
_TYPES = text(
    "SELECT e.type, count(*) AS entries FROM entry e JOIN origin o ON o.origin=e.origin"
    " AND o.is_own=1 LEFT JOIN server_receipt r ON r.origin=e.origin"
    " WHERE e.seq > coalesce(r.seq, 0) GROUP BY e.type ORDER BY e.type"
)
_WITHDRAWN = "withdrawn"


class OwnRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of this workstation; `received_at` is the server's time, None without a receipt."""

    id: bytes
    stream: bytes
    number: str
    type: str
    event: Event | None
    actor: bytes
    at: int
    received_at: int | None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre said of an entry; `at` is its time."""

    row: OwnRow
    code: str
    at: int


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A batch from elsewhere that did not prove what it said."""

    id: int
    origin: bytes
    first: int
    entries: int
    reason: str
    at: int


def waiting(connection: Connection, limit: int) -> list[OwnRow]:
    """Without a receipt, the oldest first."""
    return [_row(row) for row in connection.execute(_WAITING, {"limit": limit})]


def received(connection: Connection, limit: int) -> list[OwnRow]:
    """Covered by a receipt, the newest first."""
    return [_row(row) for row in connection.execute(_RECEIVED, {"limit": limit})]


def refusals(connection: Connection) -> Iterator[Refusal]:
    """Of entries that this workstation wrote."""
    for told in connection.execute(_REFUSALS).all():
        event = codec.find("EntryRefused", told.schema, told.body)
        if not isinstance(event, EntryRefused):
            continue
        bounds = {"first": event.entry, "last": event.entry + b"\xff" * 32}
        row = connection.execute(_BY_ID, bounds).first()
        if row is not None:
            yield Refusal(row=_row(row), code=event.refusal, at=told.at)


def withdrawn(connection: Connection) -> dict[str, int]:
    """Refused entries that were laid to rest here, and when."""
    found = held.find_value(connection, _WITHDRAWN)
    return {} if found is None else msgspec.msgpack.decode(found, type=dict[str, int])


def withdraw(connection: Connection, entry: str, at: int) -> None:
    known = withdrawn(connection)
    held.set_value(connection, _WITHDRAWN, msgspec.msgpack.encode({**known, entry: at}))


def aside(connection: Connection) -> list[Aside]:
    table = exchange_tables.quarantine
    found = []
    for row in connection.execute(select(table).order_by(table.c.id)):
        try:
            entries = len(msgspec.msgpack.decode(row.batch, type=Batch).at)
        except (msgspec.MsgspecError, AttributeError):
            entries = 0
        found.append(
            Aside(
                id=row.id,
                origin=row.origin,
                first=row.first,
                entries=entries,
                reason=row.reason,
                at=row.at,
            )
        )
    return found


def drop_aside(connection: Connection, wanted: int | None) -> int:
    """One of them or all; the number dropped. Whoever has them genuine is asked again."""
    table = exchange_tables.quarantine
    statement = table.delete()
    if wanted is not None:
        statement = statement.where(table.c.id == wanted)
    return connection.execute(statement).rowcount


def places(connection: Connection) -> list[dict[str, Any]]:
    """How far each lineage is here and at the server, for support."""
    return [
        {
            "origin": row.origin.hex(),
            "seq": row.seq,
            "is_own": bool(row.is_own),
            "is_open": bool(row.is_open),
            "mark": row.mark,
            "received": row.received,
            "received_at": row.at,
        }
        for row in connection.execute(_PLACES)
    ]


def waiting_types(connection: Connection) -> dict[str, int]:
    return {row.type: row.entries for row in connection.execute(_TYPES)}


def _row(row: Any) -> OwnRow:
    return OwnRow(
        id=row.content_id,
        stream=row.stream,
        number=row.number or "",
        type=row.type,
        event=codec.find(row.type, row.schema, row.body),
        actor=row.actor,
        at=row.at,
        received_at=row.received_at,
    )
