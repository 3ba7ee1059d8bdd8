"""The journal as a list: which entries were written when, by whom, about what."""

import uuid
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, or_, select

from akimat_desk.storage import tables

_ENTRY, _STREAM = tables.entry.c, tables.stream.c


class AuditWanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal is narrowed by: instants (UTC milliseconds, the later one not included),
    a staff id, the kind of stream. Empty is everything."""

    from_at: int = 0
    until_at: int = 0
    actor: str = ""
    kind: str = ""


class AuditLine(msgspec.Struct, frozen=True, kw_only=True):
    """One entry in its place. `number` is empty for what bears none."""

    origin: bytes
    seq: int
    mark: str
    at: int
    actor: str
    role: str
    type: str
    kind: str
    stream: bytes
    number: str
    is_erased: bool


Cursor = tuple[int, bytes, int]
"""(at, origin, seq) of the last line of a page."""


def add_to_tables(connection: Connection) -> None:
    """A step of the tables: entries are found by their instant."""
    connection.exec_driver_sql("CREATE INDEX IF NOT EXISTS entry_by_time ON entry (at)")


def page(
    connection: Connection, wanted: AuditWanted, after: Cursor | None, limit: int
) -> list[AuditLine]:
    """The newest first."""
    statement = _narrowed(_every(), wanted)
    if after is not None:
        at, origin, seq = after
        statement = statement.where(
            or_(
                _ENTRY.at < at,
                and_(_ENTRY.at == at, _ENTRY.origin > origin),
                and_(_ENTRY.at == at, _ENTRY.origin == origin, _ENTRY.seq < seq),
            )
        )
    ordered = statement.order_by(_ENTRY.at.desc(), _ENTRY.origin, _ENTRY.seq.desc())
    return [_line(row) for row in connection.execute(ordered.limit(limit))]


def _every() -> Select[Any]:
    case, act, record = tables.case_line.c, tables.act_line.c, tables.record_line.c
    office_act = select(act.number).where(act.stream == _ENTRY.stream, _STREAM.kind == "act")
    return (
        select(
            *(_ENTRY.origin, _ENTRY.seq, _ENTRY.at, _ENTRY.actor, _ENTRY.role, _ENTRY.type),
            *(_ENTRY.stream, _STREAM.kind, tables.origin.c.mark),
            case.number,
            record.number.label("record_number"),
            office_act.limit(1).scalar_subquery().label("act_number"),
            _ENTRY.body.is_(None).label("is_erased"),
        )
        .select_from(tables.entry)
        .outerjoin(tables.stream, _STREAM.stream == _ENTRY.stream)
        .outerjoin(tables.origin, tables.origin.c.origin == _ENTRY.origin)
        .outerjoin(tables.case_line, case.stream == _ENTRY.stream)
        .outerjoin(tables.record_line, record.stream == _ENTRY.stream)
    )


def _narrowed(statement: Select[Any], wanted: AuditWanted) -> Select[Any]:
    if wanted.from_at:
        statement = statement.where(_ENTRY.at >= wanted.from_at)
    if wanted.until_at:
        statement = statement.where(_ENTRY.at < wanted.until_at)
    if wanted.actor:
        statement = statement.where(_ENTRY.actor == uuid.UUID(wanted.actor).bytes)
    if wanted.kind:
        statement = statement.where(_STREAM.kind == wanted.kind)
    return statement


def _line(row: Any) -> AuditLine:
    return AuditLine(
        origin=row.origin,
        seq=row.seq,
        mark=row.mark or "",
        at=row.at,
        actor=str(uuid.UUID(bytes=row.actor)),
        role=row.role,
        type=row.type,
        kind=row.kind or "",
        stream=row.stream,
        number=row.number or row.record_number or row.act_number or "",
        is_erased=bool(row.is_erased),
    )
