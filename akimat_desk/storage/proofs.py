"""What pins the journal from outside its own chain: signed heads, the server's receipts, sums."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Table, func, select

from akimat_desk.exchange.messages import Branch, Receipt
from akimat_desk.storage import access, exchange, exchange_tables, share_tables, tables
from akimat_desk.storage.errors import EntryAltered, ReadingAltered
from akimat_desk.trust.commitments import chain_link, chain_start
from akimat_desk.trust.signing import head_message, is_signed, key_id

_Told = TypeVar("_Told")
_REFERENCE = 16
_OUTSIDE = "SELECT stream FROM salt WHERE stream NOT IN (SELECT stream FROM entry) LIMIT 1"
_OF_PLACES = (
    "SELECT o.origin, o.newest_at, o.hlc, max(e.at), max(e.hlc) FROM origin o"
    " JOIN entry e ON e.origin=o.origin GROUP BY o.origin"
)


def verify(connection: Connection, station: str, known: Iterable[bytes]) -> None:
    """Raises EntryAltered, ReadingAltered. `known` are the public keys this file signed with."""
    _verify_receipts(connection, station)
    _verify_log_receipts(connection)
    _verify_heads(connection, _keys(connection, known))
    _verify_places(connection)
    _verify_references(connection)
    stray = connection.exec_driver_sql(_OUTSIDE).scalar()
    if stray is not None:
        raise ReadingAltered(bytes(stray).hex(), "salt")


def _verify_receipts(connection: Connection, station: str) -> None:
    """A history that was written anew as a whole, with its own key, is not the one the server
    has signed for."""
    server = connection.execute(select(exchange_tables.server.c.public_key)).scalar()
    for receipt in exchange.receipts(connection, station):
        if server is not None and not _is_genuine(receipt, server):
            raise EntryAltered(receipt.origin.hex(), receipt.seq, "receipt_forged")
        _demand_covered(receipt, _chain_at(connection, tables.entry, receipt.origin, receipt.seq))


def _verify_log_receipts(connection: Connection) -> None:
    """The same for the access log; `server` is the key that its receipt was signed with."""
    for row in connection.execute(select(access.access_receipt)):
        receipt = _decoded(row.receipt, Receipt)
        if receipt is None or receipt.origin != row.origin or not _is_genuine(receipt, row.server):
            raise EntryAltered(row.origin.hex(), 0, "receipt_forged")
        found = _chain_at(connection, access.access_entry, receipt.origin, receipt.seq)
        _demand_covered(receipt, found)


def _demand_covered(receipt: Receipt, chain: bytes | None) -> None:
    if chain != receipt.chain:
        reason = "receipt_ahead" if chain is None else "receipt_differs"
        raise EntryAltered(receipt.origin.hex(), receipt.seq, reason)


def _is_genuine(receipt: Receipt, server: bytes) -> bool:
    return is_signed(server, receipt.signed_part(), receipt.signature)


def _verify_heads(connection: Connection, keys: Mapping[bytes, bytes]) -> None:
    """Each signature that is held covers the history up to its place. One of a station whose key
    is not known here proves nothing, but must stand on the chain."""
    heads, runs = tables.head_signature, exchange_tables.received_run
    rows = connection.execute(
        select(heads, runs.c.first, runs.c.branch)
        .outerjoin(runs, (runs.c.origin == heads.c.origin) & (runs.c.last == heads.c.seq))
        .order_by(heads.c.origin, heads.c.seq)
    )
    for row in rows.all():
        chain = _chain_at(connection, tables.entry, row.origin, row.seq)
        if chain != row.chain:
            raise EntryAltered(row.origin.hex(), row.seq, "signature")
        public = keys.get(row.station_key)
        if public is not None and not is_signed(public, _signed(connection, row), row.signature):
            raise EntryAltered(row.origin.hex(), row.seq, "signature")


def _signed(connection: Connection, row: Row[Any]) -> bytes:
    """What the station signed: this place, or where it stood before it was moved."""
    branch = None if row.branch is None else _decoded(row.branch, Branch)
    if branch is None:
        return head_message(row.origin, row.seq, row.chain)
    table, chain = tables.entry.c, branch.before
    ids = select(table.content_id).where(
        table.origin == row.origin, table.seq >= row.first, table.seq <= row.seq
    )
    for content_id in connection.execute(ids.order_by(table.seq)).scalars():
        chain = chain_link(chain, content_id)
    return head_message(branch.origin, branch.first + row.seq - row.first, chain)


def _keys(connection: Connection, own: Iterable[bytes]) -> dict[bytes, bytes]:
    found = {key_id(public): public for public in own}
    servers = connection.execute(select(exchange_tables.server.c.public_key)).scalars()
    found |= {key_id(public): public for public in servers}
    for table in (share_tables.share_card, exchange_tables.station_card):
        for row in connection.execute(select(table.c.public)):
            found[key_id(row.public)] = row.public
    return found


def _verify_places(connection: Connection) -> None:
    """What is kept of each origin beside its chain; exactly one is written."""
    opened = select(func.count()).select_from(tables.origin)
    is_written = (tables.origin.c.is_open == 1) & (tables.origin.c.is_own == 1)
    if connection.execute(opened.where(is_written)).scalar_one() != 1:
        raise ReadingAltered("", "origin")
    for origin, newest_at, hlc, at, seen in connection.exec_driver_sql(_OF_PLACES):
        if (newest_at, hlc) != (at, seen):
            raise ReadingAltered(bytes(origin).hex(), "origin")


def verify_marks(connection: Connection, opened: Mapping[bytes, tuple[str, str]]) -> None:
    """The marks that own series print are those their entries opened them with.

    A closed one that came back from elsewhere, as a clone's does, prints nothing and has no mark.
    """
    for row in connection.execute(select(tables.origin).where(tables.origin.c.is_own == 1)):
        prints = bool(row.mark or row.is_open)
        if prints and (row.mark, row.point) != opened.get(row.origin, (row.mark, row.point)):
            raise ReadingAltered(row.origin.hex(), "origin")


def _verify_references(connection: Connection) -> None:
    table = tables.reference_object
    for row in connection.execute(select(table)):
        told = _decoded_json(row.body)
        is_named = (told.id, told.release) == (row.id, row.release)
        if hashlib.sha256(row.body).digest()[:_REFERENCE] != row.digest or not is_named:
            raise ReadingAltered(row.digest.hex(), table.name)


def _chain_at(connection: Connection, table: Table, origin: bytes, seq: int) -> bytes | None:
    """None where the origin does not reach so far."""
    if seq == 0:
        return chain_start(origin)
    found = select(table.c.chain).where(table.c.origin == origin, table.c.seq == seq)
    chain: bytes | None = connection.execute(found).scalar()
    return chain


class _Named(msgspec.Struct, frozen=True):
    """How a reference object names itself."""

    id: str = ""
    release: int = 0


def _decoded_json(body: bytes) -> _Named:
    try:
        return msgspec.json.decode(body, type=_Named)
    except (msgspec.MsgspecError, TypeError, ValueError):
        return _Named()


def _decoded(told: bytes, kind: type[_Told]) -> _Told | None:
    """None for what is none."""
    try:
        return msgspec.msgpack.decode(told, type=kind)
    except (msgspec.MsgspecError, TypeError, ValueError):
        return None
